"""Facets are verbatim clauses that lose no word."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.facets import MAX_FACETS, facets


def _texts(statement: str) -> list[str]:
    return [statement[start:end] for start, end in facets(statement)]


def test_clauses_are_cut_at_punctuation_and_conjunctions() -> None:
    assert _texts("I started drinking again, my family has had it with me, and there's no bus to group.") == [
        "I started drinking again",
        "my family has had it with me",
        "there's no bus to group",
    ]


def test_a_scrap_joins_its_neighbour() -> None:
    assert _texts("Help, I lost my job and my home") == ["Help, I lost my job", "my home"]
    assert _texts("busco trabajo y quien cuide a los niños") == ["busco trabajo", "quien cuide a los niños"]


@pytest.mark.parametrize(
    ("statement", "clauses"),
    [
        ("my 8 yo daughter says her uncle touches her, I", ["my 8 yo daughter says her uncle touches her"]),
        ("her uncle touches her, I also need a lawyer", ["her uncle touches her", "I also need a lawyer"]),
        ("my mom died, I'm also homeless", ["my mom died", "I'm also homeless"]),
        ("perdí mi casa, yo también necesito comida", ["perdí mi casa", "yo también necesito comida"]),
        ("we fight, my wife and I, want counseling", ["we fight", "my wife", "want counseling"]),
        ("Hi, my husband hits me. Please, I need a bed", ["my husband hits me", "I need a bed"]),
        ("I", ["I"]),
        ("Hello, please!", ["Hello, please"]),
    ],
)
def test_no_clause_is_quoted_with_a_scrap_of_another(statement: str, clauses: list[str]) -> None:
    assert _texts(statement) == clauses


def test_nothing_said_has_no_facets() -> None:
    assert _texts("  …!? ") == []


@given(st.text(max_size=400))
@example("I, and please, we")
@example("we fight, my wife and I, want counseling")
def test_spans_are_ordered_and_hold_every_word(statement: str) -> None:
    spans = facets(statement)
    assert len(spans) <= MAX_FACETS
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    outside = statement
    for start, end in reversed(spans):
        assert re.search(r"[^\W_]", statement[start:end])
        outside = outside[:start] + " " + outside[end:]
    if any(character.isalpha() for character in statement):
        assert not [word for word in re.findall(r"[^\W_]+", outside) if word.casefold() not in LEFT_OUT]
    else:
        assert spans == []


LEFT_OUT = frozenset(
    """i m ve d ll we re he she they yo él ella nosotros
    hi hello hey ok okay well yes yeah please thanks hola bueno pues gracias
    and but because cause cuz so that although though while since except plus also then which
    y pero porque aunque además también""".split()  # noqa: SIM905
)
