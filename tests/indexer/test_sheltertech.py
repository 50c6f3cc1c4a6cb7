"""The reader of San Francisco's Service Guide: services with their resources in, services to refer to out."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from data.resource import Schedule
from indexer.clean.populations import populations_from_text
from indexer.sources.listing import Feed, Listing, RawAddress, RawPhone, Reading
from indexer.sources.sheltertech import read_sheltertech
from tests.indexer.conformance import Files, ReaderConformance, assert_accounts
from tests.indexer.sheltertech_feeds import ADDRESS, RESOURCE, SERVICE, as_json, days, listed, reading


class TestConformance(ReaderConformance):
    services = (SERVICE, {**SERVICE, "id": 502, "name": "Café"}, {**SERVICE, "id": 503, "name": "Laundry"})

    def read(self, feed: Feed) -> Reading:
        return read_sheltertech(feed)

    def good_files(self) -> Files:
        return {"answer.json": as_json(*self.services)}

    def files_with_bad_record(self) -> Files:
        return {"answer.json": as_json(self.services[0], ["no", "service"], *self.services[1:])}


class TestConformanceOfResources(TestConformance):
    def good_files(self) -> Files:
        return {"answer.json": self._nested(*self.services)}

    def files_with_bad_record(self) -> Files:
        return {"answer.json": self._nested(self.services[0], {"fee": "Free"}, *self.services[1:])}

    def _nested(self, *services: Any) -> bytes:
        bare = [{key: value for key, value in service.items() if key != "resource"} for service in services]
        return json.dumps({"resources": [{**RESOURCE, "services": bare}]}, ensure_ascii=False).encode()


def codes(result: Reading) -> Counter[str]:
    return Counter(finding.code for finding in result.findings)


def test_a_service_becomes_a_listing() -> None:
    listing = listed()
    expected = Listing(
        record_id="501",
        record_ids=("501",),
        key="501",
        name="Night Shelter",
        organization="Harbor House",
        description=(
            "Update (3/1/2020): open.\n\nBeds for the night, see rules (https://harbor.example/rules).\n\n"
            "House is wheelchair accessible."
        ),
        application_process="Call first\nWaiting time: A week",
        eligibility_description="Men only; People experiencing homelessness; Veterans",
        fees_description="Free",
        phones=[
            RawPhone(number="(937) 555-0101", extension="7"),
            RawPhone(number="(937) 555-0102", type="fax"),
            RawPhone(number="(937) 555-0103", type="hotline"),
        ],
        url="https://harbor.example",
        email="shelter@harbor.example",
        address=RawAddress(
            address_1="12 Elm Street",
            address_2="Floor 2",
            city="Springfield",
            state_province="OH",
            postal_code="45501",
            country="USA",
        ),
        site_id="31",
        latitude="39.92",
        longitude="-83.8",
        schedules=listing.schedules,
        languages=["Spanish"],
        accessibility=["House is wheelchair accessible."],
        categories=["Temporary Shelter", "Housing"],
        labels=("Temporary Shelter", "Housing"),
        status="approved",
        assured_date="2020-05-04T10:00:00.000Z",
    )
    assert listing == expected


def texts(schedules: list[Schedule]) -> list[str]:
    return [schedule.text for schedule in schedules]


def test_hours_past_midnight_close_on_the_next_day() -> None:
    assert texts(listed().schedules) == ["Mondays and Tuesdays, 9:00 AM – 5:00 PM", "Fridays, 7:00 PM – 7:00 AM"]


@pytest.mark.parametrize(
    ("schedule", "expected", "found"),
    [
        (days(("Monday", 0, 2359)), ["Mondays, 24 hours"], {}),
        (days(("Monday", 0, 0), ("Sunday", 0, 0)), ["Mondays and Sundays, 24 hours"], {}),
        (
            days(("Monday", 0, 0), ("Tuesday", 45, 930)),
            ["Tuesdays, 12:45 AM – 9:30 AM"],
            {"schedule_unreadable": 1},
        ),
        (days(("Monday", 1930, None)), ["Mondays, 7:30 PM"], {}),
        (days(("Monday", 2100, 1700)), ["Monday, listed as 21:00 to 17:00"], {"schedule_unreadable": 1}),
        (days(("Monday", 15300, 430)), ["Monday 153:00–04:30"], {"schedule_unreadable": 1}),
        (days(("Monday", True, {})), [], {}),
        (days(), ["Mondays, 8:00 AM – 4:00 PM"], {}),
        ({**days(), "hours_known": False}, [], {}),
        (None, ["Mondays, 8:00 AM – 4:00 PM"], {}),
    ],
)
def test_hours(schedule: object, expected: list[str], found: dict[str, int]) -> None:
    result = reading({**SERVICE, "schedule": schedule})
    assert texts(result.listings[0].schedules) == expected
    assert codes(result) == found


def test_nothing_about_people_is_taken() -> None:
    listing = listed(email="Please write to Lee Hiddenson, lee@harbor.example")
    for secret in ("Secretson", "Pat", "0109", "Hiddenson", "lee@"):
        assert secret not in repr(listing)
    assert listed(email="Lee.Hiddenson@harbor.example").email is None


@pytest.mark.parametrize(
    ("status", "of_service", "expected"),
    [
        ("approved", None, "approved"),
        ("inactive", None, "inactive"),
        ("approved", "pending", "pending; approved"),
        (None, None, None),
    ],
)
def test_statuses(status: object, of_service: object, expected: str | None) -> None:
    assert listed(status=of_service, resource={**RESOURCE, "status": status}).status == expected


@pytest.mark.parametrize(
    ("names", "expected", "populations"),
    [
        (["I am someone experiencing homelessness"], "People experiencing homelessness", ("homeless",)),
        (["I am a Senior"], "Senior", ("older_adults",)),
        (["I am someone with disabilities"], "People with disabilities", ("disabilities",)),
        (["I live with someone under 18 years of age"], "Households with minors", ()),
        (["Veterans", "Anyone in Need"], "Veterans; Anyone in Need", ()),
        (["Domestic Violence Survivors"], "Domestic Violence Survivors", ("abuse_survivors",)),
    ],
)
def test_groups_are_told_in_the_third_person(names: list[str], expected: str, populations: tuple[str, ...]) -> None:
    listing = listed(eligibility="x", eligibilities=[{"name": name} for name in names])
    assert listing.eligibility_description == expected
    assert populations_from_text("", expected) == populations


@pytest.mark.parametrize(("fee", "expected"), [("0", "Free"), ("None", None), ("", None), ("$5", "$5"), (0, "Free")])
def test_fees(fee: object, expected: str | None) -> None:
    assert listed(fee=fee).fees_description == expected


@pytest.mark.parametrize("said", ["No required documents", "No documents required", "none", "N/A", "\n\n"])
def test_no_documents_are_not_required(said: str) -> None:
    assert listed(required_documents=said, wait_time=None).application_process == "Call first"
    assert listed(required_documents="Photo ID", wait_time=None).application_process == (
        "Call first\nRequired documents: Photo ID"
    )


def test_a_service_at_two_addresses_is_two_listings_of_one_record() -> None:
    second = {**ADDRESS, "id": 32, "address_1": "9 Oak Street"}
    result = reading({**SERVICE, "addresses": [ADDRESS, second]})
    assert (result.read, [listing.key for listing in result.listings]) == (1, ["501@31", "501@32"])


@pytest.mark.parametrize("street", ["Confidential", "Undisclosed location"])
def test_an_address_kept_secret(street: str) -> None:
    listing = listed(addresses=[{**ADDRESS, "address_1": street}])
    assert listing.confidential
    assert listing.address is not None
    assert (listing.address.address_1, listing.address.address_2) == (None, None)


def test_a_service_knows_its_resource_by_its_id() -> None:
    alone = {key: value for key, value in SERVICE.items() if key != "resource"}
    alone |= {"resource_id": 7, "resource_name": "Harbor House", "addresses": [ADDRESS]}
    assert reading(alone, resources=[RESOURCE]).listings == [listed()]
    (without,) = reading(alone).listings
    assert (without.organization, without.phones) == ("Harbor House", [])


def test_a_service_that_stands_twice_is_one_record() -> None:
    nested = {**SERVICE, "resource": None, "url": "https://harbor.example/night"}
    result = reading(SERVICE, resources=[{**RESOURCE, "services": [nested]}])
    assert (result.read, codes(result)) == (1, {})
    assert result.listings == [listed(url="https://harbor.example/night")]


def test_ids_that_repeat_or_lack() -> None:
    result = reading(SERVICE, {**SERVICE, "name": "Other"}, {**SERVICE, "id": None, "name": "Third"})
    assert [listing.record_id[:5] for listing in result.listings] == [
        "501",
        "501#2",
        "row-" + result.listings[2].key[4],
    ]
    assert codes(result) == {"repeated_id": 1, "no_id": 1}


@pytest.mark.parametrize(
    "payload",
    [SERVICE, [SERVICE], {"service": SERVICE}, [{"service": SERVICE}], {**RESOURCE, "services": [SERVICE]}],
)
def test_other_shapes_of_answers(payload: object) -> None:
    result = read_sheltertech(Feed(name="made-up", files={"a.json": json.dumps(payload).encode()}))
    assert_accounts(result)
    assert [listing.name for listing in result.listings] == ["Night Shelter"]


@pytest.mark.parametrize("payload", [{"categories": [{"name": "Housing", "id": 2}]}, {"version": "4"}])
def test_other_answers_are_told(payload: object) -> None:
    result = read_sheltertech(Feed(name="made-up", files={"a.json": json.dumps(payload).encode()}))
    assert_accounts(result)
    assert codes(result) == {"not_sheltertech": 1, "no_records": 1}


def test_a_truncated_answer_keeps_its_whole_records() -> None:
    content = b'{"services": ' + json.dumps([SERVICE, {**SERVICE, "id": 502}]).encode()
    result = read_sheltertech(Feed(name="made-up", files={"a.json": content[: len(content) * 3 // 4]}))
    assert_accounts(result)
    assert [listing.record_id for listing in result.listings] == ["501"]
