"""The records' file: what is written is read, names are searched whatever is typed, threads read side by side."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.resource import Resource
from indexer.open_index import OpenIndex
from indexer.records import Records, write_records
from indexer.sources.listing import Finding
from tests.indexer.test_record_json import RESOURCES
from tests.support.resources import resource

NAMES = [
    ("Harbor House", "Harbor Alliance"),
    ("Casa del Café", "Alianza"),
    ("Harbor Rides OR Else", None),
    ("Women's Circle", "Harbor Alliance"),
    ("NEAR Northside AND Friends", None),
    ("東京 Peer Group", None),
    ("12-Step Study", "Step House"),
    ('Quoted "Best" Group', None),
]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    path = tmp_path_factory.mktemp("records") / "records.sqlite"
    made = [resource(id=f"{row:016x}", name=name, organization=org) for row, (name, org) in enumerate(NAMES)]
    write_records(path, made, [("made-up", Finding(code="no_name", detail="not listed", record_id="9"))])
    return Records(path)


def names(records: Records, query: str) -> list[str]:
    return [records.resource(row).name for row in records.named(query)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RESOURCES, max_size=5, unique_by=lambda made: made.name))
def test_every_resource_comes_back_at_its_row_and_by_its_id(tmp_path: Path, made: list[Resource]) -> None:
    path = tmp_path / "records.sqlite"
    path.unlink(missing_ok=True)
    numbered = [replace(each, id=f"{row:016x}") for row, each in enumerate(made)]
    write_records(path, numbered, [])
    opened = Records(path)
    assert [opened.resource(row) for row in range(len(made))] == numbered
    assert [opened.row_of(each.id) for each in numbered] == list(range(len(made)))
    assert opened.check() is None


def test_an_unknown_id_has_no_row(records: Records) -> None:
    assert records.row_of("ffffffffffffffff") is None
    assert records.row_of("") is None
    assert records.row_of("' OR 1=1 --") is None


def test_findings_are_kept_with_their_source(records: Records) -> None:
    found = records._connect().execute("SELECT source, code, record_id, severity, detail FROM findings").fetchall()
    assert found == [("made-up", "no_name", "9", "warning", "not listed")]


def test_labels_are_kept_by_row_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    made = [resource(id=f"{row:016x}") for row in range(4)]
    labels = [["Rides", "Food; shelter"], [], ["Café", "Rides", "Rides"], ["a'; DROP TABLE labels"]]
    write_records(path, made, [], labels)
    assert Records(path).labels() == labels


def test_without_labels_every_row_has_none(records: Records) -> None:
    assert records.labels() == [[] for _ in NAMES]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbor house", ["Harbor House"]),
        ("HOUSE harbor", ["Harbor House"]),
        ("harbor", ["Harbor House", "Harbor Rides OR Else", "Women's Circle"]),
        ("alliance", ["Harbor House", "Women's Circle"]),
        ("harb", ["Harbor House", "Harbor Rides OR Else", "Women's Circle"]),
        ("cafe", ["Casa del Café"]),
        ("café", ["Casa del Café"]),
        ("cafe\u0301", ["Casa del Café"]),
        ("CAFÉ casa", ["Casa del Café"]),
        ("womens", []),
        ("women's", ["Women's Circle"]),
        ("women’s circle", ["Women's Circle"]),
        ("東京", ["東京 Peer Group"]),
        ("12-step", ["12-Step Study"]),
        ("12 step", ["12-Step Study"]),
        ('"best"', ['Quoted "Best" Group']),
        ("hou harbor", []),
        ("nothing like it", []),
    ],
)
def test_names_and_organisations_are_found_by_their_words(records: Records, query: str, expected: list[str]) -> None:
    assert sorted(names(records, query)) == sorted(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbor OR else", ["Harbor Rides OR Else"]),
        ("NEAR northside", ["NEAR Northside AND Friends"]),
        ("northside AND friends", ["NEAR Northside AND Friends"]),
        ("harbor NOT house", []),
        ("NEAR(harbor house)", []),
        ("harbor*", ["Harbor House", "Harbor Rides OR Else", "Women's Circle"]),
        ("name:harbor", []),
        ("^harbor", ["Harbor House", "Harbor Rides OR Else", "Women's Circle"]),
        ("harbor + house", ["Harbor House"]),
        ('harbor" house', ["Harbor House"]),
        ("harbor) (house", ["Harbor House"]),
        ("{name} : harbor", []),
    ],
)
def test_search_operators_are_plain_words(records: Records, query: str, expected: list[str]) -> None:
    assert sorted(names(records, query)) == sorted(expected)


@pytest.mark.parametrize("query", ["", " ", '"', '""', "*", "-", "()", "'", "^", "😀", "\x00", "\ud800", ":", "; DROP"])
def test_a_query_without_a_known_word_finds_nothing(records: Records, query: str) -> None:
    assert records.named(query) == []


def test_every_listing_is_found_by_its_own_name(bundled_index: OpenIndex) -> None:
    for row in range(bundled_index.resource_count):
        assert row in bundled_index.records.named(bundled_index.resource_at(row).name)


def test_a_name_counts_more_than_an_organisation(tmp_path: Path) -> None:
    made = [
        resource(id="a", name="Evening Group", organization="Lantern"),
        resource(id="b", name="Lantern Group", organization="Evening Alliance"),
    ]
    write_records(tmp_path / "r.sqlite", made, [])
    assert Records(tmp_path / "r.sqlite").named("lantern") == [1, 0]


@settings(max_examples=300, deadline=None)
@given(query=st.text(max_size=60) | st.text("\"*()^:+-{}' ORANDNTEha\x00\ud800é東", max_size=30))
def test_any_query_has_an_answer(query: str, records: Records) -> None:
    rows = records.named(query)
    assert len(set(rows)) == len(rows)
    assert set(rows) <= set(range(len(NAMES)))


def test_threads_read_side_by_side(records: Records) -> None:
    def read(number: int) -> tuple[str, list[int]]:
        row = number % len(NAMES)
        return records.resource(row).name, records.named("harbor")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, range(400)))
    assert [name for name, _ in found] == [NAMES[number % len(NAMES)][0] for number in range(400)]
    assert len({tuple(rows) for _, rows in found}) == 1


def test_the_file_is_never_written_to(records: Records) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        records._connect().execute("DELETE FROM resources")


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be read as one" * 20])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r.sqlite").write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError):
        Records(tmp_path / "r.sqlite")
