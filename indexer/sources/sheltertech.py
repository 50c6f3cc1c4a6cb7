"""Reads the JSON of San Francisco's Service Guide: answers of ShelterTech's AskDarcel API.

https://github.com/ShelterTechSF/askdarcel-api. The record is the service; what it does not say of its place, phones and
hours, its resource (the organisation) says. Texts are Markdown. Attention lines, which name people, are never read, and
an e-mail address only where it stands alone.
"""

from __future__ import annotations

import re

from data.resource import Schedule
from indexer.sources.contact_labels import labelled_phone, public_email
from indexer.sources.hsds_fields import phones as first_phones
from indexer.sources.hsds_location import is_undisclosed
from indexer.sources.hsds_schedules import Note
from indexer.sources.hsds_schedules import schedules as rows_to_schedules
from indexer.sources.hsds_values import Object, an_object, identifier, objects, scalar, text, unique
from indexer.sources.listing import Feed, Listing, RawAddress, RawPhone, Reading
from indexer.sources.markdown import plain_text
from indexer.sources.meeting_notes import public_notes
from indexer.sources.opening_hours import LONGEST_NIGHT
from indexer.sources.sheltertech_records import Record, make_records

_NOTHING = re.compile(r"\W*(?:none|n/?a|x|no (?:required )?documents?(?: (?:are )?(?:required|needed))?)?\W*", re.I)
_FIRST_PERSON = (
    (re.compile(r"\bI am someone\b", re.IGNORECASE), "People"),
    (re.compile(r"\bI am (?:an? )?(\w)", re.IGNORECASE), lambda match: match[1].upper()),
    (re.compile(r"\bI live with someone under 18 years of age\b", re.IGNORECASE), "Households with minors"),
)
_ACCESS = re.compile(r"wheelchair|\baccessible\b|\bada\b|\belevator", re.IGNORECASE)


def read_sheltertech(feed: Feed) -> Reading:
    """Reads every file of the feed. Never raises for bad data."""
    reading = Reading()
    for record in make_records(feed, reading):
        reading.listings += _listings(record, reading)
    if not reading.read:
        what = ", ".join(sorted(feed.files)[:5]) or "no files"
        reading.note("no_records", f"no service was found in {what}", severity="error")
    return reading


def _listings(record: Record, reading: Reading) -> list[Listing]:
    """A listing for each address of the service, or one where it has none."""
    addresses = objects(record.service, "addresses") or objects(record.resource, "addresses")
    by_key = {identifier(address, "id") or str(number): address for number, address in enumerate(addresses)}
    if len(by_key) < 2:
        return [_listing(record, record.id, next(iter(by_key.values()), {}), reading)]
    return [_listing(record, f"{record.id}@{key}", address, reading) for key, address in by_key.items()]


def _listing(record: Record, key: str, address: Object, reading: Reading) -> Listing:
    service, resource = record.service, record.resource
    notes = [said for row in objects(service, "notes") if (said := plain_text(text(row, "note")))]
    public = [sentence for note in notes for sentence in public_notes(note)]
    own = _told(service, "long_description", "short_description")
    street = text(address, "address_1")
    hidden = is_undisclosed(street)
    return Listing(
        record_id=record.id,
        record_ids=(record.id,),
        key=key,
        name=text(service, "name", "alternate_name"),
        organization=text(resource, "name", "alternate_name"),
        description="\n\n".join(unique([own, " ".join(public)])) or None,
        application_process="\n".join(_application(service)) or None,
        eligibility_description="; ".join(_eligibility(service)) or None,
        fees_description=_fee(service),
        phones=first_phones(_phone_rows(service), _phone_rows(resource)),
        url=text(service, "url") or text(resource, "website", "url"),
        email=next(filter(None, (public_email(text(each, "email"), alone=True) for each in (service, resource))), None),
        address=_address(address, with_street=not hidden) if address else None,
        site_id=identifier(address, "id"),
        confidential=hidden,
        latitude=scalar(address, "latitude"),
        longitude=scalar(address, "longitude"),
        schedules=_schedules(record, reading),
        languages=unique([plain_text(text(service, "interpretation_services"))]),
        accessibility=[sentence for sentence in public if _ACCESS.search(sentence)],
        categories=unique(text(row, "name") for row in objects(service, "categories")),
        labels=tuple(unique(text(row, "name") for row in objects(service, "categories"))),
        status="; ".join(unique(text(each, "status") for each in (service, resource))) or None,
        assured_date=next((day for each in (service, resource) if (day := scalar(each, "verified_at"))), None),
    )


