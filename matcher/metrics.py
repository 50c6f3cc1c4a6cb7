"""How good a ranking is: nDCG, precision, and how sure a mean over cases is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % bootstrap interval; NaN over no cases."""

    mean: float
    low: float
    high: float
    cases: int

    def __str__(self) -> str:
        return "–" if not self.cases else f"{self.mean:.3f} [{self.low:.2f}, {self.high:.2f}]"


def ndcg(gains: Sequence[float], possible: npt.NDArray[np.float64], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of ranked `gains` at `depth`, against the best order of what is `possible`.

    Gains are the grades themselves, the discount is log2(rank + 1) (Järvelin and Kekäläinen 2002, as trec_eval reckons
    it). 0 where nothing is possible.
    """
    best = np.sort(possible)[::-1][:depth]
    ideal = float((best / np.log2(np.arange(2, len(best) + 2))).sum())
    reached = sum(gain / np.log2(rank + 1) for rank, gain in enumerate(gains[:depth], start=1))
    return float(reached / ideal) if ideal else 0.0


def precision(gains: Sequence[float], depth: int, good: float) -> float:
    """The share of the first `depth` places that hold a gain of at least `good`; an empty place holds none."""
    return sum(gain >= good for gain in gains[:depth]) / depth


def estimate(values: Sequence[float], seed: int = 20261122) -> Estimate:
    """The mean of per-case values, with the percentile bootstrap over cases (Efron 1979)."""
    known = np.array([value for value in values if not np.isnan(value)])
    if not len(known):
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    drawn = np.random.default_rng(seed).integers(0, len(known), size=(RESAMPLES, len(known)))
    means = known[drawn].mean(axis=1)
    low, high = np.quantile(means, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Estimate(float(known.mean()), float(low), float(high), len(known))
