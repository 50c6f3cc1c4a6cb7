"""The snapshot's SQLite file: one row a resource, its full record as JSON and the columns that filters read.

`rowid` is the resource's row, the same number as in the vectors and the fit matrix. Names are searchable through FTS5.
Readers open the file immutable and read-only, one connection a thread.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from data.resource import KINDS, MODES, Resource
from indexer.accessibility import is_accessible
from indexer.record_json import from_json, schedules_to_json, to_json
from indexer.sources.listing import Finding

_SCHEMA = """
CREATE TABLE resources (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    kind INTEGER NOT NULL,
    modes INTEGER NOT NULL,
    latitude REAL,
    longitude REAL,
    confidential INTEGER NOT NULL,
    everywhere INTEGER NOT NULL,
    state TEXT,
    country TEXT,
    minimum_age INTEGER,
    maximum_age INTEGER,
    cost TEXT NOT NULL,
    languages TEXT NOT NULL,
    insurance TEXT NOT NULL,
    populations TEXT NOT NULL,
    accessible INTEGER,
    service TEXT NOT NULL,
    hours TEXT NOT NULL,
    timezone TEXT,
    assured INTEGER,
    sample INTEGER NOT NULL,
    support_emotional REAL NOT NULL,
    support_informational REAL NOT NULL,
    support_practical REAL NOT NULL
);
CREATE VIRTUAL TABLE names USING fts5(name, organization, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE labels (row INTEGER NOT NULL, label TEXT NOT NULL);
CREATE TABLE findings (
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    record_id TEXT,
    severity TEXT NOT NULL,
    detail TEXT NOT NULL
);
"""

_COLUMNS = 26


def write_records(
    path: Path,
    resources: Sequence[Resource],
    findings: Iterable[tuple[str, Finding]],
    labels: Sequence[Sequence[str]] = (),
) -> None:
    """Writes all rows in one transaction; `findings` come with their source's name, `labels` are those of each row."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        with connection:
            connection.executemany(
                f"INSERT INTO resources VALUES ({','.join('?' * _COLUMNS)})",
                (_row(number, resource) for number, resource in enumerate(resources)),
            )
            connection.executemany(
                "INSERT INTO names (rowid, name, organization) VALUES (?, ?, ?)",
                ((number, resource.name, resource.organization) for number, resource in enumerate(resources)),
            )
            connection.executemany(
                "INSERT INTO labels VALUES (?, ?)",
                ((row, label) for row, own in enumerate(labels) for label in own),
            )
            connection.executemany(
                "INSERT INTO findings VALUES (?, ?, ?, ?, ?)",
                ((source, f.code, f.record_id, f.severity, f.detail) for source, f in findings),
            )
        connection.execute("VACUUM")
    finally:
        connection.close()


TELLING_CHARACTERS = 60
"""A shorter description is too little to say that two records are of the same service."""


def _row(number: int, resource: Resource) -> tuple[object, ...]:
    position, address = resource.position, resource.address
    accessible = is_accessible(resource.accessibility)
    return (
        number,
        resource.id,
        to_json(resource),
        KINDS.index(resource.kind),
        sum(1 << MODES.index(mode) for mode in resource.modes),
        position.latitude if position else None,
        position.longitude if position else None,
        bool(address and address.confidential),
        resource.serves_everywhere,
        address.state_province if address else None,
        address.country if address else None,
        resource.minimum_age,
        resource.maximum_age,
        resource.cost,
        " ".join(resource.languages),
        " ".join(resource.insurance),
        " ".join(resource.populations),
        accessible,
        service_of(resource),
        schedules_to_json(resource.schedules),
        resource.timezone,
        resource.assured_date.toordinal() if resource.assured_date else None,
        resource.source.sample,
        resource.support.emotional,
        resource.support.informational,
        resource.support.practical,
    )


def service_of(resource: Resource) -> str:
    """The same text for the sites of one service: of one record, or of records that one organisation describes alike
    and whose names begin alike ("Benefits Office - North", "Benefits Office - South"). A short description says as much
    only where the names differ in their last part alone ("City - Health - Clinic - North").

    Groups of peers are each their own, although their fellowship describes all of them in the same words; and a line to
    call is no site of a house, nor a house for men one of a house for women."""
    own_words = " ".join("".join(c if c.isalnum() else " " for c in (resource.description or "").casefold()).split())
    begins, *others = [" ".join(part.split()) for part in resource.name.casefold().split(" - ")]
    if len(own_words) < TELLING_CHARACTERS:
        begins = " - ".join((begins, *others[:-1])) if own_words and len(others) > 1 else ""
    if resource.kind == "support_group" or not resource.organization or not begins:
        return f"{resource.source.name}\n{resource.source.record_id}"
    whose = " ".join(sorted({"men", "women"} & set(resource.populations)))
    by_phone = "by phone" if resource.kind == "helpline" else ""
    return "\n".join((resource.source.name, resource.organization, begins, own_words, whose, by_phone))


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


REMEMBERED = 1000


class Records:
    """The opened file. Thread-safe; raises sqlite3.DatabaseError for a file that is not one."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)
        self._connect().execute("SELECT count(*) FROM resources").fetchone()

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection

    def resource(self, row: int) -> Resource:
        """The resource of a row; those asked for lately are remembered, since they are immutable and come again."""
        return self._remembered(int(row))

    def column(self, name: str) -> list[object]:
        """One column of all resources, by row."""
        return [value for (value,) in self._connect().execute(f"SELECT {name} FROM resources ORDER BY row")]

    def labels(self) -> list[list[str]]:
        """The labels of every row, in the feed's order: what matching is measured by."""
        (count,) = self._connect().execute("SELECT count(*) FROM resources").fetchone()
        found: list[list[str]] = [[] for _ in range(count)]
        for row, label in self._connect().execute("SELECT row, label FROM labels ORDER BY rowid"):
            found[row].append(label)
        return found

    def _read(self, row: int) -> Resource:
        (record,) = self._connect().execute("SELECT record FROM resources WHERE row = ?", (row,)).fetchone()
        return from_json(record)

    def row_of(self, resource_id: str) -> int | None:
        found = self._connect().execute("SELECT row FROM resources WHERE id = ?", (resource_id,)).fetchone()
        return int(found[0]) if found else None

    def named(self, query: str) -> list[int]:
        """Rows whose name or organisation holds every word of `query` (the last may be a beginning), best first."""
        # "women's" is looked for as the phrase of its parts, which is how the file has it.
        words = ["".join(c if _is_of_a_word(c) else " " for c in word).strip() for word in query.split()]
        words = [word for word in words if word]
        if not words:
            return []
        phrase = " ".join(f'"{word}"' for word in words) + "*"
        found = self._connect().execute(
            "SELECT rowid FROM names WHERE names MATCH ? ORDER BY bm25(names, 10.0, 3.0), rowid", (phrase,)
        )
        return [int(row) for (row,) in found]

    def check(self) -> str | None:
        """SQLite's own integrity check: `None`, or what is wrong."""
        (answer,) = self._connect().execute("PRAGMA integrity_check").fetchone()
        return None if answer == "ok" else str(answer)
