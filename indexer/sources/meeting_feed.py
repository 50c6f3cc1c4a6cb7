"""What the readers of meeting feeds share: getting at the records, and noting what a feed as a whole leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time

from data.resource import Mode
from data.schedule_text import hours_text
from indexer.sources.documents import documents
from indexer.sources.listing import Feed, Reading
from indexer.sources.meeting_codes import MEN, WOMEN, MeetingType
from indexer.sources.meeting_values import clock, text, zone
from indexer.sources.meetings import Meeting, Slot, unique_ids

Row = dict[str, object]

_CONFERENCE_SECRET = re.compile(r"[?&](?:pwd|password|passcode|pass|pw|tk)=[^&#]*", re.IGNORECASE)
_WOMEN = re.compile(r"\b(?:women['’]?s|women only|ladies)\b", re.IGNORECASE)
_HOME = re.compile(r"\bprivate (?:residence|home|house|address)\b", re.IGNORECASE)
_MEN = re.compile(r"\b(?:men['’]?s|men only)\b", re.IGNORECASE)


@dataclass(slots=True)
class Codes:
    """Counts the codes of a feed that no table knows, to tell each once."""

    unknown: Counter[str] = field(default_factory=Counter)

    def report(self, reading: Reading) -> None:
        """One finding a code, in alphabetical order."""
        for code, count in sorted(self.unknown.items()):
            reading.note("unknown_type", f"type {code!r} of {count} meetings has no known meaning", severity="info")


def rows_of(payload: object) -> list[object] | None:
    """The records of a payload: a list, a list under `meetings`, or one record; `None` where it is neither."""
    if isinstance(payload, dict):
        inner = payload.get("meetings")
        return inner if isinstance(inner, list) else [payload]
    if not isinstance(payload, list):
        return None
    pages = [row for row in payload if isinstance(row, dict) and isinstance(row.get("meetings"), list)]
    return payload if not pages else [row for page in payload for row in rows_of(page) or [page]]


def payloads(feed: Feed, reading: Reading) -> list[object]:
    """The JSON of the feed's files, by name; a feed without any file is a finding."""
    if not feed.files:
        reading.note("empty", "the feed has no files", severity="error")
    return [
        value
        for name, content in sorted(feed.files.items())
        for value in documents(name, content, reading, lambda item: isinstance(item, dict))
    ]


def records(payload: object, reading: Reading, is_meeting: Callable[[Row], bool]) -> list[object]:
    """The records of one document; one that holds no meeting says so."""
    rows = rows_of(payload)
    if rows is None or (isinstance(payload, dict) and rows == [payload] and not is_meeting(payload)):
        reading.note("not_meetings", "the document is not a list of meetings", severity="error")
        return []
    if not rows:
        reading.note("no_records", "the document lists no meetings")
    elif not any(isinstance(row, dict) and is_meeting(row) for row in rows):
        reading.note("not_meetings", f"none of the {len(rows)} records of the document is a meeting", severity="error")
        return []
    return rows


def accept(
    rows: Iterable[object], reading: Reading, is_meeting: Callable[[Row], bool], record_id: Callable[[Row], str | None]
) -> list[tuple[str, Row]]:
    """The rows that are meetings, with unique ids; every other one is rejected. Counts all of them as read."""
    good: list[tuple[str, Row]] = []
    for number, row in enumerate(rows, 1):
        reading.read += 1
        if not isinstance(row, dict):
            reading.reject("not_a_record", f"record {number} is {type(row).__name__}, not an object")
        elif not is_meeting(row):
            detail = f"record {number} has no name, no time and nothing to refer to"
            reading.reject("no_meeting", detail, record_id(row))
        else:
            own = record_id(row)
            if own is None:
                own = made_up_id(row)
                detail = f"record {number} has no id; {own} is made from its name and time"
                reading.note("missing_id", detail, own, "info")
            good.append((own, row))
    return unique_ids(good, reading)


