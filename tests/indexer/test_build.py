"""Builds: reuse, determinism, several feeds, and that nothing but a whole build ever becomes current."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from data.needs import Taxonomy, load_taxonomy
from indexer import parts
from indexer.build import BuildOptions, BuildReport, NothingListedError, build
from indexer.embedding import Embedder, ModelError
from indexer.manifest import FORMAT_VERSION, RecordCounts
from indexer.open_index import OpenIndex, open_current
from indexer.parts import Earlier, make_model_parts, start_gazetteer
from indexer.phrases import PhraseVectors, Vectors
from indexer.reading import read_source
from indexer.snapshot import SnapshotError, SnapshotFiles, building, damaged_files, locate_current
from indexer.sources.load import SourceError
from tests.support.index_folders import flip, snapshot_of, writable_copy
from tests.support.real_model import load_once

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
REUSED = ("encoder.onnx", "tokenizer.json", "phrases.npz", "gazetteer.sqlite")

RIDES = {
    "id": "rides",
    "name": "Harbor Rides",
    "description": "Free rides to counseling. Call a day ahead.",
    "status": "active",
    "organization": {"id": "o", "name": "Harbor Alliance"},
    "taxonomy_terms": [{"name": "Food pantries"}],
}
MEETING = {
    "slug": "elm-1",
    "name": "Elm Street Nooners",
    "day": 1,
    "time": "12:00",
    "types": ["O"],
    "formatted_address": "12 Elm St, Springfield, OH 45501, USA",
    "entity": "Springfield Area Alcoholics Anonymous",
}


def write(path: Path, *records: dict[str, Any]) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(records))
    return str(path)


def options(out: Path, **changes: Any) -> BuildOptions:
    return BuildOptions(**{"out": out, "model": "bundled", "now": lambda: NOW, **changes})


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three feeds, two of them with the same stem; one record has no name, one is closed."""
    folder = tmp_path_factory.mktemp("feeds")
    nameless = {"id": "nameless", "status": "active", "organization": {"id": "o"}}
    return [
        write(folder / "north" / "feed.json", RIDES, nameless, {**RIDES, "id": "closed", "status": "closed"}),
        write(folder / "south" / "feed.json", RIDES),
        write(folder / "meetings.json", MEETING, {**MEETING, "slug": "elm-2", "day": 3}),
    ]


