"""Languages as listings write them (names, codes, free text, run together) into ISO 639 codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.languages import LANGUAGES, NAMES, THREE_LETTERS, code_named, with_parent
from indexer.clean.text import as_text, clean_line

_NAME = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, NAMES))})(?!\w)", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_SEPARATOR = re.compile(r"[;,/|&+\n()\[\]{}\"]+|\s+(?:and|or|y)\s+", re.IGNORECASE)
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_NOT_A_LANGUAGE = re.compile(
    r"interpret|translat|avail|language|bilingual|multi|other|all\b|any\b|varie|various|tdd|tty|relay|upon|request|call"
    r"|none|only|staff|limited|speak|service|braille|n/a|unknown|please|contact|yes|\bno\b|\d",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|without|except)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """ISO 639 codes in the listing's order, and the words that name no language we know."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def read_languages(value: object) -> LanguageReading:
    """Reads one text or a list of texts. "Cantonese" is `yue` and, for those who ask for it so, `zh`."""
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for part in _parts(value):
        found = _codes_of(part)
        codes.update(dict.fromkeys(found))
        if not found and not _NOT_A_LANGUAGE.search(part):
            unknown[part] = None
    return LanguageReading(tuple(codes), tuple(unknown))


def clean_languages(value: object) -> tuple[str, ...]:
    """The codes alone."""
    return read_languages(value).codes


def _parts(value: object) -> Iterable[str]:
    values = value if isinstance(value, list | tuple | set | frozenset) else [value]
    for item in values:
        text = clean_line(as_text(item)) or ""
        for part in _SEPARATOR.split(_RUN_TOGETHER.sub(" ; ", text)):
            stripped = part.strip(" .:-–'*")
            if stripped:
                yield stripped


def _codes_of(part: str) -> list[str]:
    if _NEGATED.search(part):
        return []
    code = code_named(part) or _code_of_tag(part)
    found = [code] if code else [code_named(match[1]) for match in _NAME.finditer(part)]
    return [each for code in found if code for each in with_parent(code)]


def _code_of_tag(part: str) -> str | None:
    """The language of a BCP 47 tag or a bare ISO 639 code."""
    match = _TAG.fullmatch(part)
    if not match:
        return None
    code = match[1].lower()
    return code if code in LANGUAGES else THREE_LETTERS.get(code)
