"""What the contract says always holds of an answer, over hundreds of requests on the real feeds.

The filters, the radius, widening and what was left out are in `test_filters_hold`; what is kept private in
`test_privacy`; ids and bytes that stay the same in `test_repeatable`.
"""

from __future__ import annotations

import pytest

from data.resource import TEXT_FIELDS
from indexer.open_index import OpenIndex
from matcher.request import MAX_NEEDS_CHARACTERS
from tests.contract.conftest import REQUESTS, Answered
from tests.contract.documented import NEED_REASON, departures
from tests.contract.oracle import Oracle, shown_km

pytestmark = pytest.mark.real_feeds


def test_the_requests_reach_what_is_promised(answered: list[Answered]) -> None:
    """Guards all other tests here: a promise about something that never occurs would hold of anything."""
    assert len(answered) == REQUESTS >= 200
    requests = [one.request for one in answered]
    for name in ("kinds", "languages", "populations", "cost", "insurance", "accessible", "open_at", "support_gaps"):
        assert sum(bool(getattr(request, name)) for request in requests) >= 15, name
    assert sum(request.age is not None for request in requests) >= 15
    assert {request.sort for request in requests} == {"match", "distance"}
    assert max(len(request.needs or "") for request in requests) == MAX_NEEDS_CHARACTERS
    assert sum(len(one.recommendations) for one in answered) >= 5 * REQUESTS
    assert sum(one.answer["widened"] is not None for one in answered) >= 20
    assert sum(not one.answer["understood"]["needs"] for one in answered) >= 5
    shown = [resource for one in answered for resource in one.resources]
    assert sum(resource.source.sample for resource in shown) >= 50
    assert sum(bool(resource.address and resource.address.confidential) for resource in shown) >= 10
    assert {one.answer["crisis"]["level"] for one in answered} == {"none", "concern", "acute"}
    reasons = {entry["reason"] for one in answered for entry in one.answer["left_out"]}
    assert reasons >= {"beyond_radius", "age", "language", "cost", "insurance", "closed", "mode", "kind", "population"}


def test_score_is_the_sum_of_its_reasons(answered: list[Answered]) -> None:
    for one in answered:
        for recommendation in one.recommendations:
            contributions = [reason["contribution"] for reason in recommendation["reasons"]]
            assert all(type(contribution) is float for contribution in contributions)
            assert abs(sum(contributions) - recommendation["score"]) <= 1e-6


def test_every_reason_says_something_and_the_plans_adds_nothing(answered: list[Answered]) -> None:
    for one in answered:
        plan = set(one.answer["plan"]["resource_ids"])
        for recommendation in one.recommendations:
            reasons = recommendation["reasons"]
            assert all(reason["text"].strip() for reason in reasons)
            of_plan = [reason for reason in reasons if reason["kind"] == "plan"]
            assert [reason["contribution"] for reason in of_plan] == [0.0] * (recommendation["resource"]["id"] in plan)


def test_ranks_count_from_one_and_no_listing_comes_twice(answered: list[Answered]) -> None:
    for one in answered:
        assert [r["rank"] for r in one.recommendations] == list(range(1, len(one.recommendations) + 1))
        assert len({r["resource"]["id"] for r in one.recommendations}) == len(one.recommendations)
        assert len(one.recommendations) <= one.request.limit


def test_by_match_the_plan_comes_first_and_the_rest_by_score(answered: list[Answered]) -> None:
    for one in answered:
        if one.request.sort == "match":
            plan = one.answer["plan"]["resource_ids"]
            assert [r["resource"]["id"] for r in one.recommendations[: len(plan)]] == plan
            rest = [(-r["score"], r["resource"]["id"]) for r in one.recommendations[len(plan) :]]
            assert rest == sorted(rest)


def test_by_distance_the_nearest_come_first_and_unknown_last(answered: list[Answered]) -> None:
    for one in answered:
        if one.request.sort == "distance":
            keys = [
                (r["distance_km"] is None, r["distance_km"] or 0.0, r["resource"]["id"]) for r in one.recommendations
            ]
            assert keys == sorted(keys)


