"""What the page weighs and may do: small, strict, and of one host."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Response

from tests.browser.conftest import Opener

pytestmark = pytest.mark.integration

STATIC = Path(__file__).resolve().parents[2] / "api" / "static"
OF_THE_DOCS = "docs.js"
PAGE = 120 * 1024
SCRIPTS = 20 * 1024


def test_the_scripts_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in STATIC.glob("*.js") if path.name != OF_THE_DOCS}
    assert 0 < sum(sizes.values()) <= SCRIPTS, sizes


@pytest.mark.parametrize("desk", ["staff", "public"])
def test_the_page_is_small_before_results(open_page: Opener, desk: str) -> None:
    page = open_page(desk=desk)
    got: list[Response] = []
    page.on("response", lambda response: got.append(response))
    page.reload(wait_until="networkidle")
    weights = {response.url: len(response.body()) for response in got if response.status != 304}
    assert len([url for url in weights if url.endswith(".js")]) >= 6
    assert sum(weights.values()) <= PAGE, weights


def test_the_policy_is_strict(open_page: Opener, addresses: dict[str, str]) -> None:
    page = open_page()
    answer = page.request.get(addresses["staff"])
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers
    assert page.locator("[style], style, script:not([src]), [onclick]").count() == 0
