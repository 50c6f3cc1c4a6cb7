"""Every flow of the desk with scripts: one page that is never left, and nothing of it in the address or the history."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Route, expect

from api.desk.call_sheet import SMS_CHARACTERS
from tests.browser.conftest import LONG, SLOW, Opener
from tests.browser.steps import DANGER, STATEMENT, ZIP, answered, cards, fill, fits, focused, on_the_sheet, until

pytestmark = [pytest.mark.integration, pytest.mark.parametrize("width", [360, 1440])]


def same_page(page: Page) -> bool:
    """Whether this page was loaded once, and its address says nothing."""
    return bool(page.evaluate("history.length === 2 && location.pathname + location.search + location.hash === '/'"))


def test_an_answer_comes_without_a_load(open_page: Opener, width: int) -> None:
    page = open_page(width)
    assert fits(page)
    answered(page)
    assert same_page(page)
    assert focused(page) == "results"
    assert page.locator(".plan .card").count() == 3
    assert page.input_value("#needs") == STATEMENT
    assert str(page.locator(".card").count()) in (page.text_content("#status") or "")
    assert page.locator("mark[data-needs]").count() >= 3
    assert fits(page)
    page.reload()
    assert page.input_value("#needs") == ""
    assert page.locator(".card").count() == 0


def test_meanwhile_there_is_a_skeleton_and_it_is_said(open_page: Opener, width: int) -> None:
    page = open_page(width)
    fill(page, f"{STATEMENT} {SLOW}")
    page.click("#search")
    expect(page.locator(".skeleton")).to_be_visible()
    expect(page.locator("#status")).to_have_text("Looking …")
    page.focus("#needs")
    page.keyboard.press("End")
    page.keyboard.type(" more")
    page.wait_for_selector("#results .card")
    assert page.locator(".skeleton").count() == 0
    assert page.input_value("#needs").endswith(" more")  # what is typed meanwhile stays
    assert focused(page) == "needs"


def test_the_last_question_is_the_one_answered(open_page: Opener, width: int) -> None:
    page = open_page(width)
    fill(page, f"{STATEMENT} {SLOW}")
    page.click("#search")
    page.wait_for_selector(".skeleton")
    page.fill("#needs", "I need a detox bed")
    page.click("#search")
    page.wait_for_selector("#results .card")
    page.wait_for_timeout(1100)
    assert page.text_content(".statement") == "I need a detox bed" + (page.text_content(".statement sup") or "")


def test_needs_are_removed_weighed_added_and_taken_back(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    first = page.get_attribute(".chip", "data-need")
    page.click(f"button[value='more:{first}']")
    expect(page.locator(f".chip[data-need='{first}']")).to_contain_text("matters more")
    page.click(f"button[value='less:{first}']")
    expect(page.locator(f".chip[data-need='{first}']")).to_contain_text("matters less")
    page.focus(f"button[value='remove:{first}']")
    page.keyboard.press("Enter")
    expect(page.locator(f".chip[data-need='{first}']")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.chip') !== null")
    page.click(f"button[value='restore:{first}']")
    expect(page.locator(f".chip[data-need='{first}']")).to_have_count(1)
    page.select_option("#add_need", index=5)
    added = page.input_value("#add_need")
    page.click(".add button")
    expect(page.locator(f".chip[data-need='{added}']")).to_have_count(1)
    assert same_page(page)
    assert fits(page)


def test_danger_comes_first(open_page: Opener, width: int) -> None:
    page = open_page(width)
    fill(page, DANGER)
    page.click("#search")
    page.wait_for_selector(".crisis")
    assert page.evaluate("document.activeElement.matches('section.crisis')")
    assert "Help right now" in (page.text_content("#status") or "")
    assert page.locator(".crisis a[href='tel:988']").count() >= 1
    assert page.locator(".crisis a[href='sms:988']").count() >= 1
    assert page.locator(".crisis a[href^='https://']").count() >= 1
    assert page.evaluate("document.querySelector('.crisis').getBoundingClientRect().top") < 200
    assert fits(page)


def test_what_is_wrong_is_said_and_nothing_is_lost(open_page: Opener, width: int) -> None:
    page = open_page(width)
    fill(page, place="Springfield")
    page.click("#search")
    page.wait_for_selector("section.errors")
    assert page.evaluate("document.activeElement.matches('section.errors')")
    assert page.locator("input[name=place_choice]").count() > 2
    page.check("input[name=place_choice] >> nth=1")
    page.click("#search")
    page.wait_for_selector("#results .card")
    page.fill("#place", "Nowhereatall")
    page.click("#search")
    page.wait_for_selector("section.errors")
    assert page.input_value("#needs") == STATEMENT
    assert fits(page)


def test_a_desk_that_does_not_answer(open_page: Opener, width: int) -> None:
    page = open_page(width)
    fill(page)
    page.route("**/", lambda route: route.abort())
    page.click("#search")
    expect(page.locator("#failed")).to_contain_text("did not answer")
    assert page.input_value("#needs") == STATEMENT
    page.unroute("**/")

    def broken(route: Route) -> None:
        route.fulfill(status=500, content_type="application/problem+json", body="{}")

    page.route("**/", broken)
    page.click("#search")
    expect(page.locator("#failed")).to_be_focused()
    page.unroute("**/")
    page.click("#search")
    page.wait_for_selector("#results .card")
    assert page.locator("#failed").count() == 0


def test_places_are_completed(open_page: Opener, width: int) -> None:
    page = open_page(width)
    with page.expect_request("**/v1/places") as asked:
        page.locator("#place").press_sequentially("Portl")
    assert asked.value.method == "POST"
    assert json.loads(asked.value.post_data or "")["q"].startswith("Po")
    until(page, "document.querySelectorAll('#places option[value=\"Portland, OR\"]').length")


def test_the_sheet_is_handed_over(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    listed = cards(page)
    page.click("#pin-plan")
    assert on_the_sheet(page) == listed[:3]
    page.click(f"#card-{listed[0]} [data-act=unpin]")
    assert on_the_sheet(page) == listed[1:3]
    assert page.evaluate("document.activeElement.dataset.act") == "pin"
    page.click(f"#card-{listed[0]} [data-act=pin]")
    assert on_the_sheet(page) == [*listed[1:3], listed[0]]
    assert same_page(page)

    page.click("[data-medium=text]")
    expect(page.locator("#handed h2")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").count("\n\n") == 2
    page.keyboard.press("Escape")
    page.click("[data-medium=sms]")
    expect(page.locator("#handed a[href^='sms:?&body=']")).to_have_count(3)
    for link in page.locator("#handed a[href^='sms:']").all():
        assert len(unquote((link.get_attribute("href") or "").partition("body=")[2])) <= SMS_CHARACTERS
    assert fits(page)
    page.keyboard.press("Escape")
    with page.expect_download() as saved:
        page.click("[data-medium=csv]")
    assert saved.value.suggested_filename == "call-sheet.csv"
    page.click("[data-medium=print]")
    assert until(page, "window.printed") == 1
    assert page.frames[-1].locator("article").count() == 3

    page.click("#search")  # the server's page says the same of what is pinned
    page.wait_for_timeout(50)
    page.wait_for_selector("#results .card[data-pinned]")
    assert on_the_sheet(page) == [*listed[1:3], listed[0]]
    page.reload()
    assert on_the_sheet(page) == []
    assert page.is_hidden("#sheet")


def test_meetings_are_saved_as_a_calendar(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page, "I need an AA meeting in person, today")
    page.click("[data-meets] [data-act=pin] >> nth=0")
    with page.expect_download() as saved:
        page.click("[data-medium=calendar]")
    assert saved.value.suggested_filename == "meetings.ics"
    assert saved.value.path().read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_a_listing_is_reported_and_another_asked_about(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    page.click(".card [data-act=report] >> nth=0")
    page.wait_for_selector("#report")
    assert focused(page) == "report"
    page.check("input[name=report_kind] >> nth=0")
    page.click("button[value^='send_report:']")
    expect(page.locator("#report [role=status]")).to_be_visible()
    page.fill("#why_name", "Betty Ford")
    page.press("#why_name", "Enter")
    page.wait_for_selector("#why-not")
    assert focused(page) == "why-not"
    assert fits(page)
    assert same_page(page)


def test_longer_lists_and_what_was_left_out(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    shown = page.locator(".card").count()
    page.click("button[value^='limit:']")
    expect(page.locator(".card").nth(shown)).to_be_attached()
    assert fits(page)
    page.click(".left-out button >> nth=0")
    expect(page.locator("#radius")).not_to_have_value("25")
    page.click(".ring-map a >> nth=0", force=True)
    assert focused(page).startswith("card-")
    assert same_page(page)


def test_the_language_changes_in_the_page(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page)
    page.click("button[value='lang:es']")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#search")).to_have_text("Buscar apoyo")
    assert page.input_value("#needs") == STATEMENT
    page.click("#pin-plan")
    assert page.text_content(".card [data-act=unpin] >> nth=0") == "Quitar de la hoja"
    page.focus("#place")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results .card[data-pinned]")
    assert page.get_attribute("html", "lang") == "es"
    assert same_page(page)


def test_odd_shapes_fit(open_page: Opener, width: int) -> None:
    page = open_page(width)
    answered(page, f"{STATEMENT} {LONG}")
    page.click("#pin-plan")
    assert fits(page)
    answered(page, "somebody to talk to", "")
    expect(page.locator(".ring-map")).to_have_count(0)
    assert fits(page)
    assert page.locator("#question").evaluate("form => new FormData(form).get('place')") == ""
    assert ZIP not in page.content()
