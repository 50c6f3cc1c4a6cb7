"""What an answer is made of, decided before it is put in words; and one listing of it put in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from data.resource import Resource
from data.schedules import is_open
from indexer.open_index import OpenIndex
from matcher import weights
from matcher.crisis import Crisis
from matcher.explain import Facts, cautions, reasons
from matcher.filters import Verdicts
from matcher.plan import Plan
from matcher.request import MatchRequest
from matcher.scoring import Scored
from matcher.understand import Understanding
from matcher.view import resource_view
from matcher.where import Where, exact_km


@dataclass(frozen=True, slots=True)
class Found:
    """What passes the filters and the relevance floor, and how every resource was judged."""

    scored: Scored
    verdicts: Verdicts
    relevant: npt.NDArray[np.bool_]
    """Which resources reach the relevance floor."""
    radius_km: float
    """The radius in force."""


@dataclass(frozen=True, slots=True)
class AnswerParts:
    where: Where | None
    country: str
    """The person's: ISO 3166-1 alpha-2."""
    crisis: Crisis
    understanding: Understanding
    found: Found
    withheld: npt.NDArray[np.bool_]
    """Which resources must not be recommended: made-up numbers, to somebody who may be in danger."""
    candidates: Scored
    """All that may be recommended, scored but for meaning."""
    scored: Scored
    """Those that the answer is made of, with their whole score, best first."""
    plan: Plan
    ordered: list[int]
    """Positions in `scored` of what is recommended, in the order of its ranks."""


def recommendation(
    resource: Resource, scored: Scored, position: int, request: MatchRequest, parts: AnswerParts, index: OpenIndex
) -> dict[str, object]:
    """The contract's recommendation but for its rank: the listing at a position of `scored`, and why."""
    row = int(scored.rows[position])
    distance_km = exact_km(parts.where, index, row) if parts.where else None
    view = resource_view(resource, request.as_of)
    facts = Facts(
        distance_km=distance_km,
        to_visit=bool(scored.to_visit[position]),
        next_occurrence=cast("str | None", view["next_occurrence"]),
        open_now=is_open(resource.schedules, resource.timezone, request.as_of),
        request=request,
    )
    pick = next((pick for pick in parts.plan.picks if parts.scored.rows[pick.position] == row), None)
    other_area = bool(scored.parts["area"][position] <= weights.OTHER_AREA)
    verdicts = parts.found.verdicts.by_reason
    return {
        "resource": view,
        "score": float(scored.totals[position]),
        "distance_km": distance_km,
        "reasons": reasons(scored, position, resource, parts.understanding, facts, pick, index),
        "cautions": cautions(resource, row, verdicts, other_area, parts.understanding, request.as_of),
    }