def made_up_id(row: Mapping[str, object]) -> str:
    """An id from what a record says, so that it does not depend on its place in the feed."""
    fields = ("name", "meeting_name", "group", "location", "day", "weekday_tinyint", "time", "start_time")
    said = "-".join(str(row[name]) for name in fields if row.get(name) not in (None, ""))
    return re.sub(r"[^\w]+", "-", said.lower()).strip("-")[:100] or "unnamed"


def remote_url(value: object) -> str | None:
    """A link to a video call, without the passcode that it may carry."""
    link = text(value)
    if link is None:
        return None
    without = _CONFERENCE_SECRET.sub("", link)
    return without if "?" in without or "&" not in without else without.replace("&", "?", 1)


def named_audience(name: str | None) -> tuple[MeetingType, ...]:
    """Whom a meeting is for where its name alone says so: "Tuesday Women's Step"."""
    if name is None:
        return ()
    return tuple(kind for pattern, kind in ((_WOMEN, WOMEN), (_MEN, MEN)) if pattern.search(name))


def withhold_home(meeting: Meeting) -> Meeting:
    """Marks a meeting in somebody's home as confidential, and leaves out what its notes say of the way there."""
    if _HOME.search(meeting.place or ""):
        meeting.confidential = True
        meeting.place, meeting.notes, meeting.place_notes = None, [], []
    return meeting


def modes_of(
    *, place: bool, shut: bool, online: bool, phone: bool, only_remote: bool = False
) -> tuple[frozenset[Mode], str | None]:
    """The ways to take part, and a status where there is none.

    `place`: there is an address to go to; `shut`: it is closed for the time being. A meeting in a town that is not
    online either is in person, wherever exactly that is.
    """
    remote: set[Mode] = set()
    if online or (only_remote and not phone):
        remote.add("online")
    if phone:
        remote.add("phone")
    if shut:
        return frozenset(remote), None if remote else "temporarily closed"
    if only_remote or (remote and not place):
        return frozenset(remote), None
    return frozenset({*remote, "in_person"}), None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as the feed has it: read where it could be, and as listed where it could not."""

    time: time | None = None
    next_day: bool = False
    """Written as 24:00, the end of its day."""
    listed: str | None = None


def read_clock(row: Row, name: str, record_id: str, reading: Reading) -> Clock:
    """A time field; one that can't be read is a finding."""
    value = row.get(name)
    found = clock(value)
    if found is not None:
        return Clock(found[0], found[1])
    if value is None or value == "":
        return Clock()
    listed = text(value)
    shown = listed[:40] if listed else type(value).__name__
    reading.note("bad_time", f"{name} {shown!r} is not a time", record_id)
    return Clock(listed=listed[:40] if listed else None)


def read_zone(value: object, record_id: str, reading: Reading) -> str | None:
    """A timezone field; one that does not exist is a finding."""
    found = zone(value)
    if found is None and value not in (None, ""):
        reading.note("unknown_timezone", f"no timezone is called {str(value)[:40]!r}", record_id)
    return found


def slot_of(days: list[int], bad_days: list[str], start: Clock, end: Clock) -> tuple[Slot | None, str | None]:
    """The structured time of a meeting, or else what can be said of it in words.

    24:00 is the end of its day, so the next day begins with it. An end that is the start is a slip, not a whole day.
    """
    closes = end.time if start.time is not None and end.time != start.time else None
    if not days:
        hours = hours_text(start.time, closes) or start.listed
        if bad_days:
            return None, f"{hours or 'Time not stated'}, day listed as “{', '.join(bad_days)}”"
        return None, f"{hours}, day not stated" if hours else "By appointment"
    if start.time is None:
        note = f"time listed as “{start.listed}”" if start.listed else "time not stated"
        return Slot(tuple(days), None, None, note), None
    moved = [(day + 1) % 7 for day in days] if start.next_day else days
    return Slot(tuple(moved), start.time, closes), None
