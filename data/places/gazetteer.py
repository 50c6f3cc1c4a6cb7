"""Places offline, behind geopy's `Geocoder` interface.

`resolve` reads what people type: a ZIP code, "city, state", "city state", a city alone, a larger city of the world.
A name alone is taken when its place has ten times the people of the next of that name; else the answer is
`AmbiguousPlaceError` with the choices, or `UnknownPlaceError` with what is spelled alike. Postal codes of other
countries are unknown. Any text gives an answer or one of the two errors.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from data.places.distance import distance_km
from data.places.finder import Finder
from data.places.names import MAX_QUERY, key
from data.places.place import AmbiguousPlaceError, Place, PlaceError, UnknownPlaceError
from data.places.store import Store

ATTRIBUTION = "Place names, positions and populations: GeoNames (https://www.geonames.org), CC BY 4.0"
CLEAR_LEAD = 10
"""How many times the people of the next of its name a city needs to be meant by its name alone."""
MAX_CHOICES = 20
CITY_KM = 40.0
"""How far from its city's centre a point is still told by it."""
REACH_KM = 200.0
"""How far from a known place a point still belongs to it."""

_POINT = re.compile(r"\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*", re.ASCII)
_ZIP = re.compile(r"(?<![\w-])(\d{5})(?:[-\s]?\d{4})?(?![\w-])", re.ASCII)
_SAME_CITY_KM = 60.0
"""A ZIP code farther from the city that it is written with belongs to another country or is mistyped."""


class Gazetteer(Geocoder):  # type: ignore[misc]
    """Reads the file that `data.places.build.build_gazetteer` wrote. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Raises `GazetteerFileError` where `path` holds no gazetteer of this format."""
        super().__init__()
        self._store = Store(path)
        self._finder = Finder(self._store)

    def close(self) -> None:
        """Closes the file; it opens again when something is asked."""
        self._store.close()

    def resolve(self, query: str) -> Place:
        """The one place meant. Raises `AmbiguousPlaceError` or `UnknownPlaceError`."""
        text = query[:MAX_QUERY]
        if point := _POINT.fullmatch(text):
            latitude, longitude = float(point[1]), float(point[2])
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return self.at(latitude, longitude)
        zip_code = _ZIP.search(text)
        if zip_code is None:
            return self._pick(query, self._finder.candidates(text))
        by_code = self.postcode(zip_code[1])
        rest = self._finder.candidates(text[: zip_code.start()] + "," + text[zip_code.end() :])
        if by_code is None:
            return self._pick(query, rest)
        agrees = not rest or any(
            place.state == by_code.state
            and distance_km(place.latitude, place.longitude, by_code.latitude, by_code.longitude) < _SAME_CITY_KM
            for place in rest
        )
        return by_code if agrees else self._pick(query, rest)

    def postcode(self, zip_code: str) -> Place | None:
        """The centroid of a US ZIP or ZIP+4 code; `None` where unknown or without a place (military mail)."""
        found = _ZIP.fullmatch(zip_code.strip())
        places = self._store.named(found[1], "postcode") if found else []
        return places[0] if places else None

    def city(self, city: str, state: str | None = None, country: str | None = None) -> Place | None:
        """The centroid of a city; `None` where unknown or where several could be meant."""
        parts = [part for part in (city, state, country) if part]
        try:
            found = self._pick(city, self._finder.candidates(", ".join(parts)[:MAX_QUERY]))
        except PlaceError:
            return None
        return found if found.precision == "city" else None

    def county(self, county: str, state: str) -> Place | None:
        """The mean of a US county's ZIP codes; "County" may be left out."""
        return self._finder.county(county, state)

    def state(self, code: str) -> Place | None:
        """The mean of the ZIP codes of a US state or territory, by its USPS code or name."""
        places = self._store.named(key(code), "state")
        return places[0] if places else None

    def at(self, latitude: float, longitude: float) -> Place:
        """A point in degrees as a place, with the city or county, state, country and timezone around it."""
        where = f"{latitude:.5f}, {longitude:.5f}"
        nearest = self.area_around(latitude, longitude)
        if nearest is None:
            return Place(
                label=where, place=where, latitude=latitude, longitude=longitude, precision="point", country=""
            )
        return replace(
            nearest,
            label=f"Near {nearest.label}",
            place=where,
            latitude=latitude,
            longitude=longitude,
            precision="point",
            timezone=self.timezone_at(latitude, longitude),
            population=None,
        )

    def nearest_city(self, latitude: float, longitude: float) -> Place | None:
        """The nearest city of 5,000 people or more within `REACH_KM` of a point; for a part of a city, all of it."""
        return self._store.nearest(latitude, longitude, REACH_KM, city=True)

    def area_around(self, latitude: float, longitude: float) -> Place | None:
        """A point's city (see `nearest_city`) if it is within `CITY_KM`, else its US county, else its nearest city."""
        city = self.nearest_city(latitude, longitude)
        if city and distance_km(latitude, longitude, city.latitude, city.longitude) <= CITY_KM:
            return city
        return self._store.nearest_county(latitude, longitude, REACH_KM) or city

    def timezone_at(self, latitude: float, longitude: float) -> str | None:
        """IANA timezone of the nearest known place within `REACH_KM`."""
        nearest = self._store.nearest(latitude, longitude, REACH_KM, city=False)
        return nearest.timezone if nearest else None

    def complete(self, q: str, limit: int = 8) -> list[Place]:
        """Completions of what was typed so far: ZIP codes, or cities, those in the US first, the biggest first."""
        text = q[:MAX_QUERY].strip()
        if not text or limit < 1:
            return []
        if re.fullmatch(r"\d{1,5}", text, re.ASCII):
            return self._store.starting_with(text, "postcode", limit)
        name, _, region = (key(part) for part in text.partition(","))
        if not name:
            return []
        if not region:
            return self._store.starting_with(name, "city", limit)
        cities = self._store.starting_with(name, "city", 500)
        return [place for place in cities if key(place.label.partition(",")[2]).startswith(region)][:limit]

    def geocode(
        self, query: str, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """geopy's interface: the place, or the choices the biggest first; `None` where unknown.

        `timeout` is accepted as geopy's geocoders do; nothing here waits.
        """
        try:
            places: tuple[Place, ...] = (self.resolve(query),)
        except AmbiguousPlaceError as error:
            places = error.choices
        except UnknownPlaceError:
            return None
        locations = [_location(place) for place in places]
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: object, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """geopy's interface: the nearest city within `REACH_KM` of a point, or `None`."""
        point = query if isinstance(query, Point) else Point(query)
        nearest = self.nearest_city(point.latitude, point.longitude)
        if nearest is None:
            return None
        return _location(nearest) if exactly_one else [_location(nearest)]

    def _pick(self, query: str, places: list[Place]) -> Place:
        """The only one, or the one that leads clearly."""
        if not places:
            raise UnknownPlaceError(query, self._finder.suggestions(query[:MAX_QUERY]))
        lead = places[0].population or 0
        if len(places) == 1 or (lead and lead >= CLEAR_LEAD * (places[1].population or 0)):
            return places[0]
        raise AmbiguousPlaceError(query, tuple(places[:MAX_CHOICES]))


def _location(place: Place) -> Location:
    return Location(place.label, Point(place.latitude, place.longitude), {"place": place})
