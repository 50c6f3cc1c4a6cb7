"""The example answer of the published contract, as the source of the keys that every answer must have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

EXAMPLE = json.loads("""
{"as_of": "2026-11-22T18:00:00-05:00",
 "crisis": {"level": "none", "signals": ["suicide"],
            "contacts": [{"name": "988", "call": "988", "text": "988", "chat_url": "…", "hours": "24/7"}]},
 "understood": {
   "needs": [{"id": "transport-to-appointments", "label": "…", "weight": 0.62, "said": "no ride to group",
              "support": {}}],
   "suggestions": [{"id": "warmline", "label": "…"}],
   "support": {"emotional": 0.7, "informational": 0.1, "practical": 0.6},
   "place": {"label": "Miami, FL 33130", "latitude": 25.77, "longitude": -80.2, "precision": "postcode"}},
 "plan": {"resource_ids": ["…"], "covers": [{"need_id": "…", "resource_id": "…"}], "uncovered": ["need-id"],
          "fallbacks": [{"need_id": "…", "resource_id": "…", "name": "…", "url": "…",
                         "phones": [{"number": "+1…", "extension": null, "type": "voice"}]}],
          "support": {"emotional": 0.8, "informational": 0.2, "practical": 0.9}},
 "recommendations": [
   {"rank": 1, "resource": {"id": "…", "name": "…", "organization": "…", "kind": "support_group",
      "modes": ["in_person"], "description": "…", "application_process": "…",
      "phones": [{"number": "+1…", "extension": null, "type": "voice"}], "url": "…", "email": null,
      "address": {"address_1": "…", "city": "…", "state_province": "…", "postal_code": "…", "country": "US",
                  "confidential": false},
      "latitude": 25.7, "longitude": -80.2, "schedules": ["…"], "timezone": "America/New_York",
      "next_occurrence": "2026-11-23T19:00:00-05:00", "languages": ["en"], "cost": "free", "fees_description": "…",
      "insurance": [], "eligibility_description": "…", "populations": [], "minimum_age": null, "maximum_age": null,
      "accessibility": null, "needs": ["…"], "support": {}, "assured_date": "2026-03-01",
      "source": {"name": "…", "url": "…", "record_id": "…", "record_ids": ["…"], "sample": false}},
    "score": 0.53, "distance_km": 3.2,
    "reasons": [{"kind": "distance", "contribution": 0.12, "text": "3.2 km away"}],
    "cautions": ["Hours not stated"]}],
 "left_out": [{"reason": "beyond_radius", "count": 12,
               "nearest": {"id": "…", "name": "…", "distance_km": 41.8}}],
 "widened": {"from_km": 40, "to_km": 80},
 "notices": ["sample_data"],
 "index": {"version": "…", "built_at": "…", "model": "…", "resources": 4089}}
""")
"""Objects whose keys depend on the data (a need's or a listing's types of support) are empty here."""

EXPLAINED = {
    "as_of": EXAMPLE["as_of"],
    "crisis": EXAMPLE["crisis"],
    "recommended": False,
    "rank": 12,
    "in_plan": False,
    "ahead": 11,
    "obstacles": [{"reason": "beyond_limit", "text": "…"}],
    "difference": {"id": "…", "name": "…", "text": "…"},
    **{name: value for name, value in EXAMPLE["recommendations"][0].items() if name != "rank"},
}
"""The answer to `POST /v1/matches/explain`."""

NEED_REASON = {"kind", "need_id", "said", "evidence", "contribution", "text"}
"""The keys of a reason of kind `need`, whose `evidence` has `field` and `text`."""

NULLABLE = frozenset(
    {
        "understood.place",
        "understood.needs[].said",
        "crisis.contacts[].call",
        "crisis.contacts[].text",
        "crisis.contacts[].chat_url",
        "crisis.contacts[].hours",
        "recommendations[].distance_km",
        "plan.fallbacks[].url",
        "plan.fallbacks[].phones[].extension",
        "left_out[].nearest",
        "left_out[].nearest.distance_km",
        "widened",
        *(
            f"recommendations[].resource.{name}"
            for name in (
                "organization",
                "description",
                "application_process",
                "phones[].extension",
                "url",
                "email",
                "address",
                "address.address_1",
                "address.city",
                "address.state_province",
                "address.postal_code",
                "address.country",
                "latitude",
                "longitude",
                "timezone",
                "next_occurrence",
                "fees_description",
                "eligibility_description",
                "minimum_age",
                "maximum_age",
                "accessibility",
                "assured_date",
                "source.url",
            )
        ),
    }
)
"""What may be unknown, hence null."""

NULLABLE_EXPLAINED = frozenset(
    {
        *("rank", "score", "difference"),
        *(path.removeprefix("recommendations[].") for path in NULLABLE if path.startswith("recommendations[].")),
        *(path for path in NULLABLE if path.startswith("crisis.")),
    }
)
"""What may be null in the answer to `POST /v1/matches/explain`."""


def departures(
    answer: Any, example: Any = EXAMPLE, path: str = "", nullable: frozenset[str] = NULLABLE
) -> Iterator[str]:
    """Every place where `answer` lacks a documented key, or has another type than the example."""
    if answer is None:
        if path not in nullable and example is not None:
            yield f"{path} is null"
    elif isinstance(example, dict):
        if not isinstance(answer, dict):
            yield f"{path} is no object"
            return
        for key, value in example.items():
            if key in answer:
                yield from departures(answer[key], value, f"{path}.{key}" if path else key, nullable)
            else:
                yield f"{path}.{key} is missing"
    elif isinstance(example, list):
        if not isinstance(answer, list):
            yield f"{path} is no list"
            return
        for item in answer:
            yield from departures(item, example[0] if example else item, f"{path}[]", nullable)
    elif isinstance(example, bool) or isinstance(answer, bool):
        if type(answer) is not type(example):
            yield f"{path} is {answer!r}"
    elif isinstance(example, int | float):
        if not isinstance(answer, int | float):
            yield f"{path} is {answer!r}"
    elif example is not None and not isinstance(answer, str):
        yield f"{path} is {answer!r}"
