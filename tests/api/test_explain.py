"""POST /v1/matches/explain: what it passes on, what it answers, and what it refuses and how."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from matcher.request import Location, MatchRequest
from tests.api.fake_explanation import explained
from tests.api.fakes import CRASH, RESOURCE, FakeEngine, FakeIndex, answer
from tests.api.helpers import pointers, problem
from tests.api.test_match_rules import BROKEN

EXPLAIN = "/v1/matches/explain"
DANGER = "I want to kill myself"


def _asked(resource_id: Any = RESOURCE.id, **fields: Any) -> dict[str, Any]:
    return {"request": {"needs": "no ride"} | fields, "id": resource_id}


def test_the_request_reaches_the_matcher_as_a_match_would(client: FlaskClient, fake: FakeEngine) -> None:
    fields = {"location": {"place": "33130"}, "age": 34, "limit": 2, "as_of": "2026-11-22T18:00:00.5Z"}
    asked = []
    for path, body in (("/v1/matches", {"needs": "no ride"} | fields), (EXPLAIN, _asked(**fields))):
        assert client.post(path, json=body).status_code == 200
        asked.append((fake.asked, fake.country))
    assert asked[0] == asked[1]
    assert fake.asked == MatchRequest(
        needs="no ride",
        location=Location(place="33130"),
        age=34,
        limit=2,
        as_of=datetime(2026, 11, 22, 18, 0, tzinfo=UTC),
    )


def test_the_answer_is_the_matchers_whole(client: FlaskClient) -> None:
    response = client.post(EXPLAIN, json=_asked(as_of="2026-11-22T12:00:00Z"))
    request = MatchRequest(needs="no ride", as_of=datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    assert response.status_code == 200
    assert response.get_json() == explained(answer(request, FakeIndex().opened())) | {"as_of": "2026-11-22T12:00:00Z"}
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "no-store"


def test_without_as_of_it_is_now(client: FlaskClient) -> None:
    assert client.post(EXPLAIN, json=_asked()).get_json()["as_of"] == "2026-11-22T23:00:00+00:00"


def test_an_unknown_id(client: FlaskClient) -> None:
    response = client.post(EXPLAIN, json=_asked("zebrafinch"))
    body = problem(response, 404, "unknown-resource")
    assert body["crisis"] == {"level": "none", "signals": [], "contacts": []}
    assert "zebrafinch" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("pointer", "fields"), BROKEN)
def test_the_rules_of_a_match_hold_for_its_request(client: FlaskClient, pointer: str, fields: dict[str, Any]) -> None:
    sent = json.dumps(_asked(**fields))
    assert pointers(client.post(EXPLAIN, data=sent, content_type="application/json")) == {f"/request{pointer}"}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"/request", "/id"}),
        ({"id": RESOURCE.id}, {"/request"}),
        ({"request": {"needs": "x"}}, {"/id"}),
        ({"request": {"needs": "x"}, "id": None}, {"/id"}),
        ({"request": None, "id": "x"}, {"/request"}),
        ({"request": "x", "id": "x"}, {"/request"}),
        ({"request": {}, "id": "x"}, {"/request/needs"}),
        ({"request": {"needs": "x"}, "id": 7}, {"/id"}),
        ({"request": {"needs": "x"}, "id": " "}, {"/id"}),
        ({"request": {"needs": "x"}, "id": "x\0"}, {"/id"}),
        ({"request": {"needs": "x"}, "id": "x" * 201}, {"/id"}),
        ({"request": {"needs": "x"}, "id": "x", "bogus": None}, {"/bogus"}),
        ({"needs": "x", "id": "x"}, {"/needs", "/request"}),
        ([], {""}),
    ],
)
def test_what_is_refused_and_where(client: FlaskClient, body: object, wrong: set[str]) -> None:
    assert pointers(client.post(EXPLAIN, json=body)) == wrong


def test_places_and_needs_are_pointed_at_in_the_request(client: FlaskClient) -> None:
    for place, slug in (("Nowhere", "unknown-place"), ("Springfield", "ambiguous-place")):
        body = problem(client.post(EXPLAIN, json=_asked(location={"place": place})), 422, slug)
        assert [error["pointer"] for error in body["errors"]] == ["/request/location/place"]
        assert body.keys() & {"suggestions", "choices"}
    unknown = client.post(EXPLAIN, json=_asked(need_ids=["transport-to-appointments", "no-such-need"]))
    assert pointers(unknown) == {"/request/need_ids/1"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (_asked("nobody", needs=DANGER), 404),
        (_asked(needs=DANGER, location={"place": "Nowhere"}), 422),
        (_asked(needs=DANGER, need_ids=["no-such-need"]), 422),
        (_asked(needs=DANGER, bogus=1), 422),
        ({"request": {"needs": DANGER}}, 422),
        ({"needs": DANGER, "id": "x"}, 422),
        (_asked(needs=f"{DANGER} {CRASH}"), 500),
    ],
)
def test_crisis_help_whatever_goes_wrong(client: FlaskClient, body: dict[str, Any], status: int) -> None:
    response = client.post(EXPLAIN, json=body)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    crisis = response.get_json(force=True)["crisis"]
    assert (crisis["level"], crisis["signals"]) == ("acute", ["suicide"])
    assert DANGER not in response.text


def test_crisis_help_for_a_body_that_is_almost_json_and_without_an_index(
    client: FlaskClient, empty_client: FlaskClient
) -> None:
    twice = f'{{"request": {{"needs": "food", "needs": "{DANGER}"}}, "id": "x"}}'
    body = problem(client.post(EXPLAIN, data=twice, content_type="application/json"), 400, "repeated-key")
    assert body["crisis"]["level"] == "acute"
    body = problem(empty_client.post(EXPLAIN, json=_asked(needs=DANGER)), 503, "no-snapshot")
    assert body["crisis"]["level"] == "acute"


def test_a_body_of_requests_in_requests_is_refused(client: FlaskClient) -> None:
    nested = '{"request":' * 900 + "1" + "}" * 900
    assert client.post(EXPLAIN, data=nested, content_type="application/json").status_code in (400, 422)
