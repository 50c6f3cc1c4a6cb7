"""What HSDS services become: a listing a site, one record a service, the same from JSON, lines and tables."""

from __future__ import annotations

import json
from datetime import time

from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, RawAddress, RawPhone
from tests.indexer.conformance import assert_accounts
from tests.indexer.hsds_feeds import as_json, as_lines, as_tables, codes, read, services


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
    assert online.modes == {"online"}
    assert (online.key, online.address, online.latitude) == ("s3@l3", None, None)
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
        tables = {"services": [{"name": "Deep", "fees": deep}, {"id": "s2", "name": "Flat"}], "phones": []}
        joined = read_hsds(Feed(name="f", files={"f.json": json.dumps(tables).encode()}))
        assert [item.name for item in joined.listings] == ["Flat"]
        assert read_hsds(Feed(name="f", files={"f.json": b"[" * 100_000})).listings == []
