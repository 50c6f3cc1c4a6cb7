"""The taxonomy's phrases of how listings offer each need, as vectors: those of one need together, in its order."""

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
    """Unit vectors. offered: (phrases, dimension); first: (needs + 1,) where each need's phrases begin."""

    offered: Vectors
    first: Counts

    def save(self, path: Path) -> None:
        np.savez(path, offered=self.offered, first=self.first)

    @classmethod
    def load(cls, path: Path) -> PhraseVectors:
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["offered"], stored["first"])


def embed_phrases(taxonomy: Taxonomy, encode: Callable[[Sequence[str]], Vectors]) -> PhraseVectors:
    """Embeds every offered phrase of the taxonomy with `encode` (texts to unit vectors)."""
    vectors = encode([phrase for need in taxonomy.needs for phrase in need.offered])
    counts = [len(need.offered) for need in taxonomy.needs]
    return PhraseVectors(vectors, np.concatenate(([0], np.cumsum(counts))).astype(np.int64))


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
