"""What HSDS services become: names, places, phones, costs, modes, privacy, and the same from JSON and tables."""

from __future__ import annotations

import json
from datetime import time
from typing import Any

import pytest

from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, Listing, RawAddress, RawPhone, Reading
from tests.indexer.conformance import assert_accounts
from tests.indexer.hsds_feeds import as_json, as_lines, as_tables, services


def read(*items: object) -> Reading:
    reading = read_hsds(Feed(name="made-up", files={"feed.json": json.dumps(items).encode()}))
    assert_accounts(reading)
    return reading


def listing(**fields: Any) -> Listing:
    """The one listing of one service with these fields."""
    (only,) = read({"id": "s1", "name": "Group", "status": "active", **fields}).listings
    return only


def at(**location: Any) -> Listing:
    """The one listing of a service at this location."""
    return listing(service_at_locations=[{"id": "x1", "location": {"id": "l1", **location}}])


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_a_service_at_one_place() -> None:
    first = read(*services()).listings[0]
    assert (first.record_id, first.record_ids, first.key) == ("s1", ("s1",), "s1@l1")
    assert (first.name, first.organization) == ("Evening recovery group", "Harbour Recovery")
    assert first.description == "A group for people who stopped drinking."
    assert first.phones == [RawPhone(number="(305) 555-0101", type="voice")]
    assert first.url == "https://example.org/harbour"
    assert first.address == RawAddress(
        address_1="1 Example Street", city="Miami", state_province="FL", postal_code="33130", country="US"
    )
    assert (first.latitude, first.longitude) == (25.77, -80.19)
    assert first.modes == {"in_person"}
    assert first.languages == ["Spanish"]
    assert first.cost == "free"
    assert first.accessibility == ["Ramp; At the side door"]
    (schedule,) = first.schedules
    assert schedule.rrule == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert (schedule.opens_at, schedule.closes_at) == (time(19), time(20))
    assert (first.status, first.assured_date, first.confidential) == ("active", None, False)


def test_a_service_at_two_places_is_one_record_and_the_site_goes_before_the_service() -> None:
    reading = read(*services())
    harbour, annex = (item for item in reading.listings if item.record_id == "s2")
    assert reading.read == 3
    assert (harbour.key, annex.key) == ("s2@l1", "s2@l2")
    assert harbour.record_ids == annex.record_ids == ("s2",)
    assert [phone.number for phone in harbour.phones] == ["(305) 555-0102"]
    assert annex.phones == []
    assert [schedule.text for schedule in annex.schedules] == ["Summer hours"]
    assert annex.address is not None
    assert annex.address.city == "Hialeah"


def test_a_virtual_place_is_online_and_nowhere() -> None:
    online = read(*services()).listings[-1]
    assert (online.key, online.modes, online.address, online.latitude) == ("s3@l3", {"online"}, None, None)
    assert online.serves_everywhere
    assert online.service_area == ["United States"]


def test_tables_lines_and_pages_say_the_same() -> None:
    page, lines, tables = (read_hsds(Feed(name="f", files=files())) for files in (as_json, as_lines, as_tables))
    assert lines.listings == page.listings
    assert [item.key for item in tables.listings] == [item.key for item in page.listings]
    for fields in ("name", "organization", "address", "phones", "url", "modes", "status", "record_ids"):
        assert [getattr(item, fields) for item in tables.listings] == [getattr(item, fields) for item in page.listings]


def test_an_organization_holds_services() -> None:
    reading = read({"id": "o1", "name": "Harbour", "services": [{"id": "s1", "name": "Group"}, 5]})
    assert [(item.name, item.organization) for item in reading.listings] == [("Group", "Harbour")]
    assert (reading.read, dict(reading.rejected)) == (2, {"malformed": 1})


def test_sites_of_one_service_are_one_record() -> None:
    service = {"id": "s1", "name": "Group", "status": "active"}
    sites = [{"id": f"x{n}", "service": service, "location": {"id": f"l{n}", "name": f"Room {n}"}} for n in (1, 2)]
    reading = read(*sites, {"id": "x3", "service_id": "absent", "location": {"id": "l3"}})
    assert [item.key for item in reading.listings] == ["s1@l1", "s1@l2"]
    assert (reading.read, dict(reading.rejected)) == (2, {"malformed": 1})


