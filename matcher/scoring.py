"""The additive score: one array of contributions a component, over the candidates; their sum is the score.

Closeness of meaning costs most to reckon (a product with every passage), so it is reckoned only for candidates that
could still be among the best: its contribution is between 0 and `weights.MEANING`, hence a candidate whose other
contributions fall short of the last one kept by more than that cannot catch up. The result equals the full reckoning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from data.opening_week import UNKNOWN, hour_of_week
from data.resource import KINDS, SUPPORT_TYPES
from indexer.open_index import OpenIndex
from matcher import weights
from matcher.filters import Bools, Reason, Verdict, can_be_visited, is_in_person, is_remote
from matcher.request import MatchRequest
from matcher.understand import Understanding
from matcher.where import Where

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

BEST_PER_NEED = 10
"""Candidates of each need that are kept for the plan, besides the best of all."""

DECIMALS = 6
"""Contributions are rounded to this before they are summed, so that what is shown adds up exactly."""


@dataclass(frozen=True)
class Scored:
    """Candidates with their contributions. All arrays have one entry a candidate, by `rows`; needs has (needs, ...)."""

    rows: Rows
    needs: Floats
    meaning: Floats
    meaning_passage: Rows
    """The number of the closest passage; -1 where closeness was not reckoned."""
    parts: dict[str, Floats]
    """Every other component by its name."""
    to_visit: Bools
    """Which can be gone to, within the radius in force."""

    @cached_property
    def for_others(self) -> Floats:
        """What each loses by being for people of one sort or age, 0 or less."""
        nothing = np.zeros(len(self.rows))
        restricted, ages = (self.parts.get(name, nothing) for name in ("restricted", "ages"))
        return np.asarray(np.minimum(nothing, np.minimum(restricted, ages)))

    @cached_property
    def totals(self) -> Floats:
        total: Floats = self.needs.sum(axis=0) + self.meaning
        for part in self.parts.values():
            total = total + part
        rounded: Floats = np.round(total, DECIMALS)
        return rounded

    def take(self, chosen: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Scored:
        return Scored(
            self.rows[chosen],
            self.needs[:, chosen],
            self.meaning[chosen],
            self.meaning_passage[chosen],
            {name: part[chosen] for name, part in self.parts.items()},
            self.to_visit[chosen],
        )


def score(
    rows: Rows,
    request: MatchRequest,
    understanding: Understanding,
    where: Where | None,
    country: str,
    to_visit: Bools,
    verdicts: Mapping[Reason, Verdict],
    index: OpenIndex,
) -> Scored:
    """Every component of the candidates in `rows` but meaning, which stays 0 until `with_meaning`.

    `country` (ISO 3166-1 alpha-2) is the person's; `to_visit` says of every resource whether it can be gone to, within
    the radius in force.
    """
    parts: dict[str, Floats] = {"support": _support(rows, understanding, index)}
    if where is not None:
        half_km = _half_km(where, index)
        parts["distance"] = _distance(rows, to_visit[rows], is_remote(request, index.columns)[rows], where, half_km)
    parts["area"] = _area(rows, where, country, index)
    if not request.populations:
        parts["restricted"] = _restricted(rows, understanding, verdicts["population"], index)
    if request.age is None:
        parts["ages"] = _ages(rows, verdicts["age"], parts.get("restricted", np.zeros(len(rows))))
    if not request.languages:
        parts["their_language"] = _their_language(rows, understanding, verdicts["language"], index)
    parts["cost"] = np.zeros(len(rows))
    parts["hours"] = _hours(rows, request.as_of, index)
    parts["confirmed"] = _confirmed(rows, request.as_of.date(), index)
    for name, verdict in verdicts.items():
        if name in ("beyond_radius", "mode", "kind") or not verdict.asked:
            continue
        other_language = name == "language" and "en" not in request.languages
        unstated = weights.LANGUAGE_NOT_STATED if other_language else weights.FILTER_NOT_STATED
        parts[name] = np.where(verdict.unstated[rows], unstated, weights.FILTER_FITS)
        if name == "not_accessible":
            # Where nobody goes, there is nothing to get into.
            parts[name] = np.where(is_in_person(request, index.columns)[rows], parts[name], 0.0)
    scored = Scored(
        rows,
        _needs(rows, understanding, index),
        np.zeros(len(rows)),
        np.full(len(rows), -1, dtype=np.int64),
        {name: np.round(part, DECIMALS) for name, part in parts.items()},
        to_visit[rows],
    )
    other_site = _other_site(scored.totals, rows, index)
    return replace(scored, parts={**scored.parts, "other_site": other_site})


def with_meaning(scored: Scored, understanding: Understanding, index: OpenIndex, keep: int) -> Scored:
    """The candidates that can be among the `keep` best, with closeness of meaning reckoned; best first, ties by id.

    After them come the best for each need, so that a plan can cover what few of the best answer.
    """
    vector = understanding.vector
    if vector is None:
        return _ranked(scored, index)
    meaning, passages = scored.meaning.copy(), scored.meaning_passage.copy()

    def reckon(chosen: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> None:
        closeness, passages[chosen] = index.vectors.best(vector, scored.rows[chosen])
        meaning[chosen] = meaning_contribution(closeness)

    partial = scored.totals
    chosen = _first_choice(scored, keep)
    reckon(chosen)
    # Half a digit less: totals are rounded.
    threshold = _least_of_best((partial + meaning)[chosen], keep) - 0.5 * 10.0**-DECIMALS
    rest = (partial + weights.MEANING >= threshold) & ~chosen
    reckon(rest)
    return _ranked(replace(scored, meaning=meaning, meaning_passage=passages).take(chosen | rest), index)


def best_of(scored: Scored, count: int) -> Bools:
    """The `count` best of candidates that come best first, and the best for each need, however many there are."""
    best = _best_per_need(scored, np.round(scored.totals - scored.meaning, DECIMALS))
    best[:count] = True
    return best


def _first_choice(scored: Scored, keep: int) -> Bools:
    """The `keep` best as far as they are scored, with all that equal the last of them, and the best for each need."""
    partial = scored.totals
    return _best_per_need(scored, partial) | (partial >= _least_of_best(partial, keep))


def _best_per_need(scored: Scored, partial: Floats) -> Bools:
    """The `BEST_PER_NEED` that answer each need most surely; of equal ones, those with the higher `partial`."""
    best = np.zeros(len(scored.rows), dtype=np.bool_)
    for need in scored.needs:
        answering = np.flatnonzero(need > 0)
        answering = answering[need[answering] >= _least_of_best(need[answering], BEST_PER_NEED)]
        order = np.lexsort((scored.rows[answering], -partial[answering], -need[answering]))
        best[answering[order[:BEST_PER_NEED]]] = True
    return best


def _least_of_best(values: Floats, count: int) -> float:
    """The last of the `count` highest, or of all where there are no more; -inf where there are none."""
    place = min(count, len(values))
    return float(np.partition(values, -place)[-place]) if place else -np.inf


def meaning_contribution(closeness: npt.NDArray[np.float32]) -> Floats:
    """From cosines of listings' best passages with the statement."""
    share = (closeness.astype(np.float64) - weights.MEANING_FROM) / (weights.MEANING_TO - weights.MEANING_FROM)
    return np.round(weights.MEANING * np.clip(share, 0.0, 1.0), DECIMALS)


