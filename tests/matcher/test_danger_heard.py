"""Danger as it is screened with a real index, by rules and heads together, however it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.crisis import CrisisLevel
from indexer.open_index import OpenIndex
from matcher.crisis import screen
from matcher.reading import read
from tests.matcher.danger_sentences import sentences

pytestmark = pytest.mark.integration

DANGERS = (
    "I want to kill myself tonight",
    "he is beating me right now",
    "my son took a whole bottle of pills",
    "me quiero morir, ya tengo las pastillas",
    "me está pegando ahora mismo",
    "mi hijo se tomó todo el frasco de pastillas",
)
LOOK_ALIKES = (
    "that exam murdered me",
    "I'd kill for a coffee",
    "I'm terrified of flying",
    "this traffic is killing me",
    "I'm dying of laughter",
    "ese examen me mató",
    "mataría por un café",
    "me dan terror los aviones",
    "me muero de risa",
    "me muero de hambre",
)
BY_RULES = (
    "I want to kill myself",
    "quiero matarme esta noche",
    "me violaron anoche",
    "he chokes me and then says sorry, can we get couples therapy",
)
"""Dangers that the rules find acute, and that the heads alone would pass over."""
HARMLESS = (
    "me da miedo volar",
    "mi esposo bebe todas las noches",
    "my husband locked the keys in the car",
    "I need a bed tonight",
    "need help with rent and food",
)

FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text.upper(),
    lambda text: text.lower(),
    lambda text: text.replace("'", "’"),
    lambda text: f"  {text} ",
    lambda text: f"{text}.",
    lambda text: f"{text}!!",
)
"""Ways to write the same."""
CONCERNS_MISSED, CONCERNS_AS_ACUTE, FALSE_ALARMS = 0.06, 0.2, 0.13
"""The largest shares of the sentences of concern, and of those without danger, that the heads may read otherwise than
the rules alone: half as much again as seen (0.02, 0.12, 0.09), and more of the rare one, as each build fits the heads
anew. An acute one is never missed."""
EACH = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _level(text: str, index: OpenIndex) -> CrisisLevel:
    return screen(text, "US", read(text, index), index.heads).level


@EACH
@given(st.sampled_from(DANGERS), st.sampled_from(FORMS))
def test_plain_danger_is_acute_however_it_is_written(
    bundled_index: OpenIndex, text: str, form: Callable[[str], str]
) -> None:
    assert _level(form(text), bundled_index) == "acute"


@EACH
@given(st.sampled_from(LOOK_ALIKES), st.sampled_from(FORMS))
def test_what_only_sounds_like_it_is_none_however_it_is_written(
    bundled_index: OpenIndex, text: str, form: Callable[[str], str]
) -> None:
    assert _level(form(text), bundled_index) == "none"


@pytest.mark.parametrize("text", DANGERS)
def test_every_plain_danger_is_acute(text: str, bundled_index: OpenIndex) -> None:
    assert _level(text, bundled_index) == "acute"


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_every_look_alike_is_none(text: str, bundled_index: OpenIndex) -> None:
    assert _level(text, bundled_index) == "none"


@pytest.mark.parametrize("text", BY_RULES)
def test_what_the_rules_find_acute_is_never_none(text: str, bundled_index: OpenIndex) -> None:
    assert screen(text).level == "acute"
    assert _level(text, bundled_index) != "none"


@pytest.mark.parametrize(
    "text",
    [
        "need rent help, food, diapers, dentist, and my husband beats me",
        "my daughter cuts herself, need counselling and dental care and a bus pass",
        "I was raped in college and need a therapist who takes medicaid",
        "I don't want to live anymore",
        "ya no quiero vivir",
        "me quiero morir",
        "kms",
        "I volunteer at church, need food, and my husband beats me",
        "I need help with my thesis and I want to die",
        "necesito comida, soy voluntaria en la iglesia y mi esposo me pega",
        "44M, passive SI, denies plan, wants IOP",
    ],
)
def test_grave_harm_told_in_plain_words_is_never_outvoted(text: str, bundled_index: OpenIndex) -> None:
    assert _level(text, bundled_index) != "none"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_danger_at_all_is_none(text: str, bundled_index: OpenIndex) -> None:
    assert _level(text, bundled_index) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "I get the shakes every morning until I drink",
        "my son keeps running away from home",
        "I'm terrified my son will overdose",
        "my boss keeps my passport",
    ],
)
def test_danger_that_is_not_over_is_never_outvoted(text: str, bundled_index: OpenIndex) -> None:
    assert _level(text, bundled_index) != "none"


def test_the_heads_seldom_change_what_the_rules_alone_find(bundled_index: OpenIndex) -> None:
    counts = Counter((sentence.level, _level(sentence.text, bundled_index)) for sentence in sentences())
    stated = Counter(sentence.level for sentence in sentences())
    assert counts["acute", "none"] == 0
    assert counts["concern", "none"] <= CONCERNS_MISSED * stated["concern"]
    assert counts["concern", "acute"] <= CONCERNS_AS_ACUTE * stated["concern"]
    assert counts["none", "concern"] + counts["none", "acute"] <= FALSE_ALARMS * stated["none"]
