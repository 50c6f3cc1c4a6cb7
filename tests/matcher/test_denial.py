"""What is over, refused or denied, and what only sounds like it, in English and Spanish."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import denial


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
        "I haven't relapsed in five years",
        "I've been sober going on ten years",
        "I am never drinking again",
        "I was an alcoholic once",
        "I quit heroin in 2010",
        "I got clean a long time ago",
        "I used to drink",
        "I used to be an addict",
        "my drinking days are behind me",
        "I have not had a drink in 12 years",
        "no he recaído",
        "fui alcohólico",
        "antes tomaba",
        "dejé la heroína hace diez años",
    ],
)
def test_what_is_denied_or_over(words: str) -> None:
    assert denial.is_over(words)


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
        "I want to get clean after ten years of meth",
        "trying to get clean after 15 years on heroin",
        "I haven't been sober in years",
        "I have never been clean for five years",
        "I want to get sober after twenty years of drinking",
        "twenty years of trying to get sober",
        "when I don't drink I shake",
        "I don't drink every day",
        "how do I put my drinking behind me",
        "I used to drink only on weekends",
        "quiero estar limpio después de diez años de heroína",
        "quiero llegar a diez años sobrio",
        "si no tomo me tiembla la mano",
    ],
)
def test_what_is_not_over(words: str) -> None:
    assert not denial.is_over(words)


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
        "I don't want to relapse",
        "I'm scared I'll relapse",
    ],
)
def test_a_relapse(statement: str) -> None:
    assert denial.tells_of_relapse(statement)


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
        "I haven't relapsed in five years",
        "I never relapsed",
        "ten years without a relapse",
        "I am never drinking again",
        "I'm not going back to drinking",
        "no he recaído",
        "nunca he vuelto a tomar",
        "sin recaídas",
    ],
)
def test_no_relapse(statement: str) -> None:
    assert not denial.tells_of_relapse(statement)


@pytest.mark.parametrize(
    "words",
    [
        "I don't need a food pantry",
        "We don’t want couples counseling",
        "I do not want suboxone",
        "I don't want to go to rehab",
        "no necesito un grupo",
        "no quiero rehabilitación",
        "I don't need money",
        "I'm not looking for a handout",
        "I never want to go to rehab again",
        "I won't need a bed",
        "I will not need a bed",
        "we won't be needing food boxes",
        "no voy a necesitar una cama",
        "no necesitaremos comida",
    ],
)
def test_what_is_refused(words: str) -> None:
    assert denial.refuses(words)


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
        "I do not want alcohol to run my life",
        "I don't want another drink",
        "I don't want drugs around my kids",
        "I never asked for help before with my drinking",
        "I don't want food any more",
        "my disability was denied",
        "CPS is denying me visits",
        "my husband denies he has a problem",
        "no quiero otro trago",
        "no quiero drogas en mi casa",
        "nunca pedí ayuda antes",
        "I won't need a bed until Friday",
        "I won't need a bed, I need a ride",
        "I won't need it",
        "I won't need food where I'm going",
        "I won't make it without a bed",
        "no voy a necesitar comida hasta el lunes",
    ],
)
def test_what_is_not_refused(words: str) -> None:
    assert not denial.refuses(words)


@pytest.mark.parametrize(
    "words",
    [
        "I'm not lonely",
        "I’m not lonely",
        "not homeless",
        "we are not homeless or undocumented",
        "not drinking",
        "not using",
        "I am not suicidal",
        "no longer homeless",
        "I'm not an addict",
        "Pt denies SI",
        "no soy alcohólica",
        "no estoy sola",
        "no soy suicida",
        "I am not thinking about suicide",
        "I'm not having thoughts of killing myself",
        "I'm not thinking about suicide anymore",
        "I don't think about suicide",
        "no estoy pensando en suicidarme",
        "my husband never hit me",
        "he has never hit me or the kids",
        "she's never laid a hand on me",
        "nobody has ever hit me",
        "I was never abused",
        "mi esposo nunca me pegó",
        "nunca me ha golpeado",
        "nadie me pega",
    ],
)
def test_what_is_only_denied(words: str) -> None:
    assert denial.denies(words)


@pytest.mark.parametrize(
    "words",
    [
        "not coping",
        "I'm not coping since she died",
        "I'm not safe",
        "I'm not eating",
        "I'm not homeless yet",
        "not lonely I need a ride",
        "no food",
        "I can't sleep",
        "I can't stop using",
        "I'm not getting my benefits",
        "I was denied food stamps",
        "no tengo comida",
        "no estoy bien",
        "no estoy segura en mi casa",
        "I'm not thinking about anything but suicide",
        "I'm not only thinking about suicide",
        "I can't stop thinking about suicide",
        "he never hit me before last night",
        "he never hit me until I got pregnant",
        "he had never hit me",
        "he never hits me in front of the kids",
        "I was never abused like this",
        "nunca me había pegado",
        "nunca me pegó hasta anoche",
        "I'm not homeless and need food",
    ],
)
def test_a_no_that_states_a_need(words: str) -> None:
    assert not denial.denies(words)


@pytest.mark.parametrize("words", ["that's behind me", "but all that is in the past", "that’s all behind me now"])
def test_what_closes_what_was_said(words: str) -> None:
    assert denial.closes(words)


@pytest.mark.parametrize("words", ["he is behind me", "my rent is behind", "that is too much"])
def test_what_closes_nothing(words: str) -> None:
    assert not denial.closes(words)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    for judge in (denial.is_over, denial.closes, denial.refuses, denial.denies, denial.tells_of_relapse):
        assert judge(text) in (True, False)


@pytest.mark.parametrize(
    "piece", ["sober ", "I don't want ", "not ", "a", " ", "relapsed ", "used to drink ", "no quiero "]
)
def test_a_long_text_is_judged_at_once(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    for judge in (denial.is_over, denial.closes, denial.refuses, denial.denies, denial.tells_of_relapse):
        judge(text)
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    "statement",
    [
        "I don't want AA or anything religious, I need a therapist who is not Christian",
        "not a Christian program please, I need detox",
        "no Christian group please",
        "no church stuff. help with meth",
        "nada religioso, por favor",
        "I don't want anything religious, just counseling",
        "no quiero nada de iglesia",
        "non-religious rehab",
        "I need rehab that isn't faith based",
        "I'm not religious, I need a meeting",
        "I can't do the god stuff in AA",
        "nothing church related, please",
        "un grupo que no sea cristiano",
        "sin religión por favor",
        "no soy religiosa, busco terapia",
        "no cosas de iglesia",
        "I need help with pills but no God talk",
        "please no bible study",
        "my church threw me out, I don't want religious help",
        "anything but church",
        "I need a sober house that doesn't push religion",
        "no me gustan las cosas de iglesia, necesito terapia",
    ],
)
def test_no_help_that_has_to_do_with_a_religion_is_wanted(statement: str) -> None:
    assert denial.refuses_faith(statement)
    assert denial.refuses_faith(statement.replace("'", "’"))


@pytest.mark.parametrize(
    "statement",
    [
        "I want a Christian program",
        "there is no church near me that helps",
        "no church near me will take us",
        "I need a Christian group, no drugs",
        "not just a Christian program, anything",
        "I lost my faith and I want to go back to church",
        "I don't want a Catholic program, I want a Christian one",
        "I'm not religious but a Christian program is fine",
        "I don't want to drink, I need god",
        "no hay iglesia cerca",
        "busco un grupo cristiano",
        "no quiero tomar, busco a dios",
        "no tengo fe en nada",
        "I don't want to use anymore, church group for addicts",
        "I'm not in a church yet and want one",
        "I don't need money, just a church group",
        "no me quiero morir, necesito a Dios",
        "never been to church but I want to go to one",
        "not sure about god",
        "I don't drink I want a church group",
        "no busco alcohol busco iglesia",
        "I do not want to die, pray for me",
    ],
)
def test_a_religion_spoken_of_is_not_refused(statement: str) -> None:
    assert not denial.refuses_faith(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I am not gay, I need detox",
        "I'm not gay or trans, need a group",
        "no soy gay, necesito ayuda",
        "no gay groups please",
        "I'm straight, need a men's group",
        "soy heterosexual",
    ],
)
def test_who_says_that_they_are_not_lgbtq(statement: str) -> None:
    assert denial.is_not_lgbtq(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I'm gay",
        "my dad says I'm not gay",
        "I'm not gay, I'm trans",
        "I'm not gay but my son is and needs help",
        "I'm not gay-friendly",
        "I'm not out as gay",
        "mi papá dice que no soy gay",
        "I'm straight up lost, gay man",
        "I'm straight but my son is gay",
    ],
)
def test_who_may_be_lgbtq_or_asks_for_another(statement: str) -> None:
    assert not denial.is_not_lgbtq(statement)
