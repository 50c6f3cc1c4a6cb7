"""Passages are verbatim, about a sentence long, and together hold every word of the fields they are cut from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.passages import MAX_PASSAGES, MAX_WIDENED, TARGET_CHARACTERS, embedded_text, passages_of, telling_span
from tests.support.resources import resource

TEXT = st.text(alphabet=st.sampled_from("abc déz.!?;:,-\n0123\u202e😀'“ "), max_size=3000)


def _pieces(description: str | None, eligibility: str | None = None) -> list[str]:
    made = resource(description=description, eligibility_description=eligibility)
    return [passage.evidence(made).text for passage in passages_of(made)]


def test_the_name_is_a_passage_only_where_nothing_else_is_said() -> None:
    assert _pieces("One sentence.") == ["One sentence."]
    assert _pieces(None, "Adults.") == ["Adults."]
    assert _pieces(None) == _pieces("...") == ["Harbor Peer Group"]


def test_short_sentences_are_joined_and_lines_are_not() -> None:
    assert _pieces("Walk in. No referral.\nCall first.") == ["Walk in. No referral.", "Call first."]


def test_a_long_text_is_cut_between_sentences() -> None:
    sentence = "Counselors meet people where they are and plan the next steps with them every week. "
    for piece in _pieces(sentence * 12):
        assert piece.endswith("every week.")
        assert len(piece) <= TARGET_CHARACTERS


def test_eligibility_has_its_own_passages() -> None:
    made = resource(description="Rides to care.", eligibility_description="Adults in the county.")
    assert [passage.field for passage in passages_of(made)] == ["description", "eligibility_description"]


def test_a_passage_is_embedded_after_the_name() -> None:
    made = resource(description="Rides to care.", organization="Harbor Alliance")
    assert [embedded_text(made, passage) for passage in passages_of(made)] == ["Harbor Peer Group: Rides to care."]
    bare = resource(organization="Harbor Alliance")
    assert [embedded_text(bare, passage) for passage in passages_of(bare)] == ["Harbor Peer Group, Harbor Alliance"]


@settings(max_examples=150)
@given(TEXT, TEXT)
def test_passages_are_verbatim_and_lose_no_word(description: str, eligibility: str) -> None:
    made = resource(description=description or None, eligibility_description=eligibility or None)
    passages = passages_of(made)
    for passage in passages:
        text = passage.evidence(made).text
        assert text
        assert text == text.strip()
    for field in ("description", "eligibility_description"):
        own = [passage.evidence(made).text for passage in passages if passage.field == field]
        whole = made.text(field) or ""
        assert re.findall(r"\w", " ".join(own)) == re.findall(r"\w", whole)
    assert len(passages) <= 255


def test_a_very_long_text_is_cut_into_longer_passages_not_dropped() -> None:
    pieces = _pieces("A sentence of about fifty characters stands here now. " * 900)
    assert len(pieces) <= MAX_PASSAGES
    assert sum(piece.count("stands here") for piece in pieces) == 900


def test_very_many_lines_are_joined() -> None:
    assert len(_pieces("\n".join(["one line"] * 400))) <= MAX_PASSAGES


@pytest.mark.parametrize(
    ("text", "word", "quoted"),
    [
        ("Housing.\nMeals and rides.", "Housing.", "Housing.\nMeals and rides."),
        ("Meals and rides.\nHousing.", "Housing.", "Meals and rides.\nHousing."),
        ("Rides. Meals. Housing. Groups.", "Meals.", "Meals. Housing. Groups."),
        ("Free rides daily.", "Free rides daily.", "Free rides daily."),
        ("Housing.", "Housing.", "Housing."),
        ("--- Housing ---", "Housing", "Housing"),
        ("First. Open daily to all. Housing", "Housing", "Open daily to all. Housing"),
        ("Housing " + "in town " * 100, "Housing", "Housing " + "in town " * 19 + "in"),
    ],
)
def test_too_few_words_are_quoted_with_those_beside_them(text: str, word: str, quoted: str) -> None:
    start = text.index(word)
    assert telling_span(text, start, start + len(word)) == quoted


@settings(max_examples=200)
@given(TEXT, st.integers(0, 3000), st.integers(0, 3000))
def test_what_is_quoted_stands_in_the_text_and_has_three_words_where_there_are_three(
    text: str, first: int, second: int
) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    span = telling_span(text, start, end)
    assert span in text
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", span)
    assert len(words) >= min(3, len(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text)))
    assert len(span) <= end - start + 6 * MAX_WIDENED or max(map(len, text.split())) > MAX_WIDENED
