"""Is somebody in danger? Rules and learned heads together, on reviewed static content.

`acute`: danger to life or safety now or within a day, or a minor being abused or without shelter. `concern`:
thoughts without a plan, past or continuing harm that is not immediate. When unsure it says concern: help shown
once too often costs little.

The rules read words step by step: the text is brought into a plain form, figures of speech are blotted out, each
rule's match is weighed by what stands around it (denied? over? with a plan? today? a child?). `indexer.heads`, fitted
to the project's phrases of danger and look-alikes, read the statement and each facet. Both add up; without an index
the rules decide alone. Time is linear in the text; any text gives an answer, never an exception.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from data.crisis import SIGNALS, CrisisContact, CrisisLevel, Signal, contacts_for
from data.crisis_rules import Context, CrisisRules, Rule, SignalRules, crisis_rules
from indexer.heads import DANGER, SIGNAL, UNUSUAL, URGENCY, Heads
from matcher.reading import Reading

MAX_CHARACTERS = 20_000
"""Longer text is screened up to here."""

WHOLE_SHARE = 0.7
"""How much the whole statement tells of danger, beside the facet that tells most."""
RULES_SAY: dict[CrisisLevel, float] = {"none": 0.0, "concern": 2.0, "acute": 3.0}
"""Log-odds that a finding of the rules adds."""
DANGER_FROM, UNUSUAL_FROM, ACUTE_FROM = 0.3, -1.0, 0.0
"""Log-odds from which it is danger rather than a look-alike, rather than what is ordinarily said, and from which danger
is acute: chosen on the dev statements, so that hardly any acute danger is missed."""
GRAVE: frozenset[Signal] = frozenset({"suicide", "self_harm", "domestic_violence", "sexual_assault", "child_abuse"})
"""Signals that nobody who tells of them tells in passing."""
_ABOUT = re.compile(
    r"\b(?:student|research|thesis|podcast|interview|protocol|manual|training|awareness|volunteer|mentor|fundrais\w+|donat\w+"
    r"|curriculum|presentation|press|charges? (?:were )?dismissed|estudiante|investigaci[oó]n|entrevist\w+|pl[aá]ticas"
    r"|voluntari[oa]|folletos|donar|not suicidal|denies|no tengo pensamientos)\b",
    re.IGNORECASE,
)
"""Danger is a matter of work or study here, or is denied."""
SIGNAL_FROM = 0.3
"""The least chance of a further signal."""

_RANK: dict[CrisisLevel, int] = {"none": 0, "concern": 1, "acute": 2}
_REACH = 300
"""Characters on either side of a match that can belong to its sentence; keeps a run-on text linear."""
_SENTENCE_END = " . "
_CLAUSE_END = re.compile(r" (?:[.,]|and|but|so|because|pero|y|porque|aunque|while) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """The answer: how urgent, which signals (the most urgent first), and whom to call (the first one first)."""

    level: CrisisLevel
    signals: tuple[Signal, ...]
    contacts: tuple[CrisisContact, ...]
    levels: Mapping[Signal, CrisisLevel] = field(default_factory=dict)
    """How urgent each signal is."""
    by_rules: frozenset[Signal] = frozenset()
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

    With the statement's `reading` and the snapshot's `heads`, these have their say beside the rules."""
    rules = crisis_rules()
    said = rules.lookalikes.sub("_", plain(text[:MAX_CHARACTERS]))
    by_rules = _by_rules(said, rules)
    affirmed = _affirmed(said, by_rules, rules)
    levels = by_rules
    if reading and heads and heads.tell_danger:
        levels = _with_heads(by_rules, affirmed, reading, heads)
    signals = tuple(sorted(levels, key=lambda signal: -_RANK[levels[signal]]))
    level = levels[signals[0]] if signals else "none"
    audiences = [name for name, pattern in rules.audiences.items() if signals and pattern.search(said)]
    return Crisis(
        level=level,
        signals=signals,
        contacts=contacts_for(signals, country, level=level, audiences=audiences),
        levels=levels,
        by_rules=affirmed,
    )