def test_pages_and_parts_in_several_files_are_joined() -> None:
    files = {
        "page1.json": b'{"contents": [{"id": "s1", "name": "One", "organization_id": "o1", "status": "active"}]}',
        "page2.json": b'{"contents": [{"id": "s2", "name": "Two", "status": "active"}]}',
        "organizations.json": b'[{"id": "o1", "name": "Harbour", "website": "https://example.org"}]',
        "sites.json": b'[{"id": "x1", "service_id": "s1", "location_id": "l1"}]',
        "locations.json": b'[{"id": "l1", "name": "Room", "latitude": 25.7, "longitude": -80.2}]',
        "taxonomy.json": b'{"id": "t1", "name": "Terms", "version": "1"}',
    }
    reading = read_hsds(Feed(name="f", files=files))
    assert [(item.key, item.name, item.organization, item.latitude) for item in reading.listings] == [
        ("s1@l1", "One", "Harbour", 25.7),
        ("s2", "Two", None, None),
    ]
    assert codes(reading) == ["not_hsds"]


class TestIds:
    def test_a_repeated_record_is_folded_into_the_one_that_says_more(self) -> None:
        short, full = {"id": "s1", "name": "Group"}, {"id": "s1", "name": "Group", "description": "Evenings"}
        for items in ([short, full, short], [full, short, short]):
            reading = read(*items)
            assert [(item.record_ids, item.description) for item in reading.listings] == [
                (("s1", "s1#2", "s1#3"), "Evenings")
            ]
            assert reading.read == 3

    def test_a_repeated_id_with_other_content_is_a_record_of_its_own(self) -> None:
        reading = read({"id": "s1", "name": "One"}, {"id": "s1", "name": "Two"}, {"id": "s1#2", "name": "Three"})
        assert [(item.record_id, item.name) for item in reading.listings] == [
            ("s1", "One"),
            ("s1#3", "Two"),
            ("s1#2", "Three"),
        ]
        assert codes(reading) == ["repeated_id"]

    def test_a_missing_id_is_made_from_the_content(self) -> None:
        group, choir = {"name": "Group", "status": "active"}, {"name": "Choir", "status": "active"}
        one, other = read(group, choir), read(choir, group)
        assert {item.name: item.key for item in one.listings} == {item.name: item.key for item in other.listings}
        assert all(item.key.startswith("row-") for item in one.listings)
        assert codes(one) == ["no_id", "no_id"]


