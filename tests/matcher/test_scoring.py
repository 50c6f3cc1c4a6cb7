"""Contributions are bounded and add up, and looking only where meaning can matter changes nothing."""

from __future__ import annotations

import dataclasses
from datetime import date, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.resource import Address, Provenance, Resource, Schedule, Support
from data.schedules import recurring
from matcher import weights
from matcher.filters import Verdicts, is_in_person, judge, judge_reach
from matcher.request import Location, MatchRequest
from matcher.scoring import BEST_PER_NEED, Scored, best_of, meaning_contribution, need_fit, score, with_meaning
from matcher.understand import Understanding, understand
from matcher.where import locate, within
from tests.contract.requests import AS_OF
from tests.matcher.small import SmallIndex, made


def _score(
    resources: list[Resource], fits: dict[tuple[str, str], float], tmp_path: Path, **asked: Any
) -> tuple[Scored, Understanding, SmallIndex]:
    """Every resource scored, in the order given."""
    index = SmallIndex(tmp_path, resources, fits)
    request = MatchRequest(**{"needs": None, "location": Location(place="33130"), "as_of": AS_OF, **asked})
    where = locate(request.location, index) if request.location else None
    near = within(where, request.radius_km, index) if where else None
    reachable, beyond = judge_reach(request, where, near, index)
    understanding = understand(request, index)
    filters = judge(request, understanding.person, index)
    verdicts = Verdicts({**filters, **({"beyond_radius": beyond} if beyond else {})}, reachable)
    rows = np.arange(len(resources))
    in_person = is_in_person(request, index.columns)
    to_visit = in_person & (near | np.isnan(index.columns.latitude)) if near is not None else in_person
    scored = score(rows, request, understanding, where, "US", to_visit, verdicts.by_reason, index)
    return scored, understanding, index


def test_needs_share_their_weight_by_how_surely_each_is_answered(tmp_path: Path) -> None:
    fits = {("a", "rides"): 1.0, ("b", "rides"): 0.5, ("b", "groceries"): 0.5}
    fits[("c", "rides")] = weights.NEED_FIT_FLOOR - 0.01
    resources = [made(name) for name in ("a", "b", "c")]
    scored, understanding, index = _score(resources, fits, tmp_path, need_ids=("rides", "groceries"))
    assert [need.need.id for need in understanding.needs] == ["rides", "groceries"]
    # What is below the floor does not answer the need.
    np.testing.assert_allclose(scored.needs, [[0.5, 0.25, 0.0], [0.0, 0.25, 0.0]])
    np.testing.assert_allclose(need_fit(scored.rows, understanding, index), [[1.0, 0.0], [0.5, 0.5], [0.0, 0.0]])


def test_support_counts_as_far_as_it_is_missing(tmp_path: Path) -> None:
    resources = [
        made("a", support=Support(practical=1.0)),
        made("b", support=Support(emotional=1.0)),
        made("c", support=Support(emotional=0.5, practical=0.5)),
    ]
    scored, _, _ = _score(resources, {}, tmp_path, support_gaps=("emotional",), need_ids=("rides",))
    np.testing.assert_allclose(scored.parts["support"], [weights.SUPPORT / 2] * 3)
    scored, _, _ = _score(resources, {}, tmp_path / "b", support_gaps=("emotional",), needs="hello there")
    np.testing.assert_allclose(scored.parts["support"], [0.0, weights.SUPPORT, weights.SUPPORT / 2])


def test_distance_halves_and_remote_complements(tmp_path: Path) -> None:
    resources = [
        made("door", km_north=0.0),
        made("town", km_north=weights.DISTANCE_HALF_KM),
        made("unknown", km_north=None),
        made("online", km_north=None, modes=("online",)),
        made("both", km_north=400.0, modes=("in_person", "online")),
    ]
    scored, _, _ = _score(resources, {}, tmp_path, need_ids=("rides",))
    expected = [weights.DISTANCE, weights.DISTANCE / 2, weights.DISTANCE_UNKNOWN, weights.REMOTE, weights.REMOTE]
    np.testing.assert_allclose(scored.parts["distance"], expected, atol=1e-3)
    scored, _, _ = _score(resources, {}, tmp_path / "nowhere", need_ids=("rides",), location=None)
    assert "distance" not in scored.parts


