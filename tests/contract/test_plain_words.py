"""What is said of a listing is easy to read: no jargon, nothing above eight years of school, and no blame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from data.languages import LANGUAGES
from data.needs import load_taxonomy
from data.resource import Address, Position
from data.vocabulary import INSURANCE, POPULATIONS
from tests.contract.conftest import Answered
from tests.contract.requests import AS_OF
from tests.matcher.small import HOME, answer_to, made
from tests.support.reading_grade import GRADE, grade

NAMES = sorted(
    {*(need.label for need in load_taxonomy()), *POPULATIONS.values(), *INSURANCE.values(), *LANGUAGES.values()},
    key=lambda name: (-len(name), name),
)
"""The names of needs, of groups of people, of insurance and of languages, which are as they are."""
_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, NAMES))})(?!\w)")
CAUTIONS_OF_NEEDS = frozenset(need.caution for need in load_taxonomy() if need.caution)
"""These have a test of their own, as whole texts."""
FEW_WORDS = 4
"""Fewer are read at a glance, and one long word among them says nothing of how hard they are ("Nationwide")."""
BLAME = re.compile(r"\b(?:addict|alcoholic|abuser|junkie|clean|dirty|fail(?:ed|ure)|should have|your fault)s?\b", re.I)


def own_words(text: str) -> str:
    """A text without what it quotes, and without names, days and numbers, as a sentence of its own."""
    said = _NAME.sub("this", re.sub(r"“[^”]*”", "this", text))
    said = re.sub(r"\b(?:\w+day \d+ \w+ \d{4}, )?\d[\d.,:-]*", "3", said)
    return said.rstrip(".") + "."


def too_hard(text: str) -> list[str]:
    """The sentences of a text that are above eight years of school, or that blame."""
    sentences = re.split(r"(?<=[.?!;:]) ", own_words(text))
    return [
        said
        for said in sentences
        if BLAME.search(said) or (len(said.split()) >= FEW_WORDS and grade(said.rstrip(".?!;:") + ".") > GRADE)
    ]


@pytest.mark.real_feeds
def test_all_that_is_said_of_a_listing_is_easy_to_read(answered: list[Answered]) -> None:
    hard: set[str] = set()
    for one in answered:
        for found, resource in zip(one.recommendations, one.resources, strict=True):
            texts = [reason["text"] for reason in found["reasons"]] + found["cautions"]
            others = {*resource.cautions, *CAUTIONS_OF_NEEDS}
            hard.update(said for text in texts if text not in others for said in too_hard(text))
    assert hard == set()


def test_whatever_a_listing_leaves_open_is_easy_to_read(tmp_path: Path) -> None:
    """Every filter asked for, of listings that state nothing and of some that state what limits them."""
    asked: dict[str, Any] = {
        "languages": ("en",), "age": 34, "populations": ("veterans",), "cost": "free", "insurance": "medicaid",
        "accessible": True, "open_at": AS_OF,
    }  # fmt: skip
    rough = Position(latitude=HOME.latitude, longitude=HOME.longitude, precision="postcode")
    resources = [
        made("a"),
        made("b", kind="treatment", languages=("es", "am"), address=Address(state_province="FL", country="US")),
        made("c", position=rough, minimum_age=21, maximum_age=25, populations=("women", "deaf")),
        made("d", languages=("vi",), cost="low_cost", fees_description="$5", modes=("in_person", "phone")),
        made("e", km_north=None, modes=("phone",), address=Address(state_province="GA", country="US")),
    ]
    answers = [
        answer_to(resources, tmp_path / "asked", **asked),
        answer_to(resources, tmp_path / "open"),
        answer_to(resources, tmp_path / "nowhere", location=None),
        answer_to(resources, tmp_path / "moon", {}, needs="Harbor Peer Group", need_ids=()),
    ]
    said = [
        text
        for answer in answers
        for found in answer["recommendations"]
        for text in (*(reason["text"] for reason in found["reasons"]), *found["cautions"])
    ]
    assert len(set(said)) > 25
    assert [hard for text in said for hard in too_hard(text)] == []


def test_each_sentence_is_graded_by_itself() -> None:
    easy = "It is open now. " * 20
    assert too_hard(easy) == []
    assert too_hard(f"{easy}Accessibility accommodations require documentation") != []
    assert too_hard(f"{easy}It is the fault of an addict") != []
    assert too_hard("Accessibility unknown") == []
    assert too_hard("“Accessibility accommodations require documentation” is what they say") == []


@pytest.mark.parametrize("need_id", [need.id for need in load_taxonomy() if need.caution])
def test_the_cautions_of_needs_are_easy_to_read(need_id: str) -> None:
    caution = load_taxonomy()[need_id].caution or ""
    assert grade(caution) <= GRADE, caution
    assert not BLAME.search(caution)
