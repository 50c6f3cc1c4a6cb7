"""Reads Meeting Guide JSON (https://github.com/code4recovery/spec): lists of meetings of 12-step fellowships.

Personal fields (`contact_*`), meeting ids and passcodes are never taken. Days count from 0, a Sunday. Attendance is
what `attendance_option` says; without it a meeting is in person where it has a street address and its place isn't
marked as closed (TC), online where it has a video link or the type ONL, and by phone where it has a number to dial.
"""

from __future__ import annotations

import re

from data.resource import Mode
from indexer.sources.fellowships import (
    AL_ANON,
    ALATEEN,
    ALCOHOLICS_ANONYMOUS,
    Fellowship,
    fellowship_of_feed,
    recognise,
)
from indexer.sources.listing import Feed, RawAddress, RawPhone, Reading
from indexer.sources.meeting_address import country_code, has_street, one_line
from indexer.sources.meeting_codes import AL_ANON_ONLY, LABELS, MEETING_GUIDE, YOUNG, MeetingType, Role
from indexer.sources.meeting_feed import (
    Codes,
    Row,
    accept,
    modes_of,
    named_audience,
    payloads,
    read_clock,
    read_zone,
    records,
    remote_url,
    rows_of,
    slot_of,
    withhold_home,
)
from indexer.sources.meeting_notes import public_notes
from indexer.sources.meeting_values import days, first_text, natural, scalar, text, yes
from indexer.sources.meetings import Meeting, Slot, listings_of

_SIGNS = (
    "day",
    "time",
    "end_time",
    "formatted_address",
    "attendance_option",
    "types",
    "conference_url",
    "conference_phone",
)
_FOREIGN = ("id_bigint", "weekday_tinyint", "organization", "organizations", "services", "key_string", "schedules")
_SIGNING = ("name", "group", "entity", "entity_url", "entity_website_url")
_DISTRICT = re.compile(r"(?:district|area|region|zone)\b\W*\w{0,3}\d\w*", re.IGNORECASE)
_REMOTE_PLACE = re.compile(r"\b(?:online|virtual|zoom|internet|phone meeting|telephone)\b", re.IGNORECASE)
_WSO_NUMBER = re.compile(r"^\d{4,9}\s+(?=\D)")
"""Al-Anon's world service office numbers its groups, and feeds put the number before the name."""
_DIALLED = re.compile(r"[+\d][\d() .-]{6,}")


def looks_like_meeting_guide(payload: object) -> bool:
    """Whether a JSON value is a list of meetings, one meeting, or an object with a list under `meetings`."""
    rows = rows_of(payload)
    return rows is not None and any(isinstance(row, dict) and _looks_like(row) for row in rows[:50])


def read_meeting_guide(feed: Feed) -> Reading:
    """Reads every file of the feed as Meeting Guide JSON."""
    reading = Reading()
    rows = [row for payload in payloads(feed, reading) for row in records(payload, reading, _is_meeting)]
    accepted = accept(rows, reading, _is_meeting, _record_id)
    told = fellowship_of_feed(
        f"{feed.name} {feed.url or ''}", (f"{_fellowship_signs(row)} {text(row.get('url'))}" for _, row in accepted)
    )
    if accepted and told is None:
        detail = "nothing names the fellowship; Alcoholics Anonymous is assumed, as the format was made for it"
        reading.note("fellowship_assumed", detail, severity="info")
    codes = Codes()
    of_feed = told or ALCOHOLICS_ANONYMOUS
    meetings = [withhold_home(_meeting(record_id, row, of_feed, codes, reading)) for record_id, row in accepted]
    codes.report(reading)
    reading.listings = listings_of(meetings)
    return reading


def _looks_like(row: Row) -> bool:
    named = first_text(row, "name", "slug") is not None
    return named and any(name in row for name in _SIGNS) and not any(name in row for name in _FOREIGN)


def _is_meeting(row: Row) -> bool:
    """A meeting has a name, or at least an id with a time; something else may have a name too."""
    if any(name in row for name in _FOREIGN):
        return False
    if first_text(row, "name", "group") is not None:
        return any(name in row for name in (*_SIGNS, "slug", "location", "address"))
    return first_text(row, "slug", "id") is not None and any(row.get(name) is not None for name in _SIGNS)


def _record_id(row: Row) -> str | None:
    return first_text(row, "slug", "id")


def _fellowship_signs(row: Row) -> str:
    return " ".join(text(row.get(name)) or "" for name in _SIGNING)


def _fellowship(row: Row, of_feed: Fellowship) -> Fellowship:
    """The feed's, unless the publishing body says otherwise or the meeting is named as one of Al-Anon or Alateen."""
    named = recognise(f"{text(row.get('name'))} {text(row.get('group'))}")
    if named in (AL_ANON, ALATEEN):
        return named
    return recognise(text(row.get("entity")) or "") or of_feed


