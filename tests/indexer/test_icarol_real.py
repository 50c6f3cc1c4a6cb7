"""The exports of two 211 centres, with what was counted in them by hand. Skipped where REAL_FEEDS_DIR names none."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from data.places.build import build_gazetteer
from data.places.gazetteer import Gazetteer
from data.resource import Resource
from indexer.compose import Composition, compose
from indexer.record_json import to_json
from indexer.sources.detect import detect
from indexer.sources.icarol import read_icarol
from indexer.sources.listing import Reading
from indexer.sources.load import load_feed
from tests.indexer.conformance import assert_accounts

pytestmark = pytest.mark.real_feeds

WASHINGTON = "dc211-icarol/dc211_icarol_scrubbed.csv"
SAN_FRANCISCO = "sf211-icarol/sf211_icarol_scrubbed.csv"
WITHHELD = "withheld_by_publisher"
Raw = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("places") / "gazetteer.sqlite"
    build_gazetteer(path)
    return Gazetteer(path)


@lru_cache
def raw(path: Path) -> Raw:
    """The rows as a spreadsheet would show them, by id."""
    text = path.read_bytes().decode("utf-8", "replace")
    return {row["ResourceAgencyNum"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@lru_cache
def reading_of(path: Path) -> Reading:
    reading = read_icarol(load_feed(str(path)), date(2026, 1, 1))
    assert_accounts(reading)
    return reading


@lru_cache
def composed(path: Path, gazetteer: Gazetteer) -> Composition:
    return compose(load_feed(str(path)), reading_of(path), gazetteer)


def resources(composition: Composition) -> dict[str, Resource]:
    return {item.resource.source.record_id: item.resource for item in composition.items}


def may_be_listed(row: dict[str, str]) -> bool:
    excluded = row["ExcludeFromWebsite"] == "Yes" or row["ExcludeFromDirectory"] == "Yes"
    return row["AgencyStatus"] in ("Active", "") and not excluded


@pytest.mark.parametrize("name", [WASHINGTON, SAN_FRANCISCO])
def test_it_is_known_by_its_bytes(name: str, real_feeds: Path) -> None:
    assert detect(load_feed(str(real_feeds / name))).format == "icarol"


@pytest.mark.parametrize(
    ("name", "read", "listed", "merged", "rejected"),
    [
        (
            WASHINGTON,
            2132,
            1629,
            119,
            {"do_not_refer": 14, "inactive": 216, "no_name": 1, "withheld_by_publisher": 153},
        ),
        (SAN_FRANCISCO, 2824, 1453, 525, {"inactive": 321, "no_name": 3, "withheld_by_publisher": 522}),
    ],
)
def test_every_row_is_accounted_for(
    name: str, read: int, listed: int, merged: int, rejected: dict[str, int], real_feeds: Path, gazetteer: Gazetteer
) -> None:
    records = composed(real_feeds / name, gazetteer).records
    assert (records.read, records.listed, records.merged, dict(records.rejected)) == (read, listed, merged, rejected)


@pytest.mark.parametrize("name", [WASHINGTON, SAN_FRANCISCO])
def test_nothing_inactive_withheld_or_private_leaks(name: str, real_feeds: Path, gazetteer: Gazetteer) -> None:
    rows, composition = raw(real_feeds / name), composed(real_feeds / name, gazetteer)
    for item in composition.items:
        own = [rows[record_id] for record_id in item.resource.source.record_ids]
        assert all(may_be_listed(row) for row in own)
        written = to_json(item.resource)
        assert "[PRIVATE" not in written
        assert "[removed]" not in written
        address = item.resource.address
        if any(row.get("PhysicalAddressIsPrivate") == "Yes" or "Confid" in row["PhysicalAddress1"] for row in own):
            assert address is not None
            assert (address.confidential, address.address_1, address.postal_code) == (True, None, None)
            assert item.resource.position is None or item.resource.position.precision in ("city", "county")
            codes = {row["PhysicalPostalCode"].strip()[:5] for row in own} - {"", "0"}
            assert not any(code in written for code in codes)
        numbers = {phone.number[-10:] for phone in item.resource.phones}
        for row in own:
            private = [row[f"Phone{n}Number"] for n in range(1, 6) if row.get(f"Phone{n}IsPrivate") == "TRUE"]
            assert not numbers & {"".join(filter(str.isdigit, number)) for number in private}


def test_confidential_listings_of_washington(real_feeds: Path, gazetteer: Gazetteer) -> None:
    listed = composed(real_feeds / WASHINGTON, gazetteer).items
    secret = [item.resource for item in listed if item.resource.address and item.resource.address.confidential]
    assert Counter(resource.name for resource in secret) == Counter(
        [
            "Asian/Pacific Islander Domestic Violence Resource Proj",
            "Asian/Pacific Islander Domestic Violence Resource Project",
            "DC Rape Crisis Center - Community Education/Training",
            "DC Rape Crisis Center - Counseling Services",
            "DC Rape Crisis Center - Women's Self-Defense Training",
            "Miriam's House",
            "My Sister's Place",
            "My Sister's Place - Supporting Our Survivors Center",
            "Temple Micah - Micah House, Inc",
        ]
    )


def test_a_namesake_of_a_private_row_is_private(real_feeds: Path, gazetteer: Gazetteer) -> None:
    listed = resources(composed(real_feeds / SAN_FRANCISCO, gazetteer)).values()
    addresses = [each.address for each in listed if each.name == "American Elder Care Research Organization"]
    assert addresses
    assert all(address and address.confidential and not address.address_1 for address in addresses)


def test_facts_of_washington(real_feeds: Path, gazetteer: Gazetteer) -> None:
    found = resources(composed(real_feeds / WASHINGTON, gazetteer))
    pantry = found["373469"]
    assert (pantry.name, pantry.organization) == ("Central Union Mission - Food Depot", "Central Union Mission")
    assert pantry.cost == "free"
    assert [schedule.text for schedule in pantry.schedules] == ["Monday to Friday, 9:00 AM – 5:00 PM"]
    assert pantry.assured_date == date(2012, 3, 30)
    school = found["373258"]
    assert (school.name, school.organization) == (
        "DCG - DCPS - Malcolm X Elementary School",
        "DCG - District of Columbia Public Schools (DCPS)",
    )
    assert school.description is not None
    assert school.description.endswith("for the world tomorrow.")
    pool = found["373175"]
    assert pool.cautions == ("The swimming pool at this site is under renovation until further notice.",)


def test_how_much_is_known(real_feeds: Path) -> None:
    washington, san_francisco = reading_of(real_feeds / WASHINGTON), reading_of(real_feeds / SAN_FRANCISCO)
    for reading, structured, approximate in ((washington, 0.85, 0.85), (san_francisco, 0.85, 0.97)):
        told = [listing.schedules for listing in reading.listings if listing.schedules]
        assert sum(any(schedule.rrule for schedule in schedules) for schedules in told) / len(told) > structured
        assert sum(listing.approximate for listing in reading.listings) / len(reading.listings) > approximate
    access = {text for listing in washington.listings for text in listing.accessibility}
    assert not access & {"NW", "NE", "SE", "SW", "6", "Downtown"}
    assert not any("Transportation Available" in text for text in access)
    assert sum(bool(listing.cautions) for listing in washington.listings) < 60
