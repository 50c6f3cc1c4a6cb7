"""Answers of San Francisco's Service Guide, with what was counted in them by hand. Skipped without REAL_FEEDS_DIR."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from indexer.sources import read
from indexer.sources.listing import Listing, Reading
from indexer.sources.load import load_feed
from indexer.standing import refusal
from tests.indexer.conformance import assert_accounts

pytestmark = pytest.mark.real_feeds


@pytest.fixture(scope="module")
def reading() -> Reading:
    import os

    folder = os.environ.get("REAL_FEEDS_DIR")
    if not folder:
        pytest.skip("REAL_FEEDS_DIR is not set")
    result, format_name = read(load_feed(str(Path(folder, "sheltertech-sf/sheltertech_extracted.json"))))
    assert format_name == "sheltertech"
    assert_accounts(result)
    return result


def named(reading: Reading, record_id: str) -> Listing:
    (found,) = (listing for listing in reading.listings if listing.record_id == record_id)
    return found


def test_every_service_is_accounted_for(reading: Reading) -> None:
    assert (reading.read, len(reading.listings), dict(reading.rejected)) == (250, 250, {})
    refused = Counter(reason for listing in reading.listings if (reason := refusal(listing)))
    assert refused == {"inactive": 3}
    assert {listing.record_id for listing in reading.listings if refusal(listing)} == {"1", "2315", "1490"}
    assert Counter(finding.code for finding in reading.findings)["repeated_id"] == 0


def test_what_is_known(reading: Reading) -> None:
    listings = reading.listings
    assert all(listing.organization for listing in listings)
    assert sum(bool(listing.phones) for listing in listings) >= 248
    assert sum(bool(listing.categories) for listing in listings) == 228
    assert sum(bool(listing.eligibility_description) for listing in listings) >= 198
    assert sum(any(schedule.rrule for schedule in listing.schedules) for listing in listings) >= 240


def test_no_markup_and_no_attention_line_is_left(reading: Reading) -> None:
    for listing in reading.listings:
        assert "**" not in f"{listing.description}{listing.application_process}"
        assert "Ok Oberbrunner" not in repr(listing)
        assert not (listing.eligibility_description or "").startswith("I am")


def test_facts(reading: Reading) -> None:
    shelter = named(reading, "719")
    assert (shelter.name, shelter.organization) == (
        "Crisis Shelter - Huckleberry House",
        "Huckleberry Youth Programs",
    )
    assert shelter.categories[0] == "Temporary Shelter"
    assert [schedule.text for schedule in shelter.schedules] == ["Every day, 24 hours"]
    assert shelter.description is not None
    assert shelter.description.startswith("COVID Update (9/26/2020): Huckleberry House remains open")
    assert "hotline" in {phone.type for phone in shelter.phones}
    housing = named(reading, "1194")
    assert housing.address is not None
    assert (housing.address.address_1, housing.address.postal_code) == ("126 Hyde St", "94102")
    assert [schedule.rrule is None for schedule in named(reading, "1756").schedules] == [False, True, True]
