"""Every kind of thing that may be wrong with an answer is found where it is planted, and nothing where all is well."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from data.places.place import Place
from data.resource import Address
from data.schedules import recurring
from matcher.match import match
from matcher.relevance import Case
from matcher.request import Location, MatchRequest
from matcher.violations import DRAWN, breaks, place_of, places_of, under_filters, violations
from tests.contract.requests import AS_OF
from tests.matcher.small import HOME, OnePlace, SmallIndex, made

TUESDAY = datetime.fromisoformat("2026-11-24T19:30:00-05:00")
MONDAYS = {"schedules": (recurring("FREQ=WEEKLY;BYDAY=MO", time(19), time(20)),), "timezone": "America/New_York"}
RIDES = {("a", "rides"): 0.9, ("b", "rides"): 0.9}
FLORIDA = Address(city="Miami", state_province="FL", country="US")

PLANTED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"modes": ("online",)}, {}, "mode"),
    ({"kinds": ("therapist",)}, {}, "kind"),
    ({"languages": ("es",)}, {"languages": ("vi",)}, "language"),
    ({"languages": ("en",)}, {"languages": ("vi",)}, "language"),
    ({"populations": ("veterans",)}, {"populations": ("students",)}, "population"),
    ({"insurance": "medicaid"}, {"insurance": ("medicare",)}, "insurance"),
    ({"cost": "free"}, {"cost": "low_cost"}, "cost"),
    ({"cost": "low_cost"}, {"cost": "paid"}, "cost"),
    ({"age": 17}, {"minimum_age": 18}, "age"),
    ({"age": 30}, {"maximum_age": 24}, "age"),
    ({"accessible": True}, {"accessibility": "not wheelchair accessible"}, "not_accessible"),
    ({"open_at": TUESDAY}, MONDAYS, "closed"),
    ({}, {"km_north": 11.0}, "beyond_radius"),
    ({}, {"km_north": 11.0, "service_area": ("Florida",)}, "beyond_radius"),
    ({}, {"km_north": 11.0, "serves_everywhere": True}, "beyond_radius"),
    ({"modes": ("in_person",)}, {"km_north": 11.0, "modes": ("in_person", "phone")}, "beyond_radius"),
    ({}, {"km_north": None, "address": Address(state_province="GA", country="US")}, "beyond_radius"),
]


def _request(**asked: Any) -> MatchRequest:
    defaults: dict[str, Any] = {"radius_km": 10.0, "widen": False, "location": Location(place="33130")}
    return MatchRequest(**{**defaults, **asked}, as_of=AS_OF, need_ids=("rides",))


def _answered(index: SmallIndex, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = match(_request(**asked), index)
    return answer


@pytest.mark.parametrize(("asked", "stated", "broken"), PLANTED)
def test_a_planted_violation_is_found(
    asked: dict[str, Any], stated: dict[str, Any], broken: str, tmp_path: Path
) -> None:
    """The answer is one to a request that allows the listing, held against one that does not."""
    index = SmallIndex(tmp_path, [made("a", **stated)], RIDES)
    answer = _answered(index, location=None) if "km_north" in stated else _answered(index)
    if "km_north" in stated:
        answer["recommendations"] = [{"resource": {"id": "a", "address": None, "latitude": None}, "distance_km": None}]
    assert [one["resource"]["id"] for one in answer["recommendations"]] == ["a"]
    request = _request(**asked)
    assert violations(answer, request, index) == [f"a breaks {broken}"]
    assert breaks(index.resource_at(0), request, place_of(request, index), 10.0, index) == [broken]


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ({"languages": ("en",)}, {"languages": ("vi",), "kind": "treatment", "address": FLORIDA}),
        ({"languages": ("es",)}, {}),
        ({"cost": "low_cost"}, {"cost": "free"}),
        ({"accessible": True}, {"accessibility": "wheelchair ramp"}),
        ({"open_at": TUESDAY}, {}),
        ({}, {"km_north": 11.0, "modes": ("in_person", "phone")}),
        ({}, {"km_north": None, "address": FLORIDA}),
    ],
)
def test_what_fits_or_is_not_stated_breaks_nothing(
    asked: dict[str, Any], stated: dict[str, Any], tmp_path: Path
) -> None:
    index = SmallIndex(tmp_path, [made("a", **stated)], RIDES)
    answer = _answered(index, **asked)
    assert [one["resource"]["id"] for one in answer["recommendations"]] == ["a"]
    assert violations(answer, _request(**asked), index) == []


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("distance_km", 1.0),
        ("latitude", 25.8),
        ("address_1", "1 Hidden Street"),
        ("postal_code", "33130"),
    ],
)
def test_a_leak_of_a_confidential_place_is_found(where: str, told: Any, tmp_path: Path) -> None:
    hidden = Address(city="Miami", state_province="FL", country="US", confidential=True)
    index = SmallIndex(tmp_path, [made("a", address=hidden)], RIDES)
    answer = _answered(index)
    assert violations(answer, _request(), index) == []
    shown = answer["recommendations"][0]
    holder = {"distance_km": shown, "latitude": shown["resource"]}.get(where, shown["resource"]["address"])
    holder[where] = told
    assert violations(answer, _request(), index) == ["a breaks confidential"]


def test_what_the_index_does_not_hold_is_found(tmp_path: Path) -> None:
    index = SmallIndex(tmp_path, [made("a")], RIDES)
    answer = _answered(index)
    answer["recommendations"][0]["resource"]["id"] = "gone"
    assert violations(answer, _request(), index) == ["gone breaks unknown", "a is planned, but not recommended"]


def test_a_plan_of_what_is_not_recommended_is_found(tmp_path: Path) -> None:
    index = SmallIndex(tmp_path, [made("a"), made("b")], RIDES)
    answer = _answered(index)
    answer["recommendations"] = answer["recommendations"][1:]
    assert violations(answer, _request(), index) == ["a is planned, but not recommended"]


def test_a_fallback_that_breaks_a_filter_is_found(tmp_path: Path) -> None:
    index = SmallIndex(tmp_path, [made("a"), made("b", cost="paid")], RIDES)
    answer = _answered(index, limit=1)
    answer["plan"]["fallbacks"] = [{"resource_id": "b"}, {"resource_id": "gone"}]
    assert violations(answer, _request(cost="free"), index) == [
        "b, a fallback, breaks cost",
        "gone, a fallback, breaks unknown",
    ]


def test_a_radius_that_may_not_be_in_force_is_found(tmp_path: Path) -> None:
    index = SmallIndex(tmp_path, [made("a")], RIDES)
    answer = _answered(index)
    answer["widened"] = {"from_km": 10.0, "to_km": 40.0}
    assert violations(answer, _request(widen=True), index) == []
    assert violations(answer, _request(), index) == ["the radius is 40 km"]
    answer["widened"]["to_km"] = 80.0
    assert violations(answer, _request(widen=True), index) == ["the radius is 80 km"]


def test_filters_are_drawn_the_same_each_time_and_every_one_of_them() -> None:
    cases = [Case(id=f"one-{number}", statement="I need rides", needs=("rides",)) for number in range(200)]
    drawn = [under_filters(case, ["33130", "Miami, FL"]) for case in cases]
    assert drawn == [under_filters(case, ["33130", "Miami, FL"]) for case in cases]
    names = {"radius_km", "widen", *DRAWN} - {"radius"}
    assert {name for case in drawn for name in case.filters} == names
    assert {len(case.filters.keys() - {"widen"}) for case in drawn} == {2, 3}
    assert {case.place for case in drawn} == {"33130", "Miami, FL"}
    assert under_filters(cases[0], []).place is None


def test_places_are_the_directorys_own_and_the_cities_that_are_known(tmp_path: Path) -> None:
    nowhere = Address(city="Nowhere", state_province="FL", country="US")
    addresses = [nowhere, nowhere, FLORIDA, FLORIDA, Address(city="Tampa", state_province="FL"), Address(city="Miami")]
    index = SmallIndex(tmp_path, [made(str(n), address=address) for n, address in enumerate(addresses)], {})

    class ThreePlaces(OnePlace):
        def resolve(self, query: str) -> Place:
            return HOME if query in ("Miami, FL", "Tampa, FL") else super().resolve(query)

    gazetteer: Any = ThreePlaces()
    index.gazetteer = gazetteer
    assert places_of(index, "33130") == ["33130", "Miami, FL", "Tampa, FL"]
    assert places_of(index, None) == ["Miami, FL", "Tampa, FL"]