def _ranked(scored: Scored, index: OpenIndex) -> Scored:
    return scored.take(np.lexsort((index.columns.id_rank[scored.rows], -scored.totals)))


def need_fit(rows: Rows, understanding: Understanding, index: OpenIndex) -> Floats:
    """(candidates, needs): how surely each answers each understood need; 0 below `weights.NEED_FIT_FLOOR`."""
    numbers = np.array([need.number for need in understanding.needs], dtype=np.int64)
    fit = index.fit.T[np.ix_(numbers, rows)].T.astype(np.float64)
    fit[fit < weights.NEED_FIT_FLOOR] = 0.0
    return fit


def own_fit(rows: Rows, understanding: Understanding, index: OpenIndex) -> Floats:
    """(candidates, needs): the same by what each offers for that need itself."""
    numbers = np.array([need.number for need in understanding.needs], dtype=np.int64)
    return index.own_fit[np.ix_(rows, numbers)].astype(np.float64)


def _needs(rows: Rows, understanding: Understanding, index: OpenIndex) -> Floats:
    fit = need_fit(rows, understanding, index).T
    shares = understanding.shares.astype(np.float64)
    return np.round(weights.NEED * shares[:, np.newaxis] * fit, DECIMALS)


def _support(rows: Rows, understanding: Understanding, index: OpenIndex) -> Floats:
    wanted = np.array([understanding.support[support_type] for support_type in SUPPORT_TYPES])
    if not wanted.any():
        return np.zeros(len(rows))
    given = (index.columns.support @ wanted)[rows]
    return np.asarray(weights.SUPPORT * given / wanted.sum(), dtype=np.float64)


def _distance(rows: Rows, to_visit: Bools, remote: Bools, where: Where, half_km: float) -> Floats:
    km = where.distances[rows]
    near = weights.DISTANCE / (1.0 + np.nan_to_num(km, nan=0.0) / half_km)
    visited = np.where(np.isnan(km), weights.DISTANCE_UNKNOWN, near)
    far = np.where(remote, weights.REMOTE, 0.0)
    return np.where(to_visit, np.where(remote, np.maximum(visited, far), visited), far)


