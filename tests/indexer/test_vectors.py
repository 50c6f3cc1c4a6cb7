"""Chosen rows are scored exactly as FAISS and as brute force score them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.vectors import PassageVectors, write_vectors

DIMENSION = 16


def _made(lengths: list[int], seed: int, folder: Path) -> tuple[PassageVectors, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(sum(lengths), DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    path = folder / f"{seed}-{len(lengths)}.faiss"
    write_vectors(path, vectors)
    first = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    return PassageVectors(path, first), vectors, first


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=40), st.integers(0, 10_000), st.data())
def test_best_equals_brute_force(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], seed: int, data: st.DataObject
) -> None:
    opened, vectors, first = _made(lengths, seed, tmp_path_factory.mktemp("vectors"))
    rows = np.array(data.draw(st.lists(st.integers(0, len(lengths) - 1), unique=True)), dtype=np.int64)
    query = vectors[seed % len(vectors)]
    scores, passages = opened.best(query, rows)
    for row, score, passage in zip(rows, scores, passages, strict=True):
        own = vectors[first[row] : first[row + 1]] @ query
        assert score == pytest.approx(own.max(), abs=1e-6)
        assert first[row] <= passage < first[row + 1]
        assert own[passage - first[row]] == pytest.approx(own.max(), abs=1e-6)


def test_best_over_all_rows_agrees_with_faiss_search(tmp_path: Path) -> None:
    opened, vectors, first = _made([3] * 200, 7, tmp_path)
    query = vectors[42]
    scores, numbers = opened.search(query, 600)
    by_passage = dict(zip(numbers.tolist(), scores.tolist(), strict=True))
    best, passages = opened.best(query, np.arange(200))
    for row in range(200):
        own = [by_passage[number] for number in range(first[row], first[row + 1])]
        assert best[row] == pytest.approx(max(own), abs=1e-6)
        assert by_passage[int(passages[row])] == pytest.approx(max(own), abs=1e-6)


def test_no_rows_give_no_scores(tmp_path: Path) -> None:
    opened, vectors, _ = _made([2, 2], 1, tmp_path)
    scores, passages = opened.best(vectors[0], np.array([], dtype=np.int64))
    assert len(scores) == 0
    assert len(passages) == 0


def test_storage_is_a_view_of_what_was_written(tmp_path: Path) -> None:
    opened, vectors, _ = _made([2, 3], 5, tmp_path)
    assert np.array_equal(opened.storage, vectors)


def test_a_wrong_number_of_vectors_is_refused(tmp_path: Path) -> None:
    write_vectors(tmp_path / "v.faiss", np.eye(4, dtype=np.float32))
    with pytest.raises(ValueError, match=r"v\.faiss holds 4 vectors, but there are 5 passages"):
        PassageVectors(tmp_path / "v.faiss", np.array([0, 5], dtype=np.int64))
