"""What is said becomes needs, each with the words that said so; what is named by id counts in full."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.crisis import screen
from matcher.request import MatchRequest, UnknownNeedError
from matcher.understand import (
    ABUSED,
    KEEP_WEIGHT,
    MAX_NEEDS,
    SIGNAL_NEEDS,
    UNSAFE_WHEN_ABUSED,
    Understanding,
    understand,
)
from tests.contract.requests import AS_OF
from tests.matcher.small import TAXONOMY, WORDS, SmallIndex, made


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    return SmallIndex(tmp_path_factory.mktemp("understand"), [made("a")], {})


def _understand(index: SmallIndex, needs: str | None = None, **asked: Any) -> Understanding:
    return understand(MatchRequest(needs=needs, as_of=AS_OF, **asked), index)


def test_each_facet_states_its_need_in_its_own_words(index: SmallIndex) -> None:
    understanding = _understand(index, "I need a ride there, and also some food today, because I must talk")
    said = {need.need.id: need.said for need in understanding.needs}
    assert said == {"rides": "I need a ride there", "groceries": "some food today", "warmline": "I must talk"}
    weights = [need.weight for need in understanding.needs]
    assert weights == sorted(weights, reverse=True)
    assert all(KEEP_WEIGHT - 1e-4 <= weight <= 1.0 for weight in weights)


def test_a_need_named_by_id_counts_in_full_and_was_not_said(index: SmallIndex) -> None:
    (need,) = _understand(index, need_ids=("legal",)).needs
    assert (need.need.id, need.number, need.weight, need.said) == ("legal", 2, 1.0, None)


def test_a_need_both_said_and_named_counts_in_full_and_keeps_its_words(index: SmallIndex) -> None:
    understanding = _understand(index, "I need a ride there", need_ids=("groceries", "rides", "rides"))
    found = {need.need.id: (need.weight, need.said) for need in understanding.needs}
    assert found == {"groceries": (1.0, None), "rides": (1.0, "I need a ride there")}


def test_whoever_names_the_service_states_the_need(index: SmallIndex) -> None:
    understanding = _understand(index, "where is a foodbank around here")
    assert [need.need.id for need in understanding.needs] == ["groceries"]


def test_what_no_need_is_about_is_not_understood_but_has_a_meaning(index: SmallIndex) -> None:
    understanding = _understand(index, "the moon shines over quiet water")
    assert understanding.needs == ()
    assert understanding.vector is not None
    assert set(understanding.support.values()) == {0.0}
    assert understanding.shares.shape == (0,)


@pytest.mark.parametrize("needs", [None, " ", "…!?", "🆘"])
def test_without_a_word_there_is_nothing_to_understand(index: SmallIndex, needs: str | None) -> None:
    understanding = _understand(index, needs)
    assert (understanding.needs, understanding.vector) == ((), None)


def test_support_is_what_the_needs_call_for_and_a_gap_counts_in_full(index: SmallIndex) -> None:
    called_for = _understand(index, need_ids=("groceries", "legal")).support
    assert called_for == {"emotional": 0.0, "informational": 1.0, "practical": 0.9}
    with_gap = _understand(index, need_ids=("groceries",), support_gaps=("emotional", "practical")).support
    assert with_gap == {"emotional": 1.0, "informational": 0.0, "practical": 1.0}


def test_shares_sum_to_one(index: SmallIndex) -> None:
    understanding = _understand(index, "I need a ride there, and also some food today", need_ids=("legal",))
    assert len(understanding.needs) == 3
    assert understanding.shares.sum() == pytest.approx(1.0)
    assert np.argmax(understanding.shares) == 0
    assert understanding.needs[0].need.id == "legal"


def test_unknown_ids_are_refused_together(index: SmallIndex) -> None:
    with pytest.raises(UnknownNeedError) as caught:
        _understand(index, need_ids=("nothing", "legal", "Rides"))
    assert caught.value.need_ids == ("nothing", "Rides")


def test_all_named_needs_are_kept(index: SmallIndex) -> None:
    ids = tuple(need.id for need in TAXONOMY)
    assert [need.need.id for need in _understand(index, "a ride to food", need_ids=ids).needs] == list(ids)


@settings(deadline=None)
@given(st.lists(st.sampled_from((*WORDS, "the", ",", ".", "and", "moon")), max_size=30).map(" ".join))
def test_said_is_always_verbatim(index: SmallIndex, needs: str) -> None:
    understanding = _understand(index, needs or "-")
    assert len(understanding.needs) <= MAX_NEEDS
    for need in understanding.needs:
        assert need.said
        assert need.said in needs
        assert 0.0 < need.weight <= 1.0


@pytest.mark.integration
def test_nobody_hurt_at_home_is_sent_to_counseling_with_the_one_who_hurts(bundled_index: Any) -> None:
    needs = "we need couples counseling, my husband hits me"
    request = MatchRequest(needs=needs, as_of=AS_OF)
    found = {need.need.id for need in understand(request, bundled_index).needs}
    hurt = screen(needs)
    assert ABUSED in hurt.signals
    safe = {need.need.id for need in understand(request, bundled_index, hurt).needs}
    assert "couples-counseling" in found
    assert safe == (found - UNSAFE_WHEN_ABUSED) | set(SIGNAL_NEEDS[ABUSED])
    named = MatchRequest(needs=needs, need_ids=("couples-counseling",), as_of=AS_OF)
    assert "couples-counseling" in {need.need.id for need in understand(named, bundled_index, hurt).needs}
