"""What is heard besides the needs, with a real index: whose trouble it is, what is over or denied, a relapse."""

from __future__ import annotations

import pytest

from indexer.open_index import OpenIndex
from matcher.hearing import ADDICTION, AFTER_RELAPSE, BOTH, FOR_DRINK, FOR_LGBTQ, FOR_THE_RELATIVE
from matcher.request import MatchRequest
from matcher.understand import understand
from tests.contract.requests import AS_OF
from tests.matcher.heard import heard

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    ("needs", "family", "treatment"),
    [
        ("my husband drinks every night", "al-anon", "alcohol-treatment"),
        ("my son uses heroin and I don't know what to do anymore", "nar-anon", "opioid-treatment"),
        ("mi hijo es adicto a la heroína", "nar-anon", "opioid-treatment"),
    ],
)
def test_whose_trouble_it_is_decides_what_comes_first(
    needs: str, family: str, treatment: str, bundled_index: OpenIndex
) -> None:
    found = list(heard(needs, bundled_index))
    assert {family, treatment} <= set(found)
    assert found.index(family) < found.index(treatment)


@pytest.mark.parametrize("needs", ["I can't stop drinking", "quiero dejar de tomar"])
def test_the_speakers_own_drinking_comes_before_the_familys(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(heard(needs, bundled_index))) in ADDICTION


@pytest.mark.parametrize(
    ("needs", "treatment"),
    [
        ("my wife says I drink too much", "alcohol-treatment"),
        ("my wife wants me to stop drinking", "alcohol-treatment"),
        ("my kids are scared of my drinking", "alcohol-treatment"),
        ("my mom found my pills and says I need rehab", "residential-treatment"),
        ("mi esposa dice que tomo mucho", "alcohol-treatment"),
    ],
)
def test_the_speakers_own_trouble_in_anothers_mouth(needs: str, treatment: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) == treatment
    assert not set(FOR_THE_RELATIVE) & set(found)


@pytest.mark.parametrize(
    "needs",
    [
        "I don't drink any more, sober ten years, but I need help with the rent",
        "I don’t drink any more, sober ten years, but I need help with the rent",
        "ya no tomo, llevo diez años sobrio, pero necesito ayuda con la renta",
    ],
)
def test_what_is_over_needs_no_treatment(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) == "rent-assistance"
    assert not ADDICTION & set(found)


@pytest.mark.parametrize(
    ("needs", "first"),
    [
        ("I haven't relapsed in five years, I need help with rent", "rent-assistance"),
        ("no he recaído, necesito trabajo", "job-search"),
        ("I am never drinking again, I need a job", "job-search"),
        ("I was an alcoholic once, today I need food", "food-pantry"),
        ("I quit heroin in 2010, need a dentist", "dental"),
        ("I used to drink, now I need help with rent", "rent-assistance"),
        ("I did drugs for years but that's behind me, I need a job", "job-search"),
        ("I'm not homeless, not drinking, not using, I just need help with my light bill", "utility-assistance"),
    ],
)
def test_what_is_over_or_denied_leaves_what_is_asked_for(needs: str, first: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) == first
    assert not {*ADDICTION, *AFTER_RELAPSE} & set(found)


@pytest.mark.parametrize(
    ("needs", "need"),
    [
        ("I want to get clean after ten years of meth", "stimulant-treatment"),
        ("trying to get clean after 15 years on heroin", "opioid-treatment"),
        ("I haven't been sober in years", "relapse-prevention"),
        ("I want to get sober after twenty years of drinking", "alcohol-treatment"),
        ("I do not want alcohol to run my life", "alcohol-treatment"),
        ("I don't want another drink", "alcohol-treatment"),
        ("I never asked for help before with my drinking", "alcohol-treatment"),
        ("I quit heroin years ago but now I take oxy all day", "opioid-treatment"),
        ("I'm not coping since my mom died", "grief"),
        ("I'm not eating and I throw up", "eating-disorders"),
    ],
)
def test_what_is_wanted_or_missed_is_no_denial(needs: str, need: str, bundled_index: OpenIndex) -> None:
    assert need in heard(needs, bundled_index)


