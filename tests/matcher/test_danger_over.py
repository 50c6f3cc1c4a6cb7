"""What is over, or done by the one who tells it: whose danger it is, and whether now."""

from __future__ import annotations

import pytest

from data.crisis import CrisisLevel, Signal
from matcher.crisis import screen

Levels = dict[Signal, CrisisLevel]

CHILDHOOD: tuple[tuple[str, Levels], ...] = (
    ("my dad used to beat me as a kid, I'm 40 now and drink", {"child_abuse": "concern"}),
    ("uncle abused me as a kid", {"child_abuse": "concern"}),
    ("my uncle did what he did when I was eleven", {"child_abuse": "concern"}),
    ("I did my homework when I was eleven", {}),
    ("I was abused as a child, need therapy, I'm 50", {"child_abuse": "concern"}),
    ("my mother was emotionally abusive, I'm 35", {}),
    ("me abusaron de niña, tengo 40 años", {"child_abuse": "concern"}),
    ("deaf, need therapist who signs, abuse as child", {"child_abuse": "concern"}),
    ("my dad still hits me, I'm 30", {"domestic_violence": "concern", "child_abuse": "concern"}),
    ("my husband used to beat me", {"domestic_violence": "concern"}),
    ("my ex abused me when I was 20", {"domestic_violence": "concern"}),
    (
        "I was abused as a child and now my husband abuses me",
        {"domestic_violence": "concern", "child_abuse": "concern"},
    ),
    ("my parents were violent, I'm 42 and in recovery", {}),
    ("my stepfather beat me when I was 9", {"child_abuse": "concern"}),
    ("mi papá me pegaba de niño y ahora bebo", {"child_abuse": "concern"}),
    ("childhood abuse survivor looking for therapy", {"child_abuse": "concern"}),
    ("mi papá todavía me pega, tengo 30", {"domestic_violence": "concern"}),
    ("my dad hits me, I'm 14", {"domestic_violence": "concern", "child_abuse": "acute"}),
    ("my boyfriend was abusive", {"domestic_violence": "concern"}),
    ("my mother was violent with me last night", {"domestic_violence": "acute"}),
    ("my husband beats me like my dad used to", {"domestic_violence": "concern"}),
    ("I grew up with abuse. my wife hits me", {"domestic_violence": "concern"}),
    (
        "as a kid my dad beat me and tonight my husband choked me",
        {"domestic_violence": "acute", "child_abuse": "concern"},
    ),
    ("he hit me as the children watched", {"domestic_violence": "concern"}),
    ("he hit me as my kid watched", {"domestic_violence": "concern"}),
    ("my father was violent, he choked me tonight", {"domestic_violence": "acute"}),
)
LIVED: tuple[tuple[str, Levels], ...] = (
    ("my friend overdosed last week and lived", {}),
    ("he's in the ICU but alive", {}),
    ("he overdosed last week, he's in the ICU but alive", {}),
    ("mi hermano tuvo una sobredosis la semana pasada y sobrevivió", {}),
    ("my friend overdosed and he's not breathing", {"overdose": "acute", "medical_emergency": "acute"}),
    ("my brother overdosed and died last month", {}),
    (
        "he overdosed an hour ago and he's alive but barely breathing",
        {"overdose": "acute", "medical_emergency": "acute"},
    ),
    ("I overdosed last week and survived", {"overdose": "concern"}),
    ("I overdosed in 2019", {"overdose": "concern"}),
    ("my son overdosed yesterday", {"overdose": "acute"}),
    ("he's overdosing", {"overdose": "acute"}),
    ("my friend overdosed and lived, now I want to kill myself tonight", {"suicide": "acute", "overdose": "acute"}),
    ("he took too many pills and he is in the hospital parking lot passed out", {"overdose": "acute"}),
    ("my mom overdosed last night, she's ok now", {"overdose": "acute"}),
    ("my friend overdosed in May and is doing fine now", {}),
)
HURTS_OTHERS: tuple[tuple[str, Levels], ...] = (
    ("I raped someone when I was drunk and I can't live with it", {"harm_to_others": "concern"}),
    ("I raped a girl at a party", {"harm_to_others": "concern"}),
    ("I molested a kid when I was young and want help", {"harm_to_others": "concern"}),
    ("I touched my niece and I think about doing it again", {"harm_to_others": "concern", "child_abuse": "concern"}),
    ("I'm attracted to children and have never acted, need therapy", {"harm_to_others": "concern"}),
    ("violé a una muchacha cuando estaba borracho", {"harm_to_others": "concern"}),
    ("abusé de mi sobrina y quiero ayuda", {"harm_to_others": "concern"}),
    ("me atraen los niños y nunca he hecho nada, necesito terapia", {"harm_to_others": "concern"}),
    ("I was raped at a party", {"sexual_assault": "concern"}),
    ("he touched my niece", {"child_abuse": "acute"}),
    (
        "I was molested and I touched other kids when I was a child",
        {"sexual_assault": "concern", "child_abuse": "concern"},
    ),
    ("my husband hits me and I raped someone years ago", {"domestic_violence": "concern", "harm_to_others": "concern"}),
    ("I raped my girlfriend", {"harm_to_others": "concern"}),
)


@pytest.mark.parametrize(("text", "levels"), CHILDHOOD)
def test_what_a_parent_did_in_childhood_is_no_violence_by_a_partner_now(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), LIVED)
def test_an_overdose_that_somebody_else_lived_through_is_over(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), HURTS_OTHERS)
def test_who_hurts_sexually_is_no_victim_of_it(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels
