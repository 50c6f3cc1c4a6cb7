"""Made-up answers of the AskDarcel API: a resource with a service, and what differs from them."""

from __future__ import annotations

import json
from typing import Any

from indexer.sources.listing import Feed, Listing, Reading
from indexer.sources.sheltertech import read_sheltertech
from tests.indexer.conformance import assert_accounts

Item = dict[str, Any]


def days(*hours: tuple[str, object, object]) -> Item:
    """A schedule of days with their opening and closing times as the API counts them."""
    rows = [
        {"id": n, "day": day, "opens_at": opens, "closes_at": closes} for n, (day, opens, closes) in enumerate(hours)
    ]
    return {"id": 1, "hours_known": True, "schedule_days": rows}


ADDRESS: Item = {
    "id": 31,
    "attention": "Pat Secretson",
    "name": None,
    "address_1": "12 Elm Street",
    "address_2": "Floor 2",
    "city": "Springfield",
    "state_province": "OH",
    "postal_code": "45501",
    "country": "USA",
    "latitude": "39.92",
    "longitude": "-83.8",
}
RESOURCE: Item = {
    "id": 7,
    "name": "Harbor House",
    "status": "approved",
    "email": None,
    "website": "https://harbor.example",
    "verified_at": "2020-05-04T10:00:00.000Z",
    "certified": False,
    "source_attribution": "ask_darcel",
    "services": [],
    "schedule": days(("Monday", 800, 1600)),
    "phones": [
        {"id": 1, "number": "(937) 555-0101", "extension": "7", "service_type": "Voice"},
        {"id": 2, "number": "(937) 555-0102", "extension": None, "service_type": "Administrative Office Fax"},
        {"id": 3, "number": "(937) 555-0103", "extension": None, "service_type": "Housing Hotline"},
    ],
    "addresses": [ADDRESS],
    "notes": [],
    "categories": [],
    "ratings": [],
}
SERVICE: Item = {
    "id": 501,
    "name": "Night Shelter",
    "alternate_name": None,
    "application_process": "Call **first**",
    "certified": False,
    "eligibility": "Men only",
    "email": "shelter@harbor.example",
    "fee": "Free",
    "interpretation_services": "Spanish",
    "long_description": "**Update (3/1/2020): open.**\n\nBeds for the night, see [rules](https://harbor.example/rules).",
    "required_documents": "None",
    "url": None,
    "verified_at": None,
    "wait_time": "A week",
    "source_attribution": "ask_darcel",
    "schedule": days(("Monday", 900, 1700), ("Tuesday", 900, 1700), ("Friday", 1900, 700)),
    "notes": [{"id": 1, "note": "House is wheelchair accessible.\nCall Pat at 937-555-0109."}],
    "categories": [{"name": "Temporary Shelter", "id": 1}, {"name": "Housing", "id": 2}],
    "eligibilities": [{"name": "I am someone experiencing homelessness", "id": 1}, {"name": "Veterans", "id": 2}],
    "resource": RESOURCE,
    "program": None,
}


def as_json(*services: Any, resources: list[Item] | None = None) -> bytes:
    """An answer with these services."""
    answer = {"resources": resources or [], "services": list(services), "categories": [{"name": "Housing", "id": 2}]}
    return json.dumps(answer, indent=1, ensure_ascii=False).encode()


def reading(*services: Any, resources: list[Item] | None = None) -> Reading:
    """What the reader makes of these services."""
    result = read_sheltertech(Feed(name="made-up", files={"answer.json": as_json(*services, resources=resources)}))
    assert_accounts(result)
    return result


def listed(**fields: Any) -> Listing:
    """The listing of one service that differs in these fields."""
    (listing,) = reading({**SERVICE, **fields}).listings
    return listing