def test_what_is_only_denied_is_not_stated(bundled_index: OpenIndex) -> None:
    needs = "I'm not lonely, I need a ride"
    understanding = understand(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert [need.need.id for need in understanding.needs] == ["transport-to-appointments"]
    assert understanding.support["emotional"] < 0.9


def test_one_that_is_denied_leaves_the_other_stated(bundled_index: OpenIndex) -> None:
    found = heard("I don't smoke weed but I can't stop using heroin and need detox", bundled_index)
    assert {"opioid-treatment", "detox"} <= set(found)
    assert "cannabis-treatment" not in found


@pytest.mark.parametrize(
    ("needs", "meetings"),
    [
        ("I started drinking again after two years", "aa-meetings"),
        ("volví a tomar después de dos años", "aa-meetings"),
        ("sober five years and now drinking again", "aa-meetings"),
        ("I relapsed on meth last week", "na-meetings"),
        ("recaí con la heroína", "na-meetings"),
    ],
)
def test_a_relapse_asks_for_company(needs: str, meetings: str, bundled_index: OpenIndex) -> None:
    assert {"relapse-prevention", meetings} <= set(heard(needs, bundled_index))


@pytest.mark.parametrize(
    ("needs", "treatment"),
    [
        ("my son relapsed on heroin", "opioid-treatment"),
        ("My son was clean for two years. He relapsed on heroin last week", "opioid-treatment"),
        ("my husband started drinking again", "alcohol-treatment"),
        ("mi hijo recayó con la heroína", "opioid-treatment"),
    ],
)
def test_somebody_elses_relapse_is_not_the_speakers(needs: str, treatment: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) in FOR_THE_RELATIVE
    assert treatment in found
    assert not set(AFTER_RELAPSE) & set(found)


@pytest.mark.parametrize(
    "needs",
    [
        "trauma and addiction together",
        "I was raped and I drink to forget it",
        "I drink to forget what my uncle did to me as a child",
        "PTSD from the war and I use pills to sleep",
    ],
)
def test_trauma_with_addiction_comes_before_each_of_them(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(heard(needs, bundled_index))) == BOTH


@pytest.mark.parametrize("needs", ["I was raped in college and still have nightmares", "I can't stop drinking"])
def test_one_alone_is_not_both(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(heard(needs, bundled_index))) != BOTH


CAME_THROUGH = (
    "my best friend overdosed last week, he's in the ICU but alive",
    "my wife is in a coma after an overdose",
    "my friend overdosed last week and lived",
    "my mom overdosed last night, she's breathing but I can't wake her",
    "mi hermano tuvo una sobredosis pero está vivo",
)


@pytest.mark.parametrize(
    "needs", ["mi hijo esta usando fentanilo, no se que hacer", "my brother is on fentanyl", *CAME_THROUGH]
)
def test_nobody_is_grieved_for_who_lives(needs: str, bundled_index: OpenIndex) -> None:
    assert "overdose-bereavement" not in heard(needs, bundled_index)


@pytest.mark.parametrize("needs", ["mi hijo murió de fentanilo", "fentanyl took my brother and nobody gets it"])
def test_who_is_gone_is_grieved_for(needs: str, bundled_index: OpenIndex) -> None:
    assert "overdose-bereavement" in heard(needs, bundled_index)


@pytest.mark.parametrize(
    "needs",
    [
        "my baby was stillborn",
        "my husband died of cancer",
        "my therapist died",
        "my son killed himself in march",
        "mi esposo se suicidó y no puedo más con esto",
    ],
)
def test_another_death_is_grieved_for_as_such(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert found["grief"] >= 0.5
    assert not {"overdose-bereavement", "community-violence"} & set(found)


@pytest.mark.parametrize(
    "needs",
    [
        "my best friend died of a hotshot and everyone is saying he was just a junkie",
        "mi mejor amigo murió con la jeringa puesta",
        "my son killed himself with fentanyl, I miss him",
    ],
)
def test_a_death_by_drugs_is_told_by_what_lay_beside_it(needs: str, bundled_index: OpenIndex) -> None:
    assert "overdose-bereavement" in heard(needs, bundled_index)


@pytest.mark.parametrize(
    ("needs", "kept"),
    [
        ("not a Christian program please, I need detox", "detox"),
        ("no church stuff. help with meth", "stimulant-treatment"),
        ("necesito desintoxicación, nada religioso", "detox"),
    ],
)
def test_a_refused_religion_leaves_what_is_asked_for(needs: str, kept: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert kept in found
    assert "faith-based-recovery" not in found


def test_who_asks_for_a_church_gets_one(bundled_index: OpenIndex) -> None:
    assert "faith-based-recovery" in heard("I want a Christian recovery program", bundled_index)


def test_who_is_not_lgbtq_gets_no_group_for_it(bundled_index: OpenIndex) -> None:
    found = heard("I am not gay, I need detox", bundled_index)
    assert next(iter(found)) == "detox"
    assert not set(FOR_LGBTQ) & set(found)


@pytest.mark.parametrize(
    ("needs", "least"),
    [
        ("I drink too much", 0.6),
        ("I am lonely and drink", 0.3),
        ("tomo mucho", 0.6),
        ("bebo todos los días", 0.6),
        ("me siento sola y tomo", 0.3),
    ],
)
def test_drinking_told_in_passing_is_heard(needs: str, least: float, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert max(found.get(need_id, 0.0) for need_id in FOR_DRINK) >= least


@pytest.mark.parametrize(
    "needs",
    [
        "I am lonely and drink coffee all day",
        "I don't drink, I'm lonely",
        "I'm sober 2 years and lonely",
        "me siento sola y tomo café",
    ],
)
def test_no_drinking_is_heard_where_nobody_drinks(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert max(found.get(need_id, 0.0) for need_id in FOR_DRINK) < 0.3


@pytest.mark.parametrize(
    "needs",
    ["first responders group", "cop here 20 years, cant sleep after the shooting", "soy bombero y no puedo dormir"],
)
def test_what_was_seen_at_work_is_trauma(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(heard(needs, bundled_index))) == "ptsd-therapy"


def test_a_witness_of_a_shooting_is_no_responder(bundled_index: OpenIndex) -> None:
    assert "community-violence" in heard("there was a shooting on my block and I can't sleep", bundled_index)


def test_nobody_is_sent_back_to_a_fellowship_where_they_are_preyed_upon(bundled_index: OpenIndex) -> None:
    found = list(heard("my AA sponsor wants sex", bundled_index))
    assert found[0] not in {"aa-meetings", "na-meetings"}
    assert next(iter(heard("my AA sponsor died, I need a meeting", bundled_index))) == "aa-meetings"


def test_who_lives_and_uses_is_no_loss(bundled_index: OpenIndex) -> None:
    found = heard("my mom is alive but on fentanyl, I'm raising my brother", bundled_index)
    assert {"nar-anon", "caregiver-support"} <= set(found)
    assert not {"grief", "overdose-bereavement"} & set(found)


@pytest.mark.parametrize("needs", ["my friend hung himself last month", "mi hermano se ahorcó"])
def test_who_is_left_behind_by_a_suicide_is_in_no_such_danger(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert found["grief"] >= 0.5
    assert not {"dv-shelter", "dv-counseling"} & set(found)
    assert found.get("self-harm", 0.0) <= 0.3


def test_the_speakers_own_drinking_makes_no_death_one_by_drugs(bundled_index: OpenIndex) -> None:
    found = heard("my son died two years ago and I still drink every night", bundled_index)
    assert {"grief", "alcohol-treatment"} <= set(found)
    assert "overdose-bereavement" not in found


@pytest.mark.parametrize(
    "needs", ["my wife relapsed again", "My husband relapsed", "mi esposo recayó", "our son relapsed"]
)
def test_who_is_close_to_one_who_began_again_is_led_to_the_family_first(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) in {"al-anon", "nar-anon"}
    assert not {"abuse-intervention", "relapse-prevention"} & set(found)


@pytest.mark.parametrize(
    ("needs", "own"),
    [
        ("My wife doesn't drink, I do", True),
        ("My wife is sober, I am not", True),
        ("Mi esposa no bebe, yo sí", True),
        ("I never drink, but my sister can't stop", False),
        ("No soy alcohólico, mi esposa sí", False),
    ],
)
def test_whose_trouble_it_is_said_not_to_be(needs: str, own: bool, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    treatment, family = found.get("alcohol-treatment", 0.0), found.get("al-anon", 0.0)
    assert (treatment > family) == own, found


@pytest.mark.parametrize(
    ("needs", "need"),
    [
        ("I quit gambling in 2015, I need a job", "gambling"),
        ("I quit smoking last year", "smoking-vaping"),
        ("I used to be homeless", "emergency-shelter"),
        ("I used to be depressed", "depression"),
        ("I don't have an addiction", "behavioral-addictions"),
        ("my husband is not violent", "dv-counseling"),
    ],
)
def test_what_is_over_or_not_so_is_no_need(needs: str, need: str, bundled_index: OpenIndex) -> None:
    assert need not in heard(needs, bundled_index)


@pytest.mark.parametrize(
    ("needs", "need"),
    [
        ("I started gambling again after I quit in 2015", "gambling"),
        ("help me quit smoking", "smoking-vaping"),
        ("I used to be homeless and now I'm back on the street", "emergency-shelter"),
        ("I can't stop gambling", "gambling"),
    ],
)
def test_what_is_back_or_goes_on_is(needs: str, need: str, bundled_index: OpenIndex) -> None:
    assert need in heard(needs, bundled_index)
