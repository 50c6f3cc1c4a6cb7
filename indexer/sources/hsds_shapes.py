"""What the objects of an HSDS feed are, by their keys, and how publishers wrap them.

HSDS objects do not say their type. Services, service_at_locations (here: sites), organizations and locations are told
apart by the fields that only one of them has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

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


def is_whole_record(item: object) -> bool:
    """Whether an object met inside broken JSON is a record of the feed rather than a part of one."""
    if not isinstance(item, dict):
        return False
    kind = shape(item)
    return (
        (kind == "service" and bool(item.keys() & _SERVICE_KEYS))
        or (kind == "site" and isinstance(item.get("service"), dict))
        or (kind == "organization" and "services" in item)
    )


def records_in(document: object, where: str) -> Iterator[tuple[object, str]]:
    """The records in a document, with where they stand: through page envelopes and lists."""
    if isinstance(document, list):
        for place, item in enumerate(document, 1):
            if isinstance(item, dict) and _is_page(item):
                yield from records_in(item, f"{where}, item {place}")
            else:
                yield item, f"{where}, item {place}"
    elif isinstance(document, dict) and shape(document) == "other":
        held = [(key, inner) for key in ENVELOPES if _holds(inner := document.get(key))]
        for key, inner in held:
            yield from records_in(inner, f"{where}, {key}")
        if not held:
            yield document, where
    else:
        yield document, where


def _holds(inner: object) -> bool:
    return isinstance(inner, list) or (isinstance(inner, dict) and bool(inner))


def _is_page(item: dict[str, object]) -> bool:
    """Whether a list's item is an envelope of records itself."""
    return shape(item) == "other" and any(isinstance(item.get(key), list) for key in ENVELOPES)
