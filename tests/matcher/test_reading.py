"""A statement is read once: its facets verbatim, each with its vector in its context and its letters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import EncodedText
from indexer.open_index import OpenIndex
from matcher.facets import facets
from matcher.reading import read
from tests.matcher.small import WORDS, SmallIndex, WordEncoder, made

TWO = "I need a ride there, and also some food today"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    return SmallIndex(tmp_path_factory.mktemp("reading"), [made("a")], {})


@pytest.mark.parametrize("statement", [None, "", " ", "…!?", "🆘", "\x00", "\u202e\u202c"])
def test_without_a_word_there_is_nothing_to_read(index: SmallIndex, statement: str | None) -> None:
    assert read(statement, index) is None


def test_the_whole_comes_first_and_then_each_facet(index: SmallIndex) -> None:
    reading = read(TWO, index)
    assert reading is not None
    assert [reading.words(facet) for facet in range(len(reading.spans))] == ["I need a ride there", "some food today"]
    assert reading.vectors.shape == (3, len(WORDS) + 1)
    assert len(reading.letters) == 3
    np.testing.assert_array_equal(reading.whole, reading.vectors[0])
    ride, food = WORDS.index("ride"), WORDS.index("food")
    assert reading.whole[ride] == pytest.approx(reading.whole[food])
    assert (reading.vectors[1][ride] > 0.9, reading.vectors[1][food]) == (True, 0.0)
    assert (reading.vectors[2][food] > 0.9, reading.vectors[2][ride]) == (True, 0.0)


def test_letters_are_those_of_the_words_they_stand_for(index: SmallIndex) -> None:
    reading = read(TWO, index)
    assert reading is not None
    for number, words in enumerate((TWO, "I need a ride there", "some food today")):
        alone = read(words, index)
        assert alone is not None
        np.testing.assert_array_equal(reading.letters[number].buckets, alone.letters[0].buckets)
        np.testing.assert_array_equal(reading.letters[number].values, alone.letters[0].values)


def test_a_statement_of_one_facet_is_that_facet(index: SmallIndex) -> None:
    reading = read("…I need a ride there!", index)
    assert reading is not None
    assert [reading.words(facet) for facet in range(len(reading.spans))] == ["I need a ride there"]
    np.testing.assert_array_equal(reading.vectors[0], reading.vectors[1])
    assert reading.letters[0] is reading.letters[1]


def test_it_takes_one_pass_of_the_encoder(index: SmallIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[str] = []

    class Counting(WordEncoder):
        def encode_tokens(self, text: str) -> EncodedText:
            passed.append(text)
            return super().encode_tokens(text)

    monkeypatch.setattr(index, "encoder", Counting())
    read(TWO + "; " + TWO, index)
    assert passed == [TWO + "; " + TWO]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(index: SmallIndex, statement: str) -> None:
    reading = read(statement, index)
    spans = facets(statement) if statement else []
    assert (reading is None) == (not spans)
    if reading is not None:
        assert list(reading.spans) == spans
        assert len(reading.vectors) == len(reading.letters) == 1 + len(spans)
        assert np.isfinite(reading.vectors).all()


@pytest.mark.integration
def test_vectors_are_unit_vectors_of_the_words_in_their_context(bundled_index: OpenIndex) -> None:
    first, second = (
        read(f"{who} drinks every night, and I need a ride to work", bundled_index) for who in ("my husband", "he")
    )
    assert first is not None
    assert second is not None
    np.testing.assert_allclose(np.linalg.norm(first.vectors, axis=1), 1.0, atol=1e-5)
    assert first.words(1) == second.words(1) == "I need a ride to work"
    # The same words, read beside others, are close and not the same.
    likeness = float(first.vectors[2] @ second.vectors[2])
    assert 0.8 < likeness < 1.0 - 1e-5
