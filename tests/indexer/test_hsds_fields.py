"""The fields of a listing from an HSDS service: place, privacy, attributes, costs, phones and the rest."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.sources.listing import RawAddress
from tests.indexer.hsds_feeds import at, codes, listing, read


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
        assert found.modes == {"online", "phone"}
        assert found.kind == "helpline"
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
