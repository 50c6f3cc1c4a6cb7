"""What danger calls for, and what would add to it, with a real index."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.open_index import OpenIndex
from matcher import weights
from matcher.crisis import screen
from matcher.match import match
from matcher.request import Location, MatchRequest
from matcher.understand import (
    ABUSED,
    FOR_THE_ONE_WHO_HURTS,
    MAX_NEEDS,
    SIGNAL_ALONE,
    SIGNAL_NEEDS,
    UNSAFE_WHEN_ABUSED,
    understand,
)
from tests.contract.requests import AS_OF
from tests.matcher.heard import heard

pytestmark = pytest.mark.integration

HURT = (
    "we need couples counseling, my husband hits me",
    "he chokes me and then says sorry, can we get couples therapy",
    "my wife beats me and wants family counseling",
    "mi esposo me pega, necesitamos terapia de pareja",
)


@pytest.mark.parametrize("needs", HURT)
def test_nobody_hurt_at_home_is_sent_to_counseling_with_the_one_who_hurts(needs: str, bundled_index: OpenIndex) -> None:
    assert ABUSED in screen(needs).signals
    found = set(heard(needs, bundled_index))
    assert not found & UNSAFE_WHEN_ABUSED
    assert found >= set(SIGNAL_NEEDS[ABUSED])
    answer: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert not {need["id"] for need in answer["understood"]["needs"]} & UNSAFE_WHEN_ABUSED
    # Who asks for it by its id has been told by somebody who knows.
    named = MatchRequest(needs=needs, need_ids=("couples-counseling",), as_of=AS_OF)
    assert "couples-counseling" in {need.need.id for need in understand(named, bundled_index).needs}


@pytest.mark.parametrize(
    "needs",
    [
        "my father molested me for years and my mother wants us to do family counseling",
        "my dad raped me, can we get family counseling",
        "my uncle molested my daughter, we need family counseling",
    ],
)
def test_nobody_hurt_by_the_family_is_sent_to_counseling_with_it(needs: str, bundled_index: OpenIndex) -> None:
    assert not set(heard(needs, bundled_index)) & UNSAFE_WHEN_ABUSED


@pytest.mark.parametrize(
    ("needs", "kept"),
    [
        ("CPS took my kids and I want to get them back, we need family counseling", "family-counseling"),
        ("my kids were taken by CPS because of abuse allegations, I want reunification", "reunification"),
        ("I was raped by a stranger, my family and I need family counseling", "family-counseling"),
    ],
)
def test_a_family_that_does_no_harm_stays_together(needs: str, kept: str, bundled_index: OpenIndex) -> None:
    assert kept in heard(needs, bundled_index)


@pytest.mark.parametrize(
    "needs",
    [
        "I hit my girlfriend when I drink and I want to stop",
        "Le pegué a mi esposa y quiero cambiar",
        "court ordered batterer program for choking my girlfriend",
        "I beat my wife last night, I need anger management",
        "I choked my girlfriend, can we get couples counseling",
    ],
)
def test_who_hurts_a_partner_gets_help_to_stop(needs: str, bundled_index: OpenIndex) -> None:
    found = set(heard(needs, bundled_index))
    assert FOR_THE_ONE_WHO_HURTS in found
    assert not found & {*SIGNAL_NEEDS[ABUSED], "couples-counseling", "family-counseling", "reunification"}
    assert ("anger-management" in found) >= ("anger" in needs)


@pytest.mark.parametrize("needs", ["he hits me and I hit him", "he says I hit him", "I hit my head when he pushed me"])
def test_who_is_hurt_too_is_helped_as_hurt(needs: str, bundled_index: OpenIndex) -> None:
    found = set(heard(needs, bundled_index))
    assert found >= set(SIGNAL_NEEDS[ABUSED])
    assert FOR_THE_ONE_WHO_HURTS not in found


def test_what_danger_calls_for_always_has_a_place(bundled_index: OpenIndex) -> None:
    needs = (
        "My husband hits me. We also need food, diapers, a dentist, rent money, immigration lawyer, winter coats, "
        "a bus pass and GED classes"
    )
    found = heard(needs, bundled_index)
    assert set(found) >= set(SIGNAL_NEEDS[ABUSED])
    assert len(set(found) - set(SIGNAL_NEEDS[ABUSED])) == MAX_NEEDS


def test_grave_danger_in_plain_words_is_a_need_of_its_own(bundled_index: OpenIndex) -> None:
    assert heard("quiero hacerme daño", bundled_index)["self-harm"] >= SIGNAL_ALONE


def test_a_couple_that_only_quarrels_is_offered_counseling(bundled_index: OpenIndex) -> None:
    found = heard("my husband and I fight about money, can we get couples counseling", bundled_index)
    assert next(iter(found)) == "couples-counseling"


@pytest.mark.parametrize(
    "needs", ["I hit my girlfriend when I drink and I want to stop", "Le pegué a mi esposa y quiero cambiar"]
)
def test_who_hurts_a_partner_is_shown_no_refuge_of_those_who_are_hurt(needs: str, bundled_index: OpenIndex) -> None:
    request = MatchRequest(needs=needs, location=Location(place="33130"), as_of=AS_OF, limit=20)
    answer: Any = match(request, bundled_index)
    numbers = {need.id: number for number, need in enumerate(bundled_index.taxonomy)}
    for found in answer["recommendations"]:
        row = bundled_index.records.row_of(found["resource"]["id"])
        fit = bundled_index.fit[row]
        refuge = max(fit[numbers["dv-shelter"]], fit[numbers["dv-counseling"]])
        assert refuge < weights.COVERED or refuge < fit[numbers["abuse-intervention"]], found["resource"]["name"]


@pytest.mark.parametrize(
    ("needs", "need_id"),
    [
        ("My husband hits me. We also need food, diapers, a dentist, rent money, winter coats and a bus pass", "dv-"),
        ("I want to kill myself tonight. also I owe rent and need a dentist", "suicide-crisis"),
    ],
)
def test_danger_leads_however_much_else_is_asked(needs: str, need_id: str, bundled_index: OpenIndex) -> None:
    request = MatchRequest(needs=needs, location=Location(place="33130"), as_of=AS_OF)
    answer: Any = match(request, bundled_index)
    first = answer["recommendations"][0]
    numbers = [n for n, need in enumerate(bundled_index.taxonomy) if need.id.startswith(need_id)]
    row = bundled_index.records.row_of(first["resource"]["id"])
    assert max(bundled_index.fit[row][numbers]) >= weights.RELEVANT_FIT
