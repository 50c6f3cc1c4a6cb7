"""The desk: a well-made page that works without scripts, says what went wrong and keeps what was typed."""

from __future__ import annotations

import io
from html import escape
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.desk.form import FIELDS, LISTS
from matcher.request import Location
from tests.api.fakes import CRASH, FakeEngine
from tests.api.helpers import problem

_VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """A page taken apart; asserts that it is well-made."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.names: set[str] = set()
        self.labelled: set[str] = set()
        self.inputs: list[dict[str, str | None]] = []
        self.checked: set[tuple[str, str]] = set()
        assert html.lstrip().startswith("<!doctype html>")
        self.feed(html)
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))
        assert self.labelled <= set(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script":
            assert given.keys() == {"type", "src"}
            assert (given["src"] or "").startswith("/static/")
        assert "style" not in given
        assert not any(name.startswith("on") for name in given)
        if tag not in _VOID:
            self.open.append(tag)
        if (identifier := given.get("id")) is not None:
            self.ids.append(identifier)
        if tag in ("input", "select", "textarea"):
            if given.get("name"):
                self.names.add(given["name"] or "")
            self.inputs.append({"tag": tag, "name": None, **given})
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"] or "")
        if "checked" in given or "selected" in given:
            self.checked.add((given.get("name") or tag, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(response: TestResponse, status: int = 200) -> Page:
    assert response.status_code == status, response.text
    assert response.mimetype == "text/html"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    return Page(response.text)


def test_the_empty_form(client: FlaskClient) -> None:
    form = page(client.get("/"))
    only_with_an_answer = {"place_choice", *LISTS, "act", "why_name", "report_kind", "report_detail"}
    assert form.names == set(FIELDS) - only_with_an_answer | {"support_gaps", "modes", "kinds", "populations"}
    for field in form.inputs:
        named = (
            field.get("id") in form.labelled
            or field.get("aria-label")
            or field.get("type") in ("checkbox", "radio", "hidden")
        )
        assert named, field
    assert ("option", "place") in form.checked


def test_somebody_to_call_is_always_on_the_page(client: FlaskClient) -> None:
    html = client.get("/").text
    assert "<b>911</b>" in html
    assert "<b>988</b>" in html
    assert html.index("911") < html.index("<form")


def test_the_answer(client: FlaskClient) -> None:
    response = client.post(
        "/", data={"needs": "no ride to group", "place": "33130", "radius": "25", "radius_unit": "mi"}
    )
    page(response)
    html = response.text
    order = ["Ask again", "What we understood", "no ride to group<sup>", "Near Miami", "chosen together", "Left out"]
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert "Rides &lt;b&gt;for&lt;/b&gt; Recovery" in html
    assert "Example &amp; Sons" in html
    assert "2.0 miles in a straight line" in html
    assert "Hours not stated" in html
    assert "Monday, November 23, 7:00 PM" in html
    assert "12 listings: farther away than the radius. Nearest: A Far Place, 26.0 miles." in html
    assert "made-up samples" in html


def test_crisis_help_comes_first(client: FlaskClient) -> None:
    response = client.post("/", data={"needs": "I want to kill myself tonight"})
    page(response)
    html = response.text
    assert html.index("Help right now") < html.index("988") < html.index("What we understood")


def test_the_form_is_a_match_request(client: FlaskClient, fake: FakeEngine) -> None:
    data = {
        "needs": "no ride\r\nto group",
        "place": "Miami, FL",
        "radius": "10",
        "radius_unit": "mi",
        "support_gaps": ["emotional", "practical"],
        "modes": ["online", "phone"],
        "kinds": ["therapist"],
        "populations": ["veterans"],
        "cost": "low_cost",
        "language": "es",
        "age": "34",
        "insurance": "medicaid",
        "accessible": "yes",
    }
    again = page(client.post("/", data=data))
    asked = fake.asked
    assert asked is not None
    assert asked.needs == "no ride\nto group"
    assert asked.location == Location(place="Miami, FL")
    assert asked.radius_km == pytest.approx(16.093, abs=0.001)
    assert asked.support_gaps == ("emotional", "practical")
    assert asked.modes == ("online", "phone")
    assert (asked.kinds, asked.populations, asked.languages) == (("therapist",), ("veterans",), ("es",))
    assert (asked.cost, asked.insurance, asked.age, asked.accessible) == ("low_cost", "medicaid", 34, True)
    assert {
        ("support_gaps", "emotional"),
        ("support_gaps", "practical"),
        ("modes", "online"),
        ("kinds", "therapist"),
        ("populations", "veterans"),
        ("option", "es"),
        ("option", "low_cost"),
        ("option", "medicaid"),
        ("accessible", "yes"),
    } <= again.checked


def test_a_bare_form_asks_with_the_defaults(client: FlaskClient, fake: FakeEngine) -> None:
    page(client.post("/", data={"needs": "x", "radius": "40"}))
    assert fake.asked is not None
    assert fake.asked.radius_km == 40.0
    assert fake.asked.location is None
    page(client.post("/", data={"needs": "x"}))
    assert fake.asked.radius_km == 40.0


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("needs", {"needs": " "}),
        ("needs", {"needs": "x" * 2001}),
        ("radius", {"radius": "far"}),
        ("radius", {"radius": "nan"}),
        ("radius", {"radius": "0.5"}),
        ("radius", {"radius": "311", "radius_unit": "mi"}),
        ("radius", {"radius": "5", "radius_unit": "league"}),
        ("age", {"age": "old"}),
        ("age", {"age": "34.5"}),
        ("cost", {"cost": "paid"}),
        ("language", {"language": "xx"}),
        ("insurance", {"insurance": "acme"}),
        ("accessible", {"accessible": "maybe"}),
        ("modes", {"modes": "pigeon"}),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: FlaskClient, fake: FakeEngine, field: str, data: dict[str, str]
) -> None:
    typed = {"needs": "no <ride> & no hope"} | data
    response = client.post("/", data=typed)
    page(response, 422)
    assert fake.asked is None
    assert f'<a href="#{field}">' in response.text
    assert escape(typed["needs"]) in response.text
    assert "<ride>" not in response.text


def test_an_unknown_field_is_refused(client: FlaskClient) -> None:
    response = client.post("/", data={"needs": "x", "colour": "red"})
    page(response, 422)
    assert "a field that it does not have" in response.text


def test_an_ambiguous_place_offers_its_choices(client: FlaskClient, fake: FakeEngine) -> None:
    response = client.post("/", data={"needs": "no ride", "place": "Springfield"})
    form = page(response, 422)
    radios = [field.get("value") for field in form.inputs if field.get("type") == "radio"]
    assert radios == ["Springfield, IL", "Springfield, MO", ""]
    assert ("place_choice", "Springfield, IL") in form.checked
    assert "no ride</textarea>" in response.text
    page(client.post("/", data={"needs": "no ride", "place": "Springfield", "place_choice": "Springfield, MO"}))
    assert fake.asked is not None
    assert fake.asked.location == Location(place="Springfield, MO")


def test_an_unknown_place_offers_suggestions_and_crisis_help(client: FlaskClient) -> None:
    response = client.post("/", data={"needs": "I want to kill myself", "place": "Nowhere"})
    page(response, 422)
    assert "Norway, ME" in response.text
    assert response.text.index("Help right now") < response.text.index("Nothing was searched")


def test_nothing_typed_becomes_markup(client: FlaskClient) -> None:
    nasty = '"><script>alert(1)</script>\' onclick="x"'
    data = dict.fromkeys(("needs", "place", "radius", "age"), nasty)
    response = client.post("/", data=data)
    page(response, 422)
    assert "<script>" not in response.text


def test_without_a_snapshot(empty_client: FlaskClient) -> None:
    response = empty_client.get("/")
    page(response, 503)
    assert "python -m indexer build" in response.text
    assert "988" in response.text
    response = empty_client.post("/", data={"needs": "I want to kill myself"})
    page(response, 503)
    assert response.text.index("Help right now") < response.text.index("python -m indexer build")
    assert "I want to kill myself</textarea>" in response.text


def test_a_crash_is_a_page_with_help(client: FlaskClient) -> None:
    response = client.post("/", data={"needs": f"I want to kill myself {CRASH}"})
    page(response, 500)
    assert response.text.index("Help right now") < response.text.index("Something failed on our side")


def test_only_forms(client: FlaskClient) -> None:
    problem(client.post("/", json={"needs": "x"}), 415, "unsupported-media-type")
    page(client.post("/", data={"needs": "x"}, content_type="multipart/form-data"))
    page(client.post("/", data={"needs": "x", "file": (io.BytesIO(b"x"), "x.txt")}), 422)
