"""Why one listing is, or is not, recommended agrees with the match, for several hundred requests on real feeds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.open_index import OpenIndex
from matcher.why_not import why_not
from tests.contract.conftest import Answered
from tests.contract.documented import EXPLAINED, NULLABLE_EXPLAINED, departures
from tests.contract.http_service import AS_OF, EXPLAIN, MATCHES, SAID, Service
from tests.contract.oracle import Oracle, shown_km

OTHERS = 3
SHARED = ("resource", "score", "distance_km", "reasons", "cautions", "rank")


def _explained(one: Answered, ids: list[str], index: OpenIndex) -> Iterator[dict[str, Any]]:
    for resource_id in ids:
        explained: dict[str, Any] = why_not(one.request, resource_id, index)
        assert list(departures(explained, EXPLAINED, nullable=NULLABLE_EXPLAINED)) == []
        assert explained["resource"]["id"] == resource_id
        assert (explained["as_of"], explained["crisis"]) == (one.answer["as_of"], one.answer["crisis"])
        assert explained["in_plan"] is (resource_id in one.answer["plan"]["resource_ids"])
        assert all(obstacle["text"].strip() for obstacle in explained["obstacles"])
        yield explained


@pytest.mark.real_feeds
def test_what_is_recommended_is_explained_as_it_was_recommended(
    answered: list[Answered], real_index: OpenIndex
) -> None:
    for one in answered:
        chosen = [
            one.recommendations[number]
            for number in sorted({0, 2, len(one.recommendations) - 1})
            if 0 <= number < len(one.recommendations)
        ]
        explained = _explained(one, [found["resource"]["id"] for found in chosen], real_index)
        for found, answer in zip(chosen, explained, strict=True):
            assert {name: answer[name] for name in SHARED} == {name: found[name] for name in SHARED}
            assert (answer["recommended"], answer["ahead"]) == (True, found["rank"] - 1)
            assert (answer["obstacles"], answer["difference"]) == ([], None)


@pytest.mark.real_feeds
def test_the_nearest_of_what_was_left_out_has_that_one_obstacle(
    answered: list[Answered], real_index: OpenIndex
) -> None:
    seen = set()
    for one in answered:
        left_out = [entry for entry in one.answer["left_out"] if entry["nearest"]]
        for entry, answer in zip(
            left_out, _explained(one, [entry["nearest"]["id"] for entry in left_out], real_index), strict=True
        ):
            obstacles = [obstacle["reason"] for obstacle in answer["obstacles"]]
            # In danger, a made-up line is left out whatever the filters say.
            assert obstacles in ([entry["reason"]], [entry["reason"], "sample_in_crisis"])
            made_up = answer["resource"]["kind"] == "helpline" and answer["resource"]["source"]["sample"]
            assert ("sample_in_crisis" in obstacles) is (made_up and one.may_be_in_danger)
            assert answer["distance_km"] == entry["nearest"]["distance_km"]
            seen.add(entry["reason"])
    assert len(seen) >= 9


@pytest.mark.real_feeds
def test_whatever_else_is_not_recommended_has_an_obstacle(
    answered: list[Answered], real_index: OpenIndex, oracle: Oracle
) -> None:
    rng, seen = random.Random(7), set()
    for one in answered:
        recommended = {found["resource"]["id"] for found in one.recommendations}
        place = oracle.place(one.request.location)
        others = [resource for resource in rng.sample(oracle.resources, OTHERS + 100) if resource.id not in recommended]
        tagged = set(one.answer["understood"]["needs"] and [need["id"] for need in one.answer["understood"]["needs"]])
        # Half of them at least answer what was said, so that some of them are ranked.
        others.sort(key=lambda resource: not tagged & {tag.need_id for tag in resource.tags})
        for resource, answer in zip(
            others[:OTHERS], _explained(one, [each.id for each in others[:OTHERS]], real_index), strict=True
        ):
            reasons = {obstacle["reason"] for obstacle in answer["obstacles"]}
            assert answer["recommended"] is False
            assert reasons
            seen |= reasons
            ranked = "beyond_limit" in reasons
            assert reasons <= {"beyond_limit", "other_site_shown"} or not ranked
            assert (answer["rank"] is not None) is (answer["score"] is not None) is ranked
            assert (answer["difference"] is not None) is ranked
            assert answer["distance_km"] == shown_km(place, resource)
            if ranked:
                assert answer["rank"] == answer["ahead"] + 1 > one.request.limit == len(one.recommendations)
                assert answer["difference"]["id"] == one.recommendations[-1]["resource"]["id"]
                assert sum(reason["contribution"] for reason in answer["reasons"]) == pytest.approx(
                    answer["score"], abs=1e-6
                )
            if answer["resource"]["address"] and answer["resource"]["address"]["confidential"]:
                texts = [obstacle["text"] for obstacle in answer["obstacles"] if obstacle["reason"] == "beyond_radius"]
                assert all("km away" not in text for text in texts)
    assert seen >= {"beyond_radius", "beyond_limit", "no_location", "not_relevant", "kind", "mode"}


@pytest.fixture(scope="module")
def service(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(bundled_folder, tmp_path_factory.mktemp("explain") / "reports.sqlite")


@pytest.mark.integration
@pytest.mark.parametrize("sort", ["match", "distance"])
def test_over_http_a_longer_list_shows_what_the_shorter_one_ended_before(service: Service, sort: str) -> None:
    asked = {"needs": SAID, "location": {"place": "33130"}, "as_of": AS_OF, "sort": sort}
    longer = service.post(MATCHES, {**asked, "limit": 20}).get_json()["recommendations"]
    for found in longer:
        answer = service.post(EXPLAIN, {"request": {**asked, "limit": 5}, "id": found["resource"]["id"]}).get_json()
        assert (answer["rank"], answer["score"]) == (found["rank"], found["score"])
        assert answer["recommended"] is (found["rank"] <= 5)
    unknown = service.post(EXPLAIN, {"request": asked, "id": "nobody"})
    assert (unknown.status_code, unknown.headers["Cache-Control"]) == (404, "no-store")
