"""The rows of an iCarol export to records: which may be listed, what each takes from others, which are the same.

An agency, its sites, its programs and its programs at sites are rows of one table. A site or a program at a site says
little itself, so it is told with what its agency or program says. A site or a program that bears its agency's own name
at the agency's own address is one record with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field

from indexer.sources.hsds_values import flagged, identifier, text, unique
from indexer.sources.icarol_place import PLACE, has_own_place, is_private
from indexer.sources.listing import Reading
from indexer.sources.tables import Row

_FLAGS = {
    "ExcludeFromWebsite": "Yes",
    "ExcludeFromDirectory": "Yes",
    "AvailableForDirectory": "No",
    "AvailableForReferral": "No",
}
"""Columns by which a publisher withholds a row from the public, and the values that do."""
_YES = frozenset({"yes", "true", "1", "-1", "y"})
_NO = frozenset({"no", "false", "0", "n"})
_OF_PROGRAM = (
    *("publicname", "alternatename", "agencydescription", "eligibility", "feestructuresource", "applicationprocess"),
    *("documentsrequired", "languagesoffered", "coveragearea", "categories", "taxonomyterm", "tax", "websiteaddress"),
)
_CATEGORIES = ("categories", "taxonomyterm", "tax")
_OF_TWIN = (
    *_OF_PROGRAM,
    *("hoursofoperation", "hours", "disabilitiesaccess", "languagesofferedlist", "emailaddressmain", "lastverifiedon"),
)
"""What one row of two may say for the other. Phones and places go with their flags, and so never one by one."""


@dataclass(slots=True)
class Record:
    """A row as it is to be told, the ids of all rows folded into it, and its agency's row."""

    ids: list[str]
    row: Row
    level: str = ""
    """Agency, site, program or programatsite."""
    agency: Row = field(default_factory=dict)
    lender: Row = field(default_factory=dict)
    """The agency's row where its contacts may stand in for missing ones."""
    twins: list[Row] = field(default_factory=list)
    """The rows folded into it that say other things."""
    status: str | None = None
    confidential: bool = False


def make_records(rows: list[Row], reading: Reading) -> list[Record]:
    """Counts every row in `reading.read`; those that cannot or must not be listed are rejected."""
    by_id: dict[str, Row] = {}
    for row in rows:
        by_id.setdefault(identifier(row, "resourceagencynum") or "", row)
    by_id.pop("", None)
    hidden = {(_family(row), _name(row)) for row in rows if is_private(row) and _name(row)}
    records = [_record(each, by_id) for each in _identified(rows, reading)]
    for record in records:
        record.confidential = is_private(record.row) or (_family(record.row), _name(record.row)) in hidden
    return _without_twins([record for record in records if _may_be_listed(record, by_id, reading)])


def _identified(rows: list[Row], reading: Reading) -> list[Record]:
    """The rows with their ids, those that repeat another word for word folded into it."""
    taken = {stated for row in rows if (stated := identifier(row, "resourceagencynum"))}
    found: dict[str, list[Record]] = {}
    records: list[Record] = []
    for number, row in enumerate(rows, 1):
        reading.read += 1
        stated = identifier(row, "resourceagencynum")
        if stated is None and _name(row) == "":
            reading.reject("malformed", f"row {number} has neither an id nor a name")
            continue
        if stated is None:
            stated = f"row-{hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()[:12]}"
            reading.note("no_id", f"row {number} has no ResourceAgencyNum; made one from its content", stated)
        known = found.setdefault(stated, [])
        record_id = _unused(stated, taken) if known else stated
        twin = next((record for record in known if record.row == row), None)
        if twin is not None:
            twin.ids.append(record_id)
            reading.note("repeated_record", f"row {number} says the same as {twin.ids[0]}", record_id, "info")
            continue
        if known:
            reading.note("repeated_id", f"row {number} repeats the id {stated} with other content", record_id)
        known.append(Record([record_id], row))
        records.append(known[-1])
    return records


def _unused(stated: str, taken: set[str]) -> str:
    number = 2
    while f"{stated}#{number}" in taken:
        number += 1
    taken.add(f"{stated}#{number}")
    return f"{stated}#{number}"


