"""The HSDS reader passes the readers' suite, as JSON, one object a line, and tables."""

from __future__ import annotations

from indexer.sources.hsds import read_hsds
from indexer.sources.listing import Feed, Reading
from tests.indexer.conformance import Files, ReaderConformance
from tests.indexer.hsds_feeds import as_json, as_lines, as_tables


class TestHsdsJson(ReaderConformance):
    def read(self, feed: Feed) -> Reading:
        return read_hsds(feed)

    def good_files(self) -> Files:
        return as_json()

    def files_with_bad_record(self) -> Files:
        return as_json(["not", "a", "service"])


class TestHsdsBrokenJson(TestHsdsJson):
    def files_with_bad_record(self) -> Files:
        marked = as_json(
            {"id": "s9", "name": "BREAK", "status": "active", "phones": [{"number": "1"}, {"number": "2"}]}
        )
        return {name: content.replace(b'"BREAK"', b'"BRE"AK"') for name, content in marked.items()}


class TestHsdsLines(TestHsdsJson):
    def good_files(self) -> Files:
        return as_lines()

    def files_with_bad_record(self) -> Files:
        return as_lines('{"id": "s9", "name": }')


class TestHsdsTables(TestHsdsJson):
    def good_files(self) -> Files:
        return as_tables()

    def files_with_bad_record(self) -> Files:
        return as_tables('9,,,"",,,,,surplus')
