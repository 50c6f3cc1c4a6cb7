"""`python -m tests.browser.screenshots`: pictures of the desk for the README, from the bundled directory.

It serves the index of `MATCHER_INDEX` and writes `docs/*.png`. The clock stands still, so that the pictures change
only where the desk does.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from api.index_provider import IndexProvider
from api.settings import Settings
from tests.api.conftest import NOW
from tests.browser.conftest import ARGUMENTS, served
from tests.browser.steps import answered

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main() -> int:
    path = shutil.which("chromium")
    if path is None:
        print("no chromium here: install Debian's package of this name", file=sys.stderr)
        return 1
    folder = Settings.from_environment().index
    provider = IndexProvider(folder)

    def made(desk: str) -> Flask:
        settings = Settings(index=folder, reports=Path("unused.sqlite"), desk=desk)
        return create_app(settings, index_provider=provider, clock=lambda: NOW)

    DOCS.mkdir(exist_ok=True)
    with served(made("staff")) as staff, served(made("public")) as public, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        desk_and_sheet(browser, staff)
        public_page(browser, public)
        browser.close()
    return 0


def desk_and_sheet(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, java_script_enabled=False)
    page.goto(address)
    answered(page)
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=DOCS / "desk.png")
    with page.expect_popup() as opened:
        page.click("#print-plan")
    sheet = opened.value
    sheet.wait_for_selector("article")
    sheet.set_viewport_size({"width": 820, "height": 1060})
    sheet.screenshot(path=DOCS / "call-sheet.png")
    page.close()


def public_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 860}, color_scheme="dark")
    page.goto(address)
    answered(page)
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=DOCS / "public.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
