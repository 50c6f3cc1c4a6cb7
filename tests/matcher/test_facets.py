"""Facets are verbatim clauses that lose no word."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
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


def test_nothing_said_has_no_facets() -> None:
    assert _texts("  …!? ") == []


@given(st.text(max_size=400))
def test_spans_are_ordered_and_hold_every_word(statement: str) -> None:
    spans = facets(statement)
    assert len(spans) <= MAX_FACETS
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    outside = statement
    for start, end in reversed(spans):
        assert re.search(r"[^\W_]", statement[start:end])
        outside = outside[:start] + " " + outside[end:]
    assert not [word for word in re.findall(r"[^\W_]+", outside) if word.lower() not in CONJUNCTIONS]


CONJUNCTIONS = frozenset(
    """and but because cause cuz so that although though while since except plus also then which y pero porque aunque
    además también""".split()  # noqa: SIM905
)
