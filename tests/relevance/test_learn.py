"""What learns the weights takes what is plainly better, leaves what chance could have made, and says what it tried."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from matcher import weights
from tests.relevance.learn import BLIND, FOLDS, LEARNED, PULL, Floats, Statements, held_out, learn

STATEMENTS = 200


class MadeUp(Statements):
    """Statements whose measures are a function of the weights as they are."""

    def __init__(self, reached: Callable[[], Floats]) -> None:
        self.split, self.asked, self._reached = "train", [], reached
        self._statement = np.arange(STATEMENTS)

    def values(self) -> Floats:
        """All three measures alike."""
        return np.repeat(self._reached()[:, np.newaxis], 3, axis=1)


@pytest.fixture(autouse=True)
def as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights are put back after each test."""
    for name in (*LEARNED, *BLIND):
        monkeypatch.setattr(weights, name, getattr(weights, name))


def test_a_plain_gain_is_climbed_step_by_step_to_its_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "SUPPORT", 0.08)
    train = MadeUp(lambda: np.full(STATEMENTS, 0.5 - abs(weights.SUPPORT - 0.32)))
    said: list[str] = []
    learn(["SUPPORT", "FOR_THEM"], train, said.append)
    assert weights.SUPPORT == 0.32
    assert sum("kept" in line for line in said) == 2
    assert all("kept" not in line for line in said if "FOR_THEM" in line)


def test_what_chance_could_have_made_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "SUPPORT", 0.08)

    def chance() -> Floats:
        return np.random.default_rng(round(weights.SUPPORT * 1000)).normal(0.5, 0.1, STATEMENTS)

    best = learn(["SUPPORT"], MadeUp(chance), lambda line: None)
    assert weights.SUPPORT == 0.08
    assert best["SUPPORT"][0] != 0.08


def test_a_gain_that_is_not_worth_its_distance_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "SUPPORT", 0.08)
    train = MadeUp(lambda: np.full(STATEMENTS, 0.5 + PULL / 0.08 * weights.SUPPORT))
    learn(["SUPPORT"], train, lambda line: None)
    assert weights.SUPPORT == 0.08


def test_what_a_weight_is_tried_at_keeps_closeness_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "MEANING_FROM", 0.25)
    monkeypatch.setattr(weights, "MEANING_TO", 0.4)
    learn(["MEANING_FROM", "MEANING_TO"], MadeUp(lambda: np.full(STATEMENTS, weights.MEANING_FROM)), lambda line: None)
    assert weights.MEANING_FROM < weights.MEANING_TO


def test_what_is_held_out_is_measured_and_the_weights_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "SUPPORT", 0.08)
    train = MadeUp(lambda: np.full(STATEMENTS, 0.5 - abs(weights.SUPPORT - 0.16)))
    monkeypatch.setattr(train, "part", lambda needs, without=False: train)
    learned, gains = held_out(["SUPPORT"], train, lambda line: None)
    assert learned == [{"SUPPORT": 0.16}] * FOLDS
    assert gains == pytest.approx([0.08] * FOLDS)
    assert weights.SUPPORT == 0.08


def test_what_adds_up_is_the_means_in_their_shares() -> None:
    train = MadeUp(lambda: np.zeros(STATEMENTS))
    train._statement = np.array([0, 0, 1])
    values = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, np.nan], [0.5, 0.0, np.nan]])
    assert train.quality(values) == pytest.approx([0.5 / 3 + 0.25 / 3 + 0.25, 0.25 / 3])
    gain, error = train.gain(values, values)
    assert (gain, error) == (0.0, 0.0)


def test_every_weight_named_is_one_and_no_unit_is_learned() -> None:
    names = [*LEARNED, *BLIND]
    assert len(set(names)) == len(names)
    assert all(isinstance(getattr(weights, name), float) for name in names)
    assert not {"NEED", "PLAN_NEED"} & set(names)
