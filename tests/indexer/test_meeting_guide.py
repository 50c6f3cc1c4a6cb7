"""The Meeting Guide reader: meetings in, groups to refer to out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from indexer.sources.listing import Feed, Listing, RawAddress, RawPhone, Reading
from indexer.sources.meeting_guide import read_meeting_guide
from tests.indexer.conformance import Files, ReaderConformance
from tests.indexer.meeting_guide_rows import ELM, Row, codes, one, reading, texts


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


def test_a_meeting_in_a_home_is_confidential() -> None:
    listing = one(location="Private Residence", notes="Blue door behind the school.")
    assert listing.confidential is True
    assert listing.description is not None
    assert "Blue door" not in listing.description
    assert "Residence" not in listing.description
    assert one().confidential is False


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
