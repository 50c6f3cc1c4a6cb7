"""What keeps one listing out of one answer, each with plain words that say what it is and what would change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Literal

import numpy as np

from data.languages import language_name
from data.resource import Cost, Kind, Mode, Resource
from data.schedules import next_start
from data.vocabulary import INSURANCE, POPULATIONS
from indexer.open_index import OpenIndex
from matcher.filters import Reason
from matcher.parts import AnswerParts
from matcher.request import MAX_LIMIT, MAX_RADIUS_KM, MatchRequest
from matcher.where import exact_km
from matcher.wording import known_by, listed

OtherObstacle = Literal["not_relevant", "no_location", "other_site_shown", "beyond_limit", "sample_in_crisis"]
"""What keeps a listing out besides the filters, whose obstacles are their `Reason`s."""

LABELS = 3
"""Needs that are named in a text; the rest are told as such."""

_KINDS: dict[Kind, str] = {
    "support_group": "a support group",
    "therapist": "a therapist",
    "treatment": "a treatment program",
    "practical_service": "a practical service",
    "helpline": "a helpline",
    "community": "a community program",
}
_MODES: dict[Mode, str] = {"in_person": "in person", "online": "online", "phone": "by phone"}
_COSTS: dict[Cost, str] = {"free": "is free", "low_cost": "has a low cost", "paid": "costs money"}


@dataclass(frozen=True, slots=True)
class Case:
    """One listing, by its row and record, and the request that it is asked about, with what became of that."""

    row: int
    resource: Resource
    request: MatchRequest
    parts: AnswerParts
    index: OpenIndex

    @property
    def distance_km(self) -> float | None:
        """As it may be told."""
        return exact_km(self.parts.where, self.index, self.row) if self.parts.where else None


def what_rules_out(case: Case) -> list[dict[str, object]]:
    """Everything that keeps a listing from being ranked at all; empty for one that is."""
    verdicts, row = case.parts.found.verdicts, case.row
    found = [] if verdicts.reachable[row] else [_obstacle("no_location", _NO_LOCATION)]
    found += [
        _obstacle(reason, FILTER_TEXTS[reason](case))
        for reason, verdict in verdicts.by_reason.items()
        if verdict.fails[row]
    ]
    if not case.parts.found.relevant[row]:
        found.append(_obstacle("not_relevant", _not_relevant(case)))
    if case.parts.withheld[row]:
        found.append(_obstacle("sample_in_crisis", "It is a made-up line. In danger, only real lines are listed."))
    return found


def what_hides(case: Case, rank: int) -> list[dict[str, object]]:
    """What keeps a listing that ranks so from being shown."""
    limit = case.request.limit
    longer = "Ask for a longer list" if rank <= MAX_LIMIT else f"A list holds at most {MAX_LIMIT}: narrow the search"
    found = [_obstacle("beyond_limit", f"It is number {rank}; the list stops at {limit}. {longer} to see it.")]
    service, scored = case.index.columns.service, case.parts.scored
    for place, position in enumerate(case.parts.ordered, start=1):
        if service[scored.rows[position]] == service[case.row]:
            found.append(
                _obstacle("other_site_shown", f"Another site of the same service is shown, as number {place}.")
            )
            break
    return found


def _obstacle(reason: Reason | OtherObstacle, text: str) -> dict[str, object]:
    return {"reason": reason, "text": text}


_NO_LOCATION = "You have to go there, and you named no place. Name a place to see it."


def _not_relevant(case: Case) -> str:
    understanding = case.parts.understanding
    if understanding.needs:
        labels = [f"“{need.need.label}”" for need in understanding.needs]
        if len(labels) > LABELS:
            labels = [*labels[:LABELS], "the other needs you have"]
        clearly = f"It does not say clearly that it helps with {listed(labels, 'or')}."
        return f"{clearly} Need something else? Say it another way."
    if understanding.vector is None:
        return "We found no words to go by. Name what you need."
    return "We could not tell what you need, and its words are not close to yours. Name what you need."


def _beyond_radius(case: Case) -> str:
    radius_km, km = case.parts.found.radius_km, case.distance_km
    searched = f"the search went to {radius_km:g} km"
    if np.isnan(case.index.columns.latitude[case.row]):
        return "It does not say where it is, and it is not listed in your state."
    if km is None:
        return f"It is too far: {searched}. Its place is kept secret, so we do not say how far it is."
    shown = f"{km:.1f}" if float(f"{km:.1f}") > radius_km else f"{km:.3f}"
    area = known_by(case.resource)
    far = f"about {shown} km away (only its {area} is known)" if area else f"{shown} km away"
    if ceil(km) <= MAX_RADIUS_KM:
        return f"It is {far}; {searched}. Widen it to {ceil(km)} km to see this one."
    return f"It is {far}; {searched}. No search goes beyond {MAX_RADIUS_KM:g} km."


def _age(case: Case) -> str:
    least, most = case.resource.minimum_age, case.resource.maximum_age
    if least is not None and most is not None:
        taken = f"from {least} to {most} years"
    else:
        taken = f"from {least} years on" if least is not None else f"up to {most} years"
    return f"It takes people {taken}; you said {case.request.age}."


def _language(case: Case) -> str:
    own, asked = (
        [language_name(code) or code for code in codes] for codes in (case.resource.languages, case.request.languages)
    )
    return f"It speaks {listed(own)}; you asked for {listed(asked, 'or')}."


def _population(case: Case) -> str:
    both = (case.resource.populations, case.request.populations)
    own, asked = ("; ".join(POPULATIONS.get(name, name) for name in names) for names in both)
    return f"Whom it is for: {own}. You asked for: {asked}."


def _cost(case: Case) -> str:
    asked = "free" if case.request.cost == "free" else "free or low cost"
    return f"It {_COSTS[case.resource.cost]}; you asked for {asked}."


def _insurance(case: Case) -> str:
    own = [INSURANCE.get(name, name) for name in case.resource.insurance]
    asked = case.request.insurance or ""
    return f"It takes {listed(own)}; you asked for {INSURANCE.get(asked, asked)}."


def _closed(case: Case) -> str:
    asked = case.request.open_at
    assert asked is not None
    upcoming = next_start(case.resource.schedules, case.resource.timezone, asked)
    if upcoming is None:
        return f"It is closed at the time you asked for, {_when(asked)}."
    there = _when(asked.astimezone(upcoming.tzinfo))
    return f"It is closed at the time you asked for, {there} its local time. It next opens on {_when(upcoming)}."


def _when(moment: datetime) -> str:
    return f"{moment:%A %d %B %Y, %H:%M}"


def _not_accessible(case: Case) -> str:
    return "It says that a wheelchair can not get in; you asked for a place where one can."


def _mode(case: Case) -> str:
    own, asked = ([_MODES[mode] for mode in modes] for modes in (case.resource.modes, case.request.modes))
    return f"You can take part {listed(own, 'or')}; you asked for {listed(asked, 'or')}."


def _kind(case: Case) -> str:
    asked = [_KINDS[kind] for kind in case.request.kinds]
    return f"It is {_KINDS[case.resource.kind]}; you asked for {listed(asked, 'or')}."


FILTER_TEXTS: dict[Reason, Callable[[Case], str]] = {
    "beyond_radius": _beyond_radius,
    "age": _age,
    "language": _language,
    "cost": _cost,
    "insurance": _insurance,
    "closed": _closed,
    "not_accessible": _not_accessible,
    "mode": _mode,
    "kind": _kind,
    "population": _population,
}
"""What is said of a listing that a filter rules out."""
