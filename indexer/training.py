"""Fits the linear heads to the phrases that the project ships, whenever a snapshot's model or phrases are new.

Nothing else is learned from: no listing of a feed, and never what anybody said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from data.crisis import SIGNALS
from data.danger_phrases import NEAR_DANGER, DangerPhrase
from data.needs import Taxonomy
from indexer.heads import DANGER, NEEDS, OFFERED, SIGNAL, UNUSUAL, URGENCY, Head, Heads
from indexer.lexical import BUCKETS, Letters, inverse_frequencies, letters_of

Vectors = npt.NDArray[np.float32]
Examples = Sequence[tuple[str, int]]
"""Texts with their classes."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a head is fitted, chosen on the train and dev statements."""

    classes: int
    inverse_penalty: float
    letter_weight: float
    """How much the letters' unit vector counts beside the model's."""
    iterations: int = 30
    balanced: bool = False


def fit_heads(taxonomy: Taxonomy, dangers: Sequence[DangerPhrase], encode: Callable[[Sequence[str]], Vectors]) -> Heads:
    """Fits every head; `encode` gives unit vectors of texts."""
    said = [(phrase, number) for number, need in enumerate(taxonomy) for phrase in (*need.said, *need.said_es)]
    named = [(phrase, number) for number, need in enumerate(taxonomy) for phrase in (need.label, *need.terms)]
    offered = [(phrase, number) for number, need in enumerate(taxonomy) for phrase in need.offered]
    none = [(phrase, len(taxonomy)) for phrase in taxonomy.background]
    told = [phrase for phrase in dangers if phrase.level != "none"]
    harmless = [*(phrase.text for phrase in dangers if phrase.level == "none"), *taxonomy.background]
    ordinary = [phrase for phrase, number in said if taxonomy.needs[number].id not in NEAR_DANGER]
    in_danger = [(phrase.text, 1) for phrase in told]
    two = Fit(2, 5.0, 2.0, 80, balanced=True)
    examples: dict[str, tuple[Examples, Fit]] = {
        NEEDS: ([*said, *named, *none], Fit(len(taxonomy) + 1, 10.0, 2.0)),
        OFFERED: ([*offered, *named], Fit(len(taxonomy), 10.0, 1.5)),
        DANGER: ([*((text, 0) for text in harmless), *in_danger], two),
        UNUSUAL: ([*((text, 0) for text in (*harmless, *ordinary)), *in_danger], two),
        URGENCY: ([(p.text, int(p.level == "acute")) for p in told], two),
        SIGNAL: ([(p.text, SIGNALS.index(p.signals[0])) for p in told], Fit(len(SIGNALS), 5.0, 1.5, 50)),
    }
    texts = list(dict.fromkeys(text for of_head, _ in examples.values() for text, _ in of_head))
    vectors = encode(texts)
    frequencies = inverse_frequencies(texts)
    letters = [letters_of(text, frequencies) for text in texts]
    row = {text: number for number, text in enumerate(texts)}
    heads = {}
    for name, (of_head, fit) in examples.items():
        rows = [row[text] for text, _ in of_head]
        labels = np.array([label for _, label in of_head], dtype=np.int64)
        heads[name] = fit_head(vectors[rows], [letters[r] for r in rows], labels, fit)
    return Heads(frequencies, heads)


def fit_head(vectors: Vectors, letters: Sequence[Letters], labels: npt.NDArray[np.int64], fit: Fit) -> Head:
    """Multinomial logistic regression with an L2 penalty, by L-BFGS; classes without an example are never chosen.

    scikit-learn's own takes dense and sparse inputs as one sparse matrix, which takes four times as long.
    """
    dimension = vectors.shape[1]
    seen, targets = np.unique(labels, return_inverse=True)
    count = len(seen)
    head = Head(
        np.zeros((dimension, fit.classes), dtype=np.float32),
        np.zeros((BUCKETS, fit.classes), dtype=np.float32),
        np.full(fit.classes, -30.0, dtype=np.float32),
    )
    head.bias[seen] = 0.0
    if count < 2:
        return head
    sparse = _matrix(letters) * np.float32(fit.letter_weight)
    transposed = sparse.T.tocsr()
    importance = np.ones(len(labels), dtype=np.float32)
    if fit.balanced:
        importance = (len(labels) / (count * np.bincount(targets)))[targets].astype(np.float32)
    rows = np.arange(len(labels))

    def split(parameters: npt.NDArray[np.float64]) -> tuple[Vectors, Vectors, Vectors]:
        table = parameters.reshape(dimension + BUCKETS + 1, count).astype(np.float32)
        return table[:dimension], table[dimension:-1], table[-1]

    def loss(parameters: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights, of_letters, bias = split(parameters)
        logits = vectors @ weights + sparse @ of_letters + bias
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        surprise = -np.log(np.maximum(chances[rows, targets], 1e-12))
        chances[rows, targets] -= 1.0
        chances *= importance[:, np.newaxis]
        of_weights = vectors.T @ chances + weights / fit.inverse_penalty
        of_sparse = transposed @ chances + of_letters / fit.inverse_penalty
        gradient = np.vstack([of_weights, of_sparse, chances.sum(axis=0)])
        penalty = float((weights**2).sum() + (of_letters**2).sum()) / (2 * fit.inverse_penalty)
        return float((importance * surprise).sum()) + penalty, gradient.ravel().astype(np.float64)

    start = np.zeros((dimension + BUCKETS + 1) * count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": fit.iterations, "maxcor": 6})
    weights, of_letters, bias = split(found.x)
    head.weights[:, seen] = weights
    head.letters[:, seen] = of_letters * np.float32(fit.letter_weight)
    head.bias[seen] = bias
    return head


def _matrix(letters: Sequence[Letters]) -> csr_matrix:
    ends = np.cumsum([0, *(len(each.buckets) for each in letters)])
    buckets = np.concatenate([each.buckets for each in letters])
    values = np.concatenate([each.values for each in letters])
    return csr_matrix((values, buckets, ends), shape=(len(letters), BUCKETS))
