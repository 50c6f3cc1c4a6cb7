"""From the services and sites found in a feed's files to records: one a service, with a unique id.

The same service may come several times: in a list and in full, as a service and at each of its sites, or simply twice.
What says nothing else than what is known is folded into one record; a repeated id with other content is a record of
its own, under a suffixed id. A service without an id gets one made from its content, so that it stays the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.sources.hsds_json import Found, Gathered
from indexer.sources.hsds_values import Object, an_object, identifier, objects
from indexer.sources.listing import Reading

_MOST_COMPARED = 20
_MOST_PAIRS = 2500


@dataclass(slots=True)
class Record:
    """A service in nested form, and the ids of all records folded into it, its own first."""

    ids: list[str]
    service: Object


def make_records(gathered: Gathered, reading: Reading) -> list[Record]:
    """Counts every record in `reading.read`."""
    taken = {service_id for found in gathered.services if (service_id := identifier(found.item, "id"))}
    records: list[Record] = []
    by_id: dict[str, list[Record]] = {}
    times: dict[str, int] = {}
    for found in gathered.services:
        reading.read += 1
        service = _with_organization(found.item, gathered.organizations)
        stated = identifier(service, "id") or _made_id(service, found, reading)
        times[stated] = times.get(stated, 0) + 1
        known = by_id.setdefault(stated, [])
        record_id = stated if times[stated] == 1 else _unused(stated, times[stated], taken)
        twin = next((record for record in known[:_MOST_COMPARED] if _same(record.service, service)), None)
        if twin is not None:
            # The one that says more stays.
            twin.service = twin.service if contained(service, twin.service) else service
            twin.ids.append(record_id)
            reading.note("repeated_record", f"{found.where} says nothing else than {twin.ids[0]}", record_id, "info")
            continue
        if record_id != stated:
            reading.note("repeated_id", f"{found.where} repeats the id {stated} with other content", record_id)
        known.append(Record([record_id], service))
        records.append(known[-1])
    for found in gathered.sites:
        _add_site(found, records, by_id, gathered, reading)
    return records


def contained(small: object, large: object) -> bool:
    """Whether `small` says nothing that `large` does not.

    References (``…_id``), when it was last touched, and whether a scalar is text or number do not count.
    """
    if small is None or small in ("", [], {}) or small is large:
        return True
    if isinstance(small, dict):
        if not isinstance(large, dict):
            return False
        return all(contained(value, large.get(key)) for key, value in small.items() if not _is_aside(str(key)))
    if isinstance(small, list):
        if not isinstance(large, list) or len(small) * len(large) > _MOST_PAIRS:
            return small == large
        return all(any(contained(item, other) for other in large) for item in small)
    return not isinstance(large, dict | list) and _plain(small) == _plain(large)


def _same(known: Object, new: Object) -> bool:
    return contained(new, known) or contained(known, new)


def _is_aside(key: str) -> bool:
    return key.endswith("_id") or key == "last_modified"


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _unused(stated: str, number: int, taken: set[str]) -> str:
    while f"{stated}#{number}" in taken:
        number += 1
    taken.add(f"{stated}#{number}")
    return f"{stated}#{number}"


def _made_id(service: Object, found: Found, reading: Reading) -> str:
    written = json.dumps(service, sort_keys=True, default=str)
    made = f"row-{hashlib.sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    reading.note("no_id", f"{found.where} has no id; made one from its content", made)
    return made


def _with_organization(service: Object, organizations: Mapping[str, Object]) -> Object:
    known = organizations.get(identifier(service, "organization_id") or "")
    return {**service, "organization": known} if known and not objects(service, "organization") else service


def _add_site(
    found: Found, records: list[Record], by_id: dict[str, list[Record]], gathered: Gathered, reading: Reading
) -> None:
    """Puts a site under its service's record, which it makes if the feed has the service nowhere else."""
    site = {key: value for key, value in found.item.items() if key != "service"}
    if not objects(site, "location"):
        location_id = identifier(site, "location_id")
        site["location"] = gathered.locations.get(location_id or "") or {"id": location_id}
    service = an_object(found.item, "service")
    stated = identifier(service, "id") or identifier(found.item, "service_id")
    known = by_id.get(stated or "")
    if not known:
        reading.read += 1
        if not service:
            reading.reject("malformed", f"{found.where} is a site of service {stated}, which is not in the feed")
            return
        service = _with_organization(service, gathered.organizations)
        stated = stated or _made_id(service, found, reading)
        known = by_id.setdefault(stated, [])
        if not known:
            known.append(Record([stated], service))
            records.append(known[0])
        else:
            reading.read -= 1
    record = known[0]
    sites = objects(record.service, "service_at_locations")
    if not any(contained(site, other) for other in sites[:_MOST_PAIRS]):
        kept = [other for other in sites if not contained(other, site)]
        record.service = {**record.service, "service_at_locations": [*kept, site]}
