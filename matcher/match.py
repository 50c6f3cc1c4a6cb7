"""One request in, one answer out: understand, find, widen if too few, score, choose the plan, explain.

Pure: the same request on the same snapshot gives the same answer. What is asked, and nothing else, decides.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from data.resource import KINDS, Resource
from indexer.open_index import OpenIndex
from matcher import weights
from matcher.crisis import Crisis, screen, with_concern
from matcher.filters import Reason, Verdict, Verdicts, is_in_person, judge, judge_reach
from matcher.left_out import left_out
from matcher.parts import AnswerParts, Found, recommendation
from matcher.plan import POOL, Plan, choose, fallbacks
from matcher.reading import read
from matcher.request import MAX_RADIUS_KM, MatchRequest
from matcher.scoring import Scored, meaning_contribution, score, with_meaning
from matcher.themselves import told
from matcher.understand import (
    ABUSED,
    FOR_THE_ONE_WHO_HURTS,
    SIGNAL_NEEDS,
    Understanding,
    danger_besides,
    understand,
    urgent_needs,
)
from matcher.view import phones
from matcher.where import Where, locate, nearest_first, within

ENOUGH_IN_PERSON = 3
WIDENINGS = 2
CALLED_FOR = frozenset(need_id for needs in SIGNAL_NEEDS.values() for need_id in needs)
"""Needs of people who may be in danger."""


def match(request: MatchRequest, index: OpenIndex, default_country: str = "US") -> dict[str, object]:
    """The contract's answer, ready for JSON.

    Raises UnknownNeedError, and data.places' UnknownPlaceError and AmbiguousPlaceError.
    """
    parts = answer_parts(request, index, default_country)
    understanding, scored = parts.understanding, parts.scored
    resources = {position: index.resource_at(int(scored.rows[position])) for position in parts.ordered}
    recommendations = [
        {"rank": rank, **recommendation(resources[position], scored, position, request, parts, index)}
        for rank, position in enumerate(parts.ordered, start=1)
    ]
    return {
        "as_of": request.as_of.isoformat(timespec="seconds"),
        "crisis": parts.crisis.to_dict(),
        "understood": _understood(understanding, parts.where),
        "plan": _plan(parts, index),
        "recommendations": recommendations,
        "left_out": left_out(parts.found.verdicts, understanding, parts.where, parts.withheld, index),
        "widened": (
            {"from_km": request.radius_km, "to_km": parts.found.radius_km}
            if parts.found.radius_km != request.radius_km
            else None
        ),
        "notices": _notices(request, understanding, list(resources.values())),
        "index": {
            "version": index.version,
            "built_at": index.built_at,
            "model": index.model,
            "resources": index.resource_count,
        },
    }


def answer_parts(request: MatchRequest, index: OpenIndex, default_country: str = "US") -> AnswerParts:
    """Everything that is decided before an answer is put in words. Raises what `match` does."""
    where = locate(request.location, index) if request.location else None
    country = (where.place.country if where else None) or default_country
    reading = read(request.needs, index)
    crisis = screen(request.needs or "", country, reading, index.heads)
    understanding = understand(request, index, crisis, reading)
    for signal in danger_besides(crisis, understanding):
        crisis = with_concern(crisis, signal, request.needs or "", country)
    found = _find(request, understanding, where, country, index)
    withheld = _withheld(crisis, understanding, index)
    possible = found.scored.take(~withheld[found.scored.rows])
    scored = _best(possible, request, understanding, where, index)
    plan = choose(scored, request, understanding, index, urgent_needs(crisis, understanding))
    ordered = _ordered(scored, plan, request, where, index)[: request.limit]
    return AnswerParts(where, country, crisis, understanding, found, withheld, possible, scored, plan, ordered)


def candidates(request: MatchRequest, index: OpenIndex) -> tuple[npt.NDArray[np.int64], Where | None]:
    """The resources that pass every filter of a request at its own radius, and where it is asked from."""
    where = locate(request.location, index) if request.location else None
    _, verdicts = _judged(request, request.radius_km, judge(request, told(request.needs or ""), index), where, index)
    return np.flatnonzero(verdicts.passing()), where


def _judged(
    request: MatchRequest, radius_km: float, filters: Mapping[Reason, Verdict], where: Where | None, index: OpenIndex
) -> tuple[npt.NDArray[np.bool_] | None, Verdicts]:
    """What is within a radius, if there is a place, and the verdicts of the filters and of that radius."""
    within_radius = within(where, radius_km, index) if where else None
    reachable, beyond = judge_reach(request, where, within_radius, index)
    return within_radius, Verdicts({"beyond_radius": beyond, **filters} if beyond else dict(filters), reachable)


def _find(
    request: MatchRequest, understanding: Understanding, where: Where | None, country: str, index: OpenIndex
) -> Found:
    """What passes the filters and the relevance floor, scored but for meaning; the radius doubled if too few do."""
    filters = judge(request, understanding.person, index)
    in_person = is_in_person(request, index.columns)
    relevant = _relevant(request, understanding, index)
    radius_km = request.radius_km
    for widening in range(WIDENINGS + 1):
        within_radius, verdicts = _judged(request, radius_km, filters, where, index)
        rows = np.flatnonzero(verdicts.passing() & relevant)
        done = widening == WIDENINGS or radius_km >= MAX_RADIUS_KM
        if within_radius is None or not request.widen or "in_person" not in request.modes or done:
            break
        if np.count_nonzero(in_person[rows] & within_radius[rows]) >= ENOUGH_IN_PERSON:
            break
        radius_km = min(radius_km * 2, MAX_RADIUS_KM)
    unplaced = np.isnan(index.columns.latitude)
    to_visit = in_person if within_radius is None else in_person & (within_radius | unplaced)
    scored = score(rows, request, understanding, where, country, to_visit, verdicts.by_reason, index)
    return Found(scored, verdicts, relevant, radius_km)


def _withheld(crisis: Crisis, understanding: Understanding, index: OpenIndex) -> npt.NDArray[np.bool_]:
    """Made-up helplines, where danger is heard, be it by the rules alone, or a need is stated, be it by its id, that
    danger calls for."""
    heard = crisis.level != "none" or bool(crisis.affirmed)
    in_danger = heard or any(need.need.id in CALLED_FOR for need in understanding.needs)
    return np.asarray(in_danger & index.columns.sample & (index.columns.kind == KINDS.index("helpline")))


def _for_who_hurts(index: OpenIndex) -> npt.NDArray[np.bool_]:
    """Which resources may be named to somebody who tells of hurting a partner: none that is for those who are hurt,
    unless it is rather for those who hurt."""
    numbers = {need.id: number for number, need in enumerate(index.taxonomy)}
    if FOR_THE_ONE_WHO_HURTS not in numbers:
        return np.ones(index.resource_count, dtype=np.bool_)
    for_the_hurt = [numbers[need_id] for need_id in SIGNAL_NEEDS[ABUSED] if need_id in numbers]
    theirs = index.fit.T[for_the_hurt].max(axis=0, initial=0.0)
    return np.asarray((theirs < weights.COVERED) | (theirs < index.fit.T[numbers[FOR_THE_ONE_WHO_HURTS]]))


def _relevant(request: MatchRequest, understanding: Understanding, index: OpenIndex) -> npt.NDArray[np.bool_]:
    """Which resources reach the relevance floor: they answer an understood need, or else mean what was said.

    Where distance sorts, nothing but this floor keeps the nearest doubtful listing from standing first: only what
    surely answers a need reaches it, if there is anything that does."""
    if understanding.needs:
        numbers = [need.number for need in understanding.needs]
        may_be_named = _for_who_hurts(index) if understanding.hurts_partner else np.True_
        if request.sort == "distance":
            sure = index.fit_from(numbers, weights.COVERED) & may_be_named
            if sure.any():
                return np.asarray(sure)
        return np.asarray(index.fit_from(numbers, weights.RELEVANT_FIT) & may_be_named)
    if understanding.vector is None:
        return np.zeros(index.resource_count, dtype=np.bool_)
    closeness, _ = index.vectors.best(understanding.vector, np.arange(index.resource_count))
    return meaning_contribution(closeness) >= weights.MEANING_FLOOR


def _best(
    scored: Scored, request: MatchRequest, understanding: Understanding, where: Where | None, index: OpenIndex
) -> Scored:
    """The candidates that the answer is made of, best first: by score, or the nearest where distance sorts."""
    if request.sort == "match":
        return with_meaning(scored, understanding, index, max(POOL, request.limit))
    scored = with_meaning(scored, understanding, index, len(scored.rows))
    nearest = sorted(_by_distance(scored, request, where, index)[: request.limit])
    return scored.take(np.array(nearest, dtype=np.int64))


def _ordered(scored: Scored, plan: Plan, request: MatchRequest, where: Where | None, index: OpenIndex) -> list[int]:
    positions = list(range(len(scored.rows)))
    if request.sort == "match":
        first = [pick.position for pick in plan.picks]
        return first + [position for position in positions if position not in first]
    return _by_distance(scored, request, where, index)


def _by_distance(scored: Scored, request: MatchRequest, where: Where | None, index: OpenIndex) -> list[int]:
    """Positions by the distance that is shown, unknown last, ties by id; exact as far as `limit` reaches."""
    rows = [int(row) for row in scored.rows]
    position = {row: number for number, row in enumerate(rows)}
    if where is None:
        return [position[row] for row in sorted(rows, key=lambda row: index.columns.id_rank[row])]
    return [position[row] for row in nearest_first(rows, request.limit, where, index)]


def _understood(understanding: Understanding, where: Where | None) -> dict[str, object]:
    return {
        "needs": [
            {
                "id": need.need.id,
                "label": need.need.label,
                "weight": need.weight,
                "said": need.said,
                "support": {name: weight for name, weight in need.need.support.items() if weight > 0},
            }
            for need in understanding.needs
        ],
        "suggestions": [{"id": need.id, "label": need.label} for need in understanding.suggestions],
        "support": dict(understanding.support),
        "place": {
            "label": where.place.label,
            "latitude": where.place.latitude,
            "longitude": where.place.longitude,
            "precision": where.place.precision,
        }
        if where
        else None,
    }


def _plan(parts: AnswerParts, index: OpenIndex) -> dict[str, object]:
    ids, plan, scored, understanding = index.columns.ids, parts.plan, parts.scored, parts.understanding
    return {
        "resource_ids": [ids[scored.rows[pick.position]] for pick in plan.picks],
        "covers": [
            {"need_id": understanding.needs[need].need.id, "resource_id": ids[scored.rows[position]]}
            for need, position in plan.covers
        ],
        "uncovered": [understanding.needs[need].need.id for need in plan.uncovered],
        "fallbacks": [
            {"need_id": understanding.needs[need].need.id, **_reached(index.resource_at(row))}
            for need, row in fallbacks(plan, parts.candidates.rows, parts.country, understanding, index)
        ],
        "support": plan.support,
    }


def _reached(resource: Resource) -> dict[str, object]:
    return {"resource_id": resource.id, "name": resource.name, "phones": phones(resource), "url": resource.url}


def _notices(request: MatchRequest, understanding: Understanding, resources: list[Resource]) -> list[str]:
    notices = []
    if any(resource.source.sample for resource in resources):
        notices.append("sample_data")
    if not understanding.needs:
        notices.append("nothing_understood")
    if understanding.unread:
        notices.append("language_not_read")
    if request.location is None:
        notices.append("no_location")
    return notices
