"""Letters as features: the same for the same words however they are written, of unit length, and cheap to compare."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.lexical import BUCKETS, Letters, inverse_frequencies, letters_of, words_of

EVEN = np.ones(BUCKETS, dtype=np.float32)
LATIN = st.text("abcdefghijklmnopqrstuvwxyzáéíóúñüçèêöß '-.,!?0123456789", max_size=80)


def likeness(first: Letters, second: Letters) -> float:
    """The cosine of two texts."""
    _, of_first, of_second = np.intersect1d(first.buckets, second.buckets, return_indices=True)
    return float(first.values[of_first] @ second.values[of_second])


def assert_same(text: str, other: str) -> None:
    first, second = letters_of(text, EVEN), letters_of(other, EVEN)
    assert np.array_equal(first.buckets, second.buckets), (text, other)
    assert np.array_equal(first.values, second.values), (text, other)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_features_of_unit_length(text: str) -> None:
    made = letters_of(text, EVEN)
    assert made.values.dtype == np.float32
    assert len(made.buckets) == len(made.values)
    assert (np.diff(made.buckets) > 0).all()
    if words_of(text):
        assert 0 <= made.buckets[0] <= made.buckets[-1] < BUCKETS
        assert (made.values > 0).all()
        assert float(np.linalg.norm(made.values)) == pytest.approx(1.0, abs=1e-5)
    else:
        assert len(made.buckets) == 0


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_the_same_text_has_the_same_features(text: str) -> None:
    assert_same(text, str(text.encode("utf-8", "surrogatepass"), "utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(LATIN)
def test_case_and_accents_are_ignored(text: str) -> None:
    assert_same(text, text.upper())
    assert_same(text, text.title())
    assert_same(unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    assert_same(text, plain)


@settings(max_examples=200, deadline=None)
@given(LATIN, st.sampled_from("'’‘ʼ`´"))
def test_apostrophes_are_ignored_whichever_they_are(text: str, apostrophe: str) -> None:
    assert_same(text, text.replace("'", apostrophe))
    assert_same(text, text.replace("'", ""))


@settings(max_examples=100, deadline=None)
@given(LATIN)
def test_marks_and_spacing_between_words_are_ignored(text: str) -> None:
    assert_same(text, f"  {text} ...\n")
    assert_same(" ".join(words_of(text)), " ¡ ".join(words_of(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I can't cope", ["i", "cant", "cope"]),
        ("I can´t cope", ["i", "cant", "cope"]),
        ("I can`t cope", ["i", "cant", "cope"]),
        ("no sé QUÉ hacer", ["no", "se", "que", "hacer"]),
        ("¿Mi hijo usa drogas?", ["mi", "hijo", "usa", "drogas"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("12-step, A.A. 24/7", ["12", "step", "a", "a", "24", "7"]),
        ("snake_case", ["snake", "case"]),
        ("ﬁnd help", ["find", "help"]),
        ("помощь 東京", ["помощь", "東京"]),
        ("😀 ... '", []),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_the_order_of_words_tells() -> None:
    first, second = letters_of("my son hits me", EVEN), letters_of("me hits my son", EVEN)
    assert 0.5 < likeness(first, second) < 0.99


def test_a_spelling_mistake_is_nearer_than_another_word() -> None:
    right = letters_of("withdrawal", EVEN)
    assert likeness(right, letters_of("withdrawl", EVEN)) > 0.4
    assert likeness(right, letters_of("breakfast", EVEN)) < 0.1


def test_what_comes_twice_counts_more_but_not_double() -> None:
    once, twice = letters_of("rides", EVEN), letters_of("rides rides meal", EVEN)
    own = twice.values[np.isin(twice.buckets, once.buckets)]
    assert own.max() / twice.values.min() == pytest.approx(1 + np.log(2), abs=1e-5)


def test_what_few_texts_hold_tells_more() -> None:
    texts = ["I need rides", "I need meals", "I need naloxone", "I need a bed"]
    frequencies = inverse_frequencies(texts)
    assert frequencies.shape == (BUCKETS,)
    assert frequencies.dtype == np.float32
    common, rare = letters_of("need", EVEN).buckets, letters_of("naloxone", EVEN).buckets
    assert frequencies[common] == pytest.approx(1.0)
    assert frequencies[rare].min() > frequencies[common].max()
    unseen = np.setdiff1d(np.arange(BUCKETS), np.concatenate([letters_of(text, EVEN).buckets for text in texts]))
    assert frequencies[unseen] == pytest.approx(np.log(5) + 1)
    # A feature counts once a text, however often the text holds it.
    assert np.array_equal(inverse_frequencies(["rides rides"] * 3), inverse_frequencies(["rides rides rides"] * 3))


@pytest.mark.integration
def test_another_process_gives_the_same_features() -> None:
    text = "¿Dónde consigo naloxona? I can't wait"
    code = (
        "from indexer.lexical import *; "
        f"print(letters_of({text!r}, np.ones(BUCKETS, dtype=np.float32)).buckets.tolist())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "12345", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(letters_of(text, EVEN).buckets.tolist())
