"""From what a person says to the needs it states, each with a weight and the words that said so.

The statement is read once (`matcher.reading`). The head of needs gives the whole and each facet a chance for every
need; what both say becomes the weight, calibrated on statements whose needs are known: of the needs with a weight of
0.7, about seven in ten are stated. What a helpline worker hears besides is then reckoned in: whose trouble it is, what
is over, a relapse, trauma and addiction together, danger, a family that harms (`matcher.stance`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.crisis import CrisisLevel, Signal
from data.needs import Need
from data.resource import SUPPORT_TYPES, SupportType
from indexer.heads import NEEDS
from indexer.open_index import OpenIndex
from matcher import spoken, stance
from matcher.crisis import Crisis, screen
from matcher.reading import Reading, read
from matcher.request import MatchRequest, UnknownNeedError

BASE, PER_LOG_WHOLE, PER_LOG_FACETS, PER_LOG_BEST = 4.33, 0.85, 0.91, 0.86
"""Log-odds that a need is stated, from the logarithms of its chance by the whole, of its mean chance by the facets and
of its chance by the facet that says it best: fitted to the train and dev statements."""
LEAST_CHANCE = 1e-4
NAMED_WEIGHT = 0.75
"""Whoever names the service itself ("suboxone", "food pantry") states the need at least this surely."""
KEEP_WEIGHT = 0.1
MAX_NEEDS = 6
SUGGESTIONS = 8
"""Needs offered to choose from where none is understood."""
SUGGESTED_FROM = 0.03
"""A need that is less likely is a guess."""
FIRST_DOORS = (
    "warmline", "treatment-navigation", "benefits-counseling", "food-pantry", "emergency-shelter", "low-cost-clinic",
    "legal-aid", "immigration",
)  # fmt: skip
"""What is offered where not even a guess is at hand, as with a language that is not read: what leads on to the rest."""
GAP_WEIGHT = 0.9
"""How much a type of support is missing that nobody is said to give."""

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
SIGNAL_WEIGHT: dict[CrisisLevel, float] = {"none": 0.0, "concern": 0.25, "acute": 0.6}
"""The least weight of those needs, by how urgent the danger is."""

HINTED, SIGNAL_ALONE = 0.02, 0.3
"""A need that nothing hints at but the signal of acute danger weighs this little more than a guess."""

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
    suggestions: tuple[Need, ...] = ()
    """Where nothing is understood: the needs to choose from, the likeliest first."""
    languages: tuple[str, ...] = ()
    """Which the person would rather be helped in than English, where the statement tells (`matcher.spoken`)."""

    @property
    def shares(self) -> npt.NDArray[np.float32]:
        """The needs' weights, made to sum to 1."""
        weights = np.array([need.weight for need in self.needs], dtype=np.float32)
        return weights / weights.sum() if len(weights) else weights


ADDICTION = frozenset({
    "alcohol-treatment", "opioid-treatment", "stimulant-treatment", "cannabis-treatment", "detox", "buprenorphine",
    "methadone", "residential-treatment", "outpatient-iop", "adolescent-substance-use", "relapse-prevention",
})  # fmt: skip
TRAUMA = frozenset({
    "ptsd-therapy", "childhood-abuse-survivors", "sexual-assault", "military-trauma", "community-violence",
})  # fmt: skip
BOTH = "trauma-and-addiction"
"""Trauma and addiction feed each other, so what treats both comes before what treats one."""
BOTH_HEARD = 0.4
"""From this weight of its own, it comes before the one of them that is stated beside it."""
STILL_STATED = 0.05
"""The chance, by a facet that denies nothing, from which a need is stated in spite of what another denies."""
FAMILY_OF_DRINKER, FAMILY_OF_USER = "al-anon", "nar-anon"
FOR_THE_RELATIVE = {FAMILY_OF_DRINKER: "alcohol-treatment", FAMILY_OF_USER: "treatment-navigation"}
"""Help for families comes first, and help for the one who drinks or uses after it."""
RELATIVE_WEIGHT = 0.3
RELAPSE_WEIGHT = 0.5
OUTSIDE_SUPPORT = "support-network"
OUTSIDE_WEIGHT = 0.4


