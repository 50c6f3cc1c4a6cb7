"""Dates as feeds write them: ISO 8601, US and day-first numerals, month names; with or without a time."""

from __future__ import annotations

import re
from datetime import date, datetime

from indexer.clean.text import as_text

EARLIEST_YEAR = 1970

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_NUMERAL = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s,].*)?")
_MONTH_FIRST = re.compile(r"(?:\w{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:\D.*)?")
_DAY_FIRST = re.compile(
    r"(?:\w{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[-\s]+(\d{4})"
    r"(?:\D.*)?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def clean_date(value: object, today: date | None = None) -> date | None:
    """The date, or `None` where there is none, or one before 1970 or after `today` (where given).

    Numerals are month first, as in the US, unless only day first makes a date.
    """
    if isinstance(value, datetime):
        found: date | None = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _parse(as_text(value)[:80].strip())
    if found is None or found.year < EARLIEST_YEAR or (today is not None and found > today):
        return None
    return found


def _parse(text: str) -> date | None:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(match[1], match[2], match[3])
    if match := _NUMERAL.fullmatch(text):
        year = match[3] if len(match[3]) == 4 else ("20" if int(match[3]) < 70 else "19") + match[3]
        return _date(year, match[1], match[2]) or _date(year, match[2], match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _date(match[3], _month(match[1]), match[2])
    if match := _DAY_FIRST.fullmatch(text):
        return _date(match[3], _month(match[2]), match[1])
    return None


def _month(name: str) -> str:
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
