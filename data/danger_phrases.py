"""How danger is told, and what only sounds like it: reviewed phrases that the screening's heads are fitted to.

`danger_phrases.json` maps a signal and a level ("suicide", "acute") to phrases, and "none" to look-alikes: figures of
speech, what is past and over, denial, questions, ordinary hardship. English and Spanish.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from data.crisis import SIGNALS, CrisisDataError, CrisisLevel, Signal
from data.json_file import read_json

NEAR_DANGER = frozenset({
    "suicide-crisis", "self-harm", "overdose-naloxone", "detox", "sexual-assault", "dv-shelter", "dv-counseling",
    "protective-orders", "abuse-intervention", "child-abuse", "human-trafficking", "community-violence",
    "crisis-stabilization", "runaway-youth",
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
    document = read_json(_FILE, CrisisDataError)
    if not isinstance(document, dict):
        raise CrisisDataError(f"{_FILE.name}: must be an object")
    if set(document) != {"none", *SIGNALS}:
        raise CrisisDataError(f"{_FILE.name}: must hold 'none' and every signal")
    phrases = [DangerPhrase(text, "none", ()) for text in _texts("none", document["none"])]
    for signal in SIGNALS:
        if not isinstance(document[signal], dict) or set(document[signal]) != {"concern", "acute"}:
            raise CrisisDataError(f"{_FILE.name}: {signal} must have concern and acute")
        for level, texts in document[signal].items():
            own = _texts(f"{signal} {level}", texts)
            phrases += [DangerPhrase(text, cast(CrisisLevel, level), (signal,)) for text in own]
    return tuple(phrases)


def _texts(name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise CrisisDataError(f"{_FILE.name}: {name} must be a list of texts that are not empty")
    return value
