"""Text to features of its letters: hashed words, pairs of words and parts of words.

They stand beside the model's vectors, for languages that the model does not read, for names and for spelling mistakes.
The same text always gives the same features, on any machine.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 14
"""Features are hashed into so many (Weinberger et al. 2009)."""
SHORTEST, LONGEST = 3, 5
"""Letters of a part of a word, its boundaries counted in."""
REMEMBERED_WORDS = 20_000
"""Words come again and again: hashing each once makes a text several times cheaper."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
"""Left out before anything else: NFKD makes a space and an accent of "´"."""

Counts = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Letters:
    """The features of one text: distinct buckets, ascending, and their values; of unit length unless there are none."""

    buckets: npt.NDArray[np.int64]
    values: Counts


def words_of(text: str) -> list[str]:
    """The words in lower case, without accents and apostrophes."""
    text = text.translate(_APOSTROPHES)
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(c for c in folded if not unicodedata.combining(c))
    return _WORD.findall(text.lower())


def letters_of(text: str, inverse_frequency: Counts) -> Letters:
    """Each feature counts 1 + log of how often it occurs, times how much it tells."""
    buckets, counts = _counted(text)
    values = (1.0 + np.log(counts)) * inverse_frequency[buckets]
    return Letters(buckets, (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32))


def inverse_frequencies(texts: Sequence[str]) -> Counts:
    """(BUCKETS,): how much a feature tells, by how few of the texts hold it (smoothed idf)."""
    held = np.zeros(BUCKETS, dtype=np.float32)
    for text in texts:
        held[_counted(text)[0]] += 1
    told: Counts = np.log((1.0 + len(texts)) / (1.0 + held)) + 1.0
    return told


def _counted(text: str) -> tuple[npt.NDArray[np.int64], Counts]:
    words = words_of(text)
    found = [bucket for word in words for bucket in _of_word(word)]
    found += [_bucket(f"p{first} {second}") for first, second in pairwise(words)]
    buckets, counts = np.unique(np.array(found, dtype=np.int64), return_counts=True)
    return buckets, counts.astype(np.float32)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _of_word(word: str) -> tuple[int, ...]:
    marked = f"<{word}>"
    parts = [
        marked[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - length + 1)
    ]
    return (_bucket(f"w{word}"), *map(_bucket, parts))


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) % BUCKETS
