"""Whole statements: the bundled ones tell enough of every need, and a broken file is refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.danger_phrases import danger_phrases
from data.needs import load_taxonomy
from data.statements import StatementError, statements
from tests.support.data_file import in_place_of

FIRST: dict[str, Any] = {
    "text": "The fridge is empty and he hits me",
    "needs": {"food-pantry": "The fridge is empty"},
    "level": "concern",
    "signals": ["domestic_violence"],
}
SECOND: dict[str, Any] = {"text": "No bus here", "needs": {}, "level": "none", "signals": []}


class TestBundled:
    def test_every_need_is_stated_and_most_statements_state_several(self) -> None:
        counts = Counter(need_id for each in statements() for need_id in each.needs)
        assert set(counts) == {need.id for need in load_taxonomy()}
        assert min(counts.values()) >= 5
        assert sum(len(each.needs) > 1 for each in statements()) > len(statements()) / 2

    def test_none_stands_twice_or_among_the_phrases_of_danger(self) -> None:
        texts = [" ".join(each.text.casefold().split()) for each in statements()]
        assert len(set(texts)) == len(texts)
        assert set(texts).isdisjoint(" ".join(each.text.casefold().split()) for each in danger_phrases())

    def test_most_tell_of_no_danger(self) -> None:
        assert 0.7 < sum(each.level == "none" for each in statements()) / len(statements()) < 1


class TestFile:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Iterator[Path]:
        with in_place_of("data.statements._FILE", statements, tmp_path / "statements.json") as path:
            yield path

    def test_they_come_in_the_files_order(self, file: Path) -> None:
        file.write_text(json.dumps([FIRST, SECOND]))
        first, second = statements()
        assert (first.text, dict(first.needs)) == (FIRST["text"], FIRST["needs"])
        assert (first.level, first.signals) == ("concern", ("domestic_violence",))
        assert (second.text, second.level, second.signals) == ("No bus here", "none", ())

    @pytest.mark.parametrize(
        ("document", "message"),
        [
            ({}, "must be a list"),
            ([FIRST, "x"], "#2 must have text, needs, level and signals"),
            ([{**FIRST, "lang": "en"}], "#1 must have text, needs, level and signals"),
            ([{**FIRST, "text": 3}], "#1: text must be a text"),
            ([{**FIRST, "needs": ["food-pantry"]}], "#1: text must be a text and needs an object"),
            ([{**FIRST, "needs": {"food-pantry": "the fridge is empty"}}], "#1: the words of food-pantry do not stand"),
            ([{**FIRST, "needs": {"food-pantry": " "}}], "#1: the words of food-pantry do not stand"),
            ([{**FIRST, "level": "grave"}], "#1: level or signals are none"),
            ([{**FIRST, "signals": ["boredom"]}], "#1: level or signals are none"),
            ([{**FIRST, "signals": []}], "#1: signals are named where there is danger"),
            ([{**FIRST, "level": "none"}], "#1: signals are named where there is danger"),
        ],
    )
    def test_a_broken_file_is_refused(self, file: Path, document: Any, message: str) -> None:
        file.write_text(json.dumps(document))
        with pytest.raises(StatementError, match=rf"^statements\.json: {message}"):
            statements()

    def test_a_file_that_cannot_be_read_is_named(self, file: Path) -> None:
        file.write_bytes(b"\xff{")
        with pytest.raises(StatementError, match=r"^statements\.json: can't be read as JSON"):
            statements()
