"""Whatever is wrong with a request, as long as its body can be read, the problem carries crisis help."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.fakes import CRASH
from tests.api.helpers import problem

SAID = "I want to kill myself"
FORM = "application/x-www-form-urlencoded"


def _acute(response: TestResponse, status: int) -> None:
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    crisis = response.get_json(force=True)["crisis"]
    assert (crisis["level"], crisis["signals"]) == ("acute", ["suicide"])
    assert "988" in {contact["call"] for contact in crisis["contacts"]}
    assert SAID not in response.text


@pytest.mark.parametrize(
    "fields",
    [
        {"bogus": 1},
        {"age": "old"},
        {"limit": 0, "kinds": ["cure"]},
        {"location": {}},
        {"location": {"place": "Nowhere"}},
        {"need_ids": ["no-such-need"]},
        {"needs": f"{SAID} {'x' * 2000}"},
        {"needs": f"{SAID} \ud83d"},
        {"needs": [SAID]},
        {"needs": None, "need": SAID},
        {"needs": None, "statement": [1, SAID]},
    ],
)
def test_broken_rules(client: FlaskClient, fields: dict[str, Any]) -> None:
    sent = json.dumps({"needs": SAID} | fields)
    _acute(client.post("/v1/matches", data=sent, content_type="application/json"), 422)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (f'{{"needs": "{SAID}", "needs": "food"}}', 400),
        (f'{{"needs": "food", "needs": "{SAID}"}}', 400),
        (f'{{"needs": "{SAID}", "radius_km": NaN}}', 400),
        (f'{{"needs": "{SAID}", "limit": {"9" * 5000}}}', 400),
    ],
)
def test_not_quite_json(client: FlaskClient, sent: str, status: int) -> None:
    _acute(client.post("/v1/matches", data=sent, content_type="application/json"), status)


def test_not_declared_as_json(client: FlaskClient) -> None:
    _acute(client.post("/v1/matches", data=json.dumps({"needs": SAID}), content_type="text/plain"), 415)
    _acute(client.post("/v1/matches", data={"needs": SAID}), 415)
    _acute(client.post("/v1/matches", data=json.dumps({"needs": SAID}).encode("utf-16")), 415)


def test_a_query_parameter(client: FlaskClient) -> None:
    _acute(client.post("/v1/matches?page=2", json={"needs": SAID}), 422)
    _acute(client.post("/?page=2", data={"needs": SAID}), 422)


def test_a_defect_and_a_missing_index(client: FlaskClient, empty_client: FlaskClient) -> None:
    _acute(client.post("/v1/matches", json={"needs": f"{SAID} {CRASH}"}), 500)
    _acute(empty_client.post("/v1/matches", json={"needs": SAID}), 503)


def test_the_desk_asked_as_an_api(client: FlaskClient) -> None:
    _acute(client.post("/", json={"needs": SAID}), 415)


@pytest.mark.parametrize("data", [{"needs": [SAID, "food"]}, {"needs": ["food", SAID]}])
def test_the_desk_sent_twice(client: FlaskClient, data: dict[str, list[str]]) -> None:
    response = client.post("/", data=data)
    assert response.status_code == 422
    assert response.text.index("Help right now") < response.text.index("This was sent more than once.")


@pytest.mark.parametrize("body", [{"needs": "no ride", "bogus": 1}, {"needs": 7}, {"need_ids": []}, [SAID], None])
def test_nothing_said_that_needs_it(client: FlaskClient, body: object) -> None:
    response = client.post("/v1/matches", data=json.dumps(body), content_type="application/json")
    assert problem(response, 422, "invalid-request")["crisis"] == {"level": "none", "signals": [], "contacts": []}


@pytest.mark.parametrize(
    ("path", "sent", "content_type"),
    [
        ("/v1/matches", b"{", "application/json"),
        ("/v1/matches", b"[" * 60_000, "application/json"),
        ("/v1/matches", b" " * 70_000, "application/json"),
        ("/", b"\xff", "text/plain"),
        ("/", b"needs=" + b"x" * 70_000, FORM),
    ],
)
def test_what_cannot_be_read_cannot_be_screened(client: FlaskClient, path: str, sent: bytes, content_type: str) -> None:
    response = client.post(path, data=sent, content_type=content_type)
    assert response.status_code in (400, 413, 415)
    assert "crisis" not in response.get_json(force=True)


def test_other_routes_have_none(client: FlaskClient) -> None:
    body = problem(client.post("/v1/places", json={"q": SAID, "bogus": 1}), 422, "invalid-request")
    assert "crisis" not in body
