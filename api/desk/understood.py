"""What was understood, as the page shows it: the statement with its words marked, and the needs as chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.desk.form import DeskForm
from api.desk.language import said
from api.desk.marks import Piece, marked
from data.needs import Taxonomy

COVERED_WEIGHT = 0.3
"""A need that weighs less was hardly stated: the page does not say that nothing covers it."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One understood need. `weighed` is `more`, `less` or `as_said`."""

    number: int
    id: str
    label: str
    said: str | None
    weighed: str
    added: bool
    """Whether it was chosen rather than heard."""
    covered: bool
    """Whether the plan covers it."""


def chips(answer: Mapping[str, Any], form: DeskForm) -> list[Chip]:
    """The needs of an answer, strongest first, numbered from 1."""
    covered = {cover["need_id"] for cover in answer["plan"]["covers"]}
    return [
        Chip(
            number=number,
            id=need["id"],
            label=said(need["label"]),
            said=need["said"],
            weighed=(
                "more" if need["id"] in form.raised_needs else "less" if need["id"] in form.lowered_needs else "as_said"
            ),
            added=need["id"] in form.need_ids,
            covered=need["id"] in covered,
        )
        for number, need in enumerate(answer["understood"]["needs"], start=1)
    ]


def statement(form: DeskForm, shown: Sequence[Chip]) -> list[Piece]:
    """The statement in pieces, marked with the numbers of the chips that its words led to."""
    return marked(form.needs, [(chip.number, chip.said) for chip in shown if chip.said])


def dropped(form: DeskForm, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """The needs that were removed, as (id, label)."""
    return [(need.id, said(need.label)) for need in taxonomy.needs if need.id in form.dropped_needs]


def to_add(shown: Sequence[Chip], taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """The needs that are not understood yet, as (id, label), by label."""
    known = {chip.id for chip in shown}
    return sorted(
        ((need.id, said(need.label)) for need in taxonomy.needs if need.id not in known),
        key=lambda need: need[1].casefold(),
    )


def uncovered(answer: Mapping[str, Any]) -> dict[str, str]:
    """Labels, by id, of the needs that were clearly stated and that the plan does not cover."""
    left = set(answer["plan"]["uncovered"])
    needs = answer["understood"]["needs"]
    return {
        need["id"]: said(need["label"]) for need in needs if need["id"] in left and need["weight"] >= COVERED_WEIGHT
    }
