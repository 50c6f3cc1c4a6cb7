"""Files of JSON to values, for every reader: one value after the other to the end of the text, whatever separates them.

One document, several, one a line, or lists one after the other. Of what is broken, whatever is whole is saved: each
broken record is counted as read and rejected, with its line, and what is no record is reported. What valid JSON must
not hold (trailing commas, text after its end, halves of characters, endless numbers) is read past. Never raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from indexer.sources.decode import decode
from indexer.sources.hsds_shapes import ENVELOPES, is_whole_record
from indexer.sources.listing import Reading

_ENVELOPES = "|".join((*ENVELOPES, "meetings", "resources"))
_LIST = re.compile(r'\[|\{(?:[^\[{"]|"(?:\\.|[^"\\])*")*?"(?:' + _ENVELOPES + r')"\s*:\s*\[')
_TRAILING_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])')
_SPACE = re.compile(r"[\s,\x1e]*")
_NEXT = re.compile(r"[}\]]\s*,\s*(?=\{)|\n[\s,]*(?=\{)")
_NEXT_VALUE = re.compile(r"[\r\n][\s,]*(?=[{\[])|\}\s*(?=\{)")
_HEAD = re.compile(r'\{\s*"(?:\\.|[^"\\])*"\s*:')
_SURROGATE = re.compile(r"\\u[dD]")
_MAX_TRIES = 2000
"""How many places to try for the next record, so that a file of nothing but broken ones takes no hours."""
_MAX_DIGITS = 400


def documents(
    name: str, content: bytes, reading: Reading, is_record: Callable[[object], bool] = is_whole_record
) -> list[object]:
    """The document of a file in a list of one, several values as one list of what they list; empty if there is none.

    `is_record` tells a whole record inside broken JSON from a part of one.
    """
    decoded = decode(content)
    for oddity in decoded.oddities:
        reading.note("encoding", f"{name}: {oddity}", severity="info")
    text = decoded.text.strip()
    if not text:
        reading.note("empty_file", f"{name} is empty", severity="error")
        return []
    values = _Decoder(name, text, reading, is_record).values()
    if _SURROGATE.search(text):
        values = [_mended(value) for value in values]
    if len(values) < 2:
        return values
    return [[item for value in values for item in (value if isinstance(value, list) else [value])]]


@dataclass(slots=True)
class _Decoder:
    name: str
    text: str
    reading: Reading
    is_record: Callable[[object], bool]
    repaired: bool = False
    """Whether trailing commas were looked for; once for all, since it takes the whole text."""
    counted: tuple[int, int] = (0, 1)
    """A place, and its line."""

    def values(self) -> list[Any]:
        """Every value of the text."""
        found: list[Any] = []
        place = 0
        while (place := _skip(self.text, place)) < len(self.text):
            try:
                value, place = _raw(self.text, place)
            except (ValueError, RecursionError) as error:
                saved, place = self._broken(place, error, bool(found))
                found += saved
            else:
                if found and not isinstance(value, dict | list):
                    self.reading.note("trailing_content", f"{self.name}, line {self._line(place)}: {str(value)[:40]!r}")
                else:
                    found.append(value)
        return found

    def _broken(self, place: int, error: Exception, later: bool) -> tuple[list[Any], int]:
        """What can be saved of the value that starts at `place`, and where to go on."""
        if not self.repaired:
            self.repaired = True
            text = self.text[:place] + _TRAILING_COMMA.sub(lambda match: match[1] or "", self.text[place:])
            try:
                value, end = _raw(text, place)
            except (ValueError, RecursionError):
                pass
            else:
                self.reading.note("trailing_commas", f"{self.name} has commas before closing brackets")
                self.text = text
                return [value], end
        if opening := _LIST.match(self.text, place):
            return self._listed(opening)
        following = _NEXT_VALUE.search(self.text, place + 1)
        end = following.end() if following else len(self.text)
        if self.text[place] == "{":
            self._reject(place, error)
        elif later:
            detail = f"{self.name}, from line {self._line(place)}: {end - place} characters were not read"
            self.reading.note("trailing_content", detail)
        else:
            detail = f"{self.name} is not whole JSON (line {self._line(place)}: {error})"
            self.reading.note("broken_json", detail, severity="error")
        return [], end

    def _listed(self, opening: re.Match[str]) -> tuple[list[Any], int]:
        """The whole records of a broken list, and where it ends."""
        place, broken, records = opening.end(), 0, []
        first = _HEAD.match(self.text, _skip(self.text, place))
        while (place := _skip(self.text, place)) < len(self.text) and self.text[place] != "]":
            try:
                value, place = _raw(self.text, place)
                records.append(value)
            except (ValueError, RecursionError) as error:
                broken += 1
                self._reject(place, error)
                place = self._next_record(place, first[0] if first else None)
        if place >= len(self.text):
            detail = f"{self.name}: its list does not end; {len(records)} records were whole"
            self.reading.note("truncated", detail, severity="error")
        elif broken:
            self.reading.note("broken_json", f"{self.name}: {broken} of its records are broken", severity="error")
        place += 1
        if opening[0] != "[":
            following = _NEXT_VALUE.search(self.text, place)
            place = following.end() if following else len(self.text)
        return [records], place

    def _next_record(self, place: int, head: str | None) -> int:
        """Where the next record starts, whole or (where it begins as the list's first does) broken; else the end."""
        for number, match in enumerate(_NEXT.finditer(self.text, place)):
            if number >= _MAX_TRIES:
                break
            try:
                if self.is_record(_raw(self.text, match.end())[0]):
                    return match.end()
            except (ValueError, RecursionError):
                if head and self.text.startswith(head, match.end()):
                    return match.end()
        return len(self.text)

    def _reject(self, place: int, error: Exception) -> None:
        self.reading.read += 1
        self.reading.reject("malformed", f"{self.name}, line {self._line(place)}: {error}")

    def _line(self, place: int) -> int:
        before, line = self.counted if self.counted[0] <= place else (0, 1)
        self.counted = place, line + self.text.count("\n", before, place)
        return self.counted[1]


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MAX_DIGITS else None


# NaN and Infinity are not JSON, and NaN is unequal to itself.
_JSON = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_integer)


def _raw(text: str, place: int) -> tuple[Any, int]:
    return _JSON.raw_decode(text, place)


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _mended(value: Any) -> Any:
    r"""The value with unpaired surrogates (``"\ud800"``), which no encoding can write, replaced."""
    if isinstance(value, str):
        if value.isascii():
            return value
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
