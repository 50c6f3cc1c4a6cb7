"""Made-up HSDS feeds: the same three services as HSDS 3 JSON and as tables; and short ways to read services."""

from __future__ import annotations

import json
from typing import Any

from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, Listing, Reading
from tests.indexer.conformance import assert_accounts


def services() -> list[dict[str, Any]]:
    """Three good services: at one place, at two, and online."""
    harbour = {
        "id": "l1",
        "location_type": "physical",
        "name": "Harbour House",
        "latitude": 25.77,
        "longitude": -80.19,
        "addresses": [
            {
                "id": "a1",
                "attention": "J. Doe",
                "address_1": "1 Example Street",
                "city": "Miami",
                "state_province": "FL",
                "postal_code": "33130",
                "country": "US",
                "address_type": "physical",
            }
        ],
        "accessibility": [{"description": "Ramp", "details": "At the side door"}],
    }
    annex = {
        "id": "l2",
        "location_type": "physical",
        "name": "Annex",
        "addresses": [{"city": "Hialeah", "country": "US"}],
    }
    organization = {"id": "o1", "name": "Harbour Recovery", "website": "https://example.org/harbour"}
    return [
        {
            "id": "s1",
            "name": "Evening recovery group",
            "description": "A group for people who stopped drinking.",
            "status": "active",
            "organization": organization,
            "phones": [{"id": "p1", "number": "(305) 555-0101", "type": "voice"}],
            "languages": [{"code": "es", "name": "Spanish"}],
            "schedules": [
                {"freq": "WEEKLY", "byday": "MO", "opens_at": "19:00:00", "closes_at": "20:00:00"},
                {"freq": "WEEKLY", "byday": "WE", "opens_at": "19:00:00", "closes_at": "20:00:00"},
            ],
            "cost_options": [{"amount": 0, "currency": "usd"}],
            "service_at_locations": [{"id": "x1", "location": harbour}],
        },
        {
            "id": "s2",
            "name": "Café of the recovered",
            "description": "Coffee and company.",
            "status": "active",
            "organization": organization,
            "minimum_age": 18,
            "service_at_locations": [
                {"id": "x2", "location": harbour, "phones": [{"number": "(305) 555-0102"}]},
                {"id": "x3", "location": annex, "schedules": [{"description": "Summer hours"}]},
            ],
        },
        {
            "id": "s3",
            "name": "Online circle",
            "status": "active",
            "organization": {"id": "o2", "name": "Elsewhere"},
            "fees_description": "Donations welcome",
            "service_areas": [{"name": "United States"}],
            "service_at_locations": [{"id": "x4", "location": {"id": "l3", "location_type": "virtual"}}],
        },
    ]


def as_json(*extra: object) -> dict[str, bytes]:
    """The services as a page of JSON, with extra items after the first."""
    first, *others = services()
    return {"services.json": _dump({"contents": [first, *extra, *others], "page_number": 1})}


def as_lines(*extra: str) -> dict[str, bytes]:
    """The services one a line, with extra lines after the first."""
    first, *others = (_dump(service).decode() for service in services())
    return {"services.ndjson": "\n".join([first, *extra, *others]).encode()}


def as_tables(*extra: str) -> dict[str, bytes]:
    """The services as CSV files, with extra lines after the first service."""
    first, *others = [
        's1,o1,Evening recovery group,"A group for people who stopped drinking.",active,',
        "s2,o1,Café of the recovered,Coffee and company.,active,18",
        "s3,o2,Online circle,,active,",
    ]
    tables = {
        "services": ["id,organization_id,name,description,status,minimum_age", first, *extra, *others],
        "organizations": ["id,name,website", "o1,Harbour Recovery,https://example.org/harbour", "o2,Elsewhere,"],
        "locations": [
            "id,location_type,name,latitude,longitude",
            "l1,physical,Harbour House,25.77,-80.19",
            "l2,physical,Annex,,",
            "l3,virtual,,,",
        ],
        "service_at_locations": ["id,service_id,location_id", "x1,s1,l1", "x2,s2,l1", "x3,s2,l2", "x4,s3,l3"],
        "addresses": [
            "id,location_id,address_1,city,state_province,postal_code,country,address_type",
            "a1,l1,1 Example Street,Miami,FL,33130,US,physical",
            "a2,l2,,Hialeah,,,US,physical",
        ],
        "phones": [
            "id,service_id,service_at_location_id,number,type",
            "p1,s1,,(305) 555-0101,voice",
            "p2,,x2,(305) 555-0102,",
        ],
    }
    return {f"{name}.csv": "\n".join([*lines, ""]).encode() for name, lines in tables.items()}


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


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