def _by_rules(said: str, rules: CrisisRules) -> dict[Signal, CrisisLevel]:
    levels: dict[Signal, CrisisLevel] = {}
    for signal_rules in rules.signals:
        level = _signal_level(said, signal_rules, rules) if signal_rules.any_find.search(said) else "none"
        if level != "none":
            levels[signal_rules.signal] = level
    return levels


def _affirmed(said: str, levels: Mapping[Signal, CrisisLevel], rules: CrisisRules) -> frozenset[Signal]:
    """Which of the signals found are said, and not only denied."""
    return frozenset(
        each.signal
        for each in rules.signals
        if each.signal in levels
        and any(
            not _denied(said, match.start(), rules)
            for rule in each.rules
            for pattern in rule.find
            for match in pattern.finditer(said)
        )
    )


def _with_heads(
    by_rules: dict[Signal, CrisisLevel], affirmed: frozenset[Signal], reading: Reading, heads: Heads
) -> dict[Signal, CrisisLevel]:
    """The levels where what the rules found and what the heads say add up to danger; else none, but for what the rules
    alone find acute or grave. What is only denied adds nothing.

    It must be nearer to danger than to its look-alikes, and not plainly what people say of an ordinary need."""
    found: list[CrisisLevel] = ["none", *(level for signal, level in by_rules.items() if signal in affirmed)]
    highest = max(found, key=lambda level: _RANK[level])
    danger = _log_odds(heads, DANGER, reading)
    said = RULES_SAY[highest]
    if _told(danger) + said < DANGER_FROM or _told(_log_odds(heads, UNUSUAL, reading)) + said < UNUSUAL_FROM:
        # Plain words of acute danger are never talked away: help shown once too often costs little.
        if highest == "acute":
            return by_rules
        # Nor is grave harm that somebody tells of, however practical the rest.
        if _ABOUT.search(reading.statement):
            return {}
        return {signal: level for signal, level in by_rules.items() if signal in GRAVE & affirmed}
    level: CrisisLevel = "acute" if _log_odds(heads, URGENCY, reading)[0] > ACUTE_FROM else "concern"
    levels = dict(by_rules)
    chances = heads.by_name[SIGNAL].chances(reading.vectors, reading.letters)
    told = np.maximum(chances[0], chances[1 + int(danger[1:].argmax())])
    for number in np.argsort(-told):
        signal = SIGNALS[number]
        if told[number] < SIGNAL_FROM and levels:
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


