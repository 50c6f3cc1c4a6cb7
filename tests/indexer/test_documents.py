"""JSON files to values: every value to the end of the text is read, and every broken record is counted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer.sources.documents import documents
from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, Reading


def services(first: int, last: int) -> list[dict[str, Any]]:
    return [{"id": str(n), "name": f"Service {n}", "status": "active"} for n in range(first, last)]


def hsds(text: str) -> Reading:
    return read_hsds(Feed(name="made-up", files={"it.json": text.encode()}))


WHOLE = {
    "lists one after the other": "\n".join(json.dumps(services(n, n + 5)) for n in (0, 5)),
    "lists on one line": json.dumps(services(0, 5)) + json.dumps(services(5, 10)),
    "one a line": "\n".join(map(json.dumps, services(0, 10))),
    "pages, one a line": "\n".join(json.dumps({"contents": services(n, n + 5), "page": n}) for n in (0, 5)),
    "pretty-printed, one after the other": "\n".join(json.dumps(each, indent=2) for each in services(0, 10)),
    "two lists in one envelope": json.dumps({"contents": services(0, 5), "services": services(5, 10)}),
    "services of organisations beside services": json.dumps(
        {"services": services(0, 5), "organizations": [{"id": "o", "name": "O", "services": services(5, 10)}]}
    ),
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_every_record_is_read(text: str) -> None:
    reading = hsds(text)
    assert (reading.read, len(reading.listings), dict(reading.rejected)) == (10, 10, {})


@pytest.mark.parametrize("separator", [", ", ",\n"])
def test_every_broken_record_is_counted(separator: str) -> None:
    rows = list(map(json.dumps, services(0, 10)))
    rows[3:6] = [row.replace('"name":', '"name" ') for row in rows[3:6]]
    reading = hsds(f"[{separator.join(rows)}]")
    assert (reading.read, len(reading.listings), dict(reading.rejected)) == (10, 7, {"malformed": 3})


def test_broken_lines_are_counted() -> None:
    rows = list(map(json.dumps, services(0, 10)))
    rows[3:6] = [row[:-6] for row in rows[3:6]]
    reading = hsds("\n".join(rows))
    assert (reading.read, len(reading.listings), dict(reading.rejected)) == (10, 7, {"malformed": 3})


def test_what_follows_is_reported() -> None:
    reading = Reading()
    assert documents("it", b'[{"id": "1"}] <!-- made in 3 s -->', reading) == [[{"id": "1"}]]
    assert [finding.code for finding in reading.findings] == ["trailing_content"]