class TestPlace:
    @pytest.mark.parametrize(
        ("location", "expected"),
        [
            ({"latitude": "42.05", "longitude": "-87.69"}, ("42.05", "-87.69")),
            ({"latitude": "Geolocation is 42.05, -87.69", "longitude": ""}, ("42.05", "-87.69")),
            ({"coordinates": [-87.69, 42.05]}, ("42.05", "-87.69")),
            ({"geometry": {"type": "Point", "coordinates": [-122.4, 37.7]}}, ("37.7", "-122.4")),
            ({"coordinates": [37.7, -122.4]}, ("37.7", "-122.4")),
            ({"latitude": 100, "longitude": 101}, (100, 101)),
            ({"latitude": True, "longitude": {}}, (None, None)),
        ],
    )
    def test_coordinates_are_split_and_passed_on(
        self, location: dict[str, Any], expected: tuple[object, object]
    ) -> None:
        place = at(name="Room", **location)
        assert (place.latitude, place.longitude) == expected

    @pytest.mark.parametrize(
        "location",
        [
            {"is_private": True},
            {"confidential": "true"},
            {"name": "Confidential location"},
            {"addresses": [{"address_1": "Undisclosed", "city": "Miami"}]},
            {"addresses": [{"address_1": "1 Example Street", "is_private": "yes"}]},
            {"attributes": [{"label": "confidential", "value": "true"}]},
            {"attributes": [{"label": "Confidential", "value": True}]},
        ],
    )
    def test_confidential(self, location: dict[str, Any]) -> None:
        assert at(**location).confidential

    def test_confidential_counselling_is_no_secret_place(self) -> None:
        assert not at(name="Clinic", description="Confidential counseling", is_private=False).confidential
        assert listing(attributes=[{"label": "confidential", "value": "true"}]).confidential

    def test_mail_goes_to_a_postal_address_but_people_do_not(self) -> None:
        postal = {"address_1": "PO Box 12", "city": "Miami", "postal_code": "33101", "address_type": "postal"}
        assert at(addresses=[postal]).address == RawAddress(city="Miami", postal_code="33101")
        street = {"address_1": "1 Example Street", "address_type": "physical"}
        assert at(addresses=[postal, street]).address == RawAddress(address_1="1 Example Street")

    def test_a_postal_location_is_no_site(self) -> None:
        room = {"id": "l1", "location_type": "physical", "name": "Room"}
        box = {"id": "l2", "location_type": "postal", "addresses": [{"address_1": "PO Box 1", "city": "Miami"}]}
        both = listing(service_at_locations=[{"location": room}, {"location": box}])
        assert both.key == "s1@l1"
        alone = listing(service_at_locations=[{"location": box}])
        assert (alone.key, alone.modes, alone.address) == ("s1", frozenset(), RawAddress(city="Miami"))

    def test_a_service_without_a_place_has_its_organisations_city(self) -> None:
        address = {"address_1": "1 Head Office Road", "city": "Miami", "postal_code": "33130"}
        found = listing(organization={"id": "o1", "name": "Harbour", "addresses": [address]})
        assert found.address == RawAddress(city="Miami", postal_code="33130")

    def test_an_absent_location_is_said(self) -> None:
        reading = read({"id": "s1", "name": "Group", "service_at_locations": [{"location": {"id": "l9"}}]})
        assert [item.key for item in reading.listings] == ["s1"]
        assert codes(reading) == ["absent_parent"]


class TestAttributes:
    def test_ours_are_honoured_and_others_are_categories(self) -> None:
        term = {"id": "t1", "name": "Sober living"}
        found = listing(
            attributes=[
                {"label": "mode", "value": "online"},
                {"label": "mode", "value": "phone"},
                {"label": "kind", "value": "helpline"},
                {"label": "population", "value": "older adults"},
                {"label": "insurance", "value": "medicaid"},
                {"label": "intended_need", "value": "housing"},
                {"label": "category", "value": "x", "taxonomy_term": term},
            ]
        )
        assert (found.modes, found.kind) == ({"online", "phone"}, "helpline")
        assert (found.populations, found.insurance) == (["older_adults"], ["medicaid"])
        assert (found.categories, found.need_ids) == (["Sober living"], ())

    @pytest.mark.parametrize("label", ["mode", "kind", "population", "insurance"])
    def test_an_unknown_value_is_a_finding(self, label: str) -> None:
        reading = read({"id": "s1", "name": "Group", "attributes": [{"label": label, "value": "martian"}]})
        assert codes(reading) == ["unknown_value"]
        (only,) = reading.listings
        assert not only.modes
        assert not only.kind
        assert not only.populations
        assert not only.insurance


