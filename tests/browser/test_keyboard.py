"""The desk by keyboard alone, at the width of a phone and of a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.steps import STATEMENT, ZIP, answered, cards, fits, focused, on_the_sheet, until

pytestmark = [pytest.mark.integration, pytest.mark.parametrize("width", [360, 1440])]


def test_three_actions_after_typing_are_a_printed_sheet_of_three(open_page: Opener, width: int) -> None:
    page = open_page(width)
    page.keyboard.press("/")
    assert focused(page) == "needs"
    page.keyboard.type(STATEMENT)
    page.keyboard.press("Tab")
    page.keyboard.type(ZIP)
    actions = 0

    page.keyboard.press("Enter")
    actions += 1
    page.wait_for_selector(".plan .card")
    page.keyboard.press("Shift+P")
    actions += 1
    assert until(page, "window.printed") == 1  # the third action is the print dialog's own Enter
    actions += 1

    assert actions == 3
    paper = page.frames[-1]
    assert paper.locator("article").count() == 3
    assert len(on_the_sheet(page)) == 3
    assert "drinking again" not in (paper.text_content("body") or "")
    assert page.evaluate("history.length") == 2  # the empty page of the browser, and the desk


def test_enter_in_the_words_searches(open_page: Opener, width: int) -> None:
    page = open_page(width)
    page.keyboard.press("/")
    page.keyboard.type(STATEMENT)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and that is all")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results .card")
    assert focused(page) == "results"
    assert page.input_value("#needs") == f"{STATEMENT}\nand that is all"
    page.keyboard.press("/")
    assert focused(page) == "needs"


def test_arrows_numbers_and_letters(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    listed = cards(page)
    steps = [("ArrowDown", 0), ("ArrowRight", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowLeft", 0), ("ArrowLeft", 0)]
    for key, place in [*steps, ("3", 2), ("1", 0)]:
        page.keyboard.press(key)
        assert focused(page) == f"card-{listed[place]}", key
    page.keyboard.press("p")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("p")
    assert on_the_sheet(page) == listed[:2]
    expect(page.locator("#status")).to_contain_text("2")
    page.keyboard.press("p")
    assert on_the_sheet(page) == listed[:1]
    page.keyboard.press("c")
    expect(page.locator("#handed")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("1. ")
    assert "\n\n2. " not in copied
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+P")
    assert until(page, "window.printed") == 1
    assert page.frames[-1].locator("article").count() == 1
    assert fits(page)


def test_the_list_of_keys_and_turning_them_off(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("p")
    assert on_the_sheet(page) == []
    page.keyboard.press("Space")  # the switch has the focus
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("1")
    page.keyboard.press("p")
    page.keyboard.press("/")
    assert on_the_sheet(page) == []
    assert focused(page) == "results"
    page.click("[data-keys]")
    assert page.is_checked("#keys-off")


def test_letters_that_are_typed_are_letters(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    page.focus("#place")
    page.keyboard.press("End")
    page.keyboard.type("/p?1c")
    assert page.input_value("#place") == ZIP + "/p?1c"
    assert on_the_sheet(page) == []
    expect(page.locator("#keys")).to_be_hidden()
