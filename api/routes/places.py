"""`POST /v1/places`: completions of a place as it is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.operations import ApiBlueprint, operation
from api.schemas.answers import PlacesAnswerSchema
from api.schemas.requests import PlacesRequestSchema
from api.services import services

blueprint = ApiBlueprint("places", __name__, description="Places that requests can name")


@operation(
    blueprint,
    "/v1/places",
    method="POST",
    body=PlacesRequestSchema,
    answer=PlacesAnswerSchema,
    problems=(503,),
    example={"q": "Portl"},
)
def post_places(body: dict[str, Any]) -> dict[str, Sequence[Any]]:
    """Complete the name of a place

    The best completion comes first; `place` is what to send as `location.place`.
    """
    parts = services()
    return {"places": parts.engine.complete_places(parts.index_provider.get(), body["q"], body["limit"])}
