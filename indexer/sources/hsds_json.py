"""JSON as HSDS publishers serve it, to services in the nested form of HSDS 3.

Reads one object, a list, a page envelope, newline-delimited objects and tables as JSON; the objects may be services,
service_at_locations, or organizations that hold services. A broken record loses only itself, and a document cut off
keeps the records before the cut.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from indexer.sources.decode import decode
from indexer.sources.hsds_values import Object, identifier, objects
from indexer.sources.listing import Reading

Shape = Literal["service", "site", "organization", "location", "other"]

ENVELOPES = (
    *("contents", "content", "services", "service_at_locations", "organizations"),
    *("items", "results", "data", "records"),
)
_SERVICE_KEYS = frozenset(
    {
        *("organization", "organization_id", "program_id", "service_at_locations", "application_process"),
        *("eligibility_description", "interpretation_services", "fees", "fees_description", "cost_options"),
        *("wait_time", "accreditations", "assured_date", "assurer_email", "licenses", "licences", "alert"),
        *("minimum_age", "maximum_age", "required_documents", "service_areas", "status"),
    }
)
_ORGANIZATION_KEYS = frozenset(
    {
        *("website", "tax_status", "tax_id", "year_incorporated", "legal_status", "logo", "parent_organization_id"),
        *("organization_identifiers", "funding", "programs"),
    }
)
_LOCATION_KEYS = frozenset(
    {
        *("location_type", "latitude", "longitude", "addresses", "transportation", "external_identifier"),
    }
)
_OTHER_KEYS = frozenset(
    {
        *("version", "taxonomy", "term_uri", "taxonomy_id", "parent_id", "taxonomy_detail", "openapi_url", "code"),
        *("title", "@id"),
    }
)
_NEXT = re.compile(r"[}\]]\s*,\s*(?=\{)|\n\s*(?=\{)")
_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r'\[|\{(?:[^\[{"]|"(?:\\.|[^"\\])*")*?"(?:' + "|".join(ENVELOPES) + r')"\s*:\s*\[')
_MAX_DEPTH = 40
_MAX_TRIES = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """An object of the feed, and where it stands in it, in words."""

    item: Object
    where: str


@dataclass(slots=True)
class Gathered:
    """What the files of a feed hold. Services and sites are records; organisations and locations are referred to."""

    services: list[Found] = field(default_factory=list)
    sites: list[Found] = field(default_factory=list)
    organizations: dict[str, Object] = field(default_factory=dict)
    locations: dict[str, Object] = field(default_factory=dict)


def shape(item: object) -> Shape:
    """What an object of the feed is, by its keys."""
    if not isinstance(item, dict):
        return "other"
    service, location = item.get("service"), item.get("location")
    if isinstance(service, dict) and ("id" in service or "name" in service):
        return "site"
    if "name" not in item and ("service_id" in item or "service" in item or isinstance(location, dict)):
        return "site" if "location_id" in item or isinstance(location, dict) else "other"
    keys = item.keys()
    if isinstance(item.get("services"), list) and ("name" in item or "id" in item):
        return "organization"
    if keys & _SERVICE_KEYS:
        return "service"
    if keys & _ORGANIZATION_KEYS:
        return "organization"
    if keys & _LOCATION_KEYS:
        return "location"
    return "service" if isinstance(item.get("name"), str) and "id" in item and not keys & _OTHER_KEYS else "other"


def gather(name: str, documents: list[object], gathered: Gathered, reading: Reading) -> bool:
    """Sorts what a file's documents hold into `gathered`. False, and nothing done, where none of it is HSDS."""
    found = [pair for number, document in enumerate(documents, 1) for pair in _unwrapped(name, number, document)]
    shapes = {shape(item) for item, _ in found}
    if not found:
        reading.note("no_records", f"{name} holds an empty list", severity="info")
    elif not shapes - {"other"}:
        return False
    records = bool(shapes & {"service", "site"})
    for item, where in found:
        kind = shape(item)
        if _depth(item) > _MAX_DEPTH:
            _malformed(reading, f"{where} is nested too deeply")
        elif isinstance(item, dict) and kind != "other":
            _sort(kind, Found(item, where), gathered, reading)
        elif records:
            _malformed(reading, f"{where} is not a service: {reprlib.repr(item)}")
    return True


def _sort(kind: Shape, found: Found, gathered: Gathered, reading: Reading) -> None:
    item_id = identifier(found.item, "id")
    if kind == "service":
        gathered.services.append(found)
    elif kind == "site":
        gathered.sites.append(found)
    elif kind == "location" and item_id:
        gathered.locations.setdefault(item_id, found.item)
    elif kind == "organization":
        services = found.item.get("services")
        organization = {key: value for key, value in found.item.items() if key != "services"}
        if item_id and len(gathered.organizations.get(item_id, {})) < len(organization):
            gathered.organizations[item_id] = organization
        for number, service in enumerate(services if isinstance(services, list) else [], 1):
            where = f"{found.where}, service {number}"
            if isinstance(service, dict):
                whole = service if objects(service, "organization") else {**service, "organization": organization}
                gathered.services.append(Found(whole, where))
            else:
                _malformed(reading, f"{where} is not an object")


