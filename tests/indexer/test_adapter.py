"""The change of the model that queries are read with: what it belongs to, what it changes, and how it is learned."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.danger_phrases import DangerPhrase
from data.needs import Taxonomy, load_taxonomy
from data.statements import Statement
from indexer import embedding
from indexer.adapter import FILE, Adapter, bundled_adapter
from indexer.embedding import BUNDLED_SHA256, Embedder, ModelError
from indexer.open_index import OpenIndex
from indexer.training import Lessons, examples_of
from tests.support.real_model import bundled_embedder

SAID = ["I need food for my kids", "my husband hit me last night", "no ride to group"]


@pytest.fixture
def embedder() -> Embedder:
    return bundled_embedder()


def cosines(first: Any, second: Any) -> Any:
    return (first * second).sum(axis=1)


class TestBundled:
    def test_it_is_small_enough_to_be_kept_with_the_code(self) -> None:
        assert FILE.stat().st_size < 1_000_000

    @pytest.mark.integration
    def test_it_belongs_to_the_bundled_model(self, embedder: Embedder) -> None:
        adapter = bundled_adapter()
        assert adapter.model == BUNDLED_SHA256
        assert embedder.info().adapter == adapter.fingerprint
        for name, (up, down) in adapter.factors.items():
            weight = embedder.model[0].auto_model.get_parameter(name)
            assert (up.shape[0], down.shape[1]) == tuple(weight.shape)
            assert up.shape[1] == down.shape[0]
            assert np.isfinite(up).all()
            assert np.isfinite(down).all()

    @pytest.mark.integration
    def test_it_changes_how_queries_are_read_and_not_the_model_of_listings(
        self, embedder: Embedder, bundled_index: OpenIndex
    ) -> None:
        published = embedder.encode(SAID)
        queries = embedder.for_queries().encode(SAID)
        assert np.array_equal(embedder.encode(SAID), published)
        assert 0.5 < cosines(published, queries).mean() < 0.999
        assert cosines(bundled_index.encoder.encode(SAID), queries).min() > 0.9999

    @pytest.mark.integration
    def test_other_models_are_read_as_they_are(self, embedder: Embedder) -> None:
        other = copy(embedder)
        other.name = "another"
        assert other.for_queries() is other
        assert other.info().adapter == ""

    @pytest.mark.integration
    def test_one_for_other_weights_is_refused(self, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedding, "bundled_adapter", lambda: replace(bundled_adapter(), model="of others"))
        with pytest.raises(ModelError, match="the adapter belongs to weights of SHA-256 of others: train it anew"):
            embedder.for_queries()


def test_it_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    numbers = np.random.default_rng(0)
    factors = {
        name: (numbers.normal(size=(6, 2)).astype(np.float16), numbers.normal(size=(2, 4)).astype(np.float16))
        for name in ("a.b.weight", "c.weight")
    }
    adapter = Adapter("of these weights", factors)
    adapter.save(tmp_path / "adapter.npz")
    kept = Adapter.load(tmp_path / "adapter.npz")
    assert kept.model == adapter.model
    assert kept.factors.keys() == factors.keys()
    assert kept.fingerprint == adapter.fingerprint
    assert replace(adapter, model="of others").fingerprint != adapter.fingerprint


@pytest.mark.integration
def test_what_it_learns_draws_the_words_of_a_need_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a few phrases it learns to hold the needs further apart, and stays near the model as published."""
    from indexer.adapting import train  # imports torch

    monkeypatch.setattr("indexer.adapting.WARM_UP", 1)
    needs = [load_taxonomy()[need_id] for need_id in ("food-pantry", "dental")]
    tiny = Taxonomy(needs=tuple(replace(need, said=need.said[:20], said_es=(), terms=()) for need in needs))
    dangers = (
        DangerPhrase("I will end it tonight", "acute", ("suicide",)),
        DangerPhrase("this rent kills me", "none", ()),
    )
    words = {"food-pantry": "The fridge is empty", "dental": "my tooth aches"}
    told = Statement("The fridge is empty and my tooth aches", words, "none", ())
    embedder = Embedder()
    phrases = [phrase for need in tiny.needs for phrase in need.said]
    before = embedder.encode(phrases)
    counted: list[int] = []
    adapter = train(embedder, examples_of(tiny, Lessons(dangers, (told,))), epochs=30, advance=counted.append)
    after = embedder.encode(phrases)

    def apart(vectors: Any) -> float:
        own = vectors[:20] @ vectors[:20].T
        other = vectors[:20] @ vectors[20:].T
        return float(own.mean() - other.mean())

    assert apart(after) > apart(before) + 0.05
    assert cosines(before, after).mean() > 0.5
    labels, statement, of_danger = 2, 1, 2
    assert sum(counted) == 30 * (len(phrases) + labels + statement + of_danger)
    assert all(name.split(".")[2] in {"3", "4", "5"} for name in adapter.factors)
    assert any(up.any() for up, _ in adapter.factors.values())
