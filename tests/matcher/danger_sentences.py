"""What people say of danger and what only sounds like it, with the level and signals that the rules find."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

SENTENCES = Path(__file__).with_name("crisis_sentences.txt")


class Sentence(NamedTuple):
    section: str
    level: str
    signals: frozenset[str]
    text: str


def sentences() -> list[Sentence]:
    found, section = [], ""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            level, signals, text = (part.strip() for part in line.split(" | ", 2))
            found.append(Sentence(section, level, frozenset(signals.split()) - {"-"}, text))
    return found
