"""The sentences of a meeting group's listing: what it is, for whom, how, where, and what its notes say.

Listings are quoted as evidence, so codes become whole sentences in plain words. What holds for some of the group's
meetings only is said of some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from data.resource import Mode
from indexer.sources.meeting_codes import WHEELCHAIR, MeetingType

if TYPE_CHECKING:
    from indexer.sources.meetings import Meeting

ACCESS_NOTE = re.compile(r"(?:is )?(?:wheelchair|handicap(?:ped)?)[- ]access(?:ible)?\.?", re.IGNORECASE)
"""A note that says no more than the type code for wheelchair access."""
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s?\b", re.IGNORECASE)
_BESIDE = re.compile(r"(?:behind|near|next to|across|inside|outside|in front)\b", re.IGNORECASE)
_MAX_NAMES = 20
_MAX_NOTES = 8


def describe(group: Sequence[Meeting], name: str | None, modes: frozenset[Mode]) -> str:
    """The description: the fellowship, who may come, the meetings' character, how to get in, and the notes."""
    fellowship = group[0].fellowship
    sentences = [f"{fellowship.group} for {fellowship.whom}"]
    opened, closed = _count(group, "open"), _count(group, "closed")
    if opened and closed:
        sentences.append("Some meetings are open to anyone, some are closed")
    elif opened:
        sentences.append("Open to anyone" if opened == len(group) else "Some meetings are open to anyone")
    elif closed:
        which = "Closed" if closed == len(group) else "Some meetings are closed"
        sentences.append(f"{which}: for {fellowship.closed_to}")
    sentences += _audience(group)
    if styles := _words(kind for meeting in group for kind in meeting.of("style")):
        meeting = "meeting" if len(group) == 1 else "meetings"
        sentences.append(f"{_upper(_and(styles))} {meeting}")
    if languages := _words(kind for meeting in group for kind in meeting.of("language")):
        sentences.append(f"Held in {_and(languages)}")
    sentences += accessibility(group, modes)
    sentences += _extras(group)
    sentences += _where(group, modes)
    names = [other for other in dict.fromkeys(own_name(meeting) for meeting in group) if other and other != name]
    if names and len({meeting.name for meeting in group}) > 1:
        more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
        sentences.append(f"Its meetings: {', '.join(names[:_MAX_NAMES])}{more}")
    notes = [note for meeting in group for note in meeting.notes]
    if "in_person" in modes or not modes:
        notes += [note for meeting in group for note in meeting.place_notes]
    sentences += list(dict.fromkeys(_upper(note) for note in notes if not ACCESS_NOTE.fullmatch(note)))[:_MAX_NOTES]
    return " ".join(_stopped(sentence) for sentence in sentences)


def own_name(meeting: Meeting) -> str | None:
    """The meeting's name without a weekday, which its times already tell."""
    if meeting.name is None:
        return None
    shorter = " ".join(_WEEKDAY.sub(" ", meeting.name).split()).strip(" -–,")
    return shorter if len(shorter) > 3 else meeting.name


def accessibility(group: Sequence[Meeting], modes: frozenset[Mode]) -> list[str]:
    """Statements on access; those about a building only where people meet in one."""
    found = _words(kind for meeting in group for kind in meeting.of("access"))
    if any(ACCESS_NOTE.fullmatch(note) for meeting in group for note in (*meeting.notes, *meeting.place_notes)):
        found = list(dict.fromkeys((WHEELCHAIR.words, *found)))
    in_person = not modes or "in_person" in modes
    return [words for words in found if in_person or "heelchair" not in words]


def eligibility(group: Sequence[Meeting]) -> str | None:
    """Who may attend, where the meetings say so."""
    opened, closed = _count(group, "open"), _count(group, "closed")
    whom = group[0].fellowship.closed_to
    if opened and closed:
        text = f"Some meetings are open to anyone; the closed ones are for {whom}"
    elif closed:
        text = f"{'Closed' if closed == len(group) else 'Some meetings are closed'}: for {whom}"
    elif opened:
        text = "Open: anyone may attend" if opened == len(group) else "Some meetings are open to anyone"
    else:
        text = ""
    return ". ".join([*([text] if text else []), *_audience(group)]) or None


def _audience(group: Sequence[Meeting]) -> list[str]:
    """All meetings of a group are for the same people, so any of them tells."""
    words = _words(group[0].of("audience"))
    if words in (["women"], ["men"]):
        return [f"{words[0].capitalize()} only"]
    return [f"For {_and(words)}"] if words else []


def _extras(group: Sequence[Meeting]) -> list[str]:
    every = [set(_words(meeting.of("extra"))) for meeting in group]
    words = _words(kind for meeting in group for kind in meeting.of("extra"))
    shared = [word for word in words if all(word in one for one in every)]
    some = [_lower(word) for word in words if word not in shared]
    return shared + ([f"Some meetings: {', '.join(some)}"] if some else [])


def _where(group: Sequence[Meeting], modes: frozenset[Mode]) -> list[str]:
    sentences = []
    places = list(dict.fromkeys(meeting.place for meeting in group if meeting.place and "in_person" in meeting.modes))
    if places:
        sentences.append(f"Meets {_and([_at(place) for place in places[:3]])}")
    remote = {"online": "online", "phone": "by phone"}
    ways = [words for mode, words in remote.items() if mode in modes]
    if ways and "in_person" in modes:
        some = not all(meeting.modes & {"online", "phone"} for meeting in group)
        sentences.append(f"{'Some meetings' if some else 'Meetings'} can also be joined {_and(ways)}")
    elif ways:
        sentences.append(f"Meets {_and(ways)}")
    return sentences


def _at(place: str) -> str:
    """A place as it follows "meets": some are given as "Behind the museum"."""
    return f"at {place}" if not _BESIDE.match(place) else place[:1].lower() + place[1:]


def _count(group: Sequence[Meeting], role: str) -> int:
    """How many meetings have a type of the role; one that is marked both open and closed counts as closed."""
    if role == "open":
        return sum(bool(meeting.of("open")) and not meeting.of("closed") for meeting in group)
    return sum(bool(meeting.of(role)) for meeting in group)


def _words(kinds: Iterable[MeetingType]) -> list[str]:
    return list(dict.fromkeys(kind.words for kind in kinds if kind.words))


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text if text.startswith(("Al-", "Alateen", "Alcoholics")) else text[:1].lower() + text[1:]


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", ":")) else f"{sentence}."
