"""The desk on a real index: from a caller's words to a sheet in the hand, pressing nothing but the page's buttons."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.desk.call_sheet import SMS_CHARACTERS
from api.settings import Settings
from tests.api.conftest import NOW
from tests.api.test_desk import page

pytestmark = pytest.mark.integration

ASK = {
    "needs": "I started drinking again, there is no bus to group, and I need food for my kids until Friday",
    "place": "33130",
    "radius": "25",
    "radius_unit": "place",
}


@pytest.fixture(scope="module")
def desk(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    kept = tmp_path_factory.mktemp("reports") / "reports.sqlite"
    return create_app(Settings(index=bundled_folder, reports=kept), clock=lambda: NOW).test_client()


def pressed(html: str, button: str) -> tuple[str, str]:
    """Where the button of this id sends the form, and its `act`."""
    tag = re.search(rf'<button[^>]* id="{button}"[^>]*>', html)
    assert tag is not None
    to = re.search(r'formaction="([^"]+)"', tag[0])
    act = re.search(r'value="([^"]+)"', tag[0])
    assert act is not None
    return (to[1] if to else "/"), act[1]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_two_presses_after_typing_are_a_sheet_of_three(desk: FlaskClient, lang: str) -> None:
    answered = desk.post("/", data=ASK | {"lang": lang})
    page(answered)
    assert answered.text.count("<article") >= 3
    to, act = pressed(answered.text, "print-plan")
    sheet = desk.post(to, data=ASK | {"lang": lang, "act": act})
    page(sheet)
    assert to == "/sheet/print"
    assert sheet.text.count("<article>") == 3
    assert "started drinking" not in sheet.text


def test_messages_fit(desk: FlaskClient) -> None:
    _, act = pressed(desk.post("/", data=ASK).text, "pin-plan")
    sent = desk.post("/sheet/sms", data=ASK | {"act": act})
    page(sent)
    links = re.findall(r'href="sms:\?&amp;body=([^"]+)"', sent.text)
    assert len(links) == 3
    for link in links:
        assert 0 < len(unquote(unescape(link))) <= SMS_CHARACTERS


def test_the_plan_follows_the_needs(desk: FlaskClient) -> None:
    def understood(**changes: str) -> list[str]:
        return re.findall(r'<li class="chip [^"]*" data-need="([^"]+)">', desk.post("/", data=ASK | changes).text)

    before = understood()
    assert {"food-pantry", "transport-to-appointments"} <= set(before)
    assert "food-pantry" not in understood(act="remove:food-pantry")
    assert "legal-aid" in understood(need_ids="legal-aid")
    assert understood(act=f"more:{before[-1]}")[0] == before[-1]


@pytest.mark.parametrize(
    "needs", ["quiero matarme", "my husband hits me", "detox for benzos", "soy veterano y no duermo", "qxz qxz"]
)
@pytest.mark.parametrize("place", ["33130", ""])
def test_every_state_is_a_well_made_page(desk: FlaskClient, needs: str, place: str) -> None:
    for more in ({}, {"limit": "100", "lang": "es"}, {"kinds": "therapist", "cost": "free", "widen": "no"}):
        page(desk.post("/", data={"needs": needs, "place": place} | more))


def test_a_page_is_small_before_results(desk: FlaskClient) -> None:
    loaded = [desk.get("/").data]
    static = Path(desk.application.static_folder or "")
    for name in [path.name for path in static.iterdir() if path.suffix in (".js", ".svg") or path.name == "desk.css"]:
        with desk.get(f"/static/{name}") as response:
            loaded.append(response.data)
    assert sum(map(len, loaded)) <= 60_000
