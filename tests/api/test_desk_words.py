"""What the desk says and takes: plain words, the units that were asked for, numbers that can be called."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from api.desk.form import DeskForm
from tests.api import fakes
from tests.api.fakes import FakeEngine
from tests.api.test_desk import page

ASK = {"needs": "no ride to group", "place": "33130"}


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Changes to what is recommended, and to its `resource`; to be filled by a test."""
    changes: dict[str, Any] = {"found": {}, "resource": {}, "plan": {}, "needs": [], "understood": {}}
    original = fakes.answer

    def answer(*asked: Any) -> dict[str, Any]:
        answered = original(*asked)
        found = answered["recommendations"][0]
        found |= changes["found"]
        found["resource"] |= changes["resource"]
        answered["plan"] |= changes["plan"]
        answered["understood"]["needs"] += changes["needs"]
        answered["understood"] |= changes["understood"]
        return answered

    monkeypatch.setattr(fakes, "answer", answer)
    return changes


@pytest.mark.parametrize(
    ("radius", "unit", "expected"),
    [
        ("25", "mi", ("25", "mi", 40.234)),
        ("25mi", "km", ("25", "mi", 40.234)),
        ("25 miles", "km", ("25", "mi", 40.234)),
        (" 1 Mile ", "km", ("1", "mi", 1.609)),
        ("25 mi.", "mi", ("25", "mi", 40.234)),
        ("40 km", "mi", ("40", "km", 40.0)),
        ("40.5 Kilometers", "mi", ("40.5", "km", 40.5)),
        ("40", "km", ("40", "km", 40.0)),
        ("25", "place", ("25", "place", 40.234)),
        ("40 leagues", "km", ("40 leagues", "km", "40 leagues")),
        ("miles", "km", ("miles", "km", "miles")),
    ],
)
def test_a_unit_behind_the_radius_counts(radius: str, unit: str, expected: tuple[str, str, float | str]) -> None:
    form = DeskForm.typed(MultiDict({"needs": "x", "radius": radius, "radius_unit": unit}))
    assert (form.radius, form.radius_unit, form.body()["radius_km"]) == expected


def test_distances_are_in_the_unit_that_was_written(client: FlaskClient, fake: FakeEngine) -> None:
    response = client.post("/", data=ASK | {"radius": "40 km", "radius_unit": "mi"})
    assert ("option", "km") in page(response).checked
    assert "3.2 km in a straight line" in response.text
    assert "miles in a straight line" not in response.text
    assert fake.asked is not None
    assert fake.asked.radius_km == 40.0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"needs": " "}, "Say in a few words what is wrong or what is missing."),
        ({"needs": "x" * 2001}, "Use at most 2,000 characters."),
        ({"radius": "far", "radius_unit": "mi"}, "Write a number of miles from 1 to 310."),
        ({"radius": "0.1", "radius_unit": "km"}, "Write a number of kilometers from 1 to 500."),
        ({"place": "x" * 201}, "Write a ZIP code, or a city and its state."),
        ({"age": "old"}, "Write a whole number of years from 0 to 120."),
        ({"place": "Springfield"}, "Several places have this name. Say below which one you mean."),
        ({"place": "Nowhere"}, "We do not know this place. Below are some with a similar name."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(client: FlaskClient, data: dict[str, str], said: str) -> None:
    response = client.post("/", data=ASK | data)
    page(response, 422)
    assert said in response.text
    assert "`" not in response.text


def test_the_first_choice_of_place_is_chosen(client: FlaskClient) -> None:
    for place, first in (("Springfield", "Springfield, IL"), ("Nowhere", "Norway, ME")):
        checked = page(client.post("/", data=ASK | {"place": place}), 422).checked
        assert [value for name, value in checked if name == "place_choice"] == [first]


def test_crisis_contacts_are_links(client: FlaskClient) -> None:
    html = client.post("/", data={"needs": "I am a veteran and I want to kill myself tonight"}).text
    for link in (
        '<a href="tel:911"><b>911</b></a>',
        '<a href="tel:988"><b>988</b></a>, press 1',
        '<a href="sms:988"><b>988</b></a>',
        'HOME to <a href="sms:741741"><b>741741</b></a>',
        '<a href="sms:911"><b>911</b></a>, where offered',
    ):
        assert link in html


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        (("+13055550120", None, "voice"), '<a href="tel:+13055550120"><b>(305) 555-0120</b></a>'),
        (("+13055550120", "7", "tty"), '<a href="tel:+13055550120"><b>(305) 555-0120</b></a> ext. 7 (TTY)'),
        (("741741", None, "text"), '<a href="sms:741741"><b>741741</b></a> (text)'),
        (("+13055550120", None, "fax"), "(305) 555-0120 (fax)"),
        (("ask at <desk>", None, "voice"), "ask at &lt;desk&gt;"),
    ],
)
def test_phones(client: FlaskClient, changed: dict[str, Any], phone: tuple[str, str | None, str], shown: str) -> None:
    changed["resource"]["phones"] = [dict(zip(("number", "extension", "type"), phone, strict=True))]
    html = client.post("/", data=ASK).text
    assert f'<p class="phone">{shown}</p>' in html
    assert "(voice)" not in html


