"""Heads are fitted to phrases alone: what can be told apart is, the same every time, and nothing unseen is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from data.crisis import SIGNALS
from data.danger_phrases import DangerPhrase
from data.example_listings import ExampleListing
from data.needs import Need, Taxonomy
from data.resource import Support
from data.statements import Statement
from indexer.encoder import EncodedText
from indexer.heads import DANGER, NEEDS, OFFERED, SIGNAL, UNUSUAL, URGENCY, Head, Heads
from indexer.lexical import BUCKETS, Letters, inverse_frequencies, letters_of, words_of
from indexer.training import Fit, Lessons, Vectors, fit_head, fit_heads

DIMENSION = 32
PHRASES = [
    ("I need a ride to court", 0),
    ("nobody can drive me", 0),
    ("the bus does not come here", 0),
    ("my children are hungry", 1),
    ("no money for groceries", 1),
    ("the fridge is empty", 1),
    ("they are evicting me", 3),
    ("I sleep in my car", 3),
    ("a roof for tonight", 3),
]
CLASSES = 4
FIT = Fit(inverse_penalty=10.0, letter_weight=1.5, iterations=30)


def encode(texts: Sequence[str]) -> Vectors:
    """Unit vectors that know words alone: a stand-in for the model."""
    made = np.zeros((len(texts), DIMENSION), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in words_of(text):
            made[row, sum(map(ord, word)) % DIMENSION] += 1
    unit: Vectors = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return unit


class WordReader:
    """What `encode` gives, for a whole text and for its stretches; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return encode(texts)

    def encode_tokens(self, text: str) -> EncodedText:
        self.asked.append(text)
        words = list(re.finditer(r"\w+", text))
        starts, ends = (
            np.array([place(word) for word in words], dtype=np.int64) for place in (re.Match.start, re.Match.end)
        )
        return EncodedText(encode([word.group() for word in words]), starts, ends, "mean")


def inputs(texts: Sequence[str]) -> tuple[Vectors, list[Letters]]:
    frequencies = inverse_frequencies([text for text, _ in PHRASES])
    return encode(texts), [letters_of(text, frequencies) for text in texts]


def fitted(examples: Sequence[tuple[str, int]] = PHRASES, fit: Fit = FIT, classes: int = CLASSES) -> Head:
    vectors, letters = inputs([text for text, _ in examples])
    return fit_head(vectors, letters, np.array([label for _, label in examples], dtype=np.int64), classes, fit)


def test_what_can_be_told_apart_is_learned() -> None:
    chances = fitted().chances(*inputs([text for text, _ in PHRASES]))
    assert chances.argmax(axis=1).tolist() == [label for _, label in PHRASES]
    assert chances.max(axis=1).min() > 0.5


def test_what_is_alike_is_told_as_well() -> None:
    texts = ["can you drive me there", "the grocerys cost too much money", "I slept in the car again"]
    assert fitted().chances(*inputs(texts)).argmax(axis=1).tolist() == [0, 1, 3]


def test_letters_alone_can_tell() -> None:
    vectors, letters = inputs([text for text, _ in PHRASES])
    labels = np.array([label for _, label in PHRASES], dtype=np.int64)
    blind = np.zeros_like(vectors)
    made = fit_head(blind, letters, labels, CLASSES, FIT)
    assert made.chances(blind, letters).argmax(axis=1).tolist() == labels.tolist()
    assert not made.weights.any()


def test_a_class_without_an_example_is_never_chosen() -> None:
    made = fitted()
    texts = [*(text for text, _ in PHRASES), "", "zebra", "a roof " * 50, "😀"]
    assert made.chances(*inputs(texts))[:, 2].max() < 1e-6
    assert not made.weights[:, 2].any()
    assert not made.letters[:, 2].any()


def test_one_class_alone_is_always_chosen() -> None:
    made = fitted([(text, 1) for text, _ in PHRASES])
    assert made.chances(*inputs(["anything", ""]))[:, 1].min() > 0.999
    assert not made.weights.any()


def test_nothing_to_learn_from_makes_a_head_that_says_nothing() -> None:
    made = fit_head(np.zeros((0, DIMENSION), dtype=np.float32), [], np.zeros(0, dtype=np.int64), CLASSES, FIT)
    assert made.chances(*inputs(["anything"])) == pytest.approx(0.25)


def test_shapes_and_types() -> None:
    made = fitted()
    assert (made.weights.shape, made.letters.shape, made.bias.shape) == ((DIMENSION, 4), (BUCKETS, 4), (4,))
    assert {made.weights.dtype, made.letters.dtype, made.bias.dtype} == {np.dtype(np.float32)}


def test_fitting_again_gives_the_same_head() -> None:
    first, second = fitted(), fitted()
    for part in ("weights", "letters", "bias"):
        assert np.array_equal(getattr(first, part), getattr(second, part)), part


