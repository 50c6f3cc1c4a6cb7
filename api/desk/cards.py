"""One recommendation as the page shows it: facts to read out, why it is there, what to ask first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api import labels
from api.desk import facts, phrasebook
from api.desk.form import DeskForm
from api.desk.language import gettext as _
from api.desk.language import said
from api.desk.marks import Piece, marked
from api.desk.phrasebook import Said
from api.desk.timetable import schedule

Found = Mapping[str, Any]

SAMPLE = "Sample listing: not a real service"
"""The caution that a card shows as a badge of its own."""


@dataclass(frozen=True, slots=True)
class Why:
    """A reason that quotes: the person's words (`said`), the need they led to, the listing's words."""

    said: str | None
    need: str | None
    """`None` where it is the meaning of the whole that is close."""
    evidence: str
    field: str
    """What part of the listing says so, in words."""


@dataclass(frozen=True, slots=True)
class Card:
    found: Found
    rank: int | None
    place: int | None
    """Its place in the plan, from 1; `None` for one that is not in it."""
    adds: Said | None
    facts: tuple[tuple[str, str], ...]
    """(title, text), for the person who reads them out."""
    opening: str | None
    schedules: tuple[Said, ...]
    why: tuple[Why, ...]
    also: tuple[Said, ...]
    cautions: tuple[Said, ...]
    about: tuple[tuple[str, list[Piece]], ...]
    """(title, the listing's own text with the words marked that count as evidence)."""
    verified: str | None
    pinned: bool

    @property
    def id(self) -> str:
        return str(self.found["resource"]["id"])

    @property
    def resource(self) -> Mapping[str, Any]:
        resource: Mapping[str, Any] = self.found["resource"]
        return resource


def cards(answer: Mapping[str, Any], form: DeskForm) -> tuple[list[Card], list[Card]]:
    """The cards of the plan, in its order, and those of the rest, by rank."""
    plan = list(answer["plan"]["resource_ids"])
    by_id = {found["resource"]["id"]: found for found in answer["recommendations"]}
    chosen = [card(by_id[each], answer, form, place) for place, each in enumerate(plan, start=1) if each in by_id]
    rest = [card(found, answer, form) for found in answer["recommendations"] if found["resource"]["id"] not in plan]
    return chosen, rest


def card(found: Found, answer: Mapping[str, Any], form: DeskForm, place: int | None = None) -> Card:
    """The card of one recommendation of `answer`; `place` is its place in the plan."""
    resource = found["resource"]
    own = phrasebook.adds(found, answer) if place else None
    plan_reason = next((reason for reason in found["reasons"] if reason["kind"] == "plan"), None)
    if place and own is None and plan_reason:
        own = phrasebook.caution(plan_reason["text"], found)
    plain = [reason for reason in found["reasons"] if not reason.get("evidence") and reason["kind"] != "plan"]
    also = [said_ for reason in plain if (said_ := phrasebook.reason(reason, found, answer, form.unit)) is not None]
    return Card(
        found=found,
        rank=found.get("rank"),
        place=place,
        adds=own,
        facts=tuple(_facts(found, form)),
        opening=facts.opening(found, form.place_zone),
        schedules=tuple(schedule(text) for text in resource["schedules"]),
        why=tuple(whys(found["reasons"], answer)),
        also=tuple(dict.fromkeys(also)),
        cautions=tuple(phrasebook.caution(text, found) for text in found["cautions"] if text != SAMPLE),
        about=tuple(_about(resource, found["reasons"])),
        verified=facts.day(resource["assured_date"]) if resource["assured_date"] else None,
        pinned=resource["id"] in form.pinned,
    )


def whys(reasons: Sequence[Mapping[str, Any]], answer: Mapping[str, Any]) -> list[Why]:
    """The reasons that quote, those of needs first; what quotes the same words as one before is left out."""
    names = {need["id"]: need["label"] for need in answer["understood"]["needs"]}
    found: list[Why] = []
    quoted: list[str] = []
    for reason in reasons:
        evidence = reason.get("evidence")
        if not evidence or any(evidence["text"] in text or text in evidence["text"] for text in quoted):
            continue
        quoted.append(evidence["text"])
        need_id = reason.get("need_id")
        need = said(names.get(need_id, need_id)) if need_id else None
        found.append(Why(reason.get("said") if need else None, need, evidence["text"], field_title(evidence["field"])))
    return found


def field_title(name: str) -> str:
    """What a text field of a listing is called."""
    return {
        "name": _("Name"),
        "organization": _("Organization"),
        "description": _("Description"),
        "application_process": _("How to get in"),
        "eligibility_description": _("Who it is for"),
        "fees_description": _("Fees"),
    }.get(name, name)


def _facts(found: Found, form: DeskForm) -> list[tuple[str, str]]:
    resource = found["resource"]
    ways = [said(labels.MODES[mode]) for mode in resource["modes"]]
    known = [
        (_("Kind"), " · ".join([said(labels.KINDS[resource["kind"]]), *ways])),
        (_("Distance"), facts.away(resource, found["distance_km"], form.unit)),
        (_("Address"), facts.address(resource)),
        (_("Cost"), facts.cost_and_fees(resource)),
        (_("Languages"), facts.languages(resource)),
        (_("Ages"), facts.ages(resource)),
        (_("Who it is for"), facts.populations(resource)),
    ]
    return [(title, text) for title, text in known if text]


def _about(resource: Mapping[str, Any], reasons: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Piece]]]:
    texts = []
    for name in ("description", "application_process", "eligibility_description", "fees_description"):
        if text := resource[name]:
            words = [r["evidence"]["text"] for r in reasons if r.get("evidence") and r["evidence"]["field"] == name]
            texts.append((field_title(name), marked(text, enumerate(words))))
    if resource["accessibility"]:
        texts.append((_("Access"), marked(resource["accessibility"], ())))
    return texts
