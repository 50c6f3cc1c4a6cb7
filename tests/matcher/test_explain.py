"""Every contribution is a reason with its words, and what a listing does not say is a caution."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from data.resource import Address, Evidence, NeedTag, Phone, Position, Precision, Provenance, Schedule
from data.schedules import recurring
from matcher import weights
from tests.contract.requests import AS_OF
from tests.matcher.small import HOME, answer_to, made

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
    assert (by_kind["cost"]["contribution"], by_kind["cost"]["text"]) == (
        weights.FILTER_FITS,
        "Fits the cost asked for: free",
    )
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


def _texts(found: dict[str, Any], kind: str) -> list[tuple[str, float]]:
    return [(reason["text"], reason["contribution"]) for reason in found["reasons"] if reason["kind"] == kind]


def test_whom_it_is_for_is_said_where_nothing_tells_that_the_person_is_one_of_them(tmp_path: Path) -> None:
    resources = [
        made("a", minimum_age=14, maximum_age=17),
        made("b", minimum_age=60),
        made("c", maximum_age=25),
        made("d", populations=("veterans", "parents")),
        made("e", minimum_age=18),
    ]
    said = {
        "a": "For ages 14 to 17 only",
        "b": "For ages 60 and up",
        "c": "Up to age 25",
        "d": "For Veterans",
    }
    found = {r["resource"]["id"]: r for r in answer_to(resources, tmp_path / "any")["recommendations"]}
    for name, text in said.items():
        assert text in found[name]["cautions"]
        kind, told = ("restricted", "For Veterans only") if name == "d" else ("ages", text)
        assert _texts(found[name], kind) == [(told, weights.FOR_OTHERS)]
    assert not any(text.startswith(("For", "Up")) for text in found["e"]["cautions"])
    young = answer_to(resources, tmp_path / "young", needs="I'm 16, need a ride")["recommendations"]
    found = {r["resource"]["id"]: r for r in young}
    fitting = {name for name, r in found.items() if not any(c.startswith(("For ages", "Up to")) for c in r["cautions"])}
    assert fitting == {"a", "c", "d"}
    assert "For ages 18 and up" in found["e"]["cautions"]
    veteran = answer_to(resources, tmp_path / "vet", needs="I'm a veteran, need a ride")["recommendations"]
    found = {r["resource"]["id"]: r for r in veteran}
    assert _texts(found["d"], "restricted") == [("For Veterans", weights.FOR_THEM)]
    assert "For Veterans" not in found["d"]["cautions"]


def test_whom_it_is_for_is_no_offer(tmp_path: Path) -> None:
    rule = "People must be drug free (detox is not available)"
    tag = NeedTag(need_id="rides", weight=0.9, evidence=Evidence(field="eligibility_description", text=rule))
    resource = made("a", eligibility_description=rule, tags=(tag,))
    (found,) = answer_to([resource], tmp_path, needs="I need a ride there")["recommendations"]
    assert found["reasons"][0]["text"] == f"You said “I need a ride there”; it is for: “{rule}” (Rides)"


@pytest.mark.parametrize(
    ("precision", "country", "area"),
    [
        ("postcode", "US", "ZIP area"),
        ("postcode", "GB", "postcode"),
        ("city", "US", "city"),
        ("county", "US", "county"),
    ],
)
def test_a_distance_is_as_exact_as_the_place_is_known(
    precision: Precision, country: str, area: str, tmp_path: Path
) -> None:
    position = Position(latitude=HOME.latitude + 0.004, longitude=HOME.longitude, precision=precision)
    rough = made("a", position=position, address=Address(city="Miami", country=country))
    (found,) = answer_to([rough], tmp_path / "near")["recommendations"]
    assert _texts(found, "distance")[0][0] == f"About 0.4 km away (only its {area} is known)"
    assert found["cautions"].count(f"Only its {area} is known: it may be nearer or farther") == 1
    both = made("a", position=position, address=rough.address, modes=("in_person", "phone"))
    (found,) = answer_to([both], tmp_path / "nowhere", location=None)["recommendations"]
    assert not any("Only its" in caution for caution in found["cautions"])


def test_of_a_confidential_place_only_that_is_said(tmp_path: Path) -> None:
    position = Position(latitude=HOME.latitude, longitude=HOME.longitude, precision="city")
    hidden = made("a", position=position, address=Address(city="Miami", country="US", confidential=True))
    (found,) = answer_to([hidden], tmp_path)["recommendations"]
    assert not any("Only its" in caution for caution in found["cautions"])


def test_the_languages_spoken_besides_english(tmp_path: Path) -> None:
    us = Address(state_province="FL", country="US")
    resources = [
        made("a", kind="treatment", languages=("es", "fr", "am"), address=us),
        made("b", languages=("es",), address=us),
        made("c", languages=("ase",), address=us),
    ]
    said = "Also speaks Spanish, French and Amharic; does not say English: ask"
    found = {r["resource"]["id"]: r for r in answer_to(resources, tmp_path / "any")["recommendations"]}
    assert said in found["a"]["cautions"]
    assert "In Spanish" in found["b"]["cautions"]
    assert not any("speaks" in caution or caution.startswith("In ") for caution in found["c"]["cautions"])
    assert [_texts(found[name], "their_language") for name in "ac"] == [[], []]
    asked = answer_to(resources, tmp_path / "asked", languages=("en",))
    found = {r["resource"]["id"]: r for r in asked["recommendations"]}
    assert set(found) == {"a", "c"}
    assert _texts(found["a"], "language") == [(said, weights.FILTER_NOT_STATED)]
    assert said in found["a"]["cautions"]
    assert "Languages not stated" not in found["a"]["cautions"]
    assert [(entry["reason"], entry["nearest"]["id"]) for entry in asked["left_out"]] == [("language", "b")]


def test_a_stated_cost_is_a_reason_whether_or_not_it_was_asked_for(tmp_path: Path) -> None:
    resources = [
        made("a", cost="free"),
        made("b", cost="low_cost", fees_description="$5 a ride"),
        made("c", cost="paid"),
        made("d", fees_description="Ask us"),
        made("e"),
    ]
    said = {"a": "Free", "b": "Low cost: “$5 a ride”", "c": "Costs money", "d": "What it says of cost: “Ask us”"}
    found = {r["resource"]["id"]: r for r in answer_to(resources, tmp_path / "any")["recommendations"]}
    assert {name: _texts(found[name], "cost") for name in said} == {name: [(text, 0.0)] for name, text in said.items()}
    assert _texts(found["e"], "cost") == []
    assert [name for name, r in found.items() if "Cost not stated" in r["cautions"]] == ["e"]
    asked = answer_to(resources, tmp_path / "asked", cost="low_cost")["recommendations"]
    found = {r["resource"]["id"]: r for r in asked}
    assert _texts(found["a"], "cost") == [("Fits the cost asked for: free", weights.FILTER_FITS)]
    assert _texts(found["e"], "cost") == [("Cost not stated", weights.FILTER_NOT_STATED)]


def test_hours_that_are_not_known_are_said_once(tmp_path: Path) -> None:
    (found,) = answer_to([made("a")], tmp_path, open_at=AS_OF)["recommendations"]
    assert [caution for caution in found["cautions"] if "ours" in caution] == ["Hours at the time asked for not known"]


def test_where_no_need_was_understood_the_plan_says_so(tmp_path: Path) -> None:
    resources = [made(name, "The moon", description="The moon") for name in "ab"]
    answer = answer_to(resources, tmp_path, {}, needs="the moon", need_ids=())
    assert answer["understood"]["needs"] == []
    texts = [text for found in answer["recommendations"] for text, _ in _texts(found, "plan")]
    assert texts == ["We could not tell what you need: this seems to come close"] * len(texts) != []


def test_a_pick_that_answers_a_need_in_part_says_so(tmp_path: Path) -> None:
    fits = {("a", "rides"): 0.3, ("b", "rides"): 0.9, ("c", "rides"): 0.9}
    (found,) = answer_to([made("a")], tmp_path / "one", fits)["recommendations"]
    assert _texts(found, "plan") == [("May help with a part of what you need", 0.0)]
    second = answer_to([made("b"), made("c")], tmp_path / "two", fits)["recommendations"][1]
    assert _texts(second, "plan") == [("Adds another way to the same help", 0.0)]
