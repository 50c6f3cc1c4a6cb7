"""CSV as people export it, to rows of text by column name.

Reads any line ends, delimiters (comma, semicolon, tab, bar) and encodings. Column names are lower-cased with
underscores. What does not fit (cells beyond the header, repeated or blank column names, a quote that never closes) is
read as well as it can be and reported; a row of empty cells is not a record.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.sources.decode import decode
from indexer.sources.listing import Reading

Row = dict[str, object]

_NULLS = frozenset({"\\N", "NULL", "null"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SEPARATORS = re.compile(r"[\r\n;|]+")
_MAX_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Table:
    """The columns in order and the rows under them; an empty cell is the empty string."""

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


def read_table(name: str, content: bytes, reading: Reading) -> Table:
    """The table in one CSV file; `name` is for the findings, which go to `reading`."""
    decoded = decode(content)
    for oddity in decoded.oddities:
        reading.note("encoding", f"{name}: {oddity}", severity="info")
    records = _records(name, decoded.text, reading)
    header = next(records, None)
    if header is None:
        reading.note("empty_file", f"{name} is empty")
        return Table()
    columns = tuple(_NOT_WORD.sub("_", cell.strip().lower()).strip("_") for cell in header)
    repeated = sorted(column for column, count in Counter(columns).items() if count > 1 and column)
    if repeated:
        reading.note("repeated_columns", f"{name}: columns {', '.join(repeated)} repeat; the first filled cell counts")
    rows: list[Row] = []
    blank, long, nameless = 0, 0, 0
    for cells in records:
        if not any(cell.strip() for cell in cells):
            blank += 1
            continue
        long += any(cell.strip() for cell in cells[len(columns) :])
        nameless += any(cell.strip() for column, cell in zip(columns, cells, strict=False) if not column)
        rows.append(_row(columns, cells))
    for code, count, what in (
        ("blank_rows", blank, "rows hold nothing and are no records"),
        ("extra_cells", long, "rows have more cells than the header; the cells beyond it were not read"),
        ("nameless_columns", nameless, "rows have cells under a blank column name, which were not read"),
    ):
        if count:
            reading.note(code, f"{name}: {count} {what}", severity="info" if code == "blank_rows" else "warning")
    return Table(columns, rows)


def items(value: object) -> list[str]:
    """The texts in one cell: a Postgres array (``{a,"b c"}``), a JSON list, or split at commas, semicolons, bars."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [part for item in value if isinstance(item, str | int | float) for part in items(str(item))]
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if text.startswith("["):
        try:
            return items(json.loads(text))
        except (ValueError, RecursionError):
            text = text.strip("[]")
    elif text.startswith("{") and text.endswith("}"):
        text = text[1:-1]
    text = _SEPARATORS.sub(",", text)
    try:
        cells = next(csv.reader([text], skipinitialspace=True), [])
    except csv.Error:
        cells = text.split(",")
    return [cell.strip() for cell in cells if cell.strip() and cell.strip() not in _NULLS]


def _row(columns: tuple[str, ...], cells: list[str]) -> Row:
    row: Row = dict.fromkeys((column for column in columns if column), "")
    for column, cell in zip(columns, cells, strict=False):
        if column and not row[column] and cell not in _NULLS:
            row[column] = cell
    return row


def _records(name: str, text: str, reading: Reading) -> Iterator[list[str]]:
    """The records of a CSV text. A quote that never closes would swallow the rest: its line is then read by itself."""
    csv.field_size_limit(_MAX_CELL)
    lines = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(lines[0]) if lines else ","
    start, width = 0, 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter)
        before = 0
        for record in reader:
            if start + reader.line_num >= len(lines) and _is_open(lines[start + before :], delimiter):
                break
            before = reader.line_num
            width = width or len(record)
            if record:
                yield record
        else:
            return
        start += before
        reading.note("unclosed_quote", f"{name}, line {start + 1}: a quote never closes")
        if not _are_records(lines[start + 1 :], delimiter, width):
            # The file ends inside a cell of several lines.
            yield next(csv.reader(lines[start:], delimiter=delimiter))
            return
        yield next(csv.reader([lines[start].replace('"', "")], delimiter=delimiter))
        start += 1


def _are_records(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether most of the lines look like records of their own."""
    return sum(line.count(delimiter) >= width - 1 for line in lines) * 2 >= len(lines)


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether the one record in these lines ends inside a quoted cell."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _delimiter(header: str) -> str:
    bare = re.sub(r'"[^"]*"', "", header)
    return max(",;\t|", key=bare.count)
