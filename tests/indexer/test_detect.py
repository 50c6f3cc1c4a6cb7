"""Which format bytes are in, and what is said of those in none."""

from __future__ import annotations

import json

import pytest

from indexer.sources import READERS, read
from indexer.sources.detect import describe, detect
from indexer.sources.errors import SourceError
from indexer.sources.listing import Feed
from indexer.sources.load import FORMATS
from tests.indexer.hsds_feeds import as_json, as_lines, as_tables, services
from tests.indexer.icarol_feeds import PANTRY, as_csv
from tests.indexer.sheltertech_feeds import RESOURCE, SERVICE
from tests.indexer.sheltertech_feeds import as_json as as_answer

MEETING = {"name": "Early Risers", "slug": "early", "day": 1, "time": "07:00", "types": ["O"], "city": "Miami"}
BMLT = {"id_bigint": "1", "weekday_tinyint": "2", "meeting_name": "Clean Start", "start_time": "19:00:00"}


def found(files: dict[str, bytes]) -> str | None:
    return detect(Feed(name="f", files=files)).format


@pytest.mark.parametrize("files", [as_json(), as_lines(), as_tables(), {"x": json.dumps(services()).encode()}])
def test_hsds(files: dict[str, bytes]) -> None:
    assert found(files) == "hsds"
    assert found({name: content.decode().encode("utf-16") for name, content in files.items()}) == "hsds"


def test_a_truncated_feed_is_still_known() -> None:
    content = as_json()["services.json"]
    assert found({"services.json": content[: len(content) // 2]}) == "hsds"


@pytest.mark.parametrize(("item", "expected"), [(MEETING, "meeting-guide"), (BMLT, "bmlt")])
def test_meetings(item: dict[str, object], expected: str) -> None:
    assert found({"x": json.dumps([item]).encode()}) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_icarol(encoding: str, newline: str) -> None:
    content = as_csv(PANTRY).decode().replace("\n", newline).encode(encoding)
    assert found({"services.csv": content}) == "icarol"
    assert found({"x": content[: len(content) // 2]}) == "icarol"


@pytest.mark.parametrize(
    "content",
    [
        as_answer(SERVICE),
        as_answer(SERVICE)[:-40],
        as_answer(resources=[{**RESOURCE, "services": [SERVICE]}]),
        json.dumps([SERVICE]).encode(),
        json.dumps({"resource": RESOURCE}).encode(),
    ],
)
def test_sheltertech(content: bytes) -> None:
    assert found({"x": content}) == "sheltertech"


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE html><html><p>Not found</p>", "an HTML page"),
        (b"<?xml version='1.0'?><Source/>", "XML"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x1f\x8b\x08", "gzip-compressed data"),
        (b'[{"a": 1}', "broken JSON"),
        (b'{"a": 1}', "a JSON object with a"),
        (b"[]", "a JSON list of nothing"),
        (b"a,b,c\n1,2,3\n", "a table with the columns 'a,b,c'"),
        (b"hello", "text that begins 'hello'"),
        (b"\x01\x02\x03\x04\x05", "binary data"),
    ],
)
def test_what_is_in_no_format_is_described(content: bytes, seen: str) -> None:
    assert describe(content).startswith(seen)
    with pytest.raises(SourceError, match=r"no known format \(x: "):
        read(Feed(name="f", files={"x": content}))


def test_read_by_name_or_by_what_the_bytes_show() -> None:
    feed = Feed(name="f", files=as_json())
    assert read(feed)[1] == "hsds"
    assert read(feed) == read(feed, "hsds")
    with pytest.raises(SourceError, match="no known format"):
        read(feed, "excel")
    assert tuple(READERS) == FORMATS
