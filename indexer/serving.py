"""Where a listing without an address is at home, as far as the areas that it serves tell.

A state, country and time zone only where all areas that are known agree on them. A county's or a city's name alone
counts if one place of that name is meant: the only one, or the only one in a state named elsewhere in the listing.
"""

from __future__ import annotations

import re

from data.places.gazetteer import Gazetteer
from data.places.place import AmbiguousPlaceError, Place, PlaceError
from data.resource import Address
from indexer.clean.address import US_STATES, clean_country
from indexer.clean.text import clean_line
from indexer.sources.listing import Listing

_COUNTY = re.compile(r"\b(?:county|parish|borough|municipio|census area)$", re.IGNORECASE)
_CITY_OF = re.compile(
    r"^(?:the )?(?:greater |city of |town of |state of |all of |entire |statewide,? )+", re.IGNORECASE
)
_TAIL = re.compile(r"(?: statewide| area| residents?| only| metro(?:politan)? area)+$", re.IGNORECASE)
_STATES = re.compile(rf"\b(?:{'|'.join(sorted(US_STATES, key=lambda name: (-len(name), name)))})\b", re.IGNORECASE)
_CLEAR_CITY = 50_000
"""People of a city that is meant by its name alone, in a listing that names no state."""


def served(listing: Listing, gazetteer: Gazetteer) -> tuple[Address | None, str | None]:
    """State and country, and the IANA time zone, of the areas that a listing says it serves."""
    areas = [name for raw in listing.service_area if (name := clean_line(raw))]
    if listing.serves_everywhere:
        countries = {country for name in areas if (country := clean_country(name))}
        return (Address(country=countries.pop()), None) if len(countries) == 1 else (None, None)
    states = _states_named(areas, listing)
    known = [place for name in areas if (place := _place(name, states, gazetteer))]
    states |= {place.state for place in known if place.state}
    if len(states) == 1:
        known = [place for name in areas if (place := _place(name, states, gazetteer))]
    countries = {place.country for place in known} | {
        country for name in areas if not _place(name, states, gazetteer) and (country := clean_country(name))
    }
    if len(countries) != 1:
        return None, None
    within = {place.state for place in known}
    zones = {place.timezone for place in known}
    address = Address(state_province=within.pop() if len(within) == 1 else None, country=countries.pop())
    return address, zones.pop() if len(zones) == 1 else None


def _states_named(areas: list[str], listing: Listing) -> set[str]:
    """USPS codes of the states that the areas are in as they are written, else that its names speak of."""
    written = {code for name in areas if (code := _state(name.rpartition(",")[2]))}
    if written:
        return written
    said = f"{clean_line(listing.organization) or ''} {clean_line(listing.name) or ''}"
    return {US_STATES[match.casefold()] for match in _STATES.findall(said)}


def _state(name: str) -> str | None:
    name = _TAIL.sub("", _CITY_OF.sub("", name.strip()))
    if name in US_STATES.values():
        return name
    return US_STATES.get(name.casefold())


def _place(area: str, states: set[str], gazetteer: Gazetteer) -> Place | None:
    name = _TAIL.sub("", _CITY_OF.sub("", area))
    if state := _state(name):
        return gazetteer.state(state)
    before, _, after = name.rpartition(",")
    stated = _state(after) if before else None
    options = {stated} if stated else states
    local = before.strip() if stated else name
    if _COUNTY.search(local):
        found = [place for state in sorted(options) if (place := gazetteer.county(local, state))]
        return found[0] if len(found) == 1 else None if found or options else _only(local, gazetteer)
    if options:
        found = [place for state in sorted(options) if (place := gazetteer.city(local, state))]
        return found[0] if len(found) == 1 else None
    city = gazetteer.city(local)
    return city if city and (city.population or 0) >= _CLEAR_CITY else None


def _only(county: str, gazetteer: Gazetteer) -> Place | None:
    try:
        place = gazetteer.resolve(county)
    except (AmbiguousPlaceError, PlaceError):
        return None
    return place if place.precision == "county" else None
