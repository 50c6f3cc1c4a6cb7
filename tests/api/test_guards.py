"""What holds on every route: headers, limits, query parameters, and errors as problems."""

from __future__ import annotations

import io
import json

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from api.app import create_app
from api.guards import MAX_BODY_BYTES
from api.problems import KINDS
from api.settings import Settings
from indexer.snapshot import SnapshotError
from tests.api.fakes import CRASH, RESOURCE, FakeEngine, FakeIndex, provider
from tests.api.helpers import problem

GETS = ["/", "/docs", "/openapi.json", "/health/live", "/health/ready", "/v1/needs", f"/v1/resources/{RESOURCE.id}"]
POSTS = [
    *("/", "/v1/matches", "/v1/matches/explain", "/v1/places", "/v1/resources/search"),
    f"/v1/resources/{RESOURCE.id}/reports",
]


def _padded(length: int) -> bytes:
    body = json.dumps({"needs": "no ride"}).encode()
    return body + b" " * (length - len(body))


@pytest.mark.parametrize("path", [*GETS, "/nowhere", "/static/desk.css", "/docs/assets/swagger-ui.css"])
def test_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
    assert ("unsafe-inline" in headers["Content-Security-Policy"]) == (path == "/docs")
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", GETS)
def test_query_parameters_are_refused(client: FlaskClient, path: str) -> None:
    body = problem(client.get(path, query_string={"page": "2"}), 422, "invalid-request")
    assert body["errors"] == [
        {"pointer": "", "parameter": "page", "detail": "This route takes no query parameters."},
    ]


@pytest.mark.parametrize("path", POSTS)
def test_query_parameters_are_refused_in_posts(client: FlaskClient, path: str) -> None:
    response = client.post(f"{path}?needs=so+lonely", json={"needs": "x"})
    problem(response, 422, "invalid-request")
    assert "lonely" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_a_parameter_that_is_a_sentence_is_not_repeated(client: FlaskClient) -> None:
    response = client.get("/v1/needs?so%20lonely")
    assert problem(response, 422, "invalid-request")["errors"] == [
        {"pointer": "", "detail": "This route takes no query parameters."}
    ]


@pytest.mark.parametrize("path", POSTS)
def test_too_large(client: FlaskClient, path: str) -> None:
    response = client.post(path, data=_padded(MAX_BODY_BYTES + 1), content_type="application/json")
    problem(response, 413, "body-too-large")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", POSTS)
def test_too_large_without_a_length(client: FlaskClient, path: str) -> None:
    response = client.post(
        path,
        input_stream=io.BytesIO(_padded(MAX_BODY_BYTES + 1)),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )
    problem(response, 413, "body-too-large")


def test_just_small_enough(client: FlaskClient) -> None:
    body = _padded(MAX_BODY_BYTES)
    assert client.post("/v1/matches", data=body, content_type="application/json").status_code == 200
    chunked = client.post(
        "/v1/matches",
        input_stream=io.BytesIO(body),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert chunked.status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/v1/matches/", "/v1//matches", "/v1/resources/", "/docs/assets/x.js"])
def test_not_found(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404, "not-found")


def test_method_not_allowed_says_what_is(client: FlaskClient) -> None:
    response = client.get("/v1/matches")
    problem(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_options(client: FlaskClient) -> None:
    response = client.options("/v1/needs")
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_crash_tells_nothing(client: FlaskClient) -> None:
    response = client.post("/v1/matches", json={"needs": f"so lonely {CRASH}"})
    body = problem(response, 500, "internal-error")
    assert set(body) == {"type", "title", "status", "detail", "crisis"}
    assert "lonely" not in response.text
    assert "RuntimeError" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_a_crash_elsewhere(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeIndex, "resource", None)
    body = problem(client.get(f"/v1/resources/{RESOURCE.id}"), 500, "internal-error")
    assert set(body) == {"type", "title", "status", "detail"}


def test_a_status_without_a_problem_of_its_own(app: Flask) -> None:
    @app.get("/teapot")
    def teapot() -> str:
        abort(418)

    response = app.test_client().get("/teapot")
    assert response.mimetype == "application/problem+json"
    assert response.get_json(force=True) == {
        "type": "about:blank",
        "title": "I'm a teapot",
        "status": 418,
        "detail": "I'm a teapot.",
    }


def test_a_broken_snapshot(fake: FakeEngine, settings: Settings) -> None:
    broken = provider(
        error=SnapshotError("snapshot 7 is damaged: vectors.faiss; build one with: python -m indexer build")
    )
    client = create_app(settings, index_provider=broken, engine=fake.engine()).test_client()
    body = problem(client.get("/health/ready"), 503, "unusable-snapshot")
    assert body["detail"] == "The index cannot be opened, the log says why; build one with: python -m indexer build."


def test_slugs_are_slugs() -> None:
    assert all(slug == slug.lower() and slug.replace("-", "").isalpha() for slug in KINDS)
