"""Meetings of a feed become groups to refer to: the same group at the same place, meeting many times, is one listing.

What makes meetings one listing: the fellowship, the group (its name, or the meeting's own where no group is given),
the place (or being online), the people it is for, the language, the timezone and whether it meets at all. So what a
listing says of whom it is for holds at each of its times. A meeting's own name, where it isn't the group's, stands
behind its times.

Invariants: nothing depends on the order of the records; `record_id` is the first of the group's ids in natural order.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time

from data.resource import Mode, Schedule
from data.schedules import byday, recurring
from indexer.sources.fellowships import Fellowship
from indexer.sources.listing import Listing, RawAddress, RawPhone, Reading
from indexer.sources.meeting_address import place_key
from indexer.sources.meeting_codes import MeetingType
from indexer.sources.meeting_text import accessibility, describe, eligibility, own_name
from indexer.sources.meeting_values import natural

FEES = "Free; no dues or fees"


@dataclass(frozen=True, slots=True)
class Slot:
    """Weekdays (0 is Monday) with their time; `end` is `None` where it is not stated."""

    days: tuple[int, ...]
    start: time | None
    end: time | None
    note: str | None = None
    """What the feed says where the time could not be read."""


@dataclass(slots=True, kw_only=True)
class Meeting:
    """One record of a meeting feed, understood. Texts are raw."""

    record_id: str
    name: str | None
    group: str | None
    """The group's name; `None` where the feed has none, or has a district there."""
    fellowship: Fellowship
    types: tuple[MeetingType, ...] = ()
    modes: frozenset[Mode] = frozenset()
    status: str | None = None
    place: str | None = None
    """The building's name."""
    address: RawAddress | None = None
    approximate: bool = False
    confidential: bool = False
    """Held in somebody's home."""
    latitude: object = None
    longitude: object = None
    slot: Slot | None = None
    when: str | None = None
    """Times that can't be structured, in words."""
    notes: list[str] = field(default_factory=list)
    """Sentences that may be shown."""
    place_notes: list[str] = field(default_factory=list)
    """The same, about the place."""
    url: str | None = None
    email: str | None = None
    phones: list[RawPhone] = field(default_factory=list)
    timezone: str | None = None

    def of(self, role: str) -> list[MeetingType]:
        """Its types of one role."""
        return [kind for kind in self.types if kind.role == role]


def unique_ids(rows: Iterable[tuple[str, dict[str, object]]], reading: Reading) -> list[tuple[str, dict[str, object]]]:
    """The rows by id in natural order, repeated ids made unique by ``#2``, ``#3`` and a finding."""
    by_id: dict[str, list[dict[str, object]]] = defaultdict(list)
    for record_id, row in rows:
        by_id[record_id].append(row)
    taken = set(by_id)
    result: list[tuple[str, dict[str, object]]] = []
    for record_id in sorted(by_id, key=lambda one: (natural(one), one)):
        copies = sorted(by_id[record_id], key=lambda row: json.dumps(row, sort_keys=True, default=str))
        result.append((record_id, copies[0]))
        number = 1
        for row in copies[1:]:
            number += 1
            while f"{record_id}#{number}" in taken:
                number += 1
            taken.add(f"{record_id}#{number}")
            result.append((f"{record_id}#{number}", row))
            reading.note("duplicate_id", f"{record_id} stands for several records", f"{record_id}#{number}")
    return result


def listings_of(meetings: Iterable[Meeting]) -> list[Listing]:
    """One listing per group, in the natural order of their ids."""
    groups: dict[object, list[Meeting]] = defaultdict(list)
    for meeting in sorted(meetings, key=_order):
        groups[_identity(meeting)].append(meeting)
    return [_listing(group) for group in groups.values()]


def _order(meeting: Meeting) -> tuple[object, str]:
    return natural(meeting.record_id), meeting.record_id


def _identity(meeting: Meeting) -> object:
    name = meeting.group or meeting.name
    if name is None:
        return meeting.record_id
    remote = "in_person" not in meeting.modes and bool(meeting.modes)
    place = place_key(meeting.address) or ((meeting.place or "").lower(), str(meeting.latitude), str(meeting.longitude))
    return (
        meeting.fellowship.group,
        " ".join(name.lower().replace("-", " ").split()),
        # A group's online meetings are one, wherever each was pinned; strangers of the same name are told apart by it.
        ("remote", *(() if meeting.group else place)) if remote else place,
        frozenset(kind.words for kind in meeting.of("audience")),
        frozenset(kind.language for kind in meeting.of("language")),
        meeting.timezone,
        meeting.status,
        meeting.confidential,
    )


