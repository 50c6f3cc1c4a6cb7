"""Which format a feed is in, from its bytes; and, where it is in none, what it looks like instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from indexer.sources.bmlt import looks_like_bmlt
from indexer.sources.decode import decode
from indexer.sources.documents import documents
from indexer.sources.hsds_shapes import records_in, shape
from indexer.sources.hsds_tables import are_tables, is_services, table_name
from indexer.sources.icarol import looks_like_icarol
from indexer.sources.listing import Feed, Reading
from indexer.sources.meeting_guide import looks_like_meeting_guide
from indexer.sources.sheltertech_records import looks_like_sheltertech
from indexer.sources.tables import read_table

_SAMPLE = 1024 * 1024
_RECORDS = 50
_MAGIC = (
    (b"PK", "a zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "an SQLite database"),
)


@dataclass(frozen=True, slots=True)
class Detection:
    """The format's name, or `None` and what was seen instead, in words."""

    format: str | None
    seen: str


def detect(feed: Feed) -> Detection:
    """The format of a feed, by the first file that is clearly in one."""
    seen: list[str] = []
    for path, content in sorted(feed.files.items()):
        found = detect_content(path, content)
        if found:
            return Detection(found, f"{path} is {found}")
        seen.append(f"{path}: {describe(content)}")
    return Detection(None, "; ".join(seen[:3]) or "there are no files")


def detect_content(path: str, content: bytes) -> str | None:
    """The format of one file."""
    text = decode(content[:256]).text.lstrip()
    if text[:1] not in ("{", "["):
        return _format_of_table(path, content)
    for document in _json_values(path, content):
        if looks_like_bmlt(document):
            return "bmlt"
        if looks_like_meeting_guide(document):
            return "meeting-guide"
        if looks_like_sheltertech(document):
            return "sheltertech"
        if isinstance(document, dict) and are_tables(document):
            return "hsds"
        records = islice(records_in(document, path), _RECORDS)
        if any(shape(item) in ("service", "site", "organization") for item, _ in records):
            return "hsds"
    return None


def describe(content: bytes) -> str:
    """What bytes in no known format look like, for the person who gave them."""
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    text = decode(content[:_SAMPLE]).text.strip()
    if not text:
        return "empty"
    head = text[:1000].lower()
    if re.match(r"<!doctype html|<html|<head|<body", head):
        return "an HTML page"
    if head.startswith("<"):
        return "XML"
    if text[0] in "{[":
        return _describe_json(content)
    if sum(not character.isprintable() and not character.isspace() for character in head) > len(head) // 10:
        return "binary data"
    first = text.splitlines()[0]
    return f"a table with the columns {first[:80]!r}" if first.count(",") > 1 else f"text that begins {first[:40]!r}"


def _describe_json(content: bytes) -> str:
    reading = Reading()
    values = documents("it", content, reading)
    broken = next((finding.detail for finding in reading.findings if finding.severity == "error"), None)
    if broken:
        return f"broken JSON ({broken})"
    value = values[0] if values else None
    if isinstance(value, list):
        return "a JSON list of " + (f"{len(value)} items of no known kind" if value else "nothing")
    return (
        f"a JSON object with {', '.join(map(str, list(value)[:6])) or 'nothing'}" if isinstance(value, dict) else "JSON"
    )


def _json_values(path: str, content: bytes) -> Iterator[object]:
    """The document: of a large one, what its beginning holds, then all of it; what can be saved of a broken one."""
    if len(content) > _SAMPLE:
        yield from documents(path, content[:_SAMPLE], Reading())
    yield from documents(path, content, Reading())


def _format_of_table(path: str, content: bytes) -> str | None:
    table = read_table(path, content[:_SAMPLE], Reading())
    if looks_like_icarol(table.columns):
        return "icarol"
    named = table_name(path) == "services"
    telling = {"organization_id", "location_id", "application_process", "eligibility", "fees", "status"}
    if table.rows and is_services(table.columns) and (named or telling & set(table.columns)):
        return "hsds"
    return None
