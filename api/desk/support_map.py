"""The support map: which kind of support is missing, and from where the three of the plan bring it.

Three columns, emotional, informational and practical, against where support comes from: peers, professionals, the
community, family, and online or by phone. Drawn as SVG of fixed size that scales as one; every number in it stands in
the table of the plan too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.desk.language import lazy_gettext as _l
from api.desk.phrasebook import SHARE
from data.resource import SUPPORT_TYPES

SOURCES = {
    "peers": _l("Peers"),
    "professionals": _l("Professionals"),
    "community": _l("Community"),
    "family": _l("Family"),
    "online": _l("Online or phone"),
}
TYPES = {
    "emotional": _l("Emotional"),
    "informational": _l("Informational"),
    "practical": _l("Practical"),
}
_OF_KIND = {
    "support_group": "peers",
    "therapist": "professionals",
    "treatment": "professionals",
    "practical_service": "community",
    "community": "community",
    "helpline": "online",
}
OF_FAMILIES = frozenset(
    {
        *("al-anon", "nar-anon", "adult-children-aca", "family-boundaries", "family-counseling", "family-education"),
        *("couples-counseling", "caregiver-support", "reunification"),
    }
)
"""Needs whose answers bring the family in."""

LEFT, TOP, COLUMN, ROW = 104, 34, 84, 40
"""Of the drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the plan brings of one type of support from one source: the ranks of its listings."""

    type: str
    source: str
    numbers: tuple[int, ...]
    x: int
    y: int
    missing: bool
    """Whether this type of support is missing."""


@dataclass(frozen=True, slots=True)
class SupportMap:
    cells: tuple[Cell, ...]
    missing: tuple[str, ...]
    """The types of support that are missing."""
    covered: tuple[str, ...]
    """Those of `missing` that some listing of the plan gives."""
    width: int = LEFT + COLUMN * len(TYPES)
    height: int = TOP + ROW * len(SOURCES)

    @property
    def uncovered(self) -> tuple[str, ...]:
        return tuple(name for name in self.missing if name not in self.covered)


def support_map(
    wanted: Mapping[str, float], plan: Sequence[Mapping[str, Any]], covers: Mapping[str, set[str]]
) -> SupportMap:
    """The map of what is `wanted` (0..1 by type) and of the plan's recommendations, in their order; `covers` gives the
    ids of the needs that each covers, by its id."""
    missing = tuple(name for name in SUPPORT_TYPES if wanted.get(name, 0.0) >= SHARE)
    given = [
        (
            int(found["rank"]),
            source_of(found["resource"], covers.get(found["resource"]["id"], set())),
            found["resource"]["support"],
        )
        for found in plan
    ]
    cells = tuple(
        Cell(
            type=name,
            source=source,
            numbers=tuple(n for n, its, support in given if its == source and support.get(name, 0.0) >= SHARE),
            x=LEFT + COLUMN * column,
            y=TOP + ROW * row,
            missing=name in missing,
        )
        for row, source in enumerate(SOURCES)
        for column, name in enumerate(TYPES)
    )
    covered = tuple(name for name in missing if any(cell.numbers for cell in cells if cell.type == name))
    return SupportMap(cells, missing, covered)


def source_of(resource: Mapping[str, Any], covers: set[str]) -> str:
    """Where a listing's support comes from; one that nobody can visit counts as online or by phone."""
    if "in_person" not in resource["modes"]:
        return "online"
    return "family" if covers & OF_FAMILIES else _OF_KIND[resource["kind"]]
