"""The small routes: the vocabularies, completions of places, and health."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.schemas.requests import MatchRequestSchema
from data.languages import LANGUAGES
from data.needs import load_taxonomy
from data.vocabulary import INSURANCE, POPULATIONS
from tests.api.helpers import pointers


def _published(client: FlaskClient) -> dict[str, list[dict[str, Any]]]:
    body: dict[str, list[dict[str, Any]]] = client.get("/v1/needs").get_json()
    return body


def test_needs_are_the_taxonomys(client: FlaskClient) -> None:
    assert _published(client)["needs"] == [
        {"id": need.id, "label": need.label, "support": dict(need.support), "caution": need.caution}
        for need in load_taxonomy().needs
    ]


def test_vocabularies(client: FlaskClient) -> None:
    published = _published(client)
    for name, vocabulary in (("populations", POPULATIONS), ("insurance", INSURANCE), ("languages", LANGUAGES)):
        assert {entry["id"]: entry["label"] for entry in published[name]} == dict(vocabulary)
    ids = {name: [entry["id"] for entry in entries] for name, entries in published.items()}
    assert ids["support_types"] == ["emotional", "informational", "practical"]
    assert ids["kinds"] == ["support_group", "therapist", "treatment", "practical_service", "helpline", "community"]
    assert ids["modes"] == ["in_person", "online", "phone"]
    assert ids["costs"] == ["free", "low_cost"]
    assert ids["report_kinds"] == ["closed", "phone", "hours", "address", "other"]


def test_every_published_word_is_taken(client: FlaskClient) -> None:
    ids = {name: [entry["id"] for entry in entries] for name, entries in _published(client).items()}
    schema = MatchRequestSchema()
    loaded = schema.load(
        {
            "needs": "x",
            "support_gaps": ids["support_types"],
            **{name: ids[name] for name in ("kinds", "modes", "populations", "languages")},
        }
    )
    assert loaded["languages"] == ids["languages"]
    for name, field in (("costs", "cost"), ("insurance", "insurance")):
        for word in ids[name]:
            assert schema.load({"needs": "x", field: word})[field] == word


def test_needs_need_no_snapshot(empty_client: FlaskClient) -> None:
    assert empty_client.get("/v1/needs").status_code == 200


def test_places(client: FlaskClient) -> None:
    response = client.post("/v1/places", json={"q": "Portl"})
    place = {
        "label": "Portland, OR",
        "place": "Portland, OR",
        "latitude": 45.5,
        "longitude": -122.7,
        "precision": "city",
    }
    assert response.get_json() == {"places": [place, place]}
    assert response.headers["Cache-Control"] == "no-store"
    assert client.post("/v1/places", json={"q": "Portl", "limit": 1}).get_json() == {"places": [place]}


@pytest.mark.parametrize(
    ("pointer", "body"),
    [
        ("/q", {}),
        ("/q", {"q": ""}),
        ("/q", {"q": " "}),
        ("/q", {"q": None}),
        ("/q", {"q": "x" * 201}),
        ("/limit", {"q": "x", "limit": 21}),
        ("/place", {"q": "x", "place": "x"}),
    ],
)
def test_place_rules(client: FlaskClient, pointer: str, body: dict[str, Any]) -> None:
    response = client.post("/v1/places", json=body)
    assert pointers(response) == {pointer}
    assert response.headers["Cache-Control"] == "no-store"


def test_live_whatever_happens(client: FlaskClient, empty_client: FlaskClient) -> None:
    for each in (client, empty_client):
        response = each.get("/health/live")
        assert (response.status_code, response.get_json()) == (200, {"status": "live"})


def test_ready_says_from_what(client: FlaskClient) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.get_json()) == (
        200,
        {
            "status": "ready",
            "version": "v1",
            "built_at": "2026-11-01T00:00:00+00:00",
            "model": "fake",
            "resources": 1,
        },
    )
