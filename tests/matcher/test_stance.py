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
        "my son stole my pills",
        "I know my son uses",
        "my husband says he will stop drinking",
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
        "my wife says I drink too much",
        "my wife wants me to stop drinking",
        "my kids are scared of my drinking",
        "my mom found my pills",
        "my husband is mad about my drinking",
        "mi esposa dice que tomo mucho",
        "mi esposo quiere que deje de beber",
        "mi mamá encontró mis pastillas",
        "I fell off the wagon when my son died",
        "recaí cuando murió mi mamá",
    ],
)
def test_the_speakers_own_trouble(words: str) -> None:
    assert not stance.of_a_relative(words)


def test_he_is_who_was_named_before() -> None:
    assert stance.of_a_relative("He relapsed", "My son was clean. He relapsed")
    assert not stance.of_a_relative("He relapsed")
    assert not stance.of_a_relative("He left so I relapsed", "My son moved out. He left so I relapsed")


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


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    for judge in (
        stance.of_a_relative,
        stance.is_own,
        stance.is_about_drink,
        stance.family_fails,
    ):
        assert judge(text) in (True, False)
    assert stance.gaps(text) <= set(SUPPORT_TYPES)


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
        "I'm not lonely",
        "I'm no longer isolated",
        "no me siento sola",
    ],
)
def test_nothing_is_said_to_be_missing(statement: str) -> None:
    assert stance.gaps(statement) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "no tengo papeles y mi hijo esta usando fentanilo, no se que hacer",
        "mi hermana consume y no quiere ayuda",
        "my brother is on fentanyl and I'm scared",
        "our son's still using heroin",
        "she won’t stop, she uses every day",
    ],
)
def test_who_uses_now_is_alive(statement: str) -> None:
    assert stance.is_alive(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my son died of fentanyl and his brother is using too",
        "I lost my daughter to an overdose, my husband won't stop drinking",
        "murió mi hijo por el fentanilo y mi hija consume",
        "it was one pill, from her prom date, in May",
        "Requests GRASP meeting for bereaved mother",
    ],
)
def test_somebody_may_be_gone(statement: str) -> None:
    assert not stance.is_alive(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my best friend overdosed last week, he's in the ICU but alive",
        "my wife is in a coma after an overdose",
        "my friend overdosed last week and lived",
        "my brother overdosed but he's alive",
        "my mom overdosed last night, she's breathing but I can't wake her",
        "I almost lost my son to an overdose, he woke up",
        "my sister od'd and narcan brought her back",
        "mi hermano tuvo una sobredosis pero está vivo",
        "mi hija está en coma por sobredosis",
        "my mom is alive but on fentanyl, I'm raising my brother",
        "my son overdosed, he is in the hospital and I thought he was dead",
        "casi se muere mi hijo de sobredosis, sobrevivió",
    ],
)
def test_who_came_through_is_alive(statement: str) -> None:
    assert stance.is_alive(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my son died in the hospital of an overdose",
        "he was on life support for a week and then we let him go, he is gone",
        "when he was alive we fought about the pills, he died in may",
        "I survived the overdose, my brother did not",
        "narcan didn't work, he didn't wake up",
        "he lived with me until the overdose",
        "my friend never woke up from a bad pill",
        "my husband is survived by two kids, overdose",
        "mi hijo murió en el hospital",
        "they couldn't bring him back, overdose",
        "found him not breathing, we buried him friday",
        "my son is no longer alive",
        "he's not alive anymore because of fentanyl",
        "my brother came back from prison and overdosed, funeral is monday",
        "mi hermano ya no está vivo, fentanilo",
    ],
)
def test_who_did_not_come_through_is_gone(statement: str) -> None:
    assert not stance.is_alive(statement)


