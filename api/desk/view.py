"""What the desk's page shows, put together from an answer and the form that asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api import labels
from api.desk import facts, understood
from api.desk.cards import Card, cards
from api.desk.form import DeskForm
from api.desk.language import LOCALES, direction, language_name, said, spoken
from api.desk.language import gettext as _
from api.desk.left_out import LeftOut, left_out
from api.desk.marks import Piece
from api.desk.ring_map import RingMap, ring_map
from api.desk.support_map import SOURCES, TYPES, SupportMap, support_map
from api.desk.understood import Chip
from api.desk.why_not import LIMITS
from api.services import Services
from data.languages import LANGUAGES
from data.vocabulary import INSURANCE, POPULATIONS
from matcher.request import DEFAULT_LIMIT, DEFAULT_RADIUS_KM, MAX_NEEDS_CHARACTERS, MAX_RADIUS_KM

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
"""What each language calls itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """An answer, ready to be shown."""

    answer: Mapping[str, Any]
    statement: list[Piece]
    chips: list[Chip]
    dropped: list[tuple[str, str]]
    to_add: list[tuple[str, str]]
    plan: list[Card]
    rest: list[Card]
    uncovered: dict[str, str]
    fallbacks: list[Mapping[str, Any]]
    support_map: SupportMap
    ring_map: RingMap | None
    left_out: list[LeftOut]
    longer: int | None
    """The next length of list to offer; `None` where the list is as long as it can be."""


def results(answer: Mapping[str, Any], form: DeskForm, parts: Services) -> Results:
    """What the page shows of `answer`."""
    chips = understood.chips(answer, form)
    plan, rest = cards(answer, form)
    covers: dict[str, set[str]] = {}
    for cover in answer["plan"]["covers"]:
        covers.setdefault(cover["resource_id"], set()).add(cover["need_id"])
    uncovered = understood.uncovered(answer)
    in_force = answer["widened"]["to_km"] if answer["widened"] else _radius_km(form)
    shown = len(answer["recommendations"])
    return Results(
        answer=answer,
        statement=understood.statement(form, chips),
        chips=chips,
        dropped=understood.dropped(form, parts.taxonomy),
        to_add=understood.to_add(chips, parts.taxonomy),
        plan=plan,
        rest=rest,
        uncovered=uncovered,
        fallbacks=[found for found in answer["plan"]["fallbacks"] if found["need_id"] in uncovered],
        support_map=support_map(answer["understood"]["support"], [card.found for card in plan], covers),
        ring_map=ring_map(
            answer["understood"]["place"],
            answer["recommendations"],
            answer["plan"]["resource_ids"],
            form.unit,
            in_force,
        ),
        left_out=left_out(answer, form),
        longer=next((limit for limit in LIMITS if limit > shown), None) if shown >= _limit(form) else None,
    )


def page(parts: Services, form: DeskForm) -> dict[str, Any]:
    """What every page of the desk needs, whatever it shows."""
    return {
        "form": form,
        "labels": labels,
        "lang": spoken(),
        "dir": direction(),
        "locales": [(code, LANGUAGE_NAMES[code]) for code in LOCALES],
        "public": parts.settings.desk == "public",
        "exit_url": parts.settings.exit_url,
        "standing_contacts": parts.standing_contacts(),
        "languages": sorted(((code, language_name(code)) for code in LANGUAGES), key=lambda each: each[1].casefold()),
        "insurance": _translated(INSURANCE),
        "populations": _translated(POPULATIONS),
        "limits": LIMITS,
        "default_limit": DEFAULT_LIMIT,
        "max_statement": MAX_NEEDS_CHARACTERS,
        "sources": SOURCES,
        "support_types": TYPES,
        "facts": facts,
        "field_name": field_name,
        "length": lambda km: facts.length(km, form.unit),
    }


def field_name(field: str) -> str:
    """What a field of the form is called where it is wrong."""
    return {
        "needs": _("Words"),
        "need_ids": _("Needs"),
        "place": _("Place"),
        "radius": _("How far"),
        "age": _("Age"),
        "cost": _("Cost"),
        "language": _("Language"),
        "insurance": _("Insurance"),
        "accessible": _("Access"),
        "open_at": _("Open at (local time)"),
        "support_gaps": _("What is missing"),
        "modes": _("How to take part"),
        "kinds": _("Kinds of help"),
        "populations": _("Made for"),
        "sort": _("Order"),
        "limit": _("How many"),
    }.get(field, field)


def _translated(vocabulary: Mapping[str, str]) -> dict[str, str]:
    return {value: said(label) for value, label in vocabulary.items()}


def _radius_km(form: DeskForm) -> float:
    radius = form.body().get("radius_km", DEFAULT_RADIUS_KM)
    return radius if isinstance(radius, float) else MAX_RADIUS_KM


def _limit(form: DeskForm) -> int:
    limit = form.body().get("limit", DEFAULT_LIMIT)
    return int(limit) if isinstance(limit, float) else DEFAULT_LIMIT
