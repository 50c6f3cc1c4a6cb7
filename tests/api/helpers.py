"""What many of the API's tests check."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse


def problem(response: TestResponse, status: int, slug: str) -> dict[str, Any]:
    """The problem object of `response`, which must be one of `status` and `slug`."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    body = response.get_json(force=True)
    assert isinstance(body, dict)
    assert body["type"] == f"urn:support-matcher:problem:{slug}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def pointers(response: TestResponse) -> set[str]:
    """The pointers of the errors of a 422 problem."""
    return {error["pointer"] for error in problem(response, 422, "invalid-request")["errors"]}
