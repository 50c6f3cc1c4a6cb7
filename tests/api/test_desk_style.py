"""The desk's style sheets: colours that can be read in both themes, and nothing that depends on the way of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "api" / "static"
DESK = (STATIC / "desk.css").read_text(encoding="utf-8")
LIGHT, DARK = DESK.split("@media (prefers-color-scheme: dark)", 1)

TEXT = [
    *(("--ink", ground) for ground in ("--ground", "--surface", "--soft", "--urgent-soft")),
    *(("--muted", ground) for ground in ("--ground", "--surface", "--soft")),
    *(("--calm", ground) for ground in ("--ground", "--surface", "--soft", "--urgent-soft")),
    ("--on-calm", "--calm"),
    ("--on-mark", "--mark"),
    ("--ground", "--urgent"),
]
"""Text and what it stands on: WCAG 2.2 asks for 4.5 : 1."""
EDGES = [
    *((edge, ground) for edge in ("--edge", "--focus", "--calm", "--urgent") for ground in ("--ground", "--surface")),
]
"""Edges of controls and what is drawn: WCAG 2.2 asks for 3 : 1."""


def colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", sheet.partition("}")[0]))


def luminance(colour: str) -> float:
    """Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_read(theme: str) -> None:
    named = colours(LIGHT) if theme == "light" else colours(LIGHT) | colours(DARK.split("{", 1)[1])
    for pairs, least in ((TEXT, 4.5), (EDGES, 3.0)):
        for one, other in pairs:
            lighter, darker = sorted((luminance(named[one]), luminance(named[other])), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= least, (one, other)


def test_both_themes_name_the_same_colours() -> None:
    assert colours(LIGHT).keys() == colours(DARK.split("{", 1)[1]).keys()


@pytest.mark.parametrize("name", ["desk.css", "sheet.css"])
def test_nothing_depends_on_left_and_right(name: str) -> None:
    sheet = (STATIC / name).read_text(encoding="utf-8")
    assert re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*\s*:", sheet) == []
    assert re.findall(r"(?:text-align|float):\s*(?:left|right)", sheet) == []
    assert re.findall(r"url\(|@import", sheet) == []
