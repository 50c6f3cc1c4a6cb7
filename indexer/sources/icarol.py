"""Reads iCarol's ResourceAgency export, the CSV that 211 centres and helplines publish (https://www.icarol.com).

The record is the row: an agency, a site, a program, or a program at a site. What is withheld by its publisher's flags
is rejected; an inactive row, one of an inactive agency, and one not to be referred to are told by their status. Names,
titles, phones and addresses of staff, mailing attention and internal notes are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from data.resource import Schedule
from indexer.clean.dates import clean_date
from indexer.sources.contact_labels import labelled_phone, public_email
from indexer.sources.hsds_fields import service_area
from indexer.sources.hsds_values import text, unique
from indexer.sources.icarol_place import shared_points, where
from indexer.sources.icarol_rows import Record, make_records, phone_is_private
from indexer.sources.listing import Feed, Listing, RawPhone, Reading
from indexer.sources.opening_hours import read_hours
from indexer.sources.tables import Row, read_table
from indexer.standing import says_gone

_SIGNS = {"resourceagencynum", "publicname"}
_PHONES = (
    *((f"phone{number}number", None) for number in range(1, 6)),
    *(("phonenumberhotline", "hotline"), ("phonetollfree", None), ("phonenumberbusinessline", None)),
    *(("phonenumberafterhours", None), ("phonenumberoutofarea", None), ("phonetty", "tty"), ("phonefax", "fax")),
)
_NOTHING = re.compile(r"\W*(?:none|no|n/?a|nothing|not (?:necessary|applicable|required))?\W*", re.IGNORECASE)
_ACCESS = re.compile(
    r"access|wheel ?chair|\bramp|elevator|\blifts?\b|braille|large print|restroom|parking|arrangements", re.IGNORECASE
)
_SAYS_NO_ACCESS = re.compile(r"not necessary for service|\bvaries\b", re.IGNORECASE)
_BARE_DAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)\s*(?:;|$)", re.IGNORECASE)
_NO_HOURS = re.compile(r".*cross street.*|\W*(?:unknown|none|n/?a)?\W*", re.IGNORECASE | re.DOTALL)
_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}|\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}")
_GLUED_LABEL = re.compile(r"(?<=[a-z0-9.)])(?=[A-Z][A-Za-z]{2,30}(?: [A-Za-z]{1,30}){0,2}:\s)")
"""Where an export lost the end of a line: "Walk-In OnlyReturn types: …"."""
_HOME_VISITS = re.compile(
    r"\s{0,20}\bHome visits:(?!\s*(?:yes|no|available)\b)[^.\n]{0,60}$", re.IGNORECASE | re.MULTILINE
)
"""A field of neighbourhoods that an export put at the end of descriptions."""
_COUNTIES = re.compile(r"(?<=County)\s*,\s*|\s*;\s*")


def looks_like_icarol(columns: Iterable[str]) -> bool:
    """Whether a table with these columns (lower-cased) is a ResourceAgency export."""
    return set(columns) >= _SIGNS


def read_icarol(feed: Feed, today: date | None = None) -> Reading:
    """Reads every table of the feed. `today` decides which temporary messages are still current."""
    reading = Reading()
    rows: list[Row] = []
    for path, content in sorted(feed.files.items()):
        table = read_table(path, content, reading)
        if looks_like_icarol(table.columns):
            rows += table.rows
        elif table.columns:
            reading.note("not_icarol", f"{path} lacks the columns ResourceAgencyNum and PublicName")
    shared = shared_points(rows)
    day = today or datetime.now(UTC).date()
    reading.listings = [_listing(record, shared, day, reading) for record in make_records(rows, reading)]
    if not reading.read:
        what = ", ".join(sorted(feed.files)[:5]) or "no files"
        reading.note("no_records", f"no iCarol row was found in {what}", severity="error")
    return reading


def _listing(record: Record, shared: set[tuple[str, str]], today: date, reading: Reading) -> Listing:
    row, lender = record.row, record.lender
    levels = [_phones(each) for each in (row, *record.twins, lender)]
    phones = next((level for level in levels if _can_be_called(level)), levels[0])
    place = where(row, shared)
    areas, everywhere = _areas(row)
    return Listing(
        record_id=record.ids[0],
        record_ids=tuple(record.ids),
        key=record.ids[0],
        name=text(row, "publicname", "alternatename"),
        organization=text(row, "parentagency") or text(record.agency, "publicname") or text(row, "publicname"),
        description=_HOME_VISITS.sub("", _lines(row, "agencydescription") or "") or None,
        application_process="\n".join(_application(row)) or None,
        eligibility_description=_lines(row, "eligibility"),
        fees_description=_lines(row, "feestructuresource"),
        phones=phones if phones is levels[0] else [*phones, *levels[0]],
        url=text(row, "websiteaddress") or text(lender, "websiteaddress"),
        email=next((email for each in (row, lender) if (email := public_email(text(each, "emailaddressmain")))), None),
        address=place.address,
        confidential=record.confidential,
        latitude=place.latitude,
        longitude=place.longitude,
        approximate=place.approximate,
        service_area=areas,
        serves_everywhere=everywhere,
        schedules=_schedules(record, today, reading),
        languages=unique([text(row, "languagesofferedlist", "languagesoffered")]),
        accessibility=_accessibility(row),
        categories=_categories(row),
        labels=_codes(row),
        cautions=tuple(unique(_message(each, today) for each in (row, *record.twins))),
        status=record.status,
        assured_date=text(row, "lastverifiedon"),
    )


def _lines(row: Row, column: str) -> str | None:
    """A text, lost line ends put back before labels."""
    said = text(row, column)
    return _GLUED_LABEL.sub("\n", said) if said else None


def _phones(row: Row) -> list[RawPhone]:
    """The row's phones that are not private, typed by their names; what the names say of people is left behind."""
    found: dict[tuple[str, bool], RawPhone] = {}
    for column, kind in _PHONES:
        number = text(row, column)
        if number is None or phone_is_private(row, column):
            continue
        stem = column.removesuffix("number") if kind is None else column
        labels = (text(row, f"{stem}{part}") for part in ("name", "description", "type"))
        phone = labelled_phone(number, *labels, type=kind)
        same = re.sub(r"\D", "", number)[-10:], phone.type in ("fax", "tty")
        phone.kept_back |= same in found and found[same].kept_back
        if same not in found or phone.kept_back or (found[same].type is None and phone.type):
            found[same] = phone
    return list(found.values())


