"""The measures are what they are said to be, on rankings small enough to reckon by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.metrics import estimate, ndcg, precision

GAINS = st.lists(st.integers(0, 3).map(float), min_size=1, max_size=20)


def test_ndcg_by_hand() -> None:
    possible = np.array([3.0, 2.0, 0.0])
    ideal = 3 / math.log2(2) + 2 / math.log2(3)
    assert ndcg([3.0, 2.0], possible) == pytest.approx(1.0)
    assert ndcg([0.0, 3.0], possible) == pytest.approx((3 / math.log2(3)) / ideal)
    assert ndcg([], possible) == 0.0
    assert ndcg([1.0], np.zeros(3)) == 0.0


@given(GAINS)
def test_ndcg_is_a_share_and_the_best_order_reaches_all_of_it(gains: list[float]) -> None:
    possible = np.array(gains)
    assert 0.0 <= ndcg(gains, possible) <= 1.0 + 1e-9
    if possible.any():
        assert ndcg(sorted(gains, reverse=True), possible) == pytest.approx(1.0)


def test_an_empty_place_is_no_good_answer() -> None:
    assert precision([3.0], 3, 2) == pytest.approx(1 / 3)
    assert precision([1.0, 2.0, 3.0, 3.0], 3, 2) == pytest.approx(2 / 3)


def test_an_estimate_is_the_mean_between_its_bounds_and_the_same_each_time() -> None:
    values = [0.0, 1.0, 1.0, float("nan"), 0.5]
    found = estimate(values)
    assert (found.mean, found.cases) == (0.625, 4)
    assert found.low <= found.mean <= found.high
    assert found == estimate(values)
    assert str(estimate([])) == "–"
