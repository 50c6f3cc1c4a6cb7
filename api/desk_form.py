"""The desk's form: what was typed, kept as typed, and what it says as the body of a match request.

The form is only another way to write the body of `POST /v1/matches`: the same schema judges it, and this module
says the schema's errors in plain words and the units of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from matcher.request import MAX_NEEDS_CHARACTERS, MAX_RADIUS_KM

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
KM_PER_MILE = 1.609344  # the international mile

FIELDS = (
    "needs",
    "need_ids",
    "place",
    "place_choice",
    "radius",
    "radius_unit",
    "cost",
    "language",
    "age",
    "insurance",
    "accessible",
    "support_gaps",
    "modes",
    "kinds",
    "populations",
)
"""The names that the form sends; a `place_choice`, offered where a place was ambiguous, goes before `place`, and
`need_ids` are offered where nothing was understood."""

_LISTS = ("need_ids", "support_gaps", "modes", "kinds", "populations")
_UNIT_NAMES = {
    "mi": ("mi", "mile", "miles"),
    "km": ("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"),
}
_WITH_UNIT = re.compile(r"\s*([\d.]+)\s*([a-z]+)\.?\s*", re.ASCII | re.IGNORECASE)

_FIELD_OF_POINTER = {
    "needs": "needs",
    "need_ids": "need_ids",
    "location": "place",
    "radius_km": "radius",
    "age": "age",
    "languages": "language",
    "cost": "cost",
    "insurance": "insurance",
    "accessible": "accessible",
    "support_gaps": "support_gaps",
    "modes": "modes",
    "kinds": "kinds",
    "populations": "populations",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskForm:
    """The fields as typed; `radius_unit` is `mi` or `km`, and km where a client does not say."""

    needs: str = ""
    need_ids: tuple[str, ...] = ()
    place: str = ""
    radius: str = "25"
    radius_unit: str = "mi"
    cost: str = ""
    language: str = ""
    age: str = ""
    insurance: str = ""
    accessible: str = ""
    support_gaps: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names of fields that the form does not have."""
    repeated: tuple[str, ...] = ()
    """Names of fields that were sent more than once and have one value only."""

    @classmethod
    def typed(cls, sent: MultiDict[str, str], files: Iterable[str] = ()) -> DeskForm:
        """The form as sent, with the names of any `files`. A line break, sent as CRLF, counts as one character.

        A unit written behind the radius ("40 km") goes before the one chosen beside it.
        """

        def one(name: str) -> str:
            return "\n".join(sent.getlist(name)).replace("\r\n", "\n")

        def several(name: str) -> tuple[str, ...]:
            return tuple(sent.getlist(name))

        radius, unit = _with_unit(one("radius"), one("radius_unit") or "km")
        return cls(
            needs=one("needs"),
            need_ids=several("need_ids"),
            place=one("place_choice").strip() or one("place"),
            radius=radius,
            radius_unit=unit,
            cost=one("cost"),
            language=one("language"),
            age=one("age"),
            insurance=one("insurance"),
            accessible=one("accessible"),
            support_gaps=several("support_gaps"),
            modes=several("modes"),
            kinds=several("kinds"),
            populations=several("populations"),
            unknown=tuple(name for name in sent if name not in FIELDS) + tuple(files),
            repeated=tuple(name for name in FIELDS if name not in _LISTS and len(sent.getlist(name)) > 1),
        )

    def body(self) -> dict[str, Any]:
        """The body of a match request that says the same; what is not a number stays text, for the schema to refuse."""
        body: dict[str, Any] = {
            "needs": self.needs,
            "need_ids": list(self.need_ids),
            "support_gaps": list(self.support_gaps),
            "modes": list(self.modes),
            "kinds": list(self.kinds),
            "populations": list(self.populations),
        }
        if self.place.strip():
            body["location"] = {"place": self.place}
        if self.radius.strip():
            body["radius_km"] = self._radius_km()
        if self.age.strip():
            body["age"] = _number(self.age)
        if self.language:
            body["languages"] = [self.language]
        if self.accessible:
            body["accessible"] = self.accessible == "yes" or self.accessible
        return body | {name: value for name in ("cost", "insurance") if (value := getattr(self, name))}

    def wrong_fields(self) -> list[tuple[str, str]]:
        """What is wrong with the form itself, as (field, message)."""
        wrong = [("", "The form was sent with a field that it does not have.")] if self.unknown else []
        wrong += [(name, "This was sent more than once.") for name in self.repeated]
        if self.radius_unit not in ("mi", "km"):
            wrong.append(("radius", "Choose miles or kilometres."))
        return wrong

    def _radius_km(self) -> float | str:
        radius = _number(self.radius)
        return round(radius * KM_PER_MILE, 3) if isinstance(radius, float) and self.radius_unit == "mi" else radius


def plain_errors(form: DeskForm, errors: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """A problem's errors as (field, message), once each; the field is empty where the form has none for it."""
    fields = [_FIELD_OF_POINTER.get(error["pointer"].strip("/").split("/")[0], "") for error in errors]
    told = [(field, _plain(field, form) or error["detail"]) for field, error in zip(fields, errors, strict=True)]
    return list(dict.fromkeys(told))


def _plain(field: str, form: DeskForm) -> str | None:
    if field == "needs" and not form.needs.strip():
        return "Say in a few words what is wrong or what is missing."
    if field == "needs" and len(form.needs) > MAX_NEEDS_CHARACTERS:
        return f"Use at most {MAX_NEEDS_CHARACTERS:,} characters."
    if field == "radius" and form.radius_unit == "mi":
        return f"Write a number of miles from 1 to {int(MAX_RADIUS_KM / KM_PER_MILE)}."
    return {
        "radius": f"Write a number of kilometres from 1 to {MAX_RADIUS_KM:.0f}.",
        "place": "Write a ZIP code, or a city and its state.",
        "need_ids": "One of the choices is not known any more. Choose again.",
        "age": "Write a whole number of years from 0 to 120.",
    }.get(field)


def _with_unit(typed: str, unit: str) -> tuple[str, str]:
    match = _WITH_UNIT.fullmatch(typed)
    for named, names in _UNIT_NAMES.items():
        if match and match[2].lower() in names:
            return match[1], named
    return typed, unit


def _number(typed: str) -> float | str:
    try:
        return float(typed)
    except ValueError:
        return typed
