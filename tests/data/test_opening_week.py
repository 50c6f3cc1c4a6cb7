"""Hours until something is open, held against the exact reckoning."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.opening_week import HOURS, UNKNOWN, hour_of_week, hours_until_open
from data.recurrence import WEEKDAYS
from data.resource import Schedule
from data.schedules import is_open, recurring

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def weekly(days: str, opens: time, closes: time | None) -> Schedule:
    return recurring(f"FREQ=WEEKLY;BYDAY={days}", opens, closes)


def test_the_hours_until_an_opening_are_counted() -> None:
    until = hours_until_open([weekly("MO", time(9), time(17))])
    assert until[:18].tolist() == [9, 8, 7, 6, 5, 4, 3, 2, 1, *[0] * 8, HOURS - 17 + 9]
    assert until[HOURS - 1] == 10


def test_nights_run_into_the_next_day_and_the_week_into_the_next() -> None:
    until = hours_until_open([weekly("SU", time(22), time(2))])
    assert np.flatnonzero(until == 0).tolist() == [0, 1, HOURS - 2, HOURS - 1]


@pytest.mark.parametrize(
    "schedules",
    [
        [],
        [Schedule(text="by appointment")],
        [recurring("FREQ=MONTHLY;BYDAY=1MO", time(9), time(10))],
        [recurring("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", time(9), time(10), valid_from=MONDAY.date())],
        [recurring("FREQ=WEEKLY;BYDAY=MO", time(9), time(10), valid_to=MONDAY.date())],
        [recurring("FREQ=WEEKLY;BYDAY=MO", None, None)],
        [Schedule(text="?", rrule="FREQ=SECONDLY", opens_at=time(9))],
    ],
    ids=["none", "text", "monthly", "every other week", "ends", "days alone", "unreadable"],
)
def test_nothing_is_said_of_what_is_not_weekly(schedules: list[Schedule]) -> None:
    assert set(hours_until_open(schedules).tolist()) == {UNKNOWN}


def test_around_the_clock_is_always_open() -> None:
    assert not hours_until_open([recurring("FREQ=DAILY", time(0), time(0))]).any()


TIMES = st.times().map(lambda moment: moment.replace(microsecond=0, second=0))


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(WEEKDAYS), min_size=1), TIMES, TIMES | st.none()), min_size=1, max_size=3
    ),
    st.integers(0, HOURS * 60 - 1),
)
def test_an_hour_is_open_if_any_minute_of_it_is(stated: list[tuple[set[str], time, time | None]], minute: int) -> None:
    schedules = [weekly(",".join(days), opens, closes) for days, opens, closes in stated]
    until = hours_until_open(schedules)
    moment = MONDAY + timedelta(minutes=minute)
    if is_open(schedules, "UTC", moment) and all(closes is not None for _, _, closes in stated):
        assert until[hour_of_week(moment)] == 0
    hour = MONDAY + timedelta(hours=hour_of_week(moment))
    if until[hour_of_week(moment)] == 0:
        minutes = [hour + timedelta(minutes=number) for number in range(60)]
        assert any(is_open(schedules, "UTC", each) for each in minutes)
