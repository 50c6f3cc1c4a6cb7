"""Where a listing is put: its own point where that can be believed, else the finest centroid known."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.places.distance import distance_km
from data.places.gazetteer import Gazetteer
from data.resource import Address, Position
from indexer.open_index import OpenIndex
from indexer.placing import FAR_KM, Placed, place
from indexer.sources.listing import RawAddress
from tests.support.listings import listing

MIAMI = RawAddress(
    address_1="12 Example St", city="Miami", state_province="Florida", postal_code="33130", country="USA"
)
NEAR_MIAMI = (25.7701, -80.2003)


@pytest.fixture(scope="module")
def gazetteer(bundled_index: OpenIndex) -> Gazetteer:
    return bundled_index.gazetteer


def put(gazetteer: Gazetteer, address: RawAddress | None = MIAMI, point: Any = (None, None), **changes: Any) -> Placed:
    return place(listing(address=address, latitude=point[0], longitude=point[1], **changes), gazetteer)


def codes(placed: Placed) -> list[str]:
    return [code for code, _ in placed.findings]


def centroid(gazetteer: Gazetteer, zip_code: str) -> Position:
    found = gazetteer.postcode(zip_code)
    assert found
    return Position(latitude=found.latitude, longitude=found.longitude, precision="postcode")


def city_centroid(gazetteer: Gazetteer, city: str, state: str) -> Position:
    found = gazetteer.city(city, state)
    assert found
    return Position(latitude=found.latitude, longitude=found.longitude, precision="city")


def test_a_given_point_is_kept_with_the_whole_address(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, point=("25.7701", -80.2003))
    assert placed == Placed(
        Address(address_1="12 Example St", city="Miami", state_province="FL", postal_code="33130", country="US"),
        Position(latitude=25.7701, longitude=-80.2003, precision="point"),
        "America/New_York",
    )


def test_a_point_without_an_address_is_kept(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, None, NEAR_MIAMI)
    assert placed == Placed(None, Position(latitude=25.7701, longitude=-80.2003, precision="point"), "America/New_York")


def test_a_point_that_stands_for_an_area_gives_way_to_the_zip_that_is_stated(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, point=NEAR_MIAMI, approximate=True)
    assert placed.position == centroid(gazetteer, "33130")
    assert placed.findings == []
    far = put(gazetteer, point=(34.05, -118.25), approximate=True)
    assert (far.position, codes(far)) == (centroid(gazetteer, "33130"), ["coordinates_far_from_postcode"])


def test_a_point_that_stands_for_an_area_is_no_exact_one_where_no_zip_is_known(gazetteer: Gazetteer) -> None:
    for address in (None, RawAddress(city="Miami", state_province="FL"), RawAddress(city="Miami", postal_code="00000")):
        placed = put(gazetteer, address, NEAR_MIAMI, approximate=True)
        assert placed.position == Position(latitude=25.7701, longitude=-80.2003, precision="city")


def test_a_point_at_the_centroid_of_its_zip_says_no_more_than_the_zip(gazetteer: Gazetteer) -> None:
    there = centroid(gazetteer, "33130")
    assert put(gazetteer, point=(there.latitude, there.longitude)).position == there


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((0, 0), "coordinates_zero"),
        (("0.0", "0.000"), "coordinates_zero"),
        ((125.77, -280.2), "coordinates_out_of_range"),
        ((91, 200), "coordinates_out_of_range"),
        (("north", "west"), "coordinates_unreadable"),
        ((25.77, None), "coordinates_unreadable"),
        ((math.nan, math.inf), "coordinates_unreadable"),
        ((True, False), "coordinates_unreadable"),
        (([25.77], {"x": 1}), "coordinates_unreadable"),
        ((10**400, 1), "coordinates_unreadable"),
        ((26.7, -80.2), "coordinates_far_from_postcode"),
    ],
)
def test_a_point_that_cannot_be_gives_way_to_the_zip_and_is_said(
    gazetteer: Gazetteer, point: tuple[object, object], code: str
) -> None:
    placed = put(gazetteer, point=point)
    assert placed.position == centroid(gazetteer, "33130")
    assert codes(placed) == [code]


@pytest.mark.parametrize("point", [(None, None), ("", ""), (None, "")])
def test_no_coordinates_are_nothing_to_report(gazetteer: Gazetteer, point: tuple[object, object]) -> None:
    assert put(gazetteer, point=point).findings == []


def test_swapped_coordinates_are_righted(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, point=(-80.2003, 25.7701))
    assert placed.position == Position(latitude=25.7701, longitude=-80.2003, precision="point")
    assert codes(placed) == ["coordinates_swapped"]


def test_swapped_coordinates_are_righted_without_a_zip_where_only_that_is_on_earth(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, None, point=(-118.25, 34.05))
    assert placed.position == Position(latitude=34.05, longitude=-118.25, precision="point")
    assert codes(placed) == ["coordinates_swapped"]


def test_a_point_100_km_off_is_replaced_and_the_finding_says_how_far(gazetteer: Gazetteer) -> None:
    there = centroid(gazetteer, "33130")
    off = (there.latitude + 0.9, there.longitude)
    placed = put(gazetteer, point=off)
    assert placed.position == there
    away = distance_km(*off, there.latitude, there.longitude)
    assert 95 < away < 105
    assert placed.findings[0][1].endswith(f"is {away:.0f} km from Miami, FL 33130; not used")


@settings(max_examples=60, deadline=None)
@given(north=st.floats(-2, 2), east=st.floats(-2, 2))
def test_a_placed_listing_is_always_near_its_zip(bundled_index: OpenIndex, north: float, east: float) -> None:
    there = centroid(bundled_index.gazetteer, "33130")
    position = put(bundled_index.gazetteer, point=(there.latitude + north, there.longitude + east)).position
    assert position
    assert distance_km(position.latitude, position.longitude, there.latitude, there.longitude) <= FAR_KM


@pytest.mark.parametrize(
    ("postal_code", "stored"), [("33130-1234", "33130"), ("331301234", "33130"), (" 33130 ", "33130"), (2139, "02139")]
)
def test_a_zip_is_its_five_digits(gazetteer: Gazetteer, postal_code: object, stored: str) -> None:
    placed = put(gazetteer, RawAddress(postal_code=postal_code))  # type: ignore[arg-type]
    assert placed.address
    assert placed.address.postal_code == stored
    assert placed.position == centroid(gazetteer, stored)


def test_a_zip_alone_tells_city_state_and_country(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, RawAddress(postal_code="02139"))
    assert placed.address == Address(city="Cambridge", state_province="MA", postal_code="02139", country="US")


def test_city_and_state_give_the_city(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, RawAddress(city="Portland", state_province="Maine"))
    assert placed.position == city_centroid(gazetteer, "Portland", "ME")
    assert placed.address == Address(city="Portland", state_province="ME", country="US")
    assert placed.timezone == "America/New_York"


def test_a_county_gives_the_county_where_nothing_finer_is_known(gazetteer: Gazetteer) -> None:
    county = gazetteer.county("Cook", "IL")
    assert county
    placed = put(gazetteer, RawAddress(county="Cook", state_province="IL"))
    assert placed.position == Position(latitude=county.latitude, longitude=county.longitude, precision="county")


def test_a_canadian_address_is_put_in_its_city(gazetteer: Gazetteer) -> None:
    raw = RawAddress(city="Edmonton", state_province="Alberta", postal_code="t5j2r7", country="Canada")
    placed = put(gazetteer, raw)
    assert placed.address == Address(city="Edmonton", state_province="AB", postal_code="T5J 2R7", country="CA")
    found = gazetteer.city("Edmonton", "AB", "CA")
    assert found
    assert placed.position == Position(latitude=found.latitude, longitude=found.longitude, precision="city")
    assert placed.timezone == "America/Edmonton"


def test_a_one_line_address_is_read(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, RawAddress(full="12 Example St, Miami, FL 33130, USA"))
    assert placed.address == put(gazetteer, MIAMI).address
    assert placed.position == centroid(gazetteer, "33130")


def test_an_unknown_place_is_said(gazetteer: Gazetteer) -> None:
    placed = put(gazetteer, RawAddress(city="Nowhereville", state_province="FL"))
    assert placed.position is None
    assert placed.timezone is None
    assert placed.findings == [("not_placed", "no known place in the address (Nowhereville, FL)")]


def test_no_address_at_all_is_nothing_to_report(gazetteer: Gazetteer) -> None:
    assert put(gazetteer, None) == Placed(None, None, None)
    assert put(gazetteer, RawAddress(country="US")) == Placed(None, None, None)


def test_the_stated_time_zone_is_kept(gazetteer: Gazetteer) -> None:
    assert put(gazetteer, timezone="America/Chicago").timezone == "America/Chicago"


class TestConfidential:
    def test_only_city_and_state_are_told(self, gazetteer: Gazetteer) -> None:
        placed = put(gazetteer, point=NEAR_MIAMI, confidential=True)
        assert placed == Placed(
            Address(city="Miami", state_province="FL", country="US", confidential=True),
            city_centroid(gazetteer, "Miami", "FL"),
            "America/New_York",
        )

    def test_a_zip_alone_gives_the_city_of_the_zip(self, gazetteer: Gazetteer) -> None:
        placed = put(gazetteer, RawAddress(postal_code="02139"), confidential=True)
        assert placed.address == Address(city="Cambridge", state_province="MA", country="US", confidential=True)
        assert placed.position == city_centroid(gazetteer, "Cambridge", "MA")

    def test_a_point_alone_gives_the_nearest_city(self, gazetteer: Gazetteer) -> None:
        placed = put(gazetteer, None, NEAR_MIAMI, confidential=True)
        city = gazetteer.nearest_city(*NEAR_MIAMI)
        assert city
        assert placed.position == Position(latitude=city.latitude, longitude=city.longitude, precision="city")
        assert placed.address == Address(
            city=city.city, state_province=city.state, country=city.country, confidential=True
        )

    def test_a_county_alone_gives_the_county(self, gazetteer: Gazetteer) -> None:
        county = gazetteer.county("Cook", "IL")
        assert county
        placed = put(gazetteer, RawAddress(county="Cook", state_province="IL"), confidential=True)
        assert placed.position == Position(latitude=county.latitude, longitude=county.longitude, precision="county")

    def test_a_place_that_is_not_known_has_no_position(self, gazetteer: Gazetteer) -> None:
        placed = put(gazetteer, RawAddress(address_1="12 Hidden Lane"), confidential=True)
        assert placed.address == Address(confidential=True)
        assert placed.position is None
        assert codes(placed) == ["not_placed"]

    @settings(max_examples=100, deadline=None)
    @given(
        latitude=st.one_of(st.floats(-200, 200), st.floats(25, 26.6), st.just("n/a")),
        longitude=st.one_of(st.floats(-200, 200), st.floats(-81, -79), st.just("")),
        street=st.from_regex(r"[1-9][0-9]{0,3} [A-Z][a-z]{3,8} (St|Ave)", fullmatch=True),
        plus_four=st.integers(1, 9999),
    )
    def test_nothing_depends_on_where_in_its_city_it_is(
        self, bundled_index: OpenIndex, latitude: object, longitude: object, street: str, plus_four: int
    ) -> None:
        raw = RawAddress(
            address_1=street, city="Miami", state_province="FL", postal_code=f"33130-{plus_four:04}", country="US"
        )
        plain = RawAddress(city="Miami", state_province="FL", country="US")
        gazetteer = bundled_index.gazetteer
        assert put(gazetteer, raw, (latitude, longitude), confidential=True) == put(gazetteer, plain, confidential=True)
