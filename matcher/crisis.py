"""Is somebody in danger? Rules and learned heads together, on reviewed static content.

`acute`: danger to life or safety now or within a day, or a minor being abused or without shelter. `concern`:
thoughts without a plan, past or continuing harm that is not immediate. When unsure it says concern: help shown
once too often costs little.

The rules read words step by step: the text is brought into a plain form, figures of speech are blotted out, each
rule's match is weighed by what stands around it (denied? over? with a plan? today? a child?). `indexer.heads`, fitted
to the project's phrases of danger and look-alikes, read the statement and each facet. Both add up; without an index
the rules decide alone. Time is linear in the text; any text gives an answer, never an exception.

What is written in neither English nor Spanish the heads cannot judge, and the rules know few words of: nobody can say
that it is no danger, so it is a concern at least, with the lines for anybody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from data.crisis import SIGNALS, CrisisContact, CrisisLevel, Signal, contacts_for
from data.crisis_rules import Context, CrisisRules, Rule, SignalRules, crisis_rules
from indexer.heads import DANGER, SIGNAL, UNUSUAL, URGENCY, Heads
from matcher import harm
from matcher.plain import SENTENCE_END, UNSEEN, plain
from matcher.reading import Reading
from matcher.spoken import language_not_read

MAX_CHARACTERS = 20_000
"""Longer text is screened up to here."""

WHOLE_SHARE = 0.7
"""How much the whole statement tells of danger, beside the facet that tells most."""
RULES_SAY: dict[CrisisLevel, float] = {"none": 0.0, "concern": 1.0, "acute": 2.0}
"""Log-odds that a finding of the rules adds."""
DANGER_FROM, UNUSUAL_FROM, ACUTE_FROM = -0.8, -0.375, -0.5
"""Log-odds from which it is danger rather than a look-alike, rather than what is ordinarily said, and from which danger
is acute: chosen on the dev statements, so that hardly any acute danger is missed."""
HEADS_ALONE, HEADS_ALONE_IN_FEW_WORDS = 0.25, 1.5
"""Log-odds from which the heads find acute danger of which the rules find nothing said, the lesser of both: chosen on
the dev statements, where it spares a third of the look-alikes that were taken for acute."""
FEW_WORDS = 3
"""So few tell the heads little."""
HEADS_ALONE_BESIDE_A_FIGURE = 2.5
"""The same where the rules know a figure of speech, a denial or the like in it, which the heads may have fallen for."""
GRAVE: frozenset[Signal] = frozenset({"suicide", "self_harm", "domestic_violence", "sexual_assault", "child_abuse"})
"""Signals that nobody who tells of them tells in passing, however long ago it was."""
GRAVE_NOW: frozenset[Signal] = frozenset({"overdose", "withdrawal", "trafficking", "runaway_youth"})
"""Signals that nobody tells of in passing unless they are over."""
SIGNAL_FROM, SIGNAL_BESIDE = 0.3, 0.6
"""The least chance of a further signal, and of one beside what the rules affirm to be as urgent."""
LEAST_CHANCE = 0.05
"""Less than this names no signal."""
CONCERN_BESIDE_A_FIGURE = 2.4
"""Log-odds from which the heads alone find a concern where the rules know a figure of speech, a denial or the like."""

_RANK: dict[CrisisLevel, int] = {"none": 0, "concern": 1, "acute": 2}
HURT_SEXUALLY: frozenset[Signal] = frozenset({"sexual_assault", "child_abuse", "domestic_violence"})
"""Signals whose lines and services are for the one who is hurt."""
_PARTED = re.compile(rf"(?<=\w){UNSEEN.pattern}+(?=\w)")
_REACH = 300
"""Characters on either side of a match that can belong to its sentence; keeps a run-on text linear."""
_CLAUSE_END = re.compile(r" (?:[.,]|and|but|so|because|pero|y|porque|aunque|while) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """The answer: how urgent, which signals (the most urgent first; none where it is a concern only as it is not read),
    and whom to call (the first one first)."""

    level: CrisisLevel
    signals: tuple[Signal, ...]
    contacts: tuple[CrisisContact, ...]
    levels: Mapping[Signal, CrisisLevel] = field(default_factory=dict)
    """How urgent each signal is."""
    affirmed: frozenset[Signal] = frozenset()
    """What the rules alone find said, and not only denied, whatever the heads say of it."""

    def to_dict(self) -> dict[str, object]:
        """As the API answers it."""
        return {
            "level": self.level,
            "signals": list(self.signals),
            "contacts": [contact.to_dict() for contact in self.contacts],
        }


def screen(text: str, country: str = "US", reading: Reading | None = None, heads: Heads | None = None) -> Crisis:
    """Screens what somebody said; `country` (ISO 3166-1 alpha-2) chooses the contacts. Never raises on any text.

    With the statement's `reading` and the snapshot's `heads`, these have their say beside the rules, unless it is in a
    language that they have not learned."""
    rules = crisis_rules()
    said, figures = rules.lookalikes.subn("_", _plain(text[:MAX_CHARACTERS]))
    found = {each.signal: _ruled(said, each, rules) for each in rules.signals}
    ruled = {signal: of_it for signal, of_it in found.items() if of_it.level != "none"}
    levels = {signal: of_it.level for signal, of_it in ruled.items()}
    affirmed = {signal for signal, of_it in ruled.items() if of_it.affirmed}
    not_read = language_not_read(text[:MAX_CHARACTERS]) is not None
    if reading and heads and heads.tell_danger and not not_read:
        passed_over = {signal for signal, of_it in found.items() if of_it.passed_over and signal not in ruled}
        unheard = [each for each in rules.signals if each.heard_with and not each.heard_with.search(said)]
        misheard = {each.signal for each in unheard if each.misheard_with and each.misheard_with.search(said)}
        names = _Names(passed_over | misheard, {each.signal for each in unheard})
        levels = _with_heads(ruled, reading, heads, names, figures=figures > 0)
    if harm.harms_sexually(text[:MAX_CHARACTERS]):
        of_hurt = HURT_SEXUALLY - {"domestic_violence"} if harm.somebody_hurts(text[:MAX_CHARACTERS]) else HURT_SEXUALLY
        levels = {signal: level for signal, level in levels.items() if signal not in of_hurt}
        affirmed = (affirmed - of_hurt) | {"harm_to_others"}
        levels.setdefault("harm_to_others", "concern")
        if harm.endangers_a_child(text[:MAX_CHARACTERS]):
            levels["child_abuse"] = "concern"
    signals = tuple(sorted(levels, key=lambda signal: -_RANK[levels[signal]]))
    level: CrisisLevel = levels[signals[0]] if signals else "concern" if not_read else "none"
    # Who to call while it happens is of no use for one that is over.
    called_for = [s for s in signals if not (s == "overdose" and levels[s] == "concern" and found[s].over)]
    return Crisis(
        level=level,
        signals=signals,
        contacts=contacts_for(called_for, country, level=level, audiences=_audiences(said) if signals else ()),
        levels=levels,
        affirmed=frozenset(affirmed),
    )


def _plain(text: str) -> str:
    """The plain form; where something unseen stands between letters, also that in which it parts words."""
    if text.isascii() or not _PARTED.search(text):
        return plain(text)
    return plain(text) + plain(UNSEEN.sub(" ", text))


def with_concern(crisis: Crisis, signal: Signal, text: str, country: str) -> Crisis:
    """The same crisis, with a signal that the screening of `text` passed over as a concern, and whom to call for it."""
    level = crisis.level if crisis.level != "none" else "concern"
    signals = (*crisis.signals, signal)
    audiences = _audiences(plain(text[:MAX_CHARACTERS]))
    contacts = contacts_for(signals, country, level=level, audiences=audiences)
    levels: dict[Signal, CrisisLevel] = {**crisis.levels, signal: "concern"}
    return replace(crisis, level=level, signals=signals, contacts=contacts, levels=levels)


def _audiences(said: str) -> list[str]:
    """The populations that are spoken of, whose own lines come first."""
    return [name for name, pattern in crisis_rules().audiences.items() if pattern.search(said)]


def _with_heads(
    ruled: Mapping[Signal, _Ruled],
    reading: Reading,
    heads: Heads,
    names: _Names,
    *,
    figures: bool,
) -> dict[Signal, CrisisLevel]:
    """The levels where what the rules found and what the heads say add up to danger; else none, but for what the rules
    alone find acute or grave. What is only denied adds nothing.

    It must be nearer to danger than to its look-alikes, and not plainly what people say of an ordinary need. They
    name further signals only of which a word is said."""
    levels = {signal: found.level for signal, found in ruled.items()}
    affirmed: list[CrisisLevel] = ["none", *(found.level for found in ruled.values() if found.affirmed)]
    highest = max(affirmed, key=lambda level: _RANK[level])
    danger = _log_odds(heads, DANGER, reading)
    told_danger, told_unusual = _told(danger), _told(_log_odds(heads, UNUSUAL, reading))
    said = RULES_SAY[highest]
    if told_danger + said < DANGER_FROM or told_unusual + said < UNUSUAL_FROM:
        # Plain words of acute danger are never talked away: help shown once too often costs little.
        if highest == "acute":
            return levels
        # Nor is grave harm that somebody tells of, however practical the rest.
        return {signal: found.level for signal, found in ruled.items() if found.grave(signal)}
    level: CrisisLevel = "acute" if _log_odds(heads, URGENCY, reading)[0] > ACUTE_FROM else "concern"
    few = len(reading.statement.split()) <= FEW_WORDS
    margin = HEADS_ALONE_BESIDE_A_FIGURE if figures else HEADS_ALONE_IN_FEW_WORDS if few else HEADS_ALONE
    if highest == "none" and min(told_danger, told_unusual) < margin:
        level = "concern"
    if not ruled and figures and min(told_danger, told_unusual) < CONCERN_BESIDE_A_FIGURE:
        return {}
    chances = heads.by_name[SIGNAL].chances(reading.vectors, reading.letters)
    told = np.maximum(chances[0], chances[1 + int(danger[1:].argmax())])
    bar = SIGNAL_BESIDE if _RANK[highest] >= _RANK[level] else SIGNAL_FROM
    ordered = [SIGNALS[number] for number in np.argsort(-told)]
    chance = dict(zip(SIGNALS, told.tolist(), strict=True))
    nameable = [s for s in ordered if s in ruled or s not in names.never]
    further = [s for s in nameable[1:] if s in ruled or s not in names.not_further]
    for signal in [*nameable[:1], *further]:
        if chance[signal] < LEAST_CHANCE:
            break
        if chance[signal] < bar and levels:
            break
        if _RANK[level] > _RANK[levels.get(signal, "none")]:
            levels[signal] = level
    return levels


def _told(odds: npt.NDArray[np.float32]) -> float:
    return float(WHOLE_SHARE * odds[0] + (1 - WHOLE_SHARE) * odds[1:].max())


def _log_odds(heads: Heads, name: str, reading: Reading) -> npt.NDArray[np.float32]:
    """Of the second of a head's two classes, for the whole statement and each facet."""
    logits = heads.by_name[name].logits(reading.vectors, reading.letters)
    odds: npt.NDArray[np.float32] = logits[:, 1] - logits[:, 0]
    return odds


