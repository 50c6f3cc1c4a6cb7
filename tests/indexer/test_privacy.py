"""Which listings are confidential, and that no street or ZIP code is left in what is told of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.places.distance import distance_km
from data.resource import Address
from indexer.clean.redact import WITHHELD, redact_streets, redact_zips
from indexer.compose import compose
from indexer.open_index import OpenIndex
from indexer.placing import place
from indexer.privacy import with_confidentiality
from indexer.record_json import to_json
from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, RawAddress
from tests.support.listings import feed, listing, reading

HIDDEN = RawAddress(address_1="Confidential", city="Miami", state_province="FL", postal_code="33128")


@pytest.mark.parametrize(
    "said",
    [
        "Shelter at a confidential location.",
        "An undisclosed location for women.",
        "The address is confidential.",
        "Its location is kept strictly confidential.",
        "A safe and confidential address",
    ],
)
def test_a_listing_that_says_so_is_confidential(said: str) -> None:
    assert [each.confidential for each in with_confidentiality([listing(description=said)])] == [True]


@pytest.mark.parametrize("said", ["Confidential support.", "Calls are confidential.", "Your email address is private."])
def test_confidential_help_is_not_a_confidential_place(said: str) -> None:
    assert [each.confidential for each in with_confidentiality([listing(description=said)])] == [False]


def test_a_place_flagged_in_one_listing_is_so_in_all() -> None:
    listings = [listing("1", site_id="s", confidential=True), listing("2", site_id="s"), listing("3", site_id="t")]
    assert [each.confidential for each in with_confidentiality(listings)] == [True, True, False]


@pytest.mark.parametrize("value", ["true", "Yes", "1", True])
def test_an_attribute_that_begins_with_confidential_flags(value: object) -> None:
    service: Any = {"id": "1", "name": "House", "status": "active"}
    service["attributes"] = [{"label": "Confidential address", "value": value}]
    (found,) = read_hsds(Feed(name="made-up", files={"it.json": json.dumps([service]).encode()})).listings
    assert found.confidential is True


def test_a_street_that_no_field_names_is_taken_out_of_every_text(bundled_index: OpenIndex) -> None:
    said = "Located at 99 Secret Avenue, Miami FL 33129."
    made = listing(address=HIDDEN, confidential=True, description=said, application_process=said, cautions=(said,))
    (item,) = compose(feed(), reading(made), bundled_index.gazetteer).items
    assert item.resource.description == f"Located at {WITHHELD}, Miami FL {WITHHELD}."
    assert "Secret" not in to_json(item.resource)
    assert "3312" not in to_json(item.resource)
    assert item.resource.address == Address(city="Miami", state_province="FL", country="US", confidential=True)


@pytest.mark.parametrize(
    "street",
    ["99 Secret Avenue", "1200 NW 7th St.", "5 N Hidden Oak Way, Apt 3", "12 Broadway", "77 Avenue of the Sun"],
)
def test_what_looks_like_a_street_is_taken_out(street: str) -> None:
    assert redact_streets(f"Come to {street} now") == f"Come to {WITHHELD} now"


@pytest.mark.parametrize("said", ["Open 24 hours a day", "12 steps on the road to recovery", "A 30 minute drive"])
def test_what_is_no_street_stays(said: str) -> None:
    assert redact_streets(said) == said


def test_only_a_zip_alone_is_taken_out() -> None:
    said = "33128, 33128-1207, 1-800-555-0199, $25000 and 305-555-0123"
    assert redact_zips(said) == f"{WITHHELD}, {WITHHELD}, 1-800-555-0199, $25000 and 305-555-0123"


def test_a_post_offices_own_name_gives_the_county(bundled_index: OpenIndex) -> None:
    spot = bundled_index.gazetteer.city("Peck Slip", "NY")
    assert spot
    assert spot.population is None
    named = RawAddress(city="Peck Slip", state_province="NY")
    position = place(listing(address=named, confidential=True), bundled_index.gazetteer).position
    assert position
    assert position.precision == "county"
    assert distance_km(position.latitude, position.longitude, spot.latitude, spot.longitude) > 1
