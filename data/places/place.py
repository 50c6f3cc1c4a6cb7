"""What the gazetteer answers: a `Place`, or an error that offers places to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from data.resource import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A known place: the centroid of a ZIP code, city, county or state, or a given point, in WGS84 degrees."""

    label: str
    """For people to read: "Miami, FL 33130", "Springfield, IL", "Edmonton, AB, Canada"."""
    place: str
    """What to send back to get exactly this place (states excepted: they are no place to search around)."""
    latitude: float
    longitude: float
    precision: Precision
    city: str | None = None
    state: str | None = None
    """USPS code in the US and its territories; elsewhere the customary abbreviation, where there is one."""
    county: str | None = None
    country: str = "US"
    """ISO 3166-1 alpha-2; US territories are "US", as the USPS has them."""
    timezone: str | None = None
    """IANA name."""
    population: int | None = None
    """People in the city; `None` where not known."""


class PlaceError(ValueError):
    """The words given do not lead to one place."""

    def __init__(self, message: str, query: str) -> None:
        super().__init__(message)
        self.query = query


class UnknownPlaceError(PlaceError):
    """No place goes by these words; `suggestions` are places spelled alike, possibly none."""

    def __init__(self, query: str, suggestions: tuple[Place, ...] = ()) -> None:
        super().__init__("no such place is known", query)
        self.suggestions = suggestions


class AmbiguousPlaceError(PlaceError):
    """Several places go by these words; `choices` holds them, the biggest first."""

    def __init__(self, query: str, choices: tuple[Place, ...]) -> None:
        super().__init__(f"{len(choices)} places go by this name", query)
        self.choices = choices
