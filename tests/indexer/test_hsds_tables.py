"""HSDS as tables: how rows are joined in 1.x to 3.x and Ohana's form, and what is said of rows that can't be."""

from __future__ import annotations

import json
from datetime import time

import pytest

from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, Reading
from tests.indexer.conformance import assert_accounts
from tests.indexer.hsds_feeds import as_tables


def read(tables: dict[str, str], **others: bytes) -> Reading:
    files = {f"{name}.csv": text.encode() for name, text in tables.items()}
    reading = read_hsds(Feed(name="made-up", files={**files, **others}))
    assert_accounts(reading)
    return reading


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def keys(reading: Reading) -> list[str]:
    return [listing.key for listing in reading.listings]


SERVICES = "id,organization_id,name\ns1,o1,Legal aid\ns2,o1,Hotline\n"


class TestPlacesOfServices:
    """HSDS 1.x may not say where a service is."""

    def test_an_organisation_with_one_location_has_its_services_there(self) -> None:
        reading = read({"services": SERVICES, "locations": "id,organization_id,name\nl1,o1,Main office\n"})
        assert keys(reading) == ["s1@l1", "s2@l1"]
        assert "place_from_organization" in codes(reading)

    def test_of_several_locations_the_one_with_the_services_name(self) -> None:
        locations = "id,organization_id,name\nl1,o1,Main office\nl2,o1,LEGAL  Aid\nl3,o2,Hotline\n"
        assert keys(read({"services": SERVICES, "locations": locations})) == ["s1@l2", "s2"]

    def test_two_locations_of_that_name_are_a_guess(self) -> None:
        locations = "id,organization_id,name\nl1,o1,Legal aid\nl2,o1,Legal aid\n"
        assert keys(read({"services": SERVICES, "locations": locations})) == ["s1", "s2"]

    def test_nothing_is_inferred_where_the_feed_says_where_services_are(self) -> None:
        tables = {"services": SERVICES, "locations": "id,organization_id,name\nl1,o1,Main office\n"}
        assert keys(read({**tables, "services_at_location": "id,service_id,location_id\nx1,s1,l1\n"})) == [
            "s1@l1",
            "s2",
        ]

    def test_a_services_own_location(self) -> None:
        services = 'id,location_id,name\ns1,l1,One\ns2,"{l1,l2}",Two\ns3,l9,Three\n'
        reading = read({"services": services, "locations": "id,name\nl1,Here\nl2,There\n"})
        assert keys(reading) == ["s1@l1", "s2@l1", "s2@l2", "s3"]
        assert codes(reading) == ["absent_parent"]


def test_absent_organisations_are_unknown_and_the_service_stays() -> None:
    reading = read({"services": SERVICES, "organizations": "id,name\no2,Other\n"})
    assert [(listing.name, listing.organization) for listing in reading.listings] == [
        ("Legal aid", None),
        ("Hotline", None),
    ]
    assert codes(reading) == ["unknown_organization", "unknown_organization"]


def test_rows_of_absent_parents_are_counted() -> None:
    reading = read({"services": SERVICES, "phones": "service_id,number\ns9,555-0100\ns8,555-0101\ns1,555-0102\n"})
    details = [finding.detail for finding in reading.findings if finding.code == "absent_parent"]
    assert details == ["made-up, phones: rows that name an absent service: 2"]
    assert [phone.number for phone in reading.listings[0].phones] == ["555-0102"]


def test_terms_by_each_versions_link() -> None:
    terms = "id,name\nt1,Food pantry\n"
    linked = {
        "1": {"taxonomy": terms, "services_taxonomy": "service_id,taxonomy_id\ns1,t1\n"},
        "2": {"taxonomy_term": terms, "service_taxonomy": "service_id,taxonomy_term_id\ns1,t1\n"},
        "3": {"taxonomy_terms": terms, "attributes": "link_id,link_entity,taxonomy_term_id\ns1,service,t1\n"},
        "ohana": {"taxonomy": "taxonomy_id,name\nt1,Food pantry\n"},
    }
    for version, tables in linked.items():
        services = "id,name,taxonomy_ids\ns1,Pantry,t1\n" if version == "ohana" else "id,name\ns1,Pantry\n"
        (listing,) = read({"services": services, **tables}).listings
        assert listing.categories == ["Food pantry"], version


