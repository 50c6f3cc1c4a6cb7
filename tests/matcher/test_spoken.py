"""Which languages a statement tells that somebody would rather be helped in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.languages import LANGUAGES, OTHER_NAMES
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
        ("Mandarin speaking therapist", ("cmn", "zh")),
        ("we speak Portuguese and Spanish", ("pt", "es")),
        ("in English or Spanish", ("es",)),
        ("no hablo inglés", ("es",)),
        ("Spanish please", ("es",)),
        ("I use ASL", ("ase",)),
        ("speaks Spanİsh", ("es",)),
        ("in spanısh", ("es",)),
        ("Мені потрібна їжа", ("uk",)),
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
        "she doesn’t speak Spanish",
        "won't speak Spanish",
        "my Polish grandmother needs a ride",
        "Karen only hits the kids",
        "fought in the Korean war",
        "failing in Spanish class",
        "Al-Anon Las Vegas",
        "14 y/o boy, c/o pain",
        "detox Lansing MI",
        "rehab LA",
        "CASA advocate",
        "para transit",
        "Preciso de comida para os meus filhos",
        "Je cherche un logement",
        "no food",
        "🙏",
        "",
    ],
)
def test_english_and_what_tells_nothing(statement: str) -> None:
    assert languages(statement) == ()


@given(
    st.text(max_size=200)
    | st.builds(
        "speaks {} {}".format, st.sampled_from(sorted({*LANGUAGES.values(), *OTHER_NAMES})), st.text(max_size=9)
    )
)
def test_any_text(statement: str) -> None:
    told = languages(statement)
    assert set(told) <= set(LANGUAGES) - {"en"}
    assert len(told) == len(set(told))


def test_most_phrases_are_told_right() -> None:
    """What people say in both languages: hardly any English is taken for another, nearly all Spanish is told."""
    taxonomy = load_taxonomy()
    english = [phrase for need in taxonomy for phrase in need.said]
    spanish = [phrase for need in taxonomy for phrase in need.said_es]
    assert sum("es" in languages(phrase) for phrase in english) <= 0.002 * len(english)
    assert sum("es" in languages(phrase) for phrase in spanish) >= 0.95 * len(spanish)
