"""Where an HSDS location is: an address to go to, as far as there is one, and whether it is private.

A postal address is no place to go: only its city, county, state, postal code and country are taken, and only where
there is no other. Attention lines name people and are never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.sources.hsds_fields import is_confidential
from indexer.sources.hsds_values import Object, coordinates, identifier, objects, text
from indexer.sources.listing import RawAddress

_UNDISCLOSED = re.compile(
    r"\b(confidential|undisclosed|not disclosed|withheld|address (is )?private|private (address|location))\b",
    re.IGNORECASE,
)
_UNDISCLOSED_NAME = re.compile(r"\b(confidential|undisclosed|private) (location|address|site|place)\b", re.IGNORECASE)
_STREETS = ("address_1", "address_2", "address", "street")
_PARTS = ("address_1", "city", "state_province", "postal_code", "country", "address")


@dataclass(frozen=True, slots=True)
class Site:
    """A location as a listing needs it. `kind` is HSDS's location_type: physical, virtual or postal."""

    address: RawAddress | None = None
    latitude: object = None
    longitude: object = None
    kind: str | None = None
    confidential: bool = False


def read_location(location: Object) -> Site:
    """The site that a location object describes."""
    kind = (identifier(location, "location_type") or "").lower() or None
    if str(location.get("virtual")).strip().lower() in ("true", "1", "yes"):
        kind = "virtual"
    rows = _addresses(location)
    to_go = [row for row in rows if _type(row) != "postal"]
    chosen = (to_go or rows)[:1]
    latitude, longitude = coordinates(location)
    undisclosed = any(is_undisclosed(text(row, name)) for row in rows for name in _STREETS)
    confidential = is_confidential(location, *rows) or undisclosed or _has_hidden_name(location)
    if kind in ("virtual", "postal"):
        latitude = longitude = None
    address = next((_address(row, with_street=bool(to_go) and kind != "postal") for row in chosen), None)
    return Site(None if kind == "virtual" else address, latitude, longitude, kind, confidential)


def mailing_address(organization: Object) -> RawAddress | None:
    """The city and postal code an organisation gets its mail at."""
    rows = [row for row in _addresses(organization) if any(text(row, name) for name in ("city", "postal_code"))]
    return _address(rows[0], with_street=False) if rows else None


def _addresses(holder: Object) -> list[Object]:
    names = ("addresses", "physical_addresses", "postal_addresses", "address")
    own = [holder] if any(text(holder, name) for name in _PARTS) else []
    rows = [row for name in names for row in objects(holder, name)] + own
    return [row for row in rows if any(text(row, name) for name in (*_PARTS, "region"))]


def _type(row: Object) -> str:
    return (identifier(row, "address_type", "type") or "").lower()


def _address(row: Object, *, with_street: bool) -> RawAddress:
    return RawAddress(
        address_1=text(row, "address_1", "address_line_1", "street") if with_street else None,
        address_2=text(row, "address_2", "address_line_2") if with_street else None,
        city=text(row, "city"),
        county=text(row, "county", "region"),
        state_province=text(row, "state_province", "state"),
        postal_code=text(row, "postal_code", "zip", "postcode"),
        country=text(row, "country"),
        full=text(row, "address", "full_address") if with_street else None,
    )


def is_undisclosed(street: str | None) -> bool:
    """Whether what stands in place of a street says that it is kept secret."""
    return bool(_UNDISCLOSED.search(street or ""))


def _has_hidden_name(location: Object) -> bool:
    return bool(_UNDISCLOSED_NAME.search(text(location, "name") or ""))
