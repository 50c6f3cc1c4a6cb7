"""A statement as it is read: once, by one forward pass of the encoder, for screening, understanding and searching.

Its facets and the whole are spans of that pass; each is told by its vector, read in its context, and its letters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.lexical import Letters, letters_of
from indexer.open_index import OpenIndex
from matcher.facets import facets

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    statement: str
    spans: tuple[tuple[int, int], ...]
    """Start and end of each facet; at least one."""
    vectors: Vectors
    """(1 + facets, dimension), unit: the whole statement first."""
    letters: tuple[Letters, ...]
    """In the same order."""

    @property
    def whole(self) -> Vectors:
        vector: Vectors = self.vectors[0]
        return vector

    def words(self, facet: int) -> str:
        """The words of a facet, verbatim."""
        start, end = self.spans[facet]
        return self.statement[start:end]


def read(statement: str | None, index: OpenIndex) -> Reading | None:
    """None where no word is said."""
    spans = facets(statement) if statement else []
    if not statement or not spans:
        return None
    encoded = index.encoder.encode_tokens(statement)
    vectors = [encoded.whole()]
    texts = [statement]
    if len(spans) > 1:
        vectors += [encoded.span(start, end) for start, end in spans]
        texts += [statement[start:end] for start, end in spans]
    else:
        vectors *= 2
    frequencies = index.heads.inverse_frequencies
    letters = [letters_of(text, frequencies) for text in texts]
    if len(spans) == 1:
        letters *= 2
    return Reading(statement, tuple(spans), np.stack(vectors), tuple(letters))
