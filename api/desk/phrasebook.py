"""What the matcher says in English, said in the language of the page.

Its reasons carry what they are made of, so those that name needs, words, distances or moments are put together anew
(`reason`); its fixed sentences are in the catalogue, and those with a part that varies are recognised by their shape.
What is not recognised stays English and is marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from api import labels
from api.desk import facts
from api.desk.language import gettext as _
from api.desk.language import is_said, said
from matcher.explain import SUPPORT_WORDS

SHARE = 0.3
"""From this much on, a type of support counts as missing, and as given."""

FIXED = (
    "Sample listing: not a real service",
    "The address is kept confidential: call first; distance is not shown",
    "Place not stated: distance unknown",
    "Hours not stated",
    "Hours stated",
    "Cost not stated",
    "No phone, website or email listed",
    "Not known when this was last confirmed: call first",
    "Not known when it was last confirmed",
    "Takes people of this age",
    "Ages served not stated",
    "Speaks the language asked for",
    "Languages not stated",
    "Is for the people asked for",
    "Does not state whom it is for",
    "Fits the cost asked for",
    "Fits the way to pay asked for",
    "Does not say what insurance it takes",
    "A wheelchair can get in",
    "Does not say if a wheelchair can get in",
    "Open at the time asked for",
    "Hours at the time asked for not known",
    "Nationwide: not only for this area",
    "Not listed for your area",
    "Another site of the same service fits as well or better",
    "Gives a little of the help that is missing",
    "We could not tell what you need: this seems to come close",
    "May help with a part of what you need",
    "Adds another way to the same help",
    "Free",
    "Low cost",
    "Costs money",
)
"""Sentences of the matcher that nothing varies in."""


STATED = ("distance", "hours", "confirmed", "cost", "restricted", "ages")
"""Kinds of reason that say what stands among the facts or the cautions already."""
OWN = ("support", "plan", "area", "their_language", "other_site")
"""Kinds that say something of their own even where they count against a listing; the others are cautions then."""


class Said(NamedTuple):
    """Words for the page, and the language they are in where that is not the page's."""

    text: str
    lang: str | None = None


def caution(english: str, found: Mapping[str, Any]) -> Said:
    """A caution or a plain reason of the listing `found`, in the language spoken."""
    resource = found["resource"]
    if match := re.fullmatch(_CONFIRMED, english):
        return Said(_("Last confirmed on %(day)s: call first", day=facts.day(match[1])))
    if is_said(english):
        return Said(said(english))
    for shape, put in _SHAPES:
        if (match := re.fullmatch(shape, english)) and (text := put(match, resource)):
            return Said(text)
    return Said(english, "en")


def reason(given: Mapping[str, Any], found: Mapping[str, Any], answer: Mapping[str, Any], unit: str) -> Said | None:
    """A reason that quotes nobody, in the language spoken; `None` for one that stands on the card already."""
    kind = given["kind"]
    if kind in STATED or (kind not in OWN and given["contribution"] <= 0):
        return None
    if kind == "plan":
        return adds(found, answer) or caution(given["text"], found)
    if kind == "support":
        wanted = answer["understood"]["support"]
        both = [
            name
            for name in SUPPORT_WORDS
            if wanted.get(name, 0) >= SHARE and found["resource"]["support"].get(name, 0) >= SHARE
        ]
        if both:
            return Said(_("Gives %(support)s", support=facts.listed([said(SUPPORT_WORDS[name]) for name in both])))
    return caution(given["text"], found)


def adds(found: Mapping[str, Any], answer: Mapping[str, Any]) -> Said | None:
    """What a listing of the plan adds to it: the needs that it covers there, else the needs or the support that its
    reason names; `None` where it names none."""
    names = {need["id"]: need["label"] for need in answer["understood"]["needs"]}
    covered = [
        said(names[cover["need_id"]])
        for cover in answer["plan"]["covers"]
        if cover["resource_id"] == found["resource"]["id"] and cover["need_id"] in names
    ]
    text = next((each["text"] for each in found["reasons"] if each["kind"] == "plan"), "")
    if text.startswith("Adds ") and not covered:
        covered = [said(label) for label in (*names.values(), *SUPPORT_WORDS.values()) if label in text]
    return Said(_("Adds: %(what)s", what="; ".join(covered))) if covered else None


def _for_them(_match: re.Match[str], resource: Mapping[str, Any]) -> str | None:
    whom = facts.populations(resource, restricting=True)
    return _("For %(whom)s", whom=whom) if whom else None


def _in_languages(_match: re.Match[str], resource: Mapping[str, Any]) -> str | None:
    languages = facts.languages(resource)
    return _("In %(languages)s", languages=languages) if languages else None


def _besides_english(_match: re.Match[str], resource: Mapping[str, Any]) -> str | None:
    languages = facts.languages(resource)
    return _("Also speaks %(languages)s; does not say English: ask", languages=languages) if languages else None


_CONFIRMED = r"Last confirmed on (\d{4}-\d\d-\d\d): call first"

_AREAS = {
    "ZIP area": lambda: _("Only its ZIP area is known: it may be nearer or farther"),
    "postcode": lambda: _("Only its postcode is known: it may be nearer or farther"),
    "city": lambda: _("Only its city is known: it may be nearer or farther"),
    "county": lambda: _("Only its county is known: it may be nearer or farther"),
    "state": lambda: _("Only its state is known: it may be nearer or farther"),
}

_SHAPES: tuple[tuple[str, Callable[[re.Match[str], Mapping[str, Any]], str | None]], ...] = (
    (
        r"Listed in (.+): ask whether it serves this area",
        lambda match, _r: _("Listed in %(area)s: ask whether it serves this area", area=match[1]),
    ),
    (
        r"Only its (ZIP area|postcode|city|county|state) is known: it may be nearer or farther",
        lambda match, _r: _AREAS[match[1]](),
    ),
    (r"For ages? .+|Up to age \d+", lambda _m, resource: facts.ages(resource)),
    (r"For .+", _for_them),
    (r"In .+", _in_languages),
    (r"(?:Also s|S)peaks .+; (?:does|it does) not say .+", _besides_english),
    (r"Speaks .+", _in_languages),
    (
        r"Fits the cost asked for: .+|(?:Free|Low cost|Costs money|What it says of cost): “.+”",
        lambda _m, resource: said(labels.COSTS[resource["cost"]]),
    ),
)
"""Shapes of the matcher's sentences, and how each is said anew of the listing that it was said of."""
