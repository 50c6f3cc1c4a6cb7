"""The Meeting Guide reader: meetings in, groups to refer to out."""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import POPULATIONS
from indexer.sources.listing import Feed, Listing, RawAddress, RawPhone, Reading
from indexer.sources.meeting_guide import looks_like_meeting_guide, read_meeting_guide
from tests.indexer.conformance import QUICK, Files, ReaderConformance, assert_accounts

Row = dict[str, Any]

ELM: Row = {
    "slug": "elm-1",
    "name": "Elm Street Nooners",
    "day": 1,
    "time": "12:00",
    "end_time": "13:00",
    "types": ["O", "D", "X"],
    "location": "Elm Hall",
    "formatted_address": "12 Elm St, Springfield, OH 45501, USA",
    "latitude": 39.92,
    "longitude": -83.8,
    "url": "https://example.org/meetings/elm-1",
    "entity": "Springfield Area Alcoholics Anonymous",
    "entity_phone": "+1-937-555-0100",
}


def reading(*rows: Any, name: str = "made-up") -> Reading:
    result = read_meeting_guide(Feed(name=name, files={"meetings.json": json.dumps(rows).encode()}))
    assert_accounts(result)
    return result


def one(**fields: Any) -> Listing:
    (listing,) = reading({**ELM, **fields}).listings
    return listing


def texts(listing: Listing) -> list[str]:
    return [schedule.text for schedule in listing.schedules]


def codes(result: Reading) -> Counter[str]:
    return Counter(finding.code for finding in result.findings)


class TestConformance(ReaderConformance):
    def read(self, feed: Feed) -> Reading:
        return read_meeting_guide(feed)

    def good_files(self) -> Files:
        rows = [ELM, {**ELM, "slug": "elm-2", "day": 3}, {**ELM, "slug": "oak", "name": "Oak Café", "day": [0, 6]}]
        return {"meetings.json": json.dumps(rows, indent=1, ensure_ascii=False).encode()}

    def files_with_bad_record(self) -> Files:
        rows = json.loads(self.good_files()["meetings.json"])
        return {"meetings.json": json.dumps([*rows[:1], {"name": None, "day": {}}, *rows[1:]]).encode()}


def test_a_meeting_becomes_a_listing() -> None:
    assert one() == Listing(
        record_id="elm-1",
        record_ids=("elm-1",),
        key="elm-1",
        name="Elm Street Nooners",
        organization="Alcoholics Anonymous",
        kind="support_group",
        modes=frozenset({"in_person"}),
        description=(
            "Alcoholics Anonymous group for people who want to stop drinking. Open to anyone. Discussion meeting. "
            "Wheelchair accessible. Meets at Elm Hall."
        ),
        eligibility_description="Open: anyone may attend",
        fees_description="Free; no dues or fees",
        cost="free",
        phones=[RawPhone(number="+1-937-555-0100", type="voice")],
        url="https://example.org/meetings/elm-1",
        url_of_record="https://example.org/meetings/elm-1",
        address=RawAddress(
            address_1="12 Elm St", city="Springfield", state_province="OH", postal_code="45501", country="US"
        ),
        latitude=39.92,
        longitude=-83.8,
        schedules=one().schedules,
        accessibility=["Wheelchair accessible"],
        need_ids=("aa-meetings",),
    )
    (schedule,) = one().schedules
    assert (schedule.text, schedule.rrule) == ("Mondays, 12:00 PM – 1:00 PM", "FREQ=WEEKLY;BYDAY=MO")


def test_the_same_group_many_times_is_one_listing() -> None:
    rows = [{**ELM, "slug": f"elm-{day}", "day": day} for day in (5, 3, 1)]
    rows += [{**ELM, "slug": "elm-10", "day": 6, "time": "08:00", "end_time": None}]
    (listing,) = reading(*rows).listings
    assert listing.record_ids == ("elm-1", "elm-3", "elm-5", "elm-10")
    assert texts(listing) == ["Mondays, Wednesdays and Fridays, 12:00 PM – 1:00 PM", "Saturdays, 8:00 AM"]


