"""The plain form: what looks the same to a reader is the same to the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.plain import UNSEEN, plain

UNSEEN_ONES = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202e", "\ufe0f")


@pytest.mark.parametrize("unseen", UNSEEN_ONES)
def test_what_nobody_sees_between_letters_is_left_out(unseen: str) -> None:
    assert plain(f"I want to k{unseen}ill my{unseen}self") == " i wanna kill myself . "


@pytest.mark.parametrize(
    "text",
    ["Ｉ ｗａｎｔ ｔｏ ｄｉｅ", "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞", "𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮", "Ⓘ ⓦⓐⓝⓣ ⓣⓞ ⓓⓘⓔ", "I WANT TO DIE"],
)
def test_letters_of_any_width_and_style_are_plain_ones(text: str) -> None:
    assert plain(text) == " i wanna die . "


def test_marks_of_other_scripts_come_off_as_before() -> None:
    assert plain("ÉL İs Straße") == " el is strasse . "
    assert plain("не хочу жить") == plain("НЕ ХОЧУ ЖИТЬ")


@given(st.text(st.characters(max_codepoint=127), max_size=200))
def test_plain_letters_are_read_alike_beside_others(text: str) -> None:
    assert plain(text) == plain(text + "\u200b")


@given(st.text(max_size=100))
def test_nothing_unseen_is_left(text: str) -> None:
    assert not UNSEEN.search(plain(text))
