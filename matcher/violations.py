"""What an answer holds against its request, reckoned listing by listing from the records, and requests to see it by.

Slow and plain on purpose: it shares no code with `matcher.filters`, so that a mistake there is seen here. A statement
alone asks for nothing that could be broken; `under_filters` asks it once more under filters drawn from the case's id.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from data.places.distance import distance_km
from data.places.place import Place, PlaceError
from data.resource import KINDS, Resource
from data.schedules import is_open
from data.vocabulary import INSURANCE, POPULATIONS
from indexer.accessibility import is_accessible
from indexer.open_index import OpenIndex
from matcher.relevance import Case
from matcher.request import MAX_RADIUS_KM, MatchRequest

PLACES = 4
"""Cities of a directory's listings that cases are asked from, besides the place that the directory is graded from."""
MOMENTS = ("2026-11-24T15:00:00-05:00", "2026-11-25T03:30:00-05:00", "2026-11-28T22:00:00-05:00")
"""A weekday's afternoon and night, and a Saturday's evening."""
DRAWN: Mapping[str, Callable[[random.Random], Mapping[str, object]]] = {
    "radius": lambda rng: {"radius_km": rng.choice((5.0, 10.0, 25.0)), "widen": False},
    "modes": lambda rng: {"modes": ["in_person"]},
    "cost": lambda rng: {"cost": rng.choice(("free", "low_cost"))},
    "insurance": lambda rng: {"insurance": rng.choice(sorted(INSURANCE))},
    "age": lambda rng: {"age": rng.choice((9, 15, 17, 24, 40, 67))},
    "languages": lambda rng: {"languages": [rng.choice(("en", "es", "fr", "am", "vi", "zh", "ase"))]},
    "populations": lambda rng: {"populations": rng.sample(sorted(POPULATIONS), 2)},
    "accessible": lambda rng: {"accessible": True},
    "open_at": lambda rng: {"open_at": datetime.fromisoformat(rng.choice(MOMENTS))},
    "kinds": lambda rng: {"kinds": sorted(rng.sample(KINDS, 3))},
}


def under_filters(case: Case, places: Sequence[str]) -> Case:
    """The case under two or three filters and from one of `places`, every other time the first; the same each time."""
    rng = random.Random(case.id)
    drawn: dict[str, Any] = {}
    for name in rng.sample(sorted(DRAWN), rng.choice((2, 3))):
        drawn |= DRAWN[name](rng)
    place = rng.choice((places[0], rng.choice(places))) if places else case.place
    return replace(case, filters={**case.filters, **drawn}, place=place)


def places_of(index: OpenIndex, place: str | None) -> list[str]:
    """`place`, if there is one, and the cities that most listings are in, of those that the gazetteer knows."""
    addresses = [index.resource_at(row).address for row in range(index.resource_count)]
    cities = Counter(f"{a.city}, {a.state_province}" for a in addresses if a and a.city and a.state_province)
    found = [place] if place else []
    for city in sorted(cities, key=lambda city: (-cities[city], city)):
        if len(found) > PLACES:
            break
        try:
            index.gazetteer.resolve(city)
        except PlaceError:
            continue
        found.append(city)
    return found


def violations(answer: Mapping[str, Any], request: MatchRequest, index: OpenIndex) -> list[str]:
    """What is wrong with an answer: listings that break a filter or the radius in force, that the index does not hold
    (as it holds none that is inactive), or whose confidential place is told; in recommendations, plan and fallbacks.

    Raises data.places' PlaceError."""
    place, found = place_of(request, index), []
    radius_km = float((answer["widened"] or {"to_km": request.radius_km})["to_km"])
    if radius_km not in _radii(request):
        found.append(f"the radius is {radius_km:g} km")
    for recommendation in answer["recommendations"]:
        resource_id = recommendation["resource"]["id"]
        resource = index.resource(resource_id)
        broken = breaks(resource, request, place, radius_km, index) if resource else ["unknown"]
        if resource and resource.address and resource.address.confidential and _tells_place(recommendation):
            broken.append("confidential")
        found += [f"{resource_id} breaks {name}" for name in broken]
    recommended = {recommendation["resource"]["id"] for recommendation in answer["recommendations"]}
    plan = answer["plan"]
    planned = dict.fromkeys([*plan["resource_ids"], *(covers["resource_id"] for covers in plan["covers"])])
    found += [f"{resource_id} is planned, but not recommended" for resource_id in planned.keys() - recommended]
    for fallback in plan["fallbacks"]:
        resource = index.resource(fallback["resource_id"])
        broken = breaks(resource, request, place, radius_km, index) if resource else ["unknown"]
        found += [f"{fallback['resource_id']}, a fallback, breaks {name}" for name in broken]
    return found


