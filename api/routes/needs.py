"""`GET /v1/needs`: the need taxonomy and every published vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api import labels
from api.operations import ApiBlueprint, operation
from api.schemas.answers import NeedsAnswerSchema
from api.services import services
from data.languages import LANGUAGES
from data.vocabulary import INSURANCE, POPULATIONS

blueprint = ApiBlueprint("needs", __name__, description="What can be asked for")


@operation(blueprint, "/v1/needs", answer=NeedsAnswerSchema)
def get_needs() -> dict[str, Any]:
    """List the needs and the vocabularies that requests are written in"""
    return {
        "needs": [
            {"id": need.id, "label": need.label, "support": dict(need.support), "caution": need.caution}
            for need in services().taxonomy.needs
        ],
        "support_types": _entries(labels.SUPPORT_TYPES),
        "kinds": _entries(labels.KINDS),
        "modes": _entries(labels.MODES),
        "costs": _entries(labels.COST_FILTERS),
        "populations": _entries(POPULATIONS),
        "insurance": _entries(INSURANCE),
        "languages": _entries(LANGUAGES),
        "report_kinds": _entries(labels.REPORT_KINDS),
    }


def _entries(vocabulary: Mapping[Any, str]) -> list[dict[str, str]]:
    return [{"id": word, "label": label} for word, label in vocabulary.items()]