class TestFields:
    def test_fees_in_words(self) -> None:
        options = [
            {"amount": 10, "currency": "usd", "amount_description": "per session", "option": "Students"},
            {"option": "Sliding scale"},
        ]
        found = listing(fees_description="Ask us", cost_options=options)
        assert (found.fees_description, found.cost) == ("Ask us; 10 USD, per session (Students); Sliding scale", None)

    @pytest.mark.parametrize(
        ("options", "cost"),
        [
            ([{"amount": 0}], "free"),
            ([{"amount": "0.00", "option": "Everyone"}], "free"),
            ([{"amount": 0, "option": "Under 18"}], None),
            ([{"amount": 0}, {"amount": 5}], None),
            ([{"amount": None}], None),
            ([], None),
        ],
    )
    def test_only_nothing_to_pay_is_free(self, options: list[object], cost: str | None) -> None:
        assert listing(cost_options=options).cost == cost

    def test_a_fax_is_not_enough(self) -> None:
        found = listing(
            phones=[{"number": "555-0100", "type": "fax"}], organization={"phones": [{"number": "555-0199"}]}
        )
        assert [phone.number for phone in found.phones] == ["555-0100", "555-0199"]

    def test_contacts_lend_their_phones_and_never_their_names(self) -> None:
        contact = {"name": "Jo Doe", "email": "jo@example.org", "phones": [{"number": "555-0123"}]}
        found = listing(contacts=[contact])
        assert [phone.number for phone in found.phones] == ["555-0123"]
        assert "Jo" not in repr(found)
        assert "jo@" not in repr(found)

    def test_documents_eligibility_alert_and_ages(self) -> None:
        found = listing(
            application_process="Call",
            required_documents=[{"document": "Photo ID"}, {"document": "Pay slip"}],
            eligibility=[{"eligibility": "Adults"}, {"eligibility": "Veterans", "minimum_age": 18}],
            alert="Moved online",
        )
        assert found.application_process == "Call\nRequired documents: Photo ID; Pay slip"
        assert found.eligibility_description == "Adults; Veterans"
        assert found.minimum_age == 18
        assert found.cautions == ("Moved online",)

    @pytest.mark.parametrize("status", ["active", "inactive", "defunct", "temporarily closed"])
    def test_status_is_passed_on(self, status: str) -> None:
        assert listing(status=status).status == status

    def test_assured_date_is_not_last_modified(self) -> None:
        assert listing(last_modified="2026-01-02").assured_date is None
        assert listing(assured_date="2026-01-02").assured_date == "2026-01-02"

    @pytest.mark.parametrize(
        ("area", "everywhere"),
        [
            ({"name": "Worldwide"}, True),
            ({"name": "United States of America"}, True),
            ({"name": "Chile", "extent_type": "country"}, True),
            ({"name": "National City"}, False),
            ({"name": "Cook County", "extent_type": "geojson"}, False),
        ],
    )
    def test_serves_everywhere(self, area: dict[str, str], everywhere: bool) -> None:
        found = listing(service_areas=[area])
        assert (found.serves_everywhere, found.service_area) == (everywhere, [area["name"]])

    def test_an_alternate_name_stands_in_and_no_name_is_passed_on(self) -> None:
        assert listing(name=None, alternate_name="Circle").name == "Circle"
        assert listing(name="  ").name is None

    def test_wrong_types_are_found(self) -> None:
        reading = read({"id": "s1", "name": {"en": "Group"}, "email": False, "status": "active"})
        assert codes(reading) == ["wrong_type", "wrong_type"]
        assert [(item.name, item.email) for item in reading.listings] == [(None, None)]

    def test_half_a_surrogate_pair_can_be_written(self) -> None:
        assert (listing(name="Group \ud83d").name or "").encode() == "Group \ufffd".encode()


class TestBrokenFiles:
    def test_a_list_cut_off_keeps_the_records_before_the_cut(self) -> None:
        whole = as_json()["services.json"]
        reading = read_hsds(Feed(name="f", files={"f.json": whole[: whole.index(b'"s3"') + 20]}))
        assert_accounts(reading)
        assert [item.key for item in reading.listings] == ["s1@l1", "s2@l1", "s2@l2"]
        assert dict(reading.rejected) == {"malformed": 1}
        assert "truncated" in codes(reading)

    def test_a_broken_line_loses_itself(self) -> None:
        reading = read_hsds(Feed(name="f", files=as_lines('{"id": "s9", "na')))
        assert [item.record_id for item in reading.listings] == ["s1", "s2", "s2", "s3"]
        (finding,) = reading.findings
        assert finding.code == "malformed"
        assert "line 2" in finding.detail

    def test_nesting_without_end_is_refused(self) -> None:
        deep: object = "x"
        for _ in range(100):
            deep = [deep]
        reading = read(
            {"id": "s1", "name": "Deep", "attributes": deep}, {"id": "s2", "name": "Flat", "status": "active"}
        )
        assert [item.name for item in reading.listings] == ["Flat"]
        assert dict(reading.rejected) == {"malformed": 1}
        assert read_hsds(Feed(name="f", files={"f.json": b"[" * 100_000})).listings == []
