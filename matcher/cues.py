"""Cues: words that tell something wherever they stand in what is said, each a few alternatives."""

from __future__ import annotations

import re


def cue(*alternatives: str) -> re.Pattern[str]:
    """Found where any of these is, in upper or lower case."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


def typed(words: str) -> str:
    """With plain apostrophes, however they are typed; of the same length."""
    return words.replace("’", "'")
