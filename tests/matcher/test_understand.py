"""What is said becomes needs, each with the words that said so; what is named by id counts in full."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.needs import load_taxonomy
from indexer.open_index import OpenIndex
from matcher.crisis import screen
from matcher.match import match
from matcher.reading import read
from matcher.request import MatchRequest, UnknownNeedError
from matcher.understand import (
    ABUSED,
    ADDICTION,
    BOTH,
    FIRST_DOORS,
    KEEP_WEIGHT,
    MAX_NEEDS,
    SIGNAL_NEEDS,
    SUGGESTIONS,
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
    assert "warmline" in [need.id for need in understanding.suggestions], "somebody who listens, whatever is meant"
    assert set(understanding.support.values()) == {0.0}
    assert understanding.shares.shape == (0,)


@pytest.mark.parametrize("needs", [None, " ", "…!?", "🆘"])
def test_without_a_word_there_is_nothing_to_understand(index: SmallIndex, needs: str | None) -> None:
    understanding = _understand(index, needs)
    assert (understanding.needs, understanding.vector, understanding.suggestions) == ((), None, ())


def test_needs_are_suggested_only_where_none_is_understood(index: SmallIndex) -> None:
    assert _understand(index, "I need a ride there").suggestions == ()
    named = _understand(index, "the moon shines over quiet water", need_ids=("legal",))
    assert [need.need.id for need in named.needs] == ["legal"]
    assert named.suggestions == ()


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


def _heard(needs: str, index: OpenIndex) -> dict[str, float]:
    """The needs of a statement with their weights, strongest first, as `match` understands it."""
    reading = read(needs, index)
    crisis = screen(needs, "US", reading, index.heads)
    request = MatchRequest(needs=needs, as_of=AS_OF)
    return {need.need.id: need.weight for need in understand(request, index, crisis, reading).needs}


@pytest.mark.integration
@pytest.mark.parametrize(
    ("needs", "family", "treatment"),
    [
        ("my husband drinks every night", "al-anon", "alcohol-treatment"),
        ("my son uses heroin and I don't know what to do anymore", "nar-anon", "opioid-treatment"),
        ("mi hijo es adicto a la heroína", "nar-anon", "opioid-treatment"),
    ],
)
def test_whose_trouble_it_is_decides_what_comes_first(
    needs: str, family: str, treatment: str, bundled_index: OpenIndex
) -> None:
    heard = list(_heard(needs, bundled_index))
    assert {family, treatment} <= set(heard)
    assert heard.index(family) < heard.index(treatment)


@pytest.mark.integration
@pytest.mark.parametrize("needs", ["I can't stop drinking", "quiero dejar de tomar"])
def test_the_speakers_own_drinking_comes_before_the_familys(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(_heard(needs, bundled_index))) in ADDICTION


@pytest.mark.integration
@pytest.mark.parametrize(
    "needs",
    [
        "I don't drink any more, sober ten years, but I need help with the rent",
        "I don’t drink any more, sober ten years, but I need help with the rent",
        "ya no tomo, llevo diez años sobrio, pero necesito ayuda con la renta",
    ],
)
def test_what_is_over_needs_no_treatment(needs: str, bundled_index: OpenIndex) -> None:
    heard = _heard(needs, bundled_index)
    assert next(iter(heard)) == "rent-assistance"
    assert not ADDICTION & set(heard)


@pytest.mark.integration
def test_one_that_is_denied_leaves_the_other_stated(bundled_index: OpenIndex) -> None:
    heard = _heard("I don't smoke weed but I can't stop using heroin and need detox", bundled_index)
    assert {"opioid-treatment", "detox"} <= set(heard)
    assert "cannabis-treatment" not in heard


@pytest.mark.integration
@pytest.mark.parametrize(
    ("needs", "meetings"),
    [
        ("I started drinking again after two years", "aa-meetings"),
        ("volví a tomar después de dos años", "aa-meetings"),
        ("sober five years and now drinking again", "aa-meetings"),
        ("I relapsed on meth last week", "na-meetings"),
        ("recaí con la heroína", "na-meetings"),
    ],
)
def test_a_relapse_asks_for_company(needs: str, meetings: str, bundled_index: OpenIndex) -> None:
    assert {"relapse-prevention", meetings} <= set(_heard(needs, bundled_index))


@pytest.mark.integration
@pytest.mark.parametrize(
    "needs",
    [
        "trauma and addiction together",
        "I was raped and I drink to forget it",
        "I drink to forget what my uncle did to me as a child",
        "PTSD from the war and I use pills to sleep",
    ],
)
def test_trauma_with_addiction_comes_before_each_of_them(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(_heard(needs, bundled_index))) == BOTH


@pytest.mark.integration
@pytest.mark.parametrize("needs", ["I was raped in college and still have nightmares", "I can't stop drinking"])
def test_one_alone_is_not_both(needs: str, bundled_index: OpenIndex) -> None:
    assert next(iter(_heard(needs, bundled_index))) != BOTH


@pytest.mark.integration
@pytest.mark.parametrize(
    ("needs", "support"),
    [
        ("nobody around me gets it", "emotional"),
        ("nadie a mi alrededor me entiende", "emotional"),
        ("I want to stop drinking but I don't know where to start", "informational"),
        ("quiero dejar de tomar pero no sé dónde empezar", "informational"),
        ("I can't stop drinking and I have no car", "practical"),
    ],
)
def test_what_nobody_gives_is_missing(needs: str, support: Any, bundled_index: OpenIndex) -> None:
    understanding = understand(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert understanding.support[support] >= 0.9


@pytest.mark.integration
@pytest.mark.parametrize(
    ("english", "spanish", "need"),
    [
        ("I need help paying rent", "necesito ayuda para pagar la renta", "rent-assistance"),
        ("I have no food for my kids", "no tengo comida para mis hijos", "food-pantry"),
        ("looking for an alcoholics anonymous group", "busco un grupo de alcohólicos anónimos", "aa-meetings"),
        ("looking for a narcotics anonymous group", "busco un grupo de narcóticos anónimos", "na-meetings"),
        ("I want to get off heroin", "quiero dejar la heroína", "opioid-treatment"),
        ("I want to stop drinking", "quiero dejar de tomar", "alcohol-treatment"),
        ("I have anxiety and panic attacks", "tengo ansiedad y ataques de pánico", "anxiety"),
        ("I need a lawyer for my divorce", "necesito un abogado para el divorcio", "legal-aid"),
        ("I'm looking for a job", "busco trabajo", "job-search"),
        ("my son is addicted to heroin", "mi hijo es adicto a la heroína", "nar-anon"),
    ],
)
def test_spanish_reaches_the_same_needs(english: str, spanish: str, need: str, bundled_index: OpenIndex) -> None:
    for needs in (english, spanish):
        heard = _heard(needs, bundled_index)
        assert heard.get(need, 0.0) >= 0.5, needs
        assert next(iter(heard)) == need, needs


HURT = (
    "we need couples counseling, my husband hits me",
    "he chokes me and then says sorry, can we get couples therapy",
    "my wife beats me and wants family counseling",
    "mi esposo me pega, necesitamos terapia de pareja",
)


@pytest.mark.integration
@pytest.mark.parametrize("needs", HURT)
def test_nobody_hurt_at_home_is_sent_to_counseling_with_the_one_who_hurts(needs: str, bundled_index: OpenIndex) -> None:
    assert ABUSED in screen(needs).signals
    heard = set(_heard(needs, bundled_index))
    assert not heard & UNSAFE_WHEN_ABUSED
    assert heard >= set(SIGNAL_NEEDS[ABUSED])
    answer: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert not {need["id"] for need in answer["understood"]["needs"]} & UNSAFE_WHEN_ABUSED
    # Who asks for it by its id has been told by somebody who knows.
    named = MatchRequest(needs=needs, need_ids=("couples-counseling",), as_of=AS_OF)
    assert "couples-counseling" in {need.need.id for need in understand(named, bundled_index).needs}


@pytest.mark.integration
def test_a_couple_that_only_quarrels_is_offered_counseling(bundled_index: OpenIndex) -> None:
    heard = _heard("my husband and I fight about money, can we get couples counseling", bundled_index)
    assert next(iter(heard)) == "couples-counseling"


@pytest.mark.integration
@pytest.mark.parametrize("needs", ["asdf qwer", "zxcv hjkl qwer"])
def test_where_nothing_is_understood_needs_are_suggested(needs: str, bundled_index: OpenIndex) -> None:
    answer: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert answer["understood"]["needs"] == []
    assert "nothing_understood" in answer["notices"]
    labels = {need.id: need.label for need in bundled_index.taxonomy}
    suggested = answer["understood"]["suggestions"]
    assert len(suggested) == SUGGESTIONS
    assert all(labels[need["id"]] == need["label"] for need in suggested)
    chosen: Any = match(MatchRequest(needs=needs, need_ids=(suggested[0]["id"],), as_of=AS_OF), bundled_index)
    assert [need["id"] for need in chosen["understood"]["needs"]] == [suggested[0]["id"]]
    assert chosen["understood"]["suggestions"] == []
    assert "nothing_understood" not in chosen["notices"]


def test_the_first_doors_are_needs_of_the_taxonomy() -> None:
    taxonomy = load_taxonomy()
    assert len(FIRST_DOORS) == SUGGESTIONS
    assert all(need_id in taxonomy for need_id in FIRST_DOORS)
