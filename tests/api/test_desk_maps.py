"""The two maps, the marks and the words of the matcher, each by itself."""

from __future__ import annotations

from math import degrees, hypot
from typing import Any

import pytest
from flask import Flask

from api.desk import phrasebook
from api.desk.marks import Piece, marked
from api.desk.phrasebook import Said
from api.desk.ring_map import CENTRE, MOST_PINS, PIN, SIZE, bearing, ring_map
from api.desk.support_map import source_of, support_map
from api.desk.timetable import schedule

HOME = {"latitude": 25.77, "longitude": -80.2}


def found(
    rank: int, km: float | None, *, confidential: bool = False, north: float = 0.0, **more: Any
) -> dict[str, Any]:
    resource = {
        "id": f"r{rank}",
        "name": f"Listing {rank}",
        "latitude": 25.77 + north,
        "longitude": -80.2 + (0.0 if north else 0.1),
        "address": {"confidential": confidential},
        "modes": ["in_person"],
        "kind": "support_group",
        "support": {"emotional": 0.8},
    }
    return {"rank": rank, "distance_km": km, "resource": resource | more}


def test_marks_overlap_and_what_is_not_there_is_not_marked() -> None:
    pieces = marked("no ride to group", [(1, "no ride"), (2, "ride to"), (3, "bus")])
    assert pieces == [
        Piece("no ", (1,), ()),
        Piece("ride", (1, 2), (1,)),
        Piece(" to", (2,), (2,)),
        Piece(" group", (), ()),
    ]
    assert "".join(piece.text for piece in pieces) == "no ride to group"
    assert marked("", [(1, "x")]) == []


def test_bearings() -> None:
    assert degrees(bearing(0, 0, 1, 0)) == pytest.approx(0)
    assert degrees(bearing(0, 0, 0, 1)) == pytest.approx(90)
    assert abs(degrees(bearing(0, 0, -1, 0))) == pytest.approx(180)


def test_the_ring_map_pins_what_has_a_place() -> None:
    drawn = ring_map(
        HOME,
        [found(1, 8.0, north=0.07), found(2, 10.0), found(3, None), found(4, 5.0, confidential=True), found(5, 900.0)],
        ["r1"],
        "km",
        40.0,
    )
    assert drawn is not None
    assert [(pin.number, pin.in_plan) for pin in drawn.pins] == [(1, True), (2, False)]
    assert drawn.unplaced == (3, 4, 5)
    north, east = drawn.pins
    assert north.x == pytest.approx(CENTRE)
    assert north.y < CENTRE
    assert east.x > CENTRE
    assert [ring.distance for ring in drawn.rings] == [5, 10, 15]
    assert hypot(east.x - CENTRE, east.y - CENTRE) == pytest.approx(drawn.rings[1].r, abs=0.2)


def test_pins_never_cover_each_other() -> None:
    drawn = ring_map(HOME, [found(n, 3.0) for n in range(1, 60)], [], "mi", 40.0)
    assert drawn is not None
    assert len(drawn.pins) == MOST_PINS
    for number, pin in enumerate(drawn.pins):
        assert PIN <= pin.x <= SIZE - PIN
        assert all(hypot(pin.x - other.x, pin.y - other.y) >= PIN * 1.8 for other in drawn.pins[:number])


def test_no_ring_map_without_a_place_or_a_pin() -> None:
    assert ring_map(None, [found(1, 3.0)], [], "km", 40.0) is None
    assert ring_map(HOME, [found(1, None)], [], "km", 40.0) is None


def test_the_support_map() -> None:
    plan = [found(1, 3.0), found(2, None, modes=["online"], support={"practical": 0.9, "emotional": 0.1})]
    drawn = support_map({"emotional": 0.9, "informational": 0.4, "practical": 0.1}, plan, {})
    assert (drawn.missing, drawn.covered) == (("emotional", "informational"), ("emotional",))
    assert drawn.uncovered == ("informational",)
    assert {(cell.type, cell.source): cell.numbers for cell in drawn.cells if cell.numbers} == {
        ("emotional", "peers"): (1,),
        ("practical", "online"): (2,),
    }


def test_where_support_comes_from() -> None:
    group = found(1, 3.0)["resource"]
    assert source_of(group, set()) == "peers"
    assert source_of(group, {"al-anon"}) == "family"
    assert source_of(group | {"kind": "therapist"}, set()) == "professionals"
    assert source_of(group | {"kind": "practical_service"}, set()) == "community"
    assert source_of(group | {"modes": ["phone"]}, {"al-anon"}) == "online"


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Hours not stated", Said("Horario no indicado")),
        (
            "Last confirmed on 2025-09-23: call first",
            Said("Confirmado por última vez el 23 de septiembre de 2025: llame antes"),
        ),
        ("Listed in GA: ask whether it serves this area", Said("Figura en GA: pregunte si atiende esta zona")),
        (
            "Only its city is known: it may be nearer or farther",
            Said("Solo se conoce su ciudad: puede estar más cerca o más lejos"),
        ),
        ("For ages 60 and up", Said("De 60 años en adelante")),
        ("For Older adults", Said("Para: Personas mayores")),
        ("Also speaks Spanish; does not say English: ask", Said("También habla español; no dice inglés: pregunte")),
        ("Bring a towel", Said("Bring a towel", "en")),
    ],
)
def test_cautions_are_said_in_spanish(app: Flask, english: str, spanish: Said) -> None:
    resource = {
        "minimum_age": 60,
        "maximum_age": None,
        "populations": ["older_adults"],
        "languages": ["es"],
        "cost": "free",
    }
    with app.test_request_context("/?lang=es"):
        assert phrasebook.caution(english, {"resource": resource}) == spanish
    with app.test_request_context("/?lang=en"):
        assert phrasebook.caution("Bring a towel", {"resource": resource}) == Said("Bring a towel")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Monday to Friday, 8:00 AM – 3:00 PM", Said("Lunes a viernes, 8:00 a.m. – 3:00 p.m.")),
        ("Every day except Sunday, 24 hours", Said("Todos los días menos domingo, 24 horas")),
        ("Third Saturday of the month, 10:00 AM", Said("Tercer sábado del mes, 10:00 a.m.")),
        ("Mondays at 7:00 PM", Said("Mondays at 7:00 PM", "en")),
    ],
)
def test_hours_are_said_in_spanish(app: Flask, english: str, spanish: Said) -> None:
    with app.test_request_context("/?lang=es"):
        assert schedule(english) == spanish
    with app.test_request_context("/"):
        assert schedule(english) == Said(english)
