"""One source, from its specification to composed resources."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from data.places.gazetteer import Gazetteer
from indexer.compose import Composition, compose
from indexer.sources import read
from indexer.sources.listing import Feed
from indexer.sources.load import load_feed, parse_source


@dataclass(frozen=True, slots=True)
class ReadSource:
    feed: Feed
    format: str
    composition: Composition


def read_source(
    spec: str, gazetteer: Gazetteer, *, use_categories: bool = True, taken_names: Collection[str] = ()
) -> ReadSource:
    """Loads, reads and composes one source. Ids are made from its name, so a name already taken gets a number.

    Raises SourceError if the source cannot be had or is in no known format.
    """
    source = parse_source(spec)
    feed = load_feed(spec)
    number = 2
    name = feed.name
    while name in taken_names:
        name = f"{feed.name} ({number})"
        number += 1
    feed = replace(feed, name=name)
    reading, format_name = read(feed, source.format)
    return ReadSource(feed, format_name, compose(feed, reading, gazetteer, use_categories=use_categories))
