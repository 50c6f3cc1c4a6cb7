"""How the Meeting Guide reader takes days, times, places, attendance and types as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.listing import RawAddress
from tests.indexer.conformance import QUICK
from tests.indexer.meeting_guide_rows import ELM, Row, codes, one, reading, texts


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        (0, "19:30", "Sundays, 7:30 PM"),
        ("6", "18:00:00", "Saturdays, 6:00 PM"),
        ("Sunday", "7:30 PM", "Sundays, 7:30 PM"),
        ("thu", "7pm", "Thursdays, 7:00 PM"),
        ([1, "3"], "Noon", "Mondays and Wednesdays, 12:00 PM"),
        ("1,3", 930, "Mondays and Wednesdays, 9:30 AM"),
        (2.0, 1900, "Tuesdays, 7:00 PM"),
        (6, "24:00", "Sundays, 12:00 AM"),
        (6, "12:00 AM", "Saturdays, 12:00 AM"),
        (6, "12:15 am", "Saturdays, 12:15 AM"),
        (1, None, "Mondays (time not stated)"),
        (None, None, "By appointment"),
        (None, "19:00", "7:00 PM, day not stated"),
        ("", "", "By appointment"),
    ],
)
def test_days_and_times_as_people_write_them(day: object, time: object, expected: str) -> None:
    result = reading({**ELM, "day": day, "time": time, "end_time": None})
    assert texts(result.listings[0]) == [expected]
    assert result.findings == []


@pytest.mark.parametrize(
    ("day", "time", "expected", "code"),
    [
        (7, "20:00", "8:00 PM, day listed as “7”", "bad_day"),
        (-1, "20:00", "8:00 PM, day listed as “-1”", "bad_day"),
        (True, "20:00", "8:00 PM, day listed as “True”", "bad_day"),
        ("someday", None, "Time not stated, day listed as “someday”", "bad_day"),
        ([1, 9], "20:00", "Mondays, 8:00 PM", "bad_day"),
        (1, "9:99a", "Mondays (time listed as “9:99a”)", "bad_time"),
        (1, "25:00", "Mondays (time listed as “25:00”)", "bad_time"),
        (1, "13:00 PM", "Mondays (time listed as “13:00 PM”)", "bad_time"),
        (1, {"at": 9}, "Mondays (time not stated)", "bad_time"),
    ],
)
def test_days_and_times_that_can_not_be_read_are_kept_as_text(
    day: object, time: object, expected: str, code: str
) -> None:
    result = reading({**ELM, "day": day, "time": time, "end_time": None})
    assert texts(result.listings[0]) == [expected]
    assert codes(result)[code] == 1


def test_an_end_at_its_start_is_no_end() -> None:
    assert texts(one(end_time="12:00")) == ["Mondays, 12:00 PM"]


@QUICK
@given(hour=st.integers(0, 23), minute=st.integers(0, 59), day=st.integers(0, 6))
def test_every_time_reads_the_same_in_every_way_of_writing(hour: int, minute: int, day: int) -> None:
    half = f"{(hour - 1) % 12 + 1}:{minute:02d} {'am' if hour < 12 else 'pm'}"
    ways = [
        f"{hour:02d}:{minute:02d}",
        f"{hour}:{minute:02d}:00",
        half,
        half.replace(" ", "").upper(),
        f"{hour:02d}{minute:02d}",
    ]
    found = {tuple(one(day=day, time=way, end_time=None).schedules) for way in ways}
    assert len(found) == 1
    ((schedule,),) = found
    assert schedule.opens_at is not None
    assert (schedule.opens_at.hour, schedule.opens_at.minute) == (hour, minute)
    assert schedule.rrule == f"FREQ=WEEKLY;BYDAY={('SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA')[day]}"


@pytest.mark.parametrize(
    ("fields", "modes", "status"),
    [
        ({}, {"in_person"}, None),
        ({"conference_url": "https://example.org/call"}, {"in_person", "online"}, None),
        ({"conference_phone": "+15555550100,,123#"}, {"in_person", "phone"}, None),
        ({"types": ["TC"]}, set(), "temporarily closed"),
        ({"types": ["TC", "onl"]}, {"online"}, None),
        ({"types": ["TC"], "conference_phone": "+15555550100"}, {"phone"}, None),
        ({"attendance_option": "online"}, {"online"}, None),
        ({"attendance_option": "hybrid"}, {"in_person", "online"}, None),
        ({"attendance_option": "inactive"}, set(), "inactive"),
        ({"formatted_address": "Springfield, OH, USA", "types": ["ONL"]}, {"online"}, None),
        ({"formatted_address": "Springfield, OH, USA"}, {"in_person"}, None),
        ({"location": "Online Meeting", "conference_url": "https://example.org/call"}, {"online"}, None),
    ],
)
def test_ways_to_take_part(fields: Row, modes: set[str], status: str | None) -> None:
    listing = one(**fields)
    assert (set(listing.modes), listing.status) == (modes, status)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {
                "formatted_address": None,
                "address": "12 Elm St ",
                "city": "Springfield",
                "state": "OH",
                "postal_code": 2131,
            },
            RawAddress(address_1="12 Elm St", city="Springfield", state_province="OH", postal_code="02131"),
        ),
        (
            {"formatted_address": "8 Oak Street NW, Edmonton, Alberta, T5B 0S5, Canada"},
            RawAddress(
                address_1="8 Oak Street NW",
                city="Edmonton",
                state_province="Alberta",
                postal_code="T5B 0S5",
                country="CA",
            ),
        ),
        (
            {"formatted_address": "3 High St, Lewes BN7 2XX, UK"},
            RawAddress(address_1="3 High St", city="Lewes", postal_code="BN7 2XX", country="GB"),
        ),
        (
            {"formatted_address": None, "address": "100 Main St, Tupelo, MS"},
            RawAddress(address_1="100 Main St", city="Tupelo", state_province="MS"),
        ),
        (
            {"formatted_address": "Clark County, OH, USA"},
            RawAddress(county="Clark County", state_province="OH", country="US"),
        ),
        ({"formatted_address": None}, None),
    ],
)
def test_addresses(fields: Row, expected: RawAddress | None) -> None:
    assert one(**fields).address == expected


def test_the_same_place_written_in_two_ways_is_one() -> None:
    other = {**ELM, "slug": "b", "day": 2, "formatted_address": "#12 - Elm Street, Springfield, OH 45501, USA"}
    assert len(reading(ELM, other).listings) == 1
    far = {**ELM, "slug": "b", "day": 2, "formatted_address": "12 Elm St, Dayton, OH 45402, USA"}
    assert len(reading(ELM, far).listings) == 2


def test_unknown_type_codes_are_told_once_each() -> None:
    rows = [{**ELM, "slug": str(number), "types": ["O", "QQ", None, {}, ""]} for number in range(3)]
    result = reading(*rows)
    assert [finding.detail for finding in result.findings] == ["type 'QQ' of 3 meetings has no known meaning"]


@pytest.mark.parametrize("types", [["O", "W"], "O,W", "['O', 'W']", "open; women", ["Open", "Women"]])
def test_types_as_list_text_or_names(types: object) -> None:
    listing = one(types=types)
    assert (listing.populations, listing.eligibility_description) == (["women"], "Open: anyone may attend. Women only")


def test_a_name_may_say_whom_a_meeting_is_for() -> None:
    assert one(name="Tuesday Women's Step").populations == ["women"]
    assert one(name="Pioneers (MEN ONLY)").populations == ["men"]
    assert one(name="Men's and Women's Discussion").populations == []
