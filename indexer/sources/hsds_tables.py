"""HSDS tables (1.x to 3.x, and Ohana's, which came before), to services in the nested form of HSDS 3.

A row hangs on every parent whose id it gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.sources.hsds_json import Found, Gathered
from indexer.sources.hsds_sites import place_services
from indexer.sources.hsds_values import Object, identifier, objects, text
from indexer.sources.listing import Reading
from indexer.sources.tables import Row, items

Tables = dict[str, list[Object]]

_ALIASES = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "service_at_locations": "service_at_location services_at_location services_at_locations",
    "addresses": "address",
    "physical_addresses": "physical_address",
    "postal_addresses": "postal_address mail_address mail_addresses",
    "phones": "phone",
    "contacts": "contact",
    "schedules": "schedule",
    "regular_schedules": "regular_schedule",
    "holiday_schedules": "holiday_schedule",
    "languages": "language",
    "eligibility": "eligibilities",
    "cost_options": "cost_option",
    "fees": "fee",
    "service_areas": "service_area",
    "required_documents": "required_document",
    "accessibility": "accessibility_for_disabilities",
    "taxonomy_terms": "taxonomy_term taxonomy",
    "service_taxonomy": "services_taxonomy service_taxonomies",
    "attributes": "attribute service_attributes service_attribute other_attributes link_taxonomy",
    "taxonomies": "",
    "programs": "program",
    "funding": "",
    "metadata": "",
    "organization_identifiers": "organization_identifier",
    "meta_table_descriptions": "meta_table_description",
    "payments_accepted": "payment_accepted",
    "units": "unit",
    "urls": "url",
}
NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases.split())}
"""Table name as found, to the name used here."""

_CHILDREN = (
    ("phones", "phones"),
    ("schedules", "schedules"),
    ("regular_schedules", "regular_schedules"),
    ("holiday_schedules", "holiday_schedules"),
    ("languages", "languages"),
    ("eligibility", "eligibility"),
    ("cost_options", "cost_options"),
    ("fees", "fees_rows"),
    ("service_areas", "service_areas"),
    ("required_documents", "required_documents"),
    ("accessibility", "accessibility"),
    ("addresses", "addresses"),
    ("contacts", "contacts"),
)
"""Table, and the name its rows go by in their parent."""
_OWNERS = ("organization", "service", "location", "service_at_location", "contact")
_SERVICE_COLUMNS = frozenset({"name", "alternate_name"})


@dataclass(slots=True)
class _Index:
    """The objects that rows can hang on, by kind and id."""

    of: dict[str, dict[str, Object]] = field(default_factory=lambda: {owner: {} for owner in _OWNERS})


def table_name(path: str) -> str | None:
    """The table that a file holds, by its name; `None` for a file that is none of HSDS's."""
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".csv").removesuffix(".tsv")
    return NAMES.get(re.sub(r"[^a-z]+", "_", stem).strip("_"))


def is_services(columns: Iterable[str]) -> bool:
    """Whether a table with these columns can be HSDS services."""
    return bool(_SERVICE_COLUMNS & set(columns))


def are_tables(document: Object) -> bool:
    """Whether a JSON object holds tables: lists of rows under several of their names."""
    named = {table_name(str(key)) for key, value in document.items() if isinstance(value, list)} - {None}
    return "name" not in document and len(named) > 1 and "services" in named


def services_inside(organizations: list[Row]) -> list[Row]:
    """The services inside rows of organisations, as rows of their own."""
    return [
        {**service, "organization_id": organization.get("id")}
        for organization in organizations
        for service in objects(organization, "services")
    ]


def assemble(tables: Mapping[str, list[Row]], where: str, gathered: Gathered, reading: Reading) -> None:
    """Joins tables, named as in `NAMES`' values, and adds their services to `gathered`."""
    copies: Tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    index = _Index()
    for owner, table in (
        ("organization", "organizations"),
        ("location", "locations"),
        ("contact", "contacts"),
        ("service_at_location", "service_at_locations"),
    ):
        index.of[owner] = _by_id(copies.get(table, []), table, where, reading)
    services = copies.get("services", [])
    for service in services:
        service_id = identifier(service, "id")
        if service_id:
            # Of rows with the same id, the first gets the children; the others are reported when records are made.
            index.of["service"].setdefault(service_id, service)
    _hang_addresses(copies)
    _hang_children(copies, index, where, reading)
    _hang_terms(copies, index, where, reading)
    place_services(copies, index.of["service"], index.of["location"], where, reading)
    for service in services:
        _hang_organization(service, index, reading)
    gathered.services += [Found(row, f"{where}, services, row {place}") for place, row in enumerate(services, 1)]


