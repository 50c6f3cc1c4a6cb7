"""The answer to a match: what was understood, the plan, the recommendations and why, and what was left out."""

from __future__ import annotations

from typing import get_args

from marshmallow import fields

from api.schemas.resource import (
    PRECISIONS,
    AnswerSchema,
    PhoneSchema,
    ResourceSchema,
    described,
    quantity,
    string,
    support_weights,
    word,
    words,
)
from data.crisis import SIGNALS, CrisisLevel
from data.resource import TEXT_FIELDS
from matcher.filters import Reason
from matcher.obstacles import OtherObstacle

CRISIS_LEVELS: tuple[str, ...] = get_args(CrisisLevel)
LEFT_OUT_REASONS: tuple[str, ...] = get_args(Reason)
OBSTACLES: tuple[str, ...] = (*LEFT_OUT_REASONS, *get_args(OtherObstacle))


class ContactSchema(AnswerSchema):
    name = string()
    call = string("What to dial", nullable=True)
    text = string("What to text, and where", nullable=True)
    chat_url = string(nullable=True)
    hours = string(nullable=True)
    url = string("A page about it", nullable=True)


class CrisisSchema(AnswerSchema):
    level = word(CRISIS_LEVELS)
    signals = words("What pointed to it, the most urgent first", SIGNALS)
    contacts = fields.List(fields.Nested(ContactSchema), required=True)


class UnderstoodNeedSchema(AnswerSchema):
    id = string()
    label = string()
    weight = quantity("How much of the statement it is, 0 to 1")
    said = string("The words of `needs` it was understood from; null where it came from `need_ids`", nullable=True)
    support = support_weights("What kinds of support it calls for")


class SuggestedNeedSchema(AnswerSchema):
    id = string("As `need_ids` takes it")
    label = string()


class PlaceSchema(AnswerSchema):
    label = string()
    latitude = quantity()
    longitude = quantity()
    precision = word(PRECISIONS)


class UnderstoodSchema(AnswerSchema):
    needs = fields.List(fields.Nested(UnderstoodNeedSchema), required=True)
    suggestions = fields.List(
        fields.Nested(SuggestedNeedSchema),
        required=True,
        metadata=described("Needs to choose from, the likeliest first, where none was understood; else empty"),
    )
    support = support_weights("What kinds of support are called for")
    place = fields.Nested(PlaceSchema, required=True, allow_none=True)


class CoverSchema(AnswerSchema):
    need_id = string()
    resource_id = string()


class FallbackSchema(AnswerSchema):
    need_id = string()
    resource_id = string()
    name = string()
    phones = fields.List(fields.Nested(PhoneSchema), required=True)
    url = string(nullable=True)


class PlanSchema(AnswerSchema):
    resource_ids = words("At most three listings, chosen together; all are among the recommendations")
    covers = fields.List(fields.Nested(CoverSchema), required=True)
    uncovered = words("Ids of understood needs that the plan does not cover")
    fallbacks = fields.List(
        fields.Nested(FallbackSchema),
        required=True,
        metadata=described("For those of them that one serves, a listing for the whole country"),
    )
    support = support_weights("What kinds of support the plan gives")


class EvidenceSchema(AnswerSchema):
    field = word(TEXT_FIELDS)
    text = string("A verbatim part of that field of the resource")


class ReasonSchema(AnswerSchema):
    kind = string("need, distance, plan and others")
    contribution = quantity("What it adds to the score; the contributions of all reasons add up to it")
    text = string()
    need_id = fields.String(allow_none=True, metadata=described("With kind `need`"))
    said = fields.String(allow_none=True, metadata=described("With kind `need`"))
    evidence = fields.Nested(EvidenceSchema, metadata=described("With kinds that rest on the listing's words"))


class RecommendationSchema(AnswerSchema):
    rank = fields.Integer(required=True)
    resource = fields.Nested(ResourceSchema, required=True)
    score = quantity()
    distance_km = quantity("From the place given; null where either is unknown or confidential", nullable=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
    cautions = words("What to ask about before going")


class NearestSchema(AnswerSchema):
    id = string()
    name = string()
    distance_km = quantity(nullable=True)


class LeftOutSchema(AnswerSchema):
    reason = word(LEFT_OUT_REASONS)
    count = fields.Integer(required=True)
    nearest = fields.Nested(
        NearestSchema, required=True, allow_none=True, metadata=described("The nearest that fails nothing else")
    )


class WidenedSchema(AnswerSchema):
    from_km = quantity()
    to_km = quantity()


class IndexSchema(AnswerSchema):
    version = string()
    built_at = string()
    model = string()
    resources = fields.Integer(required=True)


class MatchAnswerSchema(AnswerSchema):
    as_of = string("The moment that openings, next occurrences and freshness are counted from")
    crisis = fields.Nested(CrisisSchema, required=True)
    understood = fields.Nested(UnderstoodSchema, required=True)
    plan = fields.Nested(PlanSchema, required=True)
    recommendations = fields.List(fields.Nested(RecommendationSchema), required=True)
    left_out = fields.List(fields.Nested(LeftOutSchema), required=True)
    widened = fields.Nested(WidenedSchema, required=True, allow_none=True)
    notices = words("Such as `sample_data`")
    index = fields.Nested(IndexSchema, required=True)


class ObstacleSchema(AnswerSchema):
    reason = word(OBSTACLES)
    text = string("What it is, in plain words, and what would have to change where that helps")


class DifferenceSchema(AnswerSchema):
    id = string("The last listing that is shown")
    name = string()
    text = string("In what it is stronger")


class ExplainAnswerSchema(AnswerSchema):
    as_of = string("The moment that openings, next occurrences and freshness are counted from")
    crisis = fields.Nested(CrisisSchema, required=True)
    resource = fields.Nested(ResourceSchema, required=True)
    recommended = fields.Boolean(
        required=True, metadata=described("Whether it is among the recommendations of the request")
    )
    rank = fields.Integer(
        required=True,
        allow_none=True,
        metadata=described("Its place in the whole ranking, past the request's limit too; null where it is ruled out"),
    )
    in_plan = fields.Boolean(required=True, metadata=described("Whether it is one of the listings chosen together"))
    score = quantity("Null where it is ruled out", nullable=True)
    distance_km = quantity("From the place given; null where either is unknown or confidential", nullable=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True, metadata=described("Empty where it is ruled out"))
    cautions = words("What to ask about before going")
    obstacles = fields.List(
        fields.Nested(ObstacleSchema),
        required=True,
        metadata=described("What keeps it from being recommended; empty where it is"),
    )
    ahead = fields.Integer(required=True, metadata=described("How many listings are ranked before it"))
    difference = fields.Nested(
        DifferenceSchema,
        required=True,
        allow_none=True,
        metadata=described("What the last listing that is shown has over it, where it is ranked but not shown"),
    )
