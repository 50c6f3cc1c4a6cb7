"""What is said becomes needs, each with the words that said so; what is named by id counts in full."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.needs import load_taxonomy
from indexer.open_index import OpenIndex
from matcher.match import match
from matcher.request import MatchRequest, UnknownNeedError
from matcher.stated import KEEP_WEIGHT
from matcher.understand import (
    FIRST_DOORS,
    MAX_NEEDS,
    SUGGESTIONS,
    SURE,
    Understanding,
    UnderstoodNeed,
    understand,
)
from tests.contract.requests import AS_OF
from tests.matcher.heard import heard
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


def test_whoever_asks_corrects_what_was_heard(index: SmallIndex) -> None:
    said = "I need a ride there, and also some food today, because I must talk"
    before = {need.need.id: need.weight for need in _understand(index, said).needs}
    dropped = _understand(index, said, dropped_needs=("groceries", "no-such-need")).needs
    assert {need.need.id: need.weight for need in dropped} == {
        need_id: weight for need_id, weight in before.items() if need_id != "groceries"
    }
    raised = {need.need.id: need for need in _understand(index, said, raised_needs=("warmline", "legal")).needs}
    assert raised.keys() == before.keys()
    assert (raised["warmline"].weight, raised["warmline"].said) == (1.0, "I must talk")
    assert raised["rides"].weight == pytest.approx(before["rides"] / 2, abs=1e-4)
    lowered = {need.need.id: need.weight for need in _understand(index, said, lowered_needs=("rides",)).needs}
    assert lowered["rides"] == pytest.approx(before["rides"] * 0.4, abs=1e-4)
    assert lowered["groceries"] == before["groceries"]
    assert not _understand(index, need_ids=("rides",), dropped_needs=("rides",)).needs


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
    assert (understanding.needs, understanding.vector) == ((), None)
    # Whoever sends a sign without a word is offered the first doors.
    assert {need.id for need in understanding.suggestions} <= set(FIRST_DOORS)
    assert bool(understanding.suggestions) == bool(needs and needs.strip())


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
        found = heard(needs, bundled_index)
        assert found.get(need, 0.0) >= 0.5, needs
        assert next(iter(found)) == need, needs


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


@pytest.mark.integration
@pytest.mark.parametrize(
    ("needs", "signal"),
    [
        ("my son, 12, carving his legs. needs somebody", "self_harm"),
        ("I hit my wife, I want to stop", "domestic_violence"),
    ],
)
def test_what_is_understood_tells_of_danger_too(needs: str, signal: str, bundled_index: OpenIndex) -> None:
    crisis: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)["crisis"]
    assert crisis["level"] != "none"
    assert signal in crisis["signals"]
    assert crisis["contacts"]


@pytest.mark.integration
@pytest.mark.parametrize(
    "needs",
    [
        "I think I'm going to use tonight",
        "nine months clean and I'm about to pick up",
        "creo que hoy voy a recaer",
        "bought a bottle, haven't opened it, 60 days sober",
    ],
)
def test_a_craving_told_before_it_wins_is_a_reason_to_connect(needs: str, bundled_index: OpenIndex) -> None:
    found = heard(needs, bundled_index)
    assert next(iter(found)) in {"relapse-prevention", "aa-meetings", "na-meetings"}, found
    answer: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert answer["crisis"]["level"] != "acute"


@pytest.mark.integration
@pytest.mark.parametrize("needs", ["Ich brauche Hilfe, mein Mann trinkt", "мне нужна помощь", "mwen bezwen manje"])
def test_a_language_that_is_not_read_is_not_guessed_at(needs: str, bundled_index: OpenIndex) -> None:
    answer: Any = match(MatchRequest(needs=needs, as_of=AS_OF), bundled_index)
    assert answer["understood"]["needs"] == answer["recommendations"] == []
    assert {"nothing_understood", "language_not_read"} <= set(answer["notices"])
    assert len(answer["understood"]["suggestions"]) == SUGGESTIONS


@pytest.mark.integration
def test_a_service_is_named_in_any_language(bundled_index: OpenIndex) -> None:
    answer: Any = match(MatchRequest(needs="Ich brauche Suboxone und Narcan", as_of=AS_OF), bundled_index)
    assert {"buprenorphine", "overdose-naloxone"} <= {need["id"] for need in answer["understood"]["needs"]}
    assert "language_not_read" in answer["notices"]


def test_the_first_doors_are_needs_of_the_taxonomy() -> None:
    taxonomy = load_taxonomy()
    assert len(FIRST_DOORS) == SUGGESTIONS
    assert all(need_id in taxonomy for need_id in FIRST_DOORS)


def test_a_lone_guess_counts_for_less_than_a_stated_need() -> None:
    def shares(*weights: float) -> list[float]:
        needs = tuple(UnderstoodNeed(TAXONOMY.needs[n], n, weight, None) for n, weight in enumerate(weights))
        return [round(float(share), 3) for share in Understanding(needs, {}, None).shares]

    assert shares(0.9) == [1.0]
    assert shares(0.6, 0.2) == [0.75, 0.25]
    assert shares(SURE / 2) == [0.5]
