"""The answers of every route but the match."""

from __future__ import annotations

from marshmallow import fields

from api.reports import REPORT_KINDS
from api.schemas.resource import (
    PRECISIONS,
    AnswerSchema,
    ResourceSchema,
    described,
    quantity,
    string,
    support_weights,
    word,
)


class VocabularyEntrySchema(AnswerSchema):
    id = string()
    label = string()


class NeedSchema(AnswerSchema):
    id = string()
    label = string()
    support = support_weights("What kinds of support it calls for")
    caution = string("What to know before following a referral for it", nullable=True)


def _vocabulary(description: str) -> fields.List[object]:
    return fields.List(fields.Nested(VocabularyEntrySchema), required=True, metadata=described(description))


class NeedsAnswerSchema(AnswerSchema):
    needs = fields.List(fields.Nested(NeedSchema), required=True)
    support_types = _vocabulary("Values of `support_gaps`")
    kinds = _vocabulary("Values of `kinds`")
    modes = _vocabulary("Values of `modes`")
    costs = _vocabulary("Values of `cost`")
    populations = _vocabulary("Values of `populations`")
    insurance = _vocabulary("Values of `insurance`")
    languages = _vocabulary("Values of `languages`")
    report_kinds = _vocabulary("Values of a report's `kind`")


class FoundResourceSchema(AnswerSchema):
    resource = fields.Nested(ResourceSchema, required=True)
    distance_km = quantity(nullable=True)


class SearchAnswerSchema(AnswerSchema):
    resources = fields.List(fields.Nested(FoundResourceSchema), required=True)
    total = fields.Integer(required=True, metadata=described("How many listings the search finds in all"))
    next_cursor = string("What to send as `cursor` for the next page; null on the last", nullable=True)


class PlaceCompletionSchema(AnswerSchema):
    label = string()
    place = string("What to send as `location.place`")
    latitude = quantity()
    longitude = quantity()
    precision = word(PRECISIONS)


class PlacesAnswerSchema(AnswerSchema):
    places = fields.List(fields.Nested(PlaceCompletionSchema), required=True)


class ReportAnswerSchema(AnswerSchema):
    id = fields.Integer(required=True)
    resource_id = string()
    kind = word(REPORT_KINDS)
    received_at = string()


class LiveAnswerSchema(AnswerSchema):
    status = word(("live",))


class ReadyAnswerSchema(AnswerSchema):
    status = word(("ready",))
    version = string("Of the index snapshot")
    built_at = string()
    model = string()
    resources = fields.Integer(required=True)
