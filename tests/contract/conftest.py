"""The answers to several hundred requests on the real snapshot, given once a run (once a worker)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from data.resource import Resource
from indexer.open_index import OpenIndex
from matcher.match import match
from matcher.request import MatchRequest
from tests.contract.oracle import Oracle
from tests.contract.requests import match_requests

REQUESTS = 240
CALLED_FOR = {
    *("suicide-crisis", "self-harm", "overdose-naloxone", "detox", "dv-shelter", "dv-counseling", "sexual-assault"),
    *("child-abuse", "human-trafficking", "runaway-youth", "crisis-stabilization"),
}
"""The needs of people who may be in danger."""


@dataclass(frozen=True)
class Answered:
    """One request with its answer and the stored records of what it recommends, in order."""

    request: MatchRequest
    answer: dict[str, Any]
    resources: list[Resource]

    @property
    def recommendations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.answer["recommendations"]
        return found

    @property
    def may_be_in_danger(self) -> bool:
        """Whether danger is heard, or one of the needs that it calls for is understood."""
        needs = {need["id"] for need in self.answer["understood"]["needs"]}
        return self.answer["crisis"]["level"] != "none" or not needs.isdisjoint(CALLED_FOR)

    @property
    def radius_km(self) -> float:
        """The radius in force."""
        widened = self.answer["widened"]
        return float(widened["to_km"]) if widened else self.request.radius_km


@pytest.fixture(scope="session")
def oracle(real_index: OpenIndex) -> Oracle:
    return Oracle.of(real_index)


@pytest.fixture(scope="session")
def answered(real_index: OpenIndex, oracle: Oracle) -> list[Answered]:
    by_id = {resource.id: resource for resource in oracle.resources}
    given = []
    for request in match_requests(REQUESTS):
        answer: dict[str, Any] = match(request, real_index)
        given.append(Answered(request, answer, [by_id[r["resource"]["id"]] for r in answer["recommendations"]]))
    return given
