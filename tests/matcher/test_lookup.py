"""Listings found by name or place, page by page, and places by their beginning."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.places.place import AmbiguousPlaceError, UnknownPlaceError
from data.resource import Address, Position
from indexer.open_index import OpenIndex
from matcher.lookup import BadCursorError, complete_places, search_resources
from matcher.request import Location
from matcher.where import exact_km, locate
from tests.contract.requests import AS_OF
from tests.matcher.small import SmallIndex, made

NAMES = (
    ("a", "Harbor Peer Group"),
    ("b", "Harbor Light Pantry"),
    ("c", "Al-Anon of the Keys"),
    ("d", "Círculo Ámbar"),
    ("e", "St. Brigid's Table"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    hidden = Address(city="Miami", state_province="FL", country="US", confidential=True)
    resources = [made(resource_id, name, km_north=9.0 - number) for number, (resource_id, name) in enumerate(NAMES)]
    resources += [
        made("f", "Heron House", km_north=0.1, address=hidden),
        made("g", "Warm Words Line", km_north=None, kind="helpline", organization="Harbor Society"),
    ]
    return SmallIndex(tmp_path_factory.mktemp("lookup"), resources, {})


def _search(index: OpenIndex, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = search_resources(index, as_of=AS_OF, **asked)
    return found


def _ids(page: dict[str, Any]) -> list[str]:
    return [entry["resource"]["id"] for entry in page["resources"]]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("harbor peer", ["a"]),
        ("HARB", ["a", "b", "g"]),
        ("al-anon", ["c"]),
        ("Al Anon", ["c"]),
        ("circulo ambar", ["d"]),
        ("Círculo", ["d"]),
        ("Ci\u0301rculo A\u0301mbar", ["d"]),
        ("brigid's table", ["e"]),
        ("St. Brigid’s", ["e"]),
        ("harbor society", ["g"]),
        ("nobody", []),
        ("", []),
        ("!?", []),
        ('" OR name:*', []),
        ("\x00", []),
    ],
)
def test_names_are_found_by_their_words(index: SmallIndex, q: str, expected: list[str]) -> None:
    page = _search(index, q=q)
    assert sorted(_ids(page)) == expected
    assert (page["total"], page["next_cursor"]) == (len(expected), None)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_query_is_answered(index: SmallIndex, q: str) -> None:
    assert _search(index, q=q)["total"] <= index.resource_count


def test_a_name_counts_for_more_than_an_organization(index: SmallIndex) -> None:
    assert _ids(_search(index, q="harbor"))[-1] == "g"


def test_without_a_query_listings_come_by_id(index: SmallIndex) -> None:
    page = _search(index)
    assert _ids(page) == list("abcdefg")
    assert [entry["distance_km"] for entry in page["resources"]] == [None] * 7


def test_with_a_location_the_nearest_come_first_and_unknown_last(index: SmallIndex) -> None:
    page = _search(index, location=Location(place="33130"))
    assert _ids(page) == ["e", "d", "c", "b", "a", "f", "g"]
    distances = [entry["distance_km"] for entry in page["resources"]]
    assert distances[:5] == sorted(distances[:5])
    assert distances[5:] == [None, None]


def test_the_radius_leaves_out_what_is_not_known_to_be_near(index: SmallIndex) -> None:
    assert _ids(_search(index, location=Location(place="33130"), radius_km=6.5)) == ["e", "d", "f"]
    assert _search(index, radius_km=6.5)["total"] == 7


def test_kinds_filter(index: SmallIndex) -> None:
    assert _ids(_search(index, kinds=("helpline", "therapist"))) == ["g"]
    assert _ids(_search(index, q="harbor", kinds=("support_group",))) == ["a", "b"]


@pytest.mark.parametrize("asked", [{}, {"location": Location(place="33130")}, {"q": "harbor"}])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_pages_cover_everything_once(index: SmallIndex, asked: dict[str, Any], limit: int) -> None:
    whole = _ids(_search(index, limit=100, **asked))
    found: list[str] = []
    cursor, pages = None, 0
    while pages == 0 or cursor:
        page = _search(index, limit=limit, cursor=cursor, **asked)
        assert page["total"] == len(whole)
        assert 1 <= len(page["resources"]) <= limit
        found += _ids(page)
        cursor, pages = page["next_cursor"], pages + 1
    assert found == whole
    assert pages == -(-len(whole) // limit)


def _encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "é", "\ud800", "===="),
        *map(_encoded, ("v1", "v1:x", "v1:-1", "v1:8", "v2:1", f"v1:{'9' * 5000}")),
        base64.urlsafe_b64encode(b"\xff\xfe:1").decode(),
    ],
)
def test_a_cursor_that_was_not_given_out_is_refused(index: SmallIndex, cursor: str) -> None:
    with pytest.raises(BadCursorError):
        _search(index, cursor=cursor)


def test_an_unknown_place_is_refused(index: SmallIndex) -> None:
    with pytest.raises(UnknownPlaceError):
        _search(index, location=Location(place="Nowhere"))


def test_what_is_confidential_stays_so(index: SmallIndex) -> None:
    (entry,) = _search(index, q="heron", location=Location(place="33130"))["resources"]
    assert (entry["distance_km"], entry["resource"]["latitude"], entry["resource"]["longitude"]) == (None, None, None)


@pytest.mark.integration
@pytest.mark.parametrize("typed", ["331", "Mia", "Springf", "Portland, O", "new yo"])
def test_each_completion_is_a_place_that_can_be_sent_back(typed: str, bundled_index: OpenIndex) -> None:
    found: list[dict[str, Any]] = complete_places(bundled_index, typed, limit=5)
    assert 1 <= len(found) <= 5
    for entry in found:
        place = bundled_index.gazetteer.resolve(entry["place"])
        assert entry == {
            "label": place.label,
            "place": place.place,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "precision": place.precision,
        }


@pytest.mark.integration
@pytest.mark.parametrize("typed", ["", " ", "\x00", "🆘", "%", "_", "'; --"])
def test_nonsense_completes_to_nothing(typed: str, bundled_index: OpenIndex) -> None:
    assert complete_places(bundled_index, typed) == []


@pytest.mark.integration
def test_an_ambiguous_place_is_refused(bundled_index: OpenIndex) -> None:
    with pytest.raises(AmbiguousPlaceError):
        _search(bundled_index, location=Location(place="Springfield"))


@pytest.mark.integration
@pytest.mark.parametrize("place", ["33130", "Portland, OR", "99701"])
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_the_order_is_that_of_the_distances_shown(place: str, limit: int, bundled_index: OpenIndex) -> None:
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    while len(found) < 300:
        page = _search(bundled_index, location=Location(place=place), limit=limit, cursor=cursor)
        found += page["resources"]
        if (cursor := page["next_cursor"]) is None or (limit == 1 and len(found) > 40):
            break
    shown = [(each["distance_km"], each["resource"]["id"]) for each in found]
    assert shown == sorted(shown, key=lambda entry: (float("inf") if entry[0] is None else entry[0], entry[1]))
    assert len([km for km, _ in shown if km is not None]) > 30


def test_geodesics_decide_where_great_circles_would_not(tmp_path: Path) -> None:
    east = Position(latitude=25.767, longitude=-75.0, precision="point")
    resources = [made("east", position=east), made("north", km_north=521.0)]
    index = SmallIndex(tmp_path, resources, {})
    where = locate(Location(place="33130"), index)
    exact = [exact_km(where, index, row) for row in range(2)]
    page = _search(index, location=Location(place="33130"))
    shown = [entry["distance_km"] for entry in page["resources"]]
    assert shown == sorted(km for km in exact if km is not None)
    assert np.argsort(where.distances).tolist() != np.argsort(np.array(exact)).tolist()