@pytest.fixture(scope="module")
def built(
    bundled_folder: Path, feeds: list[str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, BuildReport, list[str]]:
    """A folder that held the bundled directories when the feeds were built into it, and the steps taken."""
    folder = writable_copy(bundled_folder, tmp_path_factory.mktemp("built") / "index")
    steps: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        load_once(patch)
        report = build(feeds, options(folder, on_step=steps.append))
    return folder, report, steps


@pytest.mark.integration
class TestBuilt:
    def test_every_step_is_named_in_order(self, built: tuple[Path, BuildReport, list[str]]) -> None:
        assert built[2] == [
            "read", "gazetteer", "compose", "embed", "tag", "write",
            "checksums", "sync", "manifest", "rename", "pointer", "tidy",
        ]  # fmt: skip

    def test_the_snapshot_is_current_and_whole(self, built: tuple[Path, BuildReport, list[str]]) -> None:
        folder, report, _ = built
        files, manifest = locate_current(folder)
        assert manifest == report.manifest
        assert damaged_files(files, manifest) == []
        assert manifest.version.startswith("20261122T093015Z-")
        assert manifest.built_at == "2026-11-22T09:30:15Z"
        assert manifest.format_version == FORMAT_VERSION

    def test_the_one_before_is_kept(self, built: tuple[Path, BuildReport, list[str]], bundled_folder: Path) -> None:
        kept = {path.name for path in (built[0] / "snapshots").iterdir()}
        assert kept == {built[1].manifest.version, snapshot_of(bundled_folder).name}

    def test_every_record_is_accounted_for(self, built: tuple[Path, BuildReport, list[str]]) -> None:
        manifest = built[1].manifest
        assert [(source.format, source.records) for source in manifest.sources] == [
            ("hsds", RecordCounts(read=3, listed=1, merged=0, rejected={"inactive": 1, "no_name": 1})),
            ("hsds", RecordCounts(read=1, listed=1, merged=0)),
            ("meeting-guide", RecordCounts(read=2, listed=1, merged=1)),
        ]
        assert manifest.records == RecordCounts(read=6, listed=3, merged=1, rejected={"inactive": 1, "no_name": 1})
        assert manifest.records.adds_up()
        assert manifest.resources == 3
        assert {"no_name", "inactive"} <= {finding.code for _, finding in built[1].findings}

    def test_feeds_of_one_name_get_names_of_their_own(self, built: tuple[Path, BuildReport, list[str]]) -> None:
        assert [source.name for source in built[1].manifest.sources] == ["feed", "feed (2)", "meetings"]
        index = open_current(built[0])
        resources = [index.resource_at(row) for row in range(3)]
        assert [each.source.name for each in resources] == ["feed", "feed (2)", "meetings"]
        assert [each.source.record_id for each in resources] == ["rides", "rides", "elm-1"]
        assert len({each.id for each in resources}) == 3

    def test_the_same_listing_has_the_same_vectors(self, built: tuple[Path, BuildReport, list[str]]) -> None:
        index = open_current(built[0])
        first = index._first
        assert np.array_equal(index.vectors.storage[first[0] : first[1]], index.vectors.storage[first[1] : first[2]])
        assert [tag.need_id for tag in index.resource_at(0).tags] == [tag.need_id for tag in index.resource_at(1).tags]

    @pytest.mark.parametrize("name", REUSED)
    def test_what_does_not_depend_on_feeds_is_taken_over(
        self, built: tuple[Path, BuildReport, list[str]], bundled_folder: Path, name: str
    ) -> None:
        files, _ = locate_current(built[0])
        assert (files.folder / name).read_bytes() == (snapshot_of(bundled_folder) / name).read_bytes()

    def test_the_same_feeds_give_the_same_bytes(
        self,
        built: tuple[Path, BuildReport, list[str]],
        bundled_folder: Path,
        feeds: list[str],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        load_once(monkeypatch)
        again = build(feeds, options(writable_copy(bundled_folder, tmp_path / "index")))
        assert again.manifest == built[1].manifest
        assert again.findings == built[1].findings

    def test_building_again_within_the_second_keeps_the_snapshot(
        self, bundled_folder: Path, feeds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        load_once(monkeypatch)
        folder = writable_copy(bundled_folder, tmp_path / "index")
        first = build(feeds[1:2], options(folder))
        assert build(feeds[1:2], options(folder)).manifest == first.manifest
        assert open_current(folder).resource_count == 1

    def test_categories_can_be_left_out(
        self,
        built: tuple[Path, BuildReport, list[str]],
        bundled_folder: Path,
        feeds: list[str],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        load_once(monkeypatch)
        folder = writable_copy(bundled_folder, tmp_path / "index")
        build(feeds[1:2], options(folder, use_categories=False))
        index = open_current(folder)
        food = [number for number, need in enumerate(index.taxonomy) if "food pantry" in need.terms]
        assert len(food) == 1
        with_them = open_current(built[0]).fit[1, food[0]]
        assert index.fit[0, food[0]] < with_them


def test_two_sources_of_one_name_are_numbered(tmp_path: Path) -> None:
    specs = [write(tmp_path / str(number) / "feed.json", RIDES) for number in range(3)]
    taken: list[str] = []
    for spec in specs:
        taken.append(read_source(spec, taken).feed.name)
    assert taken == ["feed", "feed (2)", "feed (3)"]


def broken_model(folder: Path) -> str:
    (folder / "model").mkdir()
    (folder / "model" / "config.json").write_text("{")
    return str(folder / "model")


@pytest.mark.integration
class TestFailing:
    """Whatever goes wrong, the snapshot before stays current and no leavings are left."""

    @pytest.fixture
    def folder(self, bundled_folder: Path, tmp_path: Path) -> Path:
        return writable_copy(bundled_folder, tmp_path / "index")

    def assert_untouched(self, folder: Path, bundled_folder: Path) -> None:
        files, manifest = locate_current(folder)
        assert damaged_files(files, manifest) == []
        assert (folder / "current").read_bytes() == (bundled_folder / "current").read_bytes()
        assert [path.name for path in (folder / "snapshots").iterdir()] == [manifest.version]

    @pytest.mark.parametrize(
        ("sources", "error", "message"),
        [
            (["nowhere.json"], SourceError, "nowhere.json does not exist"),
            (["hsds:{nothing}"], NothingListedError, "nothing could be listed .*no HSDS service was found"),
            (["{closed}"], NothingListedError, "nothing could be listed .*not listed"),
            (["{good}", "nowhere.json"], SourceError, "nowhere.json does not exist"),
        ],
    )
    def test_a_source_that_cannot_be_listed(
        self,
        folder: Path,
        bundled_folder: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        sources: list[str],
        error: type[Exception],
        message: str,
    ) -> None:
        load_once(monkeypatch)
        made = {
            "nothing": write(tmp_path / "nothing.json"),
            "closed": write(tmp_path / "closed.json", {**RIDES, "status": "defunct"}),
            "good": write(tmp_path / "good.json", RIDES),
        }
        with pytest.raises(error, match=message):
            build([source.format(**made) for source in sources], options(folder))
        self.assert_untouched(folder, bundled_folder)

    def test_a_model_that_cannot_be_loaded(
        self, folder: Path, bundled_folder: Path, tmp_path: Path, feeds: list[str]
    ) -> None:
        with pytest.raises(ModelError, match="cannot load the model") as caught:
            build(feeds, options(folder, model=broken_model(tmp_path)))
        assert "\n" not in str(caught.value)
        self.assert_untouched(folder, bundled_folder)

    @pytest.mark.parametrize("step", ["compose", "write", "manifest", "pointer"])
    def test_an_error_at_any_step(
        self, folder: Path, bundled_folder: Path, feeds: list[str], monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        load_once(monkeypatch)

        def fail(reached: str) -> None:
            if reached == step:
                raise OSError("no space left on device")

        with pytest.raises(OSError, match="no space left"):
            build(feeds, options(folder, on_step=fail))
        files, manifest = locate_current(folder)
        assert (folder / "current").read_bytes() == (bundled_folder / "current").read_bytes()
        assert damaged_files(files, manifest) == []
        assert not list((folder / "snapshots").glob(".building-*"))


class FaithfulEmbedder:
    """Stands in for the model where only the handling of its files is looked at: it counts its exports."""

    def __init__(self, index: OpenIndex, files: SnapshotFiles, turned: bool = False) -> None:
        self.index, self.files, self.turned = index, files, turned
        self.pooling, self.max_tokens = "mean", 256
        self.exports = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self.index.encoder.encode(texts)
        return np.roll(vectors, 1, axis=1) if self.turned else vectors

    def export(self, model_path: Path, tokenizer_path: Path) -> None:
        self.exports += 1
        model_path.write_bytes(self.files.encoder.read_bytes())
        tokenizer_path.write_bytes(self.files.tokenizer.read_bytes())


class TestReuse:
    """Parts of the snapshot before are taken over where they are whole and made of the same; else made anew."""

    TINY = Taxonomy(needs=load_taxonomy().needs[:2])

    @pytest.fixture
    def earlier(self, bundled_folder: Path, tmp_path: Path) -> Earlier:
        """The bundled directories' snapshot, as if it had been built with a taxonomy of two needs."""
        files, manifest = locate_current(writable_copy(bundled_folder, tmp_path / "index"))
        return Earlier(files, replace(manifest, taxonomy=self.TINY.hash))

    @pytest.fixture
    def target(self, tmp_path: Path) -> SnapshotFiles:
        (tmp_path / "new").mkdir()
        return SnapshotFiles(tmp_path / "new")

    @pytest.fixture
    def embedder(self, bundled_index: OpenIndex, bundled_folder: Path) -> FaithfulEmbedder:
        return FaithfulEmbedder(bundled_index, locate_current(bundled_folder)[0])

    def make(
        self, target: SnapshotFiles, earlier: Earlier | None, embedder: FaithfulEmbedder, **changes: Any
    ) -> PhraseVectors:
        model = replace(embedder.index.manifest.model, **changes)
        return make_model_parts(target, earlier, cast(Embedder, embedder), model, self.TINY)

    def test_whole_parts_are_copied(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder, bundled_index: OpenIndex
    ) -> None:
        phrases = self.make(target, earlier, embedder)
        assert embedder.exports == 0
        assert np.array_equal(phrases.said, bundled_index.phrases.said)
        for name in ("encoder.onnx", "tokenizer.json", "phrases.npz"):
            assert (target.folder / name).read_bytes() == (earlier.files.folder / name).read_bytes()

    def test_damaged_phrases_are_made_anew(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder
    ) -> None:
        flip(earlier.files.phrases)
        phrases = self.make(target, earlier, embedder)
        assert embedder.exports == 0
        assert len(phrases.said) == sum(len(need.said) for need in self.TINY)
        assert np.array_equal(PhraseVectors.load(target.phrases).said, phrases.said)

    def test_phrases_of_another_taxonomy_are_made_anew(
        self, target: SnapshotFiles, earlier: Earlier, embedder: FaithfulEmbedder
    ) -> None:
        other = replace(earlier, manifest=replace(earlier.manifest, taxonomy="another"))
        assert len(self.make(target, other, embedder).said_first) == 3
        assert embedder.exports == 0

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
        phrases = self.make(target, earlier, embedder, fingerprint="of other weights")
        assert embedder.exports == 1
        assert len(phrases.said_first) == 3

    def test_nothing_before_means_everything_is_made(self, target: SnapshotFiles, embedder: FaithfulEmbedder) -> None:
        assert len(self.make(target, None, embedder).said_first) == 3
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
                    assert target is parts.build_gazetteer
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


KILLED_AT = ("read", "gazetteer", "compose", "write", "pointer", "tidy")
KILL = """
import os, signal, sys
from pathlib import Path
from indexer.build import BuildOptions, build

def on_step(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

build([sys.argv[1]], BuildOptions(out=Path(sys.argv[2]), model="bundled", on_step=on_step))
"""


@pytest.fixture(scope="module")
def killed(
    bundled_folder: Path, feeds: list[str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[int, Path]]:
    """Builds of real processes, killed as they reach a step: exit status and index folder, by step."""
    running = {}
    for step in KILLED_AT:
        folder = writable_copy(bundled_folder, tmp_path_factory.mktemp(f"killed-{step}") / "index")
        command = [sys.executable, "-c", KILL, feeds[0], str(folder), step]
        running[step] = folder, subprocess.Popen(command, cwd=ROOT, env={**os.environ, "HF_HUB_OFFLINE": "1"})
    return {step: (process.wait(timeout=300), folder) for step, (folder, process) in running.items()}


@pytest.mark.integration
@pytest.mark.parametrize("step", KILLED_AT)
def test_a_build_killed_at_a_step_leaves_the_old_or_the_new_whole(
    killed: dict[str, tuple[int, Path]], bundled_folder: Path, step: str
) -> None:
    status, folder = killed[step]
    assert status == -signal.SIGKILL
    old = locate_current(bundled_folder)[1].version
    index = open_current(folder)
    assert (index.version == old) is (step != "tidy")
    assert (index.resource_count == 1) is (step == "tidy")
    leavings = list((folder / "snapshots").glob(".building-*"))
    with building(folder) as files:
        others = [path for path in (folder / "snapshots").glob(".building-*") if path != files.folder]
        assert others == []
    assert len(leavings) == (0 if step in ("pointer", "tidy") else 1)
    assert open_current(folder).version == index.version
