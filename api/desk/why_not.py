"""Why one listing is, or is not, in the answer: found by its name, said in the language and the units of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api import labels
from api.desk import facts
from api.desk.actions import CLEARED_BY
from api.desk.form import DeskForm
from api.desk.language import gettext as _
from api.desk.language import said, spoken
from api.desk.left_out import wider
from api.desk.phrasebook import Said

LIMITS = (10, 25, 50, 100)
"""The lengths of list that the form offers."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps it out; `act` and `offer` are of the button that takes it away, if one can."""

    said: Said
    act: str | None
    offer: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`hits` are (id, name, organization) to choose from; an `explained` listing needs no choice."""

    asked: str
    hits: tuple[tuple[str, str, str | None], ...] = ()
    explained: Mapping[str, Any] | None = None
    obstacles: tuple[Obstacle, ...] = ()
    verdict: str = ""


def explanation(explained: Mapping[str, Any], form: DeskForm) -> WhyNot:
    """What the matcher's explanation of one listing says."""
    name = explained["resource"]["name"]
    if explained["recommended"]:
        verdict = _("It is in the answer, as number %(rank)s.", rank=explained["rank"])
    elif explained["rank"] is not None:
        verdict = _("It fits, and comes as number %(rank)s.", rank=explained["rank"])
    else:
        verdict = _("It is not in the answer.")
    obstacles = [_obstacle(each, explained, form) for each in explained["obstacles"]]
    difference = explained["difference"]
    if difference:
        ahead = Said(_("“%(name)s” comes before it.", name=difference["name"]))
        obstacles.append(Obstacle(Said(difference["text"]) if _in_english(form) else ahead, None, ""))
    return WhyNot(asked=name, explained=explained, obstacles=tuple(obstacles), verdict=verdict)


def _obstacle(obstacle: Mapping[str, Any], explained: Mapping[str, Any], form: DeskForm) -> Obstacle:
    reason, text = obstacle["reason"], Said(obstacle["text"])
    if reason == "beyond_radius":
        km = explained["distance_km"]
        said_ = _("It is beyond the radius.")
        if km is not None:
            said_ = _("It is %(length)s away, beyond the radius.", length=facts.length(km, form.unit))
        radius = wider(km, form.unit)
        return Obstacle(Said(said_), f"radius:{radius}" if radius else None, _("Widen the search to take it in"))
    if reason == "beyond_limit":
        longer = next((limit for limit in LIMITS if limit >= (explained["rank"] or 0)), None)
        shown = text if spoken() == "en" else Said(_("The list ends before it."))
        return Obstacle(shown, f"limit:{longer}" if longer else None, _("Show a longer list"))
    if reason in labels.LEFT_OUT:
        shown = text if spoken() == "en" else Said(_("It was left out: %(why)s.", why=said(labels.LEFT_OUT[reason])))
        lifted = reason in CLEARED_BY and getattr(form, CLEARED_BY[reason])
        return Obstacle(shown, f"lift:{reason}" if lifted else None, _("Search without this condition"))
    return Obstacle(text if spoken() == "en" else Said(said(OTHER.get(reason, obstacle["text"]))), None, "")


OTHER = {
    "not_relevant": "It does not say clearly that it helps with what was understood.",
    "no_location": "You have to go there, and no place was named.",
    "other_site_shown": "Another site of the same service is shown.",
    "sample_in_crisis": "It is a made-up line. In danger, only real lines are listed.",
}
"""The obstacles that no filter makes, by their reason."""


def _in_english(form: DeskForm) -> bool:
    """Whether the matcher's own sentence can stand: it is English, and its distances are in kilometers."""
    return spoken() == "en" and form.unit == "km"