def test_reasons_leave_out_what_stands_above_them(client: FlaskClient, changed: dict[str, Any]) -> None:
    reason = {"contribution": 0.1, "said": None, "evidence": None}
    told = {"area": "They offer rides", "distance": "3.2 km away", "hours": "Open now", "confirmed": "Last confirmed"}
    changed["found"]["reasons"] = [reason | {"kind": kind, "text": text} for kind, text in told.items()]
    response = client.post("/", data=ASK | {"radius": "25", "radius_unit": "mi"})
    page(response)
    html = response.text
    assert '<ul class="also"><li>They offer rides</li></ul>' in html
    assert "<dd>Open now</dd>" in html
    assert "November 23" not in html
    assert "km away" not in html
    assert "Last confirmed" not in html


def test_no_reason_left_no_heading(client: FlaskClient, changed: dict[str, Any]) -> None:
    changed["found"]["reasons"] = [{"kind": "distance", "contribution": 0.1, "text": "3.2 km away"}]
    response = client.post("/", data=ASK)
    page(response)
    assert "Why it is here" not in response.text


def test_an_address_of_nothing_takes_no_room(client: FlaskClient, changed: dict[str, Any]) -> None:
    changed["resource"]["address"] = dict.fromkeys(
        ("address_1", "city", "state_province", "postal_code", "country")
    ) | {"confidential": False}
    assert "<dt>Address</dt>" not in client.post("/", data=ASK).text


def test_only_what_was_clearly_stated_is_said_to_be_uncovered(client: FlaskClient, changed: dict[str, Any]) -> None:
    weights = {"food": 0.3, "legal": 0.29}
    changed["needs"] += [
        {"id": need, "label": f"Label of {need}", "weight": weight, "said": None, "support": {}}
        for need, weight in weights.items()
    ]
    changed["plan"]["uncovered"] = list(weights)
    assert "Not covered by these: Label of food.</p>" in client.post("/", data=ASK).text


def test_what_is_not_covered_has_its_nationwide_fallback(client: FlaskClient, changed: dict[str, Any]) -> None:
    changed["needs"].append({"id": "food", "label": "Food", "weight": 0.5, "said": None, "support": {}})
    changed["plan"]["uncovered"] = ["food"]
    found = {
        "resource_id": "f",
        "name": "Food <Line>",
        "phones": [{"number": "+12125550123", "extension": None, "type": "tty"}],
        "url": "https://example.org/food",
    }
    changed["plan"]["fallbacks"] = [{"need_id": "food", **found}, {"need_id": "hardly-stated", **found}]
    shown = client.post("/", data=ASK).text
    assert shown.count("nationwide:") == 1
    assert '<a href="tel:+12125550123">' in shown[shown.index("For Food, nationwide: Food &lt;Line&gt;, ") :]
    assert '<a href="https://example.org/food"' in shown


def test_where_nothing_was_understood_there_are_needs_to_choose_from(
    client: FlaskClient, fake: FakeEngine, changed: dict[str, Any]
) -> None:
    changed["understood"] |= {
        "needs": [],
        "suggestions": [{"id": "warmline", "label": "Somebody to <talk> to"}, {"id": "food-pantry", "label": "Food"}],
    }
    response = client.post("/", data=ASK)
    offered = page(response)
    boxes = [field for field in offered.inputs if field["name"] == "need_ids" and field["tag"] == "input"]
    assert [(box["type"], box["value"], box["form"]) for box in boxes] == [
        ("checkbox", "warmline", "question"),
        ("checkbox", "food-pantry", "question"),
    ]
    assert "question" in offered.ids
    assert not any(name == "need_ids" for name, _ in offered.checked)
    html = response.text
    assert html.index("Ask again") < html.index("Is it one of these?") < html.index("Somebody to &lt;talk&gt; to")


def test_what_was_understood_leaves_nothing_to_choose(client: FlaskClient) -> None:
    response = client.post("/", data=ASK)
    assert not any(field["name"] == "need_ids" for field in page(response).inputs if field["tag"] == "input")
    assert "Is it one of these?" not in response.text


def test_a_need_that_was_chosen_is_asked_for_and_stays_chosen(client: FlaskClient, fake: FakeEngine) -> None:
    again = page(client.post("/", data=ASK | {"need_ids": ["warmline", "food-pantry"]}))
    assert fake.asked is not None
    assert fake.asked.need_ids == ("warmline", "food-pantry")
    kept = [field["value"] for field in again.inputs if field["name"] == "need_ids" and field.get("type") == "hidden"]
    assert kept == ["warmline", "food-pantry"]


def test_in_print_details_are_open(client: FlaskClient) -> None:
    with client.get("/static/desk.css") as response:
        printed = response.data.decode().partition("@media print")[2]
    assert "details::details-content { content-visibility: visible" in printed