def _by_id(rows: list[Object], table: str, where: str, reading: Reading) -> dict[str, Object]:
    found: dict[str, Object] = {}
    for row in rows:
        row_id = identifier(row, "id")
        if row_id and found.setdefault(row_id, row) != row:
            reading.note("repeated_id", f"{where}, {table}: {row_id} repeats with other content; the first counts")
    return found


def _hang_addresses(tables: Tables) -> None:
    rows = tables.setdefault("addresses", [])
    for table, kind in (("physical_addresses", "physical"), ("postal_addresses", "postal")):
        rows += [{**row, "address_type": text(row, "address_type") or kind} for row in tables.get(table, [])]


def _hang_children(tables: Tables, index: _Index, where: str, reading: Reading) -> None:
    for table, name in _CHILDREN:
        orphans: Counter[str] = Counter()
        for row in tables.get(table, []):
            for owner in _OWNERS if table == "phones" else _OWNERS[:-1]:
                owner_id = identifier(row, f"{owner}_id")
                if not owner_id:
                    continue
                parent = index.of[owner].get(owner_id)
                if parent is None:
                    orphans[owner] += 1
                else:
                    _add(parent, name, row)
        for owner, count in sorted(orphans.items()):
            reading.note("absent_parent", f"{where}, {table}: rows that name an absent {owner}: {count}")


def _add(parent: Object, name: str, row: Object) -> None:
    """Puts a row into the parent's list; a text of the same name in the parent's own row stays the list's first."""
    present = parent.get(name)
    if isinstance(present, list):
        present.append(row)
    else:
        parent[name] = [{"description": present}, row] if isinstance(present, str) and present.strip() else [row]


def _hang_terms(tables: Tables, index: _Index, where: str, reading: Reading) -> None:
    """Taxonomy terms, by 1.x's services_taxonomy, 2.x's and 3.x's attributes, and Ohana's taxonomy_ids column."""
    terms = {
        term_id: row for row in tables.get("taxonomy_terms", []) if (term_id := identifier(row, "id", "taxonomy_id"))
    }
    absent = 0
    for row in tables.get("service_taxonomy", []):
        term = terms.get(identifier(row, "taxonomy_term_id", "taxonomy_id") or "")
        service = index.of["service"].get(identifier(row, "service_id") or "")
        absent += service is None or (term is None and text(row, "taxonomy_detail") is None)
        if service is not None:
            _add(service, "taxonomy_terms", term or {"name": row.get("taxonomy_detail")})
    for row in tables.get("attributes", []):
        term = terms.get(identifier(row, "taxonomy_term_id") or "")
        linked = identifier(row, "link_id", "service_id") or ""
        stated = (text(row, "link_entity", "link_type") or "").strip().lower()
        owners = (stated,) if stated in _OWNERS else _OWNERS
        parents = [index.of[owner][linked] for owner in owners if linked in index.of[owner]]
        absent += not parents
        for parent in parents[:1]:
            _add(parent, "attributes", {**row, "taxonomy_term": term} if term else row)
    for service in tables.get("services", []):
        for term_id in items(service.get("taxonomy_ids")):
            if term_id in terms:
                _add(service, "taxonomy_terms", terms[term_id])
            else:
                absent += 1
    if absent:
        reading.note("absent_parent", f"{where}: links to an absent service or taxonomy term: {absent}")


def _hang_organization(service: Object, index: _Index, reading: Reading) -> None:
    """The organisation the row names, or (Ohana) its location's."""
    sites = service.get("service_at_locations")
    first = sites[0] if isinstance(sites, list) and sites else {}
    location = first.get("location") if isinstance(first, dict) else None
    stated = identifier(service, "organization_id")
    organization_id = stated or (identifier(location, "organization_id") if isinstance(location, dict) else None)
    organization = index.of["organization"].get(organization_id or "")
    if organization is not None:
        service["organization"] = organization
