"""Linear heads: what a text's vector and letters amount to, and the way to disk and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.heads import DANGER, NEEDS, OFFERED, SIGNAL, UNUSUAL, URGENCY, Floats, Head, Heads
from indexer.lexical import BUCKETS, letters_of

EVEN = np.ones(BUCKETS, dtype=np.float32)
DIMENSION = 6
TEXTS = ["I need a ride", "", "no sé qué hacer", "😀", "I need a ride to the clinic and back again"]


def head(classes: int, seed: int = 1, scale: float = 1.0) -> Head:
    random = np.random.default_rng(seed)
    return Head(
        *(
            (random.normal(size=size) * scale).astype(np.float32)
            for size in ((DIMENSION, classes), (BUCKETS, classes), (classes,))
        )
    )


def vectors(count: int, seed: int = 2) -> Floats:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    unit: Floats = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return unit


def all_heads() -> Heads:
    sizes = {NEEDS: 4, OFFERED: 3, DANGER: 2, UNUSUAL: 2, URGENCY: 2, SIGNAL: 11}
    frequencies = np.random.default_rng(3).uniform(1, 9, BUCKETS).astype(np.float32)
    return Heads(frequencies, {name: head(classes, seed) for seed, (name, classes) in enumerate(sizes.items())})


def test_logits_are_those_of_a_plain_product() -> None:
    made, own = head(3), vectors(len(TEXTS))
    letters = [letters_of(text, EVEN) for text in TEXTS]
    dense = np.zeros((len(TEXTS), BUCKETS), dtype=np.float32)
    for row, of_text in enumerate(letters):
        dense[row, of_text.buckets] = of_text.values
    assert made.logits(own, letters) == pytest.approx(own @ made.weights + dense @ made.letters + made.bias, abs=1e-4)


@settings(max_examples=100, deadline=None)
@given(
    texts=st.lists(st.text(max_size=40), min_size=1, max_size=6),
    classes=st.integers(1, 12),
    scale=st.sampled_from([0.01, 1.0, 60.0]),
    seed=st.integers(0, 100),
)
def test_chances_sum_to_one_and_follow_the_logits(texts: list[str], classes: int, scale: float, seed: int) -> None:
    made, own = head(classes, seed, scale), vectors(len(texts), seed)
    letters = [letters_of(text, EVEN) for text in texts]
    chances = made.chances(own, letters)
    assert chances.shape == (len(texts), classes)
    assert np.isfinite(chances).all()
    assert (chances >= 0).all()
    assert chances.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    best = made.logits(own, letters).argmax(axis=1)
    assert np.array_equal(chances.argmax(axis=1), best)


def test_texts_keep_their_order_and_do_not_touch_each_other() -> None:
    made, own = head(3), vectors(len(TEXTS))
    letters = [letters_of(text, EVEN) for text in TEXTS]
    together = made.logits(own, letters)
    for row in range(len(TEXTS)):
        assert made.logits(own[row : row + 1], letters[row : row + 1])[0] == pytest.approx(together[row], abs=1e-5)
    assert made.logits(own[::-1], letters[::-1]) == pytest.approx(together[::-1], abs=1e-5)


def test_asking_changes_neither_head_nor_vectors() -> None:
    made, own = head(2), vectors(len(TEXTS))
    before = [part.copy() for part in (made.weights, made.letters, made.bias, own)]
    made.chances(own, [letters_of(text, EVEN) for text in TEXTS])
    for part, was in zip((made.weights, made.letters, made.bias, own), before, strict=True):
        assert np.array_equal(part, was)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    made = all_heads()
    made.save(tmp_path / "heads.npz")
    loaded = Heads.load(tmp_path / "heads.npz")
    assert np.array_equal(loaded.inverse_frequencies, made.inverse_frequencies)
    assert loaded.by_name.keys() == made.by_name.keys()
    for name, own in made.by_name.items():
        other = loaded.by_name[name]
        assert np.array_equal(other.weights, own.weights), name
        assert np.array_equal(other.bias, own.bias), name
        # The letters, by far the most, are kept with half the digits.
        assert other.letters == pytest.approx(own.letters, rel=1e-3, abs=1e-6), name
        assert {other.weights.dtype, other.letters.dtype, other.bias.dtype} == {np.dtype(np.float32)}


def test_what_was_loaded_is_saved_the_same(tmp_path: Path) -> None:
    all_heads().save(tmp_path / "heads.npz")
    loaded = Heads.load(tmp_path / "heads.npz")
    loaded.save(tmp_path / "again.npz")
    again = Heads.load(tmp_path / "again.npz")
    for name, own in loaded.by_name.items():
        assert np.array_equal(again.by_name[name].letters, own.letters), name
    asked, letters = vectors(len(TEXTS)), [letters_of(text, loaded.inverse_frequencies) for text in TEXTS]
    for name in loaded.by_name:
        assert np.array_equal(
            loaded.by_name[name].chances(asked, letters), again.by_name[name].chances(asked, letters)
        ), name


def test_danger_is_told_only_where_something_was_learned() -> None:
    made = all_heads()
    assert made.tell_danger
    own = made.by_name[DANGER]
    blank = Head(np.zeros_like(own.weights), own.letters, own.bias)
    assert not Heads(made.inverse_frequencies, {**made.by_name, DANGER: blank}).tell_danger


@pytest.mark.parametrize("content", [b"", b"not an archive"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "heads.npz").write_bytes(content)
    with pytest.raises((ValueError, EOFError)):
        Heads.load(tmp_path / "heads.npz")
