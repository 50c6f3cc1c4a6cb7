"""The application on a real index: the schemas say exactly what the matcher answers, and every route answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from marshmallow import Schema

from api.app import create_app
from api.schemas.answer import MatchAnswerSchema
from api.schemas.answers import PlacesAnswerSchema, SearchAnswerSchema
from api.schemas.requests import MatchRequestSchema, match_request
from api.schemas.resource import ResourceSchema
from api.settings import Settings
from indexer.open_index import OpenIndex
from matcher.lookup import complete_places, search_resources
from matcher.match import match
from matcher.view import resource_view
from tests.api.conftest import NOW
from tests.api.helpers import problem

pytestmark = pytest.mark.integration

BODIES: list[dict[str, Any]] = [
    {"needs": "I started drinking again and have no ride to group", "location": {"place": "33130"}},
    {"needs": "My ex found out where I live and I am scared for the kids", "limit": 100},
    {"needs": "I want to kill myself", "location": {"latitude": 25.77, "longitude": -80.2}, "radius_km": 1},
    {"need_ids": ["transport-to-appointments"], "location": {"place": "Miami, FL"}, "sort": "distance"},
    {
        "needs": "necesito ayuda para dejar de beber",
        "support_gaps": ["emotional"],
        "location": {"place": "33130"},
        "languages": ["es"],
        "cost": "low_cost",
        "age": 17,
        "accessible": True,
        "insurance": "medicaid",
        "populations": ["youth"],
        "open_at": "2026-11-23T19:00:00-05:00",
    },
    {"needs": "nul \0 byte"},
    {"needs": "🧡" * 2000},
    {"needs": "\u202eمساعدة"},
    {"needs": "?! ..."},
    {"needs": "qxz " * 500},
]


@pytest.fixture(scope="module")
def whole(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    reports = tmp_path_factory.mktemp("whole") / "reports.sqlite"
    return create_app(Settings(index=bundled_folder, reports=reports), clock=lambda: NOW).test_client()


def assert_documented(schema: Schema, answer: Any) -> None:
    """Every field of `answer` is in `schema` and none of the schema's is missing."""
    assert schema.validate(answer) == {}
    assert schema.dump(answer) == answer


@pytest.mark.parametrize("body", BODIES, ids=[str(number) for number in range(len(BODIES))])
def test_matches(whole: FlaskClient, bundled_index: OpenIndex, body: dict[str, Any]) -> None:
    response = whole.post("/v1/matches", json=body)
    assert response.status_code == 200, response.text
    request = match_request(MatchRequestSchema().load(body), NOW.replace(second=0, microsecond=0))
    answer = match(request, bundled_index)
    assert_documented(MatchAnswerSchema(), answer)
    assert response.get_json() == answer


def test_resource(whole: FlaskClient, bundled_index: OpenIndex) -> None:
    for row in range(0, bundled_index.resource_count, 25):
        resource = bundled_index.resource_at(row)
        view = resource_view(resource, NOW.replace(second=0, microsecond=0))
        assert_documented(ResourceSchema(), view)
        response = whole.get(f"/v1/resources/{resource.id}")
        assert response.get_json() == view
        again = whole.get(f"/v1/resources/{resource.id}", headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304


def test_search_pages_through_everything_once(whole: FlaskClient, bundled_index: OpenIndex) -> None:
    body: dict[str, Any] = {"kinds": ["helpline"], "limit": 100}
    found: list[str] = []
    while True:
        page = whole.post("/v1/resources/search", json=body).get_json()
        found += [each["resource"]["id"] for each in page["resources"]]
        if page["next_cursor"] is None:
            break
        body["cursor"] = page["next_cursor"]
    assert len(found) == len(set(found)) == page["total"] > 0
    assert_documented(SearchAnswerSchema(), search_resources(bundled_index, as_of=NOW, q="recovery"))


@pytest.mark.parametrize("q", ['"', "a* OR b", "NEAR(a b)", "'; --", "(", "-", "*", "🧡", "x" * 200])
def test_any_words_can_be_searched_and_completed(whole: FlaskClient, q: str) -> None:
    assert whole.post("/v1/resources/search", json={"q": q}).status_code == 200
    assert whole.post("/v1/places", json={"q": q}).status_code == 200


@pytest.mark.parametrize("cursor", ["bad", "é", "====", "AAAA", "-1"])
def test_a_made_up_cursor(whole: FlaskClient, cursor: str) -> None:
    problem(whole.post("/v1/resources/search", json={"cursor": cursor}), 422, "invalid-request")


def test_places(whole: FlaskClient, bundled_index: OpenIndex) -> None:
    body = whole.post("/v1/places", json={"q": "Portl"}).get_json()
    assert body == {"places": complete_places(bundled_index, "Portl", 10)}
    assert_documented(PlacesAnswerSchema(), body)
    assert body["places"][0]["label"] == "Portland, OR"


def test_places_that_are_not_one(whole: FlaskClient) -> None:
    asked = {"needs": "no ride to group"}
    many = problem(
        whole.post("/v1/matches", json=asked | {"location": {"place": "Springfield"}}), 422, "ambiguous-place"
    )
    for choice in many["choices"]:
        assert whole.post("/v1/matches", json=asked | {"location": {"place": choice["place"]}}).status_code == 200
    problem(whole.post("/v1/matches", json=asked | {"location": {"place": "Xyzzyville"}}), 422, "unknown-place")


def test_the_desk(whole: FlaskClient) -> None:
    response = whole.post(
        "/", data={"needs": "no ride to group", "place": "33130", "radius": "25", "radius_unit": "mi"}
    )
    assert response.status_code == 200
    assert ">no ride to group<sup>1</sup></mark>" in response.text
    assert "Start with these, chosen together" in response.text


def test_ready(whole: FlaskClient, bundled_index: OpenIndex) -> None:
    body = whole.get("/health/ready").get_json()
    assert (body["version"], body["resources"]) == (bundled_index.version, bundled_index.resource_count)
