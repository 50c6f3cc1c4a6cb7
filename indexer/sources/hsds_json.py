"""JSON as HSDS publishers serve it, to services in the nested form of HSDS 3.

The objects of a feed may be services, service_at_locations, or organizations that hold services; in lists, page
envelopes, or one a line.
"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass, field

from indexer.sources.hsds_shapes import Shape, records_in, shape
from indexer.sources.hsds_values import Object, identifier, objects
from indexer.sources.listing import Reading

_MAX_DEPTH = 40


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


def gather(name: str, documents: list[object], gathered: Gathered, reading: Reading) -> bool:
    """Sorts what a file's documents hold into `gathered`. False, and nothing done, where none of it is HSDS."""
    found = [pair for document in documents for pair in records_in(document, name)]
    shapes = {shape(item) for item, _ in found}
    if not found:
        reading.note("no_records", f"{name} holds an empty list", severity="info")
    elif not shapes - {"other"}:
        return False
    records = bool(shapes & {"service", "site"})
    for item, where in found:
        kind = shape(item)
        if is_too_deep(item):
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


def is_too_deep(item: object) -> bool:
    """Whether containers are nested more deeply than any HSDS object; found without recursion."""
    stack = [(item, 1)]
    while stack:
        value, depth = stack.pop()
        if depth > _MAX_DEPTH:
            return True
        if isinstance(value, dict | list):
            stack += [(child, depth + 1) for child in (value.values() if isinstance(value, dict) else value)]
    return False
