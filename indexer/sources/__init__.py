"""Feed readers: one module a format, all passing one conformance suite. `read` finds the right one."""

from __future__ import annotations

from collections.abc import Callable

from indexer.sources.bmlt import read_bmlt
from indexer.sources.detect import detect
from indexer.sources.errors import SourceError
from indexer.sources.hsds import read_hsds
from indexer.sources.icarol import read_icarol
from indexer.sources.listing import Feed, Reading
from indexer.sources.meeting_guide import read_meeting_guide
from indexer.sources.sheltertech import read_sheltertech

READERS: dict[str, Callable[[Feed], Reading]] = {
    "hsds": read_hsds,
    "meeting-guide": read_meeting_guide,
    "bmlt": read_bmlt,
    "icarol": read_icarol,
    "sheltertech": read_sheltertech,
}
"""Format name to reader."""


def read(feed: Feed, format: str | None = None) -> tuple[Reading, str]:
    """Reads a feed, and says in which format: the named one, or the one its bytes show.

    Bad records are findings of the reading. Raises `SourceError` for a format that is not known, or where none is
    named and the bytes show none.
    """
    if format is None:
        detection = detect(feed)
        if detection.format is None:
            raise SourceError(f"{feed.name} is in no known format ({detection.seen})")
        format = detection.format
    if format not in READERS:
        raise SourceError(f"{format!r} is no known format; known are {', '.join(READERS)}")
    return READERS[format](feed), format
