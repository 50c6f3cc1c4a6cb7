"""How far apart two places are, in kilometres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

MEAN_EARTH_RADIUS_KM = 6371.0088
"""IUGG mean radius R1."""
GREAT_CIRCLE_ERROR = 0.006
"""`great_circle_km` differs from `distance_km` by less than this share (the Earth's flattening is 1/298)."""
_WGS84 = Geod(ellps="WGS84")


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Length of the WGS84 geodesic between two points in degrees, by Karney's algorithm."""
    return float(_WGS84.inv(a_lon, a_lat, b_lon, b_lat)[2]) / 1000.0


def unit_vectors(lats: NDArray[np.floating], lons: NDArray[np.floating]) -> NDArray[np.float64]:
    """Points in degrees, shape (n,), as vectors from the centre of a unit sphere, shape (n, 3)."""
    phis, lambdas = np.radians(np.asarray(lats, dtype=np.float64)), np.radians(np.asarray(lons, dtype=np.float64))
    return np.stack([np.cos(phis) * np.cos(lambdas), np.cos(phis) * np.sin(lambdas), np.sin(phis)], axis=1)


def great_circle_km(lat: float, lon: float, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances from one point in degrees to many `unit_vectors`, shape (n,); NaN where theirs are.

    To within a metre of the sphere's. For filtering many points before the few that are shown are measured by
    `distance_km`: widen a limit by `GREAT_CIRCLE_ERROR` and a metre first.
    """
    (origin,) = unit_vectors(np.array([lat]), np.array([lon]))
    distances: NDArray[np.float64] = MEAN_EARTH_RADIUS_KM * np.arccos(np.clip(points @ origin, -1.0, 1.0))
    return distances
