"""The yardstick itself: perfect answers measure 1, wrong ones 0, and what each case can reach is not more than 1."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from data.resource import SUPPORT_TYPES
from matcher import evaluate as evaluating
from matcher.evaluate import BY_HAND, MATCHER, MEASURES, by_need, evaluate, table
from matcher.relevance import Case, Directory, Rule
from tests.matcher.small import SmallIndex, WordEncoder, made

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


def _measured(directory: Directory, folder: Path, cases: list[Case] = CASES) -> Any:
    return evaluate(cases, SmallIndex(folder, RESOURCES, FITS), directory, lambda text: WordEncoder().encode([text])[0])


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
    assert all(f"{support_type}, " in said for support_type in SUPPORT_TYPES)
    assert said.count("P@3") == said.count("coverage") == 1 + len(SUPPORT_TYPES)
    assert "cases graded: 2" in said
    assert "filters broken: 0 in 8 answers" in said
    rows = {line.split()[0]: line.split()[1:] for line in by_need(results).splitlines()[1:]}
    assert rows == {"rides": ["1.00", "2", "1.00", "1.00"], "groceries": ["1.00", "1", "–", "–"]}


FOUR = Case(
    id="four", statement="I need rides, food, a lawyer, and talk", needs=("rides", "groceries", "legal", "warmline")
)


def test_of_four_needs_three_can_be_understood_and_covering_all_four_is_no_more_than_all(tmp_path: Path) -> None:
    fits = {("a", need): 0.9 for need in FOUR.needs} | {("b", "rides"): 0.8}
    grades = _graded(**{need: {"a": 3} for need in FOUR.needs})
    index = SmallIndex(tmp_path, RESOURCES, fits)
    results = evaluate([FOUR], index, grades, lambda text: WordEncoder().encode([text])[0])
    assert results.values[BY_HAND]["coverage"] == [1.0]
    assert sum(hit for _, _, hit in results.understood) == 3.0
    assert len(results.understood) == 4
    assert "of four, three can be: 0.750 at most" in table(results)


def test_every_case_is_asked_twice_by_every_method(tmp_path: Path) -> None:
    results = _measured(_graded(rides={"a": 1}, groceries={"d": 2}), tmp_path)
    for method in ("random", "nearest first", "BM25", "dense", "dense + BM25", MATCHER, BY_HAND):
        own = [one for one in results.checked if one.method == method]
        assert [one.drawn for one in own] == [False, True, False, True]
        assert all(one.listings for one in own if not one.drawn)


def test_what_an_answer_breaks_is_counted_for_its_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluating, "violations", lambda answer, request, index: ["a breaks cost"])
    results = _measured(_graded(rides={"a": 3}, groceries={"d": 3}), tmp_path)
    assert results.violations.count("one, matcher: a breaks cost") == 2
    assert "filters broken: 8 in 8 answers" in table(results)
    first = table(results).splitlines()
    assert next(line for line in first if line.startswith("matcher")).endswith("4 in 4")
    assert next(line for line in first if line.startswith("random")).endswith("0 in 4")