@pytest.mark.parametrize(
    ("others_km", "online", "half_km"),
    [
        ([20.0] * 19, False, 20.0),
        ([1.0] * 20, False, weights.DISTANCE_HALF_KM),
        ([300.0] * 19, False, weights.DISTANCE_HALF_RURAL_KM),
        # Too few to say anything of the area.
        ([300.0] * 18, False, weights.DISTANCE_HALF_KM),
        # What is next door and only meets online is nothing to go to.
        ([1.0] * 20, True, weights.DISTANCE_HALF_KM),
    ],
)
def test_what_is_far_in_town_is_near_where_there_is_little(
    others_km: list[float], online: bool, half_km: float, tmp_path: Path
) -> None:
    modes = ("online",) if online else ("in_person",)
    others = [made(f"b{number:02}", km_north=km, modes=modes) for number, km in enumerate(others_km)]
    scored, _, _ = _score([made("a", km_north=20.0), *others], {}, tmp_path, need_ids=("rides",))
    expected = weights.DISTANCE / (1 + 20.0 / half_km)
    assert scored.parts["distance"][0] == pytest.approx(expected, abs=1e-3)


def test_the_same_listing_counts_nearer_in_the_country_than_in_town(tmp_path: Path) -> None:
    def nearness(others_km: float, folder: str) -> float:
        others = [made(f"b{number:02}", km_north=others_km) for number in range(20)]
        resources = [made("a", km_north=40.0), *others]
        scored, _, _ = _score(resources, {}, tmp_path / folder, need_ids=("rides",), radius_km=90.0)
        return float(scored.parts["distance"][0])

    assert nearness(5.0, "town") == pytest.approx(weights.DISTANCE / (1 + 40 / weights.DISTANCE_HALF_KM), abs=1e-3)
    assert nearness(80.0, "country") == pytest.approx(weights.DISTANCE / (1 + 40 / 60), abs=1e-3)


def test_what_is_for_people_of_one_sort_loses_unless_they_say_that_they_are(tmp_path: Path) -> None:
    resources = [
        made("a", populations=("veterans",)),
        made("b", populations=("older_adults",), minimum_age=60),
        made("c", maximum_age=25),
        made("d", populations=("parents",)),
        made("e"),
    ]
    others, them = weights.FOR_OTHERS, weights.FOR_THEM
    scored, _, _ = _score(resources, {}, tmp_path / "a", needs="a ride")
    assert scored.parts["restricted"].tolist() == [others, others, 0.0, 0.0, 0.0]
    # For one sort and one age, once is enough.
    assert scored.parts["ages"].tolist() == [0.0, 0.0, others, 0.0, 0.0]
    scored, _, _ = _score(resources, {}, tmp_path / "b", needs="I'm a veteran, I need a ride")
    assert scored.parts["restricted"].tolist() == [them, others, 0.0, 0.0, 0.0]
    scored, _, _ = _score(resources, {}, tmp_path / "c", needs="I'm 72, I need a ride")
    assert scored.parts["restricted"].tolist() == [others, 0.0, 0.0, 0.0, 0.0]
    # By what they say of themselves, it is surely not for them.
    assert scored.parts["ages"].tolist() == [0.0, 0.0, weights.NOT_FOR_THEM, 0.0, 0.0]
    assert scored.for_others.tolist() == [others, 0.0, weights.NOT_FOR_THEM, 0.0, 0.0]
    scored, _, _ = _score(resources, {}, tmp_path / "d", needs="a ride", populations=("veterans",), age=20)
    assert not {"restricted", "ages"} & scored.parts.keys()


def test_stated_fits_come_before_not_stated(tmp_path: Path) -> None:
    scored, _, _ = _score([made("a", cost="free"), made("b")], {}, tmp_path, need_ids=("rides",), cost="free")
    assert scored.parts["cost"].tolist() == [weights.FILTER_FITS, weights.FILTER_NOT_STATED]
    assert not {"mode", "kind", "beyond_radius", "age"} & scored.parts.keys()


