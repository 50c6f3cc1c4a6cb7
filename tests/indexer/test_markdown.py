"""Markdown becomes plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.markdown import plain_text
from tests.indexer.conformance import QUICK


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**COVID-19 Update (8/1/2020): Open.**\n\n\n\nBeds.", "COVID-19 Update (8/1/2020): Open.\n\nBeds."),
        ("** COVID-19 UPDATE** now", "COVID-19 UPDATE now"),
        ("__Bold__ and *soft* and _soft_ and `code`", "Bold and soft and soft and code"),
        ("See [the rules](https://a.example/rules).", "See the rules (https://a.example/rules)."),
        ("[https://a.example](https://a.example)", "https://a.example"),
        ("[mail](mailto:info@a.example) <https://a.example>", "mail (info@a.example) https://a.example"),
        ('![A logo](https://a.example/x.png "x") here', "A logo here"),
        ("# Intake #\n## Days\n***\n> quoted", "Intake\nDays\n\nquoted"),
        ("* one\n+ two\n- three\n  * four", "- one\n- two\n- three\n  - four"),
        (r"1\. It costs \$5\*", r"1. It costs \$5*"),
        ("2 * 3 * 4 and snake_case_name and a* note", "2 * 3 * 4 and snake_case_name and a* note"),
        ("**Never closed", "Never closed"),
        ("Call --A family can have\n--one line", "Call --A family can have\n--one line"),
        ("", None),
        (" \n ", None),
        (None, None),
    ],
)
def test_plain_text(markdown: str | None, expected: str | None) -> None:
    assert plain_text(markdown) == expected


@QUICK
@given(st.text(alphabet="ab *_[]()<>#`\\\n-!", max_size=80))
def test_letters_are_never_lost(markdown: str) -> None:
    kept = [letter for letter in plain_text(markdown) or "" if letter in "ab"]
    assert len(kept) <= sum(letter in "ab" for letter in markdown)


@pytest.mark.parametrize(
    "piece", ["x", " ", "*", "**", "_", "[", "[a](", "<", "`", "- ", "\n", "https://a.example (", "#", ">"]
)
def test_long_texts_end(piece: str) -> None:
    assert len(plain_text(piece * 100_000) or "") <= 100_000