def test_the_order_of_the_examples_does_not_tell() -> None:
    texts = [text for text, _ in PHRASES]
    assert fitted(PHRASES[::-1]).chances(*inputs(texts)) == pytest.approx(fitted().chances(*inputs(texts)), abs=1e-2)


def test_a_balanced_head_does_not_drown_the_rarer_class() -> None:
    rare = [(f"{text} {number}", 0) for number in range(12) for text, _ in PHRASES[:3]] + [("the fridge is empty", 1)]
    fit = Fit(inverse_penalty=0.1, letter_weight=1.5, iterations=30)
    said = inputs(["the fridge is empty"])
    plain = fitted(rare, fit, 2).chances(*said)[0, 1]
    balanced = fitted(rare, replace(fit, balanced=True), 2).chances(*said)[0, 1]
    assert plain < 0.5 < balanced


def need(need_id: str, said: tuple[str, ...], said_es: tuple[str, ...]) -> Need:
    return Need(
        id=need_id,
        label=need_id.title(),
        support=Support(practical=1.0).as_dict(),
        said=said,
        said_es=said_es,
        offered=(f"We give {need_id}",),
        terms=(need_id,),
    )


TAXONOMY = Taxonomy(
    needs=(
        need("rides", said=("nobody can drive me", "the bus does not come"), said_es=("nadie me puede llevar",)),
        need("meals", said=("my children are hungry", "the fridge is empty"), said_es=("mis hijos tienen hambre",)),
        need("self-harm", said=("he cuts his arms in the bathroom",), said_es=("se corta los brazos",)),
    ),
    background=("what a lovely day", "hace buen tiempo"),
)
DANGERS = (
    DangerPhrase("I am going to end it tonight", "acute", ("suicide",)),
    DangerPhrase("I wish I did not wake up", "concern", ("suicide",)),
    DangerPhrase("she took all the pills and is blue", "acute", ("overdose",)),
    DangerPhrase("he has been using more and more", "concern", ("overdose",)),
    DangerPhrase("this traffic kills me", "none", ()),
    DangerPhrase("I am dying to see you", "none", ()),
)
STATEMENTS = (
    Statement("The car is gone and so is supper", {"rides": "The car is gone", "meals": "so is supper"}, "none", ()),
    Statement(
        "Supper is burnt and I cannot get to work, and my cat is ill",
        {"meals": "Supper is burnt", "rides": "I cannot get to work", "cats": "my cat is ill"},
        "none",
        (),
    ),
    Statement(
        "He swallowed the whole bottle and the car is gone", {"rides": "the car is gone"}, "acute", ("overdose",)
    ),
)
LISTINGS = (
    ExampleListing("Wheels for All", "Mercy House", "Volunteers with a van come to the door of anybody.", {"rides": 3}),
    ExampleListing("Wednesday Table", "Mercy House", "", {"meals": 3, "cats": 2}),
    ExampleListing("Office", "Mercy House", "Teaches drivers of lorries.", {}),
)
LESSONS = Lessons(DANGERS, STATEMENTS, LISTINGS)


@pytest.fixture(scope="module")
def heads() -> Heads:
    return fit_heads(TAXONOMY, LESSONS, WordReader(), encode)


def told(heads: Heads, name: str, texts: Sequence[str]) -> list[int]:
    letters = [letters_of(text, heads.inverse_frequencies) for text in texts]
    return [int(number) for number in heads.by_name[name].chances(encode(texts), letters).argmax(axis=1)]


def test_every_head_has_its_classes(heads: Heads) -> None:
    assert {name: len(head.bias) for name, head in heads.by_name.items()} == {
        NEEDS: 4, OFFERED: 3, DANGER: 2, UNUSUAL: 2, URGENCY: 2, SIGNAL: len(SIGNALS),
    }  # fmt: skip
    assert heads.tell_danger


def test_what_is_said_in_either_language_tells_its_need(heads: Heads) -> None:
    for number, each in enumerate(TAXONOMY):
        for phrase in (*each.said, *each.said_es, each.label, *each.terms):
            assert told(heads, NEEDS, [phrase]) == [number], phrase
        assert told(heads, OFFERED, each.offered) == [number]
    assert told(heads, NEEDS, TAXONOMY.background) == [3, 3]


def test_what_is_said_together_tells_each_of_its_needs(heads: Heads) -> None:
    reader = WordReader()
    for statement in STATEMENTS:
        read = reader.encode_tokens(statement.text)
        for need_id, words in statement.needs.items():
            if need_id in TAXONOMY:
                start = statement.text.index(words)
                letters = [letters_of(words, heads.inverse_frequencies)]
                vector = read.span(start, start + len(words))[np.newaxis]
                number = [need.id for need in TAXONOMY].index(need_id)
                assert heads.by_name[NEEDS].chances(vector, letters).argmax() == number, words


