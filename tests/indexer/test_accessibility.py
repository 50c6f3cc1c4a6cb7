"""What a listing says about getting in: yes, no, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.accessibility import is_accessible


@pytest.mark.parametrize(
    "text",
    [
        "Wheelchair accessible",
        "Ramp at the side door",
        "ADA compliant",
        "Elevator to all floors",
        "Handicapped parking; accessible restroom",
        "There is a lift.",
    ],
)
def test_stated_accessible(text: str) -> None:
    assert is_accessible(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Not wheelchair accessible",
        "No ramp",
        "The building is not fully accessible.",
        "Without wheelchair access",
        "Limited accessibility, not accessible by wheelchair",
        "inaccessible",
        "Isn't accessible",
        "Partially accessible",
    ],
)
def test_stated_not_accessible(text: str) -> None:
    assert is_accessible(text) is False


@pytest.mark.parametrize("text", [None, "", "   ", "Free parking", "Bus line 12 stops here", "Adam's House"])
def test_not_stated(text: str | None) -> None:
    assert is_accessible(text) is None


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert is_accessible(text) in (True, False, None)
