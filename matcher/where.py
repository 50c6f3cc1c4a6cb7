"""Where the person is, and how far everything is from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.places.distance import GREAT_CIRCLE_ERROR, distance_km, great_circle_km
from data.places.place import Place
from indexer.open_index import OpenIndex
from matcher.request import Location

Distances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Where:
    place: Place
    distances: Distances
    """Great-circle kilometres to each resource, NaN where its position is not known; `exact_km` gives the geodesic."""


def locate(location: Location, index: OpenIndex) -> Where:
    """Raises data.places' UnknownPlaceError or AmbiguousPlaceError."""
    if location.place is not None:
        place = index.gazetteer.resolve(location.place)
    else:
        assert location.latitude is not None
        assert location.longitude is not None
        place = index.gazetteer.at(location.latitude, location.longitude)
    return Where(place, great_circle_km(place.latitude, place.longitude, index.columns.points))


def exact_km(where: Where, index: OpenIndex, row: int) -> float | None:
    """The WGS84 geodesic to a resource, to the metre; None where its position is not known or confidential."""
    columns = index.columns
    if columns.confidential[row] or np.isnan(columns.latitude[row]):
        return None
    return round(
        distance_km(
            where.place.latitude, where.place.longitude, float(columns.latitude[row]), float(columns.longitude[row])
        ),
        3,
    )


def within(where: Where, radius_km: float, index: OpenIndex) -> npt.NDArray[np.bool_]:
    """Which resources are within the radius by geodesic; unknown positions are not."""
    with np.errstate(invalid="ignore"):
        inside = where.distances <= radius_km
        # A metre more: geodesics are rounded to that.
        on_edge = np.abs(where.distances - radius_km) <= radius_km * GREAT_CIRCLE_ERROR + 0.001
    columns = index.columns
    for row in np.flatnonzero(on_edge):
        geodesic = distance_km(
            where.place.latitude, where.place.longitude, float(columns.latitude[row]), float(columns.longitude[row])
        )
        inside[row] = round(geodesic, 3) <= radius_km
    return inside


def nearest_first(rows: Sequence[int], count: int, where: Where, index: OpenIndex) -> list[int]:
    """`rows` by the distance that is shown, unknown last, ties by id; exact for the first `count`.

    Only as many geodesics are worked out as can matter: a great circle is within GREAT_CIRCLE_ERROR of each, and
    what is shown is rounded to the metre.
    """
    columns = index.columns
    rough = np.where(columns.confidential | np.isnan(where.distances), np.inf, where.distances)
    nearest = np.sort(rough[list(rows)])[:count]
    cut = float(nearest[-1]) * (1 + 3 * GREAT_CIRCLE_ERROR) + 0.001 if len(nearest) else 0.0
    exact = {row: exact_km(where, index, row) for row in rows if rough[row] <= cut}

    def order(row: int) -> tuple[float, float, int]:
        km = exact.get(row)
        return (np.inf, rough[row], columns.id_rank[row]) if km is None else (km, 0.0, columns.id_rank[row])

    return sorted(rows, key=order)
