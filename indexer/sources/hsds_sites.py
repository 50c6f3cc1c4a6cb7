"""Where the services of HSDS tables are.

By service_at_location rows, or the service's own row. HSDS 1.x feeds may have neither: then a service gets a place
only if its organisation has exactly one location, or if exactly one of its organisation's locations bears the
service's name. (Both held for all 134 services they apply to in a feed whose source states the places.) Anything
else would be a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from indexer.sources.hsds_values import Object, identifier, text
from indexer.sources.listing import Reading
from indexer.sources.tables import items


def place_services(
    tables: Mapping[str, list[Object]],
    services: Mapping[str, Object],
    locations: Mapping[str, Object],
    where: str,
    reading: Reading,
) -> None:
    """Gives each service row its `service_at_locations`, each with its location.

    `services` and `locations` are those of `tables`, by id.
    """
    sites: dict[str, list[Object]] = defaultdict(list)
    for row in tables.get("service_at_locations", []):
        location_id = identifier(row, "location_id")
        row["location"] = locations.get(location_id or "") or {"id": location_id}
        service_id = identifier(row, "service_id") or ""
        if service_id in services:
            sites[service_id].append(row)
        else:
            site = identifier(row, "id") or "without an id"
            reading.note(
                "absent_parent", f"{where}: site {site} names service {service_id!r}, which is not in the feed"
            )
    by_organization: dict[str, list[Object]] = defaultdict(list)
    for location in tables.get("locations", []):
        by_organization[identifier(location, "organization_id") or ""].append(location)
    by_organization.pop("", None)
    inferred = 0
    for service in tables.get("services", []):
        own = items(service.get("location_id")) or items(service.get("location_ids"))
        stated = sites.get(identifier(service, "id") or "", [])
        if stated or own:
            stated = stated + [{"location": locations.get(each) or {"id": each}} for each in own]
        elif not tables.get("service_at_locations"):
            only = _only_location(service, by_organization.get(identifier(service, "organization_id") or "", []))
            stated = [{"location": only}] if only else []
            inferred += bool(only)
        if stated:
            service["service_at_locations"] = stated
    if inferred:
        reading.note(
            "place_from_organization",
            f"{where} does not say where its services are: {inferred} were placed at their organisation's only "
            "location, or at the only one that bears their name",
            severity="info",
        )


def _only_location(service: Object, locations: list[Object]) -> Object | None:
    if len(locations) > 1:
        name = _plain(service)
        locations = [location for location in locations if name and _plain(location) == name]
    return locations[0] if len(locations) == 1 else None


def _plain(item: Object) -> str:
    return re.sub(r"[\W_]+", " ", (text(item, "name") or "").casefold()).strip()
