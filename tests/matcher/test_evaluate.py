"""The yardstick itself: perfect answers measure 1, wrong ones 0, and every broken filter is found."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from data.resource import Address
from matcher.evaluate import AS_OF, BY_HAND, MATCHER, MEASURES, by_need, evaluate, table, violations
from matcher.relevance import Case, Directory, Rule
from matcher.request import Location, MatchRequest
from tests.matcher.small import SmallIndex, WordEncoder, answer_to, made

RESOURCES = [made(name, description=f"Listing {name}.") for name in "abcdef"]
FITS = {("a", "rides"): 0.9, ("b", "rides"): 0.8, ("c", "rides"): 0.7, ("d", "groceries"): 0.9, ("e", "legal"): 0.9}
CASES = [
    Case(id="one", statement="I need rides", needs=("rides",), split="dev"),
    Case(id="two", statement="I need rides, and I need groceries", needs=("rides", "groceries"), split="dev"),
]


def _graded(**of_need: dict[str, int]) -> Directory:
    """Grades by need and id; those not named are judged to answer nothing."""
    rules = {
        need: tuple(Rule(grade=grades.get(one.id, 0), id=one.id) for one in RESOURCES)
        for need, grades in of_need.items()
    }
    return Directory("33130", rules)


def _measured(directory: Directory, folder: Path) -> Any:
    return evaluate(CASES, SmallIndex(folder, RESOURCES, FITS), directory, lambda text: WordEncoder().encode([text])[0])


def test_what_ranks_as_it_is_graded_measures_one(tmp_path: Path) -> None:
    results = _measured(_graded(rides={"a": 3, "b": 2, "c": 2}, groceries={"d": 3}), tmp_path)
    for method in (MATCHER, BY_HAND):
        values = results.values[method]
        assert values["nDCG@10"][0] == values["P@3"][0] == 1.0
        assert values["best in plan"] == [1.0, 1.0]
        assert math.isnan(values["coverage"][0])
        assert values["coverage"][1] == 1.0
    assert [hit for _, _, hit in results.understood] == [1.0, 1.0, 1.0]
    assert results.values["random"]["nDCG@10"][0] < 1.0
    assert [case.id for case in results.graded] == ["one", "two"]
    assert results.violations == []


def test_what_ranks_against_its_grades_measures_nothing(tmp_path: Path) -> None:
    results = _measured(_graded(rides={"f": 3}, groceries={"f": 3}), tmp_path)
    for measure in MEASURES[:3]:
        assert results.values[MATCHER][measure] == [0.0, 0.0]
    assert results.values[MATCHER]["coverage"][1] == 0.0


def test_a_case_that_nothing_answers_is_left_out(tmp_path: Path) -> None:
    results = _measured(_graded(rides={"a": 1}, groceries={"d": 2}), tmp_path)
    assert [case.id for case in results.graded] == ["two"]
    assert [len(values) for values in results.values[MATCHER].values()] == [1] * len(MEASURES)


def test_the_tables_name_methods_and_needs(tmp_path: Path) -> None:
    results = _measured(_graded(rides={"a": 3}, groceries={"d": 3}), tmp_path)
    said = table(results)
    assert all(method in said for method in ("random", "nearest first", "BM25", "dense", MATCHER, BY_HAND))
    assert "cases graded: 2" in said
    assert "filters broken: 0" in said
    rows = {line.split()[0]: line.split()[1:] for line in by_need(results).splitlines()[1:]}
    assert rows == {"rides": ["1.00", "2", "1.00", "1.00"], "groceries": ["1.00", "1", "–", "–"]}


@pytest.mark.parametrize(
    ("asked", "changed", "breaks"),
    [
        ({"modes": ("online",)}, {}, "mode"),
        ({"kinds": ("therapist",)}, {}, "kind"),
        ({"languages": ("es",)}, {"languages": ["vi"]}, "language"),
        ({"populations": ("veterans",)}, {"populations": ["students"]}, "population"),
        ({"insurance": "medicaid"}, {"insurance": ["medicare"]}, "insurance"),
        ({"cost": "free"}, {"cost": "low_cost"}, "cost"),
        ({"cost": "low_cost"}, {"cost": "paid"}, "cost"),
        ({"age": 17}, {"minimum_age": 18}, "age"),
        ({"age": 30}, {"maximum_age": 24}, "age"),
        ({"radius_km": 0.5}, {}, "beyond_radius"),
    ],
)
def test_a_broken_filter_is_found(asked: dict[str, Any], changed: dict[str, Any], breaks: str, tmp_path: Path) -> None:
    answer = answer_to([made("a", modes=("in_person",))], tmp_path, widen=False)
    request = MatchRequest(location=Location(place="33130"), as_of=AS_OF, need_ids=("rides",), **asked)
    answer["recommendations"][0]["resource"] |= changed
    assert violations(answer, request) == [f"a breaks {breaks}"]


def test_a_leak_of_a_confidential_place_is_found(tmp_path: Path) -> None:
    hidden = made("a", address=Address(city="Miami", state_province="FL", country="US", confidential=True))
    answer = answer_to([hidden], tmp_path)
    request = MatchRequest(location=Location(place="33130"), as_of=AS_OF, need_ids=("rides",))
    assert violations(answer, request) == []
    answer["recommendations"][0]["distance_km"] = 1.0
    assert violations(answer, request) == ["a breaks confidential"]
