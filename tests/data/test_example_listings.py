"""Made-up listings: the bundled ones show every need answered, and none can be called; a broken file is refused."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.example_listings import EXACT, ExampleListingError, example_listings
from data.needs import load_taxonomy
from tests.support.data_file import in_place_of

FIRST: dict[str, Any] = {
    "name": "Tuesday Table",
    "organization": "Mercy House",
    "description": "Hot meals.",
    "needs": {"food-pantry": 3},
}


class TestBundled:
    def test_every_need_is_answered_many_times(self) -> None:
        exact = Counter(need_id for each in example_listings() for need_id, how in each.needs.items() if how == EXACT)
        assert set(exact) == {need.id for need in load_taxonomy()}
        assert min(exact.values()) >= 8

    def test_none_stands_twice(self) -> None:
        texts = [" ".join(f"{each.name}: {each.description}".casefold().split()) for each in example_listings()]
        assert len(set(texts)) == len(texts)

    def test_none_can_be_called_or_visited(self) -> None:
        reached = re.compile(r"\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\b\d{3}-\d{4}\b|https?:|www\.|\S@\S")
        assert [each.name for each in example_listings() if reached.search(f"{each.name} {each.description}")] == []


class TestFile:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Iterator[Path]:
        with in_place_of("data.example_listings._FILE", example_listings, tmp_path / "example_listings.json") as path:
            yield path

    def test_they_come_in_the_files_order(self, file: Path) -> None:
        file.write_text(json.dumps([FIRST, {**FIRST, "description": "", "needs": {}}]))
        first, second = example_listings()
        assert (first.name, first.organization, first.description) == ("Tuesday Table", "Mercy House", "Hot meals.")
        assert (dict(first.needs), dict(second.needs), second.description) == ({"food-pantry": EXACT}, {}, "")

    @pytest.mark.parametrize(
        ("document", "message"),
        [
            ({}, "must be a list"),
            ([FIRST, "x"], "#2 must have name, organization, description and needs"),
            ([{**FIRST, "phone": "x"}], "#1 must have name, organization, description and needs"),
            ([{**FIRST, "name": " "}], "#1: name, organization and description must be texts"),
            ([{**FIRST, "description": None}], "#1: name, organization and description must be texts"),
            ([{**FIRST, "needs": ["food-pantry"]}], "#1: needs must be an object"),
            ([{**FIRST, "needs": {"food-pantry": 1}}], "#1: needs must be an object of 3 and 2"),
            ([{**FIRST, "needs": {"food-pantry": [3]}}], "#1: needs must be an object of 3 and 2"),
        ],
    )
    def test_a_broken_file_is_refused(self, file: Path, document: Any, message: str) -> None:
        file.write_text(json.dumps(document))
        with pytest.raises(ExampleListingError, match=rf"^example_listings\.json: {message}"):
            example_listings()
