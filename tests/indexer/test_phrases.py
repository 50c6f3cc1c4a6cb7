"""The taxonomy's vectors: how phrase scores become need scores, and the way to disk and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.needs import load_taxonomy
from indexer.phrases import PhraseVectors, Vectors, embed_phrases, top_mean


@settings(max_examples=200, deadline=None)
@given(
    counts=st.lists(st.integers(1, 6), min_size=1, max_size=8),
    rows=st.integers(1, 5),
    top=st.integers(1, 4),
    seed=st.integers(0, 2**32 - 1),
)
def test_top_mean_is_the_mean_of_the_best_phrases_of_each_need(
    counts: list[int], rows: int, top: int, seed: int
) -> None:
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    scores = np.random.default_rng(seed).uniform(-1, 1, (rows, first[-1])).astype(np.float32)
    naive = [
        [np.mean(sorted(row[first[need] : first[need + 1]])[-top:]) for need in range(len(counts))] for row in scores
    ]
    assert top_mean(scores, first, top) == pytest.approx(np.array(naive), abs=1e-6)


def test_phrases_of_one_need_are_consecutive_and_in_order() -> None:
    taxonomy = load_taxonomy()
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return np.arange(len(texts), dtype=np.float32)[:, np.newaxis]

    made = embed_phrases(taxonomy, encode)
    for number, need in enumerate(taxonomy):
        own = made.offered[made.first[number] : made.first[number + 1], 0].astype(int)
        assert tuple(asked[position] for position in own) == need.offered
    assert len(made.first) == len(taxonomy) + 1


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    made = PhraseVectors(
        offered=random.normal(size=(4, 3)).astype(np.float32),
        first=np.array([0, 3, 4], dtype=np.int64),
    )
    made.save(tmp_path / "phrases.npz")
    loaded = PhraseVectors.load(tmp_path / "phrases.npz")
    for name in PhraseVectors.__slots__:
        assert np.array_equal(getattr(loaded, name), getattr(made, name)), name
        assert getattr(loaded, name).dtype == getattr(made, name).dtype
