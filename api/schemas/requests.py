"""What requests may say. Unknown fields are refused, and what is not given takes the documented default.

`null` is the same as leaving an optional field out. An empty list is no filter.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, pre_load, validate, validates_schema

from api.reports import REPORT_KINDS
from api.schemas.fields import Flag, Line, Moment, Real, Several, Text, Whole, choice, choices
from api.schemas.resource import described
from data.languages import LANGUAGES
from data.resource import KINDS, MODES, SUPPORT_TYPES
from data.vocabulary import INSURANCE, POPULATIONS
from matcher.request import (
    DEFAULT_LIMIT,
    DEFAULT_RADIUS_KM,
    MAX_LIMIT,
    MAX_NEEDS_CHARACTERS,
    MAX_RADIUS_KM,
    Location,
    MatchRequest,
)

MAX_DETAIL = 500
MAX_NEED_IDS = 50
MAX_ID = 200
MIN_RADIUS_KM = 1.0
PLACES_LIMIT = 20
COSTS = ("free", "low_cost")
SORTS = ("match", "distance")


class StrictSchema(Schema):
    """A schema that refuses unknown fields, and takes `null` for an optional field that was left out."""

    class Meta:
        unknown = RAISE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Documents optional fields as nullable."""
        field_obj.allow_none = not field_obj.required

    @pre_load
    def _leave_nulls_out(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, dict):
            return data
        optional = {name for name, field in self.fields.items() if not field.required}
        return {name: value for name, value in data.items() if value is not None or name not in optional}


class LocationSchema(StrictSchema):
    """Either `place`, or `latitude` and `longitude`."""

    place = Line(
        validate=validate.Length(1, 200),
        metadata={"description": "ZIP, ZIP+4, city and state, or city", "example": "33130"},
    )
    latitude = Real(validate=validate.Range(-90, 90), metadata=described("WGS84 degrees"))
    longitude = Real(validate=validate.Range(-180, 180), metadata=described("WGS84 degrees"))

    @validates_schema
    def _either(self, data: dict[str, Any], **_: Any) -> None:
        given = set(data)
        if given not in ({"place"}, {"latitude", "longitude"}):
            raise ValidationError("Give either place, or latitude and longitude.")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Location:
        return Location(**data)


def _location() -> fields.Nested:
    return fields.Nested(
        LocationSchema,
        load_default=None,
        metadata=described("Either `place`, or `latitude` and `longitude`"),
    )


def _radius() -> Real:
    return Real(load_default=DEFAULT_RADIUS_KM, validate=validate.Range(MIN_RADIUS_KM, MAX_RADIUS_KM))


def _limit(most: int = MAX_LIMIT) -> Whole:
    return Whole(load_default=DEFAULT_LIMIT, validate=validate.Range(1, most))


class MatchRequestSchema(StrictSchema):
    """At least one of `needs` and `need_ids` is required."""

    needs = Text(
        load_default=None,
        validate=validate.Length(1, MAX_NEEDS_CHARACTERS),
        metadata=described("What is wrong and what is missing, in the person's own words"),
    )
    need_ids = Several(
        Line(validate=validate.Length(1, 100)),
        load_default=list,
        validate=validate.Length(max=MAX_NEED_IDS),
        metadata=described("Ids of needs, as `GET /v1/needs` lists them"),
    )
    support_gaps = choices(SUPPORT_TYPES, "Kinds of support that the person says are missing")
    location = _location()
    radius_km = _radius()
    widen = Flag(load_default=True, metadata=described("Whether the radius may grow when too little is found in it"))
    modes = choices(MODES, "Ways to take part")
    kinds = choices(KINDS, "Kinds of listing")
    languages = Several(
        Text(validate=validate.OneOf(tuple(LANGUAGES), error="Must be a language code that GET /v1/needs lists.")),
        load_default=list,
        metadata=described("ISO 639 codes"),
    )
    age = Whole(load_default=None, validate=validate.Range(0, 120), metadata=described("Years"))
    populations = choices(POPULATIONS, "Who the person is, as far as listings are made for them")
    cost = choice(COSTS, load_default=None, metadata=described("`low_cost` admits free"))
    insurance = choice(INSURANCE, load_default=None)
    accessible = Flag(load_default=None, metadata=described("True: wheelchair access is needed"))
    open_at = Moment(load_default=None, metadata=described("A moment at which it must be open"))
    as_of = Moment(
        load_default=None,
        metadata=described("What openings and freshness are counted from; default: now, to the minute"),
    )
    sort = choice(SORTS, load_default="match")
    limit = _limit()

    @post_load(pass_original=True)
    def _keep_as_of(self, data: dict[str, Any], original: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds `as_of_sent`, the moment as it was written, for the answer to echo."""
        return {**data, "as_of_sent": original.get("as_of")}

    @validates_schema(skip_on_field_errors=False)
    def _something_stated(self, data: dict[str, Any], **_: Any) -> None:
        # A field that is itself wrong is missing from `data`; its own error is enough.
        if data.get("need_ids", True) or (data.get("needs", "?") or "").strip():
            return
        raise ValidationError("Say something in needs, or give need_ids.", "needs")


class ExplainRequestSchema(StrictSchema):
    """A request for matches, and the listing to explain for it."""

    request = fields.Nested(
        MatchRequestSchema, required=True, metadata=described("The body of `POST /v1/matches`, as it was sent there")
    )
    id = Line(required=True, validate=validate.Length(1, MAX_ID), metadata=described("The `id` of any listing"))


def match_request(data: dict[str, Any], now: datetime) -> MatchRequest:
    """The matcher's request of what `MatchRequestSchema` loaded; `now` stands in for a missing `as_of`.

    `as_of` is cut to its second; openings, which have no seconds, stay the same.
    """
    said = data["needs"]
    return MatchRequest(
        needs=said if said is not None and said.strip() else None,
        need_ids=tuple(data["need_ids"]),
        support_gaps=tuple(data["support_gaps"]),
        location=data["location"],
        radius_km=float(data["radius_km"]),
        widen=data["widen"],
        modes=tuple(data["modes"]) or MODES,
        kinds=tuple(data["kinds"]),
        languages=tuple(data["languages"]),
        age=data["age"],
        populations=tuple(data["populations"]),
        cost=data["cost"],
        insurance=data["insurance"],
        accessible=data["accessible"],
        open_at=data["open_at"],
        as_of=(data["as_of"] or now).replace(microsecond=0),
        sort=data["sort"],
        limit=data["limit"],
    )


class SearchRequestSchema(StrictSchema):
    q = Line(load_default=None, validate=validate.Length(1, 200), metadata=described("Words of the name"))
    kinds = choices(KINDS, "Kinds of listing")
    location = _location()
    radius_km = _radius()
    limit = _limit()
    cursor = Line(
        load_default=None,
        validate=validate.Length(1, 500),
        metadata=described("`next_cursor` of the page before, with the same search"),
    )


class PlacesRequestSchema(StrictSchema):
    q = Line(required=True, validate=validate.Length(1, 200), metadata={"example": "Portl"})
    limit = _limit(PLACES_LIMIT)


class ReportRequestSchema(StrictSchema):
    kind = choice(REPORT_KINDS, required=True, metadata=described("What is wrong with the listing"))
    detail = Line(
        load_default=None,
        validate=validate.Length(1, MAX_DETAIL),
        metadata=described("About the listing, never about a person"),
    )
