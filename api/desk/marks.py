"""Text cut where words in it are marked: what led to a need, what a listing offers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Piece(NamedTuple):
    """A piece of a text. `marks` are the numbers of the spans it belongs to; `ends` of those that end with it."""

    text: str
    marks: tuple[int, ...]
    ends: tuple[int, ...]


def marked(text: str, words: Iterable[tuple[int, str]]) -> list[Piece]:
    """`text` whole, in pieces. `words` are (number, verbatim words); each is marked where it first stands, and what
    does not stand in `text` nowhere."""
    spans = [(number, start, start + len(span)) for number, span in words if span and (start := text.find(span)) >= 0]
    cuts = sorted({0, len(text), *(start for _, start, _ in spans), *(end for _, _, end in spans)})
    return [
        Piece(
            text[start:end],
            tuple(number for number, first, last in spans if first <= start and end <= last),
            tuple(number for number, _, last in spans if last == end),
        )
        for start, end in pairwise(cuts)
    ]
