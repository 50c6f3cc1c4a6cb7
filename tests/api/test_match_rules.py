"""Every rule that a match request can break, with the pointer that says where."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from api.app import create_app
from api.settings import Settings
from tests.api.fakes import FakeEngine, provider
from tests.api.helpers import pointers, problem

BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("/needs", {"needs": ""}),
    ("/needs", {"needs": " \t\n"}),
    ("/needs", {"needs": None}),
    ("/needs", {"needs": "a" * 2001}),
    ("/needs", {"needs": "🧡" * 2001}),
    ("/needs", {"needs": 7}),
    ("/needs", {"needs": ["x"]}),
    ("/needs", {"needs": "half \ud83d"}),
    ("/need_ids", {"need_ids": "transport-to-appointments"}),
    ("/need_ids", {"need_ids": {"a": 1}}),
    ("/need_ids", {"need_ids": [f"n{number}" for number in range(51)]}),
    ("/need_ids/0", {"need_ids": [1]}),
    ("/need_ids/1", {"need_ids": ["a", "\0"]}),
    ("/support_gaps/0", {"support_gaps": ["spiritual"]}),
    ("/location", {"location": {}}),
    ("/location", {"location": "33130"}),
    ("/location", {"location": [1, 2]}),
    ("/location", {"location": {"latitude": 1}}),
    ("/location", {"location": {"place": "33130", "latitude": 1, "longitude": 1}}),
    ("/location/place", {"location": {"place": " "}}),
    ("/location/place", {"location": {"place": "x" * 201}}),
    ("/location/place", {"location": {"place": 33130}}),
    ("/location/place", {"location": {"place": "33\0"}}),
    ("/location/city", {"location": {"place": "33130", "city": "Miami"}}),
    ("/location/latitude", {"location": {"latitude": 90.1, "longitude": 0}}),
    ("/location/longitude", {"location": {"latitude": 0, "longitude": -180.1}}),
    ("/location/latitude", {"location": {"latitude": "1", "longitude": 0}}),
    ("/location/latitude", {"location": {"latitude": True, "longitude": 0}}),
    ("/radius_km", {"radius_km": 0.99}),
    ("/radius_km", {"radius_km": 500.01}),
    ("/radius_km", {"radius_km": "40"}),
    ("/radius_km", {"radius_km": True}),
    ("/radius_km", {"radius_km": 10**400}),
    ("/widen", {"widen": 1}),
    ("/widen", {"widen": "true"}),
    ("/modes/1", {"modes": ["online", "carrier pigeon"]}),
    ("/modes", {"modes": "online"}),
    ("/kinds/0", {"kinds": ["cure"]}),
    ("/languages/0", {"languages": ["xx"]}),
    ("/languages/0", {"languages": ["Spanish"]}),
    ("/age", {"age": -1}),
    ("/age", {"age": 121}),
    ("/age", {"age": 34.5}),
    ("/age", {"age": "34"}),
    ("/age", {"age": False}),
    ("/populations/0", {"populations": ["everybody"]}),
    ("/cost", {"cost": "paid"}),
    ("/cost", {"cost": "unknown"}),
    ("/insurance", {"insurance": "acme"}),
    ("/accessible", {"accessible": 0}),
    ("/accessible", {"accessible": "yes"}),
    ("/open_at", {"open_at": "2026-11-22T19:00:00"}),
    ("/open_at", {"open_at": "2026-11-22"}),
    ("/open_at", {"open_at": 1795392000}),
    ("/open_at", {"open_at": "tomorrow"}),
    ("/open_at", {"open_at": "2026-02-30T19:00:00Z"}),
    ("/open_at", {"open_at": "٢٠٢٦-11-22T19:00:00Z"}),
    ("/as_of", {"as_of": "2026-11-22T18:00:00"}),
    ("/as_of", {"as_of": "0001-01-01T00:00:00+23:59"}),
    ("/as_of", {"as_of": "9999-12-31T23:59:59-23:59"}),
    ("/sort", {"sort": "name"}),
    ("/limit", {"limit": 0}),
    ("/limit", {"limit": 101}),
    ("/limit", {"limit": 1.5}),
    ("/limit", {"limit": True}),
    ("/colour", {"colour": "red"}),
]


def send(client: FlaskClient, body: object) -> TestResponse:
    """Posts any JSON, escaped as clients may."""
    return client.post("/v1/matches", data=json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(("pointer", "fields"), BROKEN, ids=[f"{n}{pointer}" for n, (pointer, _) in enumerate(BROKEN)])
def test_broken_rule(client: FlaskClient, fake: FakeEngine, pointer: str, fields: dict[str, Any]) -> None:
    body = {"needs": "no ride to group"} | fields
    assert pointers(send(client, body)) == {pointer}
    assert fake.asked is None


def test_nothing_stated(client: FlaskClient) -> None:
    assert pointers(client.post("/v1/matches", json={})) == {"/needs"}
    assert pointers(client.post("/v1/matches", json={"need_ids": []})) == {"/needs"}


def test_all_that_is_wrong_is_said_at_once(client: FlaskClient) -> None:
    body = {"needs": "", "age": "x", "modes": ["a", "online", "b"], "location": {"place": ""}, "why": 1}
    assert pointers(client.post("/v1/matches", json=body)) == {
        "/needs",
        "/age",
        "/modes/0",
        "/modes/2",
        "/location/place",
        "/why",
    }


@pytest.mark.parametrize("body", [[], "needs", 1, None, True])
def test_body_must_be_an_object(client: FlaskClient, body: object) -> None:
    assert pointers(send(client, body)) == {""}


def test_the_edges_are_inside(client: FlaskClient, fake: FakeEngine) -> None:
    for fields in (
        {"needs": "a"},
        {"needs": "🧡" * 2000},
        {"radius_km": 1},
        {"radius_km": 500},
        {"limit": 1},
        {"limit": 10.0},
        {"age": 0},
        {"age": 120},
        {"as_of": "1970-01-01T00:00:00Z"},
        {"as_of": "2100-12-31T23:59:59-12:00"},
    ):
        assert client.post("/v1/matches", json={"needs": "x"} | fields).status_code == 200, fields


def test_a_name_that_is_a_sentence_is_not_repeated(client: FlaskClient) -> None:
    response = client.post("/v1/matches", json={"needs": "x", "I am so very lonely": 1})
    assert pointers(response) == {""}
    assert "lonely" not in response.text


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{",
        b"needs=x",
        b'{"needs": "x"} {}',
        b'{"needs": "\xff"}',
        b'{"needs": "x", "radius_km": NaN}',
        b'{"needs": "x", "radius_km": -Infinity}',
        b'{"needs": "x", "limit": ' + b"9" * 5000 + b"}",
        b'{"needs": "x", "radius_km": Infinity}',
        b"[" * 60_000,
        b'{"needs":' * 5_000 + b"1" + b"}" * 5_000,
        '{"needs": "x"}'.encode("utf-16"),
    ],
)
def test_not_json(client: FlaskClient, sent: bytes) -> None:
    response = client.post("/v1/matches", data=sent, content_type="application/json")
    problem(response, 400, "malformed-json")


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ('{"needs": "I want to die", "needs": "food"}', "The key `needs` is there twice"),
        ('{"needs": "food", "limit": 1, "limit": 1}', "The key `limit` is there twice"),
        ('{"needs": "food", "location": {"place": "33130", "place": "Miami"}}', "The key `place` is there twice"),
        ('{"so very lonely": 1, "so very lonely": 2}', "A key is there twice"),
    ],
)
def test_a_repeated_key(client: FlaskClient, fake: FakeEngine, sent: str, named: str) -> None:
    response = client.post("/v1/matches", data=sent, content_type="application/json")
    assert problem(response, 400, "repeated-key")["detail"] == f"{named}; send each key once."
    assert fake.asked is None


@pytest.mark.parametrize("depth", [1, 10, 100, 300, 900, 960, 990, 1000, 2000])
def test_however_deep_it_is_answered(client: FlaskClient, depth: int) -> None:
    for sent in ('{"needs": ' + "[" * depth + "]" * depth + "}", '{"location": ' * depth + "1" + "}" * depth):
        response = client.post("/v1/matches", data=sent, content_type="application/json")
        assert response.status_code in (400, 422)


def test_a_number_beyond_doubles(client: FlaskClient) -> None:
    response = client.post("/v1/matches", data='{"needs": "x", "radius_km": 1e999}', content_type="application/json")
    assert pointers(response) == {"/radius_km"}


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
def test_not_declared_as_json(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/matches", data='{"needs": "x"}', content_type=content_type)
    problem(response, 415, "unsupported-media-type")


def test_declared_utf8_and_byte_order_mark(client: FlaskClient) -> None:
    sent = '\ufeff{"needs": "x"}'.encode()
    response = client.post("/v1/matches", data=sent, content_type="application/json; charset=UTF-8")
    assert response.status_code == 200


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["online", "free", "33130"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_NAMES = sorted({pointer.split("/")[1] for pointer, _ in BROKEN} | {"needs"})


@pytest.fixture(scope="module")
def shared_client() -> FlaskClient:
    return create_app(Settings(), index_provider=provider(), engine=FakeEngine().engine()).test_client()


@settings(max_examples=300, deadline=None)
@given(body=_JSON | st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=6))
def test_anything_is_answered(shared_client: FlaskClient, body: object) -> None:
    response = send(shared_client, body)
    assert response.status_code in (200, 400, 422)
    if response.status_code != 200:
        answered = response.get_json(force=True)
        assert response.mimetype == "application/problem+json"
        assert answered["status"] == response.status_code
        assert all(set(error) >= {"pointer", "detail"} for error in answered.get("errors", []))


@settings(max_examples=100, deadline=None)
@given(sent=st.binary(max_size=200))
def test_any_bytes_are_answered(shared_client: FlaskClient, sent: bytes) -> None:
    response = shared_client.post("/v1/matches", data=sent, content_type="application/json")
    assert response.status_code in (400, 422)
    assert response.mimetype == "application/problem+json"
