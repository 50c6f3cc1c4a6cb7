"""The problem object of RFC 9457, as documented."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.answer import CrisisSchema
from api.schemas.resource import AnswerSchema, described


class FieldErrorSchema(AnswerSchema):
    pointer = fields.String(required=True, metadata=described("JSON pointer (RFC 6901) to the wrong field"))
    detail = fields.String(required=True)
    parameter = fields.String(metadata=described("Name of the query parameter that is not known"))


class PlaceChoiceSchema(AnswerSchema):
    label = fields.String(required=True)
    place = fields.String(required=True, metadata=described("What to send as `location.place`"))


class ProblemSchema(AnswerSchema):
    type = fields.String(required=True, metadata=described("Stable: `urn:support-matcher:problem:…`"))
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorSchema))
    suggestions = fields.List(fields.Nested(PlaceChoiceSchema), metadata=described("With an unknown place"))
    choices = fields.List(fields.Nested(PlaceChoiceSchema), metadata=described("With an ambiguous place"))
    crisis = fields.Nested(CrisisSchema, metadata=described("With every problem of a match whose body could be read"))
