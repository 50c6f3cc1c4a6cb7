"""Cuts a resource into passages: verbatim spans of its text fields, each about a sentence long.

A passage is what is embedded, tagged and quoted as evidence. It is embedded after the resource's name, so that a
sentence such as "Walk-ins welcome" is read in its context; the span itself stays verbatim.

Invariant: ``resource.text(passage.field)[passage.start:passage.end]`` is the passage's text, non-empty and stripped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from data.resource import Evidence, Resource, TextField

PASSAGE_FIELDS: tuple[TextField, ...] = ("description", "eligibility_description")
"""The fields that say what a resource offers and to whom."""

TARGET_CHARACTERS = 240
"""Sentences are joined until a passage has about this length: some 50 tokens, well within a 256-token window."""

MAX_PASSAGES = 48
"""Of one field. A longer text is cut into longer passages, never dropped."""

_SENTENCE = re.compile(r"[^\n.!?;]*(?:[.!?;]+(?=\s|$)|\n|$|[.!?;])")
_WORD_BREAK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Passage:
    field: TextField
    start: int
    end: int

    def evidence(self, resource: Resource) -> Evidence:
        text = resource.text(self.field)
        assert text is not None
        return Evidence(field=self.field, text=text[self.start : self.end])


def passages_of(resource: Resource) -> list[Passage]:
    """The passages of a resource; its name, which every other is read after, only where there is no other."""
    texts = [(field, resource.text(field)) for field in PASSAGE_FIELDS]
    passages = [Passage(field, start, end) for field, text in texts if text for start, end in _chunks(text)]
    return passages or [Passage("name", 0, len(resource.name))]


def embedded_text(resource: Resource, passage: Passage) -> str:
    """What is embedded for a passage: the name (with the organisation's, for the name itself), then the passage."""
    if passage.field == "name":
        return f"{resource.name}, {resource.organization}" if resource.organization else resource.name
    text = resource.text(passage.field)
    assert text is not None
    return f"{resource.name}: {text[passage.start : passage.end]}"


def _chunks(text: str) -> list[tuple[int, int]]:
    """Runs of whole sentences of about the target length; a longer sentence is cut at white space.

    Lines are kept apart, unless there would be too many passages.
    """
    target = max(TARGET_CHARACTERS, -(-len(text) // MAX_PASSAGES) * 2)
    pieces: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        pieces += _cut(text, match.start(), match.end(), target)
    apart = _joined(pieces, target, lambda start, end: "\n" not in text[start:end])
    return apart if len(apart) <= MAX_PASSAGES else _joined(pieces, target, lambda start, end: True)


def _joined(pieces: list[tuple[int, int]], target: int, may_join: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    chunks: list[tuple[int, int]] = []
    for start, end in pieces:
        if chunks and end - chunks[-1][0] <= target and may_join(chunks[-1][1], start):
            chunks[-1] = (chunks[-1][0], end)
        else:
            chunks.append((start, end))
    return chunks


def _cut(text: str, start: int, end: int, limit: int) -> list[tuple[int, int]]:
    cuts = []
    while end - start > limit:
        spaces = [m.start() for m in _WORD_BREAK.finditer(text, start + limit // 2, start + limit)]
        middle = spaces[-1] if spaces else start + limit
        cuts.append((start, middle))
        start = middle
    cuts.append((start, end))
    stripped = []
    for low, high in cuts:
        piece = text[low:high]
        low += len(piece) - len(piece.lstrip())
        high -= len(piece) - len(piece.rstrip())
        if any(character.isalnum() for character in text[low:high]):
            stripped.append((low, high))
    return stripped
