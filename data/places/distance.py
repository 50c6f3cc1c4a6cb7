"""How far apart two places are, in kilometres."""

from __future__ import annotations

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray

MEAN_EARTH_RADIUS_KM = 6371.0088
"""IUGG mean radius R1."""
HAVERSINE_ERROR = 0.006
"""`haversine_km` differs from `distance_km` by less than this share (the Earth's flattening is 1/298)."""


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Length of the WGS84 geodesic between two points in degrees (Karney's algorithm, through geopy)."""
    return float(geodesic((a_lat, a_lon), (b_lat, b_lon)).km)


def haversine_km(lat: float, lon: float, lats: NDArray[np.floating], lons: NDArray[np.floating]) -> NDArray[np.float64]:
    """Great-circle distances from one point to many, in degrees, shape (n,) to shape (n,).

    For filtering many points before the few that are shown are measured by `distance_km`: widen a limit by
    `HAVERSINE_ERROR` first.
    """
    phi, phis = np.radians(lat), np.radians(np.asarray(lats, dtype=np.float64))
    delta = np.radians(np.asarray(lons, dtype=np.float64) - lon)
    a = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(delta / 2) ** 2
    distances: NDArray[np.float64] = 2 * MEAN_EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(a, 0.0, 1.0)))
    return distances
