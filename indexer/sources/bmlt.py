"""Reads BMLT JSON: the meetings that a Basic Meeting List Toolbox root server answers to `GetSearchResults`.

https://bmlt.app. A list of meetings, or an object with `meetings` and the `formats` that their codes refer to. Weekdays
count from 1, a Sunday. Contacts, passcodes and notes on calls are never taken. Answers made for other ends (helpline
areas, formats, service bodies) hold nothing to refer to and are told as such.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.resource import Mode
from indexer.sources.bmlt_codes import BMLT_KEYS, BMLT_NAMES, BMLT_WORLD
from indexer.sources.fellowships import NARCOTICS_ANONYMOUS, fellowship_of_feed
from indexer.sources.listing import Feed, RawAddress, Reading
from indexer.sources.meeting_address import country_code
from indexer.sources.meeting_codes import SPANISH, MeetingType, extra
from indexer.sources.meeting_feed import (
    Clock,
    Codes,
    Row,
    accept,
    modes_of,
    named_audience,
    payloads,
    read_clock,
    read_zone,
    records,
    remote_url,
    rows_of,
    slot_of,
    withhold_home,
)
from indexer.sources.meeting_notes import public_notes
from indexer.sources.meeting_values import days, first_text, later, natural, scalar, text, yes
from indexer.sources.meetings import Meeting, Slot, listings_of

_ROW_SIGNS = ("id_bigint", "weekday_tinyint", "meeting_name", "service_body_bigint", "location_municipality")
_VENUES = {"1": "in_person", "2": "online", "3": "hybrid"}
_LANGUAGES = {"espanol": SPANISH, "español": SPANISH, "spanish": SPANISH} | {
    name: MeetingType("language", name.capitalize(), language=code)
    for name, code in (("english", "en"), ("french", "fr"), ("russian", "ru"), ("polish", "pl"), ("portuguese", "pt"))
}


def looks_like_bmlt(payload: object) -> bool:
    """Whether a JSON value is an answer of a BMLT root server about meetings, an empty one with formats included."""
    if isinstance(payload, dict) and isinstance(payload.get("meetings"), list) and "formats" in payload:
        return True
    rows = rows_of(payload)
    dicts = [row for row in (rows or [])[:50] if isinstance(row, dict)]
    return any(name in row for row in dicts for name in _ROW_SIGNS)


def read_bmlt(feed: Feed) -> Reading:
    """Reads every file of the feed as BMLT JSON; formats given in one file explain the codes of all."""
    reading = Reading()
    documents = payloads(feed, reading)
    formats = {key: kind for payload in documents for key, kind in _formats(payload).items()}
    rows = [row for payload in documents for row in records(payload, reading, _is_meeting)]
    accepted = accept(rows, reading, _is_meeting, lambda row: first_text(row, "id_bigint", "id"))
    fellowship = fellowship_of_feed(f"{feed.name} {feed.url or ''}", ()) or NARCOTICS_ANONYMOUS
    codes = Codes()
    meetings = []
    for record_id, row in accepted:
        types = _types(row.get("formats"), formats, codes)
        types += tuple(kind for kind in named_audience(text(row.get("meeting_name"))) if kind not in types)
        meeting = Meeting(
            record_id=record_id,
            name=text(row.get("meeting_name")),
            group=None,
            fellowship=fellowship,
            types=types,
            place=text(row.get("location_text")),
            address=_address(row),
            latitude=scalar(row.get("latitude")),
            longitude=scalar(row.get("longitude")),
            notes=public_notes(text(row.get("comments")) or ""),
            place_notes=public_notes(text(row.get("location_info")) or ""),
            url=first_text(row, "url", "meeting_url") or remote_url(row.get("virtual_meeting_link")),
            timezone=read_zone(row.get("time_zone"), record_id, reading),
        )
        meeting.approximate = meeting.address is None or meeting.address.address_1 is None
        meeting.modes, meeting.status = _attendance(row, meeting)
        meeting.slot, meeting.when = _time(record_id, row, reading)
        meetings.append(withhold_home(meeting))
    codes.report(reading)
    reading.listings = listings_of(meetings)
    return reading


def _is_meeting(row: Row) -> bool:
    """A meeting has a name, or at least an id with a time; helpline answers have coordinates alone."""
    if first_text(row, "meeting_name") is not None:
        return True
    return first_text(row, "id_bigint") is not None and any(name in row for name in ("weekday_tinyint", "start_time"))


def _formats(payload: object) -> dict[str, MeetingType]:
    """The feed's own formats by key: in our words where they are known, else in the feed's."""
    listed = payload.get("formats") if isinstance(payload, dict) else None
    found: dict[str, MeetingType] = {}
    for row in listed if isinstance(listed, list) else []:
        key = text(row.get("key_string")) if isinstance(row, dict) else None
        if key is not None:
            meaning = _meaning(row)
            if meaning is not None:
                found[key] = meaning
    return found


def _meaning(row: Mapping[str, object]) -> MeetingType | None:
    """What one of the feed's formats means: by its world id, by what its name says, else its name as it is."""
    name = text(row.get("name_string")) or ""
    world_id = (text(row.get("world_id")) or "").upper()
    if (language := _LANGUAGES.get(name.lower())) is not None:
        return language
    by_name = next((kind for pattern, kind in BMLT_NAMES if pattern.search(name)), None)
    return by_name or BMLT_WORLD.get(world_id) or (extra(name[:60]) if name else None)


