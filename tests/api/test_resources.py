"""Listings by themselves, by search, and reports on them."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.reports import Report, ReportStore, ReportsUnavailableError
from api.settings import Settings
from matcher.request import Location
from tests.api.conftest import NOW
from tests.api.fakes import RESOURCE, FakeEngine, resource_view
from tests.api.helpers import pointers, problem

REPORTS = f"/v1/resources/{RESOURCE.id}/reports"


def test_one_listing(client: FlaskClient) -> None:
    response = client.get(f"/v1/resources/{RESOURCE.id}")
    assert response.status_code == 200
    assert response.get_json() == resource_view(RESOURCE, NOW)
    assert response.headers["Cache-Control"] == "no-cache"


def test_etag_is_strong_and_earns_a_304(client: FlaskClient) -> None:
    etag = client.get(f"/v1/resources/{RESOURCE.id}").headers["ETag"]
    assert not etag.startswith("W/")
    again = client.get(f"/v1/resources/{RESOURCE.id}", headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    other = client.get(f"/v1/resources/{RESOURCE.id}", headers={"If-None-Match": '"another"'})
    assert other.status_code == 200
    assert other.headers["ETag"] == etag


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    head, get = (ask(f"/v1/resources/{RESOURCE.id}") for ask in (client.head, client.get))
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_unknown_listing(client: FlaskClient) -> None:
    body = problem(client.get("/v1/resources/nobody"), 404, "unknown-resource")
    assert body["detail"] == "No listing has this id."


def test_search_defaults(client: FlaskClient, fake: FakeEngine) -> None:
    response = client.post("/v1/resources/search", json={})
    assert fake.searched == {
        "as_of": NOW.replace(second=0, microsecond=0),
        "q": None,
        "kinds": (),
        "location": None,
        "radius_km": 40.0,
        "limit": 10,
        "cursor": None,
    }
    body = response.get_json()
    assert (body["total"], body["next_cursor"]) == (2, "more")
    assert body["resources"][0]["distance_km"] == 3.2
    assert body["resources"][0]["resource"]["name"] == RESOURCE.name
    assert response.headers["Cache-Control"] == "no-store"


def test_search_passes_everything_on(client: FlaskClient, fake: FakeEngine) -> None:
    body = {
        "q": "ride",
        "kinds": ["helpline"],
        "location": {"latitude": 25.0, "longitude": -80.0},
        "radius_km": 5,
        "limit": 2,
        "cursor": "more",
    }
    assert client.post("/v1/resources/search", json=body).status_code == 200
    assert fake.searched == body | {
        "as_of": NOW.replace(second=0, microsecond=0),
        "kinds": ("helpline",),
        "location": Location(latitude=25.0, longitude=-80.0),
    }


@pytest.mark.parametrize(
    ("pointer", "body"),
    [
        ("/q", {"q": " "}),
        ("/q", {"q": "x" * 201}),
        ("/q", {"q": "a\0"}),
        ("/kinds/0", {"kinds": ["cure"]}),
        ("/location", {"location": {}}),
        ("/radius_km", {"radius_km": 0}),
        ("/limit", {"limit": 101}),
        ("/cursor", {"cursor": 1}),
        ("/cursor", {"cursor": "bad"}),
        ("/needs", {"needs": "x"}),
    ],
)
def test_search_rules(client: FlaskClient, pointer: str, body: dict[str, Any]) -> None:
    assert pointers(client.post("/v1/resources/search", json=body)) == {pointer}


def test_search_near_an_unknown_place(client: FlaskClient) -> None:
    body = {"location": {"place": "Nowhere"}}
    problem(client.post("/v1/resources/search", json=body), 422, "unknown-place")


def test_a_report_is_kept(client: FlaskClient, settings: Settings) -> None:
    response = client.post(REPORTS, json={"kind": "hours", "detail": "Meets on Thursdays 🕖"})
    assert response.status_code == 201
    assert response.get_json() == {
        "id": 1,
        "resource_id": RESOURCE.id,
        "kind": "hours",
        "received_at": "2026-11-22T23:00:42.000007+00:00",
    }
    assert client.post(REPORTS, json={"kind": "closed"}).get_json()["id"] == 2
    assert ReportStore(settings.reports).all() == [
        Report(id=1, resource_id=RESOURCE.id, kind="hours", detail="Meets on Thursdays 🕖", received_at=NOW),
        Report(id=2, resource_id=RESOURCE.id, kind="closed", detail=None, received_at=NOW),
    ]


@pytest.mark.parametrize(
    ("pointer", "body"),
    [
        ("/kind", {}),
        ("/kind", {"kind": "rude"}),
        ("/kind", {"kind": None}),
        ("/detail", {"kind": "other", "detail": "x" * 501}),
        ("/detail", {"kind": "other", "detail": " "}),
        ("/detail", {"kind": "other", "detail": 1}),
        ("/name", {"kind": "other", "name": "me"}),
    ],
)
def test_report_rules(client: FlaskClient, settings: Settings, pointer: str, body: dict[str, Any]) -> None:
    assert pointers(client.post(REPORTS, json=body)) == {pointer}
    assert ReportStore(settings.reports).all() == []


def test_report_on_an_unknown_listing(client: FlaskClient, settings: Settings) -> None:
    problem(client.post("/v1/resources/nobody/reports", json={"kind": "closed"}), 404, "unknown-resource")
    assert ReportStore(settings.reports).all() == []


def test_a_report_that_cannot_be_kept(client: FlaskClient, settings: Settings) -> None:
    settings.reports.mkdir(parents=True)
    problem(client.post(REPORTS, json={"kind": "closed"}), 503, "reports-unavailable")
    with pytest.raises(ReportsUnavailableError):
        ReportStore(settings.reports).all()


def test_the_file_is_written_ahead(tmp_path: Path) -> None:
    path = tmp_path / "reports.sqlite"
    ReportStore(path).add("a", "phone", None, datetime(2026, 1, 1, tzinfo=UTC))
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    store = ReportStore(tmp_path / "reports.sqlite")
    threads = [
        threading.Thread(target=lambda: [store.add("a", "phone", None, NOW) for _ in range(5)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.id for report in store.all()] == list(range(1, 41))


@pytest.mark.parametrize("path", [f"/v1/resources/{RESOURCE.id}", "/health/ready"])
def test_without_a_snapshot(empty_client: FlaskClient, path: str) -> None:
    body = problem(empty_client.get(path), 503, "no-snapshot")
    assert body["detail"] == "There is no index yet; build one with: python -m indexer build."


@pytest.mark.parametrize("path", ["/v1/resources/search", "/v1/places", REPORTS])
def test_without_a_snapshot_post(empty_client: FlaskClient, path: str) -> None:
    bodies = {"/v1/places": {"q": "x"}, REPORTS: {"kind": "closed"}}
    problem(empty_client.post(path, json=bodies.get(path, {})), 503, "no-snapshot")
