"""Where a listing is: its address as far as it may be told, and a position with how exactly it is known.

Given coordinates are believed if they are on Earth, not 0/0, and near the listing's own postal code; else the postal
code's centroid stands in, else the city's, else the county's. It also stands in for coordinates that are those of an
area: they may be of its ZIP code or of its city, and the postal code is stated. A confidential place keeps its city and
state alone, and the city's (else the county's) centroid: nothing finer ever reaches the snapshot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cache
from zoneinfo import available_timezones

from data.places.distance import distance_km
from data.places.gazetteer import Gazetteer
from data.places.place import Place
from data.resource import Address, Position, Precision
from indexer.clean.address import clean_country, clean_postal_code, clean_state, parse_address_line
from indexer.clean.names import clean_name
from indexer.clean.text import clean_line
from indexer.sources.listing import Listing, RawAddress

_timezones = cache(available_timezones)

FAR_KM = 40.0
"""A point this far (25 miles) from its own postal code's centroid is taken for wrong."""


@dataclass(frozen=True, slots=True)
class Placed:
    address: Address | None
    position: Position | None
    timezone: str | None
    findings: list[tuple[str, str]] = field(default_factory=list)
    """(code, detail)"""


def place(listing: Listing, gazetteer: Gazetteer) -> Placed:
    """Places one listing. Never raises."""
    findings: list[tuple[str, str]] = []
    raw = listing.address or RawAddress()
    address = listed = _address(raw)
    in_us = address.country in (None, "US", "PR")
    postcode = gazetteer.postcode(address.postal_code) if address.postal_code and in_us else None
    city = _city(address, postcode, gazetteer)
    if address.state_province is None and (postcode or city):
        known = postcode or city
        assert known is not None
        address = replace(address, state_province=known.state, city=address.city or known.city)
    if address.country is None and (postcode or city):
        address = replace(address, country=(postcode or city).country)  # type: ignore[union-attr]
    about_point: list[tuple[str, str]] = []
    point = _given_point(listing, postcode, about_point)
    named = clean_name(raw.county)
    county = gazetteer.county(named, address.state_province) if named and address.state_province else None
    if listing.confidential:
        # What is wrong with its coordinates would tell them.
        return _confidential(listed, point, city, postcode, county, gazetteer, findings)
    findings += about_point
    position = point or _centroid(postcode, "postcode") or _centroid(city, "city") or _centroid(county, "county")
    if position is None and _says_anything(address):
        findings.append(("not_placed", f"no known place in the address ({_short(address)})"))
    stated = listing.timezone if listing.timezone in _timezones() else None
    if listing.timezone and not stated:
        findings.append(("timezone_unknown", f"{str(listing.timezone)[:40]!r} is no IANA time zone"))
    timezone = stated or (gazetteer.timezone_at(position.latitude, position.longitude) if position else None)
    return Placed(address if _says_anything(address) else None, position, timezone, findings)


def _address(raw: RawAddress) -> Address:
    """The parts as listed, and where the feed has none, those of the one-line address."""
    country = clean_country(raw.country)
    address = Address(
        address_1=", ".join(part for part in (clean_line(raw.address_1), clean_line(raw.address_2)) if part) or None,
        city=clean_name(raw.city),
        state_province=clean_state(raw.state_province, country),
        postal_code=clean_postal_code(raw.postal_code, country),
        country=country,
    )
    if not raw.full or address.city or address.postal_code:
        return address
    parsed = parse_address_line(raw.full)
    return Address(
        address_1=address.address_1 or parsed.address_1,
        city=parsed.city,
        state_province=address.state_province or parsed.state_province,
        postal_code=parsed.postal_code,
        country=address.country or parsed.country,
    )


def _city(address: Address, postcode: Place | None, gazetteer: Gazetteer) -> Place | None:
    if address.city and (address.state_province or address.country):
        found = gazetteer.city(address.city, address.state_province, address.country)
        if found:
            return found
    if postcode and postcode.city:
        return gazetteer.city(postcode.city, postcode.state, postcode.country)
    return gazetteer.city(address.city) if address.city and not address.state_province else None


