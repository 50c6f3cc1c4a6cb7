"""Why one listing is, or is not, recommended for a request: the answer to "why not this one?".

What a match decides is decided here by the same function, so the two agree: the place of a listing that is shown, its
score and its reasons are those of the match. What is not shown is ranked on after it, as a longer list would be.
"""

from __future__ import annotations

import numpy as np

from indexer.open_index import OpenIndex
from matcher.match import answer_parts
from matcher.obstacles import Case, what_hides, what_rules_out
from matcher.parts import AnswerParts, recommendation
from matcher.request import MatchRequest
from matcher.scoring import Scored, score, with_meaning
from matcher.where import exact_km, nearest_first
from matcher.wording import known_by, listed

_STRONGER: dict[str, str] = {
    "support": "gives more of the support you miss",
    "distance": "is nearer or easier to reach",
    "area": "is more for your area",
    "restricted": "is more for people like you or for all",
    "ages": "is not for some ages only",
    "their_language": "is likelier to speak your language",
    "other_site": "is the best site of its service",
    "hours": "says when it is open or opens sooner",
    "confirmed": "was checked more recently",
    "age": "states that it takes people of this age",
    "language": "states that it speaks the language you asked for",
    "population": "states that it is for the people you asked for",
    "cost": "states that it fits the cost you asked for",
    "insurance": "states that it takes this insurance",
    "closed": "states that it is open at that time",
    "not_accessible": "states that a wheelchair can get in",
}
"""What is said of the component of a score in which a listing is stronger than another."""


class UnknownResourceError(LookupError):
    """The index holds no listing of this id."""


def why_not(
    request: MatchRequest, resource_id: str, index: OpenIndex, default_country: str = "US"
) -> dict[str, object]:
    """The answer, ready for JSON.

    A listing that is ruled out has no rank and no score, and all that are ranked come before it. Raises
    UnknownResourceError, and what `matcher.match.match` does.
    """
    row = index.records.row_of(resource_id)
    if row is None:
        raise UnknownResourceError
    parts = answer_parts(request, index, default_country)
    resource = index.resource_at(row)
    case = Case(row, resource, request, parts, index)
    obstacles = what_rules_out(case)
    shown = [int(parts.scored.rows[position]) for position in parts.ordered]
    rank: int | None = None
    difference: dict[str, object] | None = None
    if obstacles:
        scored, position = _unranked(case), 0
    elif row in shown:
        rank = shown.index(row) + 1
        scored, position = parts.scored, parts.ordered[rank - 1]
    else:
        scored = with_meaning(parts.candidates, parts.understanding, index, len(parts.candidates.rows))
        position = int(np.flatnonzero(scored.rows == row)[0])
        rank = _ranking(shown, scored, request, parts, index).index(row) + 1
        obstacles = what_hides(case, rank)
        difference = _difference(case, scored, position)
    found = recommendation(resource, scored, position, request, parts, index)
    return {
        "as_of": request.as_of.isoformat(timespec="seconds"),
        "crisis": parts.crisis.to_dict(),
        "resource": found["resource"],
        "recommended": not obstacles,
        "rank": rank,
        "in_plan": row in {int(parts.scored.rows[pick.position]) for pick in parts.plan.picks},
        "score": found["score"] if rank is not None else None,
        "distance_km": found["distance_km"],
        "reasons": found["reasons"] if rank is not None else [],
        "cautions": found["cautions"],
        "obstacles": obstacles,
        "ahead": len(parts.candidates.rows) if rank is None else rank - 1,
        "difference": difference,
    }


def _unranked(case: Case) -> Scored:
    """A listing that is ruled out as a candidate by itself, for what is said of it besides its score."""
    parts, index = case.parts, case.index
    nobody = np.zeros(index.resource_count, dtype=np.bool_)
    verdicts = parts.found.verdicts.by_reason
    rows = np.array([case.row], dtype=np.int64)
    return score(rows, case.request, parts.understanding, parts.where, parts.country, nobody, verdicts, index)


def _ranking(
    shown: list[int], scored: Scored, request: MatchRequest, parts: AnswerParts, index: OpenIndex
) -> list[int]:
    """The rows of all candidates in the order of the request's sort: those that are shown as they are shown."""
    rows = [int(row) for row in scored.rows]
    if request.sort == "distance":
        if parts.where is None:
            rows.sort(key=lambda row: index.columns.id_rank[row])
        else:
            rows = nearest_first(rows, len(rows), parts.where, index)
    first = set(shown)
    return shown + [row for row in rows if row not in first]


def _difference(case: Case, scored: Scored, position: int) -> dict[str, object]:
    """In what the last listing that is shown comes before the one at a position of `scored`."""
    parts = case.parts
    last = parts.ordered[-1]
    row = int(parts.scored.rows[last])
    resource = case.index.resource_at(row)
    by_distance = case.request.sort == "distance"
    said = _nearer(case, row) if by_distance else _stronger(case, scored, position, last)
    return {"id": resource.id, "name": resource.name, "text": f"“{resource.name}” {said}."}


def _nearer(case: Case, other: int) -> str:
    own_km = case.distance_km
    km = exact_km(case.parts.where, case.index, other) if case.parts.where else None
    if km is None:
        return "comes first by its id: no distance is known"
    about = "about " if _is_rough(case, other) else ""
    if own_km is None:
        return f"is {about}{km:.1f} km away: the list goes by distance, which is not known of this one"
    if km == own_km:
        equal = "seems as far away as this one" if about else "is just as far away"
        return f"{equal} and comes first by its id"
    verb = "seems" if about else "is"
    return f"{verb} nearer: {about}{_apart(km, own_km)} km away, not {_apart(own_km, km)} km"


def _is_rough(case: Case, other: int) -> bool:
    """Whether the place of either listing is known by its area alone."""
    return any(known_by(resource) for resource in (case.resource, case.index.resource_at(other)))


def _reach(case: Case, other: int) -> str:
    """What a listing that counts as nearer has over this one: where both are as far, it is the way to take part."""
    where = case.parts.where
    if where is not None and case.distance_km == exact_km(where, case.index, other):
        return "is easier to reach"
    return "seems nearer or easier to reach" if _is_rough(case, other) else _STRONGER["distance"]


def _apart(km: float, other_km: float) -> str:
    """A distance as exactly as it takes to tell it from the other."""
    return f"{km:.1f}" if f"{km:.1f}" != f"{other_km:.1f}" else f"{km:.3f}"


def _stronger(case: Case, scored: Scored, position: int, last: int) -> str:
    """What the listing at `last` of the match's candidates has over the one at a position of `scored`, most first."""
    parts = case.parts
    gains = parts.scored.needs[:, last] - scored.needs[:, position]
    better = [f"“{need.need.label}”" for need, gain in zip(parts.understanding.needs, gains, strict=True) if gain > 0]
    ahead = [(float(gains[gains > 0].sum()), f"is a better match for {listed(better)}")] if better else []
    ahead.append((float(parts.scored.meaning[last] - scored.meaning[position]), "has words closer to yours"))
    texts = {**_STRONGER, "distance": _reach(case, int(parts.scored.rows[last]))}
    ahead += [
        (float(parts.scored.parts[name][last] - part[position]), texts.get(name, f"does better on {name}"))
        for name, part in scored.parts.items()
    ]
    ahead.sort(key=lambda component: -component[0])
    said = [text for gain, text in ahead if gain > 0]
    if last in {pick.position for pick in parts.plan.picks}:
        said.insert(0, "was chosen to go with the others in the plan")
    return listed(said) if said else "is just as strong and comes first by its id"
