"""Phrases of danger: every signal in both levels, look-alikes beside them, and a broken file is refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.crisis import SIGNALS, CrisisDataError
from data.danger_phrases import NEAR_DANGER, DangerPhrase, danger_phrases
from data.needs import load_taxonomy
from tests.support.data_file import in_place_of

SMALL: dict[str, Any] = {
    "none": ["this traffic kills me"],
    **{
        signal: {"concern": [f"{signal} may be"], "acute": [f"{signal} now", f"{signal} at once"]} for signal in SIGNALS
    },
}


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


class TestBundled:
    def test_every_signal_is_told_in_both_levels(self) -> None:
        counts = Counter((signal, each.level) for each in danger_phrases() for signal in each.signals)
        assert {key for key, count in counts.items() if count >= 50} == {
            (signal, level) for signal in SIGNALS for level in ("concern", "acute")
        }

    def test_look_alikes_have_no_signal_and_danger_has_one(self) -> None:
        for each in danger_phrases():
            assert len(each.signals) == (0 if each.level == "none" else 1), each
        assert sum(each.level == "none" for each in danger_phrases()) >= 1000

    def test_no_phrase_is_empty_or_stands_twice(self) -> None:
        counts = Counter(folded(each.text) for each in danger_phrases())
        assert counts[""] == 0
        assert [text for text, count in counts.items() if count > 1] == []

    def test_nothing_that_tells_of_danger_states_no_need(self) -> None:
        danger = {folded(each.text) for each in danger_phrases() if each.signals}
        assert danger.isdisjoint(map(folded, load_taxonomy().background))

    def test_the_needs_near_danger_are_needs(self) -> None:
        taxonomy = load_taxonomy()
        assert sorted(NEAR_DANGER - {need.id for need in taxonomy}) == []
        assert {"suicide-crisis", "self-harm", "dv-shelter", "overdose-naloxone"} <= NEAR_DANGER
        assert len(NEAR_DANGER) < len(taxonomy) / 2

    def test_what_is_ordinarily_said_is_not_danger(self) -> None:
        danger = {folded(each.text) for each in danger_phrases() if each.signals}
        ordinary = {
            folded(phrase)
            for need in load_taxonomy()
            if need.id not in NEAR_DANGER
            for phrase in (*need.said, *need.said_es)
        }
        assert danger.isdisjoint(ordinary)


class TestFile:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Iterator[Path]:
        with in_place_of("data.danger_phrases._FILE", danger_phrases, tmp_path / "danger_phrases.json") as path:
            yield path

    def test_phrases_come_in_the_files_order(self, file: Path) -> None:
        file.write_text(json.dumps(SMALL))
        phrases = danger_phrases()
        assert len(phrases) == 1 + 3 * len(SIGNALS)
        assert phrases[:4] == (
            DangerPhrase("this traffic kills me", "none", ()),
            DangerPhrase("suicide may be", "concern", ("suicide",)),
            DangerPhrase("suicide now", "acute", ("suicide",)),
            DangerPhrase("suicide at once", "acute", ("suicide",)),
        )
        assert danger_phrases() is phrases

    @pytest.mark.parametrize(
        ("document", "message"),
        [
            ({**SMALL, "boredom": {"concern": ["x"], "acute": ["y"]}}, "must hold 'none' and every signal"),
            ({key: value for key, value in SMALL.items() if key != "suicide"}, "must hold 'none' and every signal"),
            ({key: value for key, value in SMALL.items() if key != "none"}, "must hold 'none' and every signal"),
            ({}, "must hold 'none' and every signal"),
            ([], "must be an object"),
            ({**SMALL, "suicide": {"acute": ["x"]}}, "suicide must have concern and acute"),
            ({**SMALL, "overdose": {"acute": ["x"], "concern": ["y"], "mild": []}}, "overdose must have concern and"),
            ({**SMALL, "overdose": ["x"]}, "overdose must have concern and acute"),
            ({**SMALL, "none": "this traffic kills me"}, "none must be a list of texts"),
            ({**SMALL, "none": ["fine", " "]}, "none must be a list of texts"),
            ({**SMALL, "suicide": {"acute": "now", "concern": ["y"]}}, "suicide acute must be a list of texts"),
            ({**SMALL, "suicide": {"acute": ["now", 3], "concern": ["y"]}}, "suicide acute must be a list of texts"),
        ],
    )
    def test_a_broken_file_is_refused(self, file: Path, document: Any, message: str) -> None:
        file.write_text(json.dumps(document))
        with pytest.raises(CrisisDataError, match=rf"^danger_phrases\.json: {message}"):
            danger_phrases()

    @pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{}", None])
    def test_a_file_that_cannot_be_read_is_named(self, file: Path, content: bytes | None) -> None:
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(CrisisDataError, match=r"^danger_phrases\.json: can't be read as JSON"):
            danger_phrases()
