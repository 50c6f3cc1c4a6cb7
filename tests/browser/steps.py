"""What is done over and over at the desk, and what can be seen of it."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page

STATEMENT = "I started drinking again, there is no bus to group, and I need food for my kids until Friday"
ZIP = "33130"
DANGER = "I want to kill myself, I have pills here"


def fill(page: Page, needs: str = STATEMENT, place: str = ZIP) -> None:
    page.fill("#needs", needs)
    page.fill("#place", place)


def answered(page: Page, needs: str = STATEMENT, place: str = ZIP) -> None:
    """Asks, and waits for the cards."""
    fill(page, needs, place)
    page.click("#search")
    page.wait_for_selector("#results .card")


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def fits(page: Page) -> bool:
    """Whether nothing makes the page wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def until(page: Page, script: str) -> Any:
    """What `script` comes to, once that is something. (Playwright's own waiting evaluates text, which the content
    security policy forbids.)"""
    deadline = time.monotonic() + 10
    while not (value := page.evaluate(script)):
        assert time.monotonic() < deadline, script
        page.wait_for_timeout(20)
    return value


def on_the_sheet(page: Page) -> list[str]:
    """Ids of the listings that are pinned, as shown; they are what the form sends."""
    shown = page.eval_on_selector_all("#pinned > li", "items => items.map((item) => item.dataset.listing)")
    sent = page.eval_on_selector_all("#question > input[name=pinned]", "fields => fields.map((field) => field.value)")
    assert shown == sent
    return [str(each) for each in shown]


def cards(page: Page) -> list[str]:
    ids = page.eval_on_selector_all(".card[data-listing]", "cards => cards.map((card) => card.dataset.listing)")
    return [str(each) for each in ids]
