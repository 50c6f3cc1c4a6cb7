"""The application on a real index behind a client that holds every answer against the published OpenAPI document."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.settings import Settings
from tests.docs.openapi import Document

NOW = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
AS_OF = "2026-11-22T18:00:00-05:00"
MATCHES, EXPLAIN = "/v1/matches", "/v1/matches/explain"
SEARCH, LISTING = "/v1/resources/search", "/v1/resources/{resource_id}"
REPORTS = f"{LISTING}/reports"
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