def test_the_plan_is_at_most_three_of_the_recommendations(answered: list[Answered]) -> None:
    for one in answered:
        plan = one.answer["plan"]["resource_ids"]
        recommended = {r["resource"]["id"] for r in one.recommendations}
        assert len(plan) == len(set(plan)) <= min(3, one.request.limit)
        assert set(plan) <= recommended
        assert bool(plan) == bool(recommended)


def test_the_plan_accounts_for_every_understood_need_once(answered: list[Answered]) -> None:
    for one in answered:
        plan, needs = one.answer["plan"], one.answer["understood"]["needs"]
        covered = [cover["need_id"] for cover in plan["covers"]]
        assert sorted(covered + plan["uncovered"]) == sorted(need["id"] for need in needs)
        assert {cover["resource_id"] for cover in plan["covers"]} <= set(plan["resource_ids"])
        assert {found["need_id"] for found in plan["fallbacks"]} <= set(plan["uncovered"])
        reasons = [reason for r in one.recommendations for reason in r["reasons"] if reason["kind"] == "plan"]
        added = " ".join(reason["text"] for reason in reasons)
        labels = {need["id"]: need["label"] for need in needs}
        told = [labels[need_id] for need_id in plan["uncovered"] if labels[need_id] in added]
        # One label may be part of another.
        told = [label for label in told if not any(label in labels[need_id] for need_id in covered)]
        assert told == []


def test_evidence_is_verbatim_in_a_field_that_is_returned_whole(answered: list[Answered]) -> None:
    for one in answered:
        for recommendation, resource in zip(one.recommendations, one.resources, strict=True):
            shown = recommendation["resource"]
            assert {field: shown[field] for field in TEXT_FIELDS} == {f: resource.text(f) for f in TEXT_FIELDS}
            for reason in recommendation["reasons"]:
                if reason["kind"] in ("need", "meaning"):
                    evidence = reason["evidence"]
                    assert evidence["field"] in TEXT_FIELDS
                    assert evidence["text"].strip()
                    assert evidence["text"] in shown[evidence["field"]]


def test_said_is_verbatim_or_the_need_was_named_by_id(answered: list[Answered]) -> None:
    for one in answered:
        named = set(one.request.need_ids)
        for need in one.answer["understood"]["needs"]:
            if need["said"] is None:
                assert need["id"] in named
            else:
                assert need["said"].strip()
                assert need["said"] in (one.request.needs or "")
        said_of = {need["id"]: need["said"] for need in one.answer["understood"]["needs"]}
        assert named <= said_of.keys()
        for reason in (reason for r in one.recommendations for reason in r["reasons"]):
            if reason["kind"] == "need":
                assert reason.keys() == NEED_REASON
                assert reason["said"] == said_of[reason["need_id"]]


def test_every_documented_key_is_present_and_of_its_type(answered: list[Answered]) -> None:
    for one in answered:
        assert list(departures(one.answer)) == []


def test_distances_are_geodesics_to_what_is_shown(answered: list[Answered], oracle: Oracle) -> None:
    for one in answered:
        place = oracle.place(one.request.location)
        assert (one.answer["understood"]["place"] is None) == (place is None)
        for recommendation, resource in zip(one.recommendations, one.resources, strict=True):
            assert recommendation["distance_km"] == shown_km(place, resource)
            confidential = resource.address is not None and resource.address.confidential
            position = None if confidential else resource.position
            shown = (recommendation["resource"]["latitude"], recommendation["resource"]["longitude"])
            assert shown == ((position.latitude, position.longitude) if position else (None, None))


def test_sample_listings_say_so(answered: list[Answered]) -> None:
    for one in answered:
        any_sample = False
        for recommendation, resource in zip(one.recommendations, one.resources, strict=True):
            sample = recommendation["resource"]["source"]["sample"]
            assert sample is (resource.source.name == "Sample directory")
            assert any("Sample listing" in caution for caution in recommendation["cautions"]) is sample
            any_sample = any_sample or sample
        assert ("sample_data" in one.answer["notices"]) is any_sample


def test_the_answer_names_its_moment_and_its_snapshot(answered: list[Answered], real_index: OpenIndex) -> None:
    for one in answered:
        assert one.answer["as_of"] == "2026-11-22T18:00:00-05:00"
        assert one.answer["index"] == {
            "version": real_index.version,
            "built_at": real_index.built_at,
            "model": real_index.model,
            "resources": real_index.resource_count,
        }
