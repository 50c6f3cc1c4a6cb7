"""HSDS feeds (https://docs.openreferral.org) to listings: any version, as JSON or tables, in as many files as it takes.

The record is the service. A service at several sites gives a listing a site, under the same record; what a site says
itself (schedules, phones, url) goes before what the service says, then the location, then the organisation.
"""

from __future__ import annotations

import json
import posixpath
import re

from data.resource import Mode
from indexer.sources import hsds_fields as fields
from indexer.sources.documents import documents
from indexer.sources.hsds_json import Gathered, gather, is_too_deep
from indexer.sources.hsds_location import Site, mailing_address, read_location
from indexer.sources.hsds_records import Record, make_records
from indexer.sources.hsds_schedules import schedules
from indexer.sources.hsds_tables import are_tables, assemble, is_services, services_inside, table_name
from indexer.sources.hsds_values import Object, an_object, identifier, objects, scalar, text, unique
from indexer.sources.listing import Feed, Listing, Reading
from indexer.sources.tables import Row, read_table

_TEXTS = ("name", "alternate_name", "description", "url", "email", "status", "application_process", "fees")
_JSON_START = re.compile(rb"[\s\x00\xef\xbb\xbf\xfe\xff]*[\[{]")


def read_hsds(feed: Feed) -> Reading:
    """Reads an HSDS feed. Never raises for bad data."""
    reading = Reading()
    gathered = Gathered()
    tables: dict[str, dict[str, list[Row]]] = {}
    packaged = _packaged(feed, reading)
    for path in sorted(feed.files):
        content = feed.files[path]
        folder, base = posixpath.split(path)
        if base == "datapackage.json":
            continue
        if _JSON_START.match(content[:64]) and not base.lower().endswith((".csv", ".tsv")):
            _read_json(path, content, tables, gathered, reading)
        elif base.lower().endswith((".csv", ".tsv")) or (len(feed.files) == 1 and content.count(b",")):
            name = packaged.get(path) or table_name(path) or ("services" if len(feed.files) == 1 else None)
            _read_csv(path, name, content, tables.setdefault(folder, {}), reading)
        elif base.lower().endswith((".json", ".jsonl", ".ndjson")):
            _read_json(path, content, tables, gathered, reading)
        else:
            reading.note("ignored_file", f"{path} is neither JSON nor CSV", severity="info")
    for folder, found in sorted(tables.items()):
        if found.get("services"):
            assemble(found, folder or feed.name, gathered, reading)
        else:
            reading.note("no_services", f"{folder or feed.name}: no table of services")
    keys: set[str] = set()
    for record in make_records(gathered, reading):
        for listing in _listings(record, reading):
            while listing.key in keys:
                listing.key += "~"
            keys.add(listing.key)
            reading.listings.append(listing)
    if not reading.read:
        what = ", ".join(sorted(feed.files)[:5]) or "no files"
        reading.note("no_records", f"no HSDS service was found in {what}", severity="error")
    return reading


def _packaged(feed: Feed, reading: Reading) -> dict[str, str]:
    """The table that each file holds, where a datapackage.json (https://datapackage.org) says so."""
    found: dict[str, str] = {}
    for path, content in feed.files.items():
        folder, base = posixpath.split(path)
        if base != "datapackage.json":
            continue
        try:
            package = json.loads(content)
        except (ValueError, RecursionError) as error:
            reading.note("datapackage_unreadable", f"{path} is no JSON ({error}); tables go by their files' names")
            continue
        for resource in objects(package, "resources") if isinstance(package, dict) else []:
            name, target = table_name(text(resource, "name") or ""), text(resource, "path")
            if name and target:
                found[posixpath.normpath(posixpath.join(folder, target))] = name
    return found


def _read_csv(path: str, name: str | None, content: bytes, tables: dict[str, list[Row]], reading: Reading) -> None:
    if name is None:
        reading.note("ignored_file", f"{path} is none of the tables of HSDS", severity="info")
        return
    table = read_table(path, content, reading)
    if name == "services" and table.columns and not is_services(table.columns):
        reading.note("not_hsds", f"{path} lacks HSDS's column name; it has {', '.join(table.columns[:6])}")
        return
    tables.setdefault(name, []).extend(table.rows)


def _read_json(
    path: str, content: bytes, tables: dict[str, dict[str, list[Row]]], gathered: Gathered, reading: Reading
) -> None:
    found = documents(path, content, reading)
    as_tables = [document for document in found if isinstance(document, dict) and are_tables(document)]
    for document in as_tables:
        for key, rows in document.items():
            name = table_name(str(key))
            if not name or not isinstance(rows, list):
                continue
            whole = [row for row in rows if isinstance(row, dict) and not is_too_deep(row)]
            tables.setdefault(path, {}).setdefault(name, []).extend(whole)
            for _ in range(len(rows) - len(whole) if name == "services" else 0):
                reading.read += 1
                reading.reject("malformed", f"{path}, {key}: a row is no object, or nested too deeply")
            if name == "organizations":
                tables[path].setdefault("services", []).extend(services_inside(whole))
    others = [document for document in found if document not in as_tables]
    if others and not gather(path, others, gathered, reading):
        reading.note("not_hsds", f"{path} holds no HSDS objects")


