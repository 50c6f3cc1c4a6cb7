"""Small made-up HSDS feeds, and real snapshots of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.build import BuildOptions, build
from indexer.open_index import OpenIndex, open_current

Record = dict[str, Any]

BUILT_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def service(record_id: str, name: str, description: str, **changes: Any) -> Record:
    """One HSDS 3 service; `changes` replace or add fields."""
    return {"id": record_id, "name": name, "description": description, "status": "active", **changes}


def at_address(
    street: str,
    postal_code: str,
    latitude: float,
    longitude: float,
    *,
    confidential: bool = False,
    place_id: str = "somewhere",
) -> list[Record]:
    """`service_at_locations` with one place in Miami."""
    address = {
        "address_1": street,
        "city": "Miami",
        "state_province": "FL",
        "postal_code": postal_code,
        "country": "US",
        "address_type": "physical",
    }
    location: Record = {
        "id": place_id,
        "location_type": "physical",
        "latitude": latitude,
        "longitude": longitude,
        "addresses": [address],
    }
    if confidential:
        location["attributes"] = [{"label": "confidential", "value": "true"}]
    return [{"id": "there", "location": location}]


def build_index(records: Sequence[Record], folder: Path, bundled_folder: Path) -> OpenIndex:
    """A snapshot of these records as the feed ``small``; encoder and gazetteer are taken over from `bundled_folder`."""
    shutil.copytree(bundled_folder, folder)
    feed = folder.with_name(f"{folder.name}-feed") / "small.json"
    feed.parent.mkdir()
    feed.write_text(json.dumps(list(records)), encoding="utf-8")
    build([f"hsds:{feed}"], BuildOptions(out=folder, model="bundled", now=lambda: BUILT_AT))
    return open_current(folder)
