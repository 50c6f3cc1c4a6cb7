"""Who hurts whom: the one who hurts a partner is told from the one who is hurt, and a stranger from somebody close."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import harm


@pytest.mark.parametrize(
    "statement",
    [
        "I hit my girlfriend when I drink and I want to stop",
        "court ordered batterer program for choking my girlfriend",
        "I beat my wife last night, I need anger management",
        "I choked my girlfriend, she kicked me out",
        "I've punched my husband twice",
        "I can't stop hitting my wife",
        "I hit her again last night and I want to stop",
        "I put my hands on my girlfriend",
        "Le pegué a mi esposa y quiero cambiar",
        "golpeé a mi mujer",
        "le levanté la mano a mi novia",
    ],
)
def test_who_hurts_a_partner(statement: str) -> None:
    assert harm.harms_partner(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I hit him back",
        "I hit him",
        "he says I hit him",
        "my wife says I hit her but it's a lie",
        "I hit my head when he pushed me",
        "he hits me and I hit him",
        "I hit my husband when he hits me",
        "I hit my boyfriend in self-defense",
        "my husband hits me",
        "my husband was court ordered to a batterer program",
        "I was falsely accused of hitting my wife",
        "I hurt my wife's feelings",
        "I pushed my husband away",
        "I kicked my boyfriend out",
        "I beat my husband at chess",
        "I hit my ex's car",
        "I'm scared of my husband, I pushed my husband last night",
        "mi esposo me pega y yo le pego a mi esposo",
        "él dice que le pegué a mi esposa",
    ],
)
def test_who_does_not_or_is_hurt_too(statement: str) -> None:
    assert not harm.harms_partner(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my father molested me for years",
        "my dad raped me",
        "I was molested by my uncle",
        "my daughter was touched by a family friend",
        "her uncle touches her",
        "what my stepdad did to me",
        "my stepfather used to touch me",
        "mi padrastro me violó",
        "me violó mi papá",
        "abusó de mí mi tío",
    ],
)
def test_harm_by_somebody_close(statement: str) -> None:
    assert harm.somebody_close_harms(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I was raped by a stranger",
        "my kids were abused in foster care",
        "my mother wants us to do family counseling",
        "a man touched me on the bus",
        "me violaron en la calle",
    ],
)
def test_harm_by_nobody_close(statement: str) -> None:
    assert not harm.somebody_close_harms(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CPS took my kids and I want to get them back",
        "my kids were taken by CPS because of abuse allegations, I want reunification",
        "I want my daughter back, what can I do to get her back",
        "quiero recuperar a mis hijos",
    ],
)
def test_a_parent_who_works_to_get_children_back(statement: str) -> None:
    assert harm.gets_children_back(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CPS took my kids because my ex abused me",
        "they took my kids and my husband hits me",
        "my ex is abusive and took my kids",
        "we need family counseling",
    ],
)
def test_a_parent_who_is_hurt_or_misses_no_children(statement: str) -> None:
    assert not harm.gets_children_back(statement)


JUDGES = (harm.harms_partner, harm.somebody_close_harms, harm.gets_children_back)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert all(judge(text) in (True, False) for judge in JUDGES)


@pytest.mark.parametrize(
    "piece", ["my dad ", "I hit ", "court ", "hit my ", "abused by ", "a", " ", "mi papá ", "she "]
)
def test_a_long_text_is_judged_at_once(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    for judge in JUDGES:
        judge(text)
    assert time.process_time() - started < 2.0
