"""Which languages a statement tells that somebody would rather be helped in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.languages import LANGUAGES
from data.needs import load_taxonomy
from matcher.spoken import languages


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("I need a therapist who speaks Spanish", ("es",)),
        ("AA en español", ("es",)),
        ("is there one in Polish", ("pl",)),
        ("need a Korean-speaking counselor", ("ko",)),
        ("ASL interpreter for my son", ("ase",)),
        ("busco trabajo", ("es",)),
        ("no tengo para la renta", ("es",)),
        ("Мне нужна помощь", ("ru",)),
        ("我需要帮助", ("zh",)),
        ("助けてください", ("ja",)),
        ("she speaks only Haitian Creole", ("ht",)),
    ],
)
def test_named_or_written(statement: str, told: tuple[str, ...]) -> None:
    assert languages(statement) == told


@pytest.mark.parametrize(
    "statement",
    [
        "I need help with the rent",
        "classes to learn English",
        "she doesn't speak Spanish",
        "my Polish grandmother needs a ride",
        "no food",
        "🙏",
        "",
    ],
)
def test_english_and_what_tells_nothing(statement: str) -> None:
    assert languages(statement) == ()


@given(st.text(max_size=200))
def test_any_text(statement: str) -> None:
    told = languages(statement)
    assert set(told) <= set(LANGUAGES) - {"en"}
    assert len(told) == len(set(told))


def test_most_phrases_are_told_right() -> None:
    """What people say in both languages: hardly any English is taken for another, nearly all Spanish is told."""
    taxonomy = load_taxonomy()
    english = [phrase for need in taxonomy for phrase in need.said]
    spanish = [phrase for need in taxonomy for phrase in need.said_es]
    assert sum("es" in languages(phrase) for phrase in english) <= 0.01 * len(english)
    assert sum("es" in languages(phrase) for phrase in spanish) >= 0.95 * len(spanish)
