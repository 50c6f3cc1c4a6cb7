"""Cuts a statement into facets, the clauses that may each state a need. Spans are verbatim parts of the statement."""

from __future__ import annotations

import re

MAX_FACETS = 24

_BREAK = re.compile(
    r"[.!?;:\n\r|]+|,|\s[-–—]+\s|…|"
    r"\b(?:and|but|because|cause|cuz|so that|so|although|though|while|since|except|plus|also|then|which|"
    r"y|pero|porque|aunque|además|también)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MIN_WORDS = 2
_SUBJECT = frozenset({
    "i", "i'm", "i've", "i'd", "i'll", "we", "we're", "we've", "he", "she", "they", "yo", "él", "ella", "nosotros",
})  # fmt: skip
"""Alone, the beginning of a clause that a word cuts: "I" in "I also need food"."""
_ASIDE = frozenset({
    "hi", "hello", "hey", "ok", "okay", "well", "yes", "yeah", "please", "thanks", "hola", "bueno", "pues", "gracias",
})  # fmt: skip
"""Alone, no part of any clause."""
_STOP = re.compile(r"[.,!?;:\n\r|…]")


def facets(statement: str) -> list[tuple[int, int]]:
    """Start and end of each clause, in order. A clause of a single word joins the one before it; but a subject joins
    the one after it, and what belongs to none ("please", a last "I") is left out.

    A statement without any word has no facets, nor has one of numbers alone, such as a ZIP. The spans never overlap
    and each holds at least one word.
    """
    if not any(character.isalpha() for character in statement):
        return []
    cuts = [0, *(cut for match in _BREAK.finditer(statement) for cut in match.span()), len(statement)]
    spans: list[tuple[int, int]] = []
    scrap: tuple[int, int] | None = None
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        words = list(_WORD.finditer(statement, start, end))
        if not words:
            continue
        span = (words[0].start(), words[-1].end())
        if scrap and not _STOP.search(statement, scrap[1], span[0]):
            span = (scrap[0], span[1])
        scrap = None
        alone = words[0].group().casefold().replace("’", "'") if _words(statement, span) == 1 else ""
        if alone in _SUBJECT:
            scrap = span
        elif alone in _ASIDE:
            continue
        elif spans and (_words(statement, span) < _MIN_WORDS or _words(statement, spans[-1]) < _MIN_WORDS):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    if not spans:
        return _all(statement)
    while len(spans) > MAX_FACETS:
        shortest = min(range(len(spans) - 1), key=lambda i: spans[i + 1][1] - spans[i][0])
        spans[shortest : shortest + 2] = [(spans[shortest][0], spans[shortest + 1][1])]
    return spans


def _all(statement: str) -> list[tuple[int, int]]:
    """All of a statement that holds no clause, such as "please": one span, if it holds a word."""
    words = list(_WORD.finditer(statement))
    return [(words[0].start(), words[-1].end())] if words else []


def _words(statement: str, span: tuple[int, int]) -> int:
    return len(_WORD.findall(statement, *span))
