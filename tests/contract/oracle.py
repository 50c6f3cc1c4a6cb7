"""The filters, the radius and what was left out, reckoned resource by resource from the records alone.

Slow and plain on purpose: it shares no code with `matcher.filters`, `matcher.where` or `matcher.left_out`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import numpy as np
from geopy.distance import geodesic

from data.places.place import Place
from data.resource import Position, Resource, Schedule
from data.schedules import is_open
from indexer.accessibility import is_accessible
from indexer.open_index import OpenIndex
from indexer.tagging import TAG_THRESHOLD
from matcher.request import Location, MatchRequest


@cache
def km_between(latitude: float, longitude: float, position: Position) -> float:
    """The WGS84 geodesic to the metre."""
    return round(float(geodesic((latitude, longitude), (position.latitude, position.longitude)).km), 3)


@cache
def _is_open(schedules: tuple[Schedule, ...], timezone: str | None, moment: datetime) -> bool | None:
    return is_open(schedules, timezone, moment)


def km_to(place: Place, resource: Resource) -> float | None:
    """How far the stored position is; `None` where there is none."""
    return km_between(place.latitude, place.longitude, resource.position) if resource.position else None


def shown_km(place: Place | None, resource: Resource) -> float | None:
    """The distance that an answer may tell."""
    hidden = resource.address is not None and resource.address.confidential
    return None if place is None or hidden else km_to(place, resource)


def is_remote(resource: Resource, request: MatchRequest) -> bool:
    """Whether it can be taken part in without going there, as the request allows it."""
    return bool(set(resource.modes) & set(request.modes) - {"in_person"})


def broken(resource: Resource, request: MatchRequest, place: Place | None, radius_km: float) -> set[str]:
    """The filters that the resource is known not to fit."""
    return {
        reason
        for reason, fails in (
            ("mode", not set(resource.modes) & set(request.modes)),
            ("kind", bool(request.kinds) and resource.kind not in request.kinds),
            ("age", _breaks_age(resource, request.age)),
            ("language", _breaks_language(resource, request.languages)),
            ("population", _breaks_set(resource.populations, request.populations)),
            ("cost", _breaks_cost(resource, request)),
            ("insurance", _breaks_insurance(resource, request)),
            ("not_accessible", _breaks_access(resource, request)),
            ("closed", _breaks_hours(resource, request)),
            ("beyond_radius", place is not None and _beyond(resource, request, place, radius_km)),
        )
        if fails
    }


def _breaks_age(resource: Resource, age: int | None) -> bool:
    if age is None:
        return False
    too_young = resource.minimum_age is not None and age < resource.minimum_age
    return too_young or (resource.maximum_age is not None and age > resource.maximum_age)


def _breaks_set(stated: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return bool(stated) and bool(asked) and not set(stated) & set(asked)


def _breaks_language(resource: Resource, asked: tuple[str, ...]) -> bool:
    return _breaks_set(resource.languages, asked) and not ("en" in asked and may_speak_english(resource))


def may_speak_english(resource: Resource) -> bool:
    """Whether a listing that does not name English may be in English all the same: one that names the languages it
    speaks besides, but for a group of peers, whose one spoken language is the one it meets in."""
    spoken = set(resource.languages) - {"ase", "bfi"}
    # The Chinese languages are listed with "zh", the name that people ask for them by.
    spoken = {"zh" if code in ("cmn", "yue", "nan", "wuu") else code for code in spoken}
    country = resource.address.country if resource.address else None
    if country not in (None, "US", "CA", "GB", "IE", "AU", "NZ"):
        return not spoken
    return resource.kind != "support_group" or len(spoken) != 1


def _breaks_cost(resource: Resource, request: MatchRequest) -> bool:
    admitted = {"free": ("free",), "low_cost": ("free", "low_cost"), None: ("free", "low_cost", "paid")}[request.cost]
    return resource.cost != "unknown" and resource.cost not in admitted


def _breaks_insurance(resource: Resource, request: MatchRequest) -> bool:
    return request.insurance is not None and bool(resource.insurance) and request.insurance not in resource.insurance


def _breaks_access(resource: Resource, request: MatchRequest) -> bool:
    return bool(request.accessible) and "in_person" in resource.modes and is_accessible(resource.accessibility) is False


def _breaks_hours(resource: Resource, request: MatchRequest) -> bool:
    if request.open_at is None:
        return False
    return _is_open(resource.schedules, resource.timezone, request.open_at) is False


def _beyond(resource: Resource, request: MatchRequest, place: Place, radius_km: float) -> bool:
    """Whether the radius leaves it out: it has to be gone to, and is too far or nobody knows where."""
    if "in_person" not in resource.modes or resource.serves_everywhere or is_remote(resource, request):
        return False
    km = km_to(place, resource)
    if km is not None:
        return km > radius_km
    address = resource.address
    # Without a position, the person's own state is near enough to ask.
    return not (address and address.country == place.country and place.state == (address.state_province or ""))


@dataclass(frozen=True)
class Oracle:
    """The records of one snapshot, all read."""

    index: OpenIndex
    resources: list[Resource]

    @classmethod
    def of(cls, index: OpenIndex) -> Oracle:
        return cls(index, [index.resource_at(row) for row in range(index.resource_count)])

    def place(self, location: Location | None) -> Place | None:
        if location is None:
            return None
        if location.place is not None:
            return self.index.gazetteer.resolve(location.place)
        assert location.latitude is not None
        assert location.longitude is not None
        return self.index.gazetteer.at(location.latitude, location.longitude)

    def left_out(self, request: MatchRequest, need_ids: list[str], radius_km: float) -> list[tuple[Resource, set[str]]]:
        """The resources tagged with any of the needs that break a filter, with all that they break."""
        place = self.place(request.location)
        numbers = [n for n, need in enumerate(self.index.taxonomy) if need.id in need_ids]
        tagged = np.flatnonzero((self.index.fit[:, numbers] >= TAG_THRESHOLD).any(axis=1))
        resources = [self.resources[row] for row in tagged]
        judged = [(resource, broken(resource, request, place, radius_km)) for resource in resources]
        return [(resource, reasons) for resource, reasons in judged if reasons]

    @staticmethod
    def reachable(resource: Resource, request: MatchRequest, place: Place | None) -> bool:
        """Without a location, only what needs no travelling; what the modes rule out is judged by all it has."""
        if place is not None or resource.serves_everywhere or is_remote(resource, request):
            return True
        return not set(resource.modes) & set(request.modes) and resource.modes != ("in_person",)
