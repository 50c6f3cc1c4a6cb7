"""The call sheet: made of the ids in the page, in every form that it is handed over in, and kept nowhere."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime, time
from io import StringIO
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from api.app import create_app
from api.desk.calendar import calendar, meets
from api.desk.call_sheet import CSV_COLUMNS, SMS_CHARACTERS, Entry, as_csv, message, sms_link
from api.settings import Settings
from data.resource import Resource, Schedule
from data.schedules import recurring
from matcher.view import resource_view
from tests.api.fakes import CRASH, RESOURCE, FakeEngine, FakeIndex, provider
from tests.api.helpers import problem
from tests.api.test_desk import page
from tests.api.test_desk_words import ASK

AS_OF = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
PINNED = ASK | {"radius": "25", "radius_unit": "mi", "pinned": RESOURCE.id}
MEDIA = ("print", "text", "sms", "calendar", "csv")
GROUP = replace(
    RESOURCE,
    id="made-up:3",
    name="The Tuesday Table",
    kind="support_group",
    modes=("in_person",),
    schedules=(recurring("FREQ=WEEKLY;BYDAY=TU", time(19), time(20, 30)),),
)


def entry(resource: Resource = RESOURCE, **changes: Any) -> Entry:
    view = resource_view(resource, AS_OF) | changes
    found = {"resource": view, "distance_km": 3.2, "reasons": [], "cautions": []}
    return Entry(1, found, resource, "A ride to appointments", "mi", "America/New_York")


def test_what_is_pinned_travels_in_the_page(client: FlaskClient) -> None:
    pinned = page(client.post("/", data=ASK | {"act": f"pin:{RESOURCE.id}"}))
    assert ("pinned", RESOURCE.id) in {(field["name"], field.get("value")) for field in pinned.inputs}
    again = client.post("/", data=ASK | {"pinned": RESOURCE.id})
    assert f'<li data-listing="{RESOURCE.id}">' in again.text
    off = page(client.post("/", data=ASK | {"pinned": RESOURCE.id, "act": f"unpin:{RESOURCE.id}"}))
    assert "pinned" not in {field["name"] for field in off.inputs}
    assert '<section id="sheet" aria-labelledby="sheet-title" hidden>' in client.post("/", data=ASK).text


def test_what_is_no_longer_listed_is_left_out(client: FlaskClient) -> None:
    response = client.post("/sheet/text", data=PINNED | {"pinned": ["gone", RESOURCE.id]})
    assert response.text.startswith("1. Rides <b>for</b> Recovery\n")


@pytest.mark.parametrize("medium", MEDIA)
def test_nothing_pinned_is_said(client: FlaskClient, medium: str) -> None:
    response = client.post(f"/sheet/{medium}", data=ASK)
    page(response, 422)
    assert "Nothing is on the call sheet yet." in response.text
    assert "no ride to group</textarea>" in response.text


@pytest.mark.parametrize("medium", ["print", "text", "sms", "csv"])
def test_no_word_of_the_person_is_on_it_and_nothing_stores_it(client: FlaskClient, medium: str) -> None:
    response = client.post(f"/sheet/{medium}", data=PINNED | {"needs": "so lonely, no ride to group"})
    assert response.status_code == 200
    assert "lonely" not in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


def test_the_page_to_print(client: FlaskClient) -> None:
    response = client.post("/sheet/print", data=ASK | {"act": f"pin:{RESOURCE.id}"})
    page(response)
    for said in (
        "Rides &lt;b&gt;for&lt;/b&gt; Recovery",
        "(305) 555-0123",
        "https://example.org/rides",
        "A ride to appointments",
        "Hours not stated",
        "Call 988",
    ):
        assert said in response.text, said
    assert "/static/sheet.css" in response.text


def test_plain_text(client: FlaskClient) -> None:
    response = client.post("/sheet/text", data=PINNED)
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "1. Rides <b>for</b> Recovery",
        "   Example & Sons",
        "   Helps with: A ride to appointments",
        "   Phone: (305) 555-0123",
        "   Website: https://example.org/rides",
        "   Address: 1 Example Street, Miami, FL, 33130",
        "   Distance: 2.0 miles in a straight line",
        "   Next: Monday, November 23, 7:00 PM",
        "   Hours: Mondays at 7:00 PM",
        "   Cost: Free",
        "   Languages: English",
        "   Ask first: Hours not stated",
    ]


def test_without_a_statement_it_says_what_the_listings_say(client: FlaskClient) -> None:
    response = client.post("/sheet/text", data={"pinned": RESOURCE.id, "lang": "es"})
    assert "   Sitio web: https://example.org/rides" in response.text
    assert "   Pregunte antes: Ejemplo: no es un servicio real" in response.text


@pytest.mark.parametrize("name", ["Rides", "A " + "very long name " * 40])
def test_a_message_is_short_and_a_link_holds_it_whole(app_context: None, name: str) -> None:
    long = entry(replace(RESOURCE, name=name, url="https://example.org/" + "x" * 300))
    text = message(long)
    assert len(text) <= SMS_CHARACTERS
    assert "(305) 555-0123" in text
    assert text.startswith(name[:80])
    assert unquote(sms_link(text)) == f"sms:?&body={text}"
    assert "&" not in sms_link("a & b").partition("body=")[2]


def test_messages(client: FlaskClient) -> None:
    response = client.post("/sheet/sms", data=PINNED)
    page(response)
    assert 'href="sms:?&amp;body=Rides%20%3Cb%3E' in response.text


def test_a_table(client: FlaskClient, app_context: None) -> None:
    response = client.post("/sheet/csv", data=PINNED)
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == "attachment; filename=call-sheet.csv"
    assert response.data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(StringIO(response.data.decode("utf-8-sig")))
    assert tuple(row) == CSV_COLUMNS
    assert (row["phones"], row["id"], row["cautions"]) == ("(305) 555-0123", RESOURCE.id, "Hours not stated")
    formula = entry(replace(RESOURCE, name="=1+1", organization="@x", description=None))
    cells = next(csv.reader(StringIO(as_csv([formula], {}).splitlines()[1])))
    assert cells[1:3] == ["'=1+1", "'@x"]


def test_a_calendar_repeats_its_meetings(app_context: None) -> None:
    made: Any = Calendar.from_ical(calendar([entry(GROUP), entry(RESOURCE)], AS_OF))
    (event,) = made.walk("VEVENT")
    assert str(event["SUMMARY"]) == "The Tuesday Table"
    assert event["DTSTART"].dt.isoformat() == "2026-11-24T19:00:00-05:00"
    assert event["DTEND"].dt.isoformat() == "2026-11-24T20:30:00-05:00"
    assert event["RRULE"]["BYDAY"] == ["TU"]
    assert "1 Example Street" in str(event["LOCATION"])
    assert [str(zone["TZID"]) for zone in made.walk("VTIMEZONE")] == ["America/New_York"]


def test_meetings_are_offered_as_a_file(fake: FakeEngine, settings: Settings) -> None:
    index = FakeIndex(resources={RESOURCE.id: RESOURCE, GROUP.id: GROUP})
    app = create_app(settings, index_provider=provider(index), engine=fake.engine(), clock=lambda: AS_OF)
    pinned = {"pinned": [RESOURCE.id, GROUP.id]}
    response = app.test_client().post("/sheet/calendar", data=pinned)
    assert response.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
    assert response.headers["Content-Disposition"] == "attachment; filename=meetings.ics"
    assert response.headers["Cache-Control"] == "no-store"
    made: Any = Calendar.from_ical(response.data)
    assert [str(event["SUMMARY"]) for event in made.walk("VEVENT")] == ["The Tuesday Table"]


def test_opening_hours_are_no_meetings() -> None:
    hours = replace(GROUP, schedules=(recurring("FREQ=WEEKLY;BYDAY=MO", time(9), time(17)),))
    said = replace(GROUP, schedules=(Schedule(text="Tuesdays, call first"),))
    assert meets(GROUP, AS_OF)
    assert not meets(hours, AS_OF)
    assert not meets(said, AS_OF)
    assert not meets(replace(GROUP, kind="therapist"), AS_OF)


def test_a_sheet_without_meetings_has_no_calendar(client: FlaskClient) -> None:
    response = client.post("/sheet/calendar", data=PINNED)
    page(response, 422)
    assert "Nothing on the call sheet meets at stated times." in response.text
    assert 'data-medium="calendar" hidden>' in client.post("/", data=PINNED).text


def test_what_is_wrong_is_said_as_on_the_desk(client: FlaskClient, empty_client: FlaskClient) -> None:
    page(client.post("/sheet/print", data=PINNED | {"place": "Nowhere"}), 422)
    page(client.post("/sheet/print", data=PINNED | {"colour": "red"}), 422)
    page(client.post("/sheet/print", data=PINNED | {"act": "sell:x"}), 422)
    page(client.post("/sheet/print", data=PINNED | {"age": "old"}), 422)
    page(client.post("/sheet/print", data=PINNED | {"needs": CRASH}), 500)
    page(empty_client.post("/sheet/print", data=PINNED), 503)
    page(empty_client.post("/sheet/print", data={"pinned": RESOURCE.id}), 503)
    problem(client.post("/sheet/fax", data=PINNED), 404, "not-found")
    problem(client.post("/sheet/print", json=PINNED), 415, "unsupported-media-type")
    problem(client.get("/sheet/print"), 405, "method-not-allowed")
