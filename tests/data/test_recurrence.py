"""Recurrence rules agree with python-dateutil day by day, and refuse in words what they can't evaluate."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from data.recurrence import WEEKDAYS, byday, parse

QUICK = settings(max_examples=150, deadline=None, database=None, derandomize=True)
ANCHOR = date(2024, 1, 31)

weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True)
ordinals = st.sampled_from([-5, -2, -1, 1, 2, 3, 4, 5])
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
month_days = st.lists(st.integers(1, 31) | st.integers(-31, -1), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    month = draw(st.none() | months)
    if month:
        parts.append("BYMONTH=" + ",".join(map(str, month)))
    days = draw(weekdays)
    if frequency == "MONTHLY" or (frequency == "YEARLY" and month):
        choice = draw(st.sampled_from(["plain", "numbered", "month days", "positions"]))
        if choice == "numbered":
            days = [f"{draw(ordinals)}{day}" for day in days]
        if choice == "month days":
            return ";".join([*parts, "BYMONTHDAY=" + ",".join(map(str, draw(month_days)))])
        if choice == "positions" and frequency == "MONTHLY":
            parts.append(f"BYSETPOS={draw(st.sampled_from([-2, -1, 1, 2, 3]))}")
    elif frequency == "WEEKLY":
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    return ";".join([*parts, "BYDAY=" + ",".join(days)])


@QUICK
@given(rule=rules())
def test_falls_on_the_days_that_dateutil_says(rule: str) -> None:
    start = datetime.combine(ANCHOR, datetime.min.time())
    end = start + timedelta(days=800)
    expected = {moment.date() for moment in rrulestr(f"{rule};UNTIL={end:%Y%m%d}", dtstart=start)}
    days = (ANCHOR + timedelta(days=number) for number in range(801))
    assert {day for day in days if parse(rule).occurs(day, ANCHOR)} == expected


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("", "not a recurrence rule"),
        ("Sat2nd", "not a recurrence rule"),
        ("FREQ=WEEKLY;FREQ=DAILY", "not a recurrence rule"),
        ("FREQ=HOURLY", "FREQ must be one of"),
        ("BYDAY=MO", "FREQ must be one of"),
        ("FREQ=WEEKLY;BYDAY=XX", "not a weekday"),
        ("FREQ=WEEKLY;BYDAY=2SA", "needs FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYDAY=9SA", "out of range"),
        ("FREQ=DAILY;INTERVAL=0", "out of range"),
        ("FREQ=DAILY;INTERVAL=9999999999", "out of range"),
        ("FREQ=MONTHLY;BYMONTHDAY=first", "not a list of numbers"),
        ("FREQ=WEEKLY;BYHOUR=9", "BYHOUR is not supported"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "BYSETPOS needs FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "no place in a weekly rule"),
    ],
)
def test_says_what_it_does_not_evaluate(rule: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(rule)


def test_a_rule_that_never_falls_costs_no_more_than_the_days_asked() -> None:
    rule = parse("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")
    assert not any(rule.occurs(ANCHOR + timedelta(days=number)) for number in range(800))


def test_an_interval_without_a_first_day_falls_on_none() -> None:
    assert not parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO").occurs(date(2024, 1, 1))


def test_byday() -> None:
    assert byday([2, 0, 2]) == "MO,WE"
    assert byday(range(7)) == "MO,TU,WE,TH,FR,SA,SU"
    for wrong in ([], [7], [-1]):
        with pytest.raises(ValueError, match="weekdays must be"):
            byday(wrong)
