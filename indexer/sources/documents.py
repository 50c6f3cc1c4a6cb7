"""Files of HSDS JSON to values: one document, or one a line; and of a broken one, whatever is whole.

Every record that is broken is counted as read and rejected, with the line it stands on.
"""

from __future__ import annotations

import json
import re
from itertools import islice

from indexer.sources.decode import decode
from indexer.sources.hsds_shapes import ENVELOPES, is_whole_record
from indexer.sources.listing import Reading

_NEXT = re.compile(r"[}\]]\s*,\s*(?=\{)|\n\s*(?=\{)")
_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r'\[|\{(?:[^\[{"]|"(?:\\.|[^"\\])*")*?"(?:' + "|".join(ENVELOPES) + r')"\s*:\s*\[')
_MAX_TRIES = 2000
"""How many places to try for the next record, so that a file of nothing but broken ones takes no hours."""


def documents(name: str, content: bytes, reading: Reading) -> list[object]:
    """The JSON values in a file: one, or one a line. What is broken is reported, and rejected where it is a record."""
    decoded = decode(content)
    for oddity in decoded.oddities:
        reading.note("encoding", f"{name}: {oddity}", severity="info")
    text = decoded.text.strip()
    if not text:
        reading.note("empty_file", f"{name} is empty", severity="error")
        return []
    try:
        return [_parse(text)]
    except (ValueError, RecursionError) as error:
        problem = error
    lines = [(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if line.strip()]
    whole = sum(line.strip()[0] == "{" and line.strip()[-1] == "}" for _, line in lines)
    if len(lines) > 1 and whole * 2 >= len(lines):
        return _lines(name, lines, reading)
    return _salvaged(name, text, problem, reading)


def _parse(text: str) -> object:
    # NaN and Infinity are not JSON, and NaN is unequal to itself.
    value: object = json.loads(text, parse_constant=lambda _: None)
    return value


def _lines(name: str, lines: list[tuple[int, str]], reading: Reading) -> list[object]:
    values: list[object] = []
    for number, line in lines:
        try:
            values.append(_parse(line))
        except (ValueError, RecursionError) as error:
            _malformed(reading, f"{name}, line {number}: {error}")
    # One document of all lines, so that an item that is no record stands out among those that are.
    return [values]


def _malformed(reading: Reading, detail: str) -> None:
    reading.read += 1
    reading.reject("malformed", detail)


def _salvaged(name: str, text: str, problem: Exception, reading: Reading) -> list[object]:
    """The whole records of a broken list: each broken one is rejected, and the reading goes on at the next."""
    opening = _LIST.match(text)
    line = text.count("\n", 0, getattr(problem, "pos", 0)) + 1
    if opening is None:
        reading.note("broken_json", f"{name} is not whole JSON (line {line}: {problem})", severity="error")
        if text.startswith("{"):
            _malformed(reading, f"{name}: its one record is broken")
        return []
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    values: list[object] = []
    place, broken = opening.end(), 0
    line, counted = 1, 0
    while (place := _skip(text, place)) < len(text) and text[place] != "]":
        try:
            value, place = decoder.raw_decode(text, place)
            values.append(value)
        except (ValueError, RecursionError) as error:
            broken += 1
            line, counted = line + text.count("\n", counted, place), place
            _malformed(reading, f"{name}, line {line}: {error}")
            place = _next_record(text, place, decoder)
    if place >= len(text):
        detail = f"{name}, from line {line}: its list does not end; {len(values)} records were whole"
        reading.note("truncated", detail, severity="error")
    elif broken:
        reading.note("broken_json", f"{name}: {broken} of its records are broken", severity="error")
    return [values]


def _next_record(text: str, place: int, decoder: json.JSONDecoder) -> int:
    """Where the next whole record starts; the text's end where none is near."""
    for match in islice(_NEXT.finditer(text, place), _MAX_TRIES):
        if _is_record(text, match.end(), decoder):
            return match.end()
    return len(text)


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _is_record(text: str, place: int, decoder: json.JSONDecoder) -> bool:
    try:
        item, _ = decoder.raw_decode(text, place)
    except (ValueError, RecursionError):
        return False
    return is_whole_record(item)