def understand(
    request: MatchRequest, index: OpenIndex, crisis: Crisis | None = None, reading: Reading | None = None
) -> Understanding:
    """What the request states, with what its crisis screening calls for; `reading`, if it has been read already.

    Raises UnknownNeedError for need ids that the taxonomy does not hold."""
    taxonomy = index.taxonomy
    numbers = {need.id: number for number, need in enumerate(taxonomy.needs)}
    unknown = tuple(need_id for need_id in request.need_ids if need_id not in numbers)
    if unknown:
        raise UnknownNeedError(unknown)
    reading = reading or read(request.needs, index)
    levels = crisis.levels if crisis else {}
    stated = Stated.of(reading, numbers, index) if reading else None
    suggestions: tuple[Need, ...] = ()
    if reading and stated:
        _hear(reading, stated)
        for signal, level in levels.items():
            for need_id in SIGNAL_NEEDS.get(signal, ()):
                if stated.weight(need_id) >= HINTED:
                    stated.raise_to(need_id, SIGNAL_WEIGHT[level])
                elif level == "acute":
                    stated.raise_to(need_id, SIGNAL_ALONE)
        # Here the rules are enough: to leave out what brings two together costs little, to offer it may cost a life.
        by_rules = crisis.by_rules if crisis else screen(reading.statement).by_rules
        if ABUSED in levels or ABUSED in by_rules:
            for need_id in SIGNAL_NEEDS[ABUSED]:
                stated.raise_to(need_id, SIGNAL_WEIGHT["concern"])
            for need_id in UNSAFE_WHEN_ABUSED:
                stated.drop(need_id)
    found: dict[int, tuple[float, str | None]] = {}
    if stated:
        kept = np.flatnonzero(stated.weights >= KEEP_WEIGHT)
        found = {int(number): (float(stated.weights[number]), stated.said(int(number))) for number in kept}
        if not found:
            likely = [int(n) for n in np.argsort(-stated.weights) if stated.weights[n] >= SUGGESTED_FROM]
            doors = [numbers[need_id] for need_id in FIRST_DOORS if need_id in numbers]
            suggestions = tuple(taxonomy.needs[n] for n in dict.fromkeys([*likely, *doors]))[:SUGGESTIONS]
    chosen = dict.fromkeys(numbers[need_id] for need_id in request.need_ids)
    for number in chosen:
        found[number] = (1.0, found[number][1] if number in found else None)
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    needs = tuple(
        UnderstoodNeed(taxonomy.needs[number], number, round(weight, 4), said)
        for number, (weight, said) in ranked[: max(MAX_NEEDS, len(chosen))]
    )
    return Understanding(
        needs,
        _support(needs, request, reading),
        reading.whole if reading else None,
        suggestions if not needs else (),
        spoken.languages(request.needs or ""),
    )


@dataclass(slots=True)
class Stated:
    """Weights of all needs, and the facet that says each best; changed by what is heard besides."""

    numbers: Mapping[str, int]
    """The position of each need in the taxonomy, by id."""
    reading: Reading
    weights: npt.NDArray[np.float64]
    facet: npt.NDArray[np.int64]
    by_facet: npt.NDArray[np.float32]
    """(facets, needs): the head's chances."""

    @classmethod
    def of(cls, reading: Reading, numbers: Mapping[str, int], index: OpenIndex) -> Stated:
        chances = index.heads.by_name[NEEDS].chances(reading.vectors, reading.letters)[:, : len(index.taxonomy)]
        whole, by_facet = chances[0], chances[1:]
        log_odds = (
            BASE
            + PER_LOG_WHOLE * np.log(whole + LEAST_CHANCE)
            + PER_LOG_FACETS * np.log(by_facet.mean(axis=0) + LEAST_CHANCE)
            + PER_LOG_BEST * np.log(by_facet.max(axis=0) + LEAST_CHANCE)
        )
        stated = cls(numbers, reading, 1.0 / (1.0 + np.exp(-log_odds)), by_facet.argmax(axis=0), by_facet)
        for match in index.terms.find(reading.statement, skip_denied=False):
            for facet, (start, end) in enumerate(reading.spans):
                if start < match.end and match.start < end:
                    stated.facet[match.need] = facet
                    stated.weights[match.need] = max(stated.weights[match.need], NAMED_WEIGHT)
        return stated

    def said(self, number: int) -> str:
        return self.reading.words(int(self.facet[number]))

    def weight(self, need_id: str) -> float:
        number = self.numbers.get(need_id)
        return float(self.weights[number]) if number is not None else 0.0

    def raise_to(self, need_id: str, weight: float, like: str | None = None) -> None:
        """At least this weight; said in the words of the need `like`, if given."""
        number = self.numbers.get(need_id)
        if number is None or self.weights[number] >= weight:
            return
        self.weights[number] = weight
        source = self.numbers.get(like) if like else None
        if source is not None:
            self.facet[number] = self.facet[source]

    def drop(self, need_id: str) -> None:
        number = self.numbers.get(need_id)
        if number is not None:
            self.weights[number] = 0.0

    def strongest(self, need_ids: frozenset[str]) -> str | None:
        """The one of these that is stated most surely, if any is."""
        best = max(sorted(need_ids), key=self.weight)
        return best if self.weight(best) >= KEEP_WEIGHT else None


