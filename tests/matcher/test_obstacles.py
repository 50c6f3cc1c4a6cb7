"""Every obstacle to a listing, on hand-made resources: which are named, and in which words."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any, get_args

import pytest

from data.resource import Position, Provenance
from data.schedules import recurring
from matcher.filters import Reason
from matcher.obstacles import FILTER_TEXTS
from tests.matcher.explained import HIDDEN, explained
from tests.matcher.small import HOME, made
from tests.support.reading_grade import GRADE, grade

OUT: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "beyond_radius",
        {"km_north": 52.3},
        {},
        "It is 52.3 km away; the search went to 10 km. Widen it to 53 km to see this one.",
    ),
    (
        "beyond_radius",
        {"km_north": 10.02},
        {},
        "It is 10.021 km away; the search went to 10 km. Widen it to 11 km to see this one.",
    ),
    (
        "beyond_radius",
        {"km_north": 700.0},
        {},
        "It is 700.4 km away; the search went to 10 km. No search goes beyond 500 km.",
    ),
    (
        "beyond_radius",
        {"position": Position(latitude=HOME.latitude + 0.5, longitude=HOME.longitude, precision="city")},
        {},
        "It is about 55.4 km away (only its city is known); the search went to 10 km. "
        "Widen it to 56 km to see this one.",
    ),
    (
        "beyond_radius",
        {"km_north": 52.3, "address": HIDDEN},
        {},
        "It is too far: the search went to 10 km. Its place is kept secret, so we do not say how far it is.",
    ),
    (
        "beyond_radius",
        {"km_north": None},
        {},
        "It does not say where it is, and it is not listed in your state.",
    ),
    ("no_location", {}, {"location": None}, "You have to go there, and you named no place. Name a place to see it."),
    ("age", {"maximum_age": 25}, {"age": 34}, "It takes people up to 25 years; you said 34."),
    ("age", {"minimum_age": 18}, {"age": 9}, "It takes people from 18 years on; you said 9."),
    ("age", {"minimum_age": 18, "maximum_age": 25}, {"age": 34}, "It takes people from 18 to 25 years; you said 34."),
    (
        "language",
        {"languages": ("en", "pl")},
        {"languages": ("es", "vi")},
        "It speaks English and Polish; you asked for Spanish or Vietnamese.",
    ),
    ("cost", {"cost": "paid"}, {"cost": "free"}, "It costs money; you asked for free."),
    ("cost", {"cost": "low_cost"}, {"cost": "free"}, "It has a low cost; you asked for free."),
    ("cost", {"cost": "paid"}, {"cost": "low_cost"}, "It costs money; you asked for free or low cost."),
    (
        "insurance",
        {"insurance": ("medicare", "chip")},
        {"insurance": "medicaid"},
        "It takes Medicare and Children's Health Insurance Program (CHIP); you asked for Medicaid.",
    ),
    (
        "closed",
        {"schedules": (recurring("FREQ=WEEKLY;BYDAY=MO", time(9), time(17)),), "timezone": "America/New_York"},
        {"open_at": datetime.fromisoformat("2026-11-23T00:00:00+00:00")},
        "It is closed at the time you asked for, Sunday 22 November 2026, 19:00 its local time. "
        "It next opens on Monday 23 November 2026, 09:00.",
    ),
    (
        "not_accessible",
        {"accessibility": "Not wheelchair accessible."},
        {"accessible": True},
        "It says that a wheelchair can not get in; you asked for a place where one can.",
    ),
    (
        "mode",
        {},
        {"modes": ("online", "phone")},
        "You can take part in person; you asked for online or by phone.",
    ),
    (
        "kind",
        {},
        {"kinds": ("therapist", "helpline")},
        "It is a support group; you asked for a therapist or a helpline.",
    ),
    (
        "population",
        {"populations": ("men", "veterans")},
        {"populations": ("women",)},
        "Whom it is for: Men; Veterans. You asked for: Women.",
    ),
]


@pytest.mark.parametrize(("reason", "changes", "asked", "text"), OUT)
def test_what_rules_a_listing_out_is_said_with_what_would_change_it(
    reason: str, changes: dict[str, Any], asked: dict[str, Any], text: str, tmp_path: Path
) -> None:
    said = explained([made("a", **changes), made("b", modes=("online",))], "a", tmp_path, **asked)
    assert said["obstacles"] == [{"reason": reason, "text": text}]
    assert grade(text) <= GRADE or reason in ("insurance", "language", "closed")  # names of things have long words
    assert (said["recommended"], said["rank"], said["in_plan"]) == (False, None, False)
    assert (said["score"], said["reasons"], said["difference"]) == (None, [], None)
    assert said["resource"]["id"] == "a"
    if "km_north" in changes and "address" in changes:
        assert said["distance_km"] is None


def test_every_filter_has_its_words() -> None:
    assert tuple(FILTER_TEXTS) == get_args(Reason)


def test_all_that_stands_in_the_way_is_named_at_once(tmp_path: Path) -> None:
    poor = made("a", km_north=20.0, cost="paid", maximum_age=10)
    said = explained([poor, made("b"), made("c")], "a", tmp_path, {}, cost="free", age=30)
    found = [obstacle["reason"] for obstacle in said["obstacles"]]
    assert found == ["beyond_radius", "age", "cost", "not_relevant"]
    assert said["cautions"][-1] == "Not known when this was last confirmed: call first"
    assert said["distance_km"] == pytest.approx(20, abs=0.01)


def test_the_radius_in_force_is_the_one_told(tmp_path: Path) -> None:
    far = made("a", km_north=60.0)
    said = explained([far], "a", tmp_path, widen=True)
    assert "the search went to 40 km" in said["obstacles"][0]["text"]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({}, "It does not say clearly that it helps with “Rides”. Need something else? Say it another way."),
        (
            {"need_ids": ("rides", "legal", "warmline", "sobriety")},
            "It does not say clearly that it helps with “Rides”, “Legal”, “Warmline” or the other needs you have. "
            "Need something else? Say it another way.",
        ),
        (
            {"need_ids": (), "needs": "the moon over water"},
            "We could not tell what you need, and its words are not close to yours. Name what you need.",
        ),
        ({"need_ids": (), "needs": "?!"}, "We found no words to go by. Name what you need."),
    ],
)
def test_what_does_not_answer_the_need(asked: dict[str, Any], text: str, tmp_path: Path) -> None:
    said = explained([made("a", "Ride")], "a", tmp_path, {("a", "groceries"): 0.9}, **asked)
    assert said["obstacles"] == [{"reason": "not_relevant", "text": text}]
    assert grade(text) <= GRADE


def test_in_danger_a_made_up_line_is_said_to_be_one(tmp_path: Path) -> None:
    sample = Provenance(name="Sample", record_id="s", record_ids=("s",), sample=True)
    line = made("a", kind="helpline", modes=("phone",), km_north=None, source=sample)
    asked: dict[str, Any] = {"need_ids": ("warmline",), "fits": {("a", "warmline"): 0.9}}
    danger = explained([line], "a", tmp_path / "danger", needs="I want to kill myself tonight", **asked)
    assert [obstacle["reason"] for obstacle in danger["obstacles"]] == ["sample_in_crisis"]
    assert danger["crisis"]["level"] == "acute"
    assert "988" in {contact["call"] for contact in danger["crisis"]["contacts"]}
    assert explained([line], "a", tmp_path / "calm", needs="I need to talk", **asked)["recommended"]
