"""Names on one line; ALL CAPS become title case with their acronyms kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.clean.names import clean_name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("THRIFT STORE #1", "Thrift Store #1"),
        ("ST. AGNES' HOUSE OF HOPE", "St. Agnes' House of Hope"),
        ("WOMEN'S RECOVERY GROUP", "Women's Recovery Group"),
        ("NEIGHBORS OFFERING OUR KINDNESS (NOOK)", "Neighbors Offering Our Kindness (NOOK)"),
        ("YMCA OF THE NORTH SHORE", "YMCA of the North Shore"),
        ("HIV/AIDS NIGHTLINE", "HIV/AIDS Nightline"),
        ("O'BRIEN AND MCDONALD HOUSE", "O'Brien and McDonald House"),
        ("SELF-HELP FOR THE ELDERLY", "Self-Help for the Elderly"),
        ("WORLD WAR II VETERANS", "World War II Veterans"),
        ("24-HOUR CRISIS LINE", "24-Hour Crisis Line"),
        ("12TH STREET CLINIC, INC.", "12th Street Clinic, Inc."),
        ("AA MEETING - THE EARLY BIRDS", "AA Meeting - The Early Birds"),
        ("LGBTQ+ YOUTH", "LGBTQ+ Youth"),
        ("U.S. MARSHALS", "U.S. Marshals"),
        ("DCPS SCHOOL", "DCPS School"),
        ("AA", "AA"),
        ("NOOK", "NOOK"),
        ("211", "211"),
        ("The mcNULTY Group of AA", "The mcNULTY Group of AA"),
        ("Harbor House -\n", "Harbor House"),
        ("Two<br>lines", "Two lines"),
    ],
)
def test_names_read_well(raw: str, name: str) -> None:
    assert clean_name(raw) == name


@pytest.mark.parametrize("raw", [None, "", "---", "n/a", "<b></b>", " . "])
def test_what_names_nothing_is_none(raw: object) -> None:
    assert clean_name(raw) is None


@given(st.text(max_size=80))
@example("Â\r0")
@settings(deadline=None)
def test_a_clean_name_is_one_line_and_stays_as_it_is(raw: str) -> None:
    name = clean_name(raw)
    if name is not None:
        assert "\n" not in name
        assert clean_name(name) == name


@given(
    st.lists(st.sampled_from(["AA", "HOPE", "OF", "II", "MCCOY", "O'NEIL", "#1", "WOMEN'S", "-", "(ABC)"]), min_size=1)
)
def test_only_case_changes(words: list[str]) -> None:
    raw = " ".join(words)
    name = clean_name(raw)
    if name is not None:
        assert name.upper() in raw
