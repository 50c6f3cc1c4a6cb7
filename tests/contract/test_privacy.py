"""Of a confidential place nothing finer than its city's or county's centroid is stored, filtered on, scored or shown.

Two snapshots are built that differ in nothing but where their confidential shelters truly are; they must not differ.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.open_index import OpenIndex
from indexer.snapshot import locate_current
from matcher.lookup import search_resources
from matcher.match import match
from matcher.request import Location, MatchRequest
from tests.contract.conftest import Answered
from tests.contract.feeds import Record, at_address, build_index, service
from tests.contract.oracle import Oracle
from tests.contract.requests import AS_OF

SHELTER = "A safe shelter for women and children who flee a violent partner. Emergency beds, safety planning."
SECRETS = ("Hidden Harbor", "Quiet Mangrove", "Silent Coral", "33186", "33169", "25.6701", "80.4093", "25.942")
TRUE_PLACES = (
    ("417 Hidden Harbor Road", "33130", 25.7672, -80.2041),
    ("88 Quiet Mangrove Court", "33186", 25.6701, -80.4093),
    ("9120 Silent Coral Way", "33169", 25.9420, -80.2100),
    ("417 Hidden Harbor Road", "33130", 25.1, -80.4),
)
"""Real parts of Miami, up to 35 km apart; the coordinates of the last are far from its ZIP code."""


def _feed(first: int, second: int) -> list[Record]:
    """Two confidential shelters at two of `TRUE_PLACES`, each of which names its street, and a public service."""
    shelters = [
        service(
            record_id,
            name,
            f"{SHELTER} Find us at {TRUE_PLACES[where][0]}.",
            service_at_locations=at_address(*TRUE_PLACES[where], confidential=True),
        )
        for record_id, name, where in (("one", "Heron House", first), ("two", "Egret House", second))
    ]
    pantry = service(
        "pantry",
        "Sea Grape Pantry",
        "Free groceries every week for anyone who is hungry.",
        service_at_locations=at_address("12 Example Street", "33130", 25.7670, -80.2050, place_id="pantry"),
    )
    return [*shelters, pantry]


@pytest.fixture(scope="module")
def shelters(tmp_path_factory: pytest.TempPathFactory, bundled_folder: Path) -> Sequence[tuple[Path, OpenIndex]]:
    """Snapshots of the same shelters at different true places."""
    built = []
    for first, second in ((0, 1), (2, 3)):
        folder = tmp_path_factory.mktemp("shelters") / "index"
        built.append((folder, build_index(_feed(first, second), folder, bundled_folder)))
    return built


def _request(**changes: Any) -> MatchRequest:
    asked = MatchRequest(
        needs="my husband hits me, I need a safe place to sleep",
        location=Location(place="33130"),
        as_of=AS_OF,
        widen=False,
        modes=("in_person",),
    )
    return dataclasses.replace(asked, **changes)


@pytest.mark.integration
def test_the_true_place_is_nowhere_in_the_snapshot(shelters: Sequence[tuple[Path, OpenIndex]]) -> None:
    for folder, index in shelters:
        files, manifest = locate_current(folder)
        stored = files.records.read_bytes()
        assert b"12 Example Street" in stored
        for secret in SECRETS:
            assert secret.encode() not in stored, secret
        assert manifest.resources == index.resource_count == 3


@pytest.mark.integration
def test_snapshots_of_different_true_places_are_the_same(shelters: Sequence[tuple[Path, OpenIndex]]) -> None:
    (_, first), (_, second) = shelters
    for row in range(first.resource_count):
        assert first.resource_at(row) == second.resource_at(row)
    np.testing.assert_array_equal(first.fit, second.fit)
    np.testing.assert_array_equal(first.vectors.storage, second.vectors.storage)
    assert first.version == second.version


@pytest.mark.integration
def test_trying_radii_and_places_tells_nothing(shelters: Sequence[tuple[Path, OpenIndex]]) -> None:
    (_, first), (_, second) = shelters
    hidden = {first.resource_at(row).id for row in range(3) if first.resource_at(row).name != "Sea Grape Pantry"}
    seen: set[bool] = set()
    for place in ("33130", "33186", "33169", "33301", "34102"):
        for radius_km in (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0):
            for sort in ("match", "distance"):
                request = _request(location=Location(place=place), radius_km=radius_km, sort=sort)
                answers: list[Any] = [match(request, index) for index in (first, second)]
                assert _bytes(answers[0]) == _bytes(answers[1])
                found = [r for r in answers[0]["recommendations"] if r["resource"]["id"] in hidden]
                assert len(found) in (0, 2)
                assert [r["distance_km"] for r in found] == [None] * len(found)
                by_distance = {
                    reason["contribution"] for r in found for reason in r["reasons"] if reason["kind"] == "distance"
                }
                assert len(by_distance) == bool(found)
                seen.add(bool(found))
    assert seen == {True, False}


@pytest.mark.integration
def test_a_search_by_radius_tells_nothing(shelters: Sequence[tuple[Path, OpenIndex]]) -> None:
    (_, first), (_, second) = shelters
    seen = set()
    for radius_km in (1.0, 4.0, 16.0, 64.0):
        pages: list[Any] = [
            search_resources(index, as_of=AS_OF, location=Location(place="33186"), radius_km=radius_km)
            for index in (first, second)
        ]
        assert pages[0] == pages[1]
        found = [p for p in pages[0]["resources"] if p["resource"]["address"]["confidential"]]
        assert [p["distance_km"] for p in found] == [None] * len(found)
        seen.add(len(found))
    assert seen == {0, 2}


@pytest.mark.integration
def test_the_place_shown_is_the_city_alone(shelters: Sequence[tuple[Path, OpenIndex]]) -> None:
    _, index = shelters[0]
    answer: Any = match(_request(radius_km=500.0), index)
    shown = [r["resource"] for r in answer["recommendations"] if r["resource"]["name"] == "Heron House"]
    assert [resource["address"] for resource in shown] == [
        {
            "address_1": None,
            "city": "Miami",
            "state_province": "FL",
            "postal_code": None,
            "country": "US",
            "confidential": True,
        }
    ]
    assert (shown[0]["latitude"], shown[0]["longitude"]) == (None, None)
    row = index.records.row_of(shown[0]["id"])
    assert row is not None
    position, city = index.resource_at(row).position, index.gazetteer.resolve("Miami, FL")
    assert position is not None
    assert (position.latitude, position.longitude, position.precision) == (city.latitude, city.longitude, "city")


@pytest.mark.real_feeds
def test_real_confidential_records_hold_a_centroid_at_most(oracle: Oracle) -> None:
    hidden = [r for r in oracle.resources if r.address is not None and r.address.confidential]
    assert len(hidden) >= 9
    for resource in hidden:
        assert resource.address is not None
        assert (resource.address.address_1, resource.address.postal_code) == (None, None)
        if resource.position is not None:
            assert resource.position.precision in ("city", "county")
            named = oracle.index.gazetteer.city(
                resource.address.city or "", resource.address.state_province, resource.address.country
            )
            if resource.position.precision == "city" and named is not None:
                assert (resource.position.latitude, resource.position.longitude) == (named.latitude, named.longitude)


@pytest.mark.real_feeds
def test_real_confidential_listings_are_shown_without_street_zip_point_or_distance(answered: list[Answered]) -> None:
    for one in answered:
        for recommendation in one.recommendations:
            shown = recommendation["resource"]
            if shown["address"] and shown["address"]["confidential"]:
                told = [shown["address"][name] for name in ("address_1", "postal_code")]
                told += [shown["latitude"], shown["longitude"], recommendation["distance_km"]]
                assert told == [None] * 5
                assert any("kept confidential" in caution for caution in recommendation["cautions"])


def _bytes(answer: dict[str, Any]) -> str:
    return json.dumps({**answer, "index": None}, ensure_ascii=False)
