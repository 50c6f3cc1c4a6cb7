"""Over HTTP, on a real index: the same again gives the same, and listings, pages and reports keep what they promise."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.reports import ReportStore
from tests.contract.http_service import AS_OF, LISTING, MARK, MATCHES, NOW, REPORTS, SAID, SEARCH, Service, send_to
from tests.contract.requests import HOSTILE

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def service(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(bundled_folder, tmp_path_factory.mktemp("http") / "reports.sqlite")


@pytest.fixture(scope="module")
def ids(service: Service) -> list[str]:
    """Ids of the listings around Miami, the nearest first."""
    body = service.post(SEARCH, {"location": {"place": "33130"}, "limit": 100}).get_json()
    return [each["resource"]["id"] for each in body["resources"]]


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
        "reports": service.post(f"{listing}/reports", {"kind": "hours"}, REPORTS),
        "listing": service.get(listing, LISTING),
    }
    told = {name: response.headers["Cache-Control"] for name, response in caching.items()}
    assert told == dict.fromkeys(caching, "no-store") | {"listing": "no-cache"}
    assert {response.status_code for response in caching.values()} == {200, 201}
    assert all("Set-Cookie" not in response.headers for response in caching.values())


# Listings


def test_a_listings_tag_holds_while_the_listing_does(
    service: Service, ids: list[str], bundled_folder: Path, tmp_path: Path
) -> None:
    reopened = Service(bundled_folder, tmp_path / "reports.sqlite")
    later = Service(bundled_folder, tmp_path / "reports.sqlite", NOW + timedelta(days=30))
    changed = 0
    for each in ids[:40]:
        first = service.get(f"/v1/resources/{each}", LISTING)
        tag = first.headers["ETag"]
        for again in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            kept = reopened.get(f"/v1/resources/{each}", LISTING, If_None_Match=again)
            assert (kept.status_code, kept.data, kept.headers["ETag"]) == (304, b"", tag)
        assert reopened.get(f"/v1/resources/{each}", LISTING, If_None_Match='"other"').data == first.data
        then = later.get(f"/v1/resources/{each}", LISTING, If_None_Match=tag)
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
        {"kind": "phone", "detail": "Rings out. ☎️ \u202eمغلق"},
        {"kind": "other", "detail": "x" * 500},
    ]
    for number, body in enumerate(sent, start=1):
        opened = Service(bundled_folder, file)
        path = f"/v1/resources/{ids[number]}/reports"
        response = opened.post(path, body, REPORTS)
        assert (response.status_code, response.get_json()["id"]) == (201, number)
        for wrong in (
            {"kind": "closed", "detail": "x" * 501},
            {"kind": "rude"},
            {"kind": "closed", "detail": "\0"},
            {},
        ):
            assert opened.post(path, wrong, REPORTS).status_code == 422
    kept = ReportStore(file).all()
    assert [(report.kind, report.detail) for report in kept] == [(body["kind"], body.get("detail")) for body in sent]
    assert [report.resource_id for report in kept] == ids[1:4]
    assert {report.received_at for report in kept} == {NOW}
