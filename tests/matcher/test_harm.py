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
        "my client beats his wife and wants counseling",
        "pt hits gf, wants anger help",
        "he beats his wife and wants to stop",
        "client, 34M, chokes his girlfriend and needs anger management",
        "my brother hits his wife and wants help to stop",
        "pt admits hitting his wife, wants BIP",
        "she hits her husband and wants to stop",
        "I threw a plate at my wife",
        "I threw a plate at her and I want to change",
        "she gets scared of me when I yell",
        "I scare her when I yell",
        "I scare my wife when I drink",
        "my wife gets scared of me, I pushed her",
        "my girlfriend is afraid of me",
        "I shoved my girlfriend",
        "I grabbed her arm and I feel terrible",
        "I grabbed my wife by the arm",
        "I grabbed my wife's arm",
        "la asusto cuando grito",
        "le aventé un plato y quiero cambiar",
        "le aventé un plato a mi esposa",
        "la agarré del brazo y estoy arrepentido",
        "mi esposa me tiene miedo",
        "agarré del brazo a mi novia",
        "asusto a mi esposa cuando tomo",
        "mi cliente le pega a su esposa y quiere ayuda",
        "él le pega a su mujer y quiere cambiar",
        "I slapped her, I have anger issues",
        "I threatened my wife and I want help, I have anger issues",
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
        "client's husband beats her",
        "client's husband beats her and wants counseling",
        "my client is beaten by her husband and wants help",
        "clt reports husband hits her, needs shelter",
        "pt hit by gf, wants shelter",
        "I'm scared of my husband",
        "I'm scared of my husband, I pushed him",
        "my neighbor beats his wife",
        "he beats his wife",
        "he beats his wife, she needs a shelter",
        "he beats his wife and she wants help",
        "my client hits her husband when he hits her",
        "my client's partner hits her and she hits her partner back, wants help",
        "my daughter gets scared of me when I yell",
        "I grabbed her arm before she ran into the street",
        "I grabbed my wife's purse",
        "I threw a party at my wife's work",
        "my wife says I scare her",
        "I scare easily when my husband yells",
        "my husband threw a plate at me",
        "he gets scared of me leaving",
        "my dog is scared of me",
        "mi esposo me aventó un plato",
        "me agarró del brazo",
        "el esposo de mi clienta le pega y quiere ayuda",
        "su esposo le pega a mi clienta",
        "mi esposo me asusta cuando grita",
        "my son is scared of me, I want to change",
        "la agarré del brazo para que no se cayera",
        "he threw a plate at her",
        "I'm scared of him, I threw a plate at him when he hit me",
        "my ex hits his new wife and she wants help",
        "my client, whose husband hits her, wants counseling",
        "I scared my wife by coming home late",
        "my wife is scared of me dying",
        "my client beats his wife at chess and wants a club",
    ],
)
def test_who_does_not_or_is_hurt_too(statement: str) -> None:
    assert not harm.harms_partner(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my wife ran to a shelter with my kids, tell me where she is",
        "there is a restraining order against me",
        "she has a restraining order against me and I want to talk to her",
        "my wife got a restraining order on me, need anger classes",
        "my wife took the kids to a domestic violence shelter, how do I find her",
        "my girlfriend is hiding from me, where is she",
        "mi esposa se fue a un refugio con mis hijos, díganme dónde está",
        "hay una orden de restricción en mi contra",
        "mi ex tiene una orden de restricción contra mí",
        "there's an order of protection against me",
        "my ex filed a restraining order against me",
    ],
)
def test_who_is_kept_away_by_a_court_or_fled_from_hurts_a_partner(statement: str) -> None:
    assert harm.harms_partner(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I need a restraining order against him",
        "he has a restraining order but keeps coming",
        "my ex ran off with my kids",
        "she got a restraining order on me but she is the one who hits me",
        "my wife is at a shelter and I want to find her housing",
        "I ran to a shelter with my kids, my husband is looking for where I am",
        "necesito una orden de restricción contra él",
        "my abuser got a restraining order against me",
        "my neighbor has a restraining order on me",
        "how do I get an order of protection on my husband",
        "my wife is in a homeless shelter and we need housing",
        "mi esposo no sabe dónde está el refugio",
        "there is a restraining order against my husband",
        "my husband found the shelter and he tells people where I am",
        "my wife lied to get a restraining order against me",
    ],
)
def test_who_asks_for_an_order_or_is_hurt_beside_one_does_not(statement: str) -> None:
    assert not harm.harms_partner(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I raped someone when I was drunk and I can't live with it",
        "I raped a girl at a party",
        "I molested a kid when I was young and want help",
        "I touched my niece… and I think about doing it again",
        "I touched my niece and I think about doing it again",
        "I'm attracted to children and have never acted, need therapy",
        "violé a una muchacha cuando estaba borracho",
        "abusé de mi sobrina y quiero ayuda",
        "me atraen los niños y nunca he hecho nada, necesito terapia",
        "toqué a mi sobrina y tengo miedo de volver a hacerlo",
        "I have sexual thoughts about kids and need help",
        "I raped my girlfriend",
        "I sexually assaulted a woman in college",
        "I am a pedophile and need help not to act",
        "I went to prison for molesting my stepdaughter",
        "I groped a coworker when I was drunk",
        "I’ve raped women",
        "I looked at child porn and want to stop",
    ],
)
def test_who_hurts_sexually_or_is_drawn_to_children(statement: str) -> None:
    assert harm.harms_sexually(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I was raped",
        "he touched my niece",
        "I was molested and I touched other kids when I was a child",
        "my uncle raped me",
        "I was raped and I hit a girl at a party",
        "I touched my daughter's forehead, she has a fever",
        "he says I raped her but it's a lie",
        "I have OCD and intrusive thoughts that I molested a kid",
        "me violaron",
        "I never raped anyone",
        "my son was molested",
        "my brother molested my niece",
        "I love children and want to work with them",
        "I'm attracted to men and need an LGBT group",
        "I kissed my daughter goodnight and then used",
        "I had sex with my husband",
        "me gustan los niños, busco trabajo en guardería",
        "temo que viole a mi hija",
        "I work with kids who were raped",
        "he raped me and I raped no one",
        "I got raped by someone at a party",
        "I touched my son and he was burning up",
        "I pressed charges, the man who raped a girl is out",
        "violé mi libertad condicional",
        "I violated probation",
        "I raped the benefits of recovery",
        "I hit my cousin",
    ],
)
def test_who_is_hurt_sexually_or_tells_of_another_does_not(statement: str) -> None:
    assert not harm.harms_sexually(statement)