def test_an_attribute_of_a_site() -> None:
    tables = {
        "services": "id,name\ns1,Shelter\n",
        "locations": "id,name\nl1,House\n",
        "service_at_location": "id,service_id,location_id\nx1,s1,l1\n",
        "attributes": "id,link_id,link_entity,label,value\n1,x1,service_at_location,confidential,true\n",
    }
    (listing,) = read(tables).listings
    assert listing.confidential


def test_ohana() -> None:
    tables = {
        "organizations": "id,name\n1,Harbour\n",
        "locations": "id,organization_id,name,virtual,languages,accessibility,latitude,longitude\n"
        '1,1,Annex,false,"Spanish, Tagalog","ramp, disabled_parking",37.4,-122.2\n2,1,Web,true,,,,\n',
        "services": "id,location_id,name,audience,eligibility,fees,keywords\n"
        '1,1,Lunch,Older adults,Age 55 or over,$2.50,"Meals, Seniors"\n2,2,Chat,,,,\n',
        "mail_addresses": "id,location_id,attention,address_1,city,postal_code\n1,1,Jo Doe,PO Box 1,Fairfax,22031\n",
        "regular_schedules": "location_id,weekday,opens_at,closes_at\n1,Monday,9am,4:00 PM\n1,Tuesday,9am,4:00 PM\n",
        "phones": "id,location_id,number,number_type,extension\n1,1,703-555-0112,voice,12\n",
    }
    lunch, chat = read(tables).listings
    assert (lunch.key, lunch.organization) == ("1@1", "Harbour")
    assert lunch.eligibility_description == "Older adults\nAge 55 or over"
    assert (lunch.languages, lunch.accessibility) == (["Spanish", "Tagalog"], ["ramp", "disabled parking"])
    assert (lunch.fees_description, lunch.categories) == ("$2.50", ["Meals", "Seniors"])
    assert lunch.address is not None
    assert (lunch.address.address_1, lunch.address.city, lunch.address.postal_code) == (None, "Fairfax", "22031")
    assert [(item.rrule, item.opens_at) for item in lunch.schedules] == [("FREQ=WEEKLY;BYDAY=MO,TU", time(9))]
    assert [(phone.number, phone.extension) for phone in lunch.phones] == [("703-555-0112", "12")]
    assert chat.modes == {"online"}


def test_tables_in_one_json_object() -> None:
    tables = {
        "services.csv": [{"id": "s1", "name": "Group"}, 7],
        "phones.csv": [{"service_id": "s1", "number": "555-0100"}],
    }
    reading = read({}, **{"tabular.json": json.dumps(tables).encode()})
    assert [(listing.name, listing.phones[0].number) for listing in reading.listings] == [("Group", "555-0100")]
    assert dict(reading.rejected) == {"malformed": 1}


def test_a_datapackage_names_the_tables() -> None:
    package = {"resources": [{"name": "services", "path": "data/a.csv"}, {"name": "phones", "path": "data/b.csv"}]}
    files = {
        "datapackage.json": json.dumps(package).encode(),
        "data/a.csv": b"id,name\ns1,Group\n",
        "data/b.csv": b"service_id,number\ns1,555-0100\n",
    }
    (listing,) = read_hsds(Feed(name="f", files=files)).listings
    assert listing.phones[0].number == "555-0100"


def test_what_is_no_hsds_table_is_said() -> None:
    reading = read({"services": "Services-ID,Title\n1,Group\n", "notes": "a,b\n1,2\n"})
    assert (reading.read, codes(reading)) == (0, ["ignored_file", "not_hsds", "no_services", "no_records"])


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_western_encodings(encoding: str) -> None:
    files = {name: content.decode().encode(encoding) for name, content in as_tables().items()}
    reading = read_hsds(Feed(name="f", files=files))
    assert [listing.name for listing in reading.listings][1] == "Café of the recovered"
    assert codes(reading) == ["encoding"]
