"""What the made-up matcher of the API's unit tests says of one listing."""

from __future__ import annotations

from typing import Any


def explained(matched: dict[str, Any]) -> dict[str, Any]:
    """Why the one listing of a made-up match ranks second, as a whole answer of the contract."""
    found = {name: value for name, value in matched["recommendations"][0].items() if name != "rank"}
    return {
        "as_of": matched["as_of"],
        "crisis": matched["crisis"],
        "resource": found["resource"],
        "recommended": False,
        "rank": 2,
        "in_plan": False,
        **{name: found[name] for name in ("score", "distance_km", "reasons", "cautions")},
        "obstacles": [{"reason": "beyond_limit", "text": "It is number 2; the list stops at 1."}],
        "ahead": 1,
        "difference": {"id": "made-up:2", "name": "A Far Place", "text": "“A Far Place” is nearer."},
    }
