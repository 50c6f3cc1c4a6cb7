"""Each filter says of each resource: known not to fit, not stated, or known to fit."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from data.resource import Address, Resource
from data.schedules import recurring
from matcher.filters import Reason, Verdict, judge, judge_reach
from matcher.request import Location, MatchRequest
from matcher.themselves import told
from matcher.where import locate, within
from tests.contract.requests import AS_OF
from tests.matcher.small import SmallIndex, made

MONDAYS = recurring("FREQ=WEEKLY;BYDAY=MO", time(19), time(20))
MONDAY, TUESDAY = (datetime.fromisoformat(f"2026-11-{day}T19:30:00-05:00") for day in (23, 24))
ZONE = "America/New_York"
US, SWISS = Address(state_province="FL", country="US"), Address(country="CH")

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("mode", {"modes": ("online",)}, {"modes": ("in_person",)}, "fails"),
    ("mode", {"modes": ("online", "phone")}, {"modes": ("in_person", "phone")}, "fits"),
    ("kind", {"kinds": ("therapist", "helpline")}, {"kind": "helpline"}, "fits"),
    ("kind", {"kinds": ("therapist",)}, {"kind": "helpline"}, "fails"),
    ("age", {"age": 17}, {"minimum_age": 18}, "fails"),
    ("age", {"age": 18}, {"minimum_age": 18}, "fits"),
    ("age", {"age": 24}, {"maximum_age": 24}, "fits"),
    ("age", {"age": 25}, {"minimum_age": 13, "maximum_age": 24}, "fails"),
    ("age", {"age": 0}, {"minimum_age": 1}, "fails"),
    ("age", {"age": 30}, {}, "unstated"),
    ("language", {"languages": ("es", "fr")}, {"languages": ("en", "fr")}, "fits"),
    ("language", {"languages": ("es",)}, {"languages": ("en",)}, "fails"),
    ("language", {"languages": ("es",)}, {}, "unstated"),
    ("language", {"languages": ("en",)}, {"languages": ("am", "es"), "address": US}, "unstated"),
    ("language", {"languages": ("en", "pl")}, {"languages": ("es",), "kind": "treatment", "address": US}, "unstated"),
    ("language", {"languages": ("en",)}, {"languages": ("am", "es")}, "unstated"),
    ("language", {"languages": ("en", "es")}, {"languages": ("es",), "address": US}, "fits"),
    ("language", {"languages": ("en",)}, {"languages": ("ase",), "address": US}, "unstated"),
    # A group meets in the one language that it names; elsewhere, not naming English means not speaking it.
    ("language", {"languages": ("en",)}, {"languages": ("es",), "address": US}, "fails"),
    ("language", {"languages": ("en",)}, {"languages": ("yue", "zh"), "address": US}, "fails"),
    ("language", {"languages": ("en",)}, {"languages": ("es", "ase"), "address": US}, "fails"),
    ("language", {"languages": ("en",)}, {"languages": ("de", "fr"), "address": SWISS}, "fails"),
    ("language", {"languages": ("en",)}, {"languages": ("ase",), "address": SWISS}, "unstated"),
    ("language", {"languages": ("pl",)}, {"languages": ("am", "es"), "address": US}, "fails"),
    ("population", {"populations": ("veterans",)}, {"populations": ("women", "veterans")}, "fits"),
    ("population", {"populations": ("veterans",)}, {"populations": ("women",)}, "fails"),
    ("population", {"populations": ("veterans",)}, {}, "unstated"),
    ("cost", {"cost": "free"}, {"cost": "free"}, "fits"),
    ("cost", {"cost": "free"}, {"cost": "low_cost"}, "fails"),
    ("cost", {"cost": "free"}, {"cost": "paid"}, "fails"),
    ("cost", {"cost": "low_cost"}, {"cost": "free"}, "fits"),
    ("cost", {"cost": "low_cost"}, {"cost": "low_cost"}, "fits"),
    ("cost", {"cost": "low_cost"}, {"cost": "paid"}, "fails"),
    ("cost", {"cost": "low_cost"}, {}, "unstated"),
    ("insurance", {"insurance": "medicaid"}, {"insurance": ("medicaid", "private")}, "fits"),
    ("insurance", {"insurance": "medicaid"}, {"insurance": ("private",)}, "fails"),
    ("insurance", {"insurance": "medicaid"}, {}, "unstated"),
    ("insurance", {"insurance": "medicaid"}, {"cost": "free"}, "unstated"),
    ("not_accessible", {"accessible": True}, {"accessibility": "Wheelchair accessible"}, "fits"),
    ("not_accessible", {"accessible": True}, {"accessibility": "Not wheelchair accessible"}, "fails"),
    ("not_accessible", {"accessible": True}, {}, "unstated"),
    ("not_accessible", {"accessible": True}, {"modes": ("online",)}, "fits"),
    ("closed", {"open_at": MONDAY}, {"schedules": (MONDAYS,), "timezone": ZONE}, "fits"),
    ("closed", {"open_at": TUESDAY}, {"schedules": (MONDAYS,), "timezone": ZONE}, "fails"),
    ("closed", {"open_at": MONDAY}, {"schedules": (MONDAYS,)}, "unstated"),
    ("closed", {"open_at": MONDAY}, {}, "unstated"),
]


def _request(**changes: Any) -> MatchRequest:
    return MatchRequest(needs="a ride", as_of=AS_OF, **changes)


def _judged(request: MatchRequest, index: SmallIndex) -> dict[Reason, Verdict]:
    return judge(request, told(request.needs or ""), index)


@pytest.mark.parametrize(("reason", "asked", "stated", "expected"), CASES)
def test_verdicts(reason: Reason, asked: dict[str, Any], stated: dict[str, Any], expected: str, tmp_path: Path) -> None:
    # A second resource that states everything keeps the first from being judged by what is nowhere stated.
    other = made("b", languages=("de",), insurance=("va",), populations=("men",), cost="paid", minimum_age=99)
    verdicts = _judged(_request(**asked), SmallIndex(tmp_path, [made("a", **stated), other], {}))
    assert {name for name, verdict in verdicts.items() if verdict.asked} == {reason}
    verdict = verdicts[reason]
    assert (bool(verdict.fails[0]), bool(verdict.unstated[0])) == (expected == "fails", expected == "unstated")


def test_what_is_not_asked_for_rules_nothing_out(tmp_path: Path) -> None:
    limited = made("b", languages=("de",), insurance=("va",), populations=("men",), cost="paid", minimum_age=99)
    verdicts = _judged(_request(accessible=False), SmallIndex(tmp_path, [made("a"), limited], {}))
    assert set(verdicts) == {"age", "language", "population"}
    for verdict in verdicts.values():
        assert not verdict.asked
        assert verdict.fails.tolist() == [False, False]
        assert verdict.unstated.tolist() == [False, True]


@pytest.mark.parametrize(
    ("said", "stated", "for_others"),
    [
        ("a ride", {"minimum_age": 18}, False),
        ("a ride", {"minimum_age": 21}, True),
        ("a ride", {"maximum_age": 25}, True),
        ("I'm 22, a ride", {"minimum_age": 21, "maximum_age": 25}, False),
        ("I'm 16, a ride", {"minimum_age": 18}, True),
        ("I'm 72, a ride", {"maximum_age": 25}, True),
        ("I'm a senior citizen", {"minimum_age": 60}, False),
        ("I'm a senior citizen", {"maximum_age": 25}, True),
        ("my son is 16, a ride", {"minimum_age": 13, "maximum_age": 17}, False),
        ("my son is 9, a ride", {"minimum_age": 13, "maximum_age": 17}, True),
        ("my son is 16, a ride", {"minimum_age": 18}, True),
        ("I'm 40, my 15 year old daughter needs a ride", {"maximum_age": 17}, False),
    ],
)
def test_ages_are_judged_by_what_is_said(said: str, stated: dict[str, Any], for_others: bool, tmp_path: Path) -> None:
    verdict = _judged(MatchRequest(needs=said, as_of=AS_OF), SmallIndex(tmp_path, [made("a", **stated)], {}))["age"]
    assert (verdict.unstated.tolist(), verdict.fails.tolist()) == ([for_others], [False])


@pytest.mark.parametrize(
    ("said", "stated", "contradicted"),
    [
        ("I'm 16, a ride", {"minimum_age": 18}, True),
        ("I'm 16, a ride", {"minimum_age": 12}, False),
        ("I'm 34, a ride", {"maximum_age": 17}, True),
        # The ride may be for the child.
        ("I'm 34, a ride for my daughter", {"maximum_age": 17}, False),
        ("I'm 16 and need a ride for my baby", {"minimum_age": 18}, True),
        ("a ride", {"minimum_age": 18}, False),
        ("I'm a man, a ride", {"populations": ("women",)}, True),
        ("I'm a woman, a ride", {"populations": ("men", "veterans")}, True),
        ("I'm a woman, a ride", {"populations": ("women", "men")}, False),
        ("I'm a woman, a ride", {"populations": ("veterans",)}, False),
        ("I'm a man, a ride for my wife", {"populations": ("women",)}, False),
        # But not for the one who hurts them.
        ("I'm a man, my wife beats me, a ride", {"populations": ("women",)}, True),
        ("soy hombre, mi novia me pega", {"populations": ("women",)}, True),
        ("I'm a woman, my brother needs a ride", {"populations": ("men",)}, False),
        ("a ride", {"populations": ("women",)}, False),
    ],
)
def test_what_is_surely_for_others_by_what_they_say(
    said: str, stated: dict[str, Any], contradicted: bool, tmp_path: Path
) -> None:
    verdicts = _judged(MatchRequest(needs=said, as_of=AS_OF), SmallIndex(tmp_path, [made("a", **stated)], {}))
    found = [bool((verdicts[name].contradicted & verdicts[name].unstated).any()) for name in ("age", "population")]
    assert any(found) == contradicted
    assert not any(verdict.fails.any() for verdict in verdicts.values())


@pytest.mark.parametrize(
    ("said", "asked", "populations", "for_others"),
    [
        ("a ride", {}, ("veterans",), True),
        ("a ride", {}, ("parents",), False),
        ("I'm a veteran", {}, ("veterans",), False),
        ("soy veterana", {}, ("women", "veterans"), False),
        ("my brother is a veteran", {}, ("veterans",), True),
        ("my teenage son needs a ride", {}, ("youth",), False),
        ("my wife needs a ride", {}, ("women",), False),
        ("necesito un carro para el trabajo", {}, ("latino",), False),
        ("I'm 16", {}, ("youth",), False),
        ("a ride", {"age": 72}, ("older_adults",), False),
        ("I'm 16", {}, ("older_adults",), True),
    ],
)
def test_whom_it_is_for_is_judged_by_what_is_said(
    said: str, asked: dict[str, Any], populations: tuple[str, ...], for_others: bool, tmp_path: Path
) -> None:
    index = SmallIndex(tmp_path, [made("a", populations=populations)], {})
    verdict = _judged(MatchRequest(needs=said, as_of=AS_OF, **asked), index)["population"]
    assert (verdict.unstated.tolist(), verdict.fails.tolist()) == ([for_others], [False])


@pytest.mark.parametrize(
    ("said", "stated", "other"),
    [
        ("a ride", {"languages": ("es",), "address": US}, True),
        ("un carro para mi hijo", {"languages": ("es",), "address": US}, False),
        ("a ride", {"languages": ("es", "vi"), "address": US}, False),
        ("a ride", {"languages": ("es",), "kind": "treatment", "address": US}, False),
        ("a ride", {"languages": ("ase",), "address": US}, False),
        ("a ride", {"languages": ("de", "fr"), "address": SWISS}, True),
        ("a ride", {"languages": ("de", "en"), "address": SWISS}, False),
    ],
)
def test_only_what_is_in_another_language_counts_as_such(
    said: str, stated: dict[str, Any], other: bool, tmp_path: Path
) -> None:
    index = SmallIndex(tmp_path, [made("a", **stated)], {})
    verdict = _judged(MatchRequest(needs=said, as_of=AS_OF), index)["language"]
    assert verdict.unstated.tolist() == [other]


def _reach(resource: Resource, tmp_path: Path, **asked: Any) -> tuple[bool, bool]:
    """(can it be reached at all, is it beyond the radius of 10 km)."""
    index = SmallIndex(tmp_path, [resource], {})
    request = _request(location=Location(place="33130"), radius_km=10.0, **asked)
    where = locate(cast(Location, request.location), index)
    reachable, beyond = judge_reach(request, where, within(where, 10.0, index), index)
    assert beyond is not None
    assert not beyond.unstated.any()
    return bool(reachable[0]), bool(beyond.fails[0])


FLORIDA = Address(state_province="FL", country="US")
GEORGIA = Address(state_province="GA", country="US")


@pytest.mark.parametrize(
    ("stated", "asked", "beyond"),
    [
        ({"km_north": 9.0}, {}, False),
        ({"km_north": 11.0}, {}, True),
        ({"km_north": 11.0, "modes": ("in_person", "online")}, {}, False),
        ({"km_north": 11.0, "modes": ("in_person", "online")}, {"modes": ("in_person",)}, True),
        ({"km_north": 11.0, "modes": ("in_person", "online")}, {"modes": ("in_person", "phone")}, True),
        ({"km_north": 11.0, "serves_everywhere": True}, {}, True),
        ({"km_north": None, "serves_everywhere": True}, {}, False),
        ({"km_north": None, "modes": ("phone",)}, {}, False),
        ({"km_north": None, "modes": ("phone",)}, {"modes": ("in_person",)}, False),
        ({"km_north": None, "address": FLORIDA}, {}, False),
        ({"km_north": None, "address": GEORGIA}, {}, True),
        ({"km_north": None}, {}, True),
    ],
)
def test_the_radius_limits_what_has_to_be_gone_to(
    stated: dict[str, Any], asked: dict[str, Any], beyond: bool, tmp_path: Path
) -> None:
    assert _reach(made("a", **stated), tmp_path, **asked) == (True, beyond)


def test_without_a_location_only_what_needs_no_travelling_is_reachable(tmp_path: Path) -> None:
    resources = [
        made("a"),
        made("b", modes=("in_person", "phone")),
        made("c", modes=("online",)),
        made("d", serves_everywhere=True),
    ]
    index = SmallIndex(tmp_path, resources, {})
    reachable, beyond = judge_reach(_request(), None, None, index)
    assert beyond is None
    np.testing.assert_array_equal(reachable, [False, True, True, True])
    reachable, _ = judge_reach(_request(modes=("in_person",)), None, None, index)
    # The online one is left to the modes to rule out.
    np.testing.assert_array_equal(reachable, [False, False, True, True])