def test_meetings_of_a_named_group_keep_their_names() -> None:
    group = {**ELM, "group": "Elm Group"}
    rows = [
        {**group, "slug": "a", "name": "Early Birds Monday"},
        {**group, "slug": "b", "name": "Early Birds Tuesday", "day": 2},
        {**group, "slug": "c", "name": "Late Show", "day": 5, "time": "22:00", "end_time": "23:00"},
    ]
    (listing,) = reading(*rows).listings
    assert listing.name == "Elm Group"
    assert texts(listing) == [
        "Mondays and Tuesdays, 12:00 PM – 1:00 PM (Early Birds)",
        "Fridays, 10:00 PM – 11:00 PM (Late Show)",
    ]
    assert listing.description is not None
    assert listing.description.endswith("Its meetings: Early Birds, Late Show.")


def test_a_listing_is_for_the_same_people_at_each_of_its_times() -> None:
    rows = [
        ELM,
        {**ELM, "slug": "women", "types": ["C", "W"], "day": 2},
        {**ELM, "slug": "es", "types": "O,S", "day": 4},
    ]
    everyone, spanish, women = sorted(reading(*rows).listings, key=lambda listing: listing.record_id)
    assert (everyone.populations, everyone.languages) == ([], [])
    assert (spanish.populations, spanish.languages) == ([], ["es"])
    assert (women.populations, women.need_ids) == (["women"], ("aa-meetings", "women-recovery-group"))
    assert women.eligibility_description == "Closed: for people who have a desire to stop drinking. Women only"
    assert women.description is not None
    assert "Women only." in women.description


def test_what_only_some_meetings_are_is_said_of_some() -> None:
    rows = [
        {**ELM, "types": ["O", "CF"]},
        {**ELM, "slug": "b", "day": 2, "types": ["C"], "conference_url": "https://example.org/call?pwd=secret"},
    ]
    (listing,) = reading(*rows).listings
    assert listing.modes == {"in_person", "online"}
    assert listing.description == (
        "Alcoholics Anonymous group for people who want to stop drinking. Some meetings are open to anyone, some are "
        "closed. Some meetings: children are welcome. Meets at Elm Hall. Some meetings can also be joined online."
    )
    assert listing.eligibility_description == (
        "Some meetings are open to anyone; the closed ones are for people who have a desire to stop drinking"
    )


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


def test_an_online_meeting_pinned_to_a_city_has_no_place_to_go_to() -> None:
    listing = one(types=["TC", "X", "ONL"], location_notes="Ring the bell.")
    assert listing.approximate is True
    assert listing.address == RawAddress(city="Springfield", state_province="OH", postal_code="45501", country="US")
    assert listing.accessibility == []
    assert listing.need_ids == ("aa-meetings", "online-meetings")
    assert listing.description == ("Alcoholics Anonymous group for people who want to stop drinking. Meets online.")


def test_online_meetings_of_a_group_are_one_wherever_pinned() -> None:
    remote = {**ELM, "group": "Elm Group", "types": ["ONL", "TC"]}
    elsewhere = {**remote, "slug": "b", "day": 2, "formatted_address": "Dayton, OH, USA"}
    assert len(reading(remote, elsewhere).listings) == 1
    assert len(reading(ELM, {**elsewhere, "group": None}).listings) == 2


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


def test_nothing_about_persons_calls_or_money_is_taken() -> None:
    secrets = {
        "contact_1_name": "Pat Secretson",
        "contact_1_email": "pat@example.org",
        "contact_1_phone": "+1-555-555-0123",
        "conference_url": "https://example.org/j/987654?pwd=hushhush&x=1",
        "conference_url_notes": "Passcode: hushhush",
        "conference_phone": "+15555550199,,987654#,,*hushhush#",
        "conference_phone_notes": "ID 987654",
        "venmo": "@hush",
        "notes": "Enter by the side door. Zoom ID: 987 654\npasscode:\n\nhushhush\nContact Pat Secretson at 555-0123.\n"
        "Business meeting: 2nd Sunday.\nWrite pat@example.org. Bring your own chair.",
        "group_notes": "7th tradition: venmo @hush",
        "url": None,
    }
    listing = one(**secrets)
    assert listing.url == "https://example.org/j/987654?x=1"
    assert listing.description is not None
    assert listing.description.endswith("Enter by the side door. Bring your own chair.")
    shown = repr(replace(listing, url=None, url_of_record=None))
    for secret in ("Secretson", "pat@", "0123", "hush", "987", "venmo", "Business"):
        assert secret not in shown


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


