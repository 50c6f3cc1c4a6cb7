"""Every button of the desk works without scripts: it sends the form, and the page that answers holds what it did."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.desk.actions import apply
from api.desk.form import DeskForm
from api.desk.left_out import left_out
from api.guards import HEADERS
from api.reports import ReportStore
from api.settings import Settings
from tests.api.conftest import NOW
from tests.api.fakes import RESOURCE, FakeEngine, provider
from tests.api.test_desk import page
from tests.api.test_desk_words import ASK

RIDE = "transport-to-appointments"


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("remove:a", {"need_ids": ("a",), "raised_needs": ("a",)}, {"dropped_needs": ("a",)}),
        ("restore:a", {"dropped_needs": ("b", "a")}, {"dropped_needs": ("b",)}),
        ("more:a", {"lowered_needs": ("a",)}, {"raised_needs": ("a",)}),
        ("less:a", {"raised_needs": ("a", "b")}, {"raised_needs": ("b",), "lowered_needs": ("a",)}),
        ("as_said:a", {"raised_needs": ("a",)}, {}),
        ("radius:40", {"radius": "25"}, {"radius": "40"}),
        ("lift:cost", {"cost": "free"}, {}),
        ("lift:mode", {"modes": ("online",)}, {}),
        ("lift:closed", {"open_at": "2026-11-22T19:00"}, {}),
        ("limit:50", {}, {"limit": "50"}),
        ("lang:es", {"lang": "en"}, {"lang": "es"}),
        ("pin:a b", {"pinned": ("b", "c")}, {"pinned": ("b", "c", "a")}),
        ("unpin:b", {"pinned": ("b", "c")}, {"pinned": ("c",)}),
        ("why:a", {}, {}),
        ("", {"cost": "free"}, {"cost": "free"}),
    ],
)
def test_what_a_button_does(act: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    assert apply(DeskForm(act=act, **before)) == DeskForm(act=act, **after)


@pytest.mark.parametrize("act", ["pin", "pin:", "sell:a", "lift:place", ":a"])
def test_what_no_button_does_is_refused(client: FlaskClient, act: str) -> None:
    page(client.post("/", data=ASK | {"act": act}), 422)


def test_needs_are_removed_added_and_weighed(client: FlaskClient, fake: FakeEngine) -> None:
    data = ASK | {"need_ids": ["", "food-pantry"], "raised_needs": "warmline", "lowered_needs": ["dental", "no-such"]}
    again = page(client.post("/", data=data | {"act": f"remove:{RIDE}"}))
    asked = fake.asked
    assert asked is not None
    assert (asked.need_ids, asked.dropped_needs) == (("food-pantry",), (RIDE,))
    assert (asked.raised_needs, asked.lowered_needs) == (("warmline",), ("dental",))
    hidden = {(field["name"], field.get("value")) for field in again.inputs if field.get("type") == "hidden"}
    assert {("need_ids", "food-pantry"), ("dropped_needs", RIDE), ("raised_needs", "warmline")} <= hidden


def test_chips_have_their_buttons(client: FlaskClient) -> None:
    html = client.post("/", data=ASK | {"raised_needs": RIDE, "dropped_needs": "dental"}).text
    for value in (f"as_said:{RIDE}", f"less:{RIDE}", f"remove:{RIDE}", "restore:dental"):
        assert f'name="act" value="{value}"' in html, value
    assert '<option value="food-pantry">Food pantry and meals</option>' in html
    assert f'<option value="{RIDE}">' not in html


def test_words_are_marked_with_the_number_of_their_need(client: FlaskClient) -> None:
    html = client.post("/", data=ASK).text
    assert '<mark data-needs="1">no ride to group<sup>1</sup></mark>' in html


def test_enter_searches(client: FlaskClient) -> None:
    """A browser presses the form's first submit button, wherever in the page the form's buttons are."""
    for response in (client.get("/"), client.post("/", data=ASK)):
        first = re.search(r"<button[^>]*>", response.text)
        assert first is not None
        assert "name=" not in first[0]
        assert "formaction" not in first[0]


def test_what_was_left_out_can_be_taken_in(client: FlaskClient, fake: FakeEngine) -> None:
    html = client.post("/", data=ASK | {"radius": "25", "radius_unit": "mi"}).text
    assert (
        '<button type="submit" form="question" name="act" value="radius:26">Search within 26.0 miles</button>' in html
    )
    page(client.post("/", data=ASK | {"radius": "25", "radius_unit": "mi", "act": "radius:26"}))
    assert fake.asked is not None
    assert fake.asked.radius_km == pytest.approx(41.843, abs=0.001)


@pytest.mark.parametrize(
    ("entry", "form", "act"),
    [
        ({"reason": "beyond_radius", "nearest": None}, {"radius": "25"}, "radius:50"),
        ({"reason": "beyond_radius", "nearest": None}, {"radius": "200"}, "radius:310"),
        ({"reason": "beyond_radius", "nearest": None}, {"radius": "310"}, None),
        ({"reason": "beyond_radius", "nearest": {"name": "Far", "distance_km": 501.0}}, {}, None),
        ({"reason": "cost", "nearest": None}, {"cost": "free"}, "lift:cost"),
        ({"reason": "mode", "nearest": None}, {"modes": ("online",)}, "lift:mode"),
        ({"reason": "age", "nearest": {"name": "Near", "distance_km": None}}, {}, None),
    ],
)
def test_each_reason_has_the_button_that_takes_it_away(
    app_context: None, entry: dict[str, Any], form: dict[str, Any], act: str | None
) -> None:
    (left,) = left_out({"left_out": [{"count": 1, **entry}]}, DeskForm(**form))
    assert left.act == act
    assert left.text.startswith("1 listing: ")


def test_the_unit_is_that_of_the_place(client: FlaskClient, fake: FakeEngine) -> None:
    for place, radius_km in (("33130", 40.234), ("Toronto", 25.0), ("", 40.234)):
        page(client.post("/", data=ASK | {"place": place, "radius": "25", "radius_unit": "place"}))
        assert fake.asked is not None
        assert fake.asked.radius_km == radius_km


def test_a_moment_is_local_to_the_place(client: FlaskClient, fake: FakeEngine) -> None:
    page(client.post("/", data=ASK | {"open_at": "2026-11-22T19:00"}))
    assert fake.asked is not None
    assert fake.asked.open_at is not None
    assert fake.asked.open_at.isoformat() == "2026-11-22T19:00:00-05:00"
    response = client.post("/", data=ASK | {"open_at": "tonight"})
    page(response, 422)
    assert '<a href="#open_at">' in response.text


def test_the_rest_of_the_filters(client: FlaskClient, fake: FakeEngine) -> None:
    page(client.post("/", data=ASK | {"widen": "no", "sort": "distance", "limit": "50"}))
    assert fake.asked is not None
    assert (fake.asked.widen, fake.asked.sort, fake.asked.limit) == (False, "distance", 50)


def test_why_not_this_one(client: FlaskClient, fake: FakeEngine) -> None:
    response = client.post("/", data=ASK | {"why_name": " Rides "})
    page(response)
    assert fake.searched["q"] == "Rides"
    assert "Why not “Rides &lt;b&gt;for&lt;/b&gt; Recovery”?" in response.text
    assert "It is number 2; the list stops at 1." in response.text
    assert 'value="limit:10"' in response.text
    page(client.post("/", data=ASK | {"act": f"why:{RESOURCE.id}"}))
    gone = client.post("/", data=ASK | {"act": "why:gone"})
    page(gone)
    assert "No listing has this name." in gone.text


def test_a_listing_is_reported(client: FlaskClient, settings: Settings) -> None:
    opened = page(client.post("/", data=ASK | {"act": f"report:{RESOURCE.id}"}))
    assert {"report_kind", "report_detail"} <= opened.names
    unsaid = client.post("/", data=ASK | {"act": f"send_report:{RESOURCE.id}", "report_detail": "Closed on Mondays"})
    page(unsaid)
    assert "Choose what is wrong" in unsaid.text
    assert ReportStore(settings.reports).all() == []
    told = {"act": f"send_report:{RESOURCE.id}", "report_kind": "hours", "report_detail": "Closed on Mondays"}
    sent = client.post("/", data=ASK | told)
    page(sent)
    assert "Thank you." in sent.text
    (report,) = ReportStore(settings.reports).all()
    assert (report.resource_id, report.kind, report.detail) == (RESOURCE.id, "hours", "Closed on Mondays")
    gone = client.post("/", data=ASK | told | {"act": "send_report:gone"})
    assert "This listing is no longer there." in gone.text


@pytest.fixture
def public(fake: FakeEngine, tmp_path: Any) -> FlaskClient:
    settings = Settings(
        index=tmp_path / "i", reports=tmp_path / "r", desk="public", exit_url="https://example.org/news"
    )
    app: Flask = create_app(settings, index_provider=provider(), engine=fake.engine(), clock=lambda: NOW)
    return app.test_client()


def test_the_public_page(public: FlaskClient, client: FlaskClient) -> None:
    for response in (public.get("/"), public.post("/", data=ASK)):
        page(response)
        assert '<a id="exit" class="exit" href="https://example.org/news" rel="noreferrer" data-exit>' in response.text
        assert 'class="public"' in response.text
        assert "caller" not in response.text
    answered = public.post("/", data=ASK)
    title = answered.text.partition("<title>")[2].partition("</title>")[0]
    assert title == "Search"
    assert "Keep on my list" in answered.text
    assert "data-exit" not in client.get("/").text


def test_no_page_lets_anything_else_in(client: FlaskClient) -> None:
    """No script or style within the page, no other host, no cookie, nothing that a cache would keep."""
    for response in (client.get("/"), client.post("/", data=ASK), client.post("/", data={"needs": " "})):
        for name, value in HEADERS.items():
            assert response.headers[name] == value
        html = response.text
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
        for loaded in ("<script>", "<style", "style=", "<iframe", "data:", 'src="http', "@import"):
            assert loaded not in html, loaded
        assert 'method="post" action="/#answer"' in html
