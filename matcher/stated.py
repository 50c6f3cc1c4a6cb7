"""How surely each need is stated, and by which words, as the head of needs reads the whole and each clause.

What both say becomes a weight, calibrated on statements whose needs are known: of the needs with a weight of 0.7, about
seven in ten are stated. A clause that denies a need has no say in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.heads import NEEDS
from indexer.open_index import OpenIndex
from matcher.reading import Reading

BASE, PER_LOG_WHOLE, PER_LOG_FACETS, PER_LOG_BEST = 5.05, 0.80, 0.94, 0.79
"""Log-odds that a need is stated, from the logarithms of its chance by the whole, of its mean chance by the facets and
of its chance by the facet that says it best: fitted to the train and dev statements."""
LEAST_CHANCE = 1e-4
NAMED_WEIGHT = 0.75
"""Whoever names the service itself ("suboxone", "food pantry") states the need at least this surely."""
KEEP_WEIGHT = 0.1
"""From this weight a need is taken for stated."""

Chances = npt.NDArray[np.float32]
Weights = npt.NDArray[np.float64]


@dataclass(slots=True)
class Stated:
    """Weights of all needs, and the facet that says each best; changed by what is heard besides."""

    numbers: Mapping[str, int]
    """The position of each need in the taxonomy, by id."""
    reading: Reading
    weights: Weights
    facet: npt.NDArray[np.int64]
    told: Weights
    """The weights as if nothing were denied."""

    @classmethod
    def of(
        cls, reading: Reading, denied: npt.NDArray[np.bool_], numbers: Mapping[str, int], index: OpenIndex
    ) -> Stated:
        """`denied`: (facets, needs), which facet has no say in which need (`matcher.hearing.denied`)."""
        chances = index.heads.by_name[NEEDS].chances(reading.vectors, reading.letters)[:, : len(index.taxonomy)]
        whole, by_facet = chances[0], chances[1:]
        told = _weights(whole, by_facet.mean(axis=0), by_facet.max(axis=0))
        # A need said best where it is denied is told by the other facets alone: the whole holds the denial.
        others = np.where(denied, 0.0, by_facet)
        best, speaking = others.max(axis=0), np.maximum(1, (~denied).sum(axis=0))
        without = _weights(np.minimum(whole, best), others.sum(axis=0) / speaking, best)
        is_denied = np.take_along_axis(denied, by_facet.argmax(axis=0)[None], axis=0)[0]
        weights = np.where(is_denied, without, told)
        return cls(numbers, reading, weights, np.where(is_denied, others, by_facet).argmax(axis=0), told)

    def hear_names(self, denied: npt.NDArray[np.bool_], index: OpenIndex) -> None:
        """Reckons in the services that are named, but where they are denied, as above."""
        for match in index.terms.find(self.reading.statement, skip_denied=False):
            for facet, (start, end) in enumerate(self.reading.spans):
                if start < match.end and match.start < end and not denied[facet, match.need]:
                    self.facet[match.need] = facet
                    self.weights[match.need] = max(self.weights[match.need], NAMED_WEIGHT)

    def said(self, number: int) -> str:
        return self.reading.words(int(self.facet[number]))

    def weight(self, need_id: str) -> float:
        number = self.numbers.get(need_id)
        return float(self.weights[number]) if number is not None else 0.0

    def words_for(self, need_id: str) -> str:
        """The words that say it best; none where the taxonomy does not hold it."""
        number = self.numbers.get(need_id)
        return self.said(number) if number is not None else ""

    def raise_to(self, need_id: str, weight: float, like: str | None = None, facet: int | None = None) -> None:
        """At least this weight; said in the words of the need `like` or of a `facet`, if given."""
        number = self.numbers.get(need_id)
        if number is None or self.weights[number] >= weight:
            return
        self.weights[number] = weight
        source = self.numbers.get(like) if like else None
        if source is not None:
            self.facet[number] = self.facet[source]
        if facet is not None:
            self.facet[number] = facet

    def lower_to(self, need_id: str, weight: float) -> None:
        """At most this weight."""
        number = self.numbers.get(need_id)
        if number is not None:
            self.weights[number] = min(self.weights[number], weight)

    def drop(self, need_id: str) -> None:
        number = self.numbers.get(need_id)
        if number is not None:
            self.weights[number] = 0.0

    def strongest(self, need_ids: frozenset[str]) -> str | None:
        """The one of these that is stated most surely, if any is."""
        best = max(sorted(need_ids), key=self.weight)
        return best if self.weight(best) >= KEEP_WEIGHT else None


def _weights(whole: Chances, mean: Chances, best: Chances) -> Weights:
    log_odds = (
        BASE
        + PER_LOG_WHOLE * np.log(whole + LEAST_CHANCE)
        + PER_LOG_FACETS * np.log(mean + LEAST_CHANCE)
        + PER_LOG_BEST * np.log(best + LEAST_CHANCE)
    )
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)), dtype=np.float64)