def _told(holder: Object, *names: str) -> str | None:
    """The first of the named texts that says something, as plain text."""
    texts = (plain_text(text(holder, name)) for name in names)
    return next((said for said in texts if said and not _NOTHING.fullmatch(said)), None)


def _application(service: Object) -> list[str]:
    """How to get it, the documents to bring, and how long it takes."""
    documents, wait = _told(service, "required_documents"), _told(service, "wait_time")
    return unique(
        [
            _told(service, "application_process"),
            f"Required documents: {documents}" if documents else None,
            f"Waiting time: {wait}" if wait else None,
        ]
    )


def _eligibility(service: Object) -> list[str]:
    """Whom it serves in words, then the guide's own groups, out of the first person that it asks its visitors in."""
    groups = [_third_person(name) for row in objects(service, "eligibilities") if (name := text(row, "name"))]
    return unique([(_told(service, "eligibility") or "").strip(" .;"), *groups])


def _third_person(name: str) -> str:
    for pattern, words in _FIRST_PERSON:
        name = pattern.sub(words, name)
    return name.strip()


def _fee(service: Object) -> str | None:
    said = _told(service, "fee")
    return "Free" if said in ("0", "$0", "0.00", "$0.00") else said


def _phone_rows(holder: Object) -> list[Object]:
    """Phones in the form of `hsds_fields.phones`, typed by what they are said to be for."""
    rows: list[Object] = []
    for row in objects(holder, "phones"):
        number, label = text(row, "number"), text(row, "service_type", "description")
        if number:
            phone: RawPhone = labelled_phone(number, label)
            extension = text(row, "extension") or phone.extension
            rows.append({"number": number, "extension": extension, "type": phone.type, "description": label})
    return rows


def _address(row: Object, *, with_street: bool) -> RawAddress:
    lines = unique(text(row, f"address_{line}") for line in (2, 3, 4))
    return RawAddress(
        address_1=text(row, "address_1") if with_street else None,
        address_2=", ".join(lines) if with_street and lines else None,
        city=text(row, "city"),
        state_province=text(row, "state_province"),
        postal_code=text(row, "postal_code"),
        country=text(row, "country"),
    )


def _schedules(record: Record, reading: Reading) -> list[Schedule]:
    """The service's own hours, else those of its resource, as the guide itself shows them."""

    def note(code: str, detail: str) -> None:
        reading.note(code, detail, record.id)

    for holder in (record.service, record.resource):
        schedule = an_object(holder, "schedule")
        if schedule.get("hours_known") is False:
            return []
        days = objects(schedule, "schedule_days")
        if days:
            return rows_to_schedules([row for day in days if (row := _day(day, days, note))], note)
    return []


def _day(row: Object, rows: list[Object], note: Note) -> Object | None:
    """A day in the form of HSDS 1.x; `None` for one that is open from midnight to midnight where others are not."""
    day, opens, closes = text(row, "day"), _clock(row.get("opens_at")), _clock(row.get("closes_at"))
    if opens == closes == "00:00":
        if any(other.get("opens_at") or other.get("closes_at") for other in rows):
            note("schedule_unreadable", f"{day} opens and closes at midnight; left out")
            return None
        return {"weekday": day, "opens_at": "00:00", "closes_at": "23:59"}
    if opens and closes and _is_slip(opens, closes):
        note("schedule_unreadable", f"{day} is listed from {opens} to {closes}; kept as text")
        return {"description": f"{day or 'Day not stated'}, listed as {opens} to {closes}"}
    return {"weekday": day, "opens_at": opens, "closes_at": closes}


def _is_slip(opens: str, closes: str) -> bool:
    """Whether hours run past midnight for so long that one of the two is written wrongly: 21:00 to 17:00."""
    if not re.fullmatch(r"\d\d:\d\d", opens) or not re.fullmatch(r"\d\d:\d\d", closes):
        return False
    first, last = (int(moment[:2]) * 60 + int(moment[3:]) for moment in (opens, closes))
    return last < first and last + 24 * 60 - first > LONGEST_NIGHT


def _clock(value: object) -> str | None:
    """A time as 930 or 1700 means it; what is no such number is kept as it is, to be told as unreadable."""
    if value is None or isinstance(value, bool) or not isinstance(value, int | str):
        return None
    written = str(value).strip()
    return f"{written.zfill(4)[:-2]}:{written.zfill(4)[-2:]}" if written.isascii() and written.isdigit() else written
