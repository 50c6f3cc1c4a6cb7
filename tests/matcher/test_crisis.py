"""Crisis screening: nobody in danger is missed, nobody else is alarmed, and no text breaks it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.crisis import SIGNALS, Signal, contacts
from indexer.heads import DANGER, SIGNAL, UNUSUAL, URGENCY, Head, Heads
from indexer.lexical import BUCKETS, Letters
from matcher.crisis import Crisis, screen, with_concern
from matcher.plain import plain
from matcher.reading import Reading
from matcher.spoken import language_not_read
from tests.matcher.danger_sentences import sentences


@pytest.mark.parametrize("section", ["tuned", "held out"])
def test_levels_and_signals_of_what_people_say(section: str) -> None:
    said = [sentence for sentence in sentences() if sentence.section == section]
    assert Counter(sentence.level for sentence in said).keys() == {"acute", "concern", "none"}
    wrong = []
    for sentence in said:
        crisis = screen(sentence.text)
        if crisis.level != sentence.level or not sentence.signals <= set(crisis.signals):
            wrong.append((sentence.level, sorted(sentence.signals), crisis.level, crisis.signals, sentence.text))
    assert wrong == []


def test_there_are_enough_sentences_of_each_kind() -> None:
    counts = Counter(sentence.level for sentence in sentences())
    assert counts["acute"] + counts["concern"] >= 150
    assert counts["none"] >= 150
    assert {signal for sentence in sentences() for signal in sentence.signals} == set(SIGNALS)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I want to kill myself", "acute"),
        ("I do not want to kill myself", "concern"),
        ("caller denies SI", "none"),
        ("I think about killing myself but I have no plan", "concern"),
        ("I can't promise I won't kill myself", "acute"),
        ("why not just kill myself tonight", "acute"),
        ("I don't want to die, I want help", "concern"),
        ("I was raped ten years ago", "concern"),
        ("I was raped last night", "acute"),
        ("I was raped ten years ago and my husband choked me tonight", "acute"),
        ("My boyfriend hits me", "concern"),
        ("My boyfriend hit me an hour ago", "acute"),
        ("I was molested as a kid. What meetings are open tonight?", "concern"),
        ("He overdosed in 2019", "concern"),
        ("He has never overdosed", "none"),
        ("My dad hits me and I'm 14", "acute"),
        ("My dad hit me when I was 14", "concern"),
        ("I'm 14 months sober and my dad is proud of me", "none"),
        ("I'm 15 and I have nowhere to sleep", "acute"),
        ("I'm 45 and I have nowhere to sleep", "none"),
        ("I was abused at age 9", "concern"),
        ("I'm going to kill myself at 9 pm", "acute"),
        ("I used too much fentanyl and I'm fading", "acute"),
        ("pt s/p OD this morning, narcan x2 in ED, stable", "concern"),
        ("pt OD'd this morning, narcan x2, refused transport", "acute"),
        ("pt s/p OD, stable, now SI with plan and intent", "acute"),
    ],
)
def test_denial_past_time_age_and_care_change_what_it_means(text: str, level: str) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("I’M GOING TO KILL MYSELF", "I'm going to kill myself"),
        ("I am   gonna kill my self!!!", "I'm going to kill myself"),
        ("Me violaron anoche", "ME VIOLARON ANOCHE"),
        ("tengo dieciséis… quiero matarme", "tengo dieciseis quiero matarme"),
        ("pt OD'd last night", "pt overdosed last night"),
    ],
)
def test_spelling_case_accents_and_apostrophes_do_not_matter(text: str, same: str) -> None:
    assert screen(text).level == screen(same).level == "acute"
    assert screen(text).signals == screen(same).signals


@pytest.mark.parametrize(
    "text", ["I\u200bwant\u200bto\u200bkill\u200bmyself", "I want to k\u200bi\u200bl\u200bl my\u2060self"]
)
def test_what_nobody_sees_parts_or_joins_words(text: str) -> None:
    assert screen(text).level == "acute"


def test_the_plain_form() -> None:
    assert plain("I’m fourteen years old. Don’t tell, he can not…") == " im 14 yo . dont tell , he cant . "
    assert plain("") == "  . "
    assert plain("  ÉL no—respira ") == " el no , respira . "


def test_the_most_urgent_signal_and_its_contacts_come_first() -> None:
    crisis = screen("I was raped years ago and I'm going to kill myself tonight")
    assert crisis.level == "acute"
    assert crisis.signals == ("suicide", "sexual_assault")
    assert [contact.name for contact in crisis.contacts] == [
        "911 Emergency",
        "988 Suicide & Crisis Lifeline",
        "Crisis Text Line",
        "RAINN National Sexual Assault Hotline",
    ]


def test_a_concern_ends_with_the_emergency_number() -> None:
    crisis = screen("my husband hits me")
    assert (crisis.level, crisis.signals) == ("concern", ("domestic_violence",))
    assert crisis.contacts[0].name == "National Domestic Violence Hotline"
    assert crisis.contacts[-1].name == "911 Emergency"


def test_contacts_follow_the_country_and_who_is_speaking() -> None:
    assert [contact.call for contact in screen("I want to kill myself", "GB").contacts][:2] == ["999 or 112", "116 123"]
    assert screen("quiero matarme esta noche", "AU").contacts[0].call == "000"
    veteran = screen("I'm a veteran and I want to kill myself")
    assert "Veterans Crisis Line" in [contact.name for contact in veteran.contacts]
    assert "Veterans Crisis Line" not in [contact.name for contact in screen("I want to kill myself").contacts]
    abroad = screen("I want to kill myself", "BR")
    assert [contact.url for contact in abroad.contacts] == [None, "https://findahelpline.com/"]


@pytest.mark.parametrize("said", ["I have no transportation", "I am coming out of rehab", "I stay at Salvation Army"])
def test_a_line_for_some_people_needs_their_whole_word(said: str) -> None:
    names = {contact.name for contact in screen(f"I want to kill myself and {said}").contacts}
    assert not names & {"Trans Lifeline", "The Trevor Project", "Veterans Crisis Line"}


@pytest.mark.parametrize("said", ["I came home from Afghanistan", "since my deployment", "I'm a combat vet"])
def test_service_in_a_war_shows_the_line_for_veterans(said: str) -> None:
    assert "Veterans Crisis Line" in [contact.name for contact in screen(f"I want to kill myself, {said}").contacts]


def test_abuse_of_an_older_adult_shows_where_to_go_besides_the_hotline() -> None:
    crisis = screen("My grandma's caretaker slaps her")
    assert (crisis.level, crisis.signals) == ("concern", ("domestic_violence",))
    assert [contact.name for contact in crisis.contacts][:2] == [
        "National Domestic Violence Hotline",
        "Eldercare Locator",
    ]
    assert "Eldercare Locator" not in [contact.name for contact in screen("my husband slaps me").contacts]


def test_nothing_said_needs_nobody() -> None:
    assert screen("I need a ride to group") == Crisis(level="none", signals=(), contacts=())


@pytest.mark.parametrize("said", ["Preciso de comida para os meus filhos", "Мне нужна еда", "我没有钱付房租", "ᏙᎯᏧ"])
def test_what_is_not_read_is_a_concern_with_the_lines_for_anybody(said: str) -> None:
    crisis = screen(said)
    assert (crisis.level, crisis.signals) == ("concern", ())
    assert [contact.name for contact in crisis.contacts] == ["988 Suicide & Crisis Lifeline", "911 Emergency"]
    assert crisis.to_dict()["signals"] == []


def test_as_the_api_answers_it() -> None:
    answer = screen("he is going to hang himself").to_dict()
    assert answer["level"] == "acute"
    assert answer["signals"] == ["suicide"]
    shown = answer["contacts"]
    assert isinstance(shown, list)
    assert shown[1] == {
        "name": "988 Suicide & Crisis Lifeline",
        "call": "988",
        "text": "988",
        "chat_url": "https://988lifeline.org/chat/",
        "hours": "24/7",
        "url": "https://988lifeline.org/",
    }


_PIECES = [
    "kill",
    "myself",
    "he",
    "my son",
    "tonight",
    "not",
    "I",
    "hit",
    "gun",
    ".",
    ",",
    "no",
    "quiero",
    "matarme",
    "14",
    "denies SI",
    "never hit me",
    "died of an overdose",
    "mwen",
    "не хочу жить",
    "我想自杀",
]


@settings(max_examples=200, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=300),
        st.text(st.characters(exclude_categories=()), max_size=60),
        st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join),
    )
)
def test_any_text_gets_an_answer(text: str) -> None:
    crisis = screen(text, "ZZ")
    assert (crisis.level == "none") == (crisis.contacts == ())
    assert (crisis.level == "none") == (crisis.signals == () and language_not_read(text) is None)
    assert set(crisis.signals) <= set(SIGNALS)
    assert set(crisis.contacts) <= set(contacts())
    assert screen(text, "ZZ") == crisis


@given(text=st.text(max_size=200))
def test_the_plain_form_has_single_spaces(text: str) -> None:
    assert "  " not in plain(text).strip()
    assert plain(text).endswith(" . ")


@pytest.mark.parametrize(
    "piece",
    [
        "kill ",
        "I want to ",
        "my son ",
        "he she they has a ",
        "a",
        ". ",
        "I was hit by my boyfriend and my kids ",
        "SI HI DV ",
        "denies SI, ",
        "lost my brother to ",
        "he never hit me and ",
        "我想",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            screen(text)
            best = min(best, time.perf_counter() - started)
        return best

    screen(piece)
    assert seconds(16_000) < 20 * seconds(2_000) + 0.05
    assert seconds(2_000) < 0.5


def _heads(danger: float, unusual: float, urgency: float, signals: Mapping[Signal, float] | None = None) -> Heads:
    """Heads that tell every text these log-odds, and these of signals, or most of all suicide."""
    of_signals = signals or {"suicide": 9}

    def head(*bias: float) -> Head:
        classes = len(bias)
        weights = np.full((1, classes), 1e-6, np.float32)
        return Head(weights, np.zeros((BUCKETS, classes), np.float32), np.array(bias, np.float32))

    by_name = {
        DANGER: head(0, danger),
        UNUSUAL: head(0, unusual),
        URGENCY: head(0, urgency),
        SIGNAL: head(*[of_signals.get(signal, 0) for signal in SIGNALS]),
    }
    return Heads(np.ones(BUCKETS, np.float32), by_name)


def _reading(text: str) -> Reading:
    nothing = Letters(np.zeros(0, np.int64), np.zeros(0, np.float32))
    return Reading(text, ((0, len(text)),), np.ones((2, 1), np.float32), (nothing, nothing))


LONG, SHORT = "the cats are fed for a week", "cats are fed"
"""Of neither do the rules say anything."""


@pytest.mark.parametrize(
    ("text", "danger", "unusual", "urgency", "level"),
    [
        (LONG, 0.6, 0.6, 2, "acute"),
        (LONG, 0.2, 3, 2, "concern"),
        (LONG, 3, 0.2, 2, "concern"),
        (LONG, 3, 3, -2, "concern"),
        (LONG, -2, 3, 2, "none"),
        (LONG, 3, -2, 2, "none"),
        (SHORT, 1.6, 1.6, 2, "acute"),
        (SHORT, 1.4, 1.6, 2, "concern"),
        (SHORT, 1.6, 1.4, 2, "concern"),
        ("my last day at the plant is today", 2.6, 2.6, 2, "acute"),
        ("my last day at the plant is today", 2.4, 2.6, 2, "concern"),
        ("my last day at the plant is today", -2, -2, 2, "none"),
        ("my husband hits me", -0.6, -0.6, 2, "acute"),
        ("I want to kill myself", -9, -9, -9, "acute"),
        ("caller says she is not suicidal", 0.2, 0.2, 2, "concern"),
        ("gatos com comida para uma semana, obrigado", 9, 9, 9, "concern"),
        ("Quero me matar", -9, -9, -9, "acute"),
    ],
)
def test_the_heads_alone_find_acute_danger_only_by_a_margin_and_only_in_what_they_can_read(
    text: str, danger: float, unusual: float, urgency: float, level: str
) -> None:
    crisis = screen(text, "US", _reading(text), _heads(danger, unusual, urgency))
    assert crisis.level == level


def test_what_the_rules_pass_over_the_heads_do_not_bring_back() -> None:
    said = "my friend overdosed last week and lived"
    assert screen(said, "US", _reading(said), _heads(9, 9, 2, {"overdose": 19})).level == "none"
    besides = screen(said, "US", _reading(said), _heads(9, 9, 2, {"overdose": 9, "suicide": 7}))
    assert besides.levels == {"suicide": "acute"}


@pytest.mark.parametrize("said", ["my husband does not hit me", "this homework makes me want to die lol"])
def test_beside_a_figure_or_a_denial_the_heads_alone_find_danger_only_by_a_wide_margin(said: str) -> None:
    assert screen(said, "US", _reading(said), _heads(2.3, 2.3, 2)).level == "none"
    assert screen(said, "US", _reading(said), _heads(2.6, 2.6, 2)).level == "acute"


def test_the_heads_alone_name_no_further_signal_of_which_no_word_is_said_nor_one_by_mistake() -> None:
    said = "can't stop eating and throwing up, im 17"
    both: dict[Signal, float] = {"runaway_youth": 9, "medical_emergency": 8}
    assert screen(said, "US", _reading(said), _heads(3, 3, 2, both)).signals == ("medical_emergency",)
    assert screen(LONG, "US", _reading(LONG), _heads(3, 3, 2, {"runaway_youth": 19})).signals == ("runaway_youth",)
    further: dict[Signal, float] = {"runaway_youth": 9, "child_abuse": 8.5}
    assert screen(LONG, "US", _reading(LONG), _heads(3, 3, 2, further)).signals == ("runaway_youth",)
    told = "I'm 17 and cannot go home"
    assert "runaway_youth" in screen(told, "US", _reading(told), _heads(3, 3, 2, both)).signals


@pytest.mark.parametrize(("odds", "urgency", "named"), [(6.0, -2, False), (9.0, -2, True), (6.0, 2, True)])
def test_beside_what_the_rules_affirm_a_further_signal_must_be_likely(odds: float, urgency: float, named: bool) -> None:
    said = "my husband hits me"
    heads = _heads(3, 3, urgency, {"sexual_assault": odds, "domestic_violence": 6})
    assert ("sexual_assault" in screen(said, "US", _reading(said), heads).signals) == named


def test_an_overdose_that_is_over_shows_the_lines_for_anybody() -> None:
    names = [contact.name for contact in screen("I overdosed in 2019").contacts]
    assert names == ["988 Suicide & Crisis Lifeline", "911 Emergency"]
    assert "Poison Control" in [contact.name for contact in screen("I think he overdosed").contacts]


def test_who_hurts_sexually_shows_no_line_for_the_one_who_is_hurt() -> None:
    crisis = screen("I raped a girl at a party")
    assert crisis.affirmed == {"harm_to_others"}
    assert {contact.name for contact in crisis.contacts} == {"988 Suicide & Crisis Lifeline", "911 Emergency"}
    both = screen("I raped someone and I want to kill myself tonight")
    assert both.levels == {"suicide": "acute", "harm_to_others": "concern"}


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=100), odds=st.tuples(*[st.floats(-9, 9, width=32)] * 3))
def test_any_text_gets_an_answer_with_any_heads(text: str, odds: tuple[float, float, float]) -> None:
    crisis = screen(text, "US", _reading(text), _heads(*odds))
    assert (crisis.level == "none") == (crisis.contacts == ())
    assert screen(text).level != "acute" or crisis.level != "none"


def test_a_concern_that_the_screening_passed_over_is_added_with_its_lines() -> None:
    said = "I'm a veteran, needs a word with somebody"
    crisis = with_concern(screen(said), "suicide", said, "US")
    assert (crisis.level, crisis.signals, crisis.levels) == ("concern", ("suicide",), {"suicide": "concern"})
    assert crisis.contacts == screen("I'm a veteran and I have thoughts of suicide").contacts
    acute = screen("he has a knife at my throat right now")
    more = with_concern(acute, "self_harm", "", "US")
    assert (more.level, more.signals) == (acute.level, (*acute.signals, "self_harm"))
    assert {contact.name for contact in acute.contacts} <= {contact.name for contact in more.contacts}
