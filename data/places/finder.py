"""Finds the places that words could mean: "city, region, country" with or without commas, and spellings alike.

Two letters after a city are a US state before they are a country. A state or a country alone is no place; its
biggest cities are suggested instead.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from data.places.names import NICKNAMES, key
from data.places.place import Place
from data.places.store import Store

MAX_SUGGESTIONS = 5
_COUNTY_WORDS = (" county", " parish", " borough", " municipio", " census area", " municipality")
_ALONE = frozenset({"new york", "washington"})
"""Names of states that mean the city when they stand alone."""

Region = tuple[str, str]
"""Country and state; the state is empty for a whole country."""


class Finder:
    """Looks names up in a gazetteer's store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def candidates(self, text: str) -> list[Place]:
        """Every place that the words could mean, the biggest first."""
        parts = [part for part in (key(part) for part in text.split(",")) if part]
        if not parts:
            return []
        whole = " ".join(parts)
        if whole in NICKNAMES:
            name, state = NICKNAMES[whole]
            return [place for place in self._named(key(name)) if place.state == state]
        if len(parts) > 1:
            return self._named(parts[0], [self._store.regions(part) for part in reversed(parts[1:])])
        return self._without_commas(whole)

    def _without_commas(self, whole: str) -> list[Place]:
        regions = self._store.regions(whole)
        if regions and whole not in _ALONE:
            countries = [region for region in regions if not region[1]]
            return self._named(whole, [countries])
        found = self._named(whole)
        words = whole.split()
        for size in range(min(4, len(words) - 1), 0, -1):
            regions = self._store.regions(" ".join(words[-size:]))
            if regions and not found:
                before = " ".join(words[:-size])
                found = self._named(before, [regions]) or _within(self._without_commas(before), regions)
        return found

    def _named(self, name: str, regions: Sequence[list[Region]] = ()) -> list[Place]:
        """Places of the first kind that has any of this name inside all of the regions."""
        kinds = ("county", "city", "alias") if name.endswith(_COUNTY_WORDS) else ("city", "alias", "county")
        for kind in kinds:
            found = self._store.named(name, kind)
            for options in regions:
                found = _within(found, options)
            if found:
                return found
        return []

    def suggestions(self, text: str) -> tuple[Place, ...]:
        """Places spelled alike; ZIP codes next to an unknown one; of a state or country alone, its biggest cities."""
        whole = key(text)
        if re.fullmatch(r"\d{4}", whole, re.ASCII):
            return tuple(self._store.named(f"0{whole}", "postcode"))
        if re.fullmatch(r"\d{5}", whole, re.ASCII):
            return tuple(self._store.starting_with(whole[:4], "postcode", MAX_SUGGESTIONS))
        for country, state in self._store.regions(whole):
            return tuple(self._store.biggest_in(country, state, MAX_SUGGESTIONS))
        if re.search(r"\d", whole):
            return ()
        name, *rest = [part for part in (key(part) for part in text.split(",")) if part] or [""]
        regions = [option for part in rest for option in self._store.regions(part)]
        alike = difflib.get_close_matches(name[:60], self._store.like(name[:60], 60), n=MAX_SUGGESTIONS, cutoff=0.7)
        places = [place for one in alike for place in self._store.named(one, "city")[:MAX_SUGGESTIONS]]
        if regions:
            places = _within(places, regions) or places
        return tuple(dict.fromkeys(places))[:MAX_SUGGESTIONS]

    def county(self, county: str, state: str) -> Place | None:
        """A US county by its name, with or without "County", and its state's code or name."""
        codes = {code for country, code in self._store.regions(key(state)) if country == "US"}
        for word in ("", *_COUNTY_WORDS):
            for place in self._store.named(key(county) + word, "county"):
                if place.state in codes:
                    return place
        return None


def _within(places: list[Place], regions: list[Region]) -> list[Place]:
    """Those in the first of the regions that holds any: a US state goes before the country of the same code."""
    ordered = sorted(regions, key=lambda region: (region[0] != "US", region[1] == ""))
    for country, state in ordered:
        if inside := [p for p in places if p.country == country and (not state or p.state == state)]:
            return inside
    return []