@dataclass(frozen=True, slots=True)
class _Names:
    """What the heads alone do not name: what the rules passed over, and what is likely by mistake; as a further signal
    what no word is said of."""

    never: Collection[Signal]
    not_further: Collection[Signal]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the rules of one signal find, or what one match of theirs means."""

    level: CrisisLevel = "none"
    affirmed: bool = False
    """It is said, and not only denied."""
    standing: bool = False
    """It is affirmed, and not over."""
    passed_over: bool = False
    """There are words of it, which say nothing where they stand."""

    @property
    def over(self) -> bool:
        """It is affirmed, and over."""
        return self.affirmed and not self.standing

    def grave(self, signal: Signal) -> bool:
        return (self.affirmed and signal in GRAVE) or (self.standing and signal in GRAVE_NOW)


def _ruled(said: str, signal_rules: SignalRules, rules: CrisisRules) -> _Ruled:
    """The highest level that any rule of the signal finds, and whether any match affirms it."""
    highest = _Ruled()
    if not signal_rules.any_find.search(said):
        return highest
    anywhere: dict[re.Pattern[str], bool] = {}
    passed_over = False
    for rule in signal_rules.rules:
        if highest.level == "acute":
            break
        if rule.needs and not all(rules.contexts[name].find.search(said) for name in rule.needs):
            continue
        for pattern in rule.find:
            for match in pattern.finditer(said):
                found = _meaning(said, match, rule, signal_rules, rules, anywhere)
                passed_over |= found.passed_over
                if found.level != "none":
                    level = max(highest.level, found.level, key=lambda level: _RANK[level])
                    highest = _Ruled(level, highest.affirmed or found.affirmed, highest.standing or found.standing)
    return replace(highest, passed_over=passed_over) if passed_over else highest


def _meaning(
    said: str,
    match: re.Match[str],
    rule: Rule,
    signal_rules: SignalRules,
    rules: CrisisRules,
    anywhere: dict[re.Pattern[str], bool],
) -> _Ruled:
    """What one match means, given what stands around it; `anywhere` keeps what was looked for in the whole text."""
    if _denied(said, match, rules):
        return _Ruled(signal_rules.negated)
    around = _Around(said, match.start(), match.end(), anywhere)

    def holds(name: str) -> bool:
        return around.has(rules.contexts[name])

    if any(holds(name) for name in signal_rules.over_with) and not any(holds(name) for name in signal_rules.unless):
        return _Ruled(passed_over=True)
    level = rule.level
    # Danger as a matter of work, study or giving, where the clause speaks of nobody who is hurt.
    about, told = rules.contexts["about"], rules.contexts["told"]
    if level == "concern" and around.in_clause(about) and not around.in_clause(told):
        return _Ruled()
    now = holds("now") and not (
        around.in_clause(rules.contexts["past"]) and not around.in_clause(rules.contexts["now"])
    )
    over = holds("past") and not now
    if level == "concern" and any(now if name == "now" else holds(name) for name in rule.acute_with):
        level = "acute"
    if level == "acute" and over:
        level = signal_rules.past
    if level == "acute" and signal_rules.hedged and holds("hedge"):
        level = "concern"
    if level == "acute" and any(holds(name) for name in rule.concern_with):
        level = "concern"
    return _Ruled(level, affirmed=True, standing=not over)


def _denied(said: str, match: re.Match[str], rules: CrisisRules) -> bool:
    """Whether the words just before say that it is not so ("not suicidal"), or its own first word ("denies any SI")."""
    if rules.opens_denied.match(match[0]):
        return True
    before = said[max(0, match.start() - 60) : match.start()]
    return bool(rules.negation.search(before)) and not rules.not_negation.search(before)


class _Around:
    """The clause and the sentence that a match stands in."""

    __slots__ = ("_anywhere", "_clause", "_said", "_sentence")

    def __init__(self, said: str, start: int, end: int, anywhere: dict[re.Pattern[str], bool]) -> None:
        first = max(said.rfind(SENTENCE_END, 0, start) + 1, start - _REACH)
        end_of_sentence = said.find(SENTENCE_END, end)
        last = min(end_of_sentence + 1 if end_of_sentence >= 0 else len(said), end + _REACH)
        breaks = [found.start() for found in _CLAUSE_END.finditer(said, max(first, 0), start + 1)]
        following = _CLAUSE_END.search(said, end - 1, last)
        self._said = said
        self._anywhere = anywhere
        self._sentence = said[max(first, 0) : last]
        self._clause = said[breaks[-1] if breaks else max(first, 0) : following.end() if following else last]

    def in_clause(self, context: Context) -> bool:
        return bool(context.find.search(self._clause))

    def has(self, context: Context) -> bool:
        if context.scope != "text":
            return bool(context.find.search(self._sentence))
        if context.find not in self._anywhere:
            self._anywhere[context.find] = bool(context.find.search(self._said))
        return self._anywhere[context.find]
