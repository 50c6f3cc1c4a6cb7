"""HSDS schedules to `Schedule`s: the 3.x form (an RFC 5545 rule in columns) and 1.x's one row a weekday.

Rows that differ only in their weekday become one schedule. What can't be evaluated keeps its words: the row's
description, or the row's own values, with a finding. Format: https://docs.openreferral.org, `schedule` object; 1.x
`regular_schedule`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from data.recurrence import WEEKDAYS
from data.resource import Schedule
from data.schedules import recurring
from indexer.sources.hsds_values import Object, scalar, text
from indexer.sources.tables import items

Note = Callable[[str, str], None]

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINAL_DAY = re.compile(r"[+-]?\d+(?:MO|TU|WE|TH|FR|SA|SU)")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?\s*"
    r"(?:(?P<half>[ap])\.?m?\.?)?(?:z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


class UnreadableError(ValueError):
    """A row that says something that can't be evaluated."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row understood. `days` is 0 (Monday) to 6 for weekly rows that can be joined, else empty."""

    rule: str
    days: frozenset[int]
    opens_at: time | None
    closes_at: time | None
    valid_from: date | None
    valid_to: date | None
    description: str | None


def schedules(rows: list[Object], note: Note) -> list[Schedule]:
    """The schedules of one service or site. `note(code, detail)` takes what could not be read."""
    rules: dict[_Rule, set[int]] = {}
    texts: list[Schedule] = []
    for row in rows:
        try:
            rule = _rule(row)
        except UnreadableError as error:
            note("schedule_unreadable", f"{error}; kept as text")
            rule = None
        if rule is not None:
            rules.setdefault(replace(rule, days=frozenset()), set()).update(rule.days)
        elif not _is_closed(row) and (words := _words(row)):
            texts.append(Schedule(text=words))
    made = [_schedule(rule, days, note) for rule, days in rules.items()]
    return list(dict.fromkeys([*made, *texts]))


def read_clock(value: object) -> time | None:
    """A time of day: ``10:00:00``, ``9:00``, ``4:00 PM``, ``3pm``, ``900``, ``24:00`` (0:00). Blank: `None`.

    Raises `UnreadableError` for anything else. An offset from UTC is left out: HSDS times are the place's own.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    written = str(value).strip().lower() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if written in ("noon", "midday", "midnight"):
        return time(0 if written == "midnight" else 12)
    if re.fullmatch(r"\d{3,4}", written, re.ASCII):
        written = f"{written[:-2]}:{written[-2:]}"
    match = _CLOCK.fullmatch(written) if written.isascii() else None
    if match is None:
        raise UnreadableError(f"{str(value)[:40]!r} is not a time")
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0) if 1 <= hour <= 12 else 99
    if hour == 24 and minute == second == 0:
        return time(0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnreadableError(f"{str(value)[:40]!r} is not a time")
    return time(hour, minute)


def _schedule(rule: _Rule, days: set[int], note: Note) -> Schedule:
    by_day = f";BYDAY={','.join(WEEKDAYS[day] for day in sorted(days))}" if days else ""
    try:
        return recurring(
            rule.rule + by_day, rule.opens_at, rule.closes_at, rule.valid_from, rule.valid_to, rule.description
        )
    except ValueError as error:
        note("schedule_unreadable", f"{error}; kept as text")
        hours = "–".join(f"{moment:%H:%M}" for moment in (rule.opens_at, rule.closes_at) if moment)
        return Schedule(text=rule.description or f"{rule.rule}{by_day} {hours}".strip())


def _rule(row: Object) -> _Rule | None:
    """The row as a rule; `None` where it has no rule to read (words alone, hours alone, or closed)."""
    if _is_closed(row):
        return None
    opens_at, closes_at = read_clock(scalar(row, "opens_at")), read_clock(scalar(row, "closes_at"))
    first, last = _date(row, "dtstart"), _date(row, "until")
    valid_from, valid_to = _date(row, "valid_from"), _date(row, "valid_to")
    frequency = (text(row, "freq", "frequency") or "").strip().upper()
    plain, numbered = _days(row)
    if not frequency and not plain and not numbered:
        return None
    if closes_at is not None and opens_at is None:
        raise UnreadableError("it closes but does not open")
    if not frequency:
        frequency = "MONTHLY" if numbered else "WEEKLY"
    if frequency not in _FREQUENCIES:
        raise UnreadableError(f"frequency {frequency[:20]!r}")
    interval = _interval(row)
    parts = [f"FREQ={frequency}"] + ([f"INTERVAL={interval}"] if interval > 1 else [])
    limits = _limits(row, frequency)
    parts += limits
    counted = any(part.startswith("COUNT=") for part in limits)
    joins = frequency == "WEEKLY" and not numbered and not counted
    anchored = interval > 1 or counted or not (plain or numbered or limits)
    if not joins and (plain or numbered):
        parts.append("BYDAY=" + ",".join([WEEKDAYS[day] for day in sorted(plain)] + numbered))
    if interval > 1 and (start := (text(row, "wkst") or "").strip().upper()) in WEEKDAYS:
        parts.append(f"WKST={start}")
    return _Rule(
        rule=";".join(parts),
        days=frozenset(plain if joins else ()),
        opens_at=opens_at,
        closes_at=closes_at,
        valid_from=(first if anchored else None) or valid_from or first,
        valid_to=min((day for day in (valid_to, last) if day), default=None),
        description=text(row, "description", "notes"),
    )


def _limits(row: Object, frequency: str) -> list[str]:
    """What else the row says of its days. Contradictions are refused here, with the column's name."""
    parts: list[str] = []
    for column in ("byweekno", "byyearday"):
        if items(row.get(column)):
            raise UnreadableError(f"{column} {str(row.get(column))[:30]!r}")
    month_days = items(row.get("bymonthday"))
    if month_days and frequency == "WEEKLY":
        raise UnreadableError(f"a weekly schedule on days of the month {','.join(month_days)[:30]!r}")
    if month_days:
        parts.append("BYMONTHDAY=" + ",".join(month_days))
    if months := items(row.get("bymonth")):
        parts.append("BYMONTH=" + ",".join(months))
    if count := text(row, "count"):
        parts.append(f"COUNT={count.strip()}")
    return parts


