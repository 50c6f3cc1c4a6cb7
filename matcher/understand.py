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
from matcher.spoken import language_not_read
from matcher.stated import KEEP_WEIGHT, Stated, Weights
from matcher.themselves import CHILD_TO, Told, told

MAX_NEEDS = 6
"""As many as one answer can serve; what danger calls for comes on top of them."""
SURE = 0.35
"""A statement whose strongest need weighs less was hardly understood."""
GUESS = 0.2
"""One whose strongest need weighs less was not understood at all."""
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
REFUGE, FAINT_WEIGHT = "dv-shelter", 0.2
"""The most that a refuge weighs where nothing but the heads tells that somebody close does harm."""
PRESSING: frozenset[Signal] = frozenset({"suicide", "self_harm", "domestic_violence"})
"""Said in plain words, these call for their needs as much as acute danger does, however many other things are asked."""

OF_ONESELF: tuple[Signal, ...] = ("suicide", "self_harm")
TOLD_BY_NEED = SIGNAL_WEIGHT["acute"]
"""From this weight the need alone tells of the danger."""

ABUSED: Signal = "domestic_violence"
ABUSED_BY_SOMEBODY: frozenset[Signal] = frozenset({"child_abuse", "sexual_assault"})
"""Signals of harm that may come from the family, or from a stranger."""
CHILD_ABUSED: Signal = "child_abuse"
ANGER = "anger-management"
FOR_ADULTS_WHO_WERE_HARMED = ("childhood-abuse-survivors", "adult-children-aca")
UNSAFE_WHEN_ABUSED = frozenset({"abuse-intervention", "couples-counseling", "family-counseling", "reunification"})
"""Needs whose answer would bring a person hurt by somebody close together with them, or is for the one who hurts;
offered to them only when asked for by id."""
OF_A_PARENT = frozenset({"family-counseling", "reunification"})
"""What a parent who works to get children back needs, unless somebody hurts them."""
FOR_THE_ONE_WHO_HURTS = "abuse-intervention"
HURTS_WEIGHT = SIGNAL_WEIGHT["acute"]
"""Who tells of hurting a partner needs this, whatever else they ask for."""
NOT_FOR_WHO_HARMS_SEXUALLY = UNSAFE_WHEN_ABUSED | {
    "sexual-assault", "childhood-abuse-survivors", "adult-children-aca", "child-abuse", "human-trafficking",
    "dv-shelter", "dv-counseling", "child-therapy", "adolescent-substance-use", "lgbtq-youth", "runaway-youth",
}  # fmt: skip
"""Where those who were hurt meet, or children do; offered to who tells of such harm only when asked for by id. No need
is for them alone: at worst nothing is understood, and what leads on is suggested."""

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
    """The whole statement's unit vector; None without a statement that holds a word, for one that only
    refuses, and in a language that is not read."""
    suggestions: tuple[Need, ...] = ()
    """Where nothing is understood, or hardly: the other needs to choose from, the likeliest first."""
    person: Told = field(default_factory=Told)
    """What the statement tells of the person."""
    hurts_partner: bool = False
    """Whether they tell of hurting a partner."""
    gaps: frozenset[SupportType] = frozenset()
    """The types of support that the request says are missing, by its own field or in words."""
    unread: bool = False
    """Whether the statement is in a language that is not read."""

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
    unread = language_not_read(request.needs or "") is not None
    person = told(request.needs or "")
    if reading:
        silent = denied(reading, numbers)
        # What the head makes of a language that it never saw is chance; a service's name is a name in any.
        stated = Stated.of(reading, silent | unread, numbers, index)
        stated.hear_names(silent, index)
        hear(reading, stated)
        _hear_danger(crisis, hurts, person, reading, stated)
        if harm.harms_sexually(reading.statement):
            for need_id in NOT_FOR_WHO_HARMS_SEXUALLY - ({FOR_THE_ONE_WHO_HURTS} if hurts else set()):
                stated.drop(need_id)
        kept = np.flatnonzero(stated.weights >= KEEP_WEIGHT)
        found = {int(number): (float(stated.weights[number]), stated.said(int(number))) for number in kept}
        strongest = max((weight for weight, _ in found.values()), default=0.0)
        if strongest < GUESS:
            found = {}
        if strongest < SURE:
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
    implied = stance.gaps(reading.statement) if reading else set()
    return Understanding(
        needs,
        _support(needs, request, implied),
        # Where everything is refused, to search by what it means would find just that.
        reading.whole if reading and not silent.all() and not unread else None,
        tuple(need for need in suggestions if need.id not in request.dropped_needs) if not chosen else (),
        person,
        hurts,
        frozenset({*request.support_gaps, *implied}),
        unread,
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


def danger_besides(crisis: Crisis, understanding: Understanding) -> list[Signal]:
    """Signals that the screening passed over and that what is understood tells: a need of people in danger of
    themselves, or that the person hurts a partner, who may be in danger from them."""
    told = {need.need.id for need in understanding.needs if need.said and need.weight >= TOLD_BY_NEED}
    found = [signal for signal in OF_ONESELF if told.intersection(SIGNAL_NEEDS[signal]) and crisis.level == "none"]
    hurts = understanding.hurts_partner and ABUSED not in crisis.signals
    return [*found, *([ABUSED] if hurts else [])]


def _hear_danger(crisis: Crisis, hurts: bool, person: Told, reading: Reading, stated: Stated) -> None:
    """Reckons in what danger calls for, and leaves out what would add to it."""
    # The rules are enough here: to leave out what brings two together costs little, to offer it may cost a life.
    signals = {*crisis.levels, *crisis.affirmed}
    elsewhere = _answered_elsewhere(crisis, person.age, reading.statement)
    for signal, level in crisis.levels.items():
        only_heard = signal in ABUSED_BY_SOMEBODY - crisis.affirmed
        if signal not in elsewhere and not (hurts and (signal == ABUSED or only_heard)):
            grave = signal in GRAVE & crisis.affirmed
            _raise_for(signal, level, grave=grave, stated=stated, faint=_is_faint(signal, crisis))
    if hurts:
        stated.raise_to(FOR_THE_ONE_WHO_HURTS, HURTS_WEIGHT)
        for need_id in SIGNAL_NEEDS[ABUSED]:
            # What is for the one who is hurt stays only if it is plainly asked for.
            if stated.weight(need_id) < HURTS_WEIGHT:
                stated.drop(need_id)
        for need_id in UNSAFE_WHEN_ABUSED - {FOR_THE_ONE_WHO_HURTS}:
            stated.drop(need_id)
        return
    if stated.weight(FOR_THE_ONE_WHO_HURTS) < HURTS_WEIGHT:
        # Nobody is taken for one who hurts on a guess.
        stated.drop(FOR_THE_ONE_WHO_HURTS)
    if ABUSED in signals - elsewhere:
        for need_id in SIGNAL_NEEDS[ABUSED]:
            stated.raise_to(need_id, _at_most(need_id, SIGNAL_WEIGHT["concern"], faint=_is_faint(ABUSED, crisis)))
    if ABUSED in signals or (signals & ABUSED_BY_SOMEBODY and harm.somebody_close_harms(reading.statement)):
        of_a_parent = OF_A_PARENT if harm.gets_children_back(reading.statement) else frozenset()
        for need_id in UNSAFE_WHEN_ABUSED - of_a_parent:
            stated.drop(need_id)
    _hear_who_harms(crisis, reading, stated)


def _answered_elsewhere(crisis: Crisis, age: int | None, statement: str) -> set[Signal]:
    """Signals of harm that no refuge answers: it was done long ago to a child who is grown, or by those who are paid to
    help, or by a young child of theirs. Never where it is acute, unless it was a suicide."""
    if not {ABUSED, CHILD_ABUSED} & {*crisis.levels, *crisis.affirmed}:
        return set()
    passed: set[Signal] = set()
    if stance.harmed_as_a_child(statement) and (age is None or age > CHILD_TO):
        passed = {ABUSED, CHILD_ABUSED}
    elif stance.harmed_by_staff(statement):
        passed = {ABUSED}
    elif stance.harmed_by_a_minor(statement):
        passed = {ABUSED, CHILD_ABUSED} - ({CHILD_ABUSED} & crisis.affirmed)
    passed = {signal for signal in passed if crisis.levels.get(signal) != "acute"}
    # Who is left behind by a suicide speaks of what is taken for violence.
    return passed | ({ABUSED} - crisis.affirmed if stance.lost_to_suicide(statement) else set())


def _is_faint(signal: Signal, crisis: Crisis) -> bool:
    """Whether nothing but the heads tells of it, and no more than a concern."""
    return signal == ABUSED and signal not in crisis.affirmed and crisis.levels.get(signal) == "concern"


def _at_most(need_id: str, weight: float, *, faint: bool) -> float:
    return min(weight, FAINT_WEIGHT) if faint and need_id == REFUGE else weight


def _hear_who_harms(crisis: Crisis, reading: Reading, stated: Stated) -> None:
    """A class for the one who does it is not for the one it is done to; what a child does is for child and family."""
    signals = {*crisis.levels, *crisis.affirmed}
    if stance.harmed_by_a_minor(reading.statement):
        for need_id in (*FOR_ADULTS_WHO_WERE_HARMED, ANGER):
            stated.drop(need_id)
        stated.raise_to("child-therapy", SIGNAL_WEIGHT["acute"])
        if not ABUSED_BY_SOMEBODY & crisis.affirmed:
            stated.drop("child-abuse")
            stated.raise_to("family-counseling", SIGNAL_ALONE)
    elif _done_to_speaker(signals, reading.statement) and not stance.own_anger(reading.statement):
        stated.drop(ANGER)
        stated.raise_to("dv-counseling", stated.weight(FOR_THE_ONE_WHO_HURTS), like=FOR_THE_ONE_WHO_HURTS)
        stated.drop(FOR_THE_ONE_WHO_HURTS)
    if stance.harmed_by_staff(reading.statement):
        stated.raise_to("patient-rights", SIGNAL_WEIGHT["acute"])
        stated.lower_to("household-help", SIGNAL_WEIGHT["concern"])


def _done_to_speaker(signals: Collection[Signal], statement: str) -> bool:
    return stance.done_to_speaker(statement) or (ABUSED in signals and harm.somebody_close_harms(statement))


def _raise_for(signal: Signal, level: CrisisLevel, *, grave: bool, stated: Stated, faint: bool = False) -> None:
    """The needs that a signal calls for: by its level where something else hints at them, else a little."""
    for need_id in SIGNAL_NEEDS.get(signal, ()):
        if stated.weight(need_id) >= HINTED:
            stated.raise_to(need_id, _at_most(need_id, SIGNAL_WEIGHT[level], faint=faint))
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
    needs: tuple[UnderstoodNeed, ...], request: MatchRequest, implied: Collection[SupportType]
) -> dict[SupportType, float]:
    """How much of each type is missing: what the needs call for, what nobody is said to give, what is asked for."""
    support: dict[SupportType, float] = {}
    for support_type in SUPPORT_TYPES:
        called_for = [need.weight * need.need.support[support_type] for need in needs]
        least = 1.0 if support_type in request.support_gaps else GAP_WEIGHT if support_type in implied else 0.0
        support[support_type] = max(least, round(max(called_for, default=0.0), 4))
    return support