def _listing(group: Sequence[Meeting]) -> Listing:
    first = group[0]
    names = list(dict.fromkeys(meeting.name for meeting in group if meeting.name))
    name = names[0] if len(names) == 1 else first.group or (names[0] if names else None)
    modes = frozenset(mode for meeting in group for mode in meeting.modes)
    audiences = [kind for meeting in group for kind in meeting.of("audience")]
    placed = next((one for one in group if one.latitude is not None and one.longitude is not None), first)
    phones = {phone.number: phone for meeting in group for phone in meeting.phones}
    return Listing(
        record_id=first.record_id,
        record_ids=tuple(meeting.record_id for meeting in group),
        key=first.record_id,
        name=name,
        organization=first.fellowship.name,
        kind="support_group",
        modes=modes,
        description=describe(group, name, modes),
        eligibility_description=eligibility(group),
        fees_description=FEES,
        cost="free",
        phones=list(phones.values()),
        url=next((meeting.url for meeting in group if meeting.url), None),
        url_of_record=next((meeting.url for meeting in group if meeting.url), None),
        email=next((meeting.email for meeting in group if meeting.email), None),
        address=_address(first, modes),
        confidential=any(meeting.confidential for meeting in group),
        latitude=placed.latitude,
        longitude=placed.longitude,
        approximate=all(meeting.approximate for meeting in group) or (bool(modes) and "in_person" not in modes),
        schedules=_schedules(group, name),
        timezone=first.timezone,
        languages=_unique(kind.language for meeting in group for kind in meeting.of("language") if kind.language),
        populations=_unique((*first.fellowship.populations, *_populations(audiences))),
        accessibility=accessibility(group, modes),
        need_ids=tuple(_unique(_needs(group, modes))),
        status=first.status,
    )


def _address(meeting: Meeting, modes: frozenset[Mode]) -> RawAddress | None:
    """The address, without a street where nobody is to go there."""
    address = meeting.address
    if address is None or not modes or "in_person" in modes:
        return address
    return RawAddress(
        city=address.city,
        county=address.county,
        state_province=address.state_province,
        postal_code=address.postal_code,
        country=address.country,
    )


def _populations(audiences: Iterable[MeetingType]) -> list[str]:
    found = _unique(population for kind in audiences for population in kind.populations)
    if "women" in found and "men" in found:
        return [population for population in found if population not in ("women", "men")]
    return found


def _needs(group: Sequence[Meeting], modes: frozenset[Mode]) -> list[str]:
    """The fellowship's needs, those of the people it is for, and those of any style of its meetings."""
    fellowship = group[0].fellowship
    needs = list(fellowship.need_ids)
    if modes & {"online", "phone"} and fellowship.recovery:
        needs.append("online-meetings")
    if fellowship.recovery:
        audiences = group[0].of("audience")
        both = {"women", "men"} <= set(_unique(population for kind in audiences for population in kind.populations))
        needs += [need for kind in audiences for need in kind.need_ids if not (both and need == "women-recovery-group")]
        needs += [need for meeting in group for kind in meeting.of("style") for need in kind.need_ids]
    return needs


def _schedules(group: Sequence[Meeting], name: str | None) -> list[Schedule]:
    """Structured times, those alike on several weekdays as one, in the order of the week; then times in words."""
    week: dict[tuple[time | None, time | None, str | None], set[int]] = defaultdict(set)
    for meeting in group:
        if meeting.slot is not None and meeting.slot.days:
            own = own_name(meeting) if meeting.name != name else None
            note = ", ".join(text for text in (own, meeting.slot.note) if text) or None
            week[meeting.slot.start, meeting.slot.end, note].update(meeting.slot.days)
    ordered = sorted(week.items(), key=lambda item: (min(item[1]), item[0][0] or time(0), str(item[0])))
    structured = [
        recurring(f"FREQ=WEEKLY;BYDAY={byday(days)}", start, end, note=note) for (start, end, note), days in ordered
    ]
    return structured + [Schedule(text=text) for text in _unique(meeting.when for meeting in group if meeting.when)]


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
