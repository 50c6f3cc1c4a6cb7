"""Finding listings by name and places by their beginning: for people who know what they are looking for."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from data.places.place import Place
from data.resource import KINDS, Kind
from indexer.open_index import OpenIndex
from matcher.request import Location
from matcher.view import resource_view
from matcher.where import exact_km, locate, nearest_first, within


class BadCursorError(ValueError):
    """A cursor that this search did not give out, or gave out for another snapshot."""


def search_resources(
    index: OpenIndex,
    *,
    as_of: datetime,
    q: str | None = None,
    kinds: Sequence[Kind] = (),
    location: Location | None = None,
    radius_km: float | None = None,
    limit: int = 10,
    cursor: str | None = None,
) -> dict[str, object]:
    """One page of listings: by how well the name fits `q`, else by the distance shown (unknown last), else by id.

    The radius counts only with a location, and then leaves out what is not known to be within it. Raises
    BadCursorError, and data.places' UnknownPlaceError and AmbiguousPlaceError.
    """
    where = locate(location, index) if location else None
    kept = np.ones(index.resource_count, dtype=np.bool_)
    if kinds:
        kept &= np.isin(index.columns.kind, [KINDS.index(kind) for kind in kinds])
    if where and radius_km is not None:
        kept &= within(where, radius_km, index)
    ids = index.columns.ids
    if q is not None:
        rows = [row for row in index.records.named(q) if kept[row]]
    else:
        rows = sorted(np.flatnonzero(kept).tolist(), key=lambda row: ids[row])
    start = _start(cursor, index, len(rows))
    if q is None and where:
        rows = nearest_first(rows, start + limit, where, index)
    page = rows[start : start + limit]
    end = start + len(page)
    return {
        "resources": [
            {
                "resource": resource_view(index.resource_at(row), as_of),
                "distance_km": exact_km(where, index, row) if where else None,
            }
            for row in page
        ],
        "total": len(rows),
        "next_cursor": _cursor(end, index) if end < len(rows) else None,
    }


def complete_places(index: OpenIndex, q: str, limit: int = 8) -> list[dict[str, object]]:
    """Places whose name or ZIP begins so, the biggest first; `place` is what to send back."""
    return [
        {
            "label": place.label,
            "place": place.place,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "precision": place.precision,
        }
        for place in index.gazetteer.complete(q, limit)
    ]


def resolve_place(index: OpenIndex, place: str) -> Place:
    """The place that goes by this name. Raises data.places' UnknownPlaceError and AmbiguousPlaceError."""
    return index.gazetteer.resolve(place)


def _cursor(position: int, index: OpenIndex) -> str:
    return base64.urlsafe_b64encode(f"{index.version}:{position}".encode()).decode()


def _start(cursor: str | None, index: OpenIndex, total: int) -> int:
    if cursor is None:
        return 0
    try:
        version, _, position = base64.urlsafe_b64decode(cursor.encode()).decode().rpartition(":")
        start = int(position)
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise BadCursorError("the cursor cannot be read") from error
    if version != index.version or not 0 <= start <= total:
        raise BadCursorError("the cursor is of another search or snapshot; start again without one")
    return start
