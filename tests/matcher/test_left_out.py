"""What was left out is counted under every filter it fails; the nearest fails that one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.matcher.small import answer_to, made


def test_left_out_counts_under_every_filter_and_the_nearest_fails_one(tmp_path: Path) -> None:
    resources = [
        made("a", km_north=3.0, cost="paid"),
        made("b", km_north=2.0, cost="paid", languages=("en",)),
        made("c", km_north=20.0, cost="free", name="Far Shore Group"),
        made("d", km_north=30.0, cost="free"),
        made("e", km_north=40.0, cost="paid"),
        made("x", km_north=1.0, cost="paid"),
    ]
    answer = answer_to(resources, tmp_path, cost="free", languages=("es",), widen=False)
    left_out = {entry["reason"]: (entry["count"], entry["nearest"]) for entry in answer["left_out"]}
    assert left_out["cost"] == (3, {"id": "a", "name": "Harbor Peer Group", "distance_km": pytest.approx(3, abs=0.01)})
    count, nearest = left_out["beyond_radius"]
    assert (count, nearest["id"], nearest["name"]) == (3, "c", "Far Shore Group")
    assert left_out["language"] == (1, None)
    assert answer["recommendations"] == []


def test_nothing_understood_leaves_nothing_out_and_says_so(tmp_path: Path) -> None:
    answer = answer_to([made("a", cost="paid")], tmp_path, need_ids=(), needs="the moon over water", cost="free")
    assert answer["left_out"] == []
    assert answer["notices"] == ["nothing_understood"]
