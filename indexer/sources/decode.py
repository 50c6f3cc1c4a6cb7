"""Bytes to text, whatever their encoding, with what was odd about them.

The order of beliefs: a byte order mark; zeros in every other byte (UTF-16); UTF-8; and, for each line that is not
UTF-8, Windows-1252, then Latin-1. Decided line by line because feeds are joined from files of different origin:
one stray byte must not garble the rest. Never raises.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark and NULs, and what its steward should know, in words, of how it was read."""

    text: str
    oddities: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """The text of a file."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            # UTF-16's mark, then zeros, is a file of NULs rather than UTF-32; either way nothing is lost.
            return _unicode(content[len(mark) :], encoding)
    guess = _guess_wide(content)
    if guess:
        return _unicode(content, guess)
    return _unicode(content, "utf-8")


def _unicode(content: bytes, encoding: str) -> Decoded:
    oddities = [] if encoding == "utf-8" else [f"encoded as {encoding.upper()}"]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            text, oddity = _by_line(content)
        else:
            text, oddity = content.decode(encoding, "replace"), "some bytes could not be read"
        oddities.append(oddity)
    if "\x00" in text:
        oddities.append(f"{text.count(chr(0))} NUL characters left out")
        text = text.replace("\x00", "")
    return Decoded(text.removeprefix("\ufeff"), tuple(oddities))


def _guess_wide(content: bytes) -> str | None:
    """UTF-16 without a mark: ASCII markup makes every other byte a zero."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or not sample.count(0):
        return None
    even, odd, half = sample[::2].count(0), sample[1::2].count(0), len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _by_line(content: bytes) -> tuple[str, str]:
    lines: list[str] = []
    odd = 0
    for line in content.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            odd += 1
            lines.append(_western(line))
    return "".join(lines), f"{odd} lines are not UTF-8 and were read as Windows-1252 or Latin-1"


def _western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
