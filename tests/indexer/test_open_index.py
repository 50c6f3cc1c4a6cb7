"""Opening an index: whole ones open, and anything else is refused with one clear line that says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from data.crisis import SIGNALS
from data.needs import Taxonomy, load_taxonomy
from indexer.heads import DANGER, NEEDS, OFFERED, SIGNAL, UNUSUAL, URGENCY
from indexer.lexical import BUCKETS
from indexer.manifest import FORMAT_VERSION
from indexer.open_index import OpenIndex, open_current
from indexer.passages import passages_of
from indexer.snapshot import NoSnapshotError, SnapshotError, SnapshotFiles, locate_current
from tests.support.index_folders import flip, replace_bytes, snapshot_of, writable_copy

FILES = [path.name for path in SnapshotFiles(Path()).all()]
UNREAD = ("phrases.npz",)
"""Kept for builds alone: opening does not read it."""
HINT = "build one with: python -m indexer build"


@pytest.fixture
def folder(bundled_folder: Path, tmp_path: Path) -> Path:
    """A copy of an index that may be damaged."""
    return writable_copy(bundled_folder, tmp_path / "index")


def refused(folder: Path, taxonomy: Taxonomy | None = None, *, check: bool = True) -> str:
    with pytest.raises(SnapshotError) as caught:
        open_current(folder, taxonomy, check=check)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_whole_one_opens_with_its_parts_agreeing(bundled_index: OpenIndex) -> None:
    count, needs = bundled_index.resource_count, len(bundled_index.taxonomy)
    assert count == bundled_index.manifest.resources == len(bundled_index.columns) > 300
    assert bundled_index.fit.shape == (count, needs)
    assert bundled_index.vectors.storage.shape == (bundled_index.manifest.passages, 384)
    heads = bundled_index.heads.by_name
    classes = {name: len(head.bias) for name, head in heads.items()}
    assert classes == {NEEDS: needs + 1, OFFERED: needs, DANGER: 2, UNUSUAL: 2, URGENCY: 2, SIGNAL: len(SIGNALS)}
    assert all(head.weights.shape == (384, classes[name]) for name, head in heads.items())
    assert all(head.letters.shape == (BUCKETS, classes[name]) for name, head in heads.items())
    assert bundled_index.heads.inverse_frequencies.shape == (BUCKETS,)
    assert bundled_index.heads.tell_danger
    assert np.linalg.norm(bundled_index.vectors.storage, axis=1) == pytest.approx(1.0, abs=1e-4)
    assert bundled_index.version == bundled_index.manifest.version
    assert bundled_index.model == "sentence-transformers/all-MiniLM-L6-v2"
    assert bundled_index.gazetteer.resolve("33130").label == "Miami, FL 33130"


def test_resources_are_known_by_row_and_by_id(bundled_index: OpenIndex) -> None:
    last = bundled_index.resource_count - 1
    for row in (0, last // 2, last):
        assert bundled_index.resource(bundled_index.resource_at(row).id) == bundled_index.resource_at(row)
    assert bundled_index.resource("no such id") is None


def test_the_passages_of_each_resource_are_its_own(bundled_index: OpenIndex) -> None:
    first = bundled_index._first
    assert (first[0], first[-1]) == (0, len(bundled_index._field))
    for row in range(0, bundled_index.resource_count, 25):
        made = bundled_index.resource_at(row)
        quoted = [bundled_index.passage_evidence(made, number) for number in range(first[row], first[row + 1])]
        assert quoted == [passage.quoted(made) for passage in passages_of(made)]


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshotError, match=HINT):
        open_current(tmp_path / "nowhere")


def test_a_newer_format_says_what_to_do(folder: Path) -> None:
    path = snapshot_of(folder) / "manifest.json"
    manifest = json.loads(path.read_bytes())
    replace_bytes(path, json.dumps({**manifest, "format_version": FORMAT_VERSION + 1}).encode())
    message = refused(folder)
    assert f"has format {FORMAT_VERSION + 1}, newer than this program reads ({FORMAT_VERSION})" in message
    assert "upgrade the program, or rebuild" in message


def test_an_index_of_another_taxonomy_must_be_built_again(folder: Path) -> None:
    other = Taxonomy(needs=load_taxonomy().needs[:-1])
    assert refused(folder, other).endswith(f"was built with another need taxonomy; {HINT}")


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (snapshot_of(folder) / name).unlink()
    message = refused(folder)
    assert ("manifest" if name == "manifest.json" else f"{name} is missing") in message
    assert message.endswith(HINT)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_flipped_bit_is_found_and_its_file_named(folder: Path, name: str) -> None:
    flip(snapshot_of(folder) / name, at=0.7)
    message = refused(folder)
    assert "damaged" in message
    assert name.partition(".")[0] in message
    assert message.endswith(HINT)


@pytest.mark.parametrize("name", FILES)
def test_a_shortened_file_is_named(folder: Path, name: str) -> None:
    path = snapshot_of(folder) / name
    replace_bytes(path, path.read_bytes()[:-1])
    assert f"{name} has the wrong size" in refused(folder)


@pytest.mark.parametrize(
    ("name", "kept"),
    [*((name, 0.0) for name in FILES if name not in UNREAD), ("encoder.onnx", 0.5), ("tokenizer.json", 0.5)],
)
def test_what_cannot_be_read_is_said_even_unchecked(folder: Path, name: str, kept: float) -> None:
    path = snapshot_of(folder) / name
    content = path.read_bytes()
    whole = int(len(content) * kept)
    replace_bytes(path, content[:whole] + bytes(len(content) - whole))
    assert "cannot be opened" in refused(folder, check=False)


def test_a_damaged_pointer_is_said(folder: Path) -> None:
    (folder / "current").write_bytes(b"{}")
    assert "pointer file" in refused(folder)


def test_opening_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in snapshot_of(folder).iterdir() if path.name != "encoder.onnx"}
    index = open_current(folder)
    index.records.named("harbor")
    index.gazetteer.resolve("Miami, FL")
    assert {path.name for path in snapshot_of(folder).iterdir()} == {*FILES, "manifest.json"}
    assert all(path.read_bytes() == content for path, content in before.items())
    assert locate_current(folder)[1].version == index.version