def _given_point(listing: Listing, postcode: Place | None, findings: list[tuple[str, str]]) -> Position | None:
    latitude, longitude = _degrees(listing.latitude), _degrees(listing.longitude)
    if latitude is None or longitude is None:
        if listing.latitude not in (None, "") or listing.longitude not in (None, ""):
            findings.append(("coordinates_unreadable", f"{_shown(listing.latitude)}, {_shown(listing.longitude)}"))
        return None
    if latitude == 0 and longitude == 0:
        findings.append(("coordinates_zero", "the coordinates are 0, 0"))
        return None
    candidates = [(latitude, longitude), (longitude, latitude)]
    on_earth = [pair for pair in candidates if abs(pair[0]) <= 90 and abs(pair[1]) <= 180]
    if not on_earth:
        findings.append(("coordinates_out_of_range", f"{latitude}, {longitude}"))
        return None
    precision: Precision = "city" if listing.approximate else "point"
    if postcode is None:
        if on_earth[0] != candidates[0]:
            findings.append(("coordinates_swapped", f"{latitude}, {longitude} read as longitude, latitude"))
        return Position(latitude=on_earth[0][0], longitude=on_earth[0][1], precision=precision)
    for pair in on_earth:
        away = distance_km(pair[0], pair[1], postcode.latitude, postcode.longitude)
        if away <= FAR_KM:
            if pair != candidates[0]:
                findings.append(("coordinates_swapped", f"{latitude}, {longitude} read as longitude, latitude"))
            if listing.approximate:
                return None
            if away < 0.05:
                precision = "postcode"
            return Position(latitude=pair[0], longitude=pair[1], precision=precision)
    away = distance_km(on_earth[0][0], on_earth[0][1], postcode.latitude, postcode.longitude)
    findings.append(
        ("coordinates_far_from_postcode", f"{latitude}, {longitude} is {away:.0f} km from {postcode.label}; not used")
    )
    return None


def _confidential(
    stated: Address,
    point: Position | None,
    city: Place | None,
    postcode: Place | None,
    county: Place | None,
    gazetteer: Gazetteer,
    findings: list[tuple[str, str]],
) -> Placed:
    """Its city, or else its county. Post offices' own names are finer than that, and are told by neither.

    `stated` has only what the feed says itself.
    """
    if city is None and postcode is None and point is not None:
        area = gazetteer.area_around(point.latitude, point.longitude)
        city, county = (area, county) if area and area.precision == "city" else (None, county or area)
    if city and not city.population:
        county = county or _county_of(city, gazetteer)
        city = None
    if city is None and postcode:
        county = county or _county_of(postcode, gazetteer)
    coarse = _centroid(city, "city") or _centroid(county, "county")
    if coarse is None:
        findings.append(("not_placed", "confidential, and its city is not known"))
    known = city or postcode or county
    told = Address(
        city=stated.city or (city.city if city else None),
        state_province=stated.state_province or (known.state if known else None),
        country=stated.country or (known.country if known else None),
        confidential=True,
    )
    timezone = gazetteer.timezone_at(coarse.latitude, coarse.longitude) if coarse else None
    return Placed(told, coarse, timezone, findings)


def _county_of(place: Place, gazetteer: Gazetteer) -> Place | None:
    return gazetteer.county(place.county, place.state) if place.county and place.state else None


def _centroid(found: Place | None, precision: Precision) -> Position | None:
    return Position(latitude=found.latitude, longitude=found.longitude, precision=precision) if found else None


def _degrees(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        degrees = float(value)
    except (ValueError, OverflowError):
        return None
    return round(degrees, 6) if math.isfinite(degrees) else None


def _shown(value: object) -> str:
    return repr(clean_line(value))[:40]


def _says_anything(address: Address) -> bool:
    return any((address.address_1, address.city, address.state_province, address.postal_code))


def _short(address: Address) -> str:
    parts = (address.city, address.state_province, address.postal_code, address.country)
    return ", ".join(part for part in parts if part) or "street only"
