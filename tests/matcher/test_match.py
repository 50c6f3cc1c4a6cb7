"""One request in, one answer out, on hand-made resources: order, distance, widening, what cannot be reached."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from data.places.place import Place, UnknownPlaceError
from data.resource import Address, Provenance
from matcher import weights
from matcher.match import match
from matcher.request import Location, MatchRequest
from tests.contract.requests import AS_OF
from tests.matcher.small import HOME, OnePlace, SmallIndex, answer_to, made


def _ids(answer: dict[str, Any]) -> list[str]:
    return [recommendation["resource"]["id"] for recommendation in answer["recommendations"]]


def test_a_confidential_place_is_shown_without_street_or_distance(tmp_path: Path) -> None:
    hidden = made("a", address=Address(city="Miami", state_province="FL", country="US", confidential=True))
    (found,) = answer_to([hidden], tmp_path)["recommendations"]
    assert (found["distance_km"], found["resource"]["latitude"], found["resource"]["longitude"]) == (None, None, None)
    distance = next(reason for reason in found["reasons"] if reason["kind"] == "distance")
    assert distance["text"] == "In Miami; the place is kept confidential"
    assert found["cautions"][0] == "The address is kept confidential: call first; distance is not shown"


def test_equal_scores_are_ordered_by_id(tmp_path: Path) -> None:
    resources = [made(name) for name in "fbdace"]
    assert _ids(answer_to(resources, tmp_path)) == list("abcdef")
    assert _ids(answer_to(resources, tmp_path / "few", limit=2)) == ["a", "b"]


def test_by_distance_unknown_comes_last_and_a_metre_ties(tmp_path: Path) -> None:
    hidden = Address(city="Miami", state_province="FL", country="US", confidential=True)
    florida = Address(state_province="FL", country="US")
    resources = [
        made("h", km_north=0.1, address=hidden),
        made("g", km_north=None, address=florida),
        made("b", km_north=1.9996),
        made("a", km_north=1.9999),
        made("c", km_north=1.0),
    ]
    answer = answer_to(resources, tmp_path, sort="distance")
    assert _ids(answer) == ["c", "a", "b", "g", "h"]
    assert [r["distance_km"] for r in answer["recommendations"]][1:] == [2.0, 2.0, None, None]
    assert _ids(answer_to(resources, tmp_path / "two", sort="distance", limit=2)) == ["c", "a"]
    nowhere = [made(name, modes=("online",), km_north=None) for name in "ba"]
    assert _ids(answer_to(nowhere, tmp_path / "nowhere", sort="distance", location=None)) == ["a", "b"]


def test_by_distance_the_doubtful_is_not_listed_beside_what_surely_answers(tmp_path: Path) -> None:
    resources = [made("a", km_north=1), made("b", km_north=2), made("c", km_north=9)]
    fits = {("a", "rides"): weights.RELEVANT_FIT, ("b", "rides"): weights.COVERED - 0.01, ("c", "rides"): 0.9}
    sure = answer_to(resources, tmp_path / "sure", fits, need_ids=("rides",), sort="distance")
    assert _ids(sure) == sure["plan"]["resource_ids"] == ["c"]
    assert _ids(answer_to(resources, tmp_path / "match", fits, need_ids=("rides",))) == ["c", "b", "a"]
    fits[("c", "rides")] = weights.COVERED - 0.05
    doubtful = answer_to(resources, tmp_path / "doubtful", fits, need_ids=("rides",), sort="distance")
    assert _ids(doubtful) == ["a", "b", "c"]


@pytest.mark.parametrize("sort", ["match", "distance"])
def test_nothing_that_fits_is_an_empty_answer(sort: str, tmp_path: Path) -> None:
    answer = answer_to([made("a")], tmp_path, sort=sort, kinds=("therapist",))
    assert (answer["recommendations"], answer["plan"]["resource_ids"]) == ([], [])
    assert answer["plan"]["uncovered"] == ["rides"]
    assert [(entry["reason"], entry["count"]) for entry in answer["left_out"]] == [("kind", 1)]


@pytest.mark.parametrize(
    ("kms", "radius_km", "asked", "to_km"),
    [
        ((1, 2, 3), 5.0, {}, None),
        ((1, 2, 4.99), 5.0, {}, None),
        ((1, 2, 7), 5.0, {}, 10.0),
        ((1, 2, 12), 5.0, {}, 20.0),
        ((1, 2, 50), 5.0, {}, 20.0),
        ((), 300.0, {}, 500.0),
        ((), 500.0, {}, None),
        ((1, 2, 7), 5.0, {"widen": False}, None),
        ((1, 2, 7), 5.0, {"modes": ("online", "phone")}, None),
        ((1, 2, 7), 5.0, {"location": None}, None),
    ],
)
def test_the_radius_widens_only_until_three_can_be_gone_to(
    kms: tuple[float, ...], radius_km: float, asked: dict[str, Any], to_km: float | None, tmp_path: Path
) -> None:
    resources = [made(name, km_north=km) for name, km in zip("abc", kms, strict=False)]
    # None of these counts: not relevant, too old for it, reached by phone alone, nobody knows where. By a great circle
    # 4.99 km would be more than 5.
    resources += [
        made("x", km_north=0.5),
        made("f", km_north=0.5, maximum_age=10),
        made("g", km_north=None, modes=("phone",)),
        made("h", km_north=None, address=Address(state_province="FL", country="US")),
    ]
    answer = answer_to(resources, tmp_path, radius_km=radius_km, age=30, **asked)
    assert answer["widened"] == (None if to_km is None else {"from_km": radius_km, "to_km": to_km})


def test_without_a_location_nothing_is_far(tmp_path: Path) -> None:
    resources = [made("a"), made("b", modes=("in_person", "online")), made("c", serves_everywhere=True)]
    answer = answer_to(resources, tmp_path, location=None)
    assert sorted(_ids(answer)) == ["b", "c"]
    assert answer["understood"]["place"] is None
    assert answer["notices"] == ["no_location"]


def test_an_unknown_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownPlaceError):
        answer_to([made("a")], tmp_path, location=Location(place="Nowhere"))


def test_a_person_in_danger_is_never_given_a_made_up_helpline(tmp_path: Path) -> None:
    sample = Provenance(name="Sample", record_id="s", record_ids=("s",), sample=True)
    lines = [
        made("a", kind="helpline", modes=("phone",), km_north=None, source=sample),
        made("b", kind="helpline", modes=("phone",), km_north=None),
    ]
    fits = {("a", "warmline"): 0.9, ("b", "warmline"): 0.9}
    calm = answer_to(lines, tmp_path / "calm", fits, needs="I need to talk", need_ids=("warmline",))
    assert {found["resource"]["id"] for found in calm["recommendations"]} == {"a", "b"}
    danger = answer_to(lines, tmp_path / "danger", fits, needs="I want to kill myself tonight", need_ids=("warmline",))
    assert [found["resource"]["id"] for found in danger["recommendations"]] == ["b"]


def test_the_nearest_that_is_left_out_is_no_made_up_helpline_in_danger(tmp_path: Path) -> None:
    sample = Provenance(name="Sample", record_id="s", record_ids=("s",), sample=True)
    lines = [made("a", kind="helpline", modes=("phone",), km_north=None, cost="paid", source=sample)]
    fits = {("a", "warmline"): 0.9}
    for needs, nearest in (("I need to talk", "a"), ("I want to kill myself tonight", None)):
        answer = answer_to(lines, tmp_path / needs[:6], fits, needs=needs, need_ids=("warmline",), cost="free")
        (entry,) = answer["left_out"]
        assert (entry["reason"], entry["count"]) == ("cost", 1)
        assert (entry["nearest"] and entry["nearest"]["id"]) == nearest


def test_a_listing_in_the_language_of_the_statement_comes_sooner_and_says_so(tmp_path: Path) -> None:
    lines = [
        made("a", languages=("en",)),
        made("b", languages=("en", "es")),
        made("c", languages=("es",)),
        made("d", languages=("vi",)),
    ]
    fits = {(name, "rides"): 0.9 for name in "abcd"}
    found = answer_to(lines, tmp_path / "es", fits, needs="no tengo carro para ir", need_ids=("rides",))
    assert _ids(found)[-2:] == ["a", "d"]
    by_id = {one["resource"]["id"]: one for one in found["recommendations"]}
    said = {
        name: [(r["text"], r["contribution"]) for r in one["reasons"] if r["kind"] == "their_language"]
        for name, one in by_id.items()
    }
    assert said["a"] == []
    assert said["b"] == said["c"] == [("Speaks Spanish", weights.THEIR_LANGUAGE)]
    assert said["d"] == [("Speaks Vietnamese; it does not say that it speaks English", weights.OTHER_LANGUAGE)]
    assert "In Vietnamese" in by_id["d"]["cautions"]
    assert not any(caution.startswith(("In ", "Also ")) for caution in by_id["c"]["cautions"])
    english = answer_to(lines, tmp_path / "en", fits, needs="I have no car", need_ids=("rides",))
    assert set(_ids(english)[:2]) == {"a", "b"}
    asked = answer_to(lines, tmp_path / "asked", fits, needs="no tengo carro", need_ids=("rides",), languages=("es",))
    assert set(_ids(asked)) == {"b", "c"}
    assert not any(r["kind"] == "their_language" for one in asked["recommendations"] for r in one["reasons"])


class _Abroad(OnePlace):
    """Takes points for where they are: north of 50 degrees in Britain, else in Canada."""

    def at(self, latitude: float, longitude: float) -> Place:
        country = "GB" if latitude > 50 else "CA"
        return replace(HOME, latitude=latitude, longitude=longitude, state=None, country=country)


@pytest.mark.parametrize(
    ("point", "called", "not_called"),
    [((51.5074, -0.1278), "999 or 112", "911"), ((43.6532, -79.3832), "911", "999 or 112")],
)
def test_in_danger_the_contacts_are_those_of_the_place(
    point: tuple[float, float], called: str, not_called: str, tmp_path: Path
) -> None:
    index = SmallIndex(tmp_path, [made("a")], {})
    index.gazetteer = cast(Any, _Abroad())
    there = Location(latitude=point[0], longitude=point[1])
    answer: dict[str, Any] = match(
        MatchRequest(needs="I want to kill myself tonight", location=there, as_of=AS_OF), index
    )
    contacts = [contact["call"] for contact in answer["crisis"]["contacts"]]
    assert contacts[0] == called
    assert not_called not in contacts
    assert "Veterans Crisis Line" not in {contact["name"] for contact in answer["crisis"]["contacts"]}
    at_home = match(MatchRequest(needs="I want to kill myself tonight", as_of=AS_OF), index, default_country="GB")
    assert cast(Any, at_home)["crisis"]["contacts"][0]["call"] == "999 or 112"