@pytest.mark.parametrize(
    ("statement", "in_danger"),
    [
        ("I touched my niece… and I think about doing it again", True),
        ("I can't stop molesting my stepson", True),
        ("abusé de mi sobrina y tengo ganas de volver a hacerlo", True),
        ("I molested a kid when I was young and want help", False),
        ("I raped a girl at a party", False),
        ("he keeps touching my niece again", False),
    ],
)
def test_a_child_in_danger_of_who_hurts_sexually(statement: str, in_danger: bool) -> None:
    assert harm.endangers_a_child(statement) == in_danger


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


JUDGES = (
    harm.harms_partner,
    harm.harms_sexually,
    harm.endangers_a_child,
    harm.somebody_close_harms,
    harm.gets_children_back,
)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert all(judge(text) in (True, False) for judge in JUDGES)


@pytest.mark.parametrize(
    "piece",
    [
        "my dad ",
        "I hit ",
        "court ",
        "hit my ",
        "abused by ",
        "a",
        " ",
        "mi papá ",
        "she ",
        "client hits ",
        "he beats his wife ",
        "threw a ",
        "restraining order ",
        "my wife went to ",
        "I raped my ",
        "I was touched as ",
        "abusé de mi ",
        "again my kids ",
    ],
)
def test_a_long_text_is_judged_at_once(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    for judge in JUDGES:
        judge(text)
    assert time.process_time() - started < 2.0
