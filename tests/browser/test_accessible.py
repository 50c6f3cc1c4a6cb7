"""axe-core finds nothing wrong with any state of the desk, in both languages and both themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LONG, Opener
from tests.browser.steps import DANGER, STATEMENT, answered, fill

pytestmark = [
    pytest.mark.integration,
    pytest.mark.parametrize(
        ("lang", "theme", "width"),
        [("en", "light", 1440), ("en", "dark", 360), ("es", "light", 360), ("es", "dark", 1440)],
    ),
]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds, as the rule and the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


def test_the_staff_desk(open_page: Opener, lang: str, theme: str, width: int) -> None:
    page = open_page(width, lang=lang, theme=theme)
    found = {"empty": violations(page)}
    page.keyboard.press("?")
    found["keys"] = violations(page)
    page.keyboard.press("Escape")
    answered(page, f"{STATEMENT} {LONG}")
    page.click("#pin-plan")
    page.click("#more summary")
    found["answered, with a sheet"] = violations(page)
    page.click("[data-medium=text]")
    page.wait_for_selector("#handed[open]")
    found["copied"] = violations(page)
    page.keyboard.press("Escape")
    page.click("[data-medium=sms]")
    page.wait_for_selector("#handed[open] a")
    found["messages"] = violations(page)
    page.keyboard.press("Escape")
    page.click(".chip button[value^='remove:'] >> nth=0")
    page.wait_for_selector(".dropped")
    page.click(".card [data-act=report] >> nth=0")
    page.wait_for_selector("#report")
    page.fill("#why_name", "Recovery")
    found["a report"] = violations(page)
    page.press("#why_name", "Enter")
    page.wait_for_selector("#why-not")
    found["why not"] = violations(page)
    fill(page, DANGER, "Springfield")
    page.click("#search")
    page.wait_for_selector("section.errors")
    found["danger, and a place to choose"] = violations(page)
    page.route("**/", lambda route: route.abort())
    page.click("#search")
    page.wait_for_selector("#failed")
    found["no answer"] = violations(page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_the_public_desk_and_the_sheet(open_page: Opener, lang: str, theme: str, width: int) -> None:
    page = open_page(width, lang=lang, theme=theme, desk="public")
    found = {"empty": violations(page)}
    answered(page)
    found["answered"] = violations(page)
    sheet = open_page(width, lang=lang, theme=theme, scripts=False)
    answered(sheet)
    with sheet.expect_popup() as opened:
        sheet.click("#print-plan")
    opened.value.wait_for_selector("article")
    html = opened.value.content()
    page.route("**/sheet-as-shown", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(page.url + "sheet-as-shown")
    found["the sheet"] = violations(page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
