"""A gazetteer that remembers: the listings of a feed name the same few places again and again."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from data.places.gazetteer import Gazetteer
from data.places.place import Place

REMEMBERED = 50_000
"""Answers of each kind that are kept."""


class RememberingGazetteer(Gazetteer):
    """For building only: while serving, nothing of where people are is kept."""

    def __init__(self, path: Path) -> None:
        """Raises `GazetteerFileError` where `path` holds no gazetteer of this format."""
        super().__init__(path)
        remembering = lru_cache(maxsize=REMEMBERED)
        self._postcode = remembering(super().postcode)
        self._city = remembering(super().city)
        self._county = remembering(super().county)
        self._timezone_at = remembering(super().timezone_at)

    def postcode(self, zip_code: str) -> Place | None:
        return self._postcode(zip_code)

    def city(self, city: str, state: str | None = None, country: str | None = None) -> Place | None:
        return self._city(city, state, country)

    def county(self, county: str, state: str) -> Place | None:
        return self._county(county, state)

    def timezone_at(self, latitude: float, longitude: float) -> str | None:
        return self._timezone_at(latitude, longitude)
