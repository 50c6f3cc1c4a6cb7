"""No listing breaks a filter or the radius in force, and what was left out is counted, against brute force."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from data.places.place import Place
from data.resource import Resource
from matcher import weights
from matcher.request import MAX_RADIUS_KM, MatchRequest
from matcher.scoring import meaning_contribution
from matcher.understand import understand
from tests.contract.conftest import Answered
from tests.contract.oracle import Oracle, broken, is_remote, km_to, shown_km

pytestmark = pytest.mark.real_feeds


def test_nothing_recommended_breaks_a_filter_or_the_radius_in_force(answered: list[Answered], oracle: Oracle) -> None:
    for one in answered:
        place = oracle.place(one.request.location)
        for resource in one.resources:
            assert broken(resource, one.request, place, one.radius_km) == set(), resource.id


def test_without_a_location_nothing_has_to_be_travelled_to(answered: list[Answered]) -> None:
    somewhere_else = 0
    for one in answered:
        if one.request.location is None:
            for resource in one.resources:
                assert is_remote(resource, one.request) or resource.serves_everywhere
                somewhere_else += resource.position is not None
            assert all(r["distance_km"] is None for r in one.recommendations)
            assert one.answer["widened"] is None
            assert "no_location" in one.answer["notices"]
    assert somewhere_else


def test_what_is_not_stated_costs_a_caution_and_some_score(answered: list[Answered]) -> None:
    for one in answered:
        for recommendation, resource in zip(one.recommendations, one.resources, strict=True):
            contributions = {reason["kind"]: reason["contribution"] for reason in recommendation["reasons"]}
            for asked, stated, kind, caution in _statements(one.request, resource):
                if asked:
                    assert (contributions[kind] > 0) is stated
                    assert any(text.startswith(caution) for text in recommendation["cautions"]) is not stated


def _statements(request: MatchRequest, resource: Resource) -> list[tuple[bool, bool, str, str]]:
    """(is it asked for, is it stated, kind of reason, how its caution begins)."""
    spoken = set(resource.languages) & set(request.languages)
    besides = "Also speaks " if resource.languages else "Languages not stated"
    has_age = resource.minimum_age is not None or resource.maximum_age is not None
    return [
        (request.age is not None, has_age, "age", "Ages served not stated"),
        (bool(request.languages), bool(spoken), "language", besides),
        (bool(request.populations), bool(resource.populations), "population", "Does not state whom it is for"),
        (request.cost is not None, resource.cost != "unknown", "cost", "Cost not stated"),
    ]


def test_left_out_counts_what_brute_force_counts(answered: list[Answered], oracle: Oracle) -> None:
    for one in answered:
        needs = [need["id"] for need in one.answer["understood"]["needs"]]
        expected: dict[str, int] = {}
        for _, reasons in oracle.left_out(one.request, needs, one.radius_km):
            for reason in reasons:
                expected[reason] = expected.get(reason, 0) + 1
        assert {entry["reason"]: entry["count"] for entry in one.answer["left_out"]} == expected


def test_the_nearest_left_out_fails_that_filter_alone(answered: list[Answered], oracle: Oracle) -> None:
    for one in answered:
        place = oracle.place(one.request.location)
        needs = [need["id"] for need in one.answer["understood"]["needs"]]
        judged = oracle.left_out(one.request, needs, one.radius_km)
        for entry in one.answer["left_out"]:
            alone = [
                r
                for r, reasons in judged
                if reasons == {entry["reason"]}
                and oracle.reachable(r, one.request, place)
                and not (one.may_be_in_danger and is_made_up_line(r))
            ]
            if not alone:
                assert entry["nearest"] is None
                continue
            nearest = min(alone, key=lambda resource: _nearness(resource, place))
            assert entry["nearest"] == {
                "id": nearest.id,
                "name": nearest.name,
                "distance_km": shown_km(place, nearest),
            }


def _nearness(resource: Resource, place: Place | None) -> tuple[float, str]:
    km = shown_km(place, resource)
    return (float("inf") if km is None else km, resource.id)


def test_nothing_understood_leaves_nothing_out(answered: list[Answered]) -> None:
    for one in answered:
        understood = one.answer["understood"]["needs"]
        assert ("nothing_understood" in one.answer["notices"]) is not understood
        if not understood:
            assert one.answer["left_out"] == []


@pytest.fixture(scope="module")
def relevant(answered: list[Answered], oracle: Oracle) -> list[list[Resource]]:
    """For each request, what reaches the relevance floor."""
    found = []
    for one in answered:
        ids = {need["id"] for need in one.answer["understood"]["needs"]}
        numbers = [number for number, need in enumerate(oracle.index.taxonomy) if need.id in ids]
        if numbers:
            reaches = (oracle.index.fit[:, numbers] >= weights.RELEVANT_FIT).any(axis=1)
            sure = (oracle.index.fit[:, numbers] >= weights.COVERED).any(axis=1)
            if one.request.sort == "distance" and sure.any():
                reaches = sure
        else:
            reaches = _closeness(one.request, oracle) >= weights.MEANING_FLOOR
        found.append([oracle.resources[row] for row in np.flatnonzero(reaches)])
    return found


def _closeness(request: MatchRequest, oracle: Oracle) -> npt.NDArray[np.float64]:
    """What the meaning of the statement would contribute to each resource, one at a time."""
    vector = understand(request, oracle.index).vector
    if vector is None:
        return np.zeros(len(oracle.resources))
    best = [oracle.index.vectors.best(vector, np.array([row]))[0] for row in range(len(oracle.resources))]
    return meaning_contribution(np.concatenate(best))


def test_the_radius_doubles_at_most_twice_while_fewer_than_three_can_be_gone_to(
    answered: list[Answered], oracle: Oracle, relevant: list[list[Resource]]
) -> None:
    for one, resources in zip(answered, relevant, strict=True):
        request, place = one.request, oracle.place(one.request.location)
        radius_km = request.radius_km
        if place is not None and request.widen and "in_person" in request.modes:
            for _ in range(2):
                if _in_person_within(radius_km, resources, request, place) < 3:
                    radius_km = min(2 * radius_km, MAX_RADIUS_KM)
        changed = radius_km != request.radius_km
        expected = {"from_km": request.radius_km, "to_km": radius_km} if changed else None
        assert one.answer["widened"] == expected


def _in_person_within(radius_km: float, resources: list[Resource], request: MatchRequest, place: Place) -> int:
    return sum(
        (km := km_to(place, resource)) is not None
        and km <= radius_km
        and not broken(resource, request, place, radius_km)
        for resource in resources
        if "in_person" in resource.modes
    )


def is_made_up_line(resource: Resource) -> bool:
    """What nobody in danger is given, whatever they filter for."""
    return resource.kind == "helpline" and resource.source.sample


def test_what_comes_back_is_all_that_is_relevant_and_fits_up_to_the_limit(
    answered: list[Answered], oracle: Oracle, relevant: list[list[Resource]]
) -> None:
    for one, resources in zip(answered, relevant, strict=True):
        place = oracle.place(one.request.location)
        fitting = {
            resource.id
            for resource in resources
            if not broken(resource, one.request, place, one.radius_km)
            and oracle.reachable(resource, one.request, place)
            and not (one.may_be_in_danger and is_made_up_line(resource))
        }
        assert {resource.id for resource in one.resources} <= fitting
        assert len(one.resources) == min(one.request.limit, len(fitting))
