"""A made-up Meeting Guide record, and short ways to read variations of it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from indexer.sources.listing import Feed, Listing, Reading
from indexer.sources.meeting_guide import read_meeting_guide
from tests.indexer.conformance import assert_accounts

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
