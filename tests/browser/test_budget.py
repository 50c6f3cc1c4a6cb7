"""What the page weighs and may do: small, strict, and of one host."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.integration

STATIC = Path(__file__).resolve().parents[2] / "api" / "static"
SCRIPT_FILES = [path for path in STATIC.glob("*.js") if path.name != "docs.js"]
PAGE = 120 * 1024
SCRIPTS = 20 * 1024


def test_the_scripts_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in SCRIPT_FILES}
    assert 0 < sum(sizes.values()) <= SCRIPTS, sizes


@pytest.mark.parametrize("desk", ["staff", "public"])
def test_the_page_is_small_before_results(open_page: Opener, desk: str) -> None:
    page = open_page(desk=desk)
    page.wait_for_load_state("networkidle")
    weights: dict[str, int] = page.evaluate(
        """Object.fromEntries(["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
            .map((entry) => [entry.name, entry.transferSize]))"""
    )
    assert len([url for url in weights if url.endswith(".js")]) == len(SCRIPT_FILES)
    assert all(weights.values())
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
