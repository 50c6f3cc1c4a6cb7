"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from typing import Any

from api.operations import ApiBlueprint, operation
from api.schemas.answers import LiveAnswerSchema, ReadyAnswerSchema
from api.services import services

blueprint = ApiBlueprint("health", __name__, description="For those who run the service")


@operation(blueprint, "/health/live", answer=LiveAnswerSchema)
def get_live() -> dict[str, str]:
    """Tell that the process lives"""
    return {"status": "live"}


@operation(blueprint, "/health/ready", answer=ReadyAnswerSchema, problems=(503,))
def get_ready() -> dict[str, Any]:
    """Tell whether there is an index to answer from, and which"""
    index = services().index_provider.get()
    return {
        "status": "ready",
        "version": index.version,
        "built_at": index.built_at,
        "model": index.model,
        "resources": index.resource_count,
    }
