"""Schedules: making one that reads well, and asking when it next starts and whether it is open.

Times of a `Schedule` are wall-clock times in the resource's timezone, so a meeting at 7 PM stays at 7 PM across a
change of daylight saving time. Instants are compared in UTC. A start that daylight saving time skips is moved
forward by the skipped hour; of a start that happens twice, the first counts. Nothing is guessed: without a known
timezone, or where nothing structured is in force, the answer is `None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.parser import isoparse
from dateutil.rrule import rrulestr

from data.recurrence import WEEKDAYS, byday, parse, split
from data.resource import Schedule
from data.schedule_text import describe, is_end_of_day

__all__ = ["byday", "is_open", "next_start", "recurring", "zone_of"]

HORIZON = timedelta(days=366)
"""How far ahead a next start is looked for."""
UNSTATED_LENGTH = timedelta(hours=1)
"""How long something whose end is not stated counts as open after its start."""
_MAX_COUNT = 1000
_CENTURY = 36525
_DAY = timedelta(days=1)
_YEARS = range(1900, 9990)
"""Instants outside have no next day, or no zone worth the name."""


@lru_cache(maxsize=8192)
def recurring(
    rrule: str,
    opens_at: time | None,
    closes_at: time | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    note: str | None = None,
) -> Schedule:
    """A recurring interval in local time, with a `text` such as "Mondays and Wednesdays, 7:00 PM – 8:00 PM".

    `closes_at` at or before `opens_at` is on the next day; `opens_at=None` says the days alone. UNTIL and COUNT
    become `valid_to`, and what the rule leaves to its first day (``FREQ=WEEKLY`` alone) is taken from `valid_from`.
    Raises `ValueError`, with what is wrong, for a rule that can't be evaluated.
    """
    parts = split(rrule)
    until, count = parts.pop("UNTIL", None), parts.pop("COUNT", None)
    if until is not None:
        last = _until(until, rrule)
        valid_to = last if valid_to is None else min(last, valid_to)
    rule = parse(_join(parts))
    if not rule.complete:
        if valid_from is None:
            raise ValueError(f"{rrule!r} does not say which days, and there is no first day")
        parts |= _defaults(parts, valid_from)
        rule = parse(_join(parts))
    if valid_from is None and (rule.interval > 1 or count is not None):
        raise ValueError(f"{rrule!r} counts from a first day, and there is none")
    text = _join(parts)
    try:
        rrulestr(text, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - a wall-clock rule has no zone
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{rrule!r} is not a recurrence rule: {error}") from error
    if count is not None and valid_from is not None:
        last = _last_of(text, count, valid_from)
        valid_to = last if valid_to is None else min(last, valid_to)
    if closes_at is not None and opens_at is None:
        raise ValueError(f"a schedule that closes at {closes_at} must say when it opens")
    return Schedule(
        text=describe(rule, opens_at, closes_at, valid_from, valid_to, note),
        rrule=text,
        opens_at=opens_at,
        closes_at=closes_at,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def next_start(
    schedules: Iterable[Schedule],
    timezone: str | None,
    as_of: datetime,
    grace: timedelta = timedelta(minutes=10),
) -> datetime | None:
    """The first start at or after `as_of` (aware) less `grace`, in the resource's timezone and within a year.

    `None` where no schedule has days and times, none of them starts within a year, or the zone is not known.
    """
    zone = zone_of(timezone)
    if zone is None or as_of.year not in _YEARS:
        return None
    earliest = (as_of - grace).astimezone(UTC)
    first = earliest.astimezone(zone).date()
    found: list[datetime] = []
    for schedule in schedules:
        if schedule.opens_at is None:
            continue
        # A day earlier: a start skipped by daylight saving time is moved forward, perhaps past midnight.
        for day in _days(schedule, first - _DAY, first + HORIZON):
            start = _instant(day, schedule.opens_at, zone)
            if start >= earliest:
                found.append(start)
                break
    return min(found).astimezone(zone) if found else None


def is_open(schedules: Iterable[Schedule], timezone: str | None, moment: datetime) -> bool | None:
    """Whether any schedule covers `moment` (aware); `None` where they do not say.

    They do not say where none is structured and in force, where some are free text and the others are closed,
    where the day is listed without a time, or where the zone is not known; what never closes is open in any zone.
    Something whose end is not stated counts as open for `UNSTATED_LENGTH` after its start.
    """
    schedules = tuple(schedules)
    if any(_never_closes(schedule) for schedule in schedules):
        return True
    zone = zone_of(timezone)
    if zone is None or moment.year not in _YEARS:
        return None
    instant = moment.astimezone(UTC)
    today = instant.astimezone(zone).date()
    said, unsure = False, False
    for schedule in schedules:
        days = list(_days(schedule, today - _DAY, today))
        if schedule.opens_at is None:
            unsure = unsure or schedule.rrule is None or today in days
        elif any(_covers(schedule, schedule.opens_at, day, zone, instant) for day in days):
            return True
        if schedule.rrule is None:
            unsure = True
        elif _in_force(schedule, today):
            said = True
    return False if said and not unsure else None


def _never_closes(schedule: Schedule) -> bool:
    """Around the clock every day without end: so in any zone."""
    every_day = schedule.rrule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")
    all_day = schedule.opens_at == schedule.closes_at == time(0)
    return every_day and all_day and schedule.valid_from is None and schedule.valid_to is None


def _days(schedule: Schedule, first: date, last: date) -> Iterator[date]:
    """The local dates from `first` to `last` on which the schedule opens, in order; none where it can't be read."""
    if schedule.rrule is None:
        return
    try:
        rule = parse(schedule.rrule)
    except ValueError:
        return
    day = max(first, schedule.valid_from or first)
    end = min(last, schedule.valid_to or last)
    while day <= end:
        if rule.occurs(day, schedule.valid_from):
            yield day
        day += _DAY


