"""What was left out and why: listings that answer an understood need but fail a filter, counted under each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.places.distance import GREAT_CIRCLE_ERROR
from indexer.open_index import OpenIndex
from indexer.tagging import TAG_THRESHOLD
from matcher.filters import Verdicts
from matcher.understand import Understanding
from matcher.where import Where, exact_km


def left_out(
    verdicts: Verdicts,
    understanding: Understanding,
    where: Where | None,
    withheld: npt.NDArray[np.bool_],
    index: OpenIndex,
) -> list[dict[str, object]]:
    """One entry a filter that rules anything out, in the filters' order. `nearest` fails only that filter, can be
    reached without a location where none is given, and is none of the `withheld`.

    With no need understood there is nothing that the left out could be said to answer, and the list is empty.
    """
    numbers = [need.number for need in understanding.needs]
    if not numbers:
        return []
    tagged = index.fit_from(numbers, TAG_THRESHOLD)
    failures = verdicts.failures()
    entries: list[dict[str, object]] = []
    for reason, verdict in verdicts.by_reason.items():
        out = np.flatnonzero(tagged & verdict.fails)
        if len(out):
            only = out[(failures[out] == 1) & verdicts.reachable[out] & ~withheld[out]]
            entries.append({"reason": reason, "count": len(out), "nearest": _nearest(only, where, index)})
    return entries


def _nearest(rows: npt.NDArray[np.int64], where: Where | None, index: OpenIndex) -> dict[str, object] | None:
    if not len(rows):
        return None
    columns = index.columns
    if where is None:
        nearest = min(rows, key=lambda row: columns.ids[row])
        distance = None
    else:
        # A confidential place is not ordered by distance, so that its rank gives nothing away.
        km = np.where(columns.confidential[rows] | np.isnan(where.distances[rows]), np.inf, where.distances[rows])
        closest = km.min()
        # A metre more: what is shown is rounded to that.
        tied = rows[km <= closest * (1 + 3 * GREAT_CIRCLE_ERROR) + 0.001] if np.isfinite(closest) else rows
        exact = {row: exact_km(where, index, int(row)) for row in tied}
        nearest = min(tied, key=lambda row: (np.inf if exact[row] is None else exact[row], columns.ids[row]))
        distance = exact[nearest]
    resource = index.resource_at(int(nearest))
    return {"id": resource.id, "name": resource.name, "distance_km": distance}
