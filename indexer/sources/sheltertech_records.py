"""The services in answers of the AskDarcel API, each with the resource (the organisation) that gives it.

An answer holds resources with their services, services with their resource or its id, or both; so a service may come
twice, and is one record: what one copy lacks is taken from the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.sources.documents import documents
from indexer.sources.hsds_values import Object, an_object, identifier, text
from indexer.sources.listing import Feed, Reading

_SIGNS = frozenset({"schedule", "eligibilities", "source_attribution", "interpretation_services", "wait_time", "fee"})
_KEYS_OF_A_RESOURCE = frozenset({"services", "ratings", "legal_status"})
_ENOUGH = 3
_TRIED = 50


@dataclass(slots=True)
class Record:
    """A service and its resource, empty where the feed has none."""

    id: str
    service: Object
    resource: Object


@dataclass(slots=True)
class _Found:
    """Everything in a feed by its kind, in order."""

    services: list[tuple[object, Object]] = field(default_factory=list)
    """With the resource that they stand in."""
    resources: dict[str, Object] = field(default_factory=dict)


def looks_like_sheltertech(document: object) -> bool:
    """Whether a JSON value holds a service or a resource as the AskDarcel API answers them."""
    tried = 0
    for kind, item in _items(document):
        if isinstance(item, dict) and len(item.keys() & (_SIGNS | {"verified_at", "certified"})) >= _ENOUGH:
            schedule = item.get("schedule")
            if isinstance(schedule, dict) and ("schedule_days" in schedule or "hours_known" in schedule):
                return True
        tried += kind != ""
        if tried >= _TRIED:
            break
    return False


def make_records(feed: Feed, reading: Reading) -> list[Record]:
    """Counts every service once in `reading.read`; what is no service is rejected."""
    found = _Found()
    for path, content in sorted(feed.files.items()):
        for document in documents(path, content, reading, _is_record):
            _gather(path, document, found, reading)
    records: dict[str, list[Record]] = {}
    taken = {stated for item, _ in found.services if isinstance(item, dict) and (stated := identifier(item, "id"))}
    for number, (item, parent) in enumerate(found.services, 1):
        if not isinstance(item, dict) or not (identifier(item, "id") or text(item, "name")):
            reading.read += 1
            reading.reject("malformed", f"service {number} is no object with an id or a name")
            continue
        _add(item, parent or _resource_of(item, found), records, taken, reading)
    return [record for same in records.values() for record in same]


def _gather(path: str, document: object, found: _Found, reading: Reading) -> None:
    before = len(found.services), len(found.resources)
    for kind, item in _items(document):
        if kind == "resource" and isinstance(item, dict):
            found.resources.setdefault(identifier(item, "id") or "", item)
            nested = item.get("services")
            found.services += [(service, item) for service in nested] if isinstance(nested, list) else []
        elif kind == "service":
            found.services.append((item, {}))
    if before == (len(found.services), len(found.resources)):
        reading.note("not_sheltertech", f"{path} holds neither services nor resources")


def _items(document: object) -> Iterator[tuple[str, object]]:
    """The services and resources of an answer with their kind, services first; `""` for what is neither."""
    if isinstance(document, list):
        for item in document:
            if isinstance(item, dict) and not _kind(item) and _is_envelope(item):
                yield from _items(item)
            else:
                yield _kind(item) if isinstance(item, dict) else "service", item
    elif isinstance(document, dict) and not _kind(document):
        for kind in ("service", "resource"):
            listed = document.get(f"{kind}s")
            yield from ((kind, item) for item in (listed if isinstance(listed, list) else []))
            if isinstance(document.get(kind), dict):
                yield kind, document[kind]
    elif isinstance(document, dict):
        yield _kind(document), document


def _is_envelope(item: Object) -> bool:
    return any(key in item for key in ("services", "resources", "service", "resource"))


def _kind(item: Object) -> str:
    """`service`, `resource`, or nothing."""
    if "id" not in item and "name" not in item:
        return ""
    if item.keys() & {"eligibilities", "application_process", "interpretation_services", "resource_id", "resource"}:
        return "service"
    return "resource" if item.keys() & _KEYS_OF_A_RESOURCE else "service" if item.keys() & _SIGNS else ""


def _is_record(item: object) -> bool:
    return isinstance(item, dict) and _kind(item) != "" and bool(item.keys() & (_SIGNS | _KEYS_OF_A_RESOURCE))


def _resource_of(service: Object, found: _Found) -> Object:
    """The resource inside a service, else by its id, with what the service says of it itself."""
    inner = an_object(service, "resource")
    stated = identifier(inner, "id") or identifier(service, "resource_id") or ""
    listed = found.resources.get(stated, {}) if stated else {}
    own: Object = {"name": service.get("resource_name"), "addresses": service.get("addresses")}
    return _joined(_joined(inner, listed), own)


def _add(
    service: Object, resource: Object, records: dict[str, list[Record]], taken: set[str], reading: Reading
) -> None:
    stated = identifier(service, "id") or _made_id(service, reading)
    known = records.setdefault(stated, [])
    twin = next((record for record in known if _name(record.service) == _name(service)), None)
    if twin is not None:
        twin.service, twin.resource = _joined(twin.service, service), _joined(twin.resource, resource)
        return
    reading.read += 1
    record_id = stated
    if known:
        number = 2
        while (record_id := f"{stated}#{number}") in taken:
            number += 1
        taken.add(record_id)
        reading.note("repeated_id", f"two services have the id {stated}", record_id)
    known.append(Record(record_id, service, resource))


def _joined(first: Object, second: Object) -> Object:
    """The first object with what it lacks of the second."""
    return {**second, **{key: value for key, value in first.items() if value not in (None, "", [], {})}}


def _name(service: Object) -> str:
    return " ".join((text(service, "name", "alternate_name") or "").lower().split())


def _made_id(service: Object, reading: Reading) -> str:
    written = json.dumps(service, sort_keys=True, default=str)
    made = f"row-{hashlib.sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    reading.note("no_id", "a service has no id; made one from its content", made)
    return made