def _types(value: object, formats: Mapping[str, MeetingType], codes: Codes) -> tuple[MeetingType, ...]:
    """The meaning of format keys, which differ from one another in case only, in a fixed order."""
    listed = value if isinstance(value, list) else (text(value) or "").split(",")
    found: dict[str, MeetingType] = {}
    for item in listed:
        key = text(item) or ""
        meaning = formats.get(key) or BMLT_KEYS.get(key) or BMLT_WORLD.get(key.upper())
        if meaning is not None:
            found[key] = meaning
        elif key:
            codes.unknown[key[:40]] += 1
    return tuple(dict.fromkeys(found[key] for key in sorted(found, key=natural)))


def _attendance(row: Row, meeting: Meeting) -> tuple[frozenset[Mode], str | None]:
    published = row.get("published")
    if published is not None and text(published) is not None and not yes(published):
        return frozenset(), "inactive"
    roles = {kind.role for kind in meeting.types}
    venue = _VENUES.get(text(row.get("venue_type")) or "")
    link = text(row.get("virtual_meeting_link")) is not None
    phone = text(row.get("phone_meeting_number")) is not None
    return modes_of(
        place=venue in ("in_person", "hybrid") or not meeting.approximate,
        shut="shut" in roles or venue == "online",
        online=link or venue == "hybrid" or bool(roles & {"online", "hybrid"}) or (venue == "online" and not phone),
        phone=phone,
        only_remote=venue is None and "online" in roles and "hybrid" not in roles,
    )


def _address(row: Row) -> RawAddress | None:
    address = RawAddress(
        address_1=text(row.get("location_street")),
        city=first_text(row, "location_municipality", "location_city_subsection", "location_neighborhood"),
        county=text(row.get("location_sub_province")),
        state_province=text(row.get("location_province")),
        postal_code=text(row.get("location_postal_code_1")),
        country=country_code(text(row.get("location_nation"))),
    )
    return None if address == RawAddress(country=address.country) else address


def _time(record_id: str, row: Row, reading: Reading) -> tuple[Slot | None, str | None]:
    weekdays, bad = days(row.get("weekday_tinyint"), first_number=1)
    if bad:
        reading.note("bad_day", f"{', '.join(bad)!r} is not a weekday (1, Sunday, to 7)", record_id)
    start = read_clock(row, "start_time", record_id, reading)
    end = later(start.time, row.get("duration_time")) if start.time is not None else None
    return slot_of(weekdays, bad, start, Clock(end))
