"""A recurring schedule in plain words, as people in the US read hours: "Third Saturday of the month, 10:00 AM"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from data.recurrence import Recurrence

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second-to-last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def describe(
    rule: Recurrence,
    opens_at: time | None,
    closes_at: time | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    note: str | None = None,
) -> str:
    """Days, then hours, then the period it is valid for, then the note in brackets."""
    parts = [days_text(rule), hours_text(opens_at, closes_at), _period(valid_from, valid_to)]
    text = ", ".join(part for part in parts if part)
    return f"{text} ({note.strip()})" if note and note.strip() else text


def hours_text(opens_at: time | None, closes_at: time | None) -> str:
    """As "7:00 PM – 8:00 PM" or "24 hours", the start alone, or nothing."""
    if opens_at is None:
        return ""
    if closes_at is None:
        return clock(opens_at)
    all_day = closes_at == opens_at or (opens_at == time(0) and is_end_of_day(closes_at))
    return "24 hours" if all_day else f"{clock(opens_at)} – {clock(closes_at)}"


def is_end_of_day(closes_at: time) -> bool:
    """Feeds write the end of a day as 23:59 where they can't write 24:00."""
    return closes_at >= time(23, 59)


def clock(moment: time) -> str:
    """A wall-clock time as "7:05 PM"."""
    return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def days_text(rule: Recurrence) -> str:
    """The days of a rule: "Mondays and Wednesdays", "Every other Friday", "Last Sunday of the month"."""
    weekdays, positions = rule.weekdays, rule.positions
    if positions and len(weekdays) == 1 and not rule.month_days:
        weekdays, positions = tuple((position, weekdays[0][1]) for position in positions), ()
    in_months = _and([_MONTHS[month - 1] for month in sorted(set(rule.months))]) if rule.months else ""
    if positions or (rule.month_days and weekdays) or any(n and n not in _ORDINALS for n, _ in weekdays):
        text = "certain days of the month"
    elif rule.month_days or any(ordinal for ordinal, _ in weekdays):
        days = _numbered(weekdays) if weekdays else f"the {_and([_month_day(day) for day in rule.month_days])}"
        text = f"{days} of {in_months if in_months and rule.interval == 1 else _every(_UNITS[rule.frequency], rule)}"
        in_months = in_months if rule.interval > 1 else ""
    else:
        text = _spaced(rule) if rule.interval > 1 else _weekly({weekday for _, weekday in weekdays})
    return text[0].upper() + text[1:] + (f" in {in_months}" if in_months else "")


def _weekly(days: set[int]) -> str:
    ordered = sorted(days)
    if not ordered or len(ordered) == 7:
        return "every day"
    if len(ordered) == 6 and (missing := 21 - sum(ordered)) not in (0, 6):
        return f"every day except {_DAYS[missing]}"
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{_DAYS[ordered[0]]} to {_DAYS[ordered[-1]]}"
    return _and([f"{_DAYS[day]}s" for day in ordered])


def _spaced(rule: Recurrence) -> str:
    days = _and([_DAYS[weekday] for weekday in sorted({weekday for _, weekday in rule.weekdays})])
    if rule.frequency == "WEEKLY" and rule.interval == 2:
        return f"every other {days}"
    every = _every(_UNITS[rule.frequency], rule)
    return f"{every} on {days}" if days else every


def _every(unit: str, rule: Recurrence) -> str:
    if rule.interval == 1:
        return f"the {unit}"
    return f"every other {unit}" if rule.interval == 2 else f"every {rule.interval} {unit}s"


def _numbered(weekdays: Sequence[tuple[int, int]]) -> str:
    phrases = []
    for weekday in dict.fromkeys(weekday for _, weekday in weekdays):
        ordinals = [_ORDINALS.get(ordinal, "every") for ordinal, day in weekdays if day == weekday]
        phrases.append(f"{_and(ordinals)} {_DAYS[weekday]}{'s' if len(ordinals) > 1 else ''}")
    return _and(phrases)


def _month_day(day: int) -> str:
    if day == -1:
        return "last day"
    if day < 0:
        return f"{_nth(-day)}-to-last day"
    return _nth(day)


def _nth(number: int) -> str:
    suffix = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _period(valid_from: date | None, valid_to: date | None) -> str:
    if valid_from and valid_to:
        return f"{_day(valid_from)} to {_day(valid_to)}"
    if valid_to:
        return f"until {_day(valid_to)}"
    return f"from {_day(valid_from)}" if valid_from else ""


def _day(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
