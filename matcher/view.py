"""A resource as the contract shows it: every documented key present, unknown as null, nothing private."""

from __future__ import annotations

from datetime import datetime

from data.resource import SUPPORT_TYPES, Resource
from data.schedules import next_start


def phones(resource: Resource) -> list[dict[str, object]]:
    """The contract's `phones` of a resource."""
    return [{"number": phone.number, "extension": phone.extension, "type": phone.type} for phone in resource.phones]


def resource_view(resource: Resource, as_of: datetime) -> dict[str, object]:
    """The contract's `resource` object; `next_occurrence` counts from `as_of` (aware)."""
    address, position = resource.address, resource.position
    shown_position = position if position and not (address and address.confidential) else None
    upcoming = next_start(resource.schedules, resource.timezone, as_of)
    support = resource.support.as_dict()
    return {
        "id": resource.id,
        "name": resource.name,
        "organization": resource.organization,
        "kind": resource.kind,
        "modes": list(resource.modes),
        "description": resource.description,
        "application_process": resource.application_process,
        "phones": phones(resource),
        "url": resource.url,
        "email": resource.email,
        "address": {
            "address_1": address.address_1,
            "city": address.city,
            "state_province": address.state_province,
            "postal_code": address.postal_code,
            "country": address.country,
            "confidential": address.confidential,
        }
        if address
        else None,
        "latitude": shown_position.latitude if shown_position else None,
        "longitude": shown_position.longitude if shown_position else None,
        "precision": shown_position.precision if shown_position else None,
        "service_area": list(resource.service_area),
        "schedules": [schedule.text for schedule in resource.schedules],
        "timezone": resource.timezone,
        "next_occurrence": upcoming.isoformat(timespec="seconds") if upcoming else None,
        "languages": list(resource.languages),
        "cost": resource.cost,
        "fees_description": resource.fees_description,
        "insurance": list(resource.insurance),
        "eligibility_description": resource.eligibility_description,
        "populations": list(resource.populations),
        "minimum_age": resource.minimum_age,
        "maximum_age": resource.maximum_age,
        "accessibility": resource.accessibility,
        "needs": [tag.need_id for tag in resource.tags],
        "support": {name: support[name] for name in SUPPORT_TYPES if support[name] > 0},
        "assured_date": resource.assured_date.isoformat() if resource.assured_date else None,
        "source": {
            "name": resource.source.name,
            "url": resource.source.url,
            "record_id": resource.source.record_id,
            "record_ids": list(resource.source.record_ids),
            "sample": resource.source.sample,
        },
    }
