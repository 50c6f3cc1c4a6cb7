"""What is said of one of a few hand-made resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.resource import Address, Resource
from matcher.request import Location, MatchRequest
from matcher.why_not import why_not
from tests.contract.requests import AS_OF
from tests.matcher.small import SmallIndex

HIDDEN = Address(city="Miami", state_province="FL", country="US", confidential=True)


def explained(
    resources: Sequence[Resource],
    resource_id: str,
    folder: Path,
    fits: Mapping[tuple[str, str], float] | None = None,
    **asked: Any,
) -> dict[str, Any]:
    """What is said of one of `resources`, all of which answer the need asked for unless `fits` says otherwise."""
    rides = {(one.id, "rides"): 0.9 for one in resources}
    index = SmallIndex(folder, resources, rides if fits is None else fits)
    defaults = {"need_ids": ("rides",), "location": Location(place="33130"), "as_of": AS_OF, "radius_km": 10.0}
    said: dict[str, Any] = why_not(MatchRequest(**{**defaults, "widen": False, **asked}), resource_id, index)
    return said
