"""Fits the linear heads to the phrases, statements and made-up listings that the project ships, whenever they or the
model are new.

Nothing else is learned from: no listing of a feed, and never what anybody said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from data.crisis import SIGNALS
from data.danger_phrases import NEAR_DANGER, DangerPhrase, danger_phrases
from data.example_listings import ExampleListing, example_listings
from data.needs import Taxonomy
from data.statements import Statement, statements
from indexer.encoder import EncodedText
from indexer.heads import DANGER, NEEDS, OFFERED, SIGNAL, UNUSUAL, URGENCY, Head, Heads
from indexer.lexical import BUCKETS, Letters, inverse_frequencies, letters_of

Vectors = npt.NDArray[np.float32]


Embed = Callable[[Sequence[str]], Vectors]
"""From texts to unit vectors (texts, dimension), as listings are embedded."""


class Reader(Protocol):
    """What reads queries: an `indexer.encoder.Encoder`."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...
    def encode_tokens(self, text: str) -> EncodedText: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """How a head is fitted, chosen on the train and dev statements. The encoder of queries has itself learned from the
    examples, which lie further apart in it than what it has never read does: hence the large penalties."""

    inverse_penalty: float
    letter_weight: float
    """How much the letters' unit vector counts beside the model's."""
    iterations: int
    balanced: bool = False


