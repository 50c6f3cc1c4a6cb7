"""POST /v1/matches: what it passes on, and what it answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.schemas.requests import MatchRequestSchema, SearchRequestSchema
from matcher.request import Location, MatchRequest
from tests.api.fakes import CRASH, FakeEngine, FakeIndex, answer
from tests.api.helpers import pointers, problem

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_defaults_are_the_contracts(client: FlaskClient, fake: FakeEngine) -> None:
    response = client.post("/v1/matches", json={"needs": "no ride"})
    assert response.status_code == 200
    assert fake.asked == MatchRequest(
        needs="no ride",
        radius_km=40.0,
        widen=True,
        modes=("in_person", "online", "phone"),
        as_of=datetime(2026, 11, 22, 23, 0, tzinfo=UTC),
        sort="match",
        limit=10,
    )
    assert fake.country == "US"


def test_every_field_reaches_the_matcher(client: FlaskClient, fake: FakeEngine) -> None:
    body = {
        "needs": "  I started drinking again\nand have no ride ",
        "need_ids": ["transport-to-appointments", "transport-to-appointments"],
        "support_gaps": ["emotional", "practical"],
        "location": {"place": "33130"},
        "radius_km": 1.5,
        "widen": False,
        "modes": ["online"],
        "kinds": ["therapist"],
        "languages": ["es"],
        "age": 34,
        "populations": ["veterans"],
        "cost": "low_cost",
        "insurance": "medicaid",
        "accessible": True,
        "open_at": "2026-11-22T19:00:00-05:00",
        "as_of": "2026-11-22t18:00:07.5z",
        "sort": "distance",
        "limit": 100,
    }
    assert client.post("/v1/matches", json=body).status_code == 200
    assert fake.asked == MatchRequest(
        needs="  I started drinking again\nand have no ride ",
        need_ids=("transport-to-appointments",),
        support_gaps=("emotional", "practical"),
        location=Location(place="33130"),
        radius_km=1.5,
        widen=False,
        modes=("online",),
        kinds=("therapist",),
        languages=("es",),
        age=34,
        populations=("veterans",),
        cost="low_cost",
        insurance="medicaid",
        accessible=True,
        open_at=datetime(2026, 11, 22, 19, 0, tzinfo=timezone(timedelta(hours=-5))),
        as_of=datetime(2026, 11, 22, 18, 0, 7, tzinfo=UTC),
        sort="distance",
        limit=100,
    )


def test_answer_is_the_matchers_whole(client: FlaskClient) -> None:
    response = client.post("/v1/matches", json={"needs": "no ride", "as_of": "2026-11-22T12:00:00+00:00"})
    assert response.get_json() == answer(MatchRequest(needs="no ride", as_of=NOON), FakeIndex().opened())
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "no-store"


def test_answer_keeps_order_and_letters(client: FlaskClient) -> None:
    response = client.post("/v1/matches", json={"needs": "sí, ayuda 🙏"})
    assert list(response.get_json()) == [
        "as_of",
        "crisis",
        "understood",
        "plan",
        "recommendations",
        "left_out",
        "widened",
        "notices",
        "index",
    ]
    assert "sí, ayuda 🙏".encode() in response.data


@pytest.mark.parametrize(
    "as_of",
    [
        "2026-11-22T18:00:00Z",
        "2026-11-22T18:00:00+00:00",
        "2026-11-22T18:00:00-05:00",
        "2026-11-22t18:00:00z",
        "2026-11-22T18:00:07.25-05:00",
    ],
)
def test_as_of_is_echoed_as_sent(client: FlaskClient, fake: FakeEngine, as_of: str) -> None:
    answered = client.post("/v1/matches", json={"needs": "no ride", "as_of": as_of}).get_json()
    assert answered["as_of"] == as_of
    assert fake.asked is not None
    assert fake.asked.as_of == datetime.fromisoformat(as_of.upper()).replace(microsecond=0)


def test_without_as_of_the_answers_own_moment_stands(client: FlaskClient) -> None:
    assert client.post("/v1/matches", json={"needs": "no ride"}).get_json()["as_of"] == "2026-11-22T23:00:00+00:00"


def test_null_is_the_same_as_leaving_a_field_out(client: FlaskClient, fake: FakeEngine) -> None:
    optional = set(MatchRequestSchema().fields) - {"needs"}
    assert len(optional) == 17
    asked = []
    for body in ({"needs": "no ride"}, {"needs": "no ride"} | dict.fromkeys(optional)):
        assert client.post("/v1/matches", json=body).status_code == 200
        asked.append(fake.asked)
    assert asked[0] == asked[1]
    place = {"place": "33130", "latitude": None, "longitude": None}
    assert client.post("/v1/matches", json={"needs": "x", "location": place}).status_code == 200
    assert client.post("/v1/resources/search", json=dict.fromkeys(SearchRequestSchema().fields)).status_code == 200
    assert pointers(client.post("/v1/matches", json={"needs": "x", "bogus": None})) == {"/bogus"}
    assert pointers(client.post("/v1/places", json={"q": None})) == {"/q"}


def test_same_request_same_bytes(client: FlaskClient) -> None:
    body = {"needs": "no ride", "as_of": "2026-11-22T12:00:00+00:00"}
    assert client.post("/v1/matches", json=body).data == client.post("/v1/matches", json=body).data


@pytest.mark.parametrize("nothing", [{}, {"needs": None}, {"needs": "  \n"}])
def test_need_ids_alone_suffice(client: FlaskClient, fake: FakeEngine, nothing: dict[str, Any]) -> None:
    response = client.post("/v1/matches", json={"need_ids": ["transport-to-appointments"], **nothing})
    assert response.status_code == 200
    assert fake.asked is not None
    assert fake.asked.needs is None
    assert fake.asked.need_ids == ("transport-to-appointments",)


def test_empty_lists_are_no_filter(client: FlaskClient, fake: FakeEngine) -> None:
    response = client.post("/v1/matches", json={"needs": "x", "modes": [], "kinds": [], "languages": []})
    assert response.status_code == 200
    assert fake.asked is not None
    assert fake.asked.modes == ("in_person", "online", "phone")
    assert (fake.asked.kinds, fake.asked.languages) == ((), ())


def test_coordinates(client: FlaskClient, fake: FakeEngine) -> None:
    body = {"needs": "x", "location": {"latitude": -90, "longitude": 180.0}}
    assert client.post("/v1/matches", json=body).status_code == 200
    assert fake.asked is not None
    assert fake.asked.location == Location(latitude=-90.0, longitude=180.0)


@pytest.mark.parametrize(
    "needs", ["nul \0 byte", "🧡" * 2000, "مساعدة \u202e العربية", "\u200b", "?" * 2000, "e\u0301"]
)
def test_odd_statements_arrive_as_sent(client: FlaskClient, fake: FakeEngine, needs: str) -> None:
    assert client.post("/v1/matches", json={"needs": needs}).status_code == 200
    assert fake.asked is not None
    assert fake.asked.needs == needs


def test_unknown_place(client: FlaskClient) -> None:
    response = client.post("/v1/matches", json={"needs": "x", "location": {"place": "Nowhere"}})
    body = problem(response, 422, "unknown-place")
    assert body["suggestions"] == [{"label": "Norway, ME", "place": "Norway, ME"}]
    assert [error["pointer"] for error in body["errors"]] == ["/location/place"]
    assert "Nowhere" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_ambiguous_place(client: FlaskClient) -> None:
    response = client.post("/v1/matches", json={"needs": "x", "location": {"place": "Springfield"}})
    body = problem(response, 422, "ambiguous-place")
    assert [choice["place"] for choice in body["choices"]] == ["Springfield, IL", "Springfield, MO"]
    assert [error["pointer"] for error in body["errors"]] == ["/location/place"]


def test_unknown_need_is_pointed_at(client: FlaskClient) -> None:
    body = {"need_ids": ["transport-to-appointments", "no-such-need"]}
    errors = problem(client.post("/v1/matches", json=body), 422, "invalid-request")["errors"]
    assert errors == [{"pointer": "/need_ids/1", "detail": "Not the id of a need; GET /v1/needs lists them."}]


@pytest.mark.parametrize("fields", [{"location": {"place": "Nowhere"}}, {"need_ids": ["no-such-need"]}, {}])
def test_crisis_help_whatever_goes_wrong(client: FlaskClient, fields: dict[str, Any]) -> None:
    response = client.post(
        "/v1/matches", json={"needs": f"I want to kill myself {CRASH if not fields else ''}"} | fields
    )
    assert response.status_code in (422, 500)
    assert response.get_json(force=True)["crisis"]["level"] == "acute"


def test_without_a_snapshot_there_is_crisis_help(empty_client: FlaskClient) -> None:
    response = empty_client.post("/v1/matches", json={"needs": "I want to kill myself"})
    body = problem(response, 503, "no-snapshot")
    assert "python -m indexer build" in body["detail"]
    assert body["crisis"]["level"] == "acute"
    assert body["crisis"]["signals"] == ["suicide"]
    assert "988" in {contact["call"] for contact in body["crisis"]["contacts"]}
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_snapshot_a_calm_statement(empty_client: FlaskClient) -> None:
    body = problem(empty_client.post("/v1/matches", json={"needs": "no ride"}), 503, "no-snapshot")
    assert body["crisis"] == {"level": "none", "signals": [], "contacts": []}


def test_without_a_snapshot_rules_still_hold(empty_client: FlaskClient) -> None:
    problem(empty_client.post("/v1/matches", json={"needs": ""}), 422, "invalid-request")
