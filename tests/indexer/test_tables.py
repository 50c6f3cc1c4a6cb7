"""CSV and text as feeds hold them: encodings, line ends, delimiters, rows that do not fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.sources.decode import decode
from indexer.sources.listing import Reading
from indexer.sources.tables import Table, items, read_table


def table(text: str | bytes) -> tuple[Table, list[str]]:
    reading = Reading()
    found = read_table("t.csv", text.encode() if isinstance(text, str) else text, reading)
    return found, [finding.code for finding in reading.findings]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_line_ends_and_delimiters(newline: str, delimiter: str) -> None:
    text = newline.join(["id,Full Name", '1,"two', 'lines"', "2,b", ""]).replace(",", delimiter)
    found, codes = table(text)
    assert found.columns == ("id", "full_name")
    assert found.rows == [{"id": "1", "full_name": f"two{newline}lines"}, {"id": "2", "full_name": "b"}]
    assert codes == []


def test_rows_that_do_not_fit() -> None:
    found, codes = table("id,name,,name\n1,a\n2,b,c,d,e\n3,,x,z\n,,,\n\n4,NULL,,\\N\n")
    assert found.rows == [
        {"id": "1", "name": "a"},
        {"id": "2", "name": "b"},
        {"id": "3", "name": "z"},
        {"id": "4", "name": ""},
    ]
    assert sorted(codes) == ["blank_rows", "extra_cells", "nameless_columns", "repeated_columns"]


def test_a_quote_that_never_closes_loses_only_its_line() -> None:
    found, codes = table('id,name\n1,a\n2,"b\n3,c\n4,d\n')
    assert [row["name"] for row in found.rows] == ["a", "b", "c", "d"]
    assert codes == ["unclosed_quote"]


def test_a_file_cut_off_inside_a_long_cell_makes_no_rows_of_its_lines() -> None:
    found, codes = table('id,name\n1,a\n2,"many\nlines\nof text')
    assert [row["name"] for row in found.rows] == ["a", "many\nlines\nof text"]
    assert codes == ["unclosed_quote"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("{a,b}", ["a", "b"]),
        ('{a,"b, c"}', ["a", "b, c"]),
        ('["a", "b"]', ["a", "b"]),
        ("a; b,c", ["a", "b", "c"]),
        ("{}", []),
        ("", []),
        ("NULL", []),
        (["a", 1, None, {}], ["a", "1"]),
        (7, ["7"]),
        (None, []),
    ],
)
def test_items_of_a_cell(cell: object, expected: list[str]) -> None:
    assert items(cell) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "id,name\n1,José’s café\n"
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert bool(decoded.oddities) == (encoding not in ("utf-8", "utf-8-sig"))


def test_one_stray_byte_does_not_garble_the_rest() -> None:
    decoded = decode("café\n".encode() + b"caf\xe9\n" + b"\x81x\x00\n")
    assert decoded.text == "café\ncafé\n\x81x\n"
    assert len(decoded.oddities) == 2


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_decode(content: bytes) -> None:
    decode(content).text.encode()
    table(content)