def _record(record: Record, by_id: dict[str, Row]) -> Record:
    """The record with what its row lacks: from its program and site, from its agency."""
    row = record.row
    agency = by_id.get(identifier(row, "parentagencynum") or "", {})
    program = by_id.get(identifier(row, "connectstoprogramnum") or "", {})
    site = by_id.get(identifier(row, "connectstositenum") or "", {})
    row = _filled(row, program, _OF_PROGRAM)
    if site and not has_own_place(row):
        row = {**row, **{column: site.get(column, "") for column in PLACE}}
    record.agency = agency
    record.lender = agency if agency and not _withheld(agency) and not _is_inactive(agency) else {}
    record.level = (text(row, "taxonomylevelname") or "").strip().lower()
    if "site" in record.level:
        # What an agency is about need not be what each of its sites does: its terms are a last resort.
        described = text(record.lender, "agencydescription")
        row = _filled(row, record.lender, ("agencydescription",) if described else _CATEGORIES)
    record.row = row
    record.status = "; ".join(unique(text(each, "agencystatus") for each in (row, program, agency))) or None
    return record


def _filled(row: Row, other: Row, columns: tuple[str, ...]) -> Row:
    lent = {column: other[column] for column in columns if text(other, column) and not text(row, column)}
    return {**row, **lent} if lent else row


def _may_be_listed(record: Record, by_id: dict[str, Row], reading: Reading) -> bool:
    program = by_id.get(identifier(record.row, "connectstoprogramnum") or "", {})
    reason = _withheld(record.row) or _withheld(program)
    if reason is None:
        return True
    for record_id in record.ids:
        reading.reject("withheld_by_publisher", f"its publisher keeps it from the public ({reason})", record_id)
    return False


def _withheld(row: Row) -> str | None:
    """The flag by which a row is kept from the public."""
    for column, value in _FLAGS.items():
        said = (text(row, column.lower()) or "").strip().lower()
        if said in (_YES if value == "Yes" else _NO):
            return f"{column}: {value}"
    return None


def _is_inactive(row: Row) -> bool:
    return (text(row, "agencystatus") or "active").strip().lower() != "active"


def _without_twins(records: list[Record]) -> list[Record]:
    """The records, sites and programs that bear their agency's name at its address folded into it."""
    agencies = {_identity(record): record for record in records if record.level == "agency"}
    with_program: set[tuple[str, ...]] = set()
    kept: list[Record] = []
    for record in records:
        same = _identity(record)
        agency = agencies.get(same)
        if agency is None or record.level not in ("site", "program") or agency.status != record.status:
            kept.append(record)
        elif record.level == "site":
            _fold(agency, agency.row, record.row, [*agency.ids, *record.ids])
        elif same in with_program:
            kept.append(record)
        else:
            with_program.add(same)
            _fold(agency, record.row, agency.row, [*record.ids, *agency.ids])
    return kept


def _fold(record: Record, row: Row, other: Row, ids: list[str]) -> None:
    """Makes `record` what `row` says, then `other`."""
    said, more = text(row, "agencydescription"), text(other, "agencydescription")
    record.row = {**_filled(row, other, _OF_TWIN)}
    if said and more and more.strip() not in said:
        record.row["agencydescription"] = f"{said}\n\n{more}"
    record.ids = ids
    record.twins.append(other)


def _identity(record: Record) -> tuple[str, ...]:
    row = record.row
    if record.confidential:
        return _family(row), _name(row)
    street = re.sub(r"\W+", " ", text(row, "physicaladdress1") or "").strip().lower()
    return _family(row), _name(row), street, (text(row, "physicalpostalcode") or "")[:5]


def _family(row: Row) -> str:
    """The agency's id, which an agency's own row has as its id."""
    parent = identifier(row, "parentagencynum")
    return parent if parent and parent != "0" else identifier(row, "resourceagencynum") or ""


def _name(row: Row) -> str:
    return " ".join((text(row, "publicname", "alternatename") or "").lower().split())


def phone_is_private(row: Row, column: str) -> bool:
    """Whether a phone's own flag keeps it from the public."""
    return flagged(row, f"{column.removesuffix('number') if column[5:6].isdigit() else column}isprivate")
