"""The BMLT reader: Narcotics Anonymous meetings in, groups to refer to out."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.bmlt import looks_like_bmlt, read_bmlt
from indexer.sources.listing import Feed, Listing, RawAddress, Reading
from tests.indexer.conformance import QUICK, Files, ReaderConformance, assert_accounts

Row = dict[str, Any]

ELM: Row = {
    "id_bigint": "11",
    "weekday_tinyint": "2",
    "start_time": "19:00:00",
    "duration_time": "01:30:00",
    "time_zone": "America/New_York",
    "formats": "O,St,WC",
    "longitude": "-83.8",
    "latitude": "39.92",
    "meeting_name": "Elm Clean Nights",
    "location_text": "Elm Hall",
    "location_info": "Side door",
    "location_street": "12 Elm St",
    "location_municipality": "Springfield",
    "location_province": "OH",
    "location_postal_code_1": "45501",
    "location_nation": "USA",
    "venue_type": "1",
    "published": "1",
    "comments": "",
    "virtual_meeting_link": "",
    "phone_meeting_number": "",
    "contact_name_1": "Pat Secretson",
    "contact_phone_1": "555-0123",
}
FORMATS: list[Row] = [
    {"key_string": "O", "name_string": "Open", "world_id": "OPEN"},
    {"key_string": "St", "name_string": "Step", "world_id": "STEP"},
    {"key_string": "WC", "name_string": "Wheelchair", "world_id": "WCHR"},
    {"key_string": "PT", "name_string": "Potluck", "world_id": ""},
    {"key_string": "FR", "name_string": "French", "world_id": "LANG"},
    {"key_string": "B", "name_string": "Bring a Dish", "world_id": ""},
]


def reading(*rows: Any, formats: list[Row] | None = None, name: str = "made-up") -> Reading:
    payload: Any = list(rows) if formats is None else {"meetings": list(rows), "formats": formats}
    result = read_bmlt(Feed(name=name, files={"answer.json": json.dumps(payload).encode()}))
    assert_accounts(result)
    return result


def one(formats_of_feed: list[Row] | None = None, **fields: Any) -> Listing:
    (listing,) = reading({**ELM, **fields}, formats=formats_of_feed).listings
    return listing


def texts(listing: Listing) -> list[str]:
    return [schedule.text for schedule in listing.schedules]


def codes(result: Reading) -> Counter[str]:
    return Counter(finding.code for finding in result.findings)


class TestConformance(ReaderConformance):
    rows = (ELM, {**ELM, "id_bigint": "12", "weekday_tinyint": "4"}, {**ELM, "id_bigint": "13", "meeting_name": "Café"})

    def read(self, feed: Feed) -> Reading:
        return read_bmlt(feed)

    def good_files(self) -> Files:
        payload = {"meetings": list(self.rows), "formats": FORMATS}
        return {"answer.json": json.dumps(payload, indent=1, ensure_ascii=False).encode()}

    def files_with_bad_record(self) -> Files:
        payload = {"meetings": [self.rows[0], {"longitude": "1", "latitude": "2"}, *self.rows[1:]], "formats": FORMATS}
        return {"answer.json": json.dumps(payload).encode()}


def test_a_meeting_becomes_a_listing() -> None:
    assert one() == Listing(
        record_id="11",
        record_ids=("11",),
        key="11",
        name="Elm Clean Nights",
        organization="Narcotics Anonymous",
        kind="support_group",
        modes=frozenset({"in_person"}),
        description=(
            "Narcotics Anonymous group for people who want to stop using drugs. Open to anyone. Step study meeting. "
            "Wheelchair accessible. Meets at Elm Hall. Side door."
        ),
        eligibility_description="Open: anyone may attend",
        fees_description="Free; no dues or fees",
        cost="free",
        address=RawAddress(
            address_1="12 Elm St", city="Springfield", state_province="OH", postal_code="45501", country="US"
        ),
        latitude="39.92",
        longitude="-83.8",
        timezone="America/New_York",
        schedules=one().schedules,
        accessibility=["Wheelchair accessible"],
        need_ids=("na-meetings",),
    )
    (schedule,) = one().schedules
    assert (schedule.text, schedule.rrule) == ("Mondays, 7:00 PM – 8:30 PM", "FREQ=WEEKLY;BYDAY=MO")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"weekday_tinyint": 1}, "Sundays, 7:00 PM – 8:30 PM"),
        ({"weekday_tinyint": "7"}, "Saturdays, 7:00 PM – 8:30 PM"),
        ({"start_time": "23:00:00"}, "Mondays, 11:00 PM – 12:30 AM"),
        ({"duration_time": "00:00:00"}, "Mondays, 7:00 PM"),
        ({"duration_time": "24:00:00"}, "Mondays, 7:00 PM"),
        ({"duration_time": None}, "Mondays, 7:00 PM"),
    ],
)
def test_times(fields: Row, expected: str) -> None:
    result = reading({**ELM, **fields})
    assert texts(result.listings[0]) == [expected]
    assert result.findings == []


@pytest.mark.parametrize(
    ("fields", "expected", "code"),
    [
        ({"weekday_tinyint": "0"}, "7:00 PM – 8:30 PM, day listed as “0”", "bad_day"),
        ({"weekday_tinyint": "8"}, "7:00 PM – 8:30 PM, day listed as “8”", "bad_day"),
        ({"start_time": "7ish"}, "Mondays (time listed as “7ish”)", "bad_time"),
        ({"time_zone": "Ohio"}, "Mondays, 7:00 PM – 8:30 PM", "unknown_timezone"),
    ],
)
def test_what_can_not_be_read_is_told(fields: Row, expected: str, code: str) -> None:
    result = reading({**ELM, **fields})
    assert texts(result.listings[0]) == [expected]
    assert codes(result) == {code: 1}


@QUICK
@given(day=st.integers(1, 7))
def test_weekdays_count_from_one_on_sunday(day: int) -> None:
    (schedule,) = one(weekday_tinyint=day).schedules
    assert schedule.rrule == f"FREQ=WEEKLY;BYDAY={('SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA')[day - 1]}"


def test_the_same_group_many_times_is_one_listing() -> None:
    rows = [{**ELM, "id_bigint": str(10 + day), "weekday_tinyint": day} for day in (6, 4, 2)]
    (listing,) = reading(*rows).listings
    assert listing.record_ids == ("12", "14", "16")
    assert texts(listing) == ["Mondays, Wednesdays and Fridays, 7:00 PM – 8:30 PM"]


@pytest.mark.parametrize(
    ("fields", "modes", "status"),
    [
        ({}, {"in_person"}, None),
        ({"venue_type": 2}, {"online"}, None),
        ({"venue_type": 2, "phone_meeting_number": "+1 555 555 0100,,123#"}, {"phone"}, None),
        ({"venue_type": 3, "virtual_meeting_link": "https://example.org/call"}, {"in_person", "online"}, None),
        ({"venue_type": None, "formats": "VM,O"}, {"online"}, None),
        ({"venue_type": None, "formats": "VM,TC"}, {"online"}, None),
        ({"venue_type": None, "formats": "HY"}, {"in_person", "online"}, None),
        ({"formats": "TC"}, set(), "temporarily closed"),
        ({"published": "0"}, set(), "inactive"),
        ({"published": 0}, set(), "inactive"),
        ({"published": True}, {"in_person"}, None),
    ],
)
def test_ways_to_take_part(fields: Row, modes: set[str], status: str | None) -> None:
    listing = one(**fields)
    assert (set(listing.modes), listing.status) == (modes, status)


def test_the_feeds_own_formats_come_first() -> None:
    listing = one(FORMATS, formats="O,PT,FR,B")
    assert listing.languages == ["fr"]
    assert listing.description == (
        "Narcotics Anonymous group for people who want to stop using drugs. Open to anyone. Held in French. "
        "Bring a Dish. Potluck. Meets at Elm Hall. Side door."
    )
    bundled = one(formats="B").description
    assert bundled is not None
    assert "Newcomer meeting." in bundled


def test_format_keys_differ_in_case() -> None:
    speaker, spanish = one(formats="Sp"), one(formats="SP")
    assert (speaker.languages, spanish.languages) == ([], ["es"])
    assert speaker.description is not None
    assert "Speaker meeting." in speaker.description


def test_unknown_formats_are_told_once_each() -> None:
    result = reading(ELM | {"formats": "O,QQ"}, ELM | {"id_bigint": "12", "formats": "QQ,ZZ"})
    assert [finding.detail for finding in result.findings] == [
        "type 'QQ' of 2 meetings has no known meaning",
        "type 'ZZ' of 1 meetings has no known meaning",
    ]


def test_nothing_about_persons_and_calls_is_taken() -> None:
    listing = one(
        venue_type=3,
        virtual_meeting_link="https://example.org/j/98765?pwd=hush",
        virtual_meeting_additional_info="Passcode hush",
        comments="Call Pat at 555-0123. Free parking behind the hall.",
    )
    assert listing.url == "https://example.org/j/98765"
    assert listing.description is not None
    assert "Free parking behind the hall." in listing.description
    for secret in ("Secretson", "Pat", "0123", "hush"):
        assert secret not in repr(listing)


def test_helpline_answers_hold_nothing_to_refer_to() -> None:
    row = {"service_body_bigint": "1001", "longitude": "-73.9", "latitude": "40.6"}
    result = reading(row, row)
    assert (result.read, result.rejected) == (0, {})
    assert codes(result) == {"not_meetings": 1}


@pytest.mark.parametrize("payload", [FORMATS, {"version": "4"}, [{"id": "1", "name": "A Region", "type": "RS"}]])
def test_other_answers_are_told(payload: object) -> None:
    result = read_bmlt(Feed(name="made-up", files={"a.json": json.dumps(payload).encode()}))
    assert_accounts(result)
    assert codes(result)["not_meetings"] == 1
    assert result.listings == []


def test_an_empty_answer_is_told() -> None:
    assert codes(reading()) == {"no_records": 1}
    assert codes(reading(formats=[])) == {"no_records": 1}


def test_a_truncated_answer_keeps_its_whole_records() -> None:
    content = json.dumps({"meetings": [ELM, {**ELM, "id_bigint": "12"}], "formats": []}).encode()
    result = read_bmlt(Feed(name="made-up", files={"a.json": content[: len(content) * 3 // 4]}))
    assert_accounts(result)
    assert [listing.record_ids for listing in result.listings] == [("11",)]
    assert codes(result) == {"malformed": 1, "truncated": 1}


@pytest.mark.parametrize("payload", [[ELM], {"meetings": [], "formats": []}, [{"service_body_bigint": "1"}]])
def test_bmlt_is_detected(payload: object) -> None:
    assert looks_like_bmlt(payload)


@pytest.mark.parametrize(
    "payload", [[], {}, None, 1, {"meetings": []}, FORMATS, [{"slug": "a", "name": "b", "day": 1}]]
)
def test_other_json_is_not_detected(payload: object) -> None:
    assert not looks_like_bmlt(payload)


REAL = Path(os.environ.get("REAL_FEEDS_DIR", "/nonexistent")) / "bmlt-yap-fixtures"
real = pytest.mark.skipif(not REAL.is_dir(), reason="REAL_FEEDS_DIR is not set")
DAYS = tuple(f"meeting-search-42.867970-day{day}" for day in (2, 3, 4))


def read_real(*names: str) -> Reading:
    files = {f"{name}.json": (REAL / f"{name}.json").read_bytes() for name in names}
    result = read_bmlt(Feed(name="bmlt", files=files))
    assert_accounts(result)
    return result


@real
@pytest.mark.real_feeds
@pytest.mark.parametrize(
    ("name", "read", "listings", "found"),
    [
        (DAYS[0], 53, 52, {}),
        (DAYS[1], 54, 52, {}),
        (DAYS[2], 62, 61, {}),
        ("meeting-search-0-0", 0, 0, {"no_records": 1}),
        ("helpline-search-empty", 0, 0, {"no_records": 1}),
        ("helpline-search-brooklyn-ny", 0, 0, {"not_meetings": 1}),
        ("helpline-search-buffalo-ny", 0, 0, {"not_meetings": 1}),
        ("helpline-search-geneva-ny", 0, 0, {"not_meetings": 1}),
        ("formats", 0, 0, {"not_meetings": 1}),
        ("service-bodies", 0, 0, {"not_meetings": 1}),
        ("permissions", 0, 0, {"not_meetings": 1}),
    ],
)
def test_real_answers(name: str, read: int, listings: int, found: dict[str, int]) -> None:
    result = read_real(name)
    assert (result.read, len(result.listings)) == (read, listings)
    assert codes(result) == found
    for listing in result.listings:
        assert listing.name
        assert listing.schedules[0].rrule is not None
        assert listing.need_ids == ("na-meetings",) or "na-meetings" in listing.need_ids


@real
@pytest.mark.real_feeds
def test_three_real_days_together_join_groups_across_days() -> None:
    together = read_real(*DAYS)
    assert together.read == 169
    assert len(together.listings) == 150
    assert any(len(schedule.text.split(" and ")) > 1 for listing in together.listings for schedule in listing.schedules)
