"""Where the person is, and how far everything is from there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.places.distance import distance_km, haversine_km
from data.places.place import Place
from indexer.open_index import OpenIndex
from matcher.request import Location

SPHERE_ERROR = 0.006
"""A great-circle distance is within 0.6 % of the geodesic; only what lies that near a limit is reckoned exactly."""

Distances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Where:
    place: Place
    distances: Distances
    """Kilometres to each resource, NaN where its position is not known; great-circle, see `exact`."""


def locate(location: Location, index: OpenIndex) -> Where:
    """Raises data.places' UnknownPlaceError or AmbiguousPlaceError."""
    if location.place is not None:
        place = index.gazetteer.resolve(location.place)
    else:
        assert location.latitude is not None
        assert location.longitude is not None
        place = index.gazetteer.at(location.latitude, location.longitude)
    columns = index.columns
    return Where(place, haversine_km(place.latitude, place.longitude, columns.latitude, columns.longitude))


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
        on_edge = np.abs(where.distances - radius_km) <= radius_km * SPHERE_ERROR
    columns = index.columns
    for row in np.flatnonzero(on_edge):
        geodesic = distance_km(
            where.place.latitude, where.place.longitude, float(columns.latitude[row]), float(columns.longitude[row])
        )
        inside[row] = round(geodesic, 3) <= radius_km
    return inside
