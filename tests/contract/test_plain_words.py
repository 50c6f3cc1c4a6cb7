"""What is said of a listing is easy to read: no jargon, nothing above eight years of school, and no blame."""

from __future__ import annotations

import re

import pytest

from data.needs import load_taxonomy
from data.vocabulary import POPULATIONS
from tests.contract.conftest import Answered
from tests.support.reading_grade import GRADE, grade

NAMES = sorted([need.label for need in load_taxonomy()] + list(POPULATIONS.values()), key=len, reverse=True)
"""The names of needs and of groups of people, which are as they are."""
BLAME = re.compile(r"\b(?:addict|alcoholic|abuser|junkie|clean|dirty|fail(?:ed|ure)|should have|your fault)s?\b", re.I)


def own_words(text: str) -> str:
    """A text without what it quotes, and without names, days and numbers, as a sentence of its own."""
    said = re.sub(r"“[^”]*”", "this", text)
    for name in NAMES:
        said = said.replace(name, "this")
    said = re.sub(r"\b(?:\w+day \d+ \w+ \d{4}, )?\d[\d.,:-]*", "3", said)
    return said.rstrip(".") + "."


@pytest.mark.real_feeds
def test_all_that_is_said_of_a_listing_is_easy_to_read(answered: list[Answered]) -> None:
    hard = []
    for one in answered:
        for found, resource in zip(one.recommendations, one.resources, strict=True):
            texts = [reason["text"] for reason in found["reasons"]] + found["cautions"]
            said = " ".join(own_words(text) for text in texts if text not in resource.cautions)
            if grade(said) > GRADE or BLAME.search(said):
                hard.append((round(grade(said), 1), said))
    assert hard == []


@pytest.mark.parametrize("need_id", [need.id for need in load_taxonomy() if need.caution])
def test_the_cautions_of_needs_are_easy_to_read(need_id: str) -> None:
    caution = load_taxonomy()[need_id].caution or ""
    assert grade(caution) <= GRADE, caution
    assert not BLAME.search(caution)