def _malformed(reading: Reading, detail: str) -> None:
    reading.read += 1
    reading.reject("malformed", detail)


def _unwrapped(name: str, number: int, document: object, where: str = "") -> Iterator[tuple[object, str]]:
    """The records in a document, with where they stand: through page envelopes and lists."""
    where = where or (name if number == 1 else f"{name}, document {number}")
    if isinstance(document, list):
        for place, item in enumerate(document, 1):
            yield item, f"{where}, item {place}"
    elif isinstance(document, dict) and shape(document) == "other":
        for key in ENVELOPES:
            inner = document.get(key)
            if isinstance(inner, list) or (isinstance(inner, dict) and inner):
                yield from _unwrapped(name, number, inner, f"{where}, {key}")
                return
        yield document, where
    else:
        yield document, where


def _depth(item: object) -> int:
    """How deeply containers are nested, counted without recursion."""
    deepest, stack = 0, [(item, 1)]
    while stack:
        value, depth = stack.pop()
        deepest = max(deepest, depth)
        if depth <= _MAX_DEPTH and isinstance(value, dict | list):
            stack += [(child, depth + 1) for child in (value.values() if isinstance(value, dict) else value)]
    return deepest


def documents(name: str, content: bytes, reading: Reading) -> list[object]:
    """The JSON values in a file: one, or one a line. What is broken is reported, and rejected where it is a record."""
    decoded = decode(content)
    for oddity in decoded.oddities:
        reading.note("encoding", f"{name}: {oddity}", severity="info")
    text = decoded.text.strip()
    if not text:
        reading.note("empty_file", f"{name} is empty", severity="error")
        return []
    try:
        return [_parse(text)]
    except (ValueError, RecursionError) as error:
        problem = error
    lines = [(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if line.strip()]
    whole = sum(line.strip()[0] == "{" and line.strip()[-1] == "}" for _, line in lines)
    if len(lines) > 1 and whole * 2 >= len(lines):
        return _lines(name, lines, reading)
    return _salvaged(name, text, problem, reading)


def _parse(text: str) -> object:
    # NaN and Infinity are not JSON, and NaN is unequal to itself.
    value: object = json.loads(text, parse_constant=lambda _: None)
    return value


def _lines(name: str, lines: list[tuple[int, str]], reading: Reading) -> list[object]:
    values: list[object] = []
    for number, line in lines:
        try:
            values.append(_parse(line))
        except (ValueError, RecursionError) as error:
            _malformed(reading, f"{name}, line {number}: {error}")
    # One document of all lines, so that an item that is no record stands out among those that are.
    return [values]


def _salvaged(name: str, text: str, problem: Exception, reading: Reading) -> list[object]:
    """The whole records of a broken list: each broken one is rejected, and the reading goes on at the next."""
    opening = _LIST.match(text)
    line = text.count("\n", 0, getattr(problem, "pos", 0)) + 1
    if opening is None:
        reading.note("broken_json", f"{name} is not whole JSON (line {line}: {problem})", severity="error")
        if text.startswith("{"):
            _malformed(reading, f"{name}: its one record is broken")
        return []
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    values: list[object] = []
    place, broken, tries = opening.end(), 0, 0
    while tries < _MAX_TRIES:
        place = _skip(text, place)
        if place >= len(text) or text[place] == "]":
            break
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            broken += 1
            _malformed(reading, f"{name}, line {text.count(chr(10), 0, place) + 1}: {error}")
            resumed = False
            while not resumed and tries < _MAX_TRIES and (match := _NEXT.search(text, place)):
                tries, place = tries + 1, match.end()
                resumed = _record_starts(text, place, decoder)
            if not resumed:
                place = len(text)
        else:
            values.append(value)
    if place >= len(text):
        detail = f"{name} ends before its list does (line {line}: {problem}); {len(values)} records are whole"
        reading.note("truncated", detail, severity="error")
    elif broken:
        detail = f"{name}: {broken} of its records are broken (line {line}: {problem})"
        reading.note("broken_json", detail, severity="error")
    return [values]


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _record_starts(text: str, place: int, decoder: json.JSONDecoder) -> bool:
    """Whether a whole record of the feed, rather than a part of the broken one, starts here."""
    try:
        item, _ = decoder.raw_decode(text, place)
    except (ValueError, RecursionError):
        return False
    kind = shape(item)
    return (
        (kind == "service" and bool(item.keys() & _SERVICE_KEYS))
        or (kind == "site" and isinstance(item.get("service"), dict))
        or (kind == "organization" and "services" in item)
    )