@pytest.mark.parametrize(
    ("fields", "organization", "needs"),
    [
        ({"entity": "Al-Anon of Ohio"}, "Al-Anon Family Groups", ("al-anon",)),
        ({"name": "4711 Elm Serenity AFG"}, "Al-Anon Family Groups", ("al-anon",)),
        ({"name": "Elm Alateen", "types": ["Y"]}, "Al-Anon Family Groups", ("al-anon",)),
        ({"entity": "Ohio Region of Narcotics Anonymous"}, "Narcotics Anonymous", ("na-meetings",)),
        ({"entity": "ACA Ohio"}, "Adult Children of Alcoholics and Dysfunctional Families", ("adult-children-aca",)),
        ({"entity": "Nar-Anon Ohio"}, "Nar-Anon Family Groups", ("nar-anon",)),
    ],
)
def test_fellowships_are_recognised(fields: Row, organization: str, needs: tuple[str, ...]) -> None:
    result = reading({**ELM, **fields})
    (listing,) = result.listings
    assert (listing.organization, listing.need_ids) == (organization, needs)
    assert codes(result) == {}


def test_an_alateen_group_is_for_teenagers() -> None:
    listing = one(name="4712 Elm Hopefuls AFG", types=["Y"])
    assert listing.name == "Elm Hopefuls AFG"
    assert listing.populations == ["families", "youth"]
    assert listing.description is not None
    assert listing.description.startswith("Alateen group for teenagers affected by someone else's drinking.")


def test_an_assumed_fellowship_is_told() -> None:
    result = reading({**ELM, "entity": None})
    assert result.listings[0].organization == "Alcoholics Anonymous"
    assert codes(result) == {"fellowship_assumed": 1}
    assert codes(reading({**ELM, "entity": None}, name="al-anon")) == {}


def test_a_district_is_no_group() -> None:
    rows = [
        {
            **ELM,
            "slug": str(number),
            "name": name,
            "group": "District 25",
            "location": "District 25",
            "location_notes": "Elm Hall",
        }
        for number, name in enumerate(("First Steps", "Second Wind"))
    ]
    first, second = reading(*rows).listings
    assert (first.name, second.name) == ("First Steps", "Second Wind")
    assert first.description is not None
    assert "Meets at Elm Hall." in first.description


def test_repeated_and_missing_ids() -> None:
    nameless = {key: value for key, value in ELM.items() if key != "slug"}
    rows = [ELM, {**ELM, "day": 2}, nameless, {**nameless, "name": "Oak", "slug": 17}]
    result = reading(*rows)
    assert {listing.record_ids for listing in result.listings} == {
        ("elm-1", "elm-1#2", "elm-street-nooners-elm-hall-1-12-00"),
        ("17",),
    }
    assert codes(result) == {"duplicate_id": 1, "missing_id": 1}


def test_what_is_no_meeting_is_rejected_and_told() -> None:
    result = reading(ELM, "x", None, {}, {"name": "Lonely"}, {"day": 1})
    assert result.rejected == {"not_a_record": 2, "no_meeting": 3}
    assert len(result.listings) == 1


@pytest.mark.parametrize(
    "payload", [{"error": "no such list"}, "text", 3, {}, [{"key_string": "B", "name_string": "x"}]]
)
def test_another_document_is_told(payload: object) -> None:
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": json.dumps(payload).encode()}))
    assert_accounts(result)
    assert codes(result)["not_meetings"] == 1
    assert result.listings == []


def test_text_after_the_end_is_told() -> None:
    content = json.dumps([ELM]).encode() + b"\n\nleft over"
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": content}))
    assert codes(result) == {"trailing_content": 1}
    assert len(result.listings) == 1


def test_a_broken_record_in_the_middle_loses_only_itself() -> None:
    rows = [json.dumps({**ELM, "slug": slug, "name": slug}) for slug in ("a", "b", "c")]
    content = f"[{rows[0]}, {rows[1].replace(':', '', 1)}, {rows[2]}]".encode()
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": content}))
    assert_accounts(result)
    assert [listing.record_id for listing in result.listings] == ["a", "c"]
    assert result.rejected == {"unreadable_record": 1}


def test_trailing_commas_are_read_past() -> None:
    content = json.dumps([{**ELM, "notes": "Bring a chair,] or two."}]).replace("}]", ",},]").encode()
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": content}))
    assert codes(result) == {"trailing_commas": 1}
    assert result.listings[0].description is not None
    assert result.listings[0].description.endswith("Bring a chair,] or two.")


