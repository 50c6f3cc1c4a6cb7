"""Opening hours in words: days and times where every word is understood, the words themselves where one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schedules import is_open
from indexer.sources.opening_hours import read_hours
from tests.indexer.conformance import QUICK


def texts(hours: str) -> list[str]:
    return [schedule.text for schedule in read_hours(hours)]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("9:00 am - 5:00 pm, Monday - Friday    ", ["Monday to Friday, 9:00 AM – 5:00 PM"]),
        ("M-F 8:30am-5pm", ["Monday to Friday, 8:30 AM – 5:00 PM"]),
        ("M, W, Th 9-5", ["Mondays, Wednesdays and Thursdays, 9:00 AM – 5:00 PM"]),
        ("Monday-Friday, 9-12, 1-5", ["Monday to Friday, 9:00 AM – 12:00 PM", "Monday to Friday, 1:00 PM – 5:00 PM"]),
        (
            "Monday-Friday, 9AM-6PMSaturday, 9AM-4PM",
            ["Monday to Friday, 9:00 AM – 6:00 PM", "Saturdays, 9:00 AM – 4:00 PM"],
        ),
        ("Tuesdays & Thursdays from noon to 8 p.m.", ["Tuesdays and Thursdays, 12:00 PM – 8:00 PM"]),
        ("Noon - 9:00 pm, Monday; 12-6, Friday", ["Mondays, 12:00 PM – 9:00 PM", "Fridays, 12:00 PM – 6:00 PM"]),
        ("2:00 pm - 8:00 pm, Sunday - Friday", ["Every day except Saturday, 2:00 PM – 8:00 PM"]),
        ("6-8 pm weekdays", ["Monday to Friday, 6:00 PM – 8:00 PM"]),
        ("10-2 pm Sat", ["Saturdays, 10:00 AM – 2:00 PM"]),
        ("9am-5 Wed", ["Wednesdays, 9:00 AM – 5:00 PM"]),
        ("7 pm-7 am daily", ["Every day, 7:00 PM – 7:00 AM"]),
        ("13:00-17:30 Mon", ["Mondays, 1:00 PM – 5:30 PM"]),
        ("Open 24 hours", ["Every day, 24 hours"]),
        ("24/7", ["Every day, 24 hours"]),
        ("Open 24 hours (Hopeline)", ["Every day, 24 hours (Hopeline)"]),
        ("Office: 9-5, Monday - Friday", ["Monday to Friday, 9:00 AM – 5:00 PM (Office)"]),
        ("Hours: Monday 9-5", ["Mondays, 9:00 AM – 5:00 PM"]),
        ("Mon - Fri 3:30pm - 9:00pm (Closed Sat, Sun)", ["Monday to Friday, 3:30 PM – 9:00 PM"]),
        ("Monday, closed; Tuesday, 10-6", ["Tuesdays, 10:00 AM – 6:00 PM"]),
        (
            "8:00 am - 4:00 pm, Monday - Friday, except on public holidays",
            ["Monday to Friday, 8:00 AM – 4:00 PM (except on public holidays)"],
        ),
        ("9-5, Monday - Friday; Free Helpline", ["Monday to Friday, 9:00 AM – 5:00 PM", "Free Helpline"]),
    ],
)
def test_understood(hours: str, expected: list[str]) -> None:
    assert texts(hours) == expected
    assert read_hours(hours)[0].rrule is not None


@pytest.mark.parametrize(
    "hours",
    [
        "Please inquire",
        "9-11, Monday",
        "Monday 7-9",
        "9:00 am - 5:00 pm",
        "1st Saturday 9-5",
        "8:00 pm - 4:45 pm, Monday",
        "Monday-Friday, 9-5; closed Wednesdays",
        "8-5, Monday - Friday; Closed 9:30-1:00 pm Thursdays",
        "Thursday: 8:15 am to 11:30 am; 1:30 pm to 7:45 pm Friday",
        "9-5, Monday - Friday (classes Monday only)",
        "9-5, Monday - Friday; except the last one of the month",
        "25-26 Monday",
        "9:75 am - 5 pm Monday",
        "Saturday, January 26, 12 pm - 1:30 pm",
    ],
)
def test_not_understood_keeps_its_words(hours: str) -> None:
    (schedule,) = read_hours(hours)
    assert (schedule.text, schedule.rrule) == (hours, None)


@pytest.mark.parametrize("hours", [None, "", "  ", "N/A"])
def test_nothing(hours: str | None) -> None:
    assert read_hours(hours) == []


def test_what_never_closes_is_always_open() -> None:
    from datetime import UTC, datetime

    assert is_open(read_hours("Open 24 Hours"), None, datetime(2026, 1, 1, 3, tzinfo=UTC)) is True


@QUICK
@given(st.text(alphabet="MonTueSat 0123456789:-,;apm()closd&", max_size=60))
def test_any_text_is_told_somehow(hours: str) -> None:
    assert all(schedule.text.strip() for schedule in read_hours(hours))
