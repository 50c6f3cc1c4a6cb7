"""The gazetteer file: its tables, and reading them from several threads.

`place` holds the places, numbered from the biggest to the smallest; `name` the keys they go by, where the kind is
the place's precision or "alias" for a city's other names; `region` the states and countries that may follow a city;
`name_trigrams` the pieces of city names, for suggestions. The file is opened read-only and immutable; each thread
has its own connection.
"""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from data.places.distance import distance_km
from data.places.names import key
from data.places.place import Place

FORMAT_VERSION = 1
SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, place TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    precision TEXT NOT NULL, city TEXT, state TEXT, county TEXT, country TEXT NOT NULL, timezone TEXT,
    population INTEGER
);
CREATE INDEX place_position ON place (latitude, longitude);
CREATE TABLE name (key TEXT, kind TEXT, place_id INTEGER, PRIMARY KEY (key, kind, place_id)) WITHOUT ROWID;
CREATE TABLE region (key TEXT, country TEXT, state TEXT, PRIMARY KEY (key, country, state)) WITHOUT ROWID;
CREATE VIRTUAL TABLE name_trigrams USING fts5(key, tokenize = 'trigram', detail = none);
"""
_COLUMNS = ", ".join(f"place.{column}" for column in Place.__slots__)
_KNOWN = "precision IN ('city', 'postcode') AND timezone IS NOT NULL"
_KM_PER_DEGREE = 111.2
MIN_CITY = 5_000
"""People that a place needs to be told as the city nearest to a point; smaller ones tell too much."""
ENGULFS = 6
DENSITY = 3_000.0
"""People per square kilometre, about that of US central cities."""
MAX_RADIUS_KM = 10.0


class GazetteerFileError(ValueError):
    """The file is missing, is no gazetteer or is of another format; the message says which."""


class Store:
    """Read access to one gazetteer file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise GazetteerFileError(f"no gazetteer at {path}")
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        try:
            (version,) = self._connection().execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            self.close()
            raise GazetteerFileError(f"{path} is not a gazetteer: {error}") from error
        if version != FORMAT_VERSION:
            self.close()
            raise GazetteerFileError(f"{path} has gazetteer format {version}, not {FORMAT_VERSION}: build it again")

    def close(self) -> None:
        """Closes the connections of all threads; none may be reading."""
        self._local = threading.local()
        while self._open:
            self._open.pop().close()

    def named(self, name: str, kind: str) -> list[Place]:
        """Places of a kind that go by exactly this key, biggest first."""
        return self._places("JOIN name ON place_id = id WHERE key = ? AND kind = ? ORDER BY id", (name, kind))

    def starting_with(self, prefix: str, kind: str, limit: int) -> list[Place]:
        """Places of a kind with a key that starts so, those in the US first, the biggest first."""
        return self._places(
            "JOIN name ON place_id = id WHERE key >= ? AND key < ? AND kind = ? ORDER BY country != 'US', id LIMIT ?",
            (prefix, prefix + "\U0010ffff", kind, limit),
        )

    def biggest_in(self, country: str, state: str, limit: int) -> list[Place]:
        """The biggest cities of a country, or of one state of it."""
        return self._places(
            "WHERE precision = 'city' AND country = ? AND (? = '' OR state = ?) ORDER BY id LIMIT ?",
            (country, state, state, limit),
        )

    def regions(self, key: str) -> list[tuple[str, str]]:
        """Country and state (empty for a whole country) of a state's, province's or country's name."""
        rows = self._rows("SELECT country, state FROM region WHERE key = ? ORDER BY state = '', country", (key,))
        return [(str(country), str(state)) for country, state in rows]

    def like(self, key: str, limit: int) -> list[str]:
        """City keys that share most trigrams with this one, best first; empty below three characters."""
        pieces = sorted({key[i : i + 3] for i in range(len(key) - 2)})[:40]
        if not pieces:
            return []
        match = " OR ".join(f'"{piece}"' for piece in pieces)
        rows = self._rows(
            "SELECT key FROM name_trigrams WHERE name_trigrams MATCH ? ORDER BY rank LIMIT ?", (match, limit)
        )
        return [str(found) for (found,) in rows]

    def nearest(self, latitude: float, longitude: float, within_km: float, *, city: bool) -> Place | None:
        """The nearest city of `MIN_CITY` people or, with `city` false, the nearest city or ZIP code with a timezone.

        A neighbourhood gives way to the city around it: one of its state with `ENGULFS` times its people, whose centre
        is no farther than people living as densely as `DENSITY` would fill.
        """
        kinds = "precision = 'city' AND population >= ?" if city else _KNOWN
        values = (MIN_CITY,) if city else ()
        for reach in (within_km / 20, within_km / 4, within_km):
            inside = self._around(latitude, longitude, reach, kinds, values)
            measured = self._measure(latitude, longitude, inside)
            if measured and measured[0] <= reach:
                near = measured[1]
                return _around_it(near, latitude, longitude, inside) if city else near
        return None

    def nearest_county(self, latitude: float, longitude: float, within_km: float) -> Place | None:
        """The US county of the nearest ZIP code."""
        for reach in (within_km / 4, within_km):
            inside = self._around(latitude, longitude, reach, "precision = 'postcode' AND county IS NOT NULL")
            measured = self._measure(latitude, longitude, inside)
            if measured and measured[0] <= reach:
                named = self.named(key(measured[1].county or ""), "county")
                return next((place for place in named if place.state == measured[1].state), None)
        return None

    def _around(
        self, latitude: float, longitude: float, reach: float, kinds: str, values: tuple[object, ...] = ()
    ) -> list[Place]:
        """The places of these kinds in a box that holds everything within `reach` kilometres."""
        height = reach / _KM_PER_DEGREE
        width = min(180.0, height / max(0.01, math.cos(math.radians(min(90.0, abs(latitude) + height)))))
        return self._places(
            f"WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? AND {kinds}",
            (latitude - height, latitude + height, longitude - width, longitude + width, *values),
        )

    @staticmethod
    def _measure(latitude: float, longitude: float, places: Sequence[Place]) -> tuple[float, Place] | None:
        """The nearest by a flat approximation, good to pick one among neighbours, with its true distance."""
        if not places:
            return None
        scale = math.cos(math.radians(latitude))
        best = min(
            places, key=lambda p: ((p.latitude - latitude) ** 2 + ((p.longitude - longitude) * scale) ** 2, p.label)
        )
        return distance_km(latitude, longitude, best.latitude, best.longitude), best

    def _places(self, where: str, values: Iterable[Any]) -> list[Place]:
        return [
            Place(**dict(zip(Place.__slots__, row, strict=True)))
            for row in self._rows(f"SELECT {_COLUMNS} FROM place {where}", values)
        ]

    def _rows(self, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection().execute(sql, tuple(values)).fetchall()
        return rows

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Each thread uses its own; only `close` reaches across.
            connection = self._local.connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            self._open.append(connection)
        return connection


def _around_it(near: Place, latitude: float, longitude: float, places: Iterable[Place]) -> Place:
    """The biggest city that `near` is a part of, or `near` itself."""
    best = near
    for place in places:
        people = place.population or 0
        radius = min(MAX_RADIUS_KM, math.sqrt(people / DENSITY / math.pi))
        if (
            people >= ENGULFS * (near.population or 0)
            and people > (best.population or 0)
            and (place.country, place.state) == (near.country, near.state)
            and distance_km(latitude, longitude, place.latitude, place.longitude) <= radius
        ):
            best = place
    return best
