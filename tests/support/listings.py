"""Made-up listings, as a reader would give them."""

from __future__ import annotations

from typing import Any

from indexer.sources.listing import Feed, Listing, Reading


def listing(record_id: str = "1", **changes: Any) -> Listing:
    """A listing with a name and nothing else; `changes` replace fields."""
    values: dict[str, Any] = {
        "record_id": record_id,
        "record_ids": (record_id,),
        "key": record_id,
        "name": "Harbor Peer Group",
    }
    return Listing(**{**values, **changes})


def reading(*listings: Listing, rejected: dict[str, int] | None = None) -> Reading:
    """What a reader that keeps its promises makes of a feed with these listings."""
    made = Reading(listings=list(listings))
    made.rejected.update(rejected or {})
    own = {each.record_id: len(each.record_ids) for each in listings}
    made.read = sum(own.values()) + made.rejected.total()
    return made


def feed(name: str = "made-up", **changes: Any) -> Feed:
    return Feed(**{"name": name, "files": {}, **changes})
