"""A `Resource` as JSON and back, for the snapshot's records: ``from_json(to_json(r)) == r``."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from data.resource import Address, Evidence, NeedTag, Phone, Position, Provenance, Resource, Schedule, Support


def to_json(resource: Resource) -> str:
    """Compact JSON without the fields that have their default value."""
    return json.dumps(_plain(resource), ensure_ascii=False, separators=(",", ":"))


def schedules_to_json(schedules: tuple[Schedule, ...]) -> str:
    return json.dumps(_plain(schedules), ensure_ascii=False, separators=(",", ":"))


def schedules_from_json(text: str) -> tuple[Schedule, ...]:
    return tuple(_schedule(item) for item in json.loads(text))


def from_json(text: str) -> Resource:
    raw: dict[str, Any] = json.loads(text)
    for name in ("modes", "service_area", "languages", "insurance", "populations", "cautions"):
        if name in raw:
            raw[name] = tuple(raw[name])
    if "phones" in raw:
        raw["phones"] = tuple(Phone(**item) for item in raw["phones"])
    if "address" in raw:
        raw["address"] = Address(**raw["address"])
    if "position" in raw:
        raw["position"] = Position(**raw["position"])
    if "schedules" in raw:
        raw["schedules"] = tuple(_schedule(item) for item in raw["schedules"])
    if "tags" in raw:
        raw["tags"] = tuple(
            NeedTag(need_id=item["need_id"], weight=item["weight"], evidence=Evidence(**item["evidence"]))
            for item in raw["tags"]
        )
    if "support" in raw:
        raw["support"] = Support(**raw["support"])
    if "assured_date" in raw:
        raw["assured_date"] = date.fromisoformat(raw["assured_date"])
    source = raw["source"]
    raw["source"] = Provenance(**{**source, "record_ids": tuple(source["record_ids"])})
    return Resource(**raw)


def _schedule(item: dict[str, Any]) -> Schedule:
    for name in ("opens_at", "closes_at"):
        if name in item:
            item[name] = time.fromisoformat(item[name])
    for name in ("valid_from", "valid_to"):
        if name in item:
            item[name] = date.fromisoformat(item[name])
    return Schedule(**item)


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(content)
            for field in fields(value)
            if (content := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value