def place_of(request: MatchRequest, index: OpenIndex) -> Place | None:
    """Where a request is asked from. Raises data.places' PlaceError."""
    location = request.location
    if location is None:
        return None
    if location.place is not None:
        return index.gazetteer.resolve(location.place)
    assert location.latitude is not None
    assert location.longitude is not None
    return index.gazetteer.at(location.latitude, location.longitude)


def breaks(
    resource: Resource, request: MatchRequest, place: Place | None, radius_km: float, index: OpenIndex
) -> list[str]:
    """The filters that a listing is known not to fit, and the radius in force, in km, if it must be gone to."""
    least, most, age = resource.minimum_age, resource.maximum_age, request.age
    too_dear = {"free": ("low_cost", "paid"), "low_cost": ("paid",)}.get(request.cost or "", ())
    open_at = request.open_at
    return [
        name
        for name, broken in (
            ("mode", not set(resource.modes) & set(request.modes)),
            ("kind", bool(request.kinds) and resource.kind not in request.kinds),
            (
                "language",
                _other(resource.languages, request.languages) and not _takes_english(resource, request, index),
            ),
            ("population", _other(resource.populations, request.populations)),
            ("insurance", _other(resource.insurance, (request.insurance,) if request.insurance else ())),
            ("cost", resource.cost in too_dear),
            ("age", age is not None and ((least is not None and age < least) or (most is not None and age > most))),
            (
                "not_accessible",
                bool(request.accessible)
                and "in_person" in resource.modes
                and is_accessible(resource.accessibility) is False,
            ),
            ("closed", open_at is not None and is_open(resource.schedules, resource.timezone, open_at) is False),
            ("beyond_radius", place is not None and _beyond(resource, request, place, radius_km)),
        )
        if broken
    ]


def _radii(request: MatchRequest) -> set[float]:
    """The radii, in km, that may be in force: the one asked for, and doubled once or twice where that is allowed."""
    times = (1, 2, 4) if request.widen and request.location else (1,)
    return {request.radius_km, *(min(request.radius_km * n, MAX_RADIUS_KM) for n in times)}


def _tells_place(recommendation: Mapping[str, Any]) -> bool:
    shown = recommendation["resource"]
    street = shown["address"] and (shown["address"]["address_1"] or shown["address"]["postal_code"])
    return bool(street) or recommendation["distance_km"] is not None or shown["latitude"] is not None


def _other(stated: Sequence[str], asked: Sequence[str]) -> bool:
    return bool(stated) and bool(asked) and not set(stated) & set(asked)


def _takes_english(resource: Resource, request: MatchRequest, index: OpenIndex) -> bool:
    """Whether English is asked for, and the listing names only the languages that it speaks besides."""
    row = index.records.row_of(resource.id)
    return "en" in request.languages and row is not None and not index.columns.other_language[row]


def _beyond(resource: Resource, request: MatchRequest, place: Place, radius_km: float) -> bool:
    """Whether it must be gone to, and is too far, whatever area it serves, or nobody knows where in another state."""
    if "in_person" not in resource.modes or set(resource.modes) & set(request.modes) - {"in_person"}:
        return False
    position, address = resource.position, resource.address
    if position is not None:
        km = distance_km(place.latitude, place.longitude, position.latitude, position.longitude)
        return round(km, 3) > radius_km
    at_home = address and address.state_province == place.state and address.country == place.country
    return not at_home and not resource.serves_everywhere
