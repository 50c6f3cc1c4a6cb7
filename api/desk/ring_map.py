"""The ring map: the caller's place in the middle, rings by distance, a numbered pin for each listing that has a place.

Directions are initial bearings of great circles, distances those that the answer gives: no tiles, no third party. A
confidential place has no pin, and neither has one whose distance is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import atan2, cos, hypot, radians, sin
from typing import Any

from api.desk.facts import in_unit

SIZE = 340
CENTRE = SIZE / 2
OUTER = 140.0
"""Radius of the outermost ring, in the drawing's units."""
PIN = 11.0
MOST_PINS = 25
"""As many as can be told apart: the first ones."""
LABEL = 20.0
"""Half the width of a ring's label."""
_STEPS = (0.5, 1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500)
RINGS = 3


@dataclass(frozen=True, slots=True)
class Pin:
    x: float
    y: float
    number: int
    """Its rank in the answer."""
    id: str
    name: str
    in_plan: bool


@dataclass(frozen=True, slots=True)
class Ring:
    r: float
    distance: float
    """In the unit of the map."""
    x: float
    y: float
    """Where its label stands."""


@dataclass(frozen=True, slots=True)
class RingMap:
    rings: tuple[Ring, ...]
    pins: tuple[Pin, ...]
    unplaced: tuple[int, ...]
    """Ranks of what has no pin."""
    size: int = SIZE
    centre: float = CENTRE


def ring_map(
    place: Mapping[str, Any] | None,
    found: Sequence[Mapping[str, Any]],
    plan: Sequence[str],
    unit: str,
    radius_km: float,
) -> RingMap | None:
    """The map of an answer's recommendations around its `place`; `None` without a place or with nothing to pin.

    What lies beyond `radius_km` (a nationwide office, say) has no pin.
    """
    if place is None:
        return None
    placed = [each for each in found if _is_placed(each) and each["distance_km"] <= radius_km][:MOST_PINS]
    if not placed:
        return None
    step = _step(max(in_unit(each["distance_km"], unit) for each in placed))
    scale = OUTER / (step * RINGS)
    pins: list[Pin] = []
    for each in placed:
        resource = each["resource"]
        angle = bearing(place["latitude"], place["longitude"], resource["latitude"], resource["longitude"])
        far = in_unit(each["distance_km"], unit) * scale
        x, y = _free(CENTRE + far * sin(angle), CENTRE - far * cos(angle), pins)
        pins.append(
            Pin(round(x, 1), round(y, 1), each["rank"], resource["id"], resource["name"], resource["id"] in plan)
        )
    rings = tuple(_labelled(round(step * n * scale, 1), step * n, pins) for n in range(1, RINGS + 1))
    shown = {pin.number for pin in pins}
    return RingMap(rings, tuple(pins), tuple(each["rank"] for each in found if each["rank"] not in shown))


def bearing(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The initial bearing of the great circle between two points in degrees, in radians clockwise from north."""
    a, b, turn = radians(latitude), radians(to_latitude), radians(to_longitude - longitude)
    return atan2(sin(turn) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(turn))


def _labelled(r: float, distance: float, pins: Sequence[Pin]) -> Ring:
    """A ring whose label stands on it where pins are farthest: north, east, south, west or between."""
    spots = [(CENTRE + r * sin(turn), CENTRE - r * cos(turn)) for turn in (radians(45 * n) for n in range(8))]
    x, y = max(spots, key=lambda spot: min((hypot(spot[0] - pin.x, spot[1] - pin.y) for pin in pins), default=0.0))
    return Ring(r, distance, round(min(max(x, LABEL), SIZE - LABEL), 1), round(y + 4, 1))


def _is_placed(found: Mapping[str, Any]) -> bool:
    resource = found["resource"]
    confidential = resource["address"] is not None and resource["address"]["confidential"]
    return not confidential and found["distance_km"] is not None and resource["latitude"] is not None


def _step(farthest: float) -> float:
    return next((step for step in _STEPS if step * RINGS >= farthest), farthest / RINGS)


def _free(x: float, y: float, taken: Sequence[Pin]) -> tuple[float, float]:
    """The nearest point to (x, y), on a spiral around it, where a pin covers neither another nor the caller."""
    least = PIN * 1.9
    for n in count():
        turn, out = n * 2.4, 2.2 * n**0.5 if n else 0.0
        at = x + out * cos(turn), y + out * sin(turn)
        inside = PIN <= at[0] <= SIZE - PIN and PIN <= at[1] <= SIZE - PIN
        apart = all(hypot(at[0] - pin.x, at[1] - pin.y) >= least for pin in taken)
        if (inside and apart and hypot(at[0] - CENTRE, at[1] - CENTRE) >= PIN * 1.5) or n > 4000:
            return at
    raise AssertionError("the spiral has no end")
