"""The suite that every feed reader passes: inherit `ReaderConformance` and give it a good feed of the format.

What it holds a reader to is what `indexer.sources.listing` promises: bytes in, listings and findings out, never an
exception for bad data, every record accounted for exactly once, the same bytes read the same way twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.resource import COSTS, KINDS, MODES, Schedule
from indexer.sources.listing import Feed, Finding, Listing, RawAddress, RawPhone, Reading

Files = dict[str, bytes]

QUICK = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.differing_executors],
)
JUNK: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e308, "", "x", "\x00"),
    *([], [[]], [1, "a", None], {}, {"id": {}}, [{"id": []}]),
)

TEXTS = (
    "name",
    "organization",
    "description",
    "application_process",
    "eligibility_description",
    "fees_description",
    "url",
    "email",
    "timezone",
    "status",
    "url_of_record",
)
LISTS_OF_TEXT = (
    "service_area",
    "languages",
    "insurance",
    "populations",
    "accessibility",
    "categories",
    "cautions",
    "need_ids",
)
SCALARS = ("latitude", "longitude", "minimum_age", "maximum_age", "assured_date")


def assert_accounts(reading: Reading) -> None:
    """Every record is in one group of listings or rejected, ids and keys are unique, and every field has its type."""
    groups: dict[str, tuple[str, ...]] = {}
    for listing in reading.listings:
        assert listing.record_ids
        assert listing.record_ids[0] == listing.record_id
        assert len(set(listing.record_ids)) == len(listing.record_ids)
        for record_id in listing.record_ids:
            assert groups.setdefault(record_id, listing.record_ids) == listing.record_ids
        assert_typed(listing)
    keys = [listing.key for listing in reading.listings]
    assert len(set(keys)) == len(keys)
    assert reading.read == reading.rejected.total() + len(groups)
    codes = [finding.code for finding in reading.findings if finding.severity == "error"]
    for reason, count in reading.rejected.items():
        assert codes.count(reason) >= count > 0
    for finding in reading.findings:
        assert isinstance(finding, Finding)
        assert finding.severity in ("info", "warning", "error")
        assert finding.code.replace("_", "").isalnum()
        assert finding.detail


def assert_typed(listing: Listing) -> None:
    """The types that `Listing` declares, which the next steps rely on."""
    assert listing.record_id
    assert listing.key
    for name in TEXTS:
        assert isinstance(getattr(listing, name), str | None), name
    for name in LISTS_OF_TEXT:
        assert all(isinstance(item, str) for item in getattr(listing, name)), name
    for name in SCALARS:
        assert isinstance(getattr(listing, name), str | int | float | date | None), name
    assert listing.kind is None or listing.kind in KINDS
    assert listing.modes <= set(MODES)
    assert listing.cost is None or listing.cost in COSTS
    assert listing.address is None or isinstance(listing.address, RawAddress)
    for name in RawAddress.__slots__:
        assert listing.address is None or isinstance(getattr(listing.address, name), str | None)
    for phone in listing.phones:
        assert isinstance(phone, RawPhone)
        assert isinstance(phone.number, str)
        assert isinstance(phone.extension, str | None)
        assert isinstance(phone.type, str | None)
    assert all(isinstance(schedule, Schedule) and schedule.text for schedule in listing.schedules)


def json_value(content: bytes) -> Any:
    """The JSON value in a file; `None` where it is not one JSON value."""
    try:
        return json.loads(content)
    except ValueError:
        return None


def paths(value: object, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path into a JSON value, the root's first."""
    yield here
    if isinstance(value, dict):
        for key, child in value.items():
            yield from paths(child, (*here, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from paths(child, (*here, index))


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:
    """A copy of a JSON value with what is at `path` replaced."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


class ReaderConformance:
    """Inherit as `class TestX(ReaderConformance)` and implement the three methods below."""

    def read(self, feed: Feed) -> Reading:
        """The reader under test."""
        raise NotImplementedError

    def good_files(self) -> Files:
        """A good feed of at least three records, none of which is rejected."""
        raise NotImplementedError

    def files_with_bad_record(self) -> Files:
        """The good feed with one unusable record put in between the others."""
        raise NotImplementedError

    # What follows is inherited.

    def reading(self, files: Mapping[str, bytes]) -> Reading:
        """Reads the files twice, holds the reading to its promises, and returns it."""
        first = self.read(Feed(name="made-up", files=dict(files)))
        assert_accounts(first)
        assert self.read(Feed(name="made-up", files=dict(files))) == first
        return first

    def each_file_changed(self, change: Any) -> Iterator[Files]:
        """The good feed once per file, with that file changed."""
        good = self.good_files()
        for name, content in good.items():
            yield {**good, name: change(content)}

    def test_a_good_feed_is_read_whole(self) -> None:
        reading = self.reading(self.good_files())
        assert reading.read >= 3
        assert not reading.rejected
        assert [finding for finding in reading.findings if finding.severity == "error"] == []
        assert all(listing.name for listing in reading.listings)

    def test_one_bad_record_loses_only_itself(self) -> None:
        good, bad = self.reading(self.good_files()), self.reading(self.files_with_bad_record())
        assert bad.read == good.read + 1
        by_key = {listing.key: listing for listing in bad.listings}
        for listing in good.listings:
            assert by_key[listing.key] == listing
        assert len(bad.findings) > len(good.findings)

    def test_nothing_at_all_is_said(self) -> None:
        reading = self.reading({})
        assert (reading.read, reading.listings) == (0, [])
        assert reading.findings

    @pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00" * 64, b"<!doctype html><p>Hi</p>"])
    def test_empty_or_foreign_content_is_said(self, content: bytes) -> None:
        reading = self.reading(dict.fromkeys(self.good_files(), content))
        assert reading.listings == []
        assert reading.findings

    @pytest.mark.parametrize("twentieth", range(1, 20))
    def test_truncated_anywhere(self, twentieth: int) -> None:
        whole = len(self.reading(self.good_files()).listings)
        for files in self.each_file_changed(lambda content: content[: len(content) * twentieth // 20]):
            reading = self.reading(files)
            assert len(reading.listings) <= whole

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode_encodings_read_the_same(self, encoding: str) -> None:
        good = self.reading(self.good_files())
        files = {name: content.decode().encode(encoding) for name, content in self.good_files().items()}
        assert self.reading(files).listings == good.listings

    @pytest.mark.parametrize("tail", [b"\xff\xfe\xfa", b"\x81\x8d\x9d", "é’".encode("cp1252"), b"\x00"])
    def test_stray_bytes_do_not_raise(self, tail: bytes) -> None:
        for files in self.each_file_changed(lambda content: content[:-3] + tail + content[-3:]):
            self.reading(files)
        for files in self.each_file_changed(lambda content: content + tail):
            self.reading(files)

    def test_a_gigantic_string_does_not_raise(self) -> None:
        for files in self.each_file_changed(lambda content: content[:-5] + b"x" * 1_000_000 + content[-5:]):
            self.reading(files)

    @pytest.mark.parametrize("newline", [b"\r\n", b"\r"])
    def test_line_ends_do_not_matter(self, newline: bytes) -> None:
        good = self.reading(self.good_files())
        files = {name: content.replace(b"\n", newline) for name, content in self.good_files().items()}
        assert [listing.key for listing in self.reading(files).listings] == [item.key for item in good.listings]

    @QUICK
    @given(data=st.data())
    def test_any_bytes_anywhere_do_not_raise(self, data: st.DataObject) -> None:
        good = self.good_files()
        name = data.draw(st.sampled_from(sorted(good)))
        content = good[name]
        start = data.draw(st.integers(0, len(content)))
        stop = data.draw(st.integers(start, min(len(content), start + 80)))
        self.reading({**good, name: content[:start] + data.draw(st.binary(max_size=40)) + content[stop:]})

    @QUICK
    @given(content=st.binary(max_size=300))
    def test_random_bytes_do_not_raise(self, content: bytes) -> None:
        self.reading(dict.fromkeys(self.good_files(), content))

    @QUICK
    @given(data=st.data())
    def test_json_values_of_the_wrong_type_do_not_raise(self, data: st.DataObject) -> None:
        good = self.good_files()
        documents = {name: value for name, content in good.items() if (value := json_value(content)) is not None}
        if not documents:
            pytest.skip("not a JSON format")
        name = data.draw(st.sampled_from(sorted(documents)))
        path = data.draw(st.sampled_from(list(paths(documents[name]))))
        changed = replaced(documents[name], path, data.draw(st.sampled_from(JUNK)))
        self.reading({**good, name: json.dumps(changed).encode()})
