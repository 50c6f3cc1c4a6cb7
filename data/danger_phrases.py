"""How danger is told, and what only sounds like it: reviewed phrases that the screening's heads are fitted to.

`danger_phrases.json` maps a signal and a level ("suicide", "acute") to phrases, and "none" to look-alikes: figures of
speech, what is past and over, denial, questions, ordinary hardship. English and Spanish.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast, get_args

from data.crisis import CrisisDataError, CrisisLevel, Signal

NEAR_DANGER = frozenset({
    "detox", "buprenorphine", "methadone", "alcohol-treatment", "opioid-treatment", "stimulant-treatment",
    "adolescent-substance-use", "prenatal-substance-use", "overdose-naloxone", "harm-reduction", "sexual-assault",
    "dv-shelter", "dv-counseling", "protective-orders", "abuse-intervention", "child-abuse",
    "childhood-abuse-survivors", "human-trafficking", "community-violence", "military-trauma",
    "depression", "bipolar", "psychosis",
    "perinatal-mental-health", "eating-disorders", "anger-management", "suicide-crisis", "crisis-stabilization",
    "warmline", "self-harm", "family-boundaries", "lgbtq-youth", "runaway-youth", "emergency-shelter",
})  # fmt: skip
"""Needs that people state in words which may tell of danger as well; what is said for the others counts as ordinary."""

_FILE = Path(__file__).with_name("danger_phrases.json")


@dataclass(frozen=True, slots=True)
class DangerPhrase:
    text: str
    level: CrisisLevel
    signals: tuple[Signal, ...]
    """Empty for a look-alike."""


@cache
def danger_phrases() -> tuple[DangerPhrase, ...]:
    """All phrases, in the file's order. Raises CrisisDataError for a file that is not as it must be."""
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    if set(document) != {"none", *get_args(Signal)}:
        raise CrisisDataError(f"{_FILE.name}: must hold 'none' and every signal")
    phrases = [DangerPhrase(text, "none", ()) for text in document["none"]]
    for signal in get_args(Signal):
        if set(document[signal]) != {"concern", "acute"}:
            raise CrisisDataError(f"{_FILE.name}: {signal} must have concern and acute")
        for level, texts in document[signal].items():
            phrases += [DangerPhrase(text, cast(CrisisLevel, level), (signal,)) for text in texts]
    return tuple(phrases)
