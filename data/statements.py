"""Whole statements as people make them, several needs at once, with the words that state each need and their danger.

`statements.json` lists them, in English and Spanish. A clause of one is read in the context of the others, as in a
request; single phrases (`data.needs`, `data.danger_phrases`) cannot teach that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

from data.crisis import SIGNALS, CrisisLevel, Signal
from data.json_file import read_json

_FILE = Path(__file__).with_name("statements.json")


class StatementError(ValueError):
    """The bundled statements are not as they must be; the message says where."""


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    needs: Mapping[str, str]
    """Need id to the verbatim words of `text` that state it."""
    level: CrisisLevel
    signals: tuple[Signal, ...]
    """Empty where the level is none."""


@cache
def statements() -> tuple[Statement, ...]:
    """All of them, in the file's order. Raises StatementError for a file that is not as it must be."""
    document = read_json(_FILE, StatementError)
    if not isinstance(document, list):
        raise StatementError(f"{_FILE.name}: must be a list")
    return tuple(_statement(number, entry) for number, entry in enumerate(document, start=1))


def _statement(number: int, entry: Any) -> Statement:
    if not isinstance(entry, dict) or set(entry) != {"text", "needs", "level", "signals"}:
        raise StatementError(f"{_FILE.name}: #{number} must have text, needs, level and signals")
    text, needs, level, signals = (entry[key] for key in ("text", "needs", "level", "signals"))
    if not isinstance(text, str) or not isinstance(needs, dict):
        raise StatementError(f"{_FILE.name}: #{number}: text must be a text and needs an object")
    for need_id, words in needs.items():
        if not isinstance(words, str) or not words.strip() or words not in text:
            raise StatementError(f"{_FILE.name}: #{number}: the words of {need_id} do not stand in the text")
    if level not in get_args(CrisisLevel) or not isinstance(signals, list) or not set(signals) <= set(SIGNALS):
        raise StatementError(f"{_FILE.name}: #{number}: level or signals are none that there are")
    if bool(signals) != (level != "none"):
        raise StatementError(f"{_FILE.name}: #{number}: signals are named where there is danger, and only there")
    return Statement(text, MappingProxyType(dict(needs)), cast(CrisisLevel, level), tuple(signals))
