"""A week of opening hours at a glance: from any of its hours, how long until something is open.

For ranking, where thousands of timetables are compared at once; what is shown is reckoned to the minute by
`data.schedules`. Daily and weekly rules without first or last day count; of others nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import numpy.typing as npt

from data.recurrence import parse
from data.resource import Schedule

HOURS = 7 * 24
UNKNOWN = 255
"""Where no schedule says."""


def hours_until_open(schedules: Iterable[Schedule]) -> npt.NDArray[np.uint8]:
    """(HOURS,): for each hour of the week, from Monday midnight on, the hours until one that something is open in."""
    is_open = np.zeros(HOURS, dtype=np.bool_)
    for schedule in schedules:
        if schedule.opens_at is not None:
            start, length = schedule.opens_at.hour, _length(schedule)
            for day in _weekdays(schedule):
                is_open[(day * 24 + start + np.arange(length)) % HOURS] = True
    if not is_open.any():
        return np.full(HOURS, UNKNOWN, dtype=np.uint8)
    # The next open hour, looked up from the end of two weeks backwards.
    hours = np.arange(2 * HOURS)
    following = np.where(np.tile(is_open, 2), hours, 2 * HOURS)
    following = np.minimum.accumulate(following[::-1])[::-1]
    return (following - hours)[:HOURS].astype(np.uint8)


def hour_of_week(local: datetime) -> int:
    """0 is Monday from midnight to one."""
    return local.weekday() * 24 + local.hour


def _weekdays(schedule: Schedule) -> list[int]:
    if schedule.rrule is None or schedule.valid_from is not None or schedule.valid_to is not None:
        return []
    try:
        rule = parse(schedule.rrule)
    except ValueError:
        return []
    if rule.interval != 1 or rule.months or rule.month_days or rule.positions:
        return []
    if rule.frequency == "DAILY" and not rule.weekdays:
        return list(range(7))
    return [day for _, day in rule.weekdays] if rule.frequency in ("DAILY", "WEEKLY") else []


def _length(schedule: Schedule) -> int:
    """The hours that an opening touches; one where its end is not stated."""
    opens, closes = schedule.opens_at, schedule.closes_at
    assert opens is not None
    if closes is None:
        return 1
    start, end = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    minutes = end - opens.hour * 60 if end > start else end + 24 * 60 - opens.hour * 60
    return -(-minutes // 60)
