"""Builds: reuse, determinism, several feeds, and that nothing but a whole build ever becomes current."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.build import BuildOptions, BuildReport, build
from indexer.manifest import FORMAT_VERSION, RecordCounts
from indexer.open_index import OpenIndex, open_current
from indexer.reading import read_source
from indexer.snapshot import damaged_files, locate_current
from tests.support.index_folders import snapshot_of, writable_copy
from tests.support.real_model import load_once

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
REUSED = ("encoder.onnx", "tokenizer.json", "phrases.npz", "heads.npz", "gazetteer.sqlite")

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


@pytest.mark.integration
def test_no_phone_of_the_national_directory_is_lost(bundled_index: OpenIndex) -> None:
    directory = Path(__file__).parents[2] / "data" / "directory" / "national.json"
    services = json.loads(directory.read_text(encoding="utf-8"))
    listed = {service["id"]: len(service.get("phones", [])) for service in services}
    found = {
        resource.source.record_id: len(resource.phones)
        for resource in map(bundled_index.resource_at, range(bundled_index.resource_count))
        if not resource.source.sample
    }
    assert found == listed
