"""Listings by themselves: one by its id, many by name and place, and reports that one is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from api.operations import ApiBlueprint, operation
from api.problems import ProblemError
from api.reports import ReportsUnavailableError
from api.schemas.answers import ReportAnswerSchema, SearchAnswerSchema
from api.schemas.requests import ReportRequestSchema, SearchRequestSchema
from api.schemas.resource import ResourceSchema
from api.services import services
from data.resource import Resource

blueprint = ApiBlueprint("resources", __name__, description="The listings themselves")


@operation(blueprint, "/v1/resources/<resource_id>", answer=ResourceSchema, problems=(404, 503))
def get_resource(resource_id: str) -> Response:
    """Get one listing

    The answer has a strong `ETag`; sent back in `If-None-Match`, it earns a 304 while the listing stays the same.
    """
    parts = services()
    view = parts.engine.resource_view(_resource(resource_id), parts.now())
    response = jsonify(ResourceSchema().dump(view))
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest())
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns the response itself


@operation(
    blueprint,
    "/v1/resources/search",
    method="POST",
    body=SearchRequestSchema,
    answer=SearchAnswerSchema,
    problems=(503,),
    example={"q": "recovery", "location": {"place": "33130"}, "radius_km": 40, "limit": 10},
)
def post_search(body: dict[str, Any]) -> Mapping[str, Any]:
    """Find listings by name, kind and place"""
    parts = services()
    return parts.engine.search_resources(
        parts.index_provider.get(),
        as_of=parts.now(),
        q=body["q"],
        kinds=tuple(body["kinds"]),
        location=body["location"],
        radius_km=float(body["radius_km"]),
        limit=body["limit"],
        cursor=body["cursor"],
    )


@operation(
    blueprint,
    "/v1/resources/<resource_id>/reports",
    method="POST",
    body=ReportRequestSchema,
    status=201,
    answer=ReportAnswerSchema,
    problems=(404, 503),
    example={"kind": "hours", "detail": "Meets on Thursdays now"},
)
def post_report(body: dict[str, Any], resource_id: str) -> dict[str, Any]:
    """Report that a listing is wrong

    Kept durably for the listing's steward. Write about the listing, never about a person.
    """
    parts = services()
    _resource(resource_id)
    try:
        report = parts.reports.add(resource_id, body["kind"], body["detail"], parts.clock())
    except ReportsUnavailableError as error:
        raise ProblemError("reports-unavailable", "The report was not kept. Please send it again later.") from error
    return {
        "id": report.id,
        "resource_id": report.resource_id,
        "kind": report.kind,
        "received_at": report.received_at.isoformat(),
    }


def _resource(resource_id: str) -> Resource:
    resource = services().index_provider.get().resource(resource_id)
    if resource is None:
        raise ProblemError("unknown-resource", "No listing has this id.")
    return resource