def test_made_up_listings_tell_what_they_offer(heads: Heads) -> None:
    first, second, _ = LISTINGS
    for text, own, need_id in (
        (f"{first.name}: {first.description}", first.description, "rides"),
        (f"{second.name}, {second.organization}", f"{second.name}, {second.organization}", "meals"),
    ):
        letters = [letters_of(own, heads.inverse_frequencies)]
        number = [need.id for need in TAXONOMY].index(need_id)
        assert heads.by_name[OFFERED].chances(encode([text]), letters).argmax() == number


def test_the_danger_of_what_is_said_together_is_learned(heads: Heads) -> None:
    texts = [statement.text for statement in STATEMENTS]
    assert told(heads, DANGER, texts) == told(heads, UNUSUAL, texts) == [0, 0, 1]
    assert told(heads, SIGNAL, texts[2:]) == [SIGNALS.index("overdose")]


def test_danger_is_told_from_its_look_alikes_and_from_what_is_ordinarily_said(heads: Heads) -> None:
    danger = [phrase for phrase in DANGERS if phrase.signals]
    texts = [phrase.text for phrase in danger]
    assert told(heads, DANGER, texts) == told(heads, UNUSUAL, texts) == [1] * len(texts)
    harmless = [phrase.text for phrase in DANGERS if not phrase.signals]
    assert told(heads, DANGER, [*harmless, *TAXONOMY.background]) == [0] * 4
    ordinary = [*TAXONOMY["rides"].said, *TAXONOMY["meals"].said_es]
    assert told(heads, UNUSUAL, [*harmless, *ordinary]) == [0] * (2 + len(ordinary))
    assert told(heads, URGENCY, texts) == [int(phrase.level == "acute") for phrase in danger]
    assert told(heads, SIGNAL, texts) == [SIGNALS.index(phrase.signals[0]) for phrase in danger]


def test_what_is_said_near_danger_is_not_taken_for_harmless() -> None:
    reader = WordReader()
    near = fit_heads(TAXONOMY, LESSONS, reader, encode)
    renamed = Taxonomy(
        needs=(*TAXONOMY.needs[:2], replace(TAXONOMY.needs[2], id="cuts-of-meat")), background=TAXONOMY.background
    )
    ordinary = fit_heads(renamed, LESSONS, WordReader(), encode)
    texts = list(TAXONOMY["self-harm"].said)
    letters = [letters_of(text, near.inverse_frequencies) for text in texts]
    chances = [each.by_name[UNUSUAL].chances(encode(texts), letters)[0, 1] for each in (near, ordinary)]
    assert chances[1] < chances[0]
    # Each text is encoded once, however many heads learn from it.
    assert len(reader.asked) == len(set(reader.asked))
    assert {told.text for told in (*DANGERS, *STATEMENTS)} <= set(reader.asked)


def test_without_phrases_of_danger_none_is_told() -> None:
    made = fit_heads(TAXONOMY, Lessons(), WordReader(), encode)
    assert not made.tell_danger
    assert told(made, DANGER, ["I am going to end it tonight"]) == [0]
    assert told(made, NEEDS, ["the fridge is empty"]) == [1]


def test_fitting_all_again_gives_the_same_heads(heads: Heads) -> None:
    again = fit_heads(TAXONOMY, LESSONS, WordReader(), encode)
    assert np.array_equal(again.inverse_frequencies, heads.inverse_frequencies)
    for name, head in heads.by_name.items():
        for part in ("weights", "letters", "bias"):
            assert np.array_equal(getattr(again.by_name[name], part), getattr(head, part)), (name, part)


def test_what_listings_offer_is_read_as_listings_are_and_all_else_as_queries() -> None:
    """Each turned around on its own changes its own heads alone."""

    class Turned(WordReader):
        def encode(self, texts: Sequence[str]) -> Vectors:
            return np.roll(super().encode(texts), 1, axis=1)

        def encode_tokens(self, text: str) -> EncodedText:
            read = super().encode_tokens(text)
            return replace(read, vectors=np.roll(read.vectors, 1, axis=1))

    plain = fit_heads(TAXONOMY, LESSONS, WordReader(), encode)
    queries = fit_heads(TAXONOMY, LESSONS, Turned(), encode)
    listings = fit_heads(TAXONOMY, LESSONS, WordReader(), lambda texts: np.roll(encode(texts), 1, axis=1))
    for name, head in plain.by_name.items():
        assert np.array_equal(head.weights, queries.by_name[name].weights) is (name == OFFERED)
        assert np.array_equal(head.weights, listings.by_name[name].weights) is (name != OFFERED)
