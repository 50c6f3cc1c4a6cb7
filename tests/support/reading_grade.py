"""How hard a text is to read."""

from __future__ import annotations

import re

GRADE = 8.0
"""What nobody who is told something should have to exceed: eight years of school."""


def grade(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975), with vowel groups for syllables."""
    words = re.findall(r"[a-zA-Z]+", text)
    sentences = len(re.findall(r"[.?!](?:\s|$)", text))
    groups = [len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^l])e$", "", word.lower()))) for word in words]
    return 0.39 * len(words) / sentences + 11.8 * sum(max(1, count) for count in groups) / len(words) - 15.59