def _days(row: Object) -> tuple[set[int], list[str]]:
    """Weekdays (0 is Monday), and those with an ordinal as RFC 5545 writes them (``3SA``)."""
    value = row.get("byday") or row.get("weekday")
    plain: set[int] = set()
    numbered: list[str] = []
    for word in items(value):
        if _ORDINAL_DAY.fullmatch(word.upper()):
            numbered.append(word.upper())
        else:
            plain.add(_weekday(word))
    return plain, numbered


def _weekday(word: str) -> int:
    """Monday is 1 and Sunday 7 (or 0) in HSDS 1.x's numbers; names may be cut to two letters."""
    if re.fullmatch(r"[0-7](\.0)?", word, re.ASCII):
        return (int(word[0]) - 1) % 7
    name = word.lower().rstrip(".")
    for number, day in enumerate(_DAY_NAMES):
        if len(name) >= 2 and (day.startswith(name) or name == f"{day}s"):
            return number
    raise UnreadableError(f"{word[:20]!r} is not a weekday")


def _interval(row: Object) -> int:
    written = (text(row, "interval") or "1").strip().removesuffix(".0")
    if not re.fullmatch(r"[0-9]{1,4}", written):
        raise UnreadableError(f"interval {written[:20]!r}")
    return max(int(written), 1)


def _date(row: Object, column: str) -> date | None:
    written = text(row, column)
    if not written:
        return None
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        raise UnreadableError(f"{column} {written.strip()[:20]!r} is not a date") from None


def _is_closed(row: Object) -> bool:
    """HSDS 1.x lists closed days with a weekday and no hours."""
    if text(row, "description", "notes", "freq"):
        return False
    return text(row, "weekday") is not None and not text(row, "opens_at") and not text(row, "closes_at")


def _words(row: Object) -> str | None:
    described = text(row, "description", "notes")
    if described:
        return described
    hours = "–".join(part for part in (text(row, "opens_at"), text(row, "closes_at")) if part)
    days = text(row, "byday", "weekday") or ", ".join(items(row.get("byday")))
    return " ".join(part for part in (days, hours) if part) or None