def plain(text: str) -> str:
    """Plain form for the rules: lower case, no accents or apostrophes, one space between words, short forms.

    Sentence ends become " . " and commas " , "; the text begins with a space and ends with " . ". "I am going to"
    becomes "im gonna", "14 years old" becomes "14 yo".
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    letters = _OD.sub("overdosed ", _APOSTROPHES.sub("'", letters)).replace("'", "")
    spaced = _ENDS.sub(_SENTENCE_END, letters)
    spaced = _COMMAS.sub(" , ", spaced)
    words = f" {' '.join(_OTHER.sub(' ', spaced).split()).rstrip(' .')} . "
    words = _SHORTEN.sub(lambda match: _SHORT_FORMS[match[0]], words)
    words = _NUMBER.sub(lambda match: _NUMBERS[match[0]], words)
    return _AGE.sub(r"\1 yo", words)


def _signal_level(said: str, signal_rules: SignalRules, rules: CrisisRules) -> CrisisLevel:
    """The highest level that any rule of the signal finds."""
    highest: CrisisLevel = "none"
    for rule in signal_rules.rules:
        if highest == "acute":
            break
        if rule.needs and not all(rules.contexts[name].find.search(said) for name in rule.needs):
            continue
        for pattern in rule.find:
            for match in pattern.finditer(said):
                level = _match_level(said, match, rule, signal_rules, rules)
                if _RANK[level] > _RANK[highest]:
                    highest = level
    return highest


def _match_level(
    said: str, match: re.Match[str], rule: Rule, signal_rules: SignalRules, rules: CrisisRules
) -> CrisisLevel:
    """What one match means, given what stands around it."""
    if _denied(said, match.start(), rules):
        return signal_rules.negated
    around = _Around(said, match.start(), match.end())

    def holds(name: str) -> bool:
        return around.has(rules.contexts[name])

    now = holds("now") and not (
        around.in_clause(rules.contexts["past"]) and not around.in_clause(rules.contexts["now"])
    )
    over = holds("past") and not now
    level = rule.level
    if level == "concern" and any(now if name == "now" else holds(name) for name in rule.acute_with):
        level = "acute"
    if level == "acute" and over:
        level = signal_rules.past
    if level == "acute" and signal_rules.hedged and holds("hedge"):
        level = "concern"
    if level == "acute" and any(holds(name) for name in rule.concern_with):
        level = "concern"
    return level


def _denied(said: str, start: int, rules: CrisisRules) -> bool:
    """Whether the words just before say that it is not so ("not suicidal", "denies any SI")."""
    before = said[max(0, start - 60) : start]
    return bool(rules.negation.search(before)) and not rules.not_negation.search(before)


class _Around:
    """The clause and the sentence that a match stands in."""

    __slots__ = ("_clause", "_said", "_sentence")

    def __init__(self, said: str, start: int, end: int) -> None:
        first = max(said.rfind(_SENTENCE_END, 0, start) + 1, start - _REACH)
        end_of_sentence = said.find(_SENTENCE_END, end)
        last = min(end_of_sentence + 1 if end_of_sentence >= 0 else len(said), end + _REACH)
        breaks = [found.start() for found in _CLAUSE_END.finditer(said, max(first, 0), start + 1)]
        following = _CLAUSE_END.search(said, end - 1, last)
        self._said = said
        self._sentence = said[max(first, 0) : last]
        self._clause = said[breaks[-1] if breaks else max(first, 0) : following.end() if following else last]

    def in_clause(self, context: Context) -> bool:
        return bool(context.find.search(self._clause))

    def has(self, context: Context) -> bool:
        where = self._said if context.scope == "text" else self._sentence
        return bool(context.find.search(where))


_APOSTROPHES = re.compile("[’‘ʼ`´′＇]")
_OD = re.compile(r"\bod(?:'?d|'?ed|'s|'?ing)?\b(?<!\bodd)|\bo\.d\.")
_ENDS = re.compile(r"[.!?;\n\r。！？…]+(?=\s|$)|[!?;\n\r¡¿…]+")
_COMMAS = re.compile(r"[,:—–()]+|\s-+\s")
_OTHER = re.compile(r"[^\w.,]+|(?<=\S)\.(?=\S)|_")
_SHORT_FORMS = {
    "i am": "im",
    "he is": "hes",
    "she is": "shes",
    "they are": "theyre",
    "who is": "whos",
    "do not": "dont",
    "does not": "doesnt",
    "did not": "didnt",
    "can not": "cant",
    "cannot": "cant",
    "could not": "couldnt",
    "will not": "wont",
    "would not": "wouldnt",
    "is not": "isnt",
    "was not": "wasnt",
    "has not": "hasnt",
    "have not": "havent",
    "going to": "gonna",
    "goin to": "gonna",
    "want to": "wanna",
    "wana": "wanna",
    "my self": "myself",
    "him self": "himself",
    "her self": "herself",
    "with out": "without",
    "year olds": "yo",
}
_SHORTEN = re.compile(rf"\b(?:{'|'.join(_SHORT_FORMS)})\b")
_NUMBERS = {
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
}
_NUMBER = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_AGE = re.compile(r"\b(\d{1,2}) ?(?:years? old|yrs? old|y o|yo|yr old)\b")
