"""The taxonomy's phrases as vectors: how people say each need, and how listings offer it.

Phrases of one need are consecutive, in the taxonomy's order, in both matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.needs import Taxonomy

Vectors = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PhraseVectors:
    """Unit vectors. said, offered: (phrases, dimension); *_first: (needs + 1,) where each need's phrases begin."""

    said: Vectors
    said_first: Counts
    offered: Vectors
    offered_first: Counts

    def save(self, path: Path) -> None:
        np.savez(
            path,
            said=self.said,
            said_first=self.said_first,
            offered=self.offered,
            offered_first=self.offered_first,
        )

    @classmethod
    def load(cls, path: Path) -> PhraseVectors:
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["said"], stored["said_first"], stored["offered"], stored["offered_first"])


def phrase_texts(taxonomy: Taxonomy) -> list[str]:
    """What is embedded, in order: all that is said, then all that is offered."""
    said = [phrase for need in taxonomy.needs for phrase in need.said]
    return said + [phrase for need in taxonomy.needs for phrase in need.offered]


def embed_phrases(taxonomy: Taxonomy, encode: Callable[[Sequence[str]], Vectors]) -> PhraseVectors:
    """Embeds every phrase of the taxonomy with `encode` (texts to unit vectors)."""
    vectors = encode(phrase_texts(taxonomy))
    said = sum(len(need.said) for need in taxonomy.needs)
    return PhraseVectors(
        said=vectors[:said],
        said_first=_first([len(need.said) for need in taxonomy.needs]),
        offered=vectors[said:],
        offered_first=_first([len(need.offered) for need in taxonomy.needs]),
    )


def top_mean(scores: Vectors, first: Counts, top: int) -> Vectors:
    """The mean of each need's `top` best phrase scores: (rows, phrases) to (rows, needs)."""
    counts = np.diff(first)
    longest = int(counts.max())
    column = np.arange(longest)
    padded = np.where(column < counts[:, np.newaxis], first[:-1, np.newaxis] + column, scores.shape[1])
    with_floor = np.concatenate((scores, np.full((scores.shape[0], 1), -1.0, dtype=scores.dtype)), axis=1)
    by_need = with_floor[:, padded]
    if longest > top:
        by_need = np.partition(by_need, longest - top, axis=2)[:, :, longest - top :]
    taken = np.minimum(counts, top)
    means: Vectors = (by_need + 1.0).sum(axis=2, dtype=np.float32) / taken - 1.0
    return means


def _first(counts: list[int]) -> Counts:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