@QUICK
@given(seed=st.integers(0, 2**32))
def test_the_order_of_records_does_not_matter(seed: int) -> None:
    rows = [
        {**ELM, "slug": f"m-{number % 9}", "name": f"Group {number % 3}", "day": number % 7, "types": [t]}
        for number, t in enumerate(("O", "C", "W", "D", "S", "X", "TC", "ONL", "B", "ST", "M", "SP"))
    ]
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    assert reading(*shuffled).listings == reading(*rows).listings


@pytest.mark.parametrize("payload", [[ELM], {"meetings": [ELM]}, ELM])
def test_meeting_guide_is_detected(payload: object) -> None:
    assert looks_like_meeting_guide(payload)


@pytest.mark.parametrize(
    "payload",
    [[], {}, None, "x", [{"id": "1", "name": "A", "organization": {}, "time": 1}], [{"id_bigint": "1", "time": 1}]],
)
def test_other_json_is_not_detected(payload: object) -> None:
    assert not looks_like_meeting_guide(payload)


REAL = Path(os.environ.get("REAL_FEEDS_DIR", "/nonexistent"))
real = pytest.mark.skipif(not REAL.is_dir(), reason="REAL_FEEDS_DIR is not set")


def read_real(folder: str, name: str) -> Reading:
    path = REAL / folder / f"{name}.json"
    result = read_meeting_guide(Feed(name=name, files={path.name: path.read_bytes()}))
    assert_accounts(result)
    return result


@real
@pytest.mark.real_feeds
@pytest.mark.parametrize(
    ("folder", "name", "read", "listings", "findings"),
    [
        ("meetingguide-tsml-feeds", "aasanjose", 693, 378, {"duplicate_id": 1, "fellowship_assumed": 1}),
        ("meetingguide-tsml-feeds", "al-anon", 360, 351, {}),
        ("meetingguide-tsml-feeds", "edmonton", 315, 252, {}),
        ("meetingguide-tsml-feeds", "kc", 206, 35, {}),
        ("meetingguide-tsml-feeds", "sussexaa", 123, 90, {}),
        ("meetingguide-tsml-feeds", "invalid", 8, 2, {"bad_day": 2, "trailing_content": 1, "fellowship_assumed": 1}),
        ("meetingguide-tsml-feeds", "times", 9, 3, {"fellowship_assumed": 1}),
        ("meetingguide-tsml-feeds", "timezones", 2, 2, {"fellowship_assumed": 1}),
        ("meetingguide-spec", "pdf-meetings", 25, 25, {"fellowship_assumed": 1}),
        ("meetingguide-spec", "hist-kansas-city-data-sample", 45, 40, {"fellowship_assumed": 1}),
        ("meetingguide-spec", "hist-jquery-demo-test", 3, 3, {"missing_id": 3, "fellowship_assumed": 1}),
    ],
)
def test_real_feeds(folder: str, name: str, read: int, listings: int, findings: dict[str, int]) -> None:
    result = read_real(folder, name)
    assert (result.read, len(result.listings)) == (read, listings)
    assert result.rejected == {}
    assert codes(result) == findings
    for listing in result.listings:
        assert listing.name
        assert listing.schedules
        assert set(listing.populations) <= set(POPULATIONS)
        assert listing.modes or listing.status in ("inactive", "temporarily closed")


@real
@pytest.mark.real_feeds
@pytest.mark.parametrize("name", ["aasanjose", "al-anon", "edmonton", "kc", "sussexaa"])
def test_real_feeds_shuffled_read_the_same_and_tell_no_passcodes(name: str) -> None:
    rows = json.loads((REAL / "meetingguide-tsml-feeds" / f"{name}.json").read_bytes())
    whole = read_real("meetingguide-tsml-feeds", name)
    random.Random(7).shuffle(rows)
    feed = Feed(name=name, files={"a.json": json.dumps(rows).encode()})
    assert read_meeting_guide(feed).listings == whole.listings
    for listing in whole.listings:
        shown = f"{listing.description} {listing.url}".lower()
        assert not any(word in shown for word in ("passcode", "[removed]", "pwd", "000 000"))
        assert re.search(r"\S@\S", shown) is None


@real
@pytest.mark.real_feeds
def test_a_real_group_that_meets_all_week() -> None:
    by_id = {listing.record_id: listing for listing in read_real("meetingguide-tsml-feeds", "kc").listings}
    assert len(by_id["379"].record_ids) == 41
    assert texts(by_id["379"]) == [
        "Monday to Friday, 12:00 PM",
        "Every day, 6:00 PM",
        "Every day, 8:00 PM",
        "Saturdays, 8:00 AM",
        "Saturdays, 11:00 AM",
    ]
