"""The desk's form: what was typed, kept as typed, and what it says as the body of a match request.

The form is only another way to write the body of `POST /v1/matches`: the same schema judges it, and this module
says the schema's errors in plain words and the units of the form. What the contract does not take (needs that were
removed or weighed) goes beside the body, to `corrected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from api.desk.language import LOCALES
from api.desk.language import gettext as _
from matcher.request import MAX_NEEDS_CHARACTERS, MAX_RADIUS_KM, MatchRequest

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
KM_PER_MILE = 1.609344  # the international mile
IN_MILES = frozenset({"US", "GB", "LR", "MM"})
"""Countries whose roads are signed in miles."""

LISTS = (
    "need_ids",
    "dropped_needs",
    "raised_needs",
    "lowered_needs",
    "support_gaps",
    "modes",
    "kinds",
    "populations",
    "pinned",
)
"""The names that may be sent more than once."""

FIELDS = (
    *("needs", "place", "place_choice", "radius", "radius_unit", "widen", "sort", "limit"),
    *("cost", "language", "age", "insurance", "accessible", "open_at"),
    *LISTS,
    *("lang", "act", "why_name", "report_kind", "report_detail"),
)
"""The names that the form sends. A `place_choice`, offered where a place was ambiguous, goes before `place`; `act` is
the button that was pressed, if it is another than the one that searches (`api.desk.actions`)."""

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
    "widen": "widen",
    "sort": "sort",
    "limit": "limit",
    "age": "age",
    "languages": "language",
    "cost": "cost",
    "insurance": "insurance",
    "accessible": "accessible",
    "open_at": "open_at",
    "support_gaps": "support_gaps",
    "modes": "modes",
    "kinds": "kinds",
    "populations": "populations",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskForm:
    """The fields as typed. `radius_unit` is `mi`, `km` or `place` (the unit of the place's country)."""

    needs: str = ""
    need_ids: tuple[str, ...] = ()
    dropped_needs: tuple[str, ...] = ()
    raised_needs: tuple[str, ...] = ()
    lowered_needs: tuple[str, ...] = ()
    place: str = ""
    radius: str = "25"
    radius_unit: str = "place"
    place_unit: str = "mi"
    """`mi` or `km`: what `radius_unit` means by the unit of the place. Not sent; found from the place."""
    place_zone: str | None = None
    """The IANA time zone of the place; `None` where it is not known. Not sent."""
    widen: str = ""
    """`no` where the radius is not to grow by itself."""
    sort: str = ""
    limit: str = ""
    cost: str = ""
    language: str = ""
    age: str = ""
    insurance: str = ""
    accessible: str = ""
    open_at: str = ""
    """A local time of the place, `2026-11-22T19:00`."""
    support_gaps: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    """Ids of the listings on the call sheet, in its order."""
    lang: str = ""
    act: str = ""
    why_name: str = ""
    report_kind: str = ""
    report_detail: str = ""
    unknown: tuple[str, ...] = ()
    """Names of fields that the form does not have."""
    repeated: tuple[str, ...] = ()
    """Names of fields that were sent more than once and have one value only."""

    @classmethod
    def typed(cls, sent: MultiDict[str, str], files: Iterable[str] = ()) -> DeskForm:
        """The form as sent, with the names of any `files`. A line break, sent as CRLF, counts as one character.

        A unit written behind the radius ("40 km") goes before the one chosen beside it; without either, it is km.
        """

        def one(name: str) -> str:
            return "\n".join(sent.getlist(name)).replace("\r\n", "\n")

        def several(name: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(value for value in sent.getlist(name) if value))

        given: dict[str, Any] = {name: several(name) if name in LISTS else one(name) for name in FIELDS}
        given["place"] = given.pop("place_choice").strip() or given["place"]
        given["radius"], given["radius_unit"] = _with_unit(given["radius"], given["radius_unit"] or "km")
        return cls(
            **given,
            unknown=tuple(name for name in sent if name not in FIELDS) + tuple(files),
            repeated=tuple(name for name in FIELDS if name not in LISTS and len(sent.getlist(name)) > 1),
        )

    @property
    def unit(self) -> str:
        """`mi` or `km`, as distances are shown."""
        return self.place_unit if self.radius_unit == "place" else self.radius_unit

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set that stands behind "More"."""
        named = ("modes", "kinds", "populations", "cost", "language", "age", "insurance", "accessible", "open_at")
        return any(getattr(self, name) for name in (*named, "widen"))

    @property
    def says_something(self) -> bool:
        return bool(self.needs.strip() or self.need_ids)

    def placed(self, country: str, zone: str | None) -> DeskForm:
        """Itself at a place in `country` (ISO 3166-1 alpha-2) with that time zone."""
        return replace(self, place_unit="mi" if country in IN_MILES else "km", place_zone=zone)

    def hidden(self) -> list[tuple[str, str]]:
        """What travels in the page and is typed nowhere, as (name, value)."""
        lists = ("need_ids", "dropped_needs", "raised_needs", "lowered_needs", "pinned")
        return [(name, value) for name in lists for value in getattr(self, name)]

    def body(self) -> dict[str, Any]:
        """The body of a match request that says the same; what is not a number stays text, for the schema to refuse."""
        body: dict[str, Any] = {
            "need_ids": list(self.need_ids),
            "support_gaps": list(self.support_gaps),
            "modes": list(self.modes),
            "kinds": list(self.kinds),
            "populations": list(self.populations),
        }
        if self.needs.strip() or not self.need_ids:
            body["needs"] = self.needs
        if self.place.strip():
            body["location"] = {"place": self.place}
        if self.radius.strip():
            body["radius_km"] = self._radius_km()
        if self.age.strip():
            body["age"] = _number(self.age)
        if self.limit.strip():
            body["limit"] = _number(self.limit)
        if self.language:
            body["languages"] = [self.language]
        if self.accessible:
            body["accessible"] = self.accessible == "yes" or self.accessible
        if self.widen:
            body["widen"] = False if self.widen == "no" else self.widen
        if self.open_at:
            body["open_at"] = _moment(self.open_at, self.place_zone)
        return body | {name: value for name in ("cost", "insurance", "sort") if (value := getattr(self, name))}

    def corrected(self, request: MatchRequest) -> MatchRequest:
        """`request` with the needs that were removed and weighed."""
        return replace(
            request,
            dropped_needs=self.dropped_needs,
            raised_needs=self.raised_needs,
            lowered_needs=self.lowered_needs,
        )

    def wrong_fields(self) -> list[tuple[str, str]]:
        """What is wrong with the form itself, as (field, message)."""
        wrong = [("", _("The form was sent with a field that it does not have."))] if self.unknown else []
        wrong += [(name, _("This was sent more than once.")) for name in self.repeated]
        if self.radius_unit not in ("mi", "km", "place"):
            wrong.append(("radius", _("Choose miles or kilometers.")))
        if self.lang not in ("", *LOCALES):
            wrong.append(("", _("The page does not speak this language.")))
        return wrong

    def _radius_km(self) -> float | str:
        radius = _number(self.radius)
        return round(radius * KM_PER_MILE, 3) if isinstance(radius, float) and self.unit == "mi" else radius


assert {field.name for field in fields(DeskForm)} >= set(FIELDS) - {"place_choice"}


def plain_errors(form: DeskForm, errors: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """A problem's errors as (field, message), once each; the field is empty where the form has none for it."""
    named = [_FIELD_OF_POINTER.get(error["pointer"].strip("/").split("/")[0], "") for error in errors]
    told = [(field, _plain(field, form) or error["detail"]) for field, error in zip(named, errors, strict=True)]
    return list(dict.fromkeys(told))


def _plain(field: str, form: DeskForm) -> str | None:
    if field == "needs" and not form.needs.strip():
        return _("Say in a few words what is wrong or what is missing.")
    if field == "needs" and len(form.needs) > MAX_NEEDS_CHARACTERS:
        most = f"{MAX_NEEDS_CHARACTERS:,}"
        return _("Use at most %(count)s characters.", count=most)
    if field == "radius":
        if form.unit == "mi":
            return _("Write a number of miles from 1 to %(most)s.", most=int(MAX_RADIUS_KM / KM_PER_MILE))
        return _("Write a number of kilometers from 1 to %(most)s.", most=int(MAX_RADIUS_KM))
    return {
        "place": _("Write a ZIP code, or a city and its state."),
        "need_ids": _("One of the choices is not known any more. Choose again."),
        "age": _("Write a whole number of years from 0 to 120."),
        "open_at": _("Choose a day and a time."),
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


def _moment(typed: str, zone: str | None) -> str:
    """A local time of the place with its offset, as the schema takes it; what is none stays as typed."""
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        return typed
    return local.replace(tzinfo=local.tzinfo or ZoneInfo(zone or "UTC")).isoformat(timespec="seconds")
