"""Every contribution is a reason with its words, and what a listing does not say is a caution."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from data.resource import Address, Evidence, NeedTag, Phone, Provenance, Schedule
from data.schedules import recurring
from matcher import weights
from tests.matcher.small import answer_to, made

OFFER = "We give a ride to whoever has none. Bring a friend."


def test_reasons_hold_every_contribution_with_its_evidence(tmp_path: Path) -> None:
    tag = NeedTag(need_id="rides", weight=0.9, evidence=Evidence(field="description", text="We give a ride"))
    resource = made("a", km_north=0.0, description=OFFER, tags=(tag,), cost="free", assured_date=date(2026, 11, 1))
    answer = answer_to([resource], tmp_path, needs="I need a ride there", need_ids=(), cost="free")
    (found,) = answer["recommendations"]
    by_kind = {reason["kind"]: reason for reason in found["reasons"]}
    assert [reason["kind"] for reason in found["reasons"]][:2] == ["need", "meaning"]
    assert by_kind["need"]["evidence"] == {"field": "description", "text": "We give a ride"}
    assert by_kind["need"]["text"] == "You said “I need a ride there”; they offer “We give a ride” (Rides)"
    assert by_kind["need"]["contribution"] == pytest.approx(0.9 * weights.NEED, abs=1e-3)
    assert by_kind["meaning"]["evidence"]["text"] in OFFER
    assert by_kind["distance"]["text"] == "0.0 km away in a straight line"
    assert by_kind["distance"]["contribution"] == weights.DISTANCE
    assert by_kind["cost"]["contribution"] == weights.FILTER_FITS
    assert by_kind["hours"]["contribution"] == weights.HOURS_NOT_STATED
    assert by_kind["confirmed"]["text"] == "Last confirmed on 2026-11-01"
    assert (by_kind["plan"]["contribution"], by_kind["plan"]["text"]) == (0.0, "Adds Rides")
    assert found["score"] == pytest.approx(sum(reason["contribution"] for reason in found["reasons"]), abs=1e-6)


def test_a_need_without_a_tag_is_evidenced_by_its_nearest_passage(tmp_path: Path) -> None:
    (found,) = answer_to([made("a")], tmp_path)["recommendations"]
    need = found["reasons"][0]
    assert (need["evidence"], need["said"]) == ({"field": "name", "text": "Harbor Peer Group"}, None)
    assert need["text"] == "Rides: they offer “Harbor Peer Group”"


def test_a_long_quote_is_shortened_in_the_text_alone(tmp_path: Path) -> None:
    words = "We give a ride " + "and wait for you " * 20
    tag = NeedTag(need_id="rides", weight=0.9, evidence=Evidence(field="description", text=words.strip()))
    (found,) = answer_to([made("a", description=words.strip(), tags=(tag,))], tmp_path)["recommendations"]
    assert found["reasons"][0]["evidence"]["text"] == words.strip()
    assert found["reasons"][0]["text"].endswith("…”")
    assert len(found["reasons"][0]["text"]) < 200


def test_cautions_say_what_to_ask_first(tmp_path: Path) -> None:
    bare = made("a", km_north=None, address=Address(state_province="FL", country="US"))
    sample = Provenance(name="s", record_id="b", record_ids=("b",), sample=True)
    full = made(
        "b",
        source=sample,
        phones=(Phone(number="+13055550123"),),
        schedules=(Schedule(text="Mondays"),),
        cost="free",
        assured_date=date(2025, 1, 1),
        cautions=("Bring an ID",),
    )
    answer = answer_to([bare, full], tmp_path, languages=("es",))
    cautions = {r["resource"]["id"]: r["cautions"] for r in answer["recommendations"]}
    assert cautions["a"] == [
        "Place not stated: distance unknown",
        "Languages not stated",
        "Hours not stated",
        "Cost not stated",
        "No phone, website or email listed",
        "Not known when this was last confirmed: call first",
    ]
    assert cautions["b"] == [
        "Bring an ID",
        "Sample listing: not a real service",
        "Languages not stated",
        "Last confirmed on 2025-01-01: call first",
    ]
    assert answer["notices"] == ["sample_data"]


def test_next_occurrence_counts_from_the_moment_asked_about(tmp_path: Path) -> None:
    mondays = recurring("FREQ=WEEKLY;BYDAY=MO", time(19), time(20))
    (found,) = answer_to([made("a", schedules=(mondays,), timezone="America/New_York")], tmp_path)["recommendations"]
    assert found["resource"]["next_occurrence"] == "2026-11-23T19:00:00-05:00"
    hours = next(reason for reason in found["reasons"] if reason["kind"] == "hours")
    assert hours["text"] == "Next: Monday 23 November 2026, 19:00"
