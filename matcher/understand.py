"""From what a person says to the needs it states, each with a weight and the words that said so.

The statement is read once (`matcher.reading`). The head of needs and the names of services tell how surely each need
is stated (`matcher.stated`). What a helpline worker hears besides is then reckoned in: whose trouble it is, what is
over, a relapse (`matcher.hearing`), and here danger and who hurts whom (`matcher.harm`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from data.crisis import CrisisLevel, Signal
from data.needs import Need
from data.resource import SUPPORT_TYPES, SupportType
from indexer.open_index import OpenIndex
from matcher import harm, stance
from matcher.crisis import GRAVE, Crisis, screen
from matcher.hearing import denied, hear
from matcher.reading import Reading, read
from matcher.request import MatchRequest, UnknownNeedError
from matcher.stated import KEEP_WEIGHT, Stated, Weights
from matcher.themselves import Told, told

MAX_NEEDS = 6
"""As many as one answer can serve; what danger calls for comes on top of them."""
SURE = 0.35
"""A statement whose strongest need weighs less was hardly understood."""
SUGGESTIONS = 8
"""Needs offered to choose from where none is understood, or hardly."""
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
"""A need that nothing hints at but the signal of acute or grave danger weighs this little more than a guess."""
PRESSING: frozenset[Signal] = frozenset({"suicide", "self_harm", "domestic_violence"})
"""Said in plain words, these call for their needs as much as acute danger does, however many other things are asked."""

ABUSED: Signal = "domestic_violence"
ABUSED_BY_SOMEBODY: frozenset[Signal] = frozenset({"child_abuse", "sexual_assault"})
"""Signals of harm that may come from the family, or from a stranger."""
UNSAFE_WHEN_ABUSED = frozenset({"abuse-intervention", "couples-counseling", "family-counseling", "reunification"})
"""Needs whose answer would bring a person hurt by somebody close together with them, or is for the one who hurts;
offered to them only when asked for by id."""
OF_A_PARENT = frozenset({"family-counseling", "reunification"})
"""What a parent who works to get children back needs, unless somebody hurts them."""
FOR_THE_ONE_WHO_HURTS = "abuse-intervention"
HURTS_WEIGHT = SIGNAL_WEIGHT["acute"]
"""Who tells of hurting a partner needs this, whatever else they ask for."""

BESIDE_RAISED = 0.5
"""How much a need still weighs where somebody says that another matters more."""
LOWERED = 0.4
"""How much a need still weighs that somebody says matters less."""

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
    """Where nothing is understood, or hardly: the other needs to choose from, the likeliest first."""
    person: Told = field(default_factory=Told)
    """What the statement tells of the person."""
    hurts_partner: bool = False
    """Whether they tell of hurting a partner."""

    @property
    def shares(self) -> npt.NDArray[np.float32]:
        """The needs' weights, made to sum to 1; less where all that there is are guesses."""
        weights = np.array([need.weight for need in self.needs], dtype=np.float32)
        return weights / max(weights.sum(), SURE) if len(weights) else weights


def understand(
    request: MatchRequest, index: OpenIndex, crisis: Crisis | None = None, reading: Reading | None = None
) -> Understanding:
    """What the request states, with what its crisis screening calls for; both are made here unless they are at hand.

    Raises UnknownNeedError for need ids that the taxonomy does not hold."""
    taxonomy = index.taxonomy
    numbers = {need.id: number for number, need in enumerate(taxonomy.needs)}
    unknown = tuple(need_id for need_id in request.need_ids if need_id not in numbers)
    if unknown:
        raise UnknownNeedError(unknown)
    reading = reading or read(request.needs, index)
    crisis = crisis or screen(request.needs or "")
    found: dict[int, tuple[float, str | None]] = {}
    suggestions: tuple[Need, ...] = ()
    hurts = harm.harms_partner(request.needs or "")
    if reading:
        stated = Stated.of(reading, denied(reading, numbers), numbers, index)
        hear(reading, stated)
        _hear_danger(crisis, hurts, reading, stated)
        kept = np.flatnonzero(stated.weights >= KEEP_WEIGHT)
        found = {int(number): (float(stated.weights[number]), stated.said(int(number))) for number in kept}
        if max((weight for weight, _ in found.values()), default=0.0) < SURE:
            suggestions = _suggestions(stated.weights, found.keys(), index)
    elif request.needs and request.needs.strip():
        suggestions = _suggestions(np.zeros(len(numbers)), (), index)
    chosen = dict.fromkeys(numbers[need_id] for need_id in request.need_ids)
    for number in chosen:
        found[number] = (1.0, found[number][1] if number in found else None)
    found = _as_corrected(found, request, numbers)
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    places = max(MAX_NEEDS, len(chosen))
    urgent = {numbers[need_id] for need_id in _called_for({*crisis.levels, *crisis.affirmed}) if need_id in numbers}
    needs = tuple(
        UnderstoodNeed(taxonomy.needs[number], number, round(weight, 4), said)
        for place, (number, (weight, said)) in enumerate(ranked)
        if place < places or number in urgent
    )
    return Understanding(
        needs,
        _support(needs, request, reading),
        reading.whole if reading else None,
        tuple(need for need in suggestions if need.id not in request.dropped_needs) if not chosen else (),
        told(request.needs or ""),
        hurts,
    )


