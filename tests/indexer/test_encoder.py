"""The snapshot's own encoder gives sentence-transformers' vectors, reads long texts whole, and needs no torch."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import MANY, Encoder
from indexer.open_index import OpenIndex
from indexer.parts import AGREEMENT
from indexer.snapshot import locate_current
from tests.support.real_model import bundled_embedder

ROOT = Path(__file__).parents[2]

SHORT = [
    "I started drinking again and I'm scared.",
    "help",
    "?",
    "no ride to group",
    "MY HUSBAND HITS ME",
    "mi hijo usa drogas y no sé qué hacer",
    "j’ai besoin d’un groupe de soutien près de chez moi",
    "Ich brauche eine Selbsthilfegruppe für Angehörige",
    "мне нужна помощь с алкоголем",
    "أحتاج إلى مساعدة",
    "אני צריך עזרה",
    "我需要帮助戒酒",
    "助けてください",
    "도움이 필요해요",
    "मुझे मदद चाहिए",
    "😀😭🙏",
    "can't cope 😭 need a meeting tonight",
    "e\u0301 and é, ﬁnd help",
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "tab\tand\nnew line",
    "$$$ 50% off!!! (really?) [yes] {no} <b>bold</b>",
    "555-0101 or user@example.org or https://example.org/path?q=1",
    "a" * 300,
    "naloxone buprenorphine methadone PTSD EMDR DBT CPTSD",
    *(f"I have been sober for {days} days and want to keep it up" for days in range(20)),
]
LONG = [
    "We meet every Monday evening in the church basement and talk about how the week has been. " * 20,
    "word " * 253,
    "word " * 254,
    "word " * 255,
    "Ünïcödé 😀 " * 120,
]
SENTENCES = [*SHORT, *LONG]


@pytest.fixture(scope="module")
def encoder(bundled_index: OpenIndex) -> Encoder:
    return bundled_index.encoder


@pytest.mark.integration
def test_it_agrees_with_sentence_transformers(encoder: Encoder, bundled_index: OpenIndex) -> None:
    window = bundled_index.manifest.model.max_tokens
    inside = [text for text in SENTENCES if len(encoder.encode_tokens(text).vectors) <= window]
    assert len(inside) >= 46
    assert len(SENTENCES) == 50
    cosines = (encoder.encode(inside) * bundled_embedder().for_queries().encode(inside)).sum(axis=1)
    assert cosines.min() >= AGREEMENT


def test_vectors_have_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (50, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(50), abs=1e-5)


def test_many_texts_in_batches_have_the_vectors_they_have_alone(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = encoder.encode(SENTENCES)
    assert len(SENTENCES) < MANY
    monkeypatch.setattr("indexer.encoder.MANY", 2)
    for texts, expected in ((SENTENCES, alone), (SENTENCES[::-1], alone[::-1]), (SENTENCES[:17], alone[:17])):
        batched = encoder.encode(texts)
        assert batched.shape == expected.shape
        assert batched.dtype == np.float32
        assert np.abs(batched - expected).max() < 1e-5


@pytest.mark.parametrize("pooling", ["cls", "mean"])
def test_batches_are_pooled_as_the_model_is(
    bundled_folder: Path, bundled_index: OpenIndex, monkeypatch: pytest.MonkeyPatch, pooling: str
) -> None:
    files, _ = locate_current(bundled_folder)
    window = bundled_index.manifest.model.max_tokens
    own = Encoder(files.encoder, files.tokenizer, pooling=pooling, max_tokens=window)
    texts = [SHORT[0], LONG[0], *SHORT[1:20]]
    alone = own.encode(texts)
    monkeypatch.setattr("indexer.encoder.MANY", 2)
    assert np.abs(own.encode(texts) - alone).max() < 1e-5


@pytest.mark.parametrize("text", LONG)
def test_a_long_text_is_read_to_its_end(encoder: Encoder, text: str) -> None:
    encoded = encoder.encode_tokens(text)
    assert encoded.ends.max() == len(text.rstrip())
    assert len(encoded.vectors) == len(encoded.starts) == len(encoded.ends)
    changed = encoder.encode_tokens(text[: len(text) // 2] + " naloxone and a bus pass")
    assert float(encoded.whole() @ changed.whole()) < 0.9999


def test_the_first_window_of_a_long_text_is_as_if_it_stood_alone(encoder: Encoder, bundled_index: OpenIndex) -> None:
    room = bundled_index.manifest.model.max_tokens - 2
    long, alone = encoder.encode_tokens("word " * (room + 50)), encoder.encode_tokens("word " * room)
    assert len(long.vectors) == room + 52
    assert np.abs(long.vectors[: room + 1] - alone.vectors[: room + 1]).max() < 1e-4


@pytest.mark.parametrize("text", SENTENCES[:20])
def test_the_span_of_all_characters_is_the_whole(encoder: Encoder, text: str) -> None:
    encoded = encoder.encode_tokens(text)
    assert float(encoded.span(0, len(text)) @ encoded.whole()) == pytest.approx(1.0, abs=1e-5)


def test_a_clause_read_in_its_text_means_what_it_says(encoder: Encoder) -> None:
    text = "I have no ride to the clinic, and my children need dinner."
    encoded = encoder.encode_tokens(text)
    middle = text.index(",")
    ride, dinner = encoder.encode(["transportation to appointments", "food for the family"])
    first, second = encoded.span(0, middle), encoded.span(middle, len(text))
    assert float(first @ ride) > float(second @ ride)
    assert float(second @ dinner) > float(first @ dinner)


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=200), start=st.integers(0, 200), length=st.integers(0, 200))
def test_any_span_of_any_text_has_a_unit_vector(bundled_index: OpenIndex, text: str, start: int, length: int) -> None:
    vector = bundled_index.encoder.encode_tokens(text).span(start, start + length)
    assert np.isfinite(vector).all()
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-5)


def test_threads_give_the_very_same_vectors(encoder: Encoder) -> None:
    texts = SENTENCES[:25]
    alone = encoder.encode(texts)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: encoder.encode(texts), range(4)):
            assert np.array_equal(vectors, alone)


@pytest.mark.integration
@pytest.mark.parametrize("module", ["indexer.open_index, matcher.match", "wsgi", "indexer.__main__"])
def test_torch_is_not_imported_to_serve(module: str, tmp_path: Path) -> None:
    code = f"import sys, {module}; print([name for name in ('torch', 'sentence_transformers') if name in sys.modules])"
    done = _python(code, MATCHER_INDEX=str(tmp_path / "none"))
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


@pytest.mark.integration
def test_torch_is_not_imported_to_open_and_to_encode(bundled_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from indexer.open_index import open_current; "
        f"open_current(Path({str(bundled_folder)!r})).encoder.encode(['help']); print('torch' in sys.modules)"
    )
    done = _python(code)
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr


def _python(code: str, **environment: str) -> Any:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
