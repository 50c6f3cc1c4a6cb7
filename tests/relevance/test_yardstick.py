"""The yardstick is fair: splits share no need, statements name no label, no phrase is close to a test statement."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from data.danger_phrases import danger_phrases
from data.needs import load_taxonomy
from data.statements import statements
from indexer.encoder import Encoder
from matcher.relevance import CaseError, read_cases, read_directory
from tests.relevance import HERE
from tests.relevance.labelled import DIRECTORIES
from tests.support.real_model import bundled_embedder

CASES = read_cases([HERE / "statements"])
TOO_CLOSE = 0.85
SEVERAL = "several"
"""Statements that mix needs of the train and the dev split, and none of the test split."""


def test_there_are_enough_statements_of_every_kind() -> None:
    english = [case for case in CASES if case.lang == "en"]
    assert len(english) >= 300
    assert sum(case.lang == "es" for case in CASES) >= 60
    assert {len(case.needs) for case in english} == {1, 2, 3, 4}
    assert len({case.statement for case in CASES}) == len({case.id for case in CASES}) == len(CASES)
    lengths = [len(case.statement.split()) for case in english]
    assert sum(length <= 10 for length in lengths) >= 60
    assert sum(length >= 45 for length in lengths) >= 60


def test_no_need_is_in_two_splits_and_every_need_in_one() -> None:
    splits = defaultdict(set)
    for case in CASES:
        for need in case.needs:
            splits[need].add(case.split)
    assert {need for need, found in splits.items() if len(found - {SEVERAL}) > 1} == set()
    assert {need for need, found in splits.items() if found >= {SEVERAL, "test"}} == set()
    assert set(splits) == {need.id for need in load_taxonomy()}


def test_no_statement_holds_a_word_of_its_needs_labels() -> None:
    small = {
        "and",
        "for",
        "from",
        "the",
        "with",
        "help",
        "after",
        "other",
        "who",
        "their",
        "people",
        "someone",
        "losing",
    }
    taxonomy = load_taxonomy()
    found = []
    for case in CASES:
        spoken = {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", case.statement.lower())}
        for need in case.needs if case.lang == "en" else ():
            label = {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", taxonomy[need].label.lower())} - small
            if spoken & label:
                found.append((case.id, spoken & label))
    assert found == []


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda directory: directory.name)
def test_grades_are_of_needs_and_hold_no_names_of_licensed_codes(directory: object) -> None:
    path = HERE / f"grades-{directory.name}.json"  # type: ignore[attr-defined]
    rules = read_directory(path).rules
    assert set(rules) <= {need.id for need in load_taxonomy()}
    if directory.name == "dc211":  # type: ignore[attr-defined]
        labels = [label for of_need in rules.values() for r in of_need for label in (r.label, r.with_label) if label]
        assert all(re.fullmatch(r"[A-Z]{1,2}(?:-[0-9.\-]+)?", label) for label in labels)


def test_statements_of_danger_are_enough_and_not_the_phrases() -> None:
    files = sorted((HERE / "crisis").glob("*.jsonl"))
    cases = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(case["level"] != "none" for case in cases) >= 150
    assert sum(case["level"] == "none" for case in cases) >= 150
    texts = [*(phrase.text for phrase in danger_phrases()), *(told.text for told in statements())]
    told = {" ".join(text.casefold().split()) for text in texts}
    assert not told & {" ".join(case["text"].casefold().split()) for case in cases}


@pytest.mark.integration
def test_no_phrase_of_the_taxonomy_is_close_to_a_test_statement(tmp_path: Path) -> None:
    """By the model as published, which none of the phrases has taught to draw them together."""
    embedder, exported = bundled_embedder(), (tmp_path / "encoder.onnx", tmp_path / "tokenizer.json")
    embedder.export(*exported)
    published = Encoder(*exported, pooling=embedder.pooling, max_tokens=embedder.max_tokens)
    phrases = [phrase for need in load_taxonomy() for phrase in (*need.said, *need.said_es)]
    phrases += [text for told in statements() for text in (told.text, *told.needs.values())]
    phrases = list(dict.fromkeys(phrases))
    tested = [case.statement for case in CASES if case.split == "test"]
    closeness = published.encode(tested) @ published.encode(phrases).T
    close = [(tested[s], phrases[p]) for s, p in np.argwhere(closeness >= TOO_CLOSE)]
    assert close == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ('{"needs": ["snap"]}', "a statement"),
        ('{"statement": "x"}', "neither needs nor relevance"),
        ('{"statement": "x", "needs": ["snap"], "grade": 1}', "unknown grade"),
        ('{"statement": "x", "needs": "snap"}', "needs must be a list"),
        ('{"statement": "x", "needs": ["snap"], "filters": {"wheel": true}}', "filters must be an object of"),
        ('{"statement": "x", "relevance": [{"label": "B", "grade": 9}]}', "0, 1, 2 or 3"),
        ('{"statement": "x", "relevance": [{"label": "B", "id": "1", "grade": 1}]}', "one of label"),
    ],
)
def test_a_bad_case_is_refused_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f'{{"statement": "fine", "needs": ["snap"]}}\n{line}\n')
    with pytest.raises(CaseError, match=rf"cases\.jsonl, line 2.*{said}"):
        read_cases([path])
