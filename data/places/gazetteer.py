"""Places offline, behind geopy's `Geocoder` interface.

`resolve` reads what people type: a ZIP code, "city, state", "city state", a city alone, a larger city of the world.
A name alone is taken when its place has ten times the people of the next of that name; else the answer is
`AmbiguousPlace` with the choices, and `UnknownPlace` with what is spelled alike. Two letters after a city are a US
state before they are a country. Postal codes of other countries are unknown. Any text gives an answer or one of the
two errors.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from data.places.distance import distance_km
from data.places.names import MAX_QUERY, NICKNAMES, key
from data.places.place import AmbiguousPlace, Place, PlaceError, UnknownPlace
from data.places.store import Store

ATTRIBUTION = "Place names, positions and populations: GeoNames (https://www.geonames.org), CC BY 4.0"
CLEAR_LEAD = 10
"""How many times the people of the next of its name a city needs to be meant by its name alone."""
MAX_CHOICES = 8
TIMEZONE_REACH_KM = 200.0

_ZIP = re.compile(r"(?<![\w-])(\d{5})(?:[-\s]?\d{4})?(?![\w-])", re.ASCII)
_SAME_CITY_KM = 60.0
"""A ZIP code farther from the city that it is written with belongs to another country or is mistyped."""
_ALONE = frozenset({"new york", "washington"})
"""Names of states that mean the city when they stand alone."""


class Gazetteer(Geocoder):  # type: ignore[misc]
    """Reads the file that `data.places.build.build_gazetteer` wrote. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Raises `GazetteerFileError` where `path` holds no gazetteer of this format."""
        super().__init__()
        self._store = Store(path)

    def resolve(self, query: str) -> Place:
        """The one place meant. Raises `AmbiguousPlace` or `UnknownPlace`."""
        text = query[:MAX_QUERY]
        zip_code = _ZIP.search(text)
        if zip_code is None:
            return self._pick(query, self._candidates(text))
        by_code = self.postcode(zip_code[1])
        rest = self._candidates(text[: zip_code.start()] + "," + text[zip_code.end() :])
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
            found = self._pick(city, self._candidates(", ".join(parts)[:MAX_QUERY]))
        except PlaceError:
            return None
        return found if found.precision == "city" else None

    def county(self, county: str, state: str) -> Place | None:
        """The mean of a US county's ZIP codes; "County" may be left out."""
        codes = {code for country, code in self._store.regions(key(state)) if country == "US"}
        for name in (county, f"{county} County", f"{county} Parish"):
            for place in self._store.named(key(name), "county"):
                if place.state in codes:
                    return place
        return None

    def state(self, code: str) -> Place | None:
        """The mean of the ZIP codes of a US state or territory, by its USPS code or name."""
        places = self._store.named(key(code), "state")
        return places[0] if places else None

    def timezone_at(self, latitude: float, longitude: float) -> str | None:
        """IANA timezone of the nearest known place within `TIMEZONE_REACH_KM`."""
        nearest = self._store.nearest(latitude, longitude, TIMEZONE_REACH_KM, city=False)
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
        except AmbiguousPlace as error:
            places = error.choices
        except UnknownPlace:
            return None
        locations = [_location(place) for place in places]
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: object, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """geopy's interface: the nearest city within `TIMEZONE_REACH_KM` of a point, or `None`."""
        point = query if isinstance(query, Point) else Point(query)
        nearest = self._store.nearest(point.latitude, point.longitude, TIMEZONE_REACH_KM, city=True)
        if nearest is None:
            return None
        return _location(nearest) if exactly_one else [_location(nearest)]

    def _candidates(self, text: str) -> list[Place]:
        """Every place that the words could mean, the biggest first."""
        parts = [part for part in (key(part) for part in text.split(",")) if part]
        if not parts:
            return []
        whole = " ".join(parts)
        if whole in NICKNAMES:
            name, state = NICKNAMES[whole]
            return [place for place in self._named(key(name)) if place.state == state]
        if len(parts) > 1:
            regions = [self._store.regions(part) for part in parts[1:]]
            found = self._named(parts[0])
            for options in regions:
                found = _within(found, options)
            return found
        return self._without_commas(whole)

    def _without_commas(self, whole: str) -> list[Place]:
        if whole not in _ALONE and self._store.regions(whole):
            return [place for place in self._named(whole) if place.country in _countries(self._store.regions(whole))]
        found = self._named(whole)
        words = whole.split()
        for size in range(min(4, len(words) - 1), 0, -1):
            regions = self._store.regions(" ".join(words[-size:]))
            if regions:
                found = found or _within(self._named(" ".join(words[:-size])), regions)
                found = found or _within(self._without_commas(" ".join(words[:-size])), regions)
        return found

    def _named(self, name: str) -> list[Place]:
        for kind in ("city", "alias", "county"):
            if found := self._store.named(name, kind):
                return found
        return []

    def _pick(self, query: str, places: list[Place]) -> Place:
        """The only one, or the one that leads clearly."""
        if not places:
            raise UnknownPlace(query, self._suggestions(query[:MAX_QUERY]))
        lead = places[0].population or 0
        if len(places) == 1 or (lead and lead >= CLEAR_LEAD * (places[1].population or 0)):
            return places[0]
        raise AmbiguousPlace(query, tuple(places[:MAX_CHOICES]))

    def _suggestions(self, text: str) -> tuple[Place, ...]:
        """Places spelled alike; of a state or country alone, its biggest cities."""
        whole = key(text)
        if digits := re.fullmatch(r"\d{4,5}", whole, re.ASCII):
            padded = digits[0].zfill(5)
            exact = self._store.named(padded, "postcode") if len(whole) == 4 else []
            return tuple(exact or self._store.starting_with(padded[:4], "postcode", 5) if len(whole) == 5 else exact)
        for country, state in self._store.regions(whole):
            return tuple(self._store.biggest_in(country, state, 5))
        if re.search(r"\d", whole):
            return ()
        name, *rest = [part for part in (key(part) for part in text.split(",")) if part] or [""]
        regions = [option for part in rest for option in self._store.regions(part)]
        alike = difflib.get_close_matches(name[:60], self._store.like(name[:60], 60), n=5, cutoff=0.7)
        places = [place for one in alike for place in self._store.named(one, "city")[:5]]
        if regions:
            places = _within(places, regions) or places
        return tuple(dict.fromkeys(places))[:5]


def _within(places: list[Place], regions: list[tuple[str, str]]) -> list[Place]:
    """Those in the first of the regions that holds any: a US state goes before the country of the same code."""
    ordered = sorted(regions, key=lambda region: (region[0] != "US", region[1] == ""))
    for country, state in ordered:
        if inside := [p for p in places if p.country == country and (not state or p.state == state)]:
            return inside
    return []


def _countries(regions: list[tuple[str, str]]) -> set[str]:
    return {country for country, state in regions if not state}


def _location(place: Place) -> Location:
    return Location(place.label, Point(place.latitude, place.longitude), {"place": place})
