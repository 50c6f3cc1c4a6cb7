"""Over HTTP, on a real index: whatever is sent is answered as published or refused as published, and never a 5xx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from api.app import create_app
from api.reports import ReportStore
from api.settings import Settings
from tests.api.test_match_rules import BROKEN, send
from tests.contract.requests import HOSTILE, PLACES
from tests.docs.openapi import Document

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
AS_OF = "2026-11-22T18:00:00-05:00"
MATCHES, SEARCH = "/v1/matches", "/v1/resources/search"
SAID = "I started drinking again and have no ride to group"
MARK = "zebrafinch"
"""A word that no rule, vocabulary or listing holds: where it comes back, what was sent has been repeated."""


class Service:
    """The application on an index of its own opening, with a client that checks every answer it gets."""

    def __init__(self, index: Path, reports: Path, now: datetime = NOW) -> None:
        app = create_app(Settings(index=index, reports=reports), clock=lambda: now)
        self.client: FlaskClient = app.test_client()
        self.document = Document(self.client.get("/openapi.json").get_json())

    def post(self, path: str, body: object, template: str = "") -> TestResponse:
        return self.checked(send_to(self.client, path, body), "POST", template or path)

    def get(self, path: str, template: str = "", **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.checked(self.client.get(path, headers=named), "GET", template or path)

    def checked(self, response: TestResponse, method: str, template: str) -> TestResponse:
        """`response`, which must be JSON of the published schema of its status."""
        if response.status_code != 304:
            body = json.loads(response.data, parse_constant=_no_json)
            kind = response.mimetype or ""
            faults = self.document.faults_of_answer(method, template, response.status_code, kind, body)
            assert faults == []
        return response


def send_to(client: FlaskClient, path: str, body: object) -> TestResponse:
    return client.post(path, data=json.dumps(body), content_type="application/json")


def _no_json(name: str) -> Any:
    raise AssertionError(f"{name} is not JSON")


@pytest.fixture(scope="module")
def service(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(bundled_folder, tmp_path_factory.mktemp("http") / "reports.sqlite")


@pytest.fixture(scope="module")
def ids(service: Service) -> list[str]:
    """Ids of the listings around Miami, the nearest first."""
    body = service.post(SEARCH, {"location": {"place": "33130"}, "limit": 100}).get_json()
    return [each["resource"]["id"] for each in body["resources"]]


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
    ["nobody", "\x00", "..", "🧡", "x" * 5000, "%", "' OR 1=1 --", "‮", MARK, "cdc5fa391321a21a "],
)
def test_ids_of_nothing(service: Service, resource_id: str) -> None:
    path = f"/v1/resources/{quote(resource_id, safe='')}"
    response = service.get(path, "/v1/resources/{resource_id}")
    reported = service.post(f"{path}/reports", {"kind": "closed"}, "/v1/resources/{resource_id}/reports")
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
@pytest.mark.parametrize("place", ["Miamy, FL", "99999", "Qwertyville", "🗺️", "‮", "x" * 200])
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


PLACED = st.fixed_dictionaries({"place": st.sampled_from([*PLACES, "Springfield"]) | st.text(max_size=30)}) | (
    st.fixed_dictionaries({"latitude": st.floats(-91, 91), "longitude": st.floats(-181, 181)})
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "need_ids": _words("transport-to-appointments", "food-pantry", "warmline", "no-such-need"),
    "support_gaps": _words("emotional", "informational", "practical"),
    "location": PLACED,
    "radius_km": st.floats(1, 500) | NUMBERS,
    "widen": st.booleans(),
    "modes": _words("in_person", "online", "phone"),
    "kinds": _words("support_group", "therapist", "helpline", "community"),
    "languages": _words("en", "es", "vi", "ase"),
    "age": st.integers(0, 120) | NUMBERS,
    "populations": _words("veterans", "youth", "women"),
    "cost": st.sampled_from(["free", "low_cost", "paid"]),
    "insurance": st.sampled_from(["medicaid", "acme"]),
    "accessible": st.booleans() | st.none(),
    "open_at": MOMENTS,
    "as_of": MOMENTS,
    "sort": st.sampled_from(["match", "distance"]),
    "limit": st.integers(1, 100) | NUMBERS,
}
SPOILT = st.fixed_dictionaries({}, optional=dict.fromkeys(["needs", "location", "age", "limit", "as_of", "x"], JUNK))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.fixed_dictionaries({"needs": TEXT}, optional=FIELDS),
    spoilt=st.just({}) | SPOILT,
)
def test_anything_is_answered_or_refused(service: Service, body: dict[str, Any], spoilt: dict[str, Any]) -> None:
    sent = body | spoilt
    response = service.post(MATCHES, sent)
    assert response.status_code in (200, 422)
    assert response.headers["Cache-Control"] == "no-store"
    if response.status_code == 200:
        _assert_sound(response.get_json(), sent["needs"], sent.get("limit", 10))
        assert list(service.document.faults(sent, service.document.schema("MatchRequest"))) == []


@settings(max_examples=60, deadline=None)
@given(q=st.text(min_size=1, max_size=60), limit=st.integers(1, 20))
def test_any_words_are_searched_and_completed(service: Service, q: str, limit: int) -> None:
    for path, member in ((SEARCH, "resources"), ("/v1/places", "places")):
        response = service.post(path, {"q": q, "limit": limit})
        assert response.status_code == (200 if q.strip() and "\0" not in q else 422)
        if response.status_code == 200:
            assert len(response.get_json()[member]) <= limit


# The same again


def _requests() -> Iterator[dict[str, Any]]:
    for needs in (SAID, HOSTILE[2], "busco un grupo en español"):
        for more in ({}, {"location": {"place": "33130"}}, {"location": {"place": "33130"}, "sort": "distance"}):
            yield {"needs": needs, "as_of": AS_OF, "limit": 25} | more


def test_the_same_request_gives_the_same_bytes(service: Service, bundled_folder: Path, tmp_path: Path) -> None:
    later = Service(bundled_folder, tmp_path / "reports.sqlite", NOW + timedelta(days=400))
    asked = [*_requests()] * 2
    with ThreadPoolExecutor(4) as threads:
        given_ = list(threads.map(lambda body: send_to(service.client.application.test_client(), MATCHES, body), asked))
    assert {response.status_code for response in given_} == {200}
    assert [each.data for each in given_] == [later.post(MATCHES, body).data for body in asked]


def test_answers_are_not_kept_on_the_way(service: Service, ids: list[str]) -> None:
    listing = f"/v1/resources/{ids[0]}"
    caching = {
        MATCHES: service.post(MATCHES, {"needs": SAID}),
        SEARCH: service.post(SEARCH, {}),
        "/v1/places": service.post("/v1/places", {"q": "Mia"}),
        "/v1/needs": service.get("/v1/needs"),
        "/health/ready": service.get("/health/ready"),
        "reports": service.post(f"{listing}/reports", {"kind": "hours"}, "/v1/resources/{resource_id}/reports"),
        "listing": service.get(listing, "/v1/resources/{resource_id}"),
    }
    told = {name: response.headers["Cache-Control"] for name, response in caching.items()}
    assert told == dict.fromkeys(caching, "no-store") | {"listing": "no-cache"}
    assert {response.status_code for response in caching.values()} == {200, 201}
    assert all("Set-Cookie" not in response.headers for response in caching.values())


# Listings


def test_a_listings_tag_holds_while_the_listing_does(
    service: Service, ids: list[str], bundled_folder: Path, tmp_path: Path
) -> None:
    template = "/v1/resources/{resource_id}"
    reopened = Service(bundled_folder, tmp_path / "reports.sqlite")
    later = Service(bundled_folder, tmp_path / "reports.sqlite", NOW + timedelta(days=30))
    changed = 0
    for each in ids[:40]:
        first = service.get(f"/v1/resources/{each}", template)
        tag = first.headers["ETag"]
        for again in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            kept = reopened.get(f"/v1/resources/{each}", template, If_None_Match=again)
            assert (kept.status_code, kept.data, kept.headers["ETag"]) == (304, b"", tag)
        assert reopened.get(f"/v1/resources/{each}", template, If_None_Match='"other"').data == first.data
        then = later.get(f"/v1/resources/{each}", template, If_None_Match=tag)
        same = first.get_json()["next_occurrence"] is None
        assert then.status_code == (304 if same else 200)
        changed += not same
    assert 0 < changed < 40


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "recovery"},
        {"location": {"place": "33130"}, "radius_km": 12},
        {"kinds": ["support_group", "community"], "location": {"latitude": 25.77, "longitude": -80.2}},
    ],
)
def test_pages_are_the_whole_in_order(service: Service, asked: dict[str, Any]) -> None:
    whole = service.post(SEARCH, asked | {"limit": 100}).get_json()
    size = max(1, min(whole["total"], 100) // 3)
    found: list[dict[str, Any]] = []
    cursor: dict[str, Any] = {}
    while len(found) < min(whole["total"], 100):
        page = service.post(SEARCH, asked | cursor | {"limit": size}).get_json()
        assert (page["total"], len(page["resources"]) <= size) == (whole["total"], True)
        found += page["resources"]
        cursor = {"cursor": page["next_cursor"]}
    assert found[:100] == whole["resources"]
    assert len({each["resource"]["id"] for each in found}) == len(found) >= 5
    if "location" in asked:
        distances = [each["distance_km"] for each in found if each["distance_km"] is not None]
        assert distances == sorted(distances)
        assert len(distances) >= 5


def test_a_search_near_a_place_stays_within_its_radius(service: Service) -> None:
    near = service.post(SEARCH, {"location": {"place": "33130"}, "radius_km": 12, "limit": 100}).get_json()
    far = service.post(SEARCH, {"location": {"place": "33130"}, "radius_km": 40, "limit": 100}).get_json()
    assert 0 < near["total"] < far["total"]
    assert all(each["distance_km"] is None or each["distance_km"] <= 12 for each in near["resources"])


@pytest.mark.parametrize("cursor", [MARK, "=", "é", "x" * 500, "MjAyNjox"])
def test_a_cursor_of_nothing(service: Service, cursor: str) -> None:
    response = service.post(SEARCH, {"cursor": cursor})
    assert response.status_code == 422
    assert [error["pointer"] for error in response.get_json(force=True)["errors"]] == ["/cursor"]
    assert MARK not in response.text


def test_reports_outlive_the_application(bundled_folder: Path, ids: list[str], tmp_path: Path) -> None:
    file = tmp_path / "kept" / "reports.sqlite"
    sent = [
        {"kind": "closed"},
        {"kind": "phone", "detail": "Rings out. ☎️ ‮مغلق"},
        {"kind": "other", "detail": "x" * 500},
    ]
    for number, body in enumerate(sent, start=1):
        opened = Service(bundled_folder, file)
        path = f"/v1/resources/{ids[number]}/reports"
        response = opened.post(path, body, "/v1/resources/{resource_id}/reports")
        assert (response.status_code, response.get_json()["id"]) == (201, number)
        for wrong in (
            {"kind": "closed", "detail": "x" * 501},
            {"kind": "rude"},
            {"kind": "closed", "detail": "\0"},
            {},
        ):
            assert opened.post(path, wrong, "/v1/resources/{resource_id}/reports").status_code == 422
    kept = ReportStore(file).all()
    assert [(report.kind, report.detail) for report in kept] == [(body["kind"], body.get("detail")) for body in sent]
    assert [report.resource_id for report in kept] == ids[1:4]
    assert {report.received_at for report in kept} == {NOW}
