"""Opening hours in words to `Schedule`s: "Monday - Friday, 9:00 am - 5:00 pm; Sat 9-1 (Office)", "Open 24 hours".

Days and times are only read where every word is understood; anything else keeps its words. Where morning or afternoon
is not said, it is worked out only if one reading makes sense ("9-5", not "9-11").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time

from data.recurrence import WEEKDAYS
from data.resource import Schedule
from data.schedules import recurring
from indexer.clean.text import clean_line, clean_text

_DAY = (
    r"(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:nes(?:day)?)?s?|thu(?:rs?(?:day)?)?s?|fri(?:day)?s?|sat(?:urday)?s?"
    r"|sun(?:day)?s?|(?<![a-z])(?:tu|th|sa|su|[mtwf])(?![a-z]))\.?"
)
_LETTERS = {"m": 0, "t": 1, "tu": 1, "w": 2, "th": 3, "f": 4, "sa": 5, "su": 6}
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"(?:(?:12(?::00)? ?)?(?:noon|midnight)|\d{1,2}(?: ?[:.] ?\d{2})?(?: ?[ap]\.? ?m\.?)?)"
_DASH = r" ?(?:[-–—]+|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill?\b) ?"
_DAYS = rf"{_DAY}(?:(?:{_DASH}|,? ?(?:and|&) |, ?){_DAY})*"
_HOLIDAYS = r"(?:closed|except)(?: on| for)?(?: all)?(?: [a-z]+)? holidays"
_TOKENS = {
    "holidays": rf"\({_HOLIDAYS}\)|{_HOLIDAYS}",
    "closed": rf"\(?closed:?(?: on)? {_DAYS}\)?|{_DAYS}[,:]? closed\b",
    "all_day": r"24[ -]?(?:hours?|hrs?)(?: (?:a|per) day)?|24/7|around the clock",
    "hours": rf"{_CLOCK}{_DASH}{_CLOCK}",
    "span": rf"{_DAY}{_DASH}{_DAY}",
    "day": _DAY,
    "every": r"daily|every ?day|(?:7|seven) days(?: a| per|/)? ?week",
    "weekdays": r"weekdays|weekends",
    "label": r"(?!closed|except|no\b|not\b|by\b)[a-z][a-z/&' -]{2,40}:",
    "note": r"\([^()]{2,40}\)",
    "filler": r"[ ,&.:]+|(?:and|from|open|on|hours)\b",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TOKENS.items()), re.IGNORECASE)
_LIMITS = re.compile(r"\bclos|\bexcept|\bnot?\b|\bonly\b|\bbreak|\blunch|\bvar(?:y|ies)|\bevery other\b", re.IGNORECASE)
_PLAIN_LABEL = re.compile(r"(?:hours|hours of operation|days?|open|time|schedule)", re.IGNORECASE)
_LONGEST_TEXT = 1000
_NOON, _DAY_LONG = 12 * 60, 24 * 60
_EARLIEST = 6 * 60
"""Minutes since midnight: nothing opens before where morning and afternoon are not said."""
LONGEST_NIGHT = 17 * 60
"""Minutes: what is open for longer and past midnight is a slip of the pen ("8:00 pm - 4:45 pm")."""

Times = tuple[time, time]


class _UnclearError(ValueError):
    """Hours that could be read wrongly."""


@dataclass(slots=True)
class _Segment:
    """What stands between two semicolons: groups of days and of times in turn."""

    groups: list[tuple[set[int], list[Times]]] = field(default_factory=list)
    """Each has days or times."""
    notes: list[str] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    unread: str | None = None

    def add(self, days: set[int], times: list[Times]) -> None:
        """Joins what follows on its own kind."""
        if self.groups and bool(self.groups[-1][0]) == bool(days):
            self.groups[-1][0].update(days)
            self.groups[-1][1].extend(times)
        else:
            self.groups.append((days, times))


def read_hours(hours: str | None) -> list[Schedule]:
    """Schedules with days and times where the text is understood, else the text as the one schedule."""
    text = clean_line(hours)
    if text is None:
        return []
    if len(text) > _LONGEST_TEXT:
        return [Schedule(text=text)]
    parts = [part for part in re.split(r"[;\n]+", clean_text(hours) or "") if part.strip(" .,")]
    try:
        slots, others = _slots([_segment(" ".join(part.split())) for part in parts])
    except _UnclearError:
        return [Schedule(text=text)]
    made = [
        recurring(f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in sorted(days))}", *times, note=note)
        for (times, note), days in slots.items()
    ]
    return [*made, *(Schedule(text=other) for other in others)] if made else [Schedule(text=text)]


def _slots(segments: list[_Segment]) -> tuple[dict[tuple[Times, str | None], set[int]], list[str]]:
    """The days of each pair of times, and the segments that are told in their own words."""
    slots: dict[tuple[Times, str | None], set[int]] = {}
    others = [segment.unread for segment in segments if segment.unread is not None]
    if any(_LIMITS.search(other) for other in others):
        raise _UnclearError
    read = [segment for segment in segments if segment.unread is None]
    if len({bool(segment.groups[0][0]) for segment in read if segment.groups}) > 1:
        # "Monday: 9-12; 1-5 Tuesday": nobody can tell which times belong to which days.
        raise _UnclearError
    closed = {day for segment in segments for day in segment.closed}
    for segment in read:
        note = ", ".join(dict.fromkeys(segment.notes)) or None
        if len(segment.groups) % 2:
            raise _UnclearError
        for first, second in zip(segment.groups[::2], segment.groups[1::2], strict=True):
            days, times = first[0] or second[0], first[1] or second[1]
            if days & closed:
                raise _UnclearError
            for each in times:
                slots.setdefault((each, note), set()).update(days)
    return slots, others


def _segment(text: str) -> _Segment:
    segment = _Segment()
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            return _Segment(unread=text.strip(" ,."))
        _take(token, segment)
        place = token.end()
    if len(segment.groups) == 1 and segment.groups[0][1] == [(time(0), time(0))]:
        segment.groups.insert(0, (set(range(7)), []))
    return segment


def _take(token: re.Match[str], segment: _Segment) -> None:
    kind, said = token.lastgroup, token[0].strip()
    if kind == "hours":
        opens, closes = re.findall(_CLOCK, said, re.IGNORECASE)
        segment.add(set(), [_interval(opens, closes)])
    elif kind == "all_day":
        segment.add(set(), [(time(0), time(0))])
    elif kind in ("span", "day"):
        segment.add(_days(said), [])
    elif kind in ("every", "weekdays"):
        week = range(7) if kind == "every" else range(5) if said.lower() == "weekdays" else range(5, 7)
        segment.add(set(week), [])
    elif kind == "closed":
        segment.closed |= _days(re.sub("closed", "", said, flags=re.IGNORECASE))
    elif kind in ("label", "note", "holidays"):
        note = said.strip("() :")
        if kind == "note" and (_LIMITS.search(note) or re.search(r"\d", note)):
            raise _UnclearError
        if not _PLAIN_LABEL.fullmatch(note):
            segment.notes.append(note)


def _days(text: str) -> set[int]:
    """Days listed or spanned: "Mon, Wed - Fri"."""
    found: set[int] = set()
    for match in re.finditer(rf"({_DAY})(?:{_DASH}({_DAY}))?", text, re.IGNORECASE):
        first = _day(match[1])
        last = _day(match[2]) if match[2] else first
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return found


def _day(word: str) -> int:
    name = word.lower().rstrip(".")
    return _LETTERS[name] if name in _LETTERS else _NAMES.index(name[:3])


def _interval(opens: str, closes: str) -> Times:
    """The two times, morning or afternoon worked out from one another where it is not said."""
    starts, ends = list(_minutes(opens)), list(_minutes(closes))
    pairs = [(start, end) for start in starts for end in ends if (end or _DAY_LONG) - start > 0]
    if _is_stated(opens) and _is_stated(closes):
        pairs = [(starts[0], ends[0])]
    elif _is_stated(closes):
        # "6-8 pm" is in the evening, "10-2 pm" begins in the morning.
        pairs = sorted(pairs, key=lambda pair: pair[1] - pair[0])[:1]
    elif _is_stated(opens):
        pairs = pairs[:1] if starts[0] >= _NOON else pairs
    else:
        # An end at "12" is noon: pairs that end at midnight fall out here.
        pairs = [(start, end) for start, end in pairs if start >= _EARLIEST and 0 < end - start <= _NOON]
    if len(pairs) != 1:
        raise _UnclearError
    start, end = pairs[0]
    if end < start and end + _DAY_LONG - start > LONGEST_NIGHT:
        raise _UnclearError
    return time(start // 60, start % 60), time(end // 60, end % 60)


def _is_stated(clock: str) -> bool:
    hour = re.match(r"\d+", clock)
    return bool(re.search(r"[apn]", clock, re.IGNORECASE)) or (hour is not None and not 1 <= int(hour[0]) <= 12)


def _minutes(clock: str) -> Iterator[int]:
    """Every reading of a time, in minutes since midnight."""
    written = clock.lower().replace(" ", "").replace(".", "")
    if written.endswith(("noon", "midnight")):
        yield 12 * 60 if written.endswith("noon") else 0
        return
    match = re.fullmatch(r"(\d{1,2}):?(\d{2})?([ap]?)m?", written)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if match is None or hour > 24 or minute > 59 or (match[3] and not 1 <= hour <= 12):
        raise _UnclearError
    if not 1 <= hour <= 12:
        yield hour % 24 * 60 + minute
        return
    for half, start in (("a", 0), ("p", 12)):
        if match[3] in ("", half):
            yield (hour % 12 + start) * 60 + minute
