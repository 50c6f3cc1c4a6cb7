"""Whether a listing says that a person with a disability can get in: a text becomes yes, no or not stated."""

from __future__ import annotations

import re

_NOT_ACCESSIBLE = re.compile(
    r"\b(?:not|isn't|no|without|limited|partial(?:ly)?)\s+(?:\w+\s+){0,3}?(?:access(?:ible)?|wheelchairs?|ramps?)\b|inaccessible",
    re.IGNORECASE,
)
_ACCESSIBLE = re.compile(
    r"\b(?:wheelchair|accessible|ada\b|ramp|elevator|lift|disabled access|handicap)", re.IGNORECASE
)


def is_accessible(text: str | None) -> bool | None:
    """`None` where the text is empty or says nothing about getting in."""
    if not text:
        return None
    if _NOT_ACCESSIBLE.search(text):
        return False
    return True if _ACCESSIBLE.search(text) else None
