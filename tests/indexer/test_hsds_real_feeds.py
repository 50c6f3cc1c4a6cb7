"""The published HSDS feeds, with what was counted in them by hand. Skipped where REAL_FEEDS_DIR names none."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from indexer.sources import read
from indexer.sources.listing import Reading
from indexer.sources.load import SourceError, load_feed
from tests.indexer.conformance import assert_accounts

pytestmark = pytest.mark.real_feeds


def reading_of(path: str) -> Reading:
    root = os.environ.get("REAL_FEEDS_DIR")
    if not root:
        pytest.skip("REAL_FEEDS_DIR is not set")
    feed = load_feed(str(Path(root, path)))
    reading, format_name = read(feed)
    assert format_name == "hsds"
    assert_accounts(reading)
    return reading


def codes(reading: Reading) -> Counter[str]:
    return Counter(finding.code for finding in reading.findings)


class TestIllinoisLegalAid:
    """430 services, one of them without id and name; 341 whose organisation is absent; no table of places."""

    def test_every_service_is_listed_and_absent_organisations_are_said(self) -> None:
        reading = reading_of("ilao-legal-aid/output")
        assert (reading.read, len(reading.listings), dict(reading.rejected)) == (430, 430, {})
        assert codes(reading)["unknown_organization"] == 341
        assert codes(reading)["no_id"] == 1
        assert sum(listing.organization is None for listing in reading.listings) == 341
        assert sum(listing.name is None for listing in reading.listings) == 1
        assert sum(bool(listing.phones) for listing in reading.listings) >= 425

    def test_a_place_is_only_given_where_the_source_itself_gives_it(self) -> None:
        reading = reading_of("ilao-legal-aid/output")
        placed = [listing for listing in reading.listings if "@" in listing.key]
        # 102 by the organisation's only location and 32 by name, each of them confirmed by the raw export; 1 has no id.
        assert len(placed) == 135

    def test_the_raw_export_is_not_hsds(self) -> None:
        with pytest.raises(SourceError, match="no known format"):
            reading_of("ilao-legal-aid/input/services.csv")


class TestOhana:
    """23 services at 22 locations of 8 organisations."""

    def test_every_service_is_at_its_location(self) -> None:
        reading = reading_of("ohana-sample-csv")
        assert (reading.read, len(reading.listings)) == (23, 23)
        assert all("@" in listing.key and listing.organization for listing in reading.listings)
        assert sum(listing.modes == {"online"} for listing in reading.listings) == 1
        first = reading.listings[0]
        assert (first.latitude, first.longitude) == ("37.477227", "-122.213221")
        assert first.languages == ["Spanish", "Tagalog"]
        hours = next(listing.schedules for listing in reading.listings if listing.record_id == "22")
        assert [schedule.rrule for schedule in hours] == [
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=WE",
        ]


class TestSpecification:
    """One service, as service, site, organisation, list, tables in JSON and CSV."""

    @pytest.mark.parametrize(
        "path",
        [
            *("service_full.json", "service_list.json", "service_at_location_full.json"),
            *("service_at_location_list.json", "organization_full.json", "tabular.json", "csv"),
        ],
    )
    def test_every_shape_gives_the_service(self, path: str) -> None:
        reading = reading_of(f"hsds-spec-examples/examples/{path}")
        assert (reading.read, len(reading.listings)) == (1, 1)
        (listing,) = reading.listings
        assert (listing.name, listing.organization) == ("Community Counselling", "Example Organization Inc.")

    def test_all_shapes_together_are_one_listing(self) -> None:
        reading = reading_of("hsds-spec-examples")
        assert (reading.read, len(reading.listings)) == (5, 1)
        assert len(reading.listings[0].record_ids) == 5

    def test_a_schedule_that_contradicts_itself_keeps_its_words(self) -> None:
        reading = reading_of("hsds-spec-examples/examples/service_full.json")
        (schedule,) = reading.listings[0].schedules
        assert schedule.rrule is None
        assert schedule.text.startswith("The service is available from 10 am")
        assert codes(reading)["schedule_unreadable"] == 1


class TestOpenReferralUK:
    """API answers: a page of 128 services that repeat one id, and sets that break the schema."""

    @pytest.mark.parametrize("path", ["service_list.json", "service_list_data.json"])
    def test_a_page_of_128(self, path: str) -> None:
        reading = reading_of(f"oruk-hsds3/V3.0-UK-Test/{path}")
        assert reading.read == 128
        assert sum(len(listing.record_ids) for listing in reading.listings) == 128
        assert not reading.rejected

    @pytest.mark.parametrize(("folder", "records"), [("Default", 3), ("Warn", 3), ("Test", 258), ("Fail", 6)])
    def test_each_set_accounts_for_its_services(self, folder: str, records: int) -> None:
        reading = reading_of(f"oruk-hsds3/V3.0-UK-{folder}")
        assert reading.read == records
        assert not reading.rejected

    def test_services_that_break_the_schema_are_passed_on_with_findings(self) -> None:
        reading = reading_of("oruk-hsds3/V3.0-UK-Fail/service_list.json")
        assert [listing.name for listing in reading.listings] == [None] * 4
        assert codes(reading) == {"repeated_id": 1, "wrong_type": 1}

    @pytest.mark.parametrize(
        "path", ["V1.0-UK-Default", "V3.0-UK-Default/dashboard_services_response.json", "V3.0-UK-Default/taxonomy.json"]
    )
    def test_other_answers_are_said_to_be_something_else(self, path: str) -> None:
        with pytest.raises(SourceError, match="no known format"):
            reading_of(f"oruk-hsds3/{path}")
