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
_WORD = re.compile(r"[^\W_]+")
_MIN_WORDS = 2


def facets(statement: str) -> list[tuple[int, int]]:
    """Start and end of each clause, in order. A clause of a single word joins the one before it.

    A statement without any word has no facets. The spans never overlap and each holds at least one word.
    """
    cuts = [0, *(cut for match in _BREAK.finditer(statement) for cut in match.span()), len(statement)]
    spans: list[tuple[int, int]] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        words = list(_WORD.finditer(statement, start, end))
        if not words:
            continue
        span = (words[0].start(), words[-1].end())
        too_short = len(words) < _MIN_WORDS or (spans and _words(statement, spans[-1]) < _MIN_WORDS)
        if spans and too_short:
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    while len(spans) > MAX_FACETS:
        shortest = min(range(len(spans) - 1), key=lambda i: spans[i + 1][1] - spans[i][0])
        spans[shortest : shortest + 2] = [(spans[shortest][0], spans[shortest + 1][1])]
    return spans


def _words(statement: str, span: tuple[int, int]) -> int:
    return len(_WORD.findall(statement, *span))
