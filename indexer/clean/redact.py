"""Takes a confidential street address out of free text, however it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable

WITHHELD = "[address withheld]"

_EQUIVALENTS = (
    "street st str", "avenue ave av aven", "road rd", "drive dr drv", "boulevard blvd boul", "lane ln", "court ct crt",
    "place pl", "highway hwy", "parkway pkwy pky", "circle cir", "terrace ter terr", "square sq", "trail trl", "way wy",
    "alley aly", "plaza plz", "expressway expy", "crescent cres", "suite ste", "apartment apt", "floor fl flr",
    "building bldg", "room rm", "unit", "north n", "south s", "east e", "west w", "northeast ne", "northwest nw",
    "southeast se", "southwest sw", "fort ft", "mount mt", "saint st", "first 1st", "second 2nd", "third 3rd",
    "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th",
)  # fmt: skip
_SAME: dict[str, frozenset[str]] = {}
for _line in _EQUIVALENTS:
    for _word in _line.split():
        _SAME[_word] = _SAME.get(_word, frozenset()) | frozenset(_line.split())
_TYPES = frozenset(word for line in _EQUIVALENTS[:19] for word in line.split())
_UNITS = frozenset(["suite", "ste", "apartment", "apt", "floor", "fl", "flr", "building", "bldg", "room", "rm", "unit"])
_DIRECTIONS = frozenset(
    word for line in _EQUIVALENTS if line.startswith(("north", "south", "east", "west")) for word in line.split()
)
_GAP = r"[\W_]*"
_DIRECTION = rf"(?:[\s.,-]{{1,3}}(?:{'|'.join(sorted(_DIRECTIONS, key=lambda word: (-len(word), word)))})(?![^\W_]))?"
_UNIT = rf"(?:[\s.,-]*(?:#|(?:{'|'.join(sorted(_UNITS))})\b)[\s.#]*\w{{1,5}}(?!\w))?"

_NAME = (
    r"(?!(?:the|an?|of|on|in|to|at|this|that|is|are|and|or|for|your|our|by|per|with|hours?|days?|weeks?|months?|years?"
    r"|minutes?|miles?|steps?|people|adults?|beds?|blocks?)\b)[^\W_][\w.'’-]*"
)
_TYPE = "|".join(sorted(_TYPES, key=lambda word: (-len(word), word)))
_STREET = re.compile(
    rf"(?<![\w$.,:/-])\d{{1,6}}[a-z]?(?:[-–/]\d{{1,5}})?[\s,_+-]+"
    rf"(?:(?:{_NAME}[\s_+-]+){{1,4}}?(?:{_TYPE})\b\.?|(?:avenue|ave|calle|camino|avenida|rue|route|rt|highway|hwy)\.?[\s_+-]+"
    rf"(?:of |de |the |la |las |los )*[^\W_]+|(?:[nsew]\.? |north |south |east |west )?broadway\b){_DIRECTION}{_UNIT}",
    re.IGNORECASE,
)
_ZIP = re.compile(r"(?<![\w$.,#-])\d{5}(?:-\d{4})?(?![\w-]|[.,]\d)", re.ASCII)


def redact_streets(text: str) -> str:
    """`text` without anything that looks like a number, a street's name and its kind: "12 N Hidden Way, Apt 3"."""
    return _STREET.sub(WITHHELD, text)


def redact_zips(text: str) -> str:
    """`text` without any number that stands alone and has the five digits (or the nine) of a ZIP code."""
    return _ZIP.sub(WITHHELD, text)


def redact(text: str, phrases: Iterable[str]) -> str:
    """`text` with each address of `phrases` replaced by "[address withheld]".

    Case, spacing, punctuation and the usual abbreviations don't matter; directions, the kind of street and the unit may
    be missing. A phrase of one plain word is too common to be looked for and is left alone.
    """
    for phrase in sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase)):
        pattern = _pattern(phrase)
        if pattern is not None:
            text = pattern.sub(WITHHELD, text)
    return text


def _pattern(phrase: str) -> re.Pattern[str] | None:
    words = re.findall(r"[^\W_]+", phrase.casefold())
    unit = next((position for position, word in enumerate(words) if position and word in _UNITS), len(words))
    core, units = words[:unit], words[unit:]
    numbered = bool(core) and core[0][0].isdigit()
    telling = [word for word in core if word not in _TYPES and word not in _DIRECTIONS]
    if len(core) < 2 and not (core and len(core[0]) >= 5 and any(character.isdigit() for character in core[0])):
        return None
    if not telling or (len(telling) == 1 and len(core) == 1 and not numbered):
        return None
    pieces = [_any_of(core[0]) + (_DIRECTION if numbered else "")]
    for position, word in enumerate(core[1:], 1):
        at_end = all(later in _DIRECTIONS for later in core[position + 1 :])
        optional = word in _DIRECTIONS or (numbered and at_end and word in _TYPES and len(telling) > 1)
        piece = _GAP + _any_of(word)
        pieces.append(f"(?:{piece})?" if optional else piece)
    tail = "".join(_GAP + _any_of(word) for word in units)
    unit_tail = rf"(?:{tail}(?![^\W_]))?" if tail else ""
    return re.compile(rf"(?<![^\W_]){''.join(pieces)}(?![^\W_]){_DIRECTION}{unit_tail}{_UNIT}", re.IGNORECASE)


def _any_of(word: str) -> str:
    if word == "po":
        return rf"p{_GAP}o"
    spellings = sorted(_SAME.get(word, frozenset({word})), key=lambda each: (-len(each), each))
    return f"(?:{'|'.join(map(re.escape, spellings))})"
