"""Addresses in short forms, taken apart, and taken out of text where they are confidential."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.clean.address import AddressParts, clean_country, clean_postal_code, clean_state, parse_address_line
from indexer.clean.redact import WITHHELD, redact


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("12 104 St, Edmonton, Alberta, T6E 4E8, Canada", ("12 104 St", "Edmonton", "AB", "T6E 4E8", "CA")),
        ("12 Ward Pkwy, Kansas City, MO 64113, USA", ("12 Ward Pkwy", "Kansas City", "MO", "64113", "US")),
        (
            "12 Main St, Suite 5, New York, New York 10001-1234",
            ("12 Main St, Suite 5", "New York", "NY", "10001", "US"),
        ),
        ("Lewes, DE, USA", (None, "Lewes", "DE", None, "US")),
        ("San Jose, CA", (None, "San Jose", "CA", None, "US")),
        ("Atlanta, Georgia", (None, "Atlanta", "GA", None, "US")),
        ("Edmonton, AB, CA", (None, "Edmonton", "AB", None, "CA")),
        ("12 High St, London SW1A 2AA, UK", ("12 High St", "London", None, "SW1A 2AA", "GB")),
        ("MA 02713", (None, None, "MA", "02713", "US")),
        ("USA", (None, None, None, None, "US")),
        ("", (None, None, None, None, None)),
        (None, (None, None, None, None, None)),
    ],
)
def test_a_line_is_taken_apart(full: object, parts: tuple[str | None, ...]) -> None:
    street, city, state, code, country = parts
    assert parse_address_line(full) == AddressParts(street, city, state, code, country)


@given(
    st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from(["1 Elm St", "Rome", "GA", "30161", "USA", "CA"])).map(", ".join)
    )
)
def test_any_line_is_taken(full: str) -> None:
    parts = parse_address_line(full)
    for value in (parts.address_1, parts.city, parts.state_province, parts.postal_code, parts.country):
        assert value is None or value.strip()


@pytest.mark.parametrize(
    ("raw", "country", "code"),
    [
        (2139, None, "02139"),
        ("02139-1234", "US", "02139"),
        ("021391234", "US", "02139"),
        (64113.0, "US", "64113"),
        ("CA 94102", "US", "94102"),
        ("t6e4e8", "CA", "T6E 4E8"),
        ("SW1A 1AA", "GB", "SW1A 1AA"),
        ("00000", "US", None),
        ("n/a", "US", None),
        (None, None, None),
    ],
)
def test_postal_codes(raw: object, country: str | None, code: str | None) -> None:
    assert clean_postal_code(raw, country) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("United States", "US"),
        ("U.S.A.", "US"),
        ("canada", "CA"),
        ("GBR", "GB"),
        ("England", "GB"),
        ("Atlantis", None),
        (5, None),
    ],
)
def test_countries(raw: object, code: str | None) -> None:
    assert clean_country(raw) == code


@pytest.mark.parametrize(
    ("raw", "country", "state"),
    [
        ("California", "US", "CA"),
        ("d.c.", None, "DC"),
        ("Ontario", "CA", "ON"),
        ("Bavaria", "DE", "Bavaria"),
        ("", "US", None),
    ],
)
def test_states(raw: object, country: str | None, state: str | None) -> None:
    assert clean_state(raw, country) == state


@pytest.mark.parametrize(
    "written",
    [
        "123 Main Street",
        "123 main st.",
        "123  MAIN ST",
        "123 N. Main St",
        "123 Main St, Apt 4",
        "123-Main-Street",
        "123 Main",
    ],
)
def test_a_withheld_address_is_found_however_it_is_written(written: str) -> None:
    redacted = redact(f"We meet at {written}; ring twice.", ["123 Main Street"])
    assert redacted.replace(f"{WITHHELD}.", WITHHELD) == f"We meet at {WITHHELD}; ring twice."


def test_other_words_are_left_alone() -> None:
    text = "Not 1123 Main Street, nor 123 Maine Street, nor Main Street, Springfield."
    assert redact(text, ["123 Main Street", "Main", "Street", ""]) == text


def test_numbered_streets_and_units_match_their_short_forms() -> None:
    assert redact("at 45 5th Ave #2 now", ["45 Fifth Avenue Suite 2"]) == f"at {WITHHELD} now"
    assert redact("mail: P.O. Box 12", ["PO Box 12"]) == f"mail: {WITHHELD}"
    assert redact("mail: PO Box 12", ["P.O. Box 12"]) == f"mail: {WITHHELD}"


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_redacting_takes_any_text(text: str, phrases: list[str]) -> None:
    redacted = redact(text, phrases)
    if redacted != text:
        assert WITHHELD in redacted
