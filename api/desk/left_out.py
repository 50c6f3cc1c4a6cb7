"""What was left out and why, each with the one button that would bring it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from api import labels
from api.desk import facts
from api.desk.actions import CLEARED_BY
from api.desk.form import KM_PER_MILE, DeskForm
from api.desk.language import gettext as _
from api.desk.language import ngettext, said
from matcher.request import MAX_RADIUS_KM


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why so many were left out. `act` and `offer` are of the button that takes them in, if one can."""

    reason: str
    text: str
    act: str | None
    offer: str


def left_out(answer: Mapping[str, Any], form: DeskForm) -> list[LeftOut]:
    """The entries of an answer's `left_out`, in its order."""
    return [_entry(entry, form) for entry in answer["left_out"]]


def _entry(entry: Mapping[str, Any], form: DeskForm) -> LeftOut:
    reason, nearest = entry["reason"], entry["nearest"]
    why = said(labels.LEFT_OUT.get(reason, reason))
    text = ngettext("%(num)s listing: %(why)s.", "%(num)s listings: %(why)s.", entry["count"], why=why)
    if nearest:
        text += " " + _("Nearest: %(name)s", name=nearest["name"])
        if nearest["distance_km"] is not None:
            text += f", {facts.length(nearest['distance_km'], form.unit)}"
        text += "."
    if reason == "beyond_radius":
        radius = wider(nearest["distance_km"], form.unit) if nearest else _doubled(form)
        if radius is None:
            return LeftOut(reason, text, None, "")
        shown = facts.length(radius * (KM_PER_MILE if form.unit == "mi" else 1), form.unit)
        return LeftOut(reason, text, f"radius:{radius}", _("Search within %(length)s", length=shown))
    if reason in CLEARED_BY and getattr(form, CLEARED_BY[reason]):
        return LeftOut(reason, text, f"lift:{reason}", _("Search without this condition"))
    return LeftOut(reason, text, None, "")


def _doubled(form: DeskForm) -> int | None:
    """Twice the radius, in its unit, where other conditions than distance keep the nearest out as well."""
    try:
        radius, most = float(form.radius), int(facts.in_unit(MAX_RADIUS_KM, form.unit))
    except ValueError:
        return None
    return min(ceil(radius * 2), most) if radius < most else None


def wider(nearest_km: float | None, unit: str) -> int | None:
    """The whole number of units that takes the nearest in; `None` where no radius reaches it."""
    if nearest_km is None or nearest_km > MAX_RADIUS_KM:
        return None
    most = int(facts.in_unit(MAX_RADIUS_KM, unit))
    return min(ceil(facts.in_unit(nearest_km, unit) + 0.01), most)
