"""Where a listing without an address is at home: the state, country and time zone of the areas it serves."""

from __future__ import annotations

import pytest

from data.resource import Address
from indexer.open_index import OpenIndex
from indexer.serving import served
from tests.support.listings import listing

EAST = "America/New_York"
FLORIDA = Address(state_province="FL", country="US")


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        (["Miami-Dade County"], (FLORIDA, EAST)),
        (["Broward County, Florida"], (FLORIDA, EAST)),
        (["Florida"], (FLORIDA, EAST)),
        (["Statewide, FL", "Florida"], (FLORIDA, EAST)),
        (["Miami-Dade County", "Orange County"], (FLORIDA, EAST)),
        (["Miami, FL"], (FLORIDA, EAST)),
        (["Orange County"], (None, None)),
        (["Georgia", "Florida"], (Address(country="US"), EAST)),
        (["Canada"], (Address(country="CA"), None)),
        (["Community members"], (None, None)),
        ([], (None, None)),
    ],
)
def test_the_areas_tell(
    bundled_index: OpenIndex, areas: list[str], expected: tuple[Address | None, str | None]
) -> None:
    assert served(listing(service_area=areas), bundled_index.gazetteer) == expected


def test_the_organisations_state_tells_which_county_is_meant(bundled_index: OpenIndex) -> None:
    made = listing(service_area=["Orange County"], organization="Florida Harbor Alliance")
    assert served(made, bundled_index.gazetteer) == (FLORIDA, EAST)


def test_a_whole_country_is_known_and_the_world_is_none(bundled_index: OpenIndex) -> None:
    nation = listing(service_area=["Nationwide", "US"], serves_everywhere=True)
    world = listing(service_area=["Worldwide"], serves_everywhere=True)
    assert served(nation, bundled_index.gazetteer) == (Address(country="US"), None)
    assert served(world, bundled_index.gazetteer) == (None, None)
