"""Why one listing is, or is not, recommended, on hand-made resources: its rank, its score and the difference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.resource import Address, Position, Precision, Provenance
from matcher.request import UnknownNeedError
from matcher.why_not import UnknownResourceError
from tests.contract.requests import AS_OF
from tests.matcher.explained import HIDDEN, explained
from tests.matcher.small import HOME, made
from tests.support.reading_grade import GRADE, grade


def test_what_is_shown_has_no_obstacle(tmp_path: Path) -> None:
    said = explained([made(name) for name in "abcde"], "d", tmp_path)
    assert (said["recommended"], said["rank"], said["ahead"], said["in_plan"]) == (
        True,
        4,
        3,
        False,
    )
    assert (said["obstacles"], said["difference"]) == ([], None)
    first = explained([made(name) for name in "abcde"], "a", tmp_path / "first")
    assert (first["rank"], first["ahead"], first["in_plan"]) == (1, 0, True)
    assert first["reasons"][-1]["kind"] == "plan"


def test_what_comes_after_the_end_of_the_list(tmp_path: Path) -> None:
    near, far = [made(name, f"Group {name}", assured_date=AS_OF.date()) for name in "abcd"], made("e", km_north=9.0)
    said = explained([*near, far], "e", tmp_path, limit=4)
    assert (said["recommended"], said["rank"], said["ahead"]) == (False, 5, 4)
    text = "It is number 5; the list stops at 4. Ask for a longer list to see it."
    assert said["obstacles"] == [{"reason": "beyond_limit", "text": text}]
    assert sum(reason["contribution"] for reason in said["reasons"]) == pytest.approx(said["score"], abs=1e-6)
    text = "“Group d” was checked more recently and is nearer or easier to reach."
    assert said["difference"] == {"id": "d", "name": "Group d", "text": text}
    assert grade(text) <= GRADE


def test_a_place_in_the_plan_is_a_difference_too(tmp_path: Path) -> None:
    fits = {("a", "rides"): 0.9, ("b", "rides"): 0.8, ("c", "warmline"): 0.6, ("b", "warmline"): 0.0}
    resources = [made(name, name.upper() * 3) for name in "abc"]
    said = explained(resources, "b", tmp_path, fits, need_ids=("rides", "warmline"), limit=2)
    assert said["rank"] == 3
    assert said["difference"]["id"] == "c"
    text = said["difference"]["text"]
    assert text.startswith("“CCC” was chosen to go with the others in the plan")
    assert "is a better match for “Warmline”" in text


def test_equals_are_told_to_be_equal(tmp_path: Path) -> None:
    said = explained([made(name) for name in "abcde"], "e", tmp_path, limit=4)
    assert said["difference"]["text"] == "“Harbor Peer Group” is just as strong and comes first by its id."


def test_another_site_of_a_service_that_is_shown(tmp_path: Path) -> None:
    source = Provenance(name="made-up", record_id="s", record_ids=("s",))
    sites = [made("a", source=source), made("b", km_north=2.0, source=source), made("c", km_north=5.0)]
    said = explained(sites, "b", tmp_path, limit=2)
    assert [obstacle["reason"] for obstacle in said["obstacles"]] == ["beyond_limit", "other_site_shown"]
    assert said["obstacles"][1]["text"] == "Another site of the same service is shown, as number 1."


@pytest.mark.parametrize(
    ("km", "address", "rank", "text"),
    [
        (5.0, None, 4, "“Last” is nearer: 3.0 km away, not 5.0 km."),
        (3.004, None, 4, "“Last” is nearer: 3.000 km away, not 3.004 km."),
        (3.0, None, 4, "“Last” is just as far away and comes first by its id."),
        (2.0, HIDDEN, 4, "“Last” is 3.0 km away: the list goes by distance, which is not known of this one."),
    ],
)
def test_by_distance_the_last_shown_is_nearer(
    km: float, address: Address | None, rank: int, text: str, tmp_path: Path
) -> None:
    near = [made("a", km_north=1.0), made("b", km_north=2.0), made("c", "Last", km_north=3.0)]
    asked: dict[str, Any] = {"sort": "distance", "limit": 3}
    said = explained([*near, made("d", km_north=km, address=address)], "d", tmp_path, **asked)
    assert (said["rank"], said["ahead"]) == (rank, rank - 1)
    assert said["difference"] == {"id": "c", "name": "Last", "text": text}
    if address is not None:
        assert said["distance_km"] is None
    shown_one = explained([*near, made("d", km_north=km, address=address)], "c", tmp_path / "shown", **asked)
    assert (shown_one["recommended"], shown_one["rank"]) == (True, 3)


def _near(precision: Precision, km: float = 3.0) -> Position:
    return Position(latitude=HOME.latitude + km / 110.77, longitude=HOME.longitude, precision=precision)


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (_near("city"), "“Last” seems as far away as this one and comes first by its id."),
        (_near("postcode", 5.0), "“Last” seems nearer: about 3.0 km away, not 5.0 km."),
        (_near("point", 5.0), "“Last” seems nearer: about 3.0 km away, not 5.0 km."),
    ],
)
def test_by_distance_a_rough_place_only_seems_nearer(position: Position, text: str, tmp_path: Path) -> None:
    near = [made("a", km_north=1.0), made("b", km_north=2.0), made("c", "Last", position=_near("city"))]
    said = explained([*near, made("d", position=position)], "d", tmp_path, sort="distance", limit=3)
    assert said["difference"]["text"] == text
    assert grade(text) <= GRADE


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (_near("city"), _near("city", 9.0), "seems nearer or easier to reach"),
        (_near("point"), _near("point", 9.0), "is nearer or easier to reach"),
        # As far away, but the first can be joined online too, which counts more than a long way.
        (_near("city", 300.0), _near("city", 300.0), "is easier to reach"),
    ],
)
def test_of_two_places_as_far_away_none_is_nearer(first: Position, second: Position, text: str, tmp_path: Path) -> None:
    modes = ("in_person", "online") if first == second else ("in_person",)
    resources = [made("a", "Group a", position=first, modes=modes), made("b", position=second)]
    said = explained(resources, "b", tmp_path, limit=1, radius_km=500.0)
    whole = f"“Group a” was chosen to go with the others in the plan and {text}."
    assert said["difference"]["text"] == whole


def test_by_distance_without_a_place(tmp_path: Path) -> None:
    online = [made(name, modes=("online",), km_north=None) for name in "abc"]
    said = explained(online, "c", tmp_path, sort="distance", location=None, limit=2)
    assert said["rank"] == 3
    assert said["difference"]["text"].endswith("comes first by its id: no distance is known.")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownResourceError):
        explained([made("a")], "z", tmp_path)
    with pytest.raises(UnknownNeedError):
        explained([made("a")], "a", tmp_path / "needs", need_ids=("no-such-need",))
