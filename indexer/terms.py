"""Finds the words by which a listing names what it offers: the taxonomy's `terms`, with the span where they stand.

Matching is on whole words, without regard to case, punctuation or a plural ending. In a listing, a term that its own
sentence takes back ("no transportation", "does not provide child care") is skipped; a person who says so states a need.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from data.needs import Taxonomy

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_DENIALS = frozenset({"no", "not", "without", "cannot", "never", "nor", "doesn't", "don't", "doesn’t", "don’t"})
_DENIAL_REACH = 4
"""Words before a term within which a denial counts."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """`need` is the need's position in the taxonomy; start and end are characters of the text."""

    need: int
    start: int
    end: int


class TermFinder:
    def __init__(self, taxonomy: Taxonomy) -> None:
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for number, need in enumerate(taxonomy.needs):
            for term in need.terms:
                words = tuple(_stem(match.group()) for match in _WORD.finditer(term.casefold()))
                if words:
                    self._by_first_word[words[0]].append((words, number))

    def find(self, text: str, *, skip_denied: bool = True) -> Iterator[TermMatch]:
        """Every match in `text`, in order; `skip_denied` leaves out what its sentence takes back."""
        words = list(_WORD.finditer(text))
        stems = [_stem(word.group().casefold()) for word in words]
        for position, stem in enumerate(stems):
            for term, need in self._by_first_word.get(stem, ()):
                end = position + len(term)
                if tuple(stems[position:end]) == term and not (skip_denied and _denied(text, words, position)):
                    yield TermMatch(need, words[position].start(), words[end - 1].end())


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _denied(text: str, words: list[re.Match[str]], position: int) -> bool:
    for word in reversed(words[max(0, position - _DENIAL_REACH) : position]):
        if _SENTENCE_END.search(text, word.end(), words[position].start()):
            return False
        if word.group().casefold() in _DENIALS:
            return True
    return False
