"""Every flow of the desk without scripts: each button sends the page's one form."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.steps import DANGER, STATEMENT, answered, cards, fill, fits, on_the_sheet

pytestmark = [pytest.mark.integration, pytest.mark.parametrize("width", [360, 1440])]


def test_two_presses_after_typing_are_a_sheet_that_fits_a_page(open_page: Opener, width: int) -> None:
    page = open_page(width, scripts=False)
    assert fits(page)
    answered(page)
    assert page.locator(".plan .card").count() == 3
    assert fits(page)
    with page.expect_popup() as opened:
        page.click("#print-plan")
    sheet = opened.value
    sheet.wait_for_selector("article >> nth=2")
    assert fits(sheet)
    assert sheet.pdf(format="Letter").count(b"/Type /Page\n") == 1


def test_keyboard_only(open_page: Opener, width: int) -> None:
    page = open_page(width, scripts=False, lang="es")
    page.focus("#needs")
    page.keyboard.type(STATEMENT)
    page.keyboard.press("Tab")
    page.keyboard.type("33130")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results .card")
    assert page.get_attribute("html", "lang") == "es"  # Enter presses no language's button
    page.focus("#pin-plan")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pinned li >> nth=2")
    assert on_the_sheet(page) == cards(page)[:3]


def test_needs_sheet_report_and_why_not(open_page: Opener, width: int) -> None:
    page = open_page(width, scripts=False)
    answered(page)
    first = page.get_attribute(".chip", "data-need")
    page.click(f"button[value='more:{first}']")
    expect(page.locator(f".chip[data-need='{first}']")).to_contain_text("matters more")
    page.click(f"button[value='remove:{first}']")
    expect(page.locator(f".chip[data-need='{first}']")).to_have_count(0)
    page.click(f"button[value='restore:{first}']")
    expect(page.locator(f".chip[data-need='{first}']")).to_have_count(1)
    page.click(".card [data-act=pin] >> nth=0")
    page.wait_for_selector("#pinned li")
    assert on_the_sheet(page) == cards(page)[:1]
    for medium, shown in (("text", "1. "), ("sms", "Text messages")):
        with page.expect_popup() as opened:
            page.click(f"[data-medium={medium}]")
        expect(opened.value.locator("body")).to_contain_text(shown)
        assert fits(opened.value)
        opened.value.close()
    with page.expect_download() as saved:
        page.click("[data-medium=csv]")
    assert saved.value.suggested_filename == "call-sheet.csv"
    page.click(".card [data-act=report] >> nth=0")
    page.wait_for_selector("#report")
    page.check("input[name=report_kind] >> nth=0")
    page.click("button[value^='send_report:']")
    expect(page.locator("#report [role=status]")).to_be_visible()
    page.fill("#why_name", "Betty Ford")
    page.press("#why_name", "Enter")
    page.wait_for_selector("#why-not")
    page.click("#pinned button")
    expect(page.locator("#pinned li")).to_have_count(0)
    assert fits(page)


def test_danger_wrong_places_and_languages(open_page: Opener, width: int) -> None:
    page = open_page(width, scripts=False)
    fill(page, DANGER, "Springfield")
    page.click("#search")
    page.wait_for_selector(".crisis a[href='tel:988']")
    page.check("input[name=place_choice] >> nth=0")
    page.click("#search")
    page.wait_for_selector("#results")
    page.click("button[value='lang:es']")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.input_value("#needs") == DANGER
    assert fits(page)


def test_the_public_page(open_page: Opener, addresses: dict[str, str], width: int) -> None:
    page = open_page(width, scripts=False, desk="public")
    answered(page)
    assert fits(page)
    page.click("#exit")
    page.wait_for_url(addresses["exit"])