@pytest.mark.parametrize(
    ("assured", "expected"),
    [
        (None, weights.CONFIRMED_NEVER),
        (date(2026, 11, 22), weights.CONFIRMED_RECENTLY),
        (date(2026, 8, 24), weights.CONFIRMED_RECENTLY),
        (date(2026, 8, 23), weights.CONFIRMED_THIS_YEAR),
        (date(2025, 11, 22), weights.CONFIRMED_THIS_YEAR),
        (date(2025, 11, 21), weights.CONFIRMED_LONG_AGO),
    ],
)
def test_freshness_is_counted_in_days(assured: date | None, expected: float, tmp_path: Path) -> None:
    scored, _, _ = _score([made("a", assured_date=assured)], {}, tmp_path, need_ids=("rides",))
    assert scored.parts["confirmed"].tolist() == [expected]


def test_hours_count_when_stated_even_as_text(tmp_path: Path) -> None:
    resources = [made("a", schedules=(Schedule(text="Ask"),)), made("b")]
    scored, _, _ = _score(resources, {}, tmp_path, need_ids=("rides",))
    assert scored.parts["hours"].tolist() == [weights.HOURS_STATED, weights.HOURS_NOT_STATED]


def test_what_opens_sooner_counts_more(tmp_path: Path) -> None:
    # AS_OF is a Sunday, 18:00 in Miami.
    def hours(days: str, opens: time, closes: time) -> tuple[Schedule, ...]:
        return (recurring(f"FREQ=WEEKLY;BYDAY={days}", opens, closes),)

    resources = [
        made("a", schedules=hours("SU", time(17), time(20)), timezone="America/New_York"),
        made("b", schedules=hours("MO", time(18), time(20)), timezone="America/New_York"),
        made("c", schedules=hours("SA", time(18), time(20)), timezone="America/New_York"),
        made("d", schedules=hours("SU", time(17), time(20)), timezone=None),
        made("e", schedules=hours("MO,TU,WE,TH,FR,SA,SU", time(0), time(0)), timezone=None),
        made("f", schedules=hours("SU", time(14), time(16)), timezone="America/Los_Angeles"),
    ]
    scored, _, _ = _score(resources, {}, tmp_path, need_ids=("rides",))
    soon = np.array([1.0, 1 / 2, 1 / 7, 0.0, 1.0, 1.0]) * weights.OPENS_SOON
    np.testing.assert_allclose(scored.parts["hours"], weights.HOURS_STATED + soon, atol=1e-6)


def test_other_areas_and_countries_lose_but_not_for_peers(tmp_path: Path) -> None:
    florida, georgia, canada = (
        Address(state_province="FL", country="US"),
        Address(state_province="GA", country="US"),
        Address(state_province="AB", country="CA"),
    )
    phone: dict[str, Any] = {"kind": "practical_service", "modes": ("phone",), "km_north": None}
    resources = [
        made("home", address=florida, **phone),
        made("other", address=georgia, **phone),
        made("abroad", address=canada, **phone),
        made("peers", address=georgia, km_north=None, modes=("online",)),
        made("border", address=georgia, kind="practical_service", km_north=weights.SAME_AREA_KM - 1),
    ]
    scored, _, _ = _score(resources, {}, tmp_path, need_ids=("rides",))
    assert scored.parts["area"].tolist() == [0.0, weights.OTHER_AREA, weights.OTHER_COUNTRY, 0.0, 0.0]


@given(arrays(np.float32, 20, elements=st.floats(-1, 1, width=32)))
def test_meaning_is_bounded_and_grows_with_closeness(closeness: Any) -> None:
    contributions = meaning_contribution(np.sort(closeness))
    assert (np.diff(contributions) >= 0).all()
    assert contributions.min() >= 0.0
    assert contributions.max() <= weights.MEANING


GRID = st.integers(-20, 120).map(lambda hundredths: hundredths / 100)


class _Cosines:
    """Stands for the vectors: the closeness of each resource, given."""

    def __init__(self, closeness: Any) -> None:
        self.closeness = closeness

    def best(self, query: Any, rows: Any) -> tuple[Any, Any]:
        return self.closeness[rows], rows


