"""How a person stands to what they say, in English and Spanish; and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.resource import SUPPORT_TYPES, SupportType
from matcher import stance


@pytest.mark.parametrize(
    "words",
    [
        "my husband drinks every night",
        "My 16 year old son is using meth",
        "our daughter is on heroin",
        "my ex-wife's new boyfriend sells pills out of the house",
        "my best friend overdosed",
        "clt's mother drinks",
        "caller's brother is using again",
        "mi esposo bebe todas las noches",
        "mi hijo usa drogas",
        "mi pobre mamá no deja de tomar",
        "mis hijos usan drogas",
        "nuestro hermano toma mucho",
    ],
)
def test_the_trouble_of_somebody_close(words: str) -> None:
    assert stance.of_a_relative(words)


@pytest.mark.parametrize(
    "words",
    [
        "I drink every night",
        "my drinking is out of control",
        "the girl at the desk was kind",
        "my sonogram is on Monday",
        "my partying has to stop",
        "tomo todas las noches",
        "mi problema es el alcohol",
        "mi maridaje favorito",
    ],
)
def test_the_speakers_own_trouble(words: str) -> None:
    assert not stance.of_a_relative(words)


@pytest.mark.parametrize(
    "words",
    [
        "sober ten years",
        "I've been clean for 3 yrs",
        "five years sober",
        "I don't drink any more",
        "I don’t drink any more",
        "I do not use drugs",
        "no longer use",
        "he no longer drinks",
        "I never drink",
        "pt denies any alcohol use",
        "denies substance use",
        "I quit drinking four years ago",
        "ya no tomo",
        "no bebo nunca",
        "nunca me drogo",
        "llevo diez años sobrio",
        "tres años limpia",
    ],
)
def test_what_is_denied_or_over(words: str) -> None:
    assert stance.is_over(words)


@pytest.mark.parametrize(
    "words",
    [
        "I drink every night",
        "I was sober ten years and started drinking again",
        "five years clean and I relapsed",
        "I can't stop drinking",
        "I want to quit drinking",
        "I don't want to drink any more but I do",
        "I don't know how to stop drinking",
        "sober two days",
        "I have been drinking for ten years",
        "clean clothes for my kids",
        "I stopped drinking last week",
        "no puedo dejar de tomar",
        "quiero dejar de tomar",
        "diez años sobrio y recaí",
        "tomo desde hace diez años",
        "volví a tomar después de dos años limpio",
    ],
)
def test_what_is_not_over(words: str) -> None:
    assert not stance.is_over(words)


@pytest.mark.parametrize(
    "statement",
    [
        "I relapsed",
        "after my relapse",
        "I started drinking again after two years",
        "started using again",
        "I'm drinking again",
        "I picked the bottle back up and started drinking again",
        "I picked up drinking where I left off",
        "I went back to the bottle",
        "back on dope since June",
        "slipped and used last night, high again",
        "I fell off the wagon",
        "recaí la semana pasada",
        "tuve una recaída",
        "volví a tomar después de dos años",
        "ha vuelto a consumir",
        "volvió a usar",
    ],
)
def test_a_relapse(statement: str) -> None:
    assert stance.tells_of_relapse(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I started a new job",
        "I started drinking at fourteen",
        "she began using in college",
        "my bills are drinking up my savings",
        "I went back to school",
        "I want to see my kids again",
        "my pills fell off the table",
        "volví a casa",
        "volvió a trabajar",
        "caí en la calle",
    ],
)
def test_no_relapse(statement: str) -> None:
    assert not stance.tells_of_relapse(statement)


@pytest.mark.parametrize(
    "words",
    [
        "he drinks every night",
        "she was drunk",
        "I drank it all",
        "an alcoholic",
        "a case of beers a day",
        "vodka in his coffee",
        "hx ETOH",
        "getting sober",
        "toma mucho",
        "mi esposo bebe",
        "llega borracho",
        "dejar la cerveza",
        "dejar de tomar",
    ],
)
def test_about_drink(words: str) -> None:
    assert stance.is_about_drink(words)


@pytest.mark.parametrize(
    "words",
    [
        "he is on heroin",
        "my son took a whole bottle of pills",
        "toma pastillas para dormir",
        "mi bebe no duerme",
        "my son takes pills",
        "he smokes weed all day",
        "the drive is long",
        "usa drogas",
        "mi bebé está enfermo",
        "tomaron mis cosas",
    ],
)
def test_not_about_drink(words: str) -> None:
    assert not stance.is_about_drink(words)


@pytest.mark.parametrize(
    "statement",
    [
        "my family has had it with me",
        "my parents kicked me out",
        "my mom won't talk to me",
        "my dad calls me a junkie",
        "my dad laughs at me when I say I'm in recovery",
        "my brother hands me a beer whenever I come over",
        "my folks disowned me",
        "my husband makes it worse",
        "my parents don't believe me",
        "my parents don’t believe me",
        "mi familia no me apoya",
        "mi familia me dio la espalda",
        "mi familia ya no quiere saber de mí",
    ],
)
def test_those_who_are_near_fail(statement: str) -> None:
    assert stance.family_fails(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my family supports me",
        "my mom drives me to group",
        "my mom calls me every Sunday",
        "my dad is done with rehab",
        "my brother pours concrete",
        "I have no family here",
        "my landlord kicked me out",
        "I won't talk to the police",
        "mi familia me apoya mucho",
        "mi familia vive lejos",
    ],
)
def test_those_who_are_near_do_not_fail(statement: str) -> None:
    assert not stance.family_fails(statement)


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("nobody around me gets it", {"emotional"}),
        ("no one understands what this is like", {"emotional"}),
        ("I have nobody to talk to", {"emotional"}),
        ("I feel so alone", {"emotional"}),
        ("I'm lonely since the divorce", {"emotional"}),
        ("I just need someone who gets it", {"emotional"}),
        ("nadie me entiende", {"emotional"}),
        ("nadie a mi alrededor me entiende", {"emotional"}),
        ("no tengo con quién hablar", {"emotional"}),
        ("me siento muy sola", {"emotional"}),
        ("I don't know where to start", {"informational"}),
        ("I don’t know where to start", {"informational"}),
        ("no idea how this works", {"informational"}),
        ("nobody tells me anything", {"informational"}),
        ("no sé a quién acudir", {"informational"}),
        ("no sé dónde empezar", {"informational"}),
        ("no sé qué hacer", {"informational"}),
        ("I have no car and no ride", {"practical"}),
        ("we are broke", {"practical"}),
        ("I can't afford a babysitter", {"practical"}),
        ("estoy sin dinero", {"practical"}),
        ("no tengo carro", {"practical"}),
        ("no tengo dónde dormir", {"practical"}),
        ("nobody understands and I don't know where to go and I have no money", set(SUPPORT_TYPES)),
    ],
)
def test_what_nobody_gives(statement: str, missing: set[SupportType]) -> None:
    assert stance.gaps(statement) == missing


@pytest.mark.parametrize(
    "statement",
    [
        "my sister understands me",
        "I know where to go",
        "my car broke down",
        "he broke my arm",
        "I have money for the bus",
        "I need a lawyer",
        "my wife listens",
        "nobody was hurt",
        "mi hermana me entiende",
        "tengo carro",
        "café solo",
    ],
)
def test_nothing_is_said_to_be_missing(statement: str) -> None:
    assert stance.gaps(statement) == set()


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    for judge in (
        stance.of_a_relative,
        stance.is_over,
        stance.tells_of_relapse,
        stance.is_about_drink,
        stance.family_fails,
    ):
        assert judge(text) in (True, False)
    assert stance.gaps(text) <= set(SUPPORT_TYPES)


@pytest.mark.parametrize(
    "words",
    [
        "I don't need a food pantry",
        "We don’t want couples counseling",
        "I do not want suboxone",
        "I don't want to go to rehab",
        "I am not suicidal",
        "Pt denies SI",
        "no necesito un grupo",
        "no quiero rehabilitación",
    ],
)
def test_what_is_refused(words: str) -> None:
    assert stance.refuses(words)


@pytest.mark.parametrize(
    "words",
    [
        "I don't have food",
        "I don't want to lose my kids",
        "I don't want to drink any more",
        "I don't want my kids taken",
        "I don't need detox I need a meeting",
        "I don't need much, just a ride",
        "no tengo comida",
        "no quiero perder mi casa",
        "no quiero seguir así",
    ],
)
def test_what_is_not_refused(words: str) -> None:
    assert not stance.refuses(words)
