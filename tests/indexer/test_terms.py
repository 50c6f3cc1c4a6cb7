"""The taxonomy's terms are found on whole words, and not where their own sentence takes them back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.needs import Need, Taxonomy, load_taxonomy
from indexer.terms import TermFinder


def need(need_id: str, *terms: str) -> Need:
    return Need(
        id=need_id,
        label=need_id,
        support={"emotional": 0.0, "informational": 0.0, "practical": 1.0},
        said=(f"{need_id} said",),
        offered=(f"{need_id} offered",),
        terms=terms,
    )


FINDER = TermFinder(
    Taxonomy(
        needs=(
            need("rides", "transportation", "bus pass", "ride"),
            need("children", "child care", "daycare"),
            need("twelve-step", "12-step", "al-anon", "aa"),
        )
    )
)


def found(text: str, *, skip_denied: bool = True) -> list[tuple[int, str]]:
    return [(match.need, text[match.start : match.end]) for match in FINDER.find(text, skip_denied=skip_denied)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("We offer transportation to court.", [(0, "transportation")]),
        ("TRANSPORTATION", [(0, "TRANSPORTATION")]),
        ("Bus passes are given; a bus pass lasts a day.", [(0, "Bus passes"), (0, "bus pass")]),
        ("Free rides, and child care.", [(0, "rides"), (1, "child care")]),
        ("Child-care on site", [(1, "Child-care")]),
        ("CHILD  CARE", [(1, "CHILD  CARE")]),
        ("A 12 Step group", [(2, "12 Step")]),
        ("12-steps", [(2, "12-steps")]),
        ("Al Anon and AL-ANON", [(2, "Al Anon"), (2, "AL-ANON")]),
        ("AA", [(2, "AA")]),
    ],
)
def test_case_hyphens_and_plurals_do_not_matter(text: str, spans: list[tuple[int, str]]) -> None:
    assert found(text) == spans


@pytest.mark.parametrize(
    "text", ["bride and pride", "AAA", "transportational", "child and care", "riders", "", "…", "pass bus"]
)
def test_only_whole_words_in_order_count(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No transportation.",
        "There is no transportation",
        "The program does not provide child care.",
        "We don't offer transportation",
        "We don’t offer rides",
        "Without transportation",
        "cannot provide transportation",
        "NO CHILD CARE",
    ],
)
def test_what_its_sentence_takes_back_is_skipped(text: str) -> None:
    assert found(text) == []
    assert len(found(text, skip_denied=False)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "No fee. Transportation is offered.",
        "No pets!\nRides to the clinic",
        "Not a shelter; child care only",
        "No one is turned away and we also give out transportation",
        "Transportation, no appointment needed",
    ],
)
def test_a_denial_of_something_else_takes_nothing_back(text: str) -> None:
    assert len(found(text)) == 1


def test_matches_come_in_the_order_of_the_text() -> None:
    text = "Child care, rides, AA, transportation"
    assert [span for _, span in found(text)] == ["Child care", "rides", "AA", "transportation"]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(["bus", "pass", "No", "ride", "rides", "child", "care", "-", ".", "É😀", "'s", "12", "step"])
    )
)
def test_spans_are_inside_the_text_and_name_a_term(words: list[str]) -> None:
    text = " ".join(words)
    denied_too = list(FINDER.find(text, skip_denied=False))
    for match in denied_too:
        assert 0 <= match.start < match.end <= len(text)
        span = text[match.start : match.end]
        assert span == span.strip()
        assert [m.need for m in FINDER.find(span, skip_denied=False)][:1] == [match.need]
    assert [match for match in FINDER.find(text) if match not in denied_too] == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_searched_for_the_real_terms(text: str) -> None:
    taxonomy = load_taxonomy()
    for match in _REAL.find(text):
        assert 0 <= match.need < len(taxonomy)
        assert text[match.start : match.end].strip()


def test_every_term_of_the_taxonomy_is_found_under_its_need() -> None:
    for number, each in enumerate(load_taxonomy()):
        for term in each.terms:
            assert number in {match.need for match in _REAL.find(f"Here: {term.upper()}!")}, term


_REAL = TermFinder(load_taxonomy())