def _can_be_called(phones: list[RawPhone]) -> bool:
    return any(
        phone.type not in ("fax", "tty") and not phone.kept_back and re.search(r"\d{3}", phone.number)
        for phone in phones
    )


def _application(row: Row) -> list[str]:
    documents = text(row, "documentsrequired")
    bring = f"Required documents: {documents.strip()}" if documents and not _NOTHING.fullmatch(documents) else None
    return unique([_lines(row, "applicationprocess"), bring])


def _areas(row: Row) -> tuple[list[str], bool]:
    said = text(row, "coveragearea", "coverageareatext") or ""
    named: list[object] = [{"name": name.strip()} for name in _COUNTIES.split(said) if name.strip()]
    return service_area({"service_areas": named})


def _schedules(record: Record, today: date, reading: Reading) -> list[Schedule]:
    """By the text that people read, else by the column of days, whichever can be read to its last word."""
    row = record.row
    said = text(row, "hoursofoperation") or ""
    dates = [day for written in _DATE.findall(said) if (day := clean_date(written))]
    if dates and max(dates) < today:
        reading.note("hours_past", f"hours until {max(dates)} are left out", record.ids[0], "info")
        said = ""
    words = [] if _NO_HOURS.fullmatch(said) else read_hours(said)
    if words and all(schedule.rrule for schedule in words):
        return words
    by_day = read_hours(_BARE_DAY.sub("", text(row, "hours") or ""))
    return by_day if by_day and all(schedule.rrule for schedule in by_day) else words or by_day


def _accessibility(row: Row) -> list[str]:
    """What says something of getting in: some centres keep quadrants and wards in this column."""
    said = (text(row, "disabilitiesaccess") or "").strip()
    if said.lower() in ("yes", "no"):
        return [f"{'Accessible' if said.lower() == 'yes' else 'Not accessible'} to people with disabilities"]
    parts = [part.strip() for part in re.split(r"[;\n]", said)]
    return [part for part in parts if _ACCESS.search(part) and not _SAYS_NO_ACCESS.search(part)]


def _categories(row: Row) -> list[str]:
    """Names of the taxonomy's terms, then the centre's own categories, which are marked by signs at times."""
    cells = (text(row, "taxonomyterm"), text(row, "tax"), text(row, "categories"))
    return unique(part.strip(" *") for cell in cells for part in (cell or "").split(";"))


def _codes(row: Row) -> tuple[str, ...]:
    """The taxonomy's codes; an asterisk joins a service's code and those of whom it is for."""
    return tuple(unique(part.strip(" *") for part in (text(row, "taxonomycodes") or "").split(";")))


def _message(row: Row, today: date) -> str | None:
    """The temporary message, while it is current. One that expires before it appears has no end, nor has one that says
    that the program is gone."""
    said = text(row, "temporarymessage")
    first, last = (clean_date(text(row, f"temporarymessage{which}")) for which in ("appears", "expires"))
    ended = last is not None and last < today and (first is None or last >= first)
    if said and says_gone(said):
        return said
    return None if ended or (first is not None and first > today) else said
