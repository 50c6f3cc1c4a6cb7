"""Linear heads: from a text, as the model's vector and its letters, to the classes it may belong to.

A head is multinomial logistic regression, fitted at build time (`indexer.training`) to the phrases that the project
ships; opening and asking one needs numpy alone. The same head reads a clause in its context and a whole statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.lexical import Letters

NEEDS, OFFERED = "needs", "offered"
DANGER, UNUSUAL, URGENCY, SIGNAL = "danger", "unusual", "urgency", "signal"
"""The heads by name. needs: what a person states (the taxonomy's needs in order, then "none of them"). offered: what a
listing offers (the needs in order). danger: what only sounds like it, danger. unusual: what is ordinarily said, danger.
urgency: concern, acute. signal: as `data.crisis.SIGNALS`."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """weights: (dimension, classes); letters: (BUCKETS, classes); bias: (classes,)."""

    weights: Floats
    letters: Floats
    bias: Floats

    def logits(self, vectors: Floats, letters: Sequence[Letters]) -> Floats:
        """(texts, classes), from unit vectors (texts, dimension) and the texts' letters."""
        scores: Floats = vectors @ self.weights + self.bias
        for row, of_text in enumerate(letters):
            if len(of_text.buckets):
                scores[row] += of_text.values @ self.letters[of_text.buckets]
        return scores

    def chances(self, vectors: Floats, letters: Sequence[Letters]) -> Floats:
        """(texts, classes): the softmax of the logits; each row sums to 1."""
        logits = self.logits(vectors, letters)
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances: Floats = exponents / exponents.sum(axis=1, keepdims=True)
        return chances


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads of a snapshot, and the inverse frequencies that their letters are weighed by."""

    inverse_frequencies: Floats
    by_name: Mapping[str, Head]

    @property
    def tell_danger(self) -> bool:
        """Whether any phrases of danger were there to fit to."""
        return bool(self.by_name[DANGER].weights.any())

    def save(self, path: Path) -> None:
        parts = {
            f"{name}.{part}": getattr(head, part).astype(np.float16 if part == "letters" else np.float32)
            for name, head in self.by_name.items()
            for part in ("weights", "letters", "bias")
        }
        np.savez(path, inverse_frequencies=self.inverse_frequencies, **parts)

    @classmethod
    def load(cls, path: Path) -> Heads:
        with np.load(path, allow_pickle=False) as stored:
            names = sorted({key.rsplit(".", 1)[0] for key in stored.files if "." in key})
            heads = {
                name: Head(*(stored[f"{name}.{part}"].astype(np.float32) for part in ("weights", "letters", "bias")))
                for name in names
            }
            return cls(stored["inverse_frequencies"], heads)
