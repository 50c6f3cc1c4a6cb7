"""Where an iCarol row is: its physical address as far as it may be told, and whether its coordinates are its own.

A mailing address is no place to go: only where a row has no other, its city, state and postal code are taken, unless
it is private. Many exports give every row the centre of its ZIP code, so a point that several streets share is taken
for approximate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from indexer.sources.hsds_location import is_undisclosed
from indexer.sources.hsds_values import flagged, scalar, text
from indexer.sources.listing import RawAddress
from indexer.sources.tables import Row

_PARTS = ("address1", "address2", "city", "county", "stateprovince", "postalcode", "country")
PLACE = (*(f"physical{part}" for part in _PARTS), "physicaladdressisprivate", "latitude", "longitude")
"""The columns of a row's place."""
_PRIVATE = re.compile(r"\W*(?:private|confidential|undisclosed|unlisted|withheld|not public)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\s*-1\s*|\W*(?:unknown)?\W*", re.IGNORECASE)
_BOX = re.compile(r"\W*(?:p\.? ?o\.?|post office) ?(?:box|drawer)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d+)(St|Nd|Rd|Th)\b")
_QUADRANT = re.compile(r"\b(?:Nw|Ne|Sw|Se)\b(?=\W*$|,)")
_STREETS = 3
"""A point that so many streets share is that of an area."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row as its listing has it."""

    address: RawAddress | None = None
    latitude: object = None
    longitude: object = None
    approximate: bool = False


def is_private(row: Row) -> bool:
    """Whether the row's address is kept secret: by its flag, or by the word that stands in its place."""
    street = text(row, "physicaladdress1")
    return (
        flagged(row, "physicaladdressisprivate")
        or is_undisclosed(street)
        or bool(_PRIVATE.match(street or "") and not re.search(r"\d", street or ""))
    )


def has_own_place(row: Row) -> bool:
    """Whether the row says at all where it is."""
    return any(text(row, f"physical{part}") for part in ("address1", "city", "postalcode"))


def shared_points(rows: list[Row]) -> set[tuple[str, str]]:
    """The points that several different streets have."""
    streets: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        street = re.sub(r"\W+", " ", text(row, "physicaladdress1") or "").strip().lower()
        if street and not is_private(row):
            streets[_point(row)].add(street)
    return {point for point, found in streets.items() if len(found) >= _STREETS and all(point)}


def where(row: Row, shared: set[tuple[str, str]]) -> Where:
    """The place of a row; a confidential one is told apart later, and has no street where that is a word alone."""
    if not has_own_place(row):
        for kind in ("other", "mailing"):
            if text(row, f"{kind}city", f"{kind}postalcode") and not flagged(row, f"{kind}addressisprivate"):
                return Where(_address(row, kind, with_street=kind == "other"))
        return Where()
    street = text(row, "physicaladdress1")
    in_a_box = bool(_BOX.match(street or ""))
    told = not in_a_box and not (is_private(row) and not re.search(r"\d", street or ""))
    return Where(
        _address(row, "physical", with_street=told),
        scalar(row, "latitude"),
        scalar(row, "longitude"),
        in_a_box or _point(row) in shared,
    )


def _point(row: Row) -> tuple[str, str]:
    return text(row, "latitude") or "", text(row, "longitude") or ""


def _address(row: Row, kind: str, *, with_street: bool) -> RawAddress:
    """The address in the columns of a kind; "-1" and "*Unknown*" stand for nothing chosen."""
    listed = {part: text(row, f"{kind}{part}") for part in _PARTS}
    parts = {part: None if _NOTHING.fullmatch(value or "") else value for part, value in listed.items()}
    return RawAddress(
        address_1=_cased(parts["address1"]) if with_street else None,
        address_2=_cased(parts["address2"]) if with_street else None,
        city=parts["city"],
        county=parts["county"],
        state_province=parts["stateprovince"],
        postal_code=parts["postalcode"],
        country=parts["country"],
    )


def _cased(street: str | None) -> str | None:
    """A street without the capitals that title case puts into ordinals and quadrants: "37Th Street Nw"."""
    if street is None:
        return None
    lowered = _ORDINAL.sub(lambda match: match[1] + match[2].lower(), street)
    return _QUADRANT.sub(lambda match: match[0].upper(), lowered)
