"""The desk in a real browser: Debian's chromium, a served application, and what must hold in every test of them.

`open_page` gives pages that are watched: whatever a test does, no request goes to another host, nothing breaks the
content security policy, no script fails, no cookie is set, nothing is stored, and no address holds a word that was
typed. `BUNDLED_INDEX` names a folder with the bundled index where one need not be built.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from api.app import create_app
from api.index_provider import IndexProvider
from api.services import Engine
from api.settings import Settings
from matcher.match import match
from tests.api.conftest import NOW

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SLOW = "slowly"
"""A word in a statement that makes its answer take a second."""
LONG = "with the longest name of all"
"""Words in a statement that make every name very long."""
WORDS = ("drinking", "bus to group", "food for my kids")
"""What is typed in tests and must be in no address."""

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def index_folder(request: pytest.FixtureRequest) -> Path:
    named = os.environ.get("BUNDLED_INDEX")
    folder: Path = Path(named) if named else request.getfixturevalue("bundled_folder")
    return folder


def odd_match(request: Any, *rest: Any) -> Mapping[str, Any]:
    """The matcher, made slow or its names long where a statement asks for it."""
    needs = request.needs or ""
    if SLOW in needs:
        time.sleep(1)
    answer: dict[str, Any] = dict(match(request, *rest))
    if LONG in needs:
        for found in answer["recommendations"]:
            found["resource"]["name"] = found["resource"]["name"] + " Antidisestablishmentarianism" * 9
    return answer


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which `app` is served meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="package")
def addresses(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where the desks of both kinds are served, by the setting's name, and where the exit leads."""
    reports = tmp_path_factory.mktemp("reports") / "reports.sqlite"
    provider = IndexProvider(index_folder)
    engine = Engine(match=odd_match)

    def made(**changed: str) -> Flask:
        settings = Settings(index=index_folder, reports=reports, **changed)  # type: ignore[arg-type]
        return create_app(settings, index_provider=provider, engine=engine, clock=lambda: NOW)

    with served(made()) as staff:
        elsewhere = f"{staff}/health/live"
        with served(made(desk="public", exit_url=elsewhere)) as public:
            yield {"staff": staff, "public": public, "exit": elsewhere}


def chromium() -> str:
    """The browser's path; the test is skipped where there is none."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no chromium here: install Debian's package of this name to test the desk in a browser")
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, addresses: dict[str, str]) -> Iterator[Opener]:
    """Opens the desk: `open_page(width, desk="staff", scripts=True, lang="en", theme="light")`."""
    contexts = []
    asked: list[str] = []
    wrong: list[str] = []

    def opened(
        width: int = 1440, *, desk: str = "staff", scripts: bool = True, lang: str = "en", theme: str = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale={"en": "en-US", "es": "es-US"}[lang],
            color_scheme="dark" if theme == "dark" else "light",
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=addresses[desk])
        context.add_init_script("window.print = () => { top.printed = (top.printed ?? 0) + 1; }")
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on(
            "console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(addresses[desk])
        return page

    yield opened
    for context in contexts:
        assert context.cookies() == []
        for page in context.pages:
            assert not any(word in unquote_plus(page.url) for word in WORDS), page.url
            if page.url.startswith("http"):
                assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        context.close()
    assert wrong == []
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} <= {"127.0.0.1"}
    assert [url for url in asked if any(word in unquote_plus(url) for word in WORDS)] == []
