"""HSDS schedules, 3.x and 1.x, and the times people write."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.resource import Schedule
from indexer.sources.hsds_schedules import UnreadableError, read_clock, schedules


def made(*rows: dict[str, Any]) -> tuple[list[Schedule], list[str]]:
    notes: list[str] = []
    return schedules(list(rows), lambda code, detail: notes.append(code)), notes


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10:00:00", time(10)),
        ("9:00", time(9)),
        ("24:00", time(0)),
        (900, time(9)),
        (1700, time(17)),
        ("0930", time(9, 30)),
        ("4:00 PM", time(16)),
        ("3pm", time(15)),
        ("12 a.m.", time(0)),
        ("18:00:00Z", time(18)),
        ("18:00+01:00", time(18)),
        ("Noon", time(12)),
        (" ", None),
        (None, None),
    ],
)
def test_times(value: object, expected: time | None) -> None:
    assert read_clock(value) == expected


@pytest.mark.parametrize("value", ["9:99a", "25:00", "13pm", "soon", True, [], 99999, "24:30"])
def test_no_times(value: object) -> None:
    with pytest.raises(UnreadableError):
        read_clock(value)


def test_weekdays_with_the_same_hours_are_one_schedule_and_closed_days_none() -> None:
    week = ["Sunday", "Monday", "Tuesday", "Wednesday"]
    hours = [("", ""), ("9:00", "17:00"), ("9:00", "17:00"), ("9:00", "19:00")]
    rows = [{"weekday": day, "opens_at": a, "closes_at": b} for day, (a, b) in zip(week, hours, strict=True)]
    found, notes = made(*rows)
    assert [(item.rrule, item.opens_at, item.closes_at) for item in found] == [
        ("FREQ=WEEKLY;BYDAY=MO,TU", time(9), time(17)),
        ("FREQ=WEEKLY;BYDAY=WE", time(9), time(19)),
    ]
    assert notes == []


@pytest.mark.parametrize(("weekday", "day"), [(1, "MO"), ("7", "SU"), (0, "SU"), ("Thu", "TH"), ("MO", "MO")])
def test_weekday_names_and_numbers(weekday: object, day: str) -> None:
    (found,), notes = made({"weekday": weekday, "opens_at": "9:00", "closes_at": "10:00"})
    assert found.rrule == f"FREQ=WEEKLY;BYDAY={day}"
    assert notes == []


@pytest.mark.parametrize(
    ("row", "rrule"),
    [
        ({"freq": "WEEKLY", "byday": "TH,FR"}, "FREQ=WEEKLY;BYDAY=TH,FR"),
        ({"freq": "weekly", "byday": "{MO,WE}"}, "FREQ=WEEKLY;BYDAY=MO,WE"),
        ({"freq": "MONTHLY", "byday": "3SA"}, "FREQ=MONTHLY;BYDAY=3SA"),
        ({"byday": "1MO,3MO"}, "FREQ=MONTHLY;BYDAY=1MO,3MO"),
        ({"freq": "MONTHLY", "bymonthday": "1,15"}, "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ({"freq": "DAILY", "interval": 1}, "FREQ=DAILY"),
        ({"freq": "WEEKLY", "dtstart": "2026-01-06"}, "FREQ=WEEKLY;BYDAY=TU"),
    ],
)
def test_rules(row: dict[str, Any], rrule: str) -> None:
    (found,), notes = made({**row, "opens_at": "18:00", "closes_at": "19:30"})
    assert (found.rrule, found.opens_at, found.closes_at) == (rrule, time(18), time(19, 30))
    assert notes == []


def test_every_other_week_counts_from_its_first_day() -> None:
    row = {"freq": "WEEKLY", "byday": "MO", "interval": "2", "dtstart": "2026-01-05", "valid_from": "2026-02-01"}
    (found,), _ = made({**row, "until": "2026-06-30"})
    assert (found.rrule, found.valid_from, found.valid_to) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        date(2026, 1, 5),
        date(2026, 6, 30),
    )


@pytest.mark.parametrize(
    "row",
    [
        {"freq": "WEEKLY", "byday": "TH", "bymonthday": "2,3"},
        {"freq": "WEEKLY", "byday": "TH", "byweekno": "41"},
        {"freq": "FORTNIGHTLY", "byday": "TH"},
        {"freq": "WEEKLY", "byday": "XX"},
        {"freq": "WEEKLY", "byday": "3SA"},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "9:99a"},
        {"freq": "WEEKLY", "byday": "MO", "closes_at": "17:00"},
        {"freq": "WEEKLY", "byday": "MO", "valid_from": "someday"},
        {"freq": "WEEKLY", "byday": "MO", "interval": "2"},
    ],
)
def test_what_cannot_be_evaluated_keeps_its_words(row: dict[str, Any]) -> None:
    found, notes = made({"description": "Ask at the desk", **row})
    assert found == [Schedule(text="Ask at the desk")]
    assert notes == ["schedule_unreadable"]


def test_a_bad_time_without_a_description_is_kept_as_written() -> None:
    found, notes = made({"weekday": "Monday", "opens_at": "9:99a", "closes_at": "17:00"})
    assert found == [Schedule(text="Monday 9:99a–17:00")]
    assert notes == ["schedule_unreadable"]


def test_words_alone_are_no_problem() -> None:
    assert made({"description": "Summer hours"}) == ([Schedule(text="Summer hours")], [])
    assert made({"id": "x"}) == ([], [])


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 99999),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["MO", "3SA", "WEEKLY", "MONTHLY", "2026-01-05", "9:00", "24:00", "2"]),
    st.lists(st.sampled_from(["MO", 1, None]), max_size=2),
)
COLUMNS = (
    *("freq", "byday", "weekday", "bymonthday", "bymonth", "byweekno", "byyearday", "interval", "count", "wkst"),
    *("dtstart", "until", "valid_from", "valid_to", "opens_at", "closes_at", "description"),
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), ANYTHING), max_size=4))
def test_nothing_raises_and_every_schedule_reads(rows: list[dict[str, Any]]) -> None:
    found, _ = made(*rows)
    assert all(item.text.strip() for item in found)
