"""The `resource` object of answers: one thing to refer a person to, every key always there, unknown as null."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import INCLUDE, Schema, fields, validate

from data.resource import COSTS, KINDS, MODES, SUPPORT_TYPES, Precision

PRECISIONS: tuple[str, ...] = get_args(Precision)


class AnswerSchema(Schema):
    """Something the API answers with. Documented as open: answers may gain fields."""

    class Meta:
        unknown = INCLUDE


def described(description: str) -> dict[str, Any]:
    """Field metadata with a description for the OpenAPI document."""
    return {"description": description}


def string(description: str = "", *, nullable: bool = False) -> fields.String:
    """A string that is always there; null, if it may be, where it is unknown."""
    return fields.String(required=True, allow_none=nullable, metadata=described(description) if description else {})


def quantity(description: str = "", *, nullable: bool = False) -> fields.Float:
    """A number that is always there; null, if it may be, where it is unknown."""
    return fields.Float(required=True, allow_none=nullable, metadata=described(description) if description else {})


def word(values: tuple[str, ...], description: str = "") -> fields.String:
    """One of a few words."""
    return fields.String(
        required=True, validate=validate.OneOf(values), metadata=described(description) if description else {}
    )


def words(description: str = "", values: tuple[str, ...] | None = None) -> fields.List[str]:
    """A list of strings, or of a few words."""
    inner = fields.String(validate=validate.OneOf(values)) if values else fields.String()
    return fields.List(inner, required=True, metadata=described(description) if description else {})


def support_weights(description: str) -> fields.Dict:
    """Support type to weight, 0 to 1."""
    return fields.Dict(
        keys=fields.String(validate=validate.OneOf(SUPPORT_TYPES)),
        values=fields.Float(),
        required=True,
        metadata=described(description),
    )


class PhoneSchema(AnswerSchema):
    number = string("E.164 where it could be parsed, else as listed")
    extension = string(nullable=True)
    type = string("HSDS phone type: voice, text, fax, cell, tty, hotline")


class AddressSchema(AnswerSchema):
    address_1 = string(nullable=True)
    city = string(nullable=True)
    state_province = string(nullable=True)
    postal_code = string(nullable=True)
    country = string("ISO 3166-1 alpha-2", nullable=True)
    confidential = fields.Boolean(
        required=True, metadata=described("True where the place may not be told more exactly than its city or county")
    )


class SourceSchema(AnswerSchema):
    name = string("The feed")
    url = string(nullable=True)
    record_id = string("The record's id in its feed")
    record_ids = words("All records that were folded into this listing")
    sample = fields.Boolean(required=True, metadata=described("True for made-up listings"))


class ResourceSchema(AnswerSchema):
    id = string("Stable across rebuilds of the index")
    name = string()
    organization = string(nullable=True)
    kind = word(KINDS)
    modes = words("How to take part", MODES)
    description = string(nullable=True)
    application_process = string("How to get in", nullable=True)
    phones = fields.List(fields.Nested(PhoneSchema), required=True)
    url = string(nullable=True)
    email = string(nullable=True)
    address = fields.Nested(AddressSchema, required=True, allow_none=True)
    latitude = quantity("WGS84 degrees", nullable=True)
    longitude = quantity("WGS84 degrees", nullable=True)
    precision = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf(PRECISIONS),
        metadata=described("How exactly the position is known; `city` and coarser are centroids"),
    )
    service_area = words("Names of the areas it says it serves")
    schedules = words("When it is open or meets, each readable by itself")
    timezone = string("IANA name", nullable=True)
    next_occurrence = string("RFC 3339; counted from `as_of`", nullable=True)
    languages = words("ISO 639 codes; empty where the listing does not say")
    cost = word(COSTS)
    fees_description = string(nullable=True)
    insurance = words("Ids of the published vocabulary")
    eligibility_description = string(nullable=True)
    populations = words("Ids of the published vocabulary")
    minimum_age = fields.Integer(required=True, allow_none=True, metadata=described("Years, inclusive"))
    maximum_age = fields.Integer(required=True, allow_none=True, metadata=described("Years, inclusive"))
    accessibility = string(nullable=True)
    needs = words("Ids of the needs it answers")
    support = support_weights("What kinds of support it gives")
    assured_date = string("Date on which somebody last checked the listing", nullable=True)
    source = fields.Nested(SourceSchema, required=True)
