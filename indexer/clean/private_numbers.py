"""Numbers that their own listing says are not to be given out: "agency use only", "do not give this number to clients".

A shelter's direct line in the hands of who looks for somebody there puts lives at risk, so such a number is neither
listed as a phone nor left standing in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WITHHELD = "[number withheld]"

_NUMBER = re.compile(
    r"(?<![\d.])(?:\+?1[-.\s]{0,2})?\(?\b[2-9]\d{2}\)?[-.\s/]{0,3}\d{3}[-.\s]{0,2}\d{4}(?!\d)"
    r"|(?<![\d-])\d{3}[-.]\d{4}(?![\d-])"
)
_USE = r"(?:agency|agencies|internal|staff|office|official|professionals?|providers?|partners?|call center)(?:[’']s)?"
_ONLY = rf"\b(?:for |strictly )?{_USE} (?:use(?: only)?|only)\b"
_VERB = (
    r"(?:giv(?:e|en|ing)|shar(?:e|ed)|releas(?:e|ed)|disclos(?:e|ed)|publish(?:ed)?|publici[sz]ed?|distribut(?:e|ed))"
)
_NOT_TOLD = rf"(?:\bnot|n[’']t|\bnever) (?:to )?(?:ever )?(?:be )?{_VERB}\b"
_PUBLIC = r"(?:the )?(?:general )?(?:public|clients?|callers?)\b"
_NOT_FOR_ALL = rf"\bnot (?:for|open to|available to) {_PUBLIC}|{_NOT_TOLD}(?: \w+){{0,3}} to {_PUBLIC}"
_PHONE = r"(?:numbers?|phones?|telephones?|lines?|extensions?|cell)\b"
_NO = r"\bno (?:d[ée]|divulgue|comparta|dar|divulgar|compartir)\b"

_LABEL = re.compile(
    rf"{_ONLY}|{_NOT_TOLD}|{_NOT_FOR_ALL}|\bnot public\b|\bagency line\b|^\W*internal\W*$|\binternal (?:line|number)\b"
    r"|\bstaff line\b|\bprivate (?:line|number)\b|\bback ?(?:door )?line\b|\b(?:unlisted|unpublished|non-?public)\b"
    rf"|\bdo not (?:refer|use)\b|{_NO}|\buso interno\b",
    re.IGNORECASE,
)
"""In words that stand at a phone."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\d\W]|\()|\n+|;\s+")
_OF_A_NUMBER = re.compile(
    rf"{_NOT_TOLD}(?: out)? (?:this|the|that|these|our) (?:\w+ ){{0,2}}?{_PHONE}"
    rf"|\b{_PHONE}(?: (?:is|are|must|should|may|can))? {_NOT_TOLD}"
    rf"|\b{_PHONE} (?:(?:is|are) )?(?:{_ONLY}|{_NOT_FOR_ALL})"
    rf"|{_NO} (?:este|el) (?:n[úu]mero|tel[ée]fono)",
    re.IGNORECASE,
)
"""In a sentence of a text: it speaks of a number, since one does not give out food either."""
_WITH_A_NUMBER = re.compile(rf"{_ONLY}|{_NOT_TOLD}(?: (?:out|this|it)\b|\W*$)|{_NOT_FOR_ALL}|{_NO}", re.IGNORECASE)
"""In a sentence that has a number in it."""
_OF_CALLERS = re.compile(
    r"\byour\b|\b(?:callers?|clients?|users?|members?|survivors?|patients?|donors?)[’']?s? (?:\w+ )?"
    r"(?:phone|number|name)",
    re.IGNORECASE,
)
"""A promise to keep the numbers of those who call."""


def is_kept_back(words: str | None) -> bool:
    """Whether the words at a phone forbid to give it out."""
    return bool(words) and _LABEL.search(words or "") is not None


def numbers_in(text: str) -> set[str]:
    """The digits of the numbers that stand in a text, else of all of it."""
    return {_digits_of(match[0]) for match in _NUMBER.finditer(text)} or {_digits_of(text)}


def _digits_of(number: str) -> str:
    """What two ways of writing a number share: its last ten digits."""
    return re.sub(r"\D", "", number)[-10:]


def kept_back(texts: Iterable[str | None]) -> tuple[set[str], bool]:
    """The digits of the numbers that texts forbid to give out, and whether any forbids it without naming the number."""
    numbers: set[str] = set()
    unnamed = False
    for text in texts:
        for sentence in _SENTENCE.split(text or ""):
            if _OF_CALLERS.search(sentence):
                continue
            named = [_digits_of(match[0]) for match in _NUMBER.finditer(sentence)]
            if _OF_A_NUMBER.search(sentence) or (named and _WITH_A_NUMBER.search(sentence)):
                numbers.update(named)
                unnamed = unnamed or not named
    return numbers, unnamed


def is_among(number: str, numbers: Iterable[str]) -> bool:
    """Whether a number, however it is written, is one of these, given by their digits; seven of them are enough."""
    digits = _digits_of(number)
    return any(len(each) >= 7 and len(digits) >= 7 and each[-len(digits) :] == digits[-len(each) :] for each in numbers)


def without_numbers(text: str, numbers: Iterable[str]) -> str:
    """`text` without these numbers, given by their digits."""
    known = set(numbers)
    return _NUMBER.sub(lambda match: WITHHELD if is_among(match[0], known) else match[0], text) if known else text
