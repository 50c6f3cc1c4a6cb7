"""How a place name is compared: one key for "St. Louis", "Saint Louis" and "SAINT-LOUIS".

The builder and the gazetteer both make keys here, so that what was stored is what is looked up.
"""

from __future__ import annotations

import re
import unicodedata

MAX_QUERY = 200
"""Characters of a query that are read; no place name is longer."""

_APOSTROPHES = re.compile("['’‘ʼ`´.]")
_SEPARATORS = re.compile(r"[^\w]+|_")
_SPLIT_PREFIX = re.compile(r"\b(?:(?:mc|[do]) )+(?=\w{3})")
"""The USPS writes "O Fallon", "Coeur D Alene" and "Mc Lean"."""
_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "hts": "heights",
    "spgs": "springs",
    "twp": "township",
    "mls": "mills",
    "jct": "junction",
    "ctr": "center",
    "bch": "beach",
    "vly": "valley",
    "pk": "park",
    "gdns": "gardens",
    "vlg": "village",
    "hbr": "harbor",
    "crk": "creek",
    "grv": "grove",
}
_DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})

NICKNAMES = {
    "nyc": ("New York", "NY"),
    "new york city": ("New York", "NY"),
    "la": ("Los Angeles", "CA"),
    "sf": ("San Francisco", "CA"),
    "san fran": ("San Francisco", "CA"),
    "philly": ("Philadelphia", "PA"),
    "dc": ("Washington", "DC"),
    "vegas": ("Las Vegas", "NV"),
    "nola": ("New Orleans", "LA"),
    "slc": ("Salt Lake City", "UT"),
    "okc": ("Oklahoma City", "OK"),
    "atl": ("Atlanta", "GA"),
    "bronx": ("The Bronx", "NY"),
}
"""Key to city and state. Only names that everybody uses for one city."""


def key(name: str) -> str:
    """Comparison key: lower case, no accents or punctuation, single spaces, common abbreviations spelled out.

    A leading "n" reads "north"; letters of any script are kept.
    """
    bare = name.casefold()
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare.translate(_PLAIN))
        bare = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    words = _SEPARATORS.sub(" ", _APOSTROPHES.sub("", bare)).split()
    spelled = [_WORDS.get(word, word) for word in _joined(" ".join(words)).split()]
    if len(spelled) > 1:
        spelled[0] = _DIRECTIONS.get(spelled[0], spelled[0])
    return " ".join(spelled)


def _joined(words: str) -> str:
    return _SPLIT_PREFIX.sub(lambda prefix: prefix[0].replace(" ", ""), words)
