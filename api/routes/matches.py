"""`POST /v1/matches`, the reason the service exists, and why it does or does not recommend a listing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api import crisis_help
from api.operations import ApiBlueprint, operation
from api.problems import ProblemError, invalid, problem_of
from api.schemas.answer import ExplainAnswerSchema, MatchAnswerSchema
from api.schemas.requests import ExplainRequestSchema, MatchRequestSchema, match_request
from api.services import services
from matcher.request import MatchRequest, UnknownNeedError

blueprint = ApiBlueprint("matches", __name__, description="From what a person says to what may help, with reasons")
crisis_help.attach(blueprint)

EXAMPLE = {
    "needs": "I started drinking again and have no ride to group",
    "support_gaps": ["emotional", "practical"],
    "location": {"place": "33130"},
    "radius_km": 40,
    "limit": 10,
}


def find_matches(request: MatchRequest) -> Mapping[str, Any]:
    """The contract's answer to `request`. Raises ProblemError, whatever is wrong."""
    parts = services()
    try:
        return parts.engine.match(request, parts.index_provider.get(), parts.settings.country)
    except UnknownNeedError as error:
        raise _unknown_needs(request.need_ids, set(error.need_ids)) from None
    except Exception as error:
        raise problem_of(error) from None


@operation(
    blueprint,
    "/v1/matches",
    method="POST",
    body=MatchRequestSchema,
    answer=MatchAnswerSchema,
    problems=(503,),
    example=EXAMPLE,
)
def post_match(body: dict[str, Any]) -> Mapping[str, Any]:
    """Recommend what fits a person's stated needs

    Ranked support groups, therapists and practical services, each with the reasons why it is there, in the
    person's words and the listing's own. The first three are chosen together. At least one of `needs` and `need_ids`
    is required; an empty list is no filter, and `null` is the same as leaving a field out. Nothing is stored.
    Every problem whose body could be read carries the `crisis` of what was said.
    """
    answer = find_matches(match_request(body, services().now()))
    return {**answer, "as_of": body["as_of_sent"] or answer["as_of"]}


@operation(
    blueprint,
    "/v1/matches/explain",
    method="POST",
    body=ExplainRequestSchema,
    answer=ExplainAnswerSchema,
    problems=(404, 503),
    example={"request": EXAMPLE, "id": "cdc5fa391321a21a"},
)
def post_explain(body: dict[str, Any]) -> Mapping[str, Any]:
    """Say why one listing is, or is not, recommended

    Takes the body of a match as `request` and the `id` of any listing. What is recommended has the rank, score and
    reasons of the match. What is not has `obstacles`: every filter that it fails, that it does not answer what was
    said, or that the list ends before it; then `difference` says what the last one shown has over it. Nothing is
    stored. Every problem whose body could be read carries the `crisis` of what was said.
    """
    parts, asked = services(), body["request"]
    request = match_request(asked, parts.now())
    try:
        answer = parts.engine.why_not(request, body["id"], parts.index_provider.get(), parts.settings.country)
    except UnknownNeedError as error:
        raise _unknown_needs(request.need_ids, set(error.need_ids)).within("/request") from None
    except Exception as error:
        raise problem_of(error).within("/request") from None
    return {**answer, "as_of": asked["as_of_sent"] or answer["as_of"]}


def _unknown_needs(asked: tuple[str, ...], unknown: set[str]) -> ProblemError:
    detail = "Not the id of a need; GET /v1/needs lists them."
    return invalid({"need_ids": {position: detail for position, need in enumerate(asked) if need in unknown}})
