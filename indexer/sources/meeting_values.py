"""The values of meeting feeds as people write them: weekdays, times, texts, yes and no.

Every function takes anything that JSON can hold and never raises; `None` (or nothing) means that it can't be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta
from zoneinfo import ZoneInfo

_SUNDAY_FIRST = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.0+)?)?\s*(?P<half>[ap])?(?:\.?m\.?)?",
    re.IGNORECASE,
)
_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_ZERO_WIDTH = re.compile(r"[\x00\u200b\ufeff]")


def text(value: object) -> str | None:
    """A text or number as trimmed text, `None` where there is nothing to read."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _ZERO_WIDTH.sub("", str(value)).strip() or None


def first_text(row: Mapping[str, object], *names: str) -> str | None:
    """The first of the named fields that holds a text."""
    return next((found for name in names if (found := text(row.get(name))) is not None), None)


def days(value: object, first_number: int) -> tuple[list[int], list[str]]:
    """Weekdays (0 is Monday) and what could not be read as one.

    `value` is a number, a name in English, several of either with commas between, or a list. Numbers count from
    `first_number`, which is a Sunday: 0 in Meeting Guide, 1 in BMLT.
    """
    if isinstance(value, list):
        pairs = [days(item, first_number) for item in value if not isinstance(item, list)]
        nested = [str(item) for item in value if isinstance(item, list)]
        found = {day for numbers, _ in pairs for day in numbers}
        return sorted(found), [item for _, bad in pairs for item in bad] + nested
    if value is None or value == "":
        return [], []
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return [], [str(value)[:40]]
    good: set[int] = set()
    bad: list[str] = []
    for part in re.split(r"[,;/]", str(value)):
        day = _day(part.strip(), first_number)
        if day is not None:
            good.add(day)
        elif part.strip():
            bad.append(part.strip()[:40])
    return sorted(good), bad


def _day(word: str, first_number: int) -> int | None:
    if re.fullmatch(r"\d(?:\.0)?", word, re.ASCII):
        since_sunday = int(word[0]) - first_number
        return (since_sunday - 1) % 7 if 0 <= since_sunday <= 6 else None
    name = word.lower().rstrip(".")
    if len(name) < 2:
        return None
    for number, weekday in enumerate(_SUNDAY_FIRST):
        if weekday.startswith(name) or name == f"{weekday}s":
            return (number - 1) % 7
    return None


def clock(value: object) -> tuple[time, bool] | None:
    """A wall-clock time, and whether it was written as 24:00, the end of its day.

    Reads ``19:30``, ``18:00:00``, ``7:30 PM``, ``7pm``, ``Noon``, and 930 or ``"1930"`` as hours and minutes.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    written = str(value).strip().lower()
    if written in _WORDS:
        return _WORDS[written], False
    if re.fullmatch(r"\d{3,4}", written, re.ASCII):
        written = f"{written[:-2]}:{written[-2:]}"
    match = _TIME.fullmatch(written) if written.isascii() else None
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half is None and match["minute"] is None:
        return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or int(match["second"] or 0) > 59:
        return None
    if hour == 24 and minute == 0:
        return time(0), True
    return (time(hour, minute), False) if hour < 24 else None


def later(start: time, duration: object) -> time | None:
    """The time a duration (``01:30:00``) after `start`; `None` where it is not stated, or a day or more."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", str(duration or "").strip(), re.ASCII)
    if match is None:
        return None
    length = timedelta(hours=int(match[1]), minutes=int(match[2]))
    if not timedelta(0) < length < timedelta(days=1):
        return None
    minutes = (start.hour * 60 + start.minute + int(length.total_seconds()) // 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def yes(value: object) -> bool:
    """Whether a value means yes."""
    return value is True or (isinstance(value, str | int) and str(value).strip().lower() in ("yes", "true", "1", "y"))


def zone(value: object) -> str | None:
    """An IANA timezone name that exists."""
    name = text(value)
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, LookupError):
        return None


def scalar(value: object) -> object:
    """A coordinate as it is listed; `None` for what can't be one."""
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def natural(value: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which "meeting-9" comes before "meeting-10"."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", value)
    return tuple((0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts)