@settings(deadline=None)
@given(
    partial=st.lists(GRID, min_size=1, max_size=60),
    data=st.data(),
    keep=st.integers(1, 8),
    needs=st.integers(0, 3),
)
def test_pruned_scoring_equals_the_full_reckoning(
    partial: list[float], data: st.DataObject, keep: int, needs: int
) -> None:
    count = len(partial)
    fits = st.lists(st.sampled_from([0.0, 0.1, 0.1, 0.2, 0.4]), min_size=count, max_size=count)
    answered = np.array([data.draw(fits) for _ in range(needs)]).reshape(needs, count)
    cosines = np.array(data.draw(st.lists(GRID, min_size=count, max_size=count)), dtype=np.float32)
    rows = np.arange(count)
    ids = [f"{(number * 37) % 101:03}" for number in range(count)]
    index: Any = SimpleNamespace(
        vectors=_Cosines(cosines), columns=SimpleNamespace(ids=ids, id_rank=np.argsort(np.argsort(ids)))
    )
    understanding: Any = SimpleNamespace(vector=np.ones(1, dtype=np.float32))
    nothing = np.zeros(count)
    to_visit = np.zeros(count, dtype=np.bool_)
    scored = Scored(rows, answered, nothing, np.full(count, -1), {"part": np.array(partial)}, to_visit)
    totals = np.round(np.array(partial) + answered.sum(axis=0) + meaning_contribution(cosines), 6)
    expected = sorted(rows, key=lambda row: (-totals[row], ids[row]))[:keep]
    ranked = with_meaning(scored, understanding, index, keep)
    assert ranked.rows[:keep].tolist() == [int(row) for row in expected]
    np.testing.assert_array_equal(ranked.totals, totals[ranked.rows])
    assert (ranked.meaning_passage >= 0).all()
    # What a plan is chosen from is the same, however many are kept.
    more = with_meaning(scored, understanding, index, keep + 7)
    pools = [each.rows[best_of(each, keep)].tolist() for each in (ranked, more)]
    assert pools[0] == pools[1]
    for need in answered:
        kept = sorted(need[pools[0]])[::-1][:BEST_PER_NEED]
        best = sorted(need[need > 0])[::-1][:BEST_PER_NEED]
        assert kept[: len(best)] == best


def test_without_a_statement_meaning_is_not_reckoned(tmp_path: Path) -> None:
    resources = [made("b"), made("a"), made("c", km_north=0.0)]
    scored, understanding, index = _score(resources, {}, tmp_path, need_ids=("rides",))
    ranked = with_meaning(scored, understanding, index, 2)
    assert [index.columns.ids[row] for row in ranked.rows] == ["c", "a", "b"]
    assert ranked.meaning.tolist() == [0.0] * 3
    assert ranked.meaning_passage.tolist() == [-1] * 3


def test_all_sites_of_a_service_but_the_best_make_room(tmp_path: Path) -> None:
    source = Provenance(name="made-up", record_id="one", record_ids=("one",))
    resources = [
        made("a", km_north=9.0, source=source),
        made("b", km_north=1.0, source=source),
        made("c", km_north=1.0, source=source),
        made("d", km_north=2.0),
    ]
    scored, understanding, index = _score(
        resources, {(name, "rides"): 0.9 for name in "abcd"}, tmp_path, need_ids=("rides",)
    )
    assert scored.parts["other_site"].tolist() == [weights.OTHER_SITE, 0.0, weights.OTHER_SITE, 0.0]
    ranked = with_meaning(scored, understanding, index, 4)
    assert [index.columns.ids[row] for row in ranked.rows] == ["b", "d", "c", "a"]


def test_totals_are_the_sum_of_what_is_shown(tmp_path: Path) -> None:
    scored, _, _ = _score([made("a"), made("b")], {("a", "rides"): 1 / 3}, tmp_path, need_ids=("rides", "legal"))
    scored = dataclasses.replace(scored, meaning=np.array([0.1, 0.2]))
    shown = scored.needs.sum(axis=0) + scored.meaning + sum(scored.parts.values())
    np.testing.assert_allclose(scored.totals, shown, atol=1e-9)
    np.testing.assert_array_equal(scored.take(np.array([1])).totals, scored.totals[1:])
