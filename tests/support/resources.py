"""Made-up resources for tests."""

from __future__ import annotations

from typing import Any

from data.resource import Provenance, Resource


def resource(**changes: Any) -> Resource:
    """A peer group with nothing stated beyond what a resource must have; `changes` replace fields."""
    values: dict[str, Any] = {
        "id": "00000000000000aa",
        "name": "Harbor Peer Group",
        "kind": "support_group",
        "modes": ("in_person",),
        "source": Provenance(name="made-up", record_id="1", record_ids=("1",)),
    }
    return Resource(**{**values, **changes})