def _as_corrected(
    found: Mapping[int, tuple[float, str | None]], request: MatchRequest, numbers: Mapping[str, int]
) -> dict[int, tuple[float, str | None]]:
    """What was heard, as whoever asks corrects it: without the needs dropped, those raised as if they were chosen,
    the rest lowered beside them. Ids that the taxonomy does not hold correct nothing."""
    dropped, raised, lowered = (
        {numbers[need_id] for need_id in ids if need_id in numbers}
        for ids in (request.dropped_needs, request.raised_needs, request.lowered_needs)
    )
    raised &= found.keys() - dropped
    beside = BESIDE_RAISED if raised else 1.0
    return {
        number: (1.0 if number in raised else weight * beside * (LOWERED if number in lowered else 1.0), said)
        for number, (weight, said) in found.items()
        if number not in dropped
    }


def _called_for(signals: Collection[Signal]) -> set[str]:
    """The needs that signals of danger call for."""
    return {need_id for signal in signals for need_id in SIGNAL_NEEDS.get(signal, ())}


def urgent_needs(crisis: Crisis, understanding: Understanding) -> list[int]:
    """Positions in the understanding's needs of those that danger in plain words calls for, and that weigh as much as
    acute danger makes them: what is chosen begins with an answer to one of them."""
    called = _called_for(crisis.affirmed)
    least = SIGNAL_WEIGHT["acute"]
    return [n for n, each in enumerate(understanding.needs) if each.need.id in called and each.weight >= least]


def _hear_danger(crisis: Crisis, hurts: bool, reading: Reading, stated: Stated) -> None:
    """Reckons in what danger calls for, and leaves out what would add to it."""
    # The rules are enough here: to leave out what brings two together costs little, to offer it may cost a life.
    signals = {*crisis.levels, *crisis.affirmed}
    for signal, level in crisis.levels.items():
        if not (hurts and signal == ABUSED):
            _raise_for(signal, level, grave=signal in GRAVE & crisis.affirmed, stated=stated)
    if hurts:
        stated.raise_to(FOR_THE_ONE_WHO_HURTS, HURTS_WEIGHT)
        for need_id in SIGNAL_NEEDS[ABUSED]:
            # What is for the one who is hurt stays only if it is plainly asked for.
            if stated.weight(need_id) < HURTS_WEIGHT:
                stated.drop(need_id)
        for need_id in UNSAFE_WHEN_ABUSED - {FOR_THE_ONE_WHO_HURTS}:
            stated.drop(need_id)
        return
    if ABUSED in signals:
        for need_id in SIGNAL_NEEDS[ABUSED]:
            stated.raise_to(need_id, SIGNAL_WEIGHT["concern"])
    if ABUSED in signals or (signals & ABUSED_BY_SOMEBODY and harm.somebody_close_harms(reading.statement)):
        of_a_parent = OF_A_PARENT if harm.gets_children_back(reading.statement) else frozenset()
        for need_id in UNSAFE_WHEN_ABUSED - of_a_parent:
            stated.drop(need_id)


def _raise_for(signal: Signal, level: CrisisLevel, *, grave: bool, stated: Stated) -> None:
    """The needs that a signal calls for: by its level where something else hints at them, else a little."""
    for need_id in SIGNAL_NEEDS.get(signal, ()):
        if stated.weight(need_id) >= HINTED:
            stated.raise_to(need_id, SIGNAL_WEIGHT[level])
        if level == "acute" or grave:
            stated.raise_to(need_id, SIGNAL_WEIGHT["acute"] if grave and signal in PRESSING else SIGNAL_ALONE)


def _suggestions(weights: Weights, understood: Collection[int], index: OpenIndex) -> tuple[Need, ...]:
    """The likeliest needs, then the first doors, without those that are `understood` already, by number."""
    taxonomy = index.taxonomy
    likely = [taxonomy.needs[n] for n in np.argsort(-weights) if weights[n] >= SUGGESTED_FROM]
    doors = [taxonomy[need_id] for need_id in FIRST_DOORS if need_id in taxonomy]
    taken = {taxonomy.needs[n].id for n in understood}
    return tuple({need.id: need for need in (*likely, *doors) if need.id not in taken}.values())[:SUGGESTIONS]


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
