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

MIN_QUOTED_WORDS = 3
"""Fewer explain nothing to who reads them: what stands beside them in the field is quoted with them."""
MAX_WIDENED = 160
"""Characters that are quoted beside too few words."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE = re.compile(r"[^\n.!?;]*(?:[.!?;]+(?=\s|$)|\n|$|[.!?;])")
_SENTENCE_END = re.compile(r"[.!?;]+(?=\s)|\n")
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

    def quoted(self, resource: Resource) -> Evidence:
        """What is shown to a reader: the passage, or more of its field where it is too short to say anything."""
        text = resource.text(self.field)
        assert text is not None
        return Evidence(field=self.field, text=telling_span(text, self.start, self.end))


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


def telling_span(text: str, start: int, end: int) -> str:
    """``text[start:end]``, with the rest of its line or of the lines beside it where it has fewer than three words."""
    while len(_WORD.findall(text, start, end)) < MIN_QUOTED_WORDS:
        low, high = _before(text, start), _after(text, end)
        if high > end:
            end = high
        elif low < start:
            start = low
        else:
            break
    return text[start:end].strip()


def _after(text: str, end: int) -> int:
    """Where the next sentence that has a word ends, or the last whole word within reach."""
    following = _WORD.search(text, end)
    if following is None:
        return end
    sentence = _SENTENCE.match(text, following.end())
    stop = sentence.end() if sentence else len(text)
    if stop - end <= MAX_WIDENED:
        return end + len(text[end:stop].rstrip())
    cut = text.rfind(" ", following.end(), end + MAX_WIDENED)
    return cut if cut != -1 else following.end()


def _before(text: str, start: int) -> int:
    """Where the sentence before begins, or the first whole word within reach."""
    words = list(_WORD.finditer(text, max(0, start - MAX_WIDENED), start))
    if not words:
        return start
    ends = [sentence.end() for sentence in _SENTENCE_END.finditer(text, words[0].start(), words[-1].start())]
    return next(word.start() for word in words if not ends or word.start() >= ends[-1])


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
