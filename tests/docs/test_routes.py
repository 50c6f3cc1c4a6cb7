"""The published routes and fields are those of the contract, and whoever reads /docs or the README finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.app import create_app
from api.settings import Settings
from tests.contract.documented import EXAMPLE, EXPLAINED, NEED_REASON
from tests.docs.openapi import Document, Schema
from tests.docs.readme import README, example_answer, example_request

CONTRACT = {
    ("POST", "/v1/matches"),
    ("POST", "/v1/matches/explain"),
    ("GET", "/v1/needs"),
    ("GET", "/v1/resources/{}"),
    ("POST", "/v1/resources/search"),
    ("POST", "/v1/resources/{}/reports"),
    ("POST", "/v1/places"),
    ("GET", "/openapi.json"),
    ("GET", "/docs"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
    ("GET", "/"),
    ("POST", "/"),
}
"""Every route that the outside may rely on."""

REQUESTS = {
    "MatchRequest": {
        *("needs", "need_ids", "support_gaps", "location", "radius_km", "widen", "modes", "kinds", "languages", "age"),
        *("populations", "cost", "insurance", "accessible", "open_at", "as_of", "sort", "limit"),
    },
    "ExplainRequest": {"request", "id"},
    "Location": {"place", "latitude", "longitude"},
    "SearchRequest": {"q", "kinds", "location", "radius_km", "limit", "cursor"},
    "PlacesRequest": {"q", "limit"},
    "ReportRequest": {"kind", "detail"},
}
"""The fields of each request; no other is taken."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("routes")
    app = create_app(Settings(index=folder / "index", reports=folder / "reports.sqlite"))
    return Document(app.test_client().get("/openapi.json").get_json())


def test_the_routes_are_the_contracts(document: Document) -> None:
    assert {(method, re.sub(r"{\w+}", "{}", path)) for method, path in document.operations()} == CONTRACT


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_requests_take_the_contracts_fields_and_no_other(document: Document, name: str) -> None:
    schema = document.schema(name)
    assert set(schema["properties"]) == REQUESTS[name]
    assert schema["additionalProperties"] is False


def test_the_contracts_vocabularies_are_published(document: Document) -> None:
    fields = document.schema("MatchRequest")["properties"]
    assert fields["support_gaps"]["items"]["enum"] == ["emotional", "informational", "practical"]
    assert fields["modes"]["items"]["enum"] == ["in_person", "online", "phone"]
    assert set(fields["kinds"]["items"]["enum"]) == {
        *("support_group", "therapist", "treatment", "practical_service", "helpline", "community"),
    }
    assert [word for word in fields["cost"]["enum"] if word] == ["free", "low_cost"]
    assert [word for word in fields["sort"]["enum"] if word] == ["match", "distance"]
    assert document.schema("ReportRequest")["properties"]["kind"]["enum"] == [
        *("closed", "phone", "hours", "address", "other"),
    ]
    assert document.schema("Crisis")["properties"]["level"]["enum"] == ["none", "concern", "acute"]
    assert set(document.schema("LeftOut")["properties"]["reason"]["enum"]) == {
        *("beyond_radius", "age", "language", "cost", "insurance", "closed", "not_accessible", "mode", "kind"),
        "population",
    }


def test_the_obstacles_are_the_reasons_of_what_is_left_out_and_a_few_more(document: Document) -> None:
    left_out = document.schema("LeftOut")["properties"]["reason"]["enum"]
    assert document.schema("Obstacle")["properties"]["reason"]["enum"] == [
        *left_out,
        *("not_relevant", "no_location", "other_site_shown", "beyond_limit", "sample_in_crisis"),
    ]


def test_the_contracts_bounds_are_published(document: Document) -> None:
    fields = document.schema("MatchRequest")["properties"]
    bounds = {name: (fields[name].get("minimum"), fields[name].get("maximum")) for name in ("radius_km", "limit")}
    assert bounds == {"radius_km": (1, 500), "limit": (1, 100)}
    assert {name: fields[name]["default"] for name in ("radius_km", "limit", "widen", "sort")} == {
        "radius_km": 40,
        "limit": 10,
        "widen": True,
        "sort": "match",
    }
    assert (fields["needs"]["minLength"], fields["needs"]["maxLength"]) == (1, 2000)
    assert document.schema("ReportRequest")["properties"]["detail"]["maxLength"] == 500


def _unpublished(document: Document, example: Any, schema: Schema, path: str = "") -> Iterator[str]:
    """Keys of the contract's example answer that the schema does not require."""
    schema = document.resolved(schema)
    if isinstance(example, list) and example:
        yield from _unpublished(document, example[0], schema["items"], f"{path}[]")
    elif isinstance(example, dict) and not isinstance(schema.get("additionalProperties"), dict):
        for key, value in example.items():
            if key in schema.get("required", ()):
                yield from _unpublished(document, value, schema["properties"][key], f"{path}.{key}")
            else:
                yield f"{path}.{key}"


def test_every_field_of_the_contracts_answer_is_published_as_always_there(document: Document) -> None:
    assert list(_unpublished(document, EXAMPLE, document.schema("MatchAnswer"))) == []
    assert list(_unpublished(document, EXPLAINED, document.schema("ExplainAnswer"))) == []
    assert set(document.schema("Reason")["properties"]) >= NEED_REASON
    assert list(_unpublished(document, {"field": "", "text": ""}, document.schema("Evidence"))) == []


def test_every_example_of_the_document_is_valid(document: Document) -> None:
    seen = 0
    for (method, path), operation in document.operations().items():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if "example" in content:
                assert list(document.faults(content["example"], content["schema"])) == [], (method, path)
                seen += 1
    assert seen == 5


def test_every_json_answer_has_a_schema(document: Document) -> None:
    for (method, path), operation in document.operations().items():
        if path.startswith(("/v1/", "/health/")):
            (success,) = (answer for status, answer in operation["responses"].items() if status.startswith("2"))
            assert list(success["content"]) == ["application/json"], (method, path)


def test_the_readmes_example_is_of_the_document(document: Document) -> None:
    url, body = example_request()
    assert ("POST", urlsplit(url).path) in document.operations()
    assert list(document.faults(body, document.schema("MatchRequest"))) == []
    missing = set(document.faults(example_answer(), document.schema("MatchAnswer")))
    resource = "/recommendations/0/resource/"
    assert all(fault == "/index: is missing" or fault.startswith(resource) for fault in missing), missing
    assert all(fault.endswith(": is missing") for fault in missing)


def test_the_readme_says_where_the_rest_is() -> None:
    text = Path(README).read_text(encoding="utf-8")
    for route in ("/v1/matches", "/v1/needs", "/docs"):
        assert route in text, route


def test_the_judge_finds_faults(document: Document) -> None:
    request = document.schema("MatchRequest")
    wrong: list[dict[str, Any]] = [
        {"needs": ""},
        {"needs": 1},
        {"limit": True},
        {"radius_km": 501},
        {"kinds": ["cure"]},
        {"kinds": "community"},
        {"location": {"latitude": 91}},
        {"location": []},
        {"colour": "red"},
    ]
    for body in wrong:
        assert len(list(document.faults(body, request))) == 1, body
    assert len(list(document.faults({}, document.schema("Plan")))) == 5
    assert len(list(document.faults({"emotional": "much"}, document.schema("Plan")["properties"]["support"]))) == 1
    assert document.faults_of_answer("GET", "/v1/needs", 418, "text/html", "") != []
    with pytest.raises(NotImplementedError):
        list(document.faults("x", {"pattern": "y"}))