def _meeting(record_id: str, row: Row, of_feed: Fellowship, codes: Codes, reading: Reading) -> Meeting:
    fellowship = _fellowship(row, of_feed)
    types = _types(row.get("types"), fellowship, codes)
    if fellowship is AL_ANON and YOUNG in types:
        fellowship = ALATEEN
    if fellowship is ALATEEN:
        types = tuple(kind for kind in types if kind is not YOUNG)
    types += tuple(kind for kind in named_audience(text(row.get("name"))) if kind not in types)
    roles = {kind.role for kind in types}
    group, place, about_place = _group_and_place(row)
    address = _address(row)
    street = has_street(address) or (
        address is not None and bool(address.address_1) and text(row.get("approximate")) == "no"
    )
    approximate = yes(row.get("approximate")) or not street
    modes, status = _attendance(row, roles, place, approximate)
    slot, when = _time(record_id, row, reading)
    name = text(row.get("name"))
    if name is not None and fellowship in (AL_ANON, ALATEEN):
        name = _WSO_NUMBER.sub("", name)
    dialled = text(row.get("conference_phone"))
    numbers = [text(row.get("entity_phone")), dialled if dialled and _DIALLED.fullmatch(dialled) else None]
    return Meeting(
        record_id=record_id,
        name=name or group,
        group=group,
        fellowship=fellowship,
        types=types,
        modes=modes,
        status=status,
        place=_building(place),
        address=address,
        approximate=approximate,
        latitude=scalar(row.get("latitude")),
        longitude=scalar(row.get("longitude")),
        slot=slot,
        when=when,
        notes=public_notes(f"{text(row.get('notes')) or ''}\n{text(row.get('group_notes')) or ''}"),
        place_notes=public_notes(about_place or ""),
        url=first_text(row, "url", "website") or remote_url(row.get("conference_url")),
        email=text(row.get("entity_email")),
        phones=[RawPhone(number=number, type="voice") for number in numbers if number and re.search(r"[1-9]", number)],
        timezone=read_zone(row.get("timezone"), record_id, reading),
    )


def _attendance(row: Row, roles: set[Role], place: str | None, approximate: bool) -> tuple[frozenset[Mode], str | None]:
    option = (text(row.get("attendance_option")) or "").lower()
    if option == "inactive":
        return frozenset(), "inactive"
    phone = text(row.get("conference_phone")) is not None
    online = text(row.get("conference_url")) is not None or bool(roles & {"online", "hybrid"})
    remote_place = place is not None and _REMOTE_PLACE.search(place) is not None
    return modes_of(
        place=not approximate or option in ("in_person", "hybrid"),
        shut="shut" in roles or option == "online",
        online=online or option == "hybrid" or (option == "online" and not phone),
        phone=phone,
        only_remote=remote_place and (online or phone) and option != "hybrid",
    )


def _types(value: object, fellowship: Fellowship, codes: Codes) -> tuple[MeetingType, ...]:
    """The meaning of its type codes, whatever way they are listed, in a fixed order."""
    listed = value if isinstance(value, list) else re.split(r"[,;|]", str(value)) if isinstance(value, str) else []
    found: dict[str, MeetingType] = {}
    for item in listed:
        code = (text(item) or "").strip("[]'\" ")
        key = LABELS.get(code.upper(), code.upper())
        meaning = AL_ANON_ONLY.get(key) if fellowship in (AL_ANON, ALATEEN) else None
        meaning = meaning or MEETING_GUIDE.get(key)
        if meaning is not None:
            found[key] = meaning
        elif code:
            codes.unknown[code[:40]] += 1
    return tuple(found[key] for key in sorted(found, key=natural))


def _group_and_place(row: Row) -> tuple[str | None, str | None, str | None]:
    """Group, building and notes on the place.

    A district is no group and no building; feeds that list one as such put the building into the notes.
    """
    group, place, notes = text(row.get("group")), text(row.get("location")), text(row.get("location_notes"))
    if group is not None and (group == text(row.get("district")) or _DISTRICT.fullmatch(group)):
        group = None
    if place is not None and (place == text(row.get("district")) or _DISTRICT.fullmatch(place)):
        lines = (notes or "").splitlines() or [""]
        place, notes = lines[0].strip() or None, "\n".join(lines[1:]) or None
    return group, place, notes


def _building(place: str | None) -> str | None:
    """The name of a building, where it is one and not the address once more."""
    if place is None or _REMOTE_PLACE.search(place) or re.match(r"\d[^,]*,", place):
        return None
    return place.rstrip(" ,.;")


def _address(row: Row) -> RawAddress | None:
    street, city = text(row.get("address")), text(row.get("city"))
    whole = text(row.get("formatted_address"))
    if whole is None and street is not None and city is None and "," in street:
        whole = street
    if whole is not None and (parts := one_line(whole)) is not None:
        return parts
    postal_code, country = first_text(row, "postal_code", "zip"), country_code(text(row.get("country")))
    if postal_code is not None and re.fullmatch(r"\d{3,4}", postal_code) and country in (None, "US"):
        postal_code = postal_code.zfill(5)
    address = RawAddress(
        address_1=None if street is None or _REMOTE_PLACE.fullmatch(street) else street.rstrip(" ,"),
        city=city,
        state_province=text(row.get("state")),
        postal_code=postal_code,
        country=country,
    )
    return None if address == RawAddress(country=country) else address


def _time(record_id: str, row: Row, reading: Reading) -> tuple[Slot | None, str | None]:
    weekdays, bad = days(row.get("day"), first_number=0)
    if bad:
        reading.note("bad_day", f"{', '.join(bad)!r} is not a weekday (0, Sunday, to 6)", record_id)
    return slot_of(
        weekdays, bad, read_clock(row, "time", record_id, reading), read_clock(row, "end_time", record_id, reading)
    )
