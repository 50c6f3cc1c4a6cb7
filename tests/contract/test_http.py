"""Over HTTP, on a real index: whatever is sent is answered as published or refused as published, and never a 5xx."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.vocabulary import INSURANCE, POPULATIONS
from tests.api.test_match_rules import BROKEN, send
from tests.contract.http_service import AS_OF, LISTING, MARK, MATCHES, REPORTS, SAID, SEARCH, Service
from tests.contract.requests import HOSTILE, PLACES

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def service(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(bundled_folder, tmp_path_factory.mktemp("http") / "reports.sqlite")


# What is refused


def test_every_broken_rule_is_refused_where_it_is_broken(service: Service) -> None:
    for pointer, fields in BROKEN:
        response = service.checked(send(service.client, {"needs": f"{MARK} no ride"} | fields), "POST", MATCHES)
        assert (response.status_code, response.mimetype) == (422, "application/problem+json"), fields
        assert {error["pointer"] for error in response.get_json(force=True)["errors"]} == {pointer}
        assert response.headers["Cache-Control"] == "no-store"
        assert MARK not in response.text


@pytest.mark.parametrize(
    ("status", "data", "headers"),
    [
        (400, b"", {}),
        (400, b'{"needs": "x"', {}),
        (400, b'{"needs": "\xc3\x28"}', {}),
        (400, b"\x00" * 100, {}),
        (400, b"\x1f\x8b\x08\x00", {"Content-Encoding": "gzip"}),
        (400, b'{"needs": "x", "age": NaN}', {}),
        (400, b"[" * 65_536, {}),
        (400, b'{"location":' * 5_000 + b"1" + b"}" * 5_000, {}),
        (413, b" " * 65_537, {}),
        (413, json.dumps({"needs": "x" * 70_000}).encode(), {}),
        (415, b'{"needs": "x"}', {"Content-Type": "text/plain"}),
        (415, b"needs=x", {"Content-Type": "application/x-www-form-urlencoded"}),
        (422, b"[]", {}),
        (422, b"null", {}),
        (422, b'{"needs": "x", "limit": 1e999}', {}),
        (422, b'{"needs": "x", "radius_km": -1e999}', {}),
        (422, b'{"needs": "x", "__proto__": {}}', {}),
    ],
)
@pytest.mark.parametrize("path", [MATCHES, SEARCH, "/v1/places"])
def test_bodies_that_are_none(service: Service, path: str, status: int, data: bytes, headers: dict[str, str]) -> None:
    response = service.client.post(path, data=data, headers={"Content-Type": "application/json"} | headers)
    service.checked(response, "POST", path)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "resource_id",
    ["nobody", "\x00", "..", "🧡", "x" * 5000, "%", "' OR 1=1 --", "\u202e", MARK, "cdc5fa391321a21a "],
)
def test_ids_of_nothing(service: Service, resource_id: str) -> None:
    path = f"/v1/resources/{quote(resource_id, safe='')}"
    response = service.get(path, LISTING)
    reported = service.post(f"{path}/reports", {"kind": "closed"}, REPORTS)
    assert (response.status_code, reported.status_code) == (404, 404)
    assert MARK not in response.text + reported.text


# Places


@pytest.mark.parametrize("path", [MATCHES, SEARCH])
@pytest.mark.parametrize("place", ["Springfield", "Columbia", "  springfield  "])
def test_an_ambiguous_place_lists_choices_that_work(service: Service, path: str, place: str) -> None:
    asked = {"needs": f"{SAID} {MARK}"} if path == MATCHES else {}
    response = service.post(path, asked | {"location": {"place": place}})
    problem = response.get_json(force=True)
    assert (response.status_code, problem["type"]) == (422, "urn:support-matcher:problem:ambiguous-place")
    assert [error["pointer"] for error in problem["errors"]] == ["/location/place"]
    assert len(problem["choices"]) >= 2
    assert ("crisis" in problem) == (path == MATCHES)
    assert MARK not in response.text
    for choice in problem["choices"]:
        assert service.post(path, asked | {"location": {"place": choice["place"]}}).status_code == 200


@pytest.mark.parametrize("path", [MATCHES, SEARCH])
@pytest.mark.parametrize("place", ["Miamy, FL", "99999", "Qwertyville", "🗺️", "\u202e", "x" * 200])
def test_an_unknown_place_lists_suggestions_that_work(service: Service, path: str, place: str) -> None:
    asked = {"needs": SAID} if path == MATCHES else {}
    response = service.post(path, asked | {"location": {"place": place}})
    problem = response.get_json(force=True)
    assert (response.status_code, problem["type"]) == (422, "urn:support-matcher:problem:unknown-place")
    if place == "Miamy, FL":
        assert "Miami, FL" in [suggestion["place"] for suggestion in problem["suggestions"]]
    for suggestion in problem["suggestions"]:
        assert service.post(path, asked | {"location": {"place": suggestion["place"]}}).status_code == 200


@pytest.mark.parametrize("fields", [{"location": {"place": "Springfield"}}, {"need_ids": ["no-such-need"]}])
def test_danger_is_answered_even_where_the_rest_is_refused(service: Service, fields: dict[str, Any]) -> None:
    response = service.post(MATCHES, {"needs": "I want to kill myself tonight"} | fields)
    assert response.status_code == 422
    crisis = response.get_json(force=True)["crisis"]
    assert (crisis["level"], crisis["signals"][0]) == ("acute", "suicide")
    assert "988" in [contact["call"] for contact in crisis["contacts"]]


# Whatever is said


@pytest.mark.parametrize("needs", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_statements(service: Service, needs: str) -> None:
    for place in ("33130", "Miami, FL"):
        response = service.post(MATCHES, {"needs": needs, "location": {"place": place}, "as_of": AS_OF})
        if needs.strip():
            assert response.status_code == 200
            _assert_sound(response.get_json(), needs, 10)
        else:
            assert response.status_code == 422


def _assert_sound(answer: dict[str, Any], needs: str | None, limit: int) -> None:
    """What holds for every answer, as far as it can be seen from outside."""
    recommended = answer["recommendations"]
    assert len(recommended) <= limit
    assert [each["rank"] for each in recommended] == list(range(1, len(recommended) + 1))
    assert set(answer["plan"]["resource_ids"]) <= {each["resource"]["id"] for each in recommended}
    for each in recommended:
        assert abs(sum(reason["contribution"] for reason in each["reasons"]) - each["score"]) <= 1e-6
        for reason in each["reasons"]:
            assert reason.get("said") is None or (needs and reason["said"] and reason["said"] in needs)
            if evidence := reason.get("evidence"):
                assert evidence["text"]
                assert evidence["text"] in each["resource"][evidence["field"]]


TEXT = st.text(max_size=80) | st.sampled_from([*HOSTILE, SAID, "I was raped and drink", "no food, no bus"])
NUMBERS = st.integers(-3, 600) | st.floats(-200, 700) | st.sampled_from([10**30, -0.0, 1e-9, 1e300])
MOMENTS = st.sampled_from([AS_OF, "1970-01-01T00:00:00Z", "2100-12-31T23:59:59-12:00", "2028-02-29T02:30:00+14:00"])
JUNK = (
    st.none() | st.booleans() | NUMBERS | TEXT | st.lists(TEXT, max_size=3) | st.dictionaries(TEXT, NUMBERS, max_size=3)
)


def _words(*known: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(known), max_size=3)


PLACED = st.fixed_dictionaries({"place": st.sampled_from([*PLACES, "Springfield"])}) | (
    st.fixed_dictionaries({"latitude": st.floats(-90, 90), "longitude": st.floats(-180, 180)})
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "need_ids": _words("transport-to-appointments", "food-pantry", "warmline", "al-anon"),
    "support_gaps": _words("emotional", "informational", "practical"),
    "location": PLACED,
    "radius_km": st.floats(1, 500),
    "widen": st.booleans(),
    "modes": _words("in_person", "online", "phone"),
    "kinds": _words("support_group", "therapist", "helpline", "community"),
    "languages": _words("en", "es", "vi", "ase"),
    "age": st.integers(0, 120),
    "populations": _words(*POPULATIONS),
    "cost": st.sampled_from(["free", "low_cost"]),
    "insurance": st.sampled_from(sorted(INSURANCE)),
    "accessible": st.booleans() | st.none(),
    "open_at": MOMENTS,
    "as_of": MOMENTS,
    "sort": st.sampled_from(["match", "distance"]),
    "limit": st.integers(1, 100),
}
JUNK_PLACE = st.fixed_dictionaries({}, optional={"place": JUNK, "latitude": JUNK, "longitude": JUNK})
SPOILT: st.SearchStrategy[dict[str, Any]] = st.just({}) | st.fixed_dictionaries(
    {}, optional=dict.fromkeys([*FIELDS, "needs", "x"], JUNK) | {"location": JUNK | JUNK_PLACE}
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.fixed_dictionaries({"needs": TEXT}, optional=FIELDS),
    spoilt=SPOILT,
)
def test_anything_is_answered_or_refused(service: Service, body: dict[str, Any], spoilt: dict[str, Any]) -> None:
    sent = body | spoilt
    response = service.post(MATCHES, sent)
    assert response.status_code in (200, 422)
    assert response.headers["Cache-Control"] == "no-store"
    if response.status_code == 200:
        _assert_sound(response.get_json(), sent["needs"], sent.get("limit") or 10)
        assert list(service.document.faults(sent, service.document.schema("MatchRequest"))) == []


@settings(max_examples=60, deadline=None)
@given(q=st.text(min_size=1, max_size=60), limit=st.integers(1, 20))
def test_any_words_are_searched_and_completed(service: Service, q: str, limit: int) -> None:
    for path, member in ((SEARCH, "resources"), ("/v1/places", "places")):
        response = service.post(path, {"q": q, "limit": limit})
        assert response.status_code == (200 if q.strip() and "\0" not in q else 422)
        if response.status_code == 200:
            assert len(response.get_json()[member]) <= limit
