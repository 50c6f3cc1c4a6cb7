"""Reports that a listing is wrong, kept for its steward in an SQLite file of their own.

A report is on the disk before its sender is told so: write-ahead log, `synchronous=FULL`
(https://www.sqlite.org/pragma.html#pragma_synchronous). Each write has its own connection, so that threads and
processes share nothing but the file.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

ReportKind = Literal["closed", "phone", "hours", "address", "other"]
REPORT_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)

BUSY_SECONDS = 5.0

_TABLE = """CREATE TABLE IF NOT EXISTS reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    resource_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT,
    received_at TEXT NOT NULL
) STRICT"""


class ReportsUnavailableError(Exception):
    """The reports file cannot be written or read at the moment; nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as kept. `received_at` is an aware moment."""

    id: int
    resource_id: str
    kind: ReportKind
    detail: str | None
    received_at: datetime


class ReportStore:
    """The reports in the file `path`, which is made with its folder at the first report."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, resource_id: str, kind: ReportKind, detail: str | None, received_at: datetime) -> Report:
        """Keeps a report durably and returns it. Raises ReportsUnavailableError."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect()) as connection, connection:
                row = connection.execute(
                    "INSERT INTO reports (resource_id, kind, detail, received_at) VALUES (?, ?, ?, ?)",
                    (resource_id, kind, detail, received_at.isoformat()),
                )
                number = row.lastrowid
        except (OSError, sqlite3.Error) as error:
            raise ReportsUnavailableError(type(error).__name__) from error
        assert number is not None  # an INSERT always has one
        return Report(id=number, resource_id=resource_id, kind=kind, detail=detail, received_at=received_at)

    def all(self) -> list[Report]:
        """Every report, oldest first. Raises ReportsUnavailableError."""
        if not self._path.exists():
            return []
        try:
            with closing(self._connect()) as connection:
                rows = connection.execute("SELECT id, resource_id, kind, detail, received_at FROM reports ORDER BY id")
                return [
                    Report(id=n, resource_id=resource, kind=kind, detail=detail, received_at=datetime.fromisoformat(at))
                    for n, resource, kind, detail, at in rows
                ]
        except (OSError, sqlite3.Error) as error:
            raise ReportsUnavailableError(type(error).__name__) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(_TABLE)
        return connection