@pytest.mark.parametrize(
    "statement",
    ["my son killed himself in march", "mi esposo se suicidó", "lost my dad to suicide", "my sister died by suicide"],
)
def test_who_is_left_behind_by_a_suicide(statement: str) -> None:
    assert stance.lost_to_suicide(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I want to kill myself",
        "my son tried to kill himself",
        "my brother attempted suicide",
        "he was shot and killed",
        "my mom suicide attempt",
        "my husband suicide threats scare me",
        "my son hung himself but he's alive in the ICU",
    ],
)
def test_nobody_took_their_own_life(statement: str) -> None:
    assert not stance.lost_to_suicide(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "he threw a plate at me again, i have two kids",
        "my husband throws things at me",
        "my wife screams and throws plates at me",
        "my 13 yo hits me",
        "mi esposo me grita",
        "mi novia me avienta cosas",
    ],
)
def test_somebody_close_does_it_to_the_speaker(statement: str) -> None:
    assert stance.done_to_speaker(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I throw things at my wife",
        "he hits the wall",
        "I scream at my kids",
        "my mom told me I scream",
        "my dog bites",
    ],
)
def test_nobody_close_does_it_to_the_speaker(statement: str) -> None:
    assert not stance.done_to_speaker(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I get so angry",
        "he screams at me and I scream back",
        "I throw things",
        "my temper",
        "court ordered anger management",
        "he hits me and I hit him back",
        "I need anger management",
        "me enojo mucho",
        "I have anger issues",
        "necesito manejo del enojo",
    ],
)
def test_the_speakers_own_anger(statement: str) -> None:
    assert stance.own_anger(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my husband throws things at me",
        "he threw a plate at me again, i have two kids",
        "my wife screams and throws plates at me",
        "I'm scared when he is angry",
        "he has anger issues",
        "his temper scares me",
        "mi esposo se enoja y me grita",
        "my 13 yo hits me",
        "he needs anger management",
    ],
)
def test_the_anger_is_anothers(statement: str) -> None:
    assert not stance.own_anger(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my 13 yo hits me",
        "my son, 12, hits me",
        "my teen throws things at me",
        "my 8 year old son bites me",
        "mi hijo de 13 años me pega",
        "mi niño me pega",
        "my son is 10 and he hits me",
        "my toddler kicks and bites me",
    ],
)
def test_a_child_of_theirs_hits(statement: str) -> None:
    assert stance.harmed_by_a_minor(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my son hits me",
        "my 35 year old son hits me",
        "my 13 yo and my husband hits me",
        "my kid says dad hits me",
        "mi hijo me pega",
        "my 40 yo son beats me",
    ],
)
def test_it_is_no_child_that_hits(statement: str) -> None:
    assert not stance.harmed_by_a_minor(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my dad used to beat me as a kid, I'm 40 now and drink",
        "uncle abused me as a kid",
        "me abusaron de niña, tengo 40 años",
        "I was molested when I was 8",
        "when I was little my mom beat me and I still have nightmares",
        "growing up my father hit me",
        "cuando era niño mi padre me pegaba",
        "my dad beat me again and again as a kid",
        "I drink to forget what my uncle did to me as a child",
    ],
)
def test_harm_that_was_done_in_childhood(statement: str) -> None:
    assert stance.harmed_as_a_child(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my husband beats me",
        "my dad still hits me like when I was a kid",
        "he touched me when I was 9 and again last night",
        "my boyfriend beats me and my dad hit me as a kid",
        "my son was abused as a kid",
        "my dad hits me",
        "mi papá me pega",
        "I had a happy childhood",
        "mi papá me pegaba de niña y todavía me pega",
        "I was abused as a kid and now my dad threatens me",
        "my dad beat me as a kid and he is hitting me every day",
        "my uncle raped me as a kid and I am scared of him",
        "me abusaron de niña y mi tío me amenaza",
    ],
)
def test_harm_that_goes_on_or_is_anothers(statement: str) -> None:
    assert not stance.harmed_as_a_child(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "rehab staff beat me",
        "my home aide steals my money",
        "I was raped by a nurse",
        "the counselor touched me",
        "la cuidadora me roba",
        "el personal de la clínica me golpeó",
        "staff at the group home hit him",
    ],
)
def test_those_who_are_paid_to_help_do_harm(statement: str) -> None:
    assert stance.harmed_by_staff(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my therapist says he abuses me",
        "my husband beats me",
        "my boyfriend is a nurse and he hits me",
        "the doctor helped me after he hit me",
        "I am a nurse and he hits me",
        "my counselor told me he hits because he drinks",
        "staff helped me",
    ],
)
def test_no_helper_does_harm(statement: str) -> None:
    assert not stance.harmed_by_staff(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my AA sponsor wants sex",
        "AA guy touched me",
        "I was raped at an AA meeting",
        "my sponsor keeps hitting on me",
        "mi padrino quiere sexo",
    ],
)
def test_a_sponsor_preys_upon_the_speaker(statement: str) -> None:
    assert stance.fellow_preys(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "my AA sponsor died",
        "my sponsor told me to call",
        "I need a sponsor",
        "my sponsor abused drugs before he got sober",
        "AA group helped after I was raped",
        "mi padrino me ayuda",
        "my sponsor says I want sex too much",
    ],
)
def test_a_fellowship_does_no_harm(statement: str) -> None:
    assert not stance.fellow_preys(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "first responders group",
        "paramedic, need peer group",
        "cop here 20 years, cant sleep after the shooting",
        "I am a firefighter and have nightmares",
        "soy bombero y no puedo dormir",
        "soy policía, necesito terapia",
        "retired EMT, drinking too much",
        "I work as a 911 dispatcher, the calls haunt me",
    ],
)
def test_who_answers_emergencies_and_is_worn(statement: str) -> None:
    assert stance.is_worn_responder(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "the cops came and I saw the shooting",
        "my husband is a cop and hits me",
        "I am a firefighter, I need a dentist",
        "paramedic saved my son, trauma",
        "la policía vino, tengo pesadillas",
        "I'm a cop's wife and can't sleep",
        "police officer shot my son, need support",
        "I was arrested by a police officer, nightmares",
        "truck dispatcher, no sleep",
        "I'm scared of cops, trauma",
        "paramedics revived me, trauma",
    ],
)
def test_responders_who_are_others_or_not_worn(statement: str) -> None:
    assert not stance.is_worn_responder(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I drink too much",
        "I am lonely and drink",
        "tomo mucho",
        "bebo todos los días",
        "I feel sad and drink every night",
        "I'm 40 now and drink",
        "I have been drinking a lot",
        "me siento sola y tomo",
        "tomo para olvidar",
        "I lost my job and started drinking",
        "lonely and drinking",
        "estoy deprimido y bebiendo mucho",
        "soy policía y necesito ayuda con la bebida",
        "i been drinking",
        "I drink",
    ],
)
def test_the_speaker_drinks(statement: str) -> None:
    assert stance.drinks(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "I am lonely and drink coffee all day",
        "I don't drink",
        "I never drink",
        "he drinks",
        "I have nothing to eat or drink",
        "my husband says I am fine and he drinks",
        "I drink a lot of soda",
        "I drink too much coffee",
        "no tomo",
        "ya no bebo",
        "tomo mucha agua",
        "tomo pastillas",
        "I live with my dad and he drinks",
        "I hate my dad's drinking",
        "I hate my husband drinking",
        "tomo el bus",
        "bebo mucho café",
        "I need clean drinking water",
        "I quit drinking",
        "I can't drink",
        "I drink socially",
        "I need to eat and drink",
        "me lo tomo todos los días",
        "I used to drink",
        "my husband is depressed and drinking",
        "mi esposo está deprimido y tomando mucho",
        "estoy tomando pastillas",
        "estoy bebiendo mucha agua",
        "I was hit by a drunk driver",
        "I'm tired of his drinking",
        "I worry about her drinking",
        "I want my son to stop drinking",
    ],
)
def test_the_speaker_drinks_no_alcohol_or_another_does(statement: str) -> None:
    assert not stance.drinks(statement)


def test_a_drug_death_is_told_by_drugs_or_anothers_drink() -> None:
    for statement in ("he died of a hot dose", "murió con la jeringa puesta", "my dad drank himself to death"):
        assert stance.tells_of_drugs(statement)
    for statement in ("he died of cancer", "my son died and I drink every night"):
        assert not stance.tells_of_drugs(statement)
