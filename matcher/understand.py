"""From what a person says to the needs it states, each with a weight and the words that said so.

One forward pass of the encoder reads the statement; its facets and the whole are spans of that pass. A facet's score
for a need is the mean cosine with the three nearest of the need's `said` phrases; a softmax over the needs shares each
facet out among them, and the nearest score decides how much the facet says at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.crisis import CrisisLevel, Signal
from data.needs import Need
from data.resource import SUPPORT_TYPES, SupportType
from indexer.open_index import OpenIndex
from indexer.phrases import top_mean
from matcher.crisis import Crisis
from matcher.facets import facets
from matcher.request import MatchRequest, UnknownNeedError

TEMPERATURE = 0.03
"""Of the softmax over needs: cosines 0.03 apart differ by a factor e."""
SAYS_CENTRE, SAYS_STEEPNESS = 0.40, 30.0
"""The cosine at which a facet is as likely to state a need as not, and how sharply that turns."""
WHOLE_DISCOUNT = 0.9
"""The whole statement blurs several needs, so a facet's word counts for more."""
CONTRAST = 0.4
"""A facet is read in the context of the whole, which colours it; what it says more than the whole does is stressed."""
NAMED_SCORE, NAMED_BONUS = 0.60, 0.10
"""Whoever names the service itself ("suboxone", "food pantry") states the need: the least cosine that this counts as,
and what it adds."""
KEEP_WEIGHT = 0.14
MAX_NEEDS = 6

SIGNAL_NEEDS: dict[Signal, tuple[str, ...]] = {
    "suicide": ("suicide-crisis",),
    "self_harm": ("self-harm",),
    "overdose": ("overdose-naloxone",),
    "withdrawal": ("detox",),
    "domestic_violence": ("dv-shelter", "dv-counseling"),
    "sexual_assault": ("sexual-assault",),
    "child_abuse": ("child-abuse",),
    "trafficking": ("human-trafficking",),
    "runaway_youth": ("runaway-youth",),
    "harm_to_others": ("crisis-stabilization",),
}
"""What a signal of danger calls for, however indirectly it was said."""
SIGNAL_WEIGHT: dict[CrisisLevel, float] = {"none": 0.0, "concern": 0.5, "acute": 0.9}
"""The least weight of those needs, by how urgent the danger is."""

ABUSED: Signal = "domestic_violence"
UNSAFE_WHEN_ABUSED = frozenset({"abuse-intervention", "couples-counseling", "family-counseling", "reunification"})
"""Needs whose answer would bring a person hurt by somebody close together with them, or is for the one who hurts;
offered to them only when asked for by id."""

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class UnderstoodNeed:
    need: Need
    number: int
    """Position in the taxonomy."""
    weight: float
    """0..1: how surely the person states it."""
    said: str | None
    """The words that said so; None where the need came from `need_ids`."""


@dataclass(frozen=True, slots=True)
class Understanding:
    needs: tuple[UnderstoodNeed, ...]
    """Strongest first."""
    support: dict[SupportType, float]
    """How much of each type is missing, 0..1: what the needs call for, and 1 for a stated gap."""
    vector: Vectors | None
    """The whole statement's unit vector; None without a statement that holds a word."""

    @property
    def shares(self) -> npt.NDArray[np.float32]:
        """The needs' weights, made to sum to 1."""
        weights = np.array([need.weight for need in self.needs], dtype=np.float32)
        return weights / weights.sum() if len(weights) else weights


def understand(request: MatchRequest, index: OpenIndex, crisis: Crisis | None = None) -> Understanding:
    """What the request states, with what its crisis screening calls for.

    Raises UnknownNeedError for need ids that the taxonomy does not hold."""
    numbers = {need.id: number for number, need in enumerate(index.taxonomy.needs)}
    unknown = tuple(need_id for need_id in request.need_ids if need_id not in numbers)
    if unknown:
        raise UnknownNeedError(unknown)
    chosen = {numbers[need_id]: (1.0, None) for need_id in dict.fromkeys(request.need_ids)}
    vector = None
    stated: dict[int, tuple[float, str | None]] = {}
    signals = crisis.signals if crisis else ()
    if request.needs:
        urgent = {
            numbers[need_id] for signal in signals for need_id in SIGNAL_NEEDS.get(signal, ()) if need_id in numbers
        }
        vector, stated = _stated(request.needs, index, urgent, SIGNAL_WEIGHT[crisis.level] if crisis else 0.0)
    if ABUSED in signals:
        stated = {n: found for n, found in stated.items() if index.taxonomy.needs[n].id not in UNSAFE_WHEN_ABUSED}
    found = {**stated, **chosen}
    for number in chosen.keys() & stated.keys():
        found[number] = (1.0, stated[number][1])
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    needs = tuple(
        UnderstoodNeed(index.taxonomy.needs[number], number, round(weight, 4), said)
        for number, (weight, said) in ranked[: max(MAX_NEEDS, len(chosen))]
    )
    return Understanding(needs, _support(needs, request), vector)


def _stated(
    statement: str, index: OpenIndex, urgent: Collection[int], urgent_weight: float
) -> tuple[Vectors | None, dict[int, tuple[float, str | None]]]:
    """The statement's vector, and by need its weight and words; `urgent` needs have at least `urgent_weight`."""
    spans = facets(statement)
    if not spans:
        return None, {}
    encoded = index.encoder.encode_tokens(statement)
    whole = encoded.whole()
    vectors = np.stack([whole, *(encoded.span(start, end) for start, end in spans)])
    scores = top_mean(vectors @ index.said_columns, index.phrases.said_first, top=3)
    scores[1:] += CONTRAST * (scores[1:] - scores[0])
    for match in index.terms.find(statement, skip_denied=False):
        for facet, (start, end) in enumerate(spans, start=1):
            if start < match.end and match.start < end:
                scores[facet, match.need] = max(scores[facet, match.need], NAMED_SCORE) + NAMED_BONUS
    says = 1.0 / (1.0 + np.exp(-SAYS_STEEPNESS * (scores.max(axis=1) - SAYS_CENTRE)))
    says[0] *= WHOLE_DISCOUNT
    exponents = np.exp((scores - scores.max(axis=1, keepdims=True)) / TEMPERATURE)
    weights = says[:, np.newaxis] * exponents / exponents.sum(axis=1, keepdims=True)
    best = weights.max(axis=0)
    for number in urgent:
        best[number] = max(best[number], urgent_weight)
    kept = np.flatnonzero(best >= KEEP_WEIGHT)
    facet = scores[1:, kept].argmax(axis=0)
    return whole, {
        int(number): (float(best[number]), statement[slice(*spans[f])]) for number, f in zip(kept, facet, strict=True)
    }


def _support(needs: tuple[UnderstoodNeed, ...], request: MatchRequest) -> dict[SupportType, float]:
    support: dict[SupportType, float] = {}
    for support_type in SUPPORT_TYPES:
        called_for = [need.weight * need.need.support[support_type] for need in needs]
        support[support_type] = 1.0 if support_type in request.support_gaps else round(max(called_for, default=0.0), 4)
    return support
