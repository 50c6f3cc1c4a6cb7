"""The page for people who search for themselves: it is left at once, and going back finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.steps import STATEMENT, answered, cards, fits, on_the_sheet, until

pytestmark = [pytest.mark.integration, pytest.mark.parametrize("width", [360, 1440])]


def gone(page: Page, addresses: dict[str, str]) -> None:
    page.wait_for_url(addresses["exit"])
    assert page.evaluate("history.length") == 2  # the page before, and in place of the desk where the exit leads
    page.go_back()
    assert page.url == "about:blank"


def test_the_button(open_page: Opener, addresses: dict[str, str], width: int) -> None:
    page = open_page(width, desk="public")
    answered(page)
    assert page.title() == "Search"
    assert fits(page)
    page.click("#exit")
    gone(page, addresses)


def test_shift_three_times(open_page: Opener, addresses: dict[str, str], width: int) -> None:
    page = open_page(width, desk="public")
    page.focus("#needs")
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    page.keyboard.type(" Three Capital Letters")
    assert page.input_value("#needs") == "a Three Capital Letters"
    for _ in range(3):
        page.keyboard.press("Shift")
    gone(page, addresses)


def test_the_page_is_empty_before_it_is_left(open_page: Opener, addresses: dict[str, str], width: int) -> None:
    page = open_page(width, desk="public")
    answered(page)
    page.route(addresses["exit"], lambda route: route.fulfill(status=204))  # an answer that leaves the page standing
    page.click("#exit")
    until(page, "document.body.childElementCount === 0 && document.title === ''")


def test_the_list_is_kept_and_printed(open_page: Opener, width: int) -> None:
    page = open_page(width, desk="public")
    answered(page)
    page.click(".card [data-act=pin] >> nth=0")
    assert on_the_sheet(page) == cards(page)[:1]
    assert page.text_content("#sheet h2") == "My list"
    page.click("[data-medium=print]")
    assert until(page, "window.printed") == 1
    assert len(page.context.pages) == 1  # no second page stays behind


def test_enter_is_a_new_line(open_page: Opener, width: int) -> None:
    page = open_page(width, desk="public")
    page.focus("#needs")
    page.keyboard.type(STATEMENT)
    page.keyboard.press("Enter")
    assert page.input_value("#needs") == f"{STATEMENT}\n"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#results .card")
