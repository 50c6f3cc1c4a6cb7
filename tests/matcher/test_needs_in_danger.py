"""What danger calls for, and what would add to it, with a real index."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.open_index import OpenIndex
from matcher import weights
from matcher.crisis import screen
from matcher.harm import harms_sexually
from matcher.match import match
from matcher.reading import read
from matcher.request import Location, MatchRequest
from matcher.understand import (
    ABUSED,
    FAINT_WEIGHT,
    FOR_THE_ONE_WHO_HURTS,
    MAX_NEEDS,
    NOT_FOR_WHO_HARMS_SEXUALLY,
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


@pytest.mark.parametrize(
    "needs",
    [
        "he threw a plate at me again, i have two kids",
        "my husband throws things at me",
        "my wife screams and throws plates at me",
        "mi esposo me avienta cosas y me grita",
        "my wife slaps me and screams",
    ],
)
def test_who_is_hurt_is_sent_to_no_class_for_those_who_hurt(needs: str, bundled_index: OpenIndex) -> None:
    found = set(heard(needs, bundled_index))
    assert not found & {"anger-management", FOR_THE_ONE_WHO_HURTS}
    assert found >= set(SIGNAL_NEEDS[ABUSED])


@pytest.mark.parametrize(
    "needs",
    [
        "my husband screams at me and I scream back, we need anger management",
        "I scream at my kids",
        "I need anger management",
    ],
)
def test_ones_own_anger_is_heard(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(heard(needs, bundled_index))) == "anger-management"


@pytest.mark.parametrize("needs", ["my 13 yo hits me", "my son, 12, hits me when I take his phone"])
def test_a_child_that_hits_gets_help_for_child_and_family(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) == "child-therapy"
    assert "family-counseling" in found
    assert not {"anger-management", "childhood-abuse-survivors", "dv-shelter"} & set(found)


def test_a_childs_blows_hide_no_husbands(bundled_index: OpenIndex) -> None:
    assert set(heard("my 13 yo hits me and my husband hits me too", bundled_index)) >= set(SIGNAL_NEEDS[ABUSED])


@pytest.mark.parametrize(
    "needs",
    [
        "my dad used to beat me as a kid, I'm 40 now and drink",
        "uncle abused me as a kid",
        "me abusaron de niña, tengo 40 años",
    ],
)
def test_harm_in_childhood_leads_to_survivors_and_to_no_refuge(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert found["childhood-abuse-survivors"] >= 0.6
    assert not set(SIGNAL_NEEDS[ABUSED]) & set(found)
    assert (next(iter(found)) == "trauma-and-addiction") == ("drink" in needs)


@pytest.mark.parametrize(
    "needs",
    [
        "my boyfriend hits me and my dad beat me as a kid",
        "my dad still hits me like when I was a kid",
        "I was abused as a kid and now my dad threatens me",
        "mi papá me pegaba de niña y todavía me pega",
    ],
)
def test_harm_that_goes_on_leads_to_a_refuge(needs: str, bundled_index: OpenIndex) -> None:
    assert "dv-shelter" in heard(needs, bundled_index)


@pytest.mark.parametrize("needs", ["rehab staff beat me", "my home aide steals my money", "la cuidadora me pega"])
def test_harm_by_those_who_are_paid_to_help_leads_to_rights(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert found["patient-rights"] >= 0.6
    assert "dv-shelter" not in found


def test_a_refuge_weighs_little_where_nothing_but_the_heads_tells_of_harm(bundled_index: OpenIndex) -> None:
    needs = "he smashed my cell. need a judge to bar him"
    reading = read(needs, bundled_index)
    crisis = screen(needs, "US", reading, bundled_index.heads)
    if ABUSED in crisis.affirmed or crisis.levels.get(ABUSED) != "concern":
        pytest.skip("the rules, or nothing, find it now")
    assert heard(needs, bundled_index).get("dv-shelter", 0.0) <= FAINT_WEIGHT


@pytest.mark.parametrize(
    "needs",
    [
        "I molested my stepdaughter",
        "I touched my niece sexually and I need help",
        "I am attracted to children and I don't want to hurt anyone",
    ],
)
def test_who_harms_sexually_is_sent_to_nobody_who_was_harmed(needs: str, bundled_index: OpenIndex) -> None:
    assert harms_sexually(needs)
    assert not set(heard(needs, bundled_index)) & NOT_FOR_WHO_HARMS_SEXUALLY
    answer: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    suggested = {need["id"] for need in answer["understood"]["suggestions"]}
    assert not suggested & NOT_FOR_WHO_HARMS_SEXUALLY
    named = MatchRequest(needs=needs, need_ids=("sexual-assault",), as_of=AS_OF)
    assert "sexual-assault" in {need.need.id for need in understand(named, bundled_index).needs}


@pytest.mark.parametrize(
    ("needs", "need"),
    [("somebody molested my daughter", "child-abuse"), ("I was molested as a child", "childhood-abuse-survivors")],
)
def test_who_was_harmed_sexually_keeps_their_own(needs: str, need: str, bundled_index: OpenIndex) -> None:
    assert need in heard(needs, bundled_index)