def _covers(schedule: Schedule, opens_at: time, day: date, zone: ZoneInfo, instant: datetime) -> bool:
    start = _instant(day, opens_at, zone)
    if schedule.closes_at is None:
        return start <= instant < start + UNSTATED_LENGTH
    if is_end_of_day(schedule.closes_at):
        return start <= instant < _instant(day + _DAY, time(0), zone)
    closing_day = day if schedule.closes_at > opens_at else day + _DAY
    return start <= instant < _instant(closing_day, schedule.closes_at, zone)


def _in_force(schedule: Schedule, day: date) -> bool:
    return (schedule.valid_from or day) <= day <= (schedule.valid_to or day)


def _instant(day: date, wall_clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall_clock.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def zone_of(timezone: str | None) -> ZoneInfo | None:
    """The zone of an IANA name; `None` where there is none of that name."""
    if not timezone:
        return None
    try:
        return ZoneInfo(timezone)
    except (ValueError, OSError, LookupError):
        return None


def _join(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _defaults(parts: dict[str, str], first: date) -> dict[str, str]:
    """What RFC 5545 takes from DTSTART where a rule names no day of its own."""
    if parts["FREQ"] == "WEEKLY":
        return {"BYDAY": WEEKDAYS[first.weekday()]}
    month = {"BYMONTH": str(first.month)} if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else {}
    return month | {"BYMONTHDAY": str(first.day)}


def _until(value: str, rrule: str) -> date:
    try:
        return isoparse(value.removesuffix("Z")).date()
    except ValueError:
        raise ValueError(f"{rrule!r}: UNTIL={value} is not a date") from None


def _last_of(rrule: str, count: str, first: date) -> date:
    """The date of the last of `count` occurrences."""
    if not count.isdigit() or not 1 <= int(count) <= _MAX_COUNT:
        raise ValueError(f"COUNT={count} must be 1 to {_MAX_COUNT}")
    rule, left = parse(rrule), int(count)
    for number in range(min(_CENTURY, (date.max - first).days) + 1):
        day = first + timedelta(days=number)
        if rule.occurs(day, first):
            left -= 1
            if not left:
                return day
    raise ValueError(f"{rrule!r} does not occur {count} times within a century")
