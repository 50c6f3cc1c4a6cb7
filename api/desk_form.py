"""The desk's form: what was typed, kept as typed, and what it says as the body of a match request.

The form is only another way to write the body of `POST /v1/matches`: the same schema judges it, and this module
translates the schema's pointers back to the form's fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

KM_PER_MILE = 1.609344  # the international mile

FIELDS = (
    "needs",
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
"""The names that the form sends; a `place_choice`, offered where a place was ambiguous, goes before `place`."""

_FIELD_OF_POINTER = {
    "needs": "needs",
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

    @classmethod
    def typed(cls, sent: MultiDict[str, str], files: Iterable[str] = ()) -> DeskForm:
        """The form as sent, with the names of any `files`. A line break, sent as CRLF, counts as one character."""

        def one(name: str) -> str:
            return sent.get(name, "").replace("\r\n", "\n")

        def several(name: str) -> tuple[str, ...]:
            return tuple(sent.getlist(name))

        return cls(
            needs=one("needs"),
            place=one("place_choice").strip() or one("place"),
            radius=one("radius"),
            radius_unit=one("radius_unit") or "km",
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
        )

    def body(self) -> dict[str, Any]:
        """The body of a match request that says the same; what is not a number stays text, for the schema to refuse."""
        body: dict[str, Any] = {
            "needs": self.needs,
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
        if self.radius_unit not in ("mi", "km"):
            wrong.append(("radius", "Choose miles or kilometres."))
        return wrong

    def _radius_km(self) -> float | str:
        radius = _number(self.radius)
        return round(radius * KM_PER_MILE, 3) if isinstance(radius, float) and self.radius_unit == "mi" else radius


def errors_by_field(errors: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """A problem's errors as (field, message); the field is empty where the form has none for it."""
    return [(_FIELD_OF_POINTER.get(error["pointer"].strip("/").split("/")[0], ""), error["detail"]) for error in errors]


def _number(typed: str) -> float | str:
    try:
        return float(typed)
    except ValueError:
        return typed
