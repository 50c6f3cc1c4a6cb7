"""What a request rules out. Each filter says of every resource: known not to fit, not stated, or known to fit.

A listing known not to fit any filter is never returned; one that does not say stays, with a caution and a negative
contribution. Age, language and population are judged even where they are not asked for, by what the person says of
themselves (`matcher.themselves`): that rules nothing out, and tells what may be for others, or surely is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
import numpy.typing as npt

from data.resource import KINDS, MODES
from data.schedules import is_open
from data.vocabulary import RESTRICTING
from indexer.columns import Columns
from indexer.open_index import OpenIndex
from matcher import themselves
from matcher.request import MatchRequest
from matcher.where import Where

Bools = npt.NDArray[np.bool_]
Reason = Literal[
    "beyond_radius", "age", "language", "cost", "insurance", "closed", "not_accessible", "mode", "kind", "population"
]

GROWN_UP = 18
"""A minimum age up to this is what most services have; a higher one is for some people only."""
SENIOR_FROM = 50
"""Whoever says that they are an older adult fits what takes people from this age or a higher one on."""

_IN_PERSON = 1 << MODES.index("in_person")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one filter on every resource: `fails` and `unstated` exclude each other; neither means known to fit."""

    fails: Bools
    unstated: Bools
    asked: bool = True
    """Whether it was asked for. If not, nothing fails, and `unstated` is what is for people of some sort, where nothing
    that the person says tells that they are of it."""
    contradicted: Bools | np.bool_ = np.False_
    """Of the unstated of what was not asked for, what is not for them by what they say: for adults, and they are 16."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    by_reason: dict[Reason, Verdict]
    reachable: Bools
    """Whether the person can get to it at all: with no location given, only what needs no travelling."""

    def failures(self) -> npt.NDArray[np.uint8]:
        """How many filters each resource fails."""
        total = np.zeros(len(self.reachable), dtype=np.uint8)
        for verdict in self.by_reason.values():
            total += verdict.fails
        return total

    def passing(self) -> Bools:
        passing: Bools = self.reachable & (self.failures() == 0)
        return passing


def judge(request: MatchRequest, person: themselves.Told, index: OpenIndex) -> dict[Reason, Verdict]:
    """The verdicts of every filter asked for, but the radius, and of what the `person` says of themselves."""
    columns = index.columns
    verdicts: dict[Reason, Verdict] = {}
    if set(request.modes) != set(MODES):
        verdicts["mode"] = _never_unstated((columns.modes & _mask(request)) == 0)
    if request.kinds:
        verdicts["kind"] = _never_unstated(~np.isin(columns.kind, [KINDS.index(kind) for kind in request.kinds]))
    verdicts["age"] = _age(request.age, columns) if request.age is not None else _ages(person, request, columns)
    verdicts["language"] = _language(person, request, columns)
    verdicts["population"] = _population(person, request, columns)
    if request.cost:
        ruled_out = ("paid", "low_cost") if request.cost == "free" else ("paid",)
        verdicts["cost"] = Verdict(columns.cost.are(*ruled_out), columns.cost.are("unknown"))
    if request.insurance:
        stated = columns.insurance.stated
        fails = stated & ~columns.insurance.any_of((request.insurance,))
        verdicts["insurance"] = Verdict(fails, ~stated)
    if request.accessible:
        visited = can_be_visited(columns)
        verdicts["not_accessible"] = Verdict(visited & (columns.accessible == 0), visited & (columns.accessible == -1))
    if request.open_at is not None:
        verdicts["closed"] = _open_at(request.open_at, columns)
    return verdicts


def judge_reach(
    request: MatchRequest, where: Where | None, within_radius: Bools | None, index: OpenIndex
) -> tuple[Bools, Verdict | None]:
    """Who can be reached at all, and the radius' verdict; without a location there is neither `where` nor a radius.

    The radius limits a listing only where being there is the one allowed way to take part in it. A listing whose place
    is not known is taken only from the person's own state, or if it serves everywhere, since nothing says that it is
    near.
    """
    columns = index.columns
    allowed = columns.modes & _mask(request)
    remote = is_remote(request, columns)
    if where is None or within_radius is None:
        # What the modes rule out is judged by its own, so that they alone are said to rule it out.
        own = np.where(allowed == 0, columns.modes, allowed)
        return ((own & ~np.uint8(_IN_PERSON)) != 0) | (columns.everywhere & (own != 0)), None
    same_state = columns.state.are(where.place.state or "?") & columns.country.are(where.place.country or "")
    near = within_radius | ((same_state | columns.everywhere) & np.isnan(columns.latitude))
    visited = can_be_visited(columns)
    beyond = visited & ~remote & ~near
    return np.ones(len(columns), dtype=np.bool_), _never_unstated(beyond)


def can_be_visited(columns: Columns) -> Bools:
    """Which resources can be gone to at all."""
    visited: Bools = (columns.modes & _IN_PERSON) != 0
    return visited


def is_in_person(request: MatchRequest, columns: Columns) -> Bools:
    """Which resources can be gone to, as far as the request allows it."""
    in_person: Bools = (columns.modes & _mask(request) & _IN_PERSON) != 0
    return in_person


def is_remote(request: MatchRequest, columns: Columns) -> Bools:
    """Which resources can be reached online or by phone, as far as the request allows it."""
    remote: Bools = (columns.modes & _mask(request) & ~np.uint8(_IN_PERSON)) != 0
    return remote


def _mask(request: MatchRequest) -> np.uint8:
    return np.uint8(sum(1 << MODES.index(mode) for mode in set(request.modes)))


def _never_unstated(fails: Bools) -> Verdict:
    return Verdict(fails, np.zeros_like(fails))


def _not_asked(others: Bools, contradicted: Bools | np.bool_ = np.False_) -> Verdict:
    return Verdict(np.zeros_like(others), others, asked=False, contradicted=contradicted)


def _age(age: int, columns: Columns) -> Verdict:
    return Verdict(_excludes(age, columns), np.isnan(columns.minimum_age) & np.isnan(columns.maximum_age))


def _excludes(age: int, columns: Columns) -> Bools:
    with np.errstate(invalid="ignore"):
        excludes: Bools = (columns.minimum_age > age) | (columns.maximum_age < age)
    return excludes


def _ages(person: themselves.Told, request: MatchRequest, columns: Columns) -> Verdict:
    """By the age that the person tells, else by what is for some ages only."""
    if person.age is not None:
        excludes = _excludes(person.age, columns)
        # Who is too old for a place may ask for a child.
        too_young = excludes & (columns.minimum_age > person.age)
        for_a_child = _takes(person.close_ages, columns)
        return _not_asked(excludes & ~for_a_child, too_young if "children" in person.close else excludes)
    with np.errstate(invalid="ignore"):
        some_ages = (columns.minimum_age > GROWN_UP) | ~np.isnan(columns.maximum_age)
        senior = (columns.minimum_age >= SENIOR_FROM) & np.isnan(columns.maximum_age)
        for_adults = columns.minimum_age >= GROWN_UP
    if "older_adults" in {*person.populations, *request.populations}:
        some_ages &= ~senior
    if person.close_ages:
        some_ages = (some_ages | for_adults) & ~_takes(person.close_ages, columns)
    return _not_asked(some_ages)


def _takes(ages: Iterable[int], columns: Columns) -> Bools:
    """Which take somebody of any of the ages."""
    found = np.zeros(len(columns), dtype=np.bool_)
    for age in ages:
        found |= ~_excludes(age, columns)
    return found


def _language(person: themselves.Told, request: MatchRequest, columns: Columns) -> Verdict:
    """English counts as not stated where a listing only names the languages that it speaks besides."""
    if not request.languages:
        theirs = columns.languages.any_of(person.languages)
        return _not_asked(columns.other_language & ~theirs)
    stated = columns.languages.stated
    unstated = ~stated
    if "en" in request.languages:
        unstated |= ~columns.languages.any_of(("en",)) & ~columns.other_language
    fits = columns.languages.any_of(request.languages)
    return Verdict(~fits & ~unstated, ~fits & unstated)


def _population(person: themselves.Told, request: MatchRequest, columns: Columns) -> Verdict:
    sets = columns.populations
    if request.populations:
        return Verdict(sets.stated & ~sets.any_of(request.populations), ~sets.stated)
    of_somebody_close = [*person.close, *(["youth"] if "children" in person.close else [])]
    theirs = sets.any_of((*themselves.populations(person, request.age), *of_somebody_close, *_by_language(person)))
    contradicted = np.zeros(len(columns), dtype=np.bool_)
    for sex, other in (("women", "men"), ("men", "women")):
        # What is for the other sex may be asked for a husband or a sister.
        if sex in person.populations and not {other} & {*person.populations, *person.close}:
            contradicted |= sets.any_of((other,)) & ~sets.any_of((sex,))
    return _not_asked((sets.any_of(RESTRICTING) & ~theirs) | contradicted, contradicted)


def _by_language(person: themselves.Told) -> tuple[str, ...]:
    """What is for Spanish speakers is not for others than who writes in Spanish or asks for it."""
    return ("latino",) if "es" in person.languages else ()


def _open_at(moment: datetime, columns: Columns) -> Verdict:
    answers = [is_open(table.schedules, table.timezone, moment) for table in columns.timetables]
    closed = np.array([answer is False for answer in answers], dtype=np.bool_)
    unknown = np.array([answer is None for answer in answers], dtype=np.bool_)
    return Verdict(closed[columns.timetable], unknown[columns.timetable])