_TWO = Fit(0.3, 3.0, 80, balanced=True)
FITS: dict[str, Fit] = {
    NEEDS: Fit(1.0, 3.0, 50),
    OFFERED: Fit(10.0, 1.5, 30),
    DANGER: _TWO,
    UNUSUAL: _TWO,
    URGENCY: _TWO,
    SIGNAL: Fit(5.0, 1.5, 50),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words to learn from: all of `text`, or the stretch of it that `start` and `end` mark, read in its context."""

    text: str
    start: int = 0
    end: int | None = None

    @property
    def own(self) -> str:
        return self.text[self.start : self.end]


Examples = Sequence[tuple[Words, int]]
"""Words with their classes."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned from besides the taxonomy."""

    dangers: Sequence[DangerPhrase] = ()
    statements: Sequence[Statement] = ()
    listings: Sequence[ExampleListing] = ()


def bundled_lessons() -> Lessons:
    """Those that the project ships."""
    return Lessons(danger_phrases(), statements(), example_listings())


def examples_of(taxonomy: Taxonomy, lessons: Lessons) -> dict[str, tuple[Examples, int]]:
    """What each head learns from, and how many classes it tells apart; what the statements say of needs that the
    taxonomy does not hold is passed over."""
    said = [(Words(phrase), n) for n, need in enumerate(taxonomy) for phrase in (*need.said, *need.said_es)]
    named = [(Words(phrase), n) for n, need in enumerate(taxonomy) for phrase in (need.label, *need.terms)]
    offered = [(Words(phrase), n) for n, need in enumerate(taxonomy) for phrase in need.offered]
    nothing = [Words(phrase) for phrase in taxonomy.background]
    together = _in_context(taxonomy, lessons.statements)
    # What is stated of the needs near danger is left out where it tells of none: past harm is a concern to many.
    judged: list[DangerPhrase | Statement] = [*lessons.dangers]
    judged += [each for each in lessons.statements if each.level != "none" or NEAR_DANGER.isdisjoint(each.needs)]
    told = [(Words(each.text), each) for each in judged if each.level != "none"]
    harmless = [*(Words(each.text) for each in judged if each.level == "none"), *nothing]
    ordinary = [words for words, number in said if taxonomy.needs[number].id not in NEAR_DANGER]
    in_danger = [(words, 1) for words, _ in told]
    return {
        NEEDS: ([*said, *named, *together, *((words, len(taxonomy)) for words in nothing)], len(taxonomy) + 1),
        OFFERED: ([*offered, *named, *_as_listed(taxonomy, lessons.listings)], len(taxonomy)),
        DANGER: ([*((words, 0) for words in harmless), *in_danger], 2),
        UNUSUAL: ([*((words, 0) for words in (*harmless, *ordinary)), *in_danger], 2),
        URGENCY: ([(words, int(each.level == "acute")) for words, each in told], 2),
        SIGNAL: ([(words, SIGNALS.index(each.signals[0])) for words, each in told], len(SIGNALS)),
    }


def fit_heads(taxonomy: Taxonomy, lessons: Lessons, queries: Reader, embed: Embed) -> Heads:
    """Fits every head: what people say by the vectors of `queries`, what listings offer by those of `embed`."""
    examples = examples_of(taxonomy, lessons)
    distinct = _distinct(of_head for of_head, _ in examples.values())
    frequencies = inverse_frequencies([words.own for words in distinct])
    letters = {words: letters_of(words.own, frequencies) for words in distinct}
    offered = _distinct([examples[OFFERED][0]])
    said = _distinct(of_head for name, (of_head, _) in examples.items() if name != OFFERED)
    as_listed = _Read({words: row for row, words in enumerate(offered)}, embed([words.text for words in offered]))
    as_said = _Read({words: row for row, words in enumerate(said)}, _vectors(said, queries))

    def fitted(name: str) -> Head:
        of_head, classes = examples[name]
        read = as_listed if name == OFFERED else as_said
        vectors = read.vectors[[read.row[words] for words, _ in of_head]]
        labels = np.array([label for _, label in of_head], dtype=np.int64)
        return fit_head(vectors, [letters[words] for words, _ in of_head], labels, classes, FITS[name])

    # The head of needs, which comes first, takes about as long as all others together.
    with ThreadPoolExecutor(2) as pool:
        return Heads(frequencies, dict(zip(examples, pool.map(fitted, examples), strict=True)))


@dataclass(frozen=True, slots=True)
class _Read:
    """Words with their vectors, by row."""

    row: Mapping[Words, int]
    vectors: Vectors


def _distinct(examples: Iterable[Examples]) -> list[Words]:
    return list(dict.fromkeys(words for of_head in examples for words, _ in of_head))


def _in_context(taxonomy: Taxonomy, statements: Sequence[Statement]) -> Examples:
    """For each need of each statement, the words that state it and the whole."""
    numbers = {need.id: number for number, need in enumerate(taxonomy)}
    found: list[tuple[Words, int]] = []
    for statement in statements:
        for need_id, words in statement.needs.items():
            if need_id in numbers:
                start = statement.text.index(words)
                clause = Words(statement.text, start, start + len(words))
                found += [(Words(statement.text), numbers[need_id]), (clause, numbers[need_id])]
    return found


def _as_listed(taxonomy: Taxonomy, listings: Sequence[ExampleListing]) -> Examples:
    """Each listing for each need that it answers, as passages are read: after its name, by the letters of its own."""
    numbers = {need.id: number for number, need in enumerate(taxonomy)}
    found: list[tuple[Words, int]] = []
    for listing in listings:
        if listing.description:
            words = Words(f"{listing.name}: {listing.description}", len(listing.name) + 2)
        else:
            words = Words(f"{listing.name}, {listing.organization}" if listing.organization else listing.name)
        found += [(words, numbers[need_id]) for need_id in listing.needs if need_id in numbers]
    return found


def _vectors(distinct: Sequence[Words], reader: Reader) -> Vectors:
    """One unit vector for each, in order: whole texts in batches, clauses from one pass over the text of each."""
    in_context = list(dict.fromkeys(words.text for words in distinct if words.end is not None))
    with ThreadPoolExecutor() as pool:
        read = dict(zip(in_context, pool.map(reader.encode_tokens, in_context), strict=True))
    alone = list(dict.fromkeys(words.text for words in distinct if words.text not in read))
    whole: dict[str, Vectors] = dict(zip(alone, reader.encode(alone), strict=True)) if alone else {}

    def vector(words: Words) -> Vectors:
        if words.text not in read:
            return whole[words.text]
        encoded = read[words.text]
        return encoded.whole() if words.end is None else encoded.span(words.start, words.end)

    return np.stack([vector(words) for words in distinct])


def class_weights(labels: npt.NDArray[np.int64], classes: int) -> npt.NDArray[np.float32]:
    """(classes,): what an example of each class counts, so that each class counts as much as any other in all."""
    counts = np.bincount(labels, minlength=classes)
    return (len(labels) / (classes * np.maximum(counts, 1))).astype(np.float32)


def fit_head(
    vectors: Vectors, letters: Sequence[Letters], labels: npt.NDArray[np.int64], classes: int, fit: Fit
) -> Head:
    """Multinomial logistic regression with an L2 penalty, by L-BFGS; classes without an example are never chosen.

    scikit-learn's own takes dense and sparse inputs as one sparse matrix, which takes four times as long.
    """
    dimension = vectors.shape[1]
    seen, targets = np.unique(labels, return_inverse=True)
    count = len(seen)
    head = Head(
        np.zeros((dimension, classes), dtype=np.float32),
        np.zeros((BUCKETS, classes), dtype=np.float32),
        np.full(classes, -30.0, dtype=np.float32),
    )
    head.bias[seen] = 0.0
    if count < 2:
        return head
    sparse = _matrix(letters) * np.float32(fit.letter_weight)
    transposed = sparse.T.tocsr()
    importance = np.ones(len(labels), dtype=np.float32)
    if fit.balanced:
        importance = class_weights(targets, count)[targets]
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
