"""Parts of the snapshot before are taken over where they are whole and made of the same; else they are made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from data.danger_phrases import DangerPhrase
from data.example_listings import ExampleListing
from data.needs import Taxonomy, load_taxonomy
from data.places.build import build_gazetteer
from data.statements import Statement
from indexer import parts
from indexer.embedding import Embedder
from indexer.heads import NEEDS, OFFERED, Heads
from indexer.open_index import OpenIndex
from indexer.parts import Earlier, make_model_parts, phrases_hash, start_gazetteer
from indexer.phrases import PhraseVectors, Vectors
from indexer.snapshot import SnapshotError, SnapshotFiles, locate_current
from indexer.training import FITS, Lessons
from tests.support.index_folders import flip, snapshot_of, writable_copy


class FaithfulEmbedder:
    """Stands in for the model where only the handling of its files is looked at: it counts its exports."""

    def __init__(self, index: OpenIndex, files: SnapshotFiles, turned: bool = False) -> None:
        self.index, self.files, self.turned = index, files, turned
        self.pooling, self.max_tokens = "mean", 256
        self.exports = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self.index.encoder.encode(texts)
        return np.roll(vectors, 1, axis=1) if self.turned else vectors

    def for_queries(self) -> FaithfulEmbedder:
        return self

    def export(self, model_path: Path, tokenizer_path: Path) -> None:
        self.exports += 1
        model_path.write_bytes(self.files.encoder.read_bytes())
        tokenizer_path.write_bytes(self.files.tokenizer.read_bytes())


def assert_same(heads: Heads, others: Heads) -> None:
    assert heads.by_name.keys() == others.by_name.keys()
    assert np.array_equal(heads.inverse_frequencies, others.inverse_frequencies)
    for name, head in heads.by_name.items():
        for part in ("weights", "letters", "bias"):
            assert np.array_equal(getattr(head, part), getattr(others.by_name[name], part)), (name, part)


class TestReuse:
    TINY = Taxonomy(needs=load_taxonomy().needs[:2])
    DANGERS = (
        DangerPhrase("I am going to end it tonight", "acute", ("suicide",)),
        DangerPhrase("some days I wish I was not here", "concern", ("suicide",)),
        DangerPhrase("this traffic kills me", "none", ()),
    )

    @pytest.fixture(autouse=True)
    def few_lessons(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The real ones are thousands, and take long to embed."""
        self.teach(monkeypatch, Lessons(self.DANGERS))

    def teach(self, monkeypatch: pytest.MonkeyPatch, lessons: Lessons) -> None:
        monkeypatch.setattr(parts, "bundled_lessons", lambda: lessons)

    @pytest.fixture
    def earlier(self, bundled_folder: Path, tmp_path: Path) -> Earlier:
        """The bundled directories' snapshot, as if it had been built with a taxonomy of two needs."""
        files, manifest = locate_current(writable_copy(bundled_folder, tmp_path / "index"))
        return Earlier(files, replace(manifest, taxonomy=self.TINY.hash, phrases=phrases_hash(self.TINY)))

    @pytest.fixture
    def target(self, tmp_path: Path) -> SnapshotFiles:
        (tmp_path / "new").mkdir()
        return SnapshotFiles(tmp_path / "new")

    @pytest.fixture
    def embedder(self, bundled_index: OpenIndex, bundled_folder: Path) -> FaithfulEmbedder:
        return FaithfulEmbedder(bundled_index, locate_current(bundled_folder)[0])

    def make(
        self, target: SnapshotFiles, earlier: Earlier | None, embedder: FaithfulEmbedder, **changes: Any
    ) -> tuple[PhraseVectors, Heads]:
        model = replace(embedder.index.manifest.model, **changes)
        return make_model_parts(target, earlier, cast(Embedder, embedder), model, self.TINY)

    def test_whole_parts_are_copied(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder, bundled_index: OpenIndex
    ) -> None:
        phrases, heads = self.make(target, earlier, embedder)
        assert embedder.exports == 0
        assert np.array_equal(phrases.offered, PhraseVectors.load(earlier.files.phrases).offered)
        assert_same(heads, bundled_index.heads)
        for name in ("encoder.onnx", "tokenizer.json", "phrases.npz", "heads.npz"):
            assert (target.folder / name).read_bytes() == (earlier.files.folder / name).read_bytes()

    @pytest.mark.parametrize("name", ["phrases.npz", "heads.npz"])
    def test_damaged_phrases_and_heads_are_made_anew(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder, name: str
    ) -> None:
        flip(earlier.files.folder / name)
        phrases, heads = self.make(target, earlier, embedder)
        assert embedder.exports == 0
        assert len(phrases.offered) == sum(len(need.offered) for need in self.TINY)
        assert np.array_equal(PhraseVectors.load(target.phrases).offered, phrases.offered)
        assert len(heads.by_name[OFFERED].bias) == 2

    def test_phrases_of_another_taxonomy_are_made_anew(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder
    ) -> None:
        other = replace(earlier, manifest=replace(earlier.manifest, phrases="another"))
        phrases, heads = self.make(target, other, embedder)
        assert len(phrases.first) == 3
        assert len(heads.by_name[NEEDS].bias) == 3
        assert embedder.exports == 0

    def test_heads_are_the_same_whether_fitted_or_taken_over(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder
    ) -> None:
        _, fitted = self.make(target, None, embedder)
        assert_same(Heads.load(target.heads), fitted)

    def test_other_lessons_are_learned_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first, second, third = self.DANGERS
        variants = [
            self.DANGERS,
            (first, second),
            (second, first, third),
            (replace(first, text="I am going to end it"), second, third),
            (replace(first, level="concern"), second, third),
            (replace(first, signals=("self_harm",)), second, third),
        ]
        hashes = [phrases_hash(load_taxonomy())]
        for variant in variants:
            self.teach(monkeypatch, Lessons(variant))
            hashes.append(phrases_hash(self.TINY))
        monkeypatch.setattr(parts, "NEAR_DANGER", frozenset({"detox"}))
        hashes.append(phrases_hash(self.TINY))
        monkeypatch.setattr(parts, "FITS", {NEEDS: replace(FITS[NEEDS], iterations=3)})
        hashes.append(phrases_hash(self.TINY))
        for told in (
            Statement("I drink and have no car", {"a": "I drink"}, "none", ()),
            Statement("I drink and have no car", {"a": "no car"}, "none", ()),
            Statement("I drink and have no car", {"a": "no car"}, "concern", ("withdrawal",)),
        ):
            self.teach(monkeypatch, Lessons(self.DANGERS, (told,)))
            hashes.append(phrases_hash(self.TINY))
        listing = ExampleListing("Van", "Mercy House", "Rides to the clinic.", {"a": 3})
        for listed in (
            listing,
            replace(listing, name="Bus"),
            replace(listing, organization="Hope House"),
            replace(listing, description=""),
            replace(listing, needs={"a": 2}),
        ):
            self.teach(monkeypatch, Lessons(self.DANGERS, (), (listed,)))
            hashes.append(phrases_hash(self.TINY))
        assert len(set(hashes)) == len(hashes)

    @pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
    def test_a_damaged_encoder_is_exported_anew(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder, name: str
    ) -> None:
        flip(earlier.files.folder / name)
        self.make(target, earlier, embedder)
        assert embedder.exports == 1
        assert target.encoder.read_bytes() == embedder.files.encoder.read_bytes()
        assert target.tokenizer.read_bytes() == embedder.files.tokenizer.read_bytes()

    def test_another_model_is_exported_and_embeds_the_phrases(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder
    ) -> None:
        phrases, _ = self.make(target, earlier, embedder, fingerprint="of other weights")
        assert embedder.exports == 1
        assert len(phrases.first) == 3

    def test_another_adapter_is_exported_anew(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder
    ) -> None:
        self.make(target, earlier, embedder, adapter="another")
        assert embedder.exports == 1

    def test_nothing_before_means_everything_is_made(self, target: SnapshotFiles, embedder: FaithfulEmbedder) -> None:
        phrases, heads = self.make(target, None, embedder)
        assert len(phrases.first) == 3
        assert heads.tell_danger
        assert embedder.exports == 1

    def test_an_export_that_is_not_faithful_is_refused(self, target: SnapshotFiles, embedder: FaithfulEmbedder) -> None:
        embedder.turned = True
        with pytest.raises(SnapshotError, match="the exported encoder disagrees with the model"):
            self.make(target, None, embedder)

    @pytest.mark.parametrize("damaged", [False, True])
    def test_a_gazetteer_is_copied_only_where_it_is_whole(
        self, target: SnapshotFiles, earlier: Earlier, monkeypatch: pytest.MonkeyPatch, damaged: bool
    ) -> None:
        started = self.instead_of_processes(monkeypatch, exitcode=0)
        if damaged:
            flip(earlier.files.gazetteer)
        start_gazetteer(target, earlier)()
        assert started == ([target.gazetteer] if damaged else [])
        assert target.gazetteer.exists() is not damaged

    def test_a_gazetteer_of_other_data_is_not_copied(
        self, target: SnapshotFiles, earlier: Earlier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started = self.instead_of_processes(monkeypatch, exitcode=0)
        start_gazetteer(target, replace(earlier, manifest=replace(earlier.manifest, gazetteer="older")))()
        assert started == [target.gazetteer]

    def test_a_gazetteer_that_cannot_be_made_fails_the_build(
        self, target: SnapshotFiles, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.instead_of_processes(monkeypatch, exitcode=-9)
        with pytest.raises(SnapshotError, match=r"the gazetteer could not be made \(exit code -9\)"):
            start_gazetteer(target, None)()

    def instead_of_processes(self, monkeypatch: pytest.MonkeyPatch, exitcode: int) -> list[Path]:
        """Where the process that makes a gazetteer would write to, for each that was started."""
        started: list[Path] = []

        class Context:
            class Process:
                def __init__(self, target: object, args: tuple[Path], daemon: bool) -> None:
                    assert target is build_gazetteer
                    assert daemon
                    self.path = args[0]
                    self.exitcode = exitcode

                def start(self) -> None:
                    started.append(self.path)

                def join(self) -> None:
                    assert started

        monkeypatch.setattr(parts, "get_context", lambda method: Context)
        return started

    def test_a_damaged_snapshot_is_no_earlier_one(self, bundled_folder: Path, tmp_path: Path) -> None:
        folder = writable_copy(bundled_folder, tmp_path / "damaged")
        assert Earlier.of(folder)
        (snapshot_of(folder) / "records.sqlite").unlink()
        assert Earlier.of(folder) is None
        assert Earlier.of(tmp_path / "nowhere") is None
