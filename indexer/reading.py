"""Sources, from their specifications to readings: loaded and understood, not yet cleaned or placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.sources import read
from indexer.sources.listing import Feed, Reading
from indexer.sources.load import load_feed, parse_source


@dataclass(frozen=True, slots=True)
class ReadSource:
    feed: Feed
    format: str
    reading: Reading


def read_source(spec: str, taken_names: Sequence[str] = ()) -> ReadSource:
    """Loads and reads one source. Ids are made from its name, so a name already taken gets a number.

    Raises SourceError if the source cannot be had or is in no known format.
    """
    feed = load_feed(spec)
    name, number = feed.name, 2
    while name in taken_names:
        name, number = f"{feed.name} ({number})", number + 1
    feed = replace(feed, name=name)
    reading, format_name = read(feed, parse_source(spec).format)
    return ReadSource(feed, format_name, reading)
