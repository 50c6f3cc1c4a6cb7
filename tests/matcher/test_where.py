"""Distances are WGS84 geodesics, to the edge of the radius; nothing is told of a place that is kept confidential."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from data.resource import Address, Position
from matcher.request import Location
from matcher.where import exact_km, locate, within
from tests.matcher.small import HOME, SmallIndex, made

LATITUDES = st.floats(-89.5, 89.5).map(lambda degrees: round(degrees, 5))
NEAR = st.floats(-0.6, 0.6)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    """Resources all around `HOME`, up to 130 km away."""
    random = np.random.default_rng(1)
    resources = []
    for number in range(400):
        north, east = random.uniform(-1, 1, 2)
        place = Position(latitude=HOME.latitude + north, longitude=HOME.longitude + east, precision="point")
        resources.append(made(f"{number:04}", position=place))
    return SmallIndex(tmp_path_factory.mktemp("where"), [*resources, made("none", km_north=None)], {})


def _km(index: SmallIndex, row: int) -> float:
    there = (index.columns.latitude[row], index.columns.longitude[row])
    return float(geodesic((HOME.latitude, HOME.longitude), there).km)


@settings(max_examples=60, deadline=None)
@given(row=st.integers(0, 399), beside=st.sampled_from([-0.01, -0.001, 0.0, 0.001, 0.01]))
def test_the_edge_of_the_radius_is_the_geodesic(index: SmallIndex, row: int, beside: float) -> None:
    radius_km = round(_km(index, row), 3) + beside
    inside = within(locate(Location(place="33130"), index), radius_km, index)
    assert bool(inside[row]) is (round(_km(index, row), 3) <= radius_km)


@pytest.mark.parametrize("radius_km", [1.0, 7.5, 40.0, 110.9, 500.0])
def test_within_equals_brute_force(index: SmallIndex, radius_km: float) -> None:
    expected = [round(_km(index, row), 3) <= radius_km for row in range(400)]
    assert within(locate(Location(place="33130"), index), radius_km, index).tolist() == [*expected, False]


@settings(max_examples=50, deadline=None)
@given(latitude=LATITUDES, longitude=st.floats(-180, 180), north=NEAR, east=NEAR, share=st.floats(0.99, 1.01))
def test_within_holds_anywhere_on_earth(
    tmp_path_factory: pytest.TempPathFactory,
    latitude: float,
    longitude: float,
    north: float,
    east: float,
    share: float,
) -> None:
    there = Position(latitude=float(np.clip(latitude + north, -90, 90)), longitude=longitude + east, precision="point")
    index = SmallIndex(tmp_path_factory.mktemp("anywhere"), [made("a", position=there)], {})
    where = locate(Location(latitude=latitude, longitude=longitude), index)
    km = round(float(geodesic((latitude, longitude), (there.latitude, there.longitude)).km), 3)
    radius_km = km * share
    assert within(where, radius_km, index).tolist() == [km <= radius_km]
    assert exact_km(where, index, 0) == km


def test_a_confidential_or_unknown_place_has_no_distance(tmp_path: Path) -> None:
    hidden = made("a", address=Address(city="Miami", state_province="FL", country="US", confidential=True))
    index = SmallIndex(tmp_path, [hidden, made("b", km_north=None), made("c", km_north=5.0)], {})
    where = locate(Location(place="33130"), index)
    assert [exact_km(where, index, row) for row in (0, 1)] == [None, None]
    assert exact_km(where, index, 2) == pytest.approx(5.0, abs=0.01)
    assert np.isnan(where.distances[1])
