"""Bytes to JSON, saving what can be saved of a damaged document and saying what could not.

A document that ends too early, or has one broken record in the middle, still gives the records that are whole: each
broken one is counted as read and rejected. What a valid document must not hold (trailing commas, text after its end,
bytes of another encoding) is read past with a finding. Never raises.
"""

from __future__ import annotations

import json
import re
from typing import Any

from indexer.sources.decode import decode
from indexer.sources.listing import Reading

_TRAILING_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])')
_FIRST_LIST = re.compile(r'\{[^\[{]*?"(\w+)"\s*:\s*\[')
_NEXT_RECORD = re.compile(r"\}\s*,\s*(?=\{)")
_SPACE = re.compile(r"[\s,]*")
_MAX_DIGITS = 400


def parse_json(data: bytes, reading: Reading, where: str) -> Any:
    """The document's value, or what could be saved of it; `None`, with a finding, where nothing could."""
    decoded = decode(data)
    for oddity in decoded.oddities:
        reading.note("encoding", f"{where}: {oddity}", severity="info")
    text = decoded.text.strip()
    if not text:
        reading.note("empty", f"{where} is empty", severity="error")
        return None
    try:
        return _whole(text, reading, where)
    except RecursionError:
        reading.note("not_json", f"{where} is nested too deeply to be read", severity="error")
        return None


def _whole(text: str, reading: Reading, where: str) -> Any:
    decoder = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_integer)
    try:
        value, end = decoder.raw_decode(text)
    except json.JSONDecodeError as error:
        repaired = _TRAILING_COMMA.sub(lambda match: match[1] or "", text)
        try:
            value, end = decoder.raw_decode(repaired)
        except json.JSONDecodeError:
            return _salvage(text, decoder, error, reading, where)
        reading.note("trailing_commas", f"{where} has commas before closing brackets, which JSON does not allow")
        text = repaired
    if rest := text[end:].strip():
        detail = f"{where} goes on after its end for {len(rest)} characters, which were not read"
        reading.note("trailing_content", detail)
    return _mended(value) if "\\u" in text else value


def _salvage(text: str, decoder: json.JSONDecoder, error: json.JSONDecodeError, reading: Reading, where: str) -> Any:
    """The whole records of the document's list, each broken one rejected."""
    found = _FIRST_LIST.match(text)
    if not (text.startswith("[") or found):
        reading.note("not_json", f"{where} is not JSON: {error}", severity="error")
        return None
    place = found.end() if found else 1
    records: list[Any] = []
    ended = False
    while True:
        separator = _SPACE.match(text, place)
        place = separator.end() if separator else place
        if place >= len(text) or text[place] == "]":
            ended = place < len(text)
            break
        try:
            record, place = decoder.raw_decode(text, place)
            records.append(record)
        except json.JSONDecodeError as broken:
            reading.read += 1
            reading.reject("unreadable_record", f"{where}: record {len(records) + 1} of its list is broken: {broken}")
            following = _NEXT_RECORD.search(text, place)
            if following is None:
                break
            place = following.end()
    if not ended:
        reading.note("truncated", f"{where} ends before its list does; {len(records)} records were whole")
    records = [_mended(record) for record in records]
    return {found[1]: records} if found else records


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MAX_DIGITS else None


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
