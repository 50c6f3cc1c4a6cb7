"""Numbers on pages: cut out of what is said, easy to read, and dialled as they should be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.phones import parts, readable
from data.crisis import contacts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("988", [("988", "988")]),
        ("988, press 1", [("988", "988"), (", press 1", None)]),
        ("HOME to 741741", [("HOME to ", None), ("741741", "741741")]),
        ("911, where offered", [("911", "911"), (", where offered", None)]),
        ("999 or 112", [("999", "999"), (" or ", None), ("112", "112")]),
        ("1-800-555-0100", [("1-800-555-0100", "+18005550100")]),
        (
            "1-800-555-0100, TTY 1-800-555-0101",
            [("1-800-555-0100", "+18005550100"), (", TTY ", None), ("1-800-555-0101", "+18005550101")],
        ),
        ("0800 1111", [("0800 1111", "08001111")]),
        ("1800 55 1800", [("1800 55 1800", "1800551800")]),
        ("+13055550120", [("(305) 555-0120", "+13055550120")]),
        ("(305) 555-0120", [("(305) 555-0120", "3055550120")]),
        ("ask at the door", [("ask at the door", None)]),
        ("", []),
    ],
)
def test_numbers_are_cut_out(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert parts(words) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+13055550120", "(305) 555-0120"),
        ("+442079460123", "+44 20 7946 0123"),
        ("+999123456", "+999123456"),
        ("741741", "741741"),
        ("by post", "by post"),
    ],
)
def test_numbers_are_readable(number: str, expected: str) -> None:
    assert readable(number) == expected


@given(st.text(alphabet="0123456789 ().-ab٣", max_size=40))
def test_no_text_is_lost(words: str) -> None:
    cut = parts(words)
    assert "".join(part.text for part in cut) == words
    assert all(part.number is None or re.fullmatch(r"\+?[0-9]{3,}", part.number) for part in cut)


def test_every_crisis_number_has_a_link() -> None:
    for contact in contacts():
        for words in (contact.call, contact.text):
            assert words is None or any(part.number for part in parts(words)), contact.name
