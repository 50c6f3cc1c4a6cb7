"""The words for what a listing states: whom it is for, what it speaks and costs, and how far it is.

In plain English at a reading grade of 8, for reasons and cautions alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.languages import language_name
from data.resource import Cost, Evidence, Precision, Resource
from data.vocabulary import POPULATIONS, RESTRICTING

QUOTE_CHARACTERS = 160
"""Of the listing's words in a reason's text; the evidence itself is never cut."""

_COSTS: dict[Cost, str | None] = {"free": "Free", "low_cost": "Low cost", "paid": "Costs money", "unknown": None}
_KNOWN_BY: dict[Precision, str] = {"postcode": "postcode", "city": "city", "county": "county", "state": "state"}


def listed(words: Sequence[str], last: str = "and") -> str:
    """The words as a list in a sentence, `last` before the last of them."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def upper_first(text: str) -> str:
    return text[0].upper() + text[1:]


def lower_first(text: str) -> str:
    return text[0].lower() + text[1:]


def quoted(text: str) -> str:
    """A listing's or a person's words, cut to `QUOTE_CHARACTERS`, in quotation marks."""
    flat = " ".join(text.split())
    short = flat if len(flat) <= QUOTE_CHARACTERS else flat[: QUOTE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
    return f"“{short}”"


def offer(evidence: Evidence) -> str:
    """What a listing's words speak for. Whom it is for may be said by what it denies, so that is no offer."""
    if evidence.field == "eligibility_description":
        return f"it is for: {quoted(evidence.text)}"
    return f"they offer {quoted(evidence.text)}"


def languages(codes: Sequence[str]) -> str:
    return listed([language_name(code) or code for code in codes])


def populations(resource: Resource) -> str | None:
    """Those that one belongs to or not; `None` where it is for none of them alone."""
    found = [POPULATIONS[name] for name in resource.populations if name in RESTRICTING]
    return listed(found) if found else None


def ages(resource: Resource) -> str | None:
    """As "For ages 14 to 17 only"; `None` where no age is stated."""
    least, most = resource.minimum_age, resource.maximum_age
    if most is None:
        return None if least is None else f"For ages {least} and up"
    if least is None:
        return f"Up to age {most}"
    return f"For age {most} only" if least == most else f"For ages {least} to {most} only"


def cost(resource: Resource) -> str | None:
    """Whether it is free, and the fees as it states them; `None` where it states neither."""
    stated = _COSTS[resource.cost]
    if not resource.fees_description:
        return stated
    return f"{stated or 'What it says of cost'}: {quoted(resource.fees_description)}"


def known_by(resource: Resource) -> str | None:
    """The area by which alone a listing's place is known, as "city"; `None` where the very place is known, or none."""
    position = resource.position
    if position is None or position.precision == "point":
        return None
    in_us = resource.address is not None and resource.address.country == "US"
    return "ZIP area" if position.precision == "postcode" and in_us else _KNOWN_BY[position.precision]


def away(resource: Resource, km: float) -> str:
    """How far a listing is, as exactly as its place is known."""
    area = known_by(resource)
    return f"about {km:.1f} km away (only its {area} is known)" if area else f"{km:.1f} km away in a straight line"