def _half_km(where: Where, index: OpenIndex) -> float:
    """The distance at which nearness counts half: what is far in town is near where there is little to go to."""
    known = where.distances[~np.isnan(where.distances) & can_be_visited(index.columns)]
    if len(known) < weights.NEIGHBOURS:
        return weights.DISTANCE_HALF_KM
    reach = float(np.partition(known, weights.NEIGHBOURS - 1)[weights.NEIGHBOURS - 1])
    return min(max(reach, weights.DISTANCE_HALF_KM), weights.DISTANCE_HALF_RURAL_KM)


def _area(rows: Rows, where: Where | None, country: str, index: OpenIndex) -> Floats:
    """What a listing of another country or state loses; a group of peers that meets online takes in whoever comes.

    Where the caller's state is not known, every state is another, so that what serves the whole country comes first.
    """
    columns = index.columns
    own = columns.kind[rows] != KINDS.index("support_group")
    abroad = own & ~columns.country.are(country, "")[rows]
    elsewhere = own & ~(columns.state.are("") | columns.everywhere)[rows]
    if where is None:
        return np.where(abroad, weights.OTHER_COUNTRY, np.where(elsewhere, weights.OTHER_AREA, 0.0))
    with np.errstate(invalid="ignore"):
        far = ~(where.distances[rows] <= weights.SAME_AREA_KM)
    elsewhere &= far & ~columns.state.are(where.place.state or "")[rows]
    at_home = np.where(elsewhere, weights.OTHER_AREA, np.where(columns.everywhere[rows], weights.NATIONWIDE, 0.0))
    return np.where(abroad, weights.OTHER_COUNTRY, at_home)


def _other_site(totals: Floats, rows: Rows, index: OpenIndex) -> Floats:
    """What all sites of a service but its best lose."""
    service, rank = index.columns.service[rows], index.columns.id_rank[rows]
    highest = np.full(service.max(initial=0) + 1, -np.inf)
    np.maximum.at(highest, service, totals)
    leads = totals == highest[service]
    first = np.full(len(highest), len(index.columns))
    np.minimum.at(first, service[leads], rank[leads])
    return np.where(leads & (rank == first[service]), 0.0, weights.OTHER_SITE)


def _restricted(rows: Rows, understanding: Understanding, verdict: Verdict, index: OpenIndex) -> Floats:
    """By whom a listing is for, where no population is asked for."""
    theirs = index.columns.populations.any_of(understanding.person.populations)
    found = np.where(verdict.unstated, weights.FOR_OTHERS, np.where(theirs, weights.FOR_THEM, 0.0))
    return np.where(verdict.contradicted, weights.NOT_FOR_THEM, found)[rows]


def _ages(rows: Rows, verdict: Verdict, restricted: Floats) -> Floats:
    """By the ages that a listing is for, where no age is asked for: what is for people of one sort and of one age
    loses once."""
    for_others = np.where(verdict.unstated[rows] & (restricted >= 0), weights.FOR_OTHERS, 0.0)
    surely = (verdict.unstated & verdict.contradicted)[rows] & (restricted > weights.NOT_FOR_THEM)
    return np.where(surely, weights.NOT_FOR_THEM, for_others)


def _their_language(rows: Rows, understanding: Understanding, verdict: Verdict, index: OpenIndex) -> Floats:
    theirs = index.columns.languages.any_of(understanding.person.languages)
    return np.where(theirs, weights.THEIR_LANGUAGE, np.where(verdict.unstated, weights.OTHER_LANGUAGE, 0.0))[rows]


def _hours(rows: Rows, as_of: datetime, index: OpenIndex) -> Floats:
    """What stating hours and opening soon are worth."""
    columns = index.columns
    hours = np.array([hour_of_week(as_of.astimezone(zone or UTC)) for zone in columns.zones], dtype=np.int64)
    until = columns.until_open[np.arange(len(columns.zone)), hours[columns.zone]]
    soon = weights.OPENS_SOON / (1.0 + until / weights.OPENS_SOON_HALF_HOURS)
    stated = np.where(columns.hours_stated, weights.HOURS_STATED, weights.HOURS_NOT_STATED)
    return (stated + np.where(until == UNKNOWN, 0.0, soon))[columns.timetable[rows]]


def _confirmed(rows: Rows, today: date, index: OpenIndex) -> Floats:
    days = today.toordinal() - index.columns.assured[rows]
    with np.errstate(invalid="ignore"):
        this_year = np.where(days <= weights.YEAR_DAYS, weights.CONFIRMED_THIS_YEAR, weights.CONFIRMED_LONG_AGO)
        known = np.where(days <= weights.RECENT_DAYS, weights.CONFIRMED_RECENTLY, this_year)
    return np.where(np.isnan(days), weights.CONFIRMED_NEVER, known)
