"""The plan covers what was said with at most three listings, no two of one service, and one helpline at most."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.resource import Provenance, Support
from matcher import weights
from matcher.filters import is_in_person
from matcher.plan import SIZE, Plan, choose
from matcher.request import MatchRequest
from matcher.scoring import Scored, need_fit
from matcher.understand import understand
from tests.contract.requests import AS_OF
from tests.matcher.small import TAXONOMY, SmallIndex, answer_to, made

Fits = dict[tuple[str, str], float]


def _choose(
    resources: list[Any],
    fits: Fits,
    tmp_path: Path,
    scores: list[float] | None = None,
    urgent: Sequence[int] = (),
    area: list[float] | None = None,
    own: Fits | None = None,
    restricted: list[float] | None = None,
    **asked: Any,
) -> tuple[Plan, list[str]]:
    """The plan of resources whose scores are given (none: all 0), and the ids it picks."""
    index = SmallIndex(tmp_path, resources, fits, own)
    request = MatchRequest(**{"need_ids": ("rides", "groceries", "legal"), "as_of": AS_OF, **asked})
    understanding = understand(request, index)
    rows = np.arange(len(resources))
    nothing = np.zeros(len(rows))
    parts = {
        "part": np.array(scores or nothing),
        "area": np.array(area or nothing),
        "restricted": np.array(restricted or nothing),
    }
    to_visit = is_in_person(request, index.columns)
    # The fits decide which are the best of each need; the scores are those given.
    needs = need_fit(rows, understanding, index).T
    parts["part"] = parts["part"] - needs.sum(axis=0)
    scored = Scored(rows, needs, nothing, np.full(len(rows), -1), parts, to_visit)
    plan = choose(scored, request, understanding, index, urgent)
    return plan, [resources[pick.position].id for pick in plan.picks]


def _service(resource_id: str, **changes: Any) -> Any:
    return made(resource_id, **{"kind": "practical_service", "modes": ("phone",), "km_north": None, **changes})


def test_each_pick_covers_what_is_still_missing(tmp_path: Path) -> None:
    fits = dict.fromkeys((("a", "rides"), ("b", "rides"), ("c", "groceries"), ("d", "legal")), 0.9)
    plan, ids = _choose([_service(name) for name in "abcd"], fits, tmp_path, [0.4, 0.39, 0.2, 0.1])
    assert ids == ["a", "c", "d"]
    assert [pick.new_needs for pick in plan.picks] == [(0,), (1,), (2,)]
    assert plan.covers == ((0, 0), (1, 2), (2, 3))
    assert plan.uncovered == ()


def test_what_nothing_covers_is_said(tmp_path: Path) -> None:
    plan, ids = _choose([_service("a")], {("a", "rides"): 0.9, ("a", "legal"): weights.COVERED - 0.1}, tmp_path)
    assert ids == ["a"]
    assert (plan.covers, plan.uncovered) == (((0, 0),), (1, 2))


def test_one_listing_that_covers_everything_comes_first(tmp_path: Path) -> None:
    fits = {("a", "rides"): 1.0, **{("b", need): 0.8 for need in ("rides", "groceries", "legal")}}
    _, ids = _choose([_service("a"), _service("b")], fits, tmp_path, [0.5, 0.5])
    assert ids == ["b", "a"]


def test_the_limit_and_the_candidates_bound_the_plan(tmp_path: Path) -> None:
    fits = {(name, "rides"): 0.9 for name in "abcd"}
    resources = [_service(name) for name in "abcd"]
    for limit, expected in ((1, 1), (2, 2), (3, 3), (10, 3)):
        assert len(_choose(resources, fits, tmp_path / str(limit), limit=limit)[1]) == expected
    plan, ids = _choose([_service("a")], {("a", "rides"): 0.9}, tmp_path / "one")
    assert ids == ["a"]
    index = SmallIndex(tmp_path / "none", [_service("a")], {})
    request = MatchRequest(need_ids=("rides",), as_of=AS_OF)
    none = np.zeros(0, dtype=np.int64)
    nobody = Scored(none, np.zeros((1, 0)), np.zeros(0), none, {"area": np.zeros(0)}, np.zeros(0, dtype=np.bool_))
    plan = choose(nobody, request, understand(request, index), index)
    assert (plan.picks, plan.covers, plan.uncovered) == ((), (), (0,))
    assert plan.support == {"emotional": 0.0, "informational": 0.0, "practical": 0.0}


def test_a_single_need_still_gets_three_to_choose_from(tmp_path: Path) -> None:
    resources = [_service(name) for name in "abcd"]
    fits = {(name, "rides"): 0.9 - 0.1 * number for number, name in enumerate("abcd")}
    plan, ids = _choose(resources, fits, tmp_path, need_ids=("rides",))
    assert ids == ["a", "b", "c"]
    assert [pick.new_needs for pick in plan.picks] == [(0,), (), ()]
    assert plan.covers == ((0, 0),)


@pytest.mark.parametrize(("need_ids", "helplines"), [(("rides",), 1), (("rides", "warmline"), 3)])
def test_more_than_one_helpline_only_where_talking_is_the_need(
    need_ids: tuple[str, ...], helplines: int, tmp_path: Path
) -> None:
    resources = [_service(name, kind="helpline") for name in "abc"] + [_service("d")]
    fits = {(name, need): 0.9 for name in "abc" for need in need_ids}
    _, ids = _choose(resources, fits, tmp_path, need_ids=need_ids)
    assert len(set(ids) & set("abc")) == helplines


def test_no_two_sites_of_one_service(tmp_path: Path) -> None:
    same = Provenance(name="made-up", record_id="one", record_ids=("one",))
    resources = [_service("a", source=same), _service("b", source=same), _service("c")]
    _, ids = _choose(resources, {("a", "rides"): 0.9, ("b", "rides"): 0.9, ("c", "rides"): 0.5}, tmp_path)
    assert ids == ["a", "c"]


def test_what_the_plan_cannot_cover_falls_back_on_what_serves_the_whole_country(tmp_path: Path) -> None:
    national: dict[str, Any] = {"serves_everywhere": True, "kind": "helpline"}
    invented = Provenance(name="made-up", record_id="s", record_ids=("s",), sample=True)
    resources = [
        _service("a"),
        _service("b", **national),
        _service("c", **national),
        _service("d", **national, source=invented),
        _service("e"),
    ]
    legal = dict.fromkeys("bcde", 0.6) | {"c": 0.7, "d": 0.9}
    fits = {("a", "rides"): 0.9, **{(name, "legal"): fit for name, fit in legal.items()}}
    asked: dict[str, Any] = {"need_ids": ("rides", "legal"), "limit": 1}
    answer = answer_to(resources, tmp_path, fits, **asked)
    assert answer["plan"]["uncovered"] == ["legal"]
    assert [(found["need_id"], found["resource_id"]) for found in answer["plan"]["fallbacks"]] == [("legal", "c")]
    # What can only be visited is no help from afar.
    resources[2] = _service("c", serves_everywhere=True, modes=("in_person",))
    visited = answer_to(resources, tmp_path / "visited", {**fits, ("a", "rides"): 1.0}, **asked)["plan"]
    assert [found["resource_id"] for found in visited["fallbacks"]] == ["b"]
    resources[2] = _service("c", **national)
    # What a filter rules out, and what hardly answers the need, is none.
    assert (
        answer_to(resources, tmp_path / "kind", fits, **asked, kinds=("practical_service",))["plan"]["fallbacks"] == []
    )
    weak = {**fits, **{(name, "legal"): weights.COVERED - 0.05 for name in "bcd"}}
    assert answer_to(resources, tmp_path / "weak", weak, **asked)["plan"]["fallbacks"] == []


def test_danger_leads_the_plan_wherever_its_answer_is(tmp_path: Path) -> None:
    resources = [_service("a", modes=("in_person",)), _service("b", kind="helpline"), _service("c")]
    fits = {("a", "rides"): 1.0, ("b", "legal"): 0.5, ("c", "legal"): weights.RELEVANT_FIT - 0.01}
    asked: dict[str, Any] = {"need_ids": ("rides", "legal"), "limit": 1}
    assert _choose(resources, fits, tmp_path, **asked)[1] == ["a"]
    assert _choose(resources, fits, tmp_path / "danger", urgent=[1], **asked)[1] == ["b"]
    # But not with what hardly answers it.
    fits[("b", "legal")] = weights.RELEVANT_FIT - 0.01
    assert _choose(resources, fits, tmp_path / "hardly", urgent=[1], **asked)[1] == ["a"]


def test_danger_is_not_answered_from_abroad(tmp_path: Path) -> None:
    resources = [_service("a"), _service("b"), _service("c")]
    fits = {("a", "legal"): 0.9, ("b", "legal"): 0.9, ("c", "legal"): 0.7}
    asked: dict[str, Any] = {"need_ids": ("rides", "legal"), "limit": 1, "urgent": [1]}
    away = [weights.OTHER_COUNTRY, weights.OTHER_AREA, 0.0]
    assert _choose(resources, fits, tmp_path, area=away, **asked)[1] == ["c"]
    assert _choose(resources[:2], fits, tmp_path / "area", area=away[:2], **asked)[1] == ["b"]
    # Where there is nothing else, it is still better than nothing.
    assert _choose(resources[:1], fits, tmp_path / "abroad", area=away[:1], **asked)[1] == ["a"]


def test_what_is_abroad_has_no_place_in_the_plan_beside_what_is_at_home(tmp_path: Path) -> None:
    resources = [_service(name) for name in "abc"]
    fits = {("a", "rides"): 0.9, ("b", "legal"): 0.9, ("c", "groceries"): 0.4}
    away = [0.0, weights.OTHER_COUNTRY, 0.0]
    assert _choose(resources, fits, tmp_path, area=away)[1] == ["a", "c"]


def test_what_is_for_others_has_no_place_in_the_plan_beside_what_may_be_for_them(tmp_path: Path) -> None:
    resources = [_service(name) for name in "ab"]
    fits = {("a", "rides"): 0.9, ("b", "legal"): 0.5}
    asked: dict[str, Any] = {"restricted": [weights.NOT_FOR_THEM, weights.FOR_OTHERS]}
    assert _choose(resources, fits, tmp_path, **asked)[1] == ["b"]
    assert _choose(resources, fits, tmp_path / "danger", urgent=[0], **asked)[1] == ["b"]
    # Where there is nothing else, it is still named, with its caution.
    assert _choose(resources[:1], fits, tmp_path / "only", restricted=[weights.NOT_FOR_THEM])[1] == ["a"]


def test_what_a_listing_offers_for_a_related_need_is_not_said_to_cover_this_one(tmp_path: Path) -> None:
    resources = [_service(name) for name in "ab"]
    fits = {("a", "rides"): 0.9, ("a", "legal"): 0.5, ("b", "legal"): 0.45}
    plan, ids = _choose(resources, fits, tmp_path, need_ids=("rides", "legal"), own={("a", "legal"): 0.3})
    assert ids == ["a", "b"]
    assert [pick.new_needs for pick in plan.picks] == [(0,), (1,)]
    # Where nothing answers it by its own words, it is better than nothing, and is not said to cover it.
    related = {("b", "legal"): 0.3, ("a", "legal"): 0.3}
    plan, ids = _choose(resources, fits, tmp_path / "b", need_ids=("legal",), own=related)
    assert (ids, plan.covers, plan.uncovered) == (["a", "b"], (), (0,))


def test_the_plan_does_not_depend_on_how_many_are_asked_for(tmp_path: Path) -> None:
    resources = [_service(f"{number:02}") for number in range(40)]
    fits = {(one.id, need): ((7 * number + 3 * len(need)) % 10) / 10 for number, one in enumerate(resources)
            for need in ("rides", "groceries", "legal")}  # fmt: skip
    plans = [answer_to(resources, tmp_path / str(limit), fits, need_ids=("rides", "groceries", "legal"), limit=limit)
             for limit in (3, 5, 10, 40)]  # fmt: skip
    assert len({tuple(answer["plan"]["resource_ids"]) for answer in plans}) == 1


def test_one_need_is_not_padded_with_support_that_nobody_misses(tmp_path: Path) -> None:
    resources = [_service(name, support=Support(practical=0.9)) for name in "ab"]
    resources.append(_service("c", support=Support(emotional=0.9, informational=0.9)))
    fits = {("a", "warmline"): 0.9, ("b", "warmline"): 0.8, ("c", "warmline"): 0.75}
    assert _choose(resources, fits, tmp_path, need_ids=("warmline",), limit=2)[1] == ["a", "b"]
    missing: dict[str, Any] = {"need_ids": ("warmline",), "limit": 2, "support_gaps": ("emotional",)}
    assert "c" in _choose(resources, fits, tmp_path / "gap", **missing)[1]


def test_somewhere_to_go_and_peers_are_preferred_where_equal(tmp_path: Path) -> None:
    resources = [_service("a"), _service("b", modes=("in_person",)), _service("c", kind="support_group")]
    fits = {(name, "rides"): 0.9 for name in "abc"}
    assert set(_choose(resources, fits, tmp_path, need_ids=("rides",), limit=2)[1]) == {"b", "c"}
    # But not where they do not answer what was said.
    fits = {("a", "rides"): 0.9}
    assert _choose(resources, fits, tmp_path / "b", need_ids=("rides",), limit=1)[1] == ["a"]


def test_support_that_is_missing_is_added_and_told(tmp_path: Path) -> None:
    resources = [_service("a", support=Support(practical=0.9)), _service("b", support=Support(emotional=0.8))]
    fits = {("a", "rides"): 0.9, ("b", "rides"): weights.RELEVANT_FIT}
    plan, ids = _choose(resources, fits, tmp_path, need_ids=("rides",), support_gaps=("emotional", "practical"))
    assert ids == ["a", "b"]
    assert [pick.new_support for pick in plan.picks] == [("practical",), ("emotional",)]
    assert plan.support == {"emotional": 0.8, "informational": 0.0, "practical": 0.9}
    # But not by what answers nothing that was said.
    fits = {("a", "rides"): 0.9, ("b", "rides"): weights.RELEVANT_FIT - 0.01}
    asked: dict[str, Any] = {"need_ids": ("rides",), "support_gaps": ("emotional", "practical")}
    assert _choose(resources, fits, tmp_path / "b", **asked)[1] == ["a"]


CHANCE = st.sampled_from([0.0, 0.2, 0.4, 0.5, 0.7, 0.9, 1.0])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(CHANCE, CHANCE, CHANCE), min_size=1, max_size=7))
def test_greedy_coverage_is_within_its_bound_of_the_best_set(
    tmp_path_factory: pytest.TempPathFactory, chances: list[tuple[float, float, float]]
) -> None:
    needs = [need.id for need in TAXONOMY][:3]
    fits = {(str(n), need): c for n, own in enumerate(chances) for need, c in zip(needs, own, strict=True)}
    resources = [_service(str(number)) for number in range(len(chances))]
    index = SmallIndex(tmp_path_factory.mktemp("greedy"), resources, fits)
    request = MatchRequest(need_ids=tuple(needs), as_of=AS_OF)
    understanding = understand(request, index)
    rows = np.arange(len(resources))
    nothing = np.zeros(len(rows))
    to_visit = np.zeros(len(rows), dtype=np.bool_)
    scored = Scored(rows, np.zeros((3, len(rows))), nothing, np.full(len(rows), -1), {"area": nothing}, to_visit)
    fit = need_fit(rows, understanding, index)

    def covered(chosen: Any) -> float:
        return float((1.0 - np.prod(1.0 - fit[list(chosen)], axis=0)) @ understanding.shares)

    picked = [pick.position for pick in choose(scored, request, understanding, index).picks]
    # What hardly answers anything takes no place beside what does.
    among = np.flatnonzero((fit >= weights.PLAN_FIT).any(axis=1))
    among = among if among.size else np.flatnonzero((fit >= weights.RELEVANT_FIT).any(axis=1))
    among = among if among.size else rows
    best = max(covered(chosen) for chosen in combinations(among, min(SIZE, len(among))))
    assert len(picked) == len(set(picked)) == min(SIZE, len(among))
    assert covered(picked) >= (1 - 1 / np.e) * best - 1e-6