def _listings(record: Record, reading: Reading) -> list[Listing]:
    """A listing for each place of the service, or one where it has none to go to."""
    service, record_id = record.service, record.ids[0]
    _note_wrong_types(service, record_id, reading)
    by_key: dict[str, list[Object]] = {}
    for site in objects(service, "service_at_locations") or _own_locations(service):
        location = an_object(site, "location")
        location_id = identifier(location, "id")
        if not location.keys() - {"id"}:
            reading.note("absent_parent", f"location {location_id} is not in the feed", record_id)
            by_key.setdefault("", []).append(site)
        elif identifier(location, "location_type") == "postal":
            by_key.setdefault("", []).append(site)
        else:
            by_key.setdefault(f"@{location_id or identifier(site, 'id') or ''}".rstrip("@"), []).append(site)
    if len(by_key) > 1 and "" in by_key:
        # Sites without a place of their own add nothing to those with one.
        del by_key[""]
    return [_listing(record, f"{record_id}{key}", sites, reading) for key, sites in (by_key or {"": []}).items()]


def _own_locations(service: Object) -> list[Object]:
    return [{"location": location} for location in objects(service, "locations", "location")]


def _listing(record: Record, key: str, sites: list[Object], reading: Reading) -> Listing:
    service, record_id = record.service, record.ids[0]
    found: set[tuple[str, str]] = set()

    def note(code: str, detail: str) -> None:
        if (code, detail) not in found:
            found.add((code, detail))
            reading.note(code, detail, record_id)

    locations = [an_object(site, "location") for site in sites]
    location = locations[0] if locations else {}
    organization = next(iter(objects(service, "organization")), {})
    if not organization and text(service, "organization_id"):
        note("unknown_organization", f"organization {text(service, 'organization_id')} is not in the feed")
    place = read_location(location)
    nowhere = not (place.address or place.kind or place.latitude)
    area, everywhere = fields.service_area(service, *sites)
    stated_modes = fields.modes(fields.labelled("mode", *sites, service), note)
    holders = (*sites, service, *locations)
    return Listing(
        record_id=record_id,
        record_ids=tuple(record.ids),
        key=key,
        name=text(service, "name", "alternate_name"),
        organization=text(organization, "name", "alternate_name") or text(service, "organization_name"),
        kind=fields.kind(fields.labelled("kind", *sites, service), note),
        modes=stated_modes or _modes_of(place),
        description="\n\n".join(_descriptions(service, sites)) or None,
        application_process=fields.application(service),
        eligibility_description=fields.eligibility(service),
        fees_description=fields.fees(service),
        phones=fields.phones(
            [phone for site in sites for phone in objects(site, "phones")],
            objects(service, "phones"),
            fields.contact_phones(*sites, service),
            [phone for each in locations for phone in objects(each, "phones")],
            fields.contact_phones(*locations),
            objects(organization, "phones"),
            fields.contact_phones(organization),
        ),
        url=_first([*sites, service, *locations, organization], "url", "website"),
        email=_first([*sites, service, *locations, organization], "email"),
        address=mailing_address(organization) if nowhere and not location.keys() - {"id"} else place.address,
        site_id=identifier(location, "id"),
        confidential=place.confidential or fields.is_confidential(service, *sites),
        latitude=place.latitude,
        longitude=place.longitude,
        service_area=area,
        serves_everywhere=everywhere,
        schedules=schedules(_schedule_rows(sites, service, locations), note),
        timezone=_timezone(holders),
        languages=fields.languages(*holders),
        cost=fields.cost(service),
        insurance=fields.insurance(fields.labelled("insurance", *sites, service), note),
        populations=fields.populations(fields.labelled("population", *sites, service), note),
        minimum_age=_age(service, "minimum_age"),
        maximum_age=_age(service, "maximum_age"),
        accessibility=unique(feature for each in (*sites, *locations) for feature in fields.accessibility(each)),
        categories=fields.categories(service, *sites),
        cautions=tuple(unique(text(each, "alert") for each in (*sites, service))),
        status="; ".join(unique(text(each, "status") for each in (*sites, service, organization))) or None,
        assured_date=scalar(service, "assured_date"),
    )


def _modes_of(place: Site) -> frozenset[Mode]:
    if place.kind == "virtual":
        return frozenset({"online"})
    return frozenset({"in_person"}) if place.kind == "physical" else frozenset()


def _descriptions(service: Object, sites: list[Object]) -> list[str]:
    own = text(service, "description", "short_desc", "short_description")
    return unique([own, *(said for site in sites if (said := text(site, "description")) and said not in (own or ""))])


def _schedule_rows(sites: list[Object], service: Object, locations: list[Object]) -> list[Object]:
    """The rows of the first level that has any: the site's, the service's, the location's."""
    for level in (sites, [service], locations):
        rows = [row for each in level for name in ("schedules", "regular_schedules") for row in objects(each, name)]
        if rows:
            return rows
        words = unique(text(each, "schedule", "hours", "hours_of_operation") for each in level)
        if words:
            return [{"description": said} for said in words]
    return []


def _timezone(holders: tuple[Object, ...]) -> str | None:
    rows = [row for each in holders for row in objects(each, "schedules")]
    stated = (text(row, "timezone") or "" for row in rows)
    return next((zone.strip() for zone in stated if "/" in zone), None)


def _age(service: Object, name: str) -> object:
    rows = objects(service, "eligibility")
    return next((age for each in (service, *rows) if (age := scalar(each, name)) is not None), None)


def _first(holders: list[Object], *names: str) -> str | None:
    return next((found for each in holders if (found := text(each, *names))), None)


def _note_wrong_types(service: Object, record_id: str, reading: Reading) -> None:
    for name in _TEXTS:
        if isinstance(service.get(name), dict | bool) or (isinstance(service.get(name), list) and name != "fees"):
            reading.note("wrong_type", f"{name} is no text", record_id)