def _hear(reading: Reading, stated: Stated) -> None:
    """Reckons in what is heard besides the needs themselves."""
    _drop_what_is_denied(reading, stated)
    addiction, trauma = stated.strongest(ADDICTION), stated.strongest(TRAUMA)
    either = max((need_id for need_id in (addiction, trauma) if need_id), key=stated.weight, default=None)
    if either and ((addiction and trauma) or stated.weight(BOTH) >= BOTH_HEARD):
        stated.raise_to(BOTH, min(1.0, stated.weight(either) + 1e-3), like=addiction)
    if stance.tells_of_relapse(reading.statement):
        meetings = "aa-meetings" if stance.is_about_drink(reading.statement) else "na-meetings"
        facet = next((f for f in range(len(reading.spans)) if stance.tells_of_relapse(reading.words(f))), None)
        for need_id in ("relapse-prevention", meetings):
            stated.raise_to(need_id, RELAPSE_WEIGHT)
            number = stated.numbers.get(need_id)
            if number is not None and facet is not None:
                stated.facet[number] = facet
    if addiction:
        said = stated.said(stated.numbers[addiction])
        if stance.of_a_relative(said):
            family = FAMILY_OF_DRINKER if stance.is_about_drink(said) else FAMILY_OF_USER
            stated.raise_to(family, min(1.0, stated.weight(addiction) + 1e-3), like=addiction)
    else:
        for family, treatment in FOR_THE_RELATIVE.items():
            weight = stated.weight(family)
            if weight >= KEEP_WEIGHT and stance.of_a_relative(stated.said(stated.numbers[family])):
                stated.raise_to(treatment, min(RELATIVE_WEIGHT, weight - 1e-3), like=family)
    if stance.family_fails(reading.statement):
        stated.raise_to(OUTSIDE_SUPPORT, OUTSIDE_WEIGHT)


def _drop_what_is_denied(reading: Reading, stated: Stated) -> None:
    """Drops what is refused, and addictions that are denied or long past, unless other words than those state it."""
    facets = [reading.words(facet) for facet in range(len(reading.spans))]
    refused = np.array([stance.refuses(words) for words in facets])
    if refused.any():
        stated.weights[refused[stated.facet] & ~_states(stated.by_facet[~refused])] = 0.0
    over = np.array([stance.is_over(words) for words in facets])
    if over.any() and not stance.tells_of_relapse(reading.statement):
        denied = over[stated.facet] | ~_states(stated.by_facet[~over])
        addictions = [stated.numbers[need_id] for need_id in ADDICTION if need_id in stated.numbers]
        stated.weights[addictions] = np.where(denied[addictions], 0.0, stated.weights[addictions])


def _states(by_facet: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """(needs,): which of them any of these facets states."""
    return np.asarray(by_facet.max(axis=0, initial=0.0) >= STILL_STATED)


def _support(
    needs: tuple[UnderstoodNeed, ...], request: MatchRequest, reading: Reading | None
) -> dict[SupportType, float]:
    """How much of each type is missing: what the needs call for, what nobody is said to give, what is asked for."""
    implied = stance.gaps(reading.statement) if reading else set()
    support: dict[SupportType, float] = {}
    for support_type in SUPPORT_TYPES:
        called_for = [need.weight * need.need.support[support_type] for need in needs]
        least = 1.0 if support_type in request.support_gaps else GAP_WEIGHT if support_type in implied else 0.0
        support[support_type] = max(least, round(max(called_for, default=0.0), 4))
    return support
