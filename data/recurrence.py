"""RFC 5545 recurrence rules of whole days: which days a rule falls on, asked one day at a time.

The part of RFC 5545 that opening hours and meetings use: DAILY, WEEKLY, MONTHLY and YEARLY with INTERVAL, BYDAY,
BYMONTHDAY, BYMONTH, BYSETPOS (monthly) and WKST. Anything else is a `ValueError` that says so. python-dateutil
reads every rule accepted here and agrees with it (held by test); it is not used to evaluate them because it
searches up to the year 9999 for rules that never fall, such as the 30th of February.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_MAX_INTERVAL = 1000


def byday(days: Iterable[int]) -> str:
    """The BYDAY value of weekdays given as 0 (Monday) to 6 (Sunday): ``byday([2, 0])`` is ``"MO,WE"``."""
    wanted = sorted(set(days))
    if not wanted or wanted[0] < 0 or wanted[-1] > 6:
        raise ValueError(f"weekdays must be 0 (Monday) to 6 (Sunday), not {wanted}")
    return ",".join(WEEKDAYS[day] for day in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A parsed rule. Every field but `frequency` and `interval` only narrows the days that it falls on."""

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    """Pairs of ordinal within the month (0: every one; -1: the last) and weekday (0 is Monday)."""
    month_days: tuple[int, ...] = ()
    """1 to 31, or -1 (the last) to -31."""
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    """Which of the month's days that pass everything else, counted from 1, or -1 from the end."""
    week_start: int = 0

    @property
    def complete(self) -> bool:
        """False where the rule needs a first day to say which days it means (``FREQ=WEEKLY`` alone)."""
        return self.frequency == "DAILY" or bool(self.weekdays or self.month_days)

    def occurs(self, day: date, anchor: date | None = None) -> bool:
        """Whether the rule falls on `day`. `anchor`, the first day, matters only where `interval` is over 1."""
        if self.interval > 1 and (anchor is None or self._periods(anchor, day) % self.interval):
            return False
        if not self._passes(day):
            return False
        if not self.positions:
            return True
        last = monthrange(day.year, day.month)[1]
        days = [number for number in range(1, last + 1) if self._passes(day.replace(day=number))]
        place = days.index(day.day)
        return place + 1 in self.positions or place - len(days) in self.positions

    def _passes(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if not self.month_days and not any(ordinal for ordinal, _ in self.weekdays):
            return not self.weekdays or (0, day.weekday()) in self.weekdays
        last = monthrange(day.year, day.month)[1]
        if self.month_days and day.day not in self.month_days and day.day - last - 1 not in self.month_days:
            return False
        weekday = day.weekday()
        ordinals = (0, (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1))
        return not self.weekdays or any((ordinal, weekday) in self.weekdays for ordinal in ordinals)

    def _periods(self, anchor: date, day: date) -> int:
        """How many days, weeks, months or years (as `frequency` says) lie between the two days' periods."""
        if self.frequency == "DAILY":
            return (day - anchor).days
        if self.frequency == "WEEKLY":
            return (_week(day, self.week_start) - _week(anchor, self.week_start)).days // 7
        years = day.year - anchor.year
        return years if self.frequency == "YEARLY" else years * 12 + day.month - anchor.month


@lru_cache(maxsize=8192)
def parse(rrule: str) -> Recurrence:
    """Reads a rule without DTSTART, UNTIL and COUNT. Raises `ValueError` saying what is wrong with it."""
    parts = split(rrule)
    if unknown := parts.keys() - _PARTS:
        raise ValueError(f"{rrule!r}: {', '.join(sorted(unknown))} is not supported")
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise ValueError(f"{rrule!r}: FREQ must be one of {', '.join(_FREQUENCIES)}")
    rule = Recurrence(
        frequency=frequency,
        interval=_integers(parts.get("INTERVAL", "1"), 1, _MAX_INTERVAL, rrule)[0],
        weekdays=tuple(_weekday(value, rrule) for value in parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        month_days=_integers(parts.get("BYMONTHDAY"), -31, 31, rrule),
        months=_integers(parts.get("BYMONTH"), 1, 12, rrule),
        positions=_integers(parts.get("BYSETPOS"), -31, 31, rrule),
        week_start=_weekday(parts.get("WKST", "MO"), rrule)[1],
    )
    if any(ordinal for ordinal, _ in rule.weekdays) and not (
        frequency == "MONTHLY" or (frequency == "YEARLY" and rule.months)
    ):
        raise ValueError(f"{rrule!r}: a numbered weekday needs FREQ=MONTHLY")
    if rule.positions and (frequency != "MONTHLY" or not (rule.weekdays or rule.month_days)):
        raise ValueError(f"{rrule!r}: BYSETPOS needs FREQ=MONTHLY and BYDAY or BYMONTHDAY")
    if rule.month_days and frequency == "WEEKLY":
        raise ValueError(f"{rrule!r}: BYMONTHDAY has no place in a weekly rule")
    return rule


def split(rrule: str) -> dict[str, str]:
    """The parts of a rule by upper-case name. Raises `ValueError` where it isn't ``NAME=VALUE;…``."""
    parts: dict[str, str] = {}
    for part in rrule.strip().upper().removeprefix("RRULE:").rstrip(";").split(";"):
        name, equals, value = (text.strip() for text in part.partition("="))
        if not (name and equals and value) or name in parts:
            raise ValueError(f"{rrule!r} is not a recurrence rule: {part!r}")
        parts[name] = value
    return parts


def _integers(value: str | None, lowest: int, highest: int, rrule: str) -> tuple[int, ...]:
    if value is None:
        return ()
    try:
        numbers = tuple(int(text) for text in value.split(","))
    except ValueError:
        raise ValueError(f"{rrule!r}: {value!r} is not a list of numbers") from None
    if any(number == 0 or not lowest <= number <= highest for number in numbers):
        raise ValueError(f"{rrule!r}: {value!r} is out of range")
    return numbers


def _weekday(value: str, rrule: str) -> tuple[int, int]:
    name, ordinal = value.strip()[-2:], value.strip()[:-2]
    if name not in WEEKDAYS:
        raise ValueError(f"{rrule!r}: {value!r} is not a weekday")
    return (_integers(ordinal, -5, 5, rrule)[0] if ordinal else 0), WEEKDAYS.index(name)


def _week(day: date, week_start: int) -> date:
    return day - timedelta(days=(day.weekday() - week_start) % 7)
