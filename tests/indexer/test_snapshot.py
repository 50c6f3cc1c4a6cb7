"""Snapshots are whole or not there: writing, publishing, damage, and a process killed at every step."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.manifest import FORMAT_VERSION, FileInfo, Manifest, ModelInfo, RecordCounts
from indexer.snapshot import (
    NoSnapshotError,
    SnapshotError,
    SnapshotFiles,
    building,
    current_version,
    damaged_files,
    locate_current,
    publish,
)

STEPS = ("checksums", "sync", "manifest", "rename", "pointer", "tidy")


def make_manifest(infos: dict[str, FileInfo], version: str, format_version: int = FORMAT_VERSION) -> Manifest:
    return Manifest(
        format_version=format_version,
        version=version,
        built_at="2026-11-22T08:00:00Z",
        model=ModelInfo(name="m", fingerprint="f", adapter="", pooling="mean", max_tokens=256, dimension=4),
        taxonomy="t",
        phrases="p",
        gazetteer="g",
        resources=1,
        passages=1,
        located=0,
        tagged=0,
        records=RecordCounts(read=3, listed=1, merged=1, rejected={"no_name": 1}),
        sources=(),
        files=infos,
    )


def write(folder: Path, version: str, *, format_version: int = FORMAT_VERSION, die_at: str | None = None) -> None:
    def on_step(step: str) -> None:
        if step == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with building(folder) as files:
        for path in files.all():
            path.write_bytes(f"{path.name} of {version}".encode())
        publish(folder, files, lambda infos, _: make_manifest(infos, version, format_version), on_step)


def test_nothing_built_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshotError, match=r"no index in .*; build one with: python -m indexer build"):
        locate_current(tmp_path)
    assert current_version(tmp_path) is None


def test_a_published_snapshot_is_current_and_whole(tmp_path: Path) -> None:
    write(tmp_path, "one")
    files, manifest = locate_current(tmp_path)
    assert (manifest.version, current_version(tmp_path)) == ("one", "one")
    assert manifest.records == RecordCounts(read=3, listed=1, merged=1, rejected={"no_name": 1})
    assert damaged_files(files, manifest) == []


def test_the_last_good_snapshot_is_kept_and_older_ones_are_not(tmp_path: Path) -> None:
    for version in ("one", "two", "three"):
        write(tmp_path, version)
    assert current_version(tmp_path) == "three"
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["three", "two"]


def test_a_failed_build_leaves_the_old_snapshot_and_no_leavings(tmp_path: Path) -> None:
    write(tmp_path, "one")

    def fail() -> None:
        with building(tmp_path) as files:
            files.records.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert locate_current(tmp_path)[1].version == "one"
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["one"]


def test_two_builds_do_not_write_at_once(tmp_path: Path) -> None:
    with (
        building(tmp_path),
        pytest.raises(SnapshotError, match="another build is writing"),
        building(tmp_path),
    ):
        pass


@pytest.mark.integration
@pytest.mark.parametrize("step", STEPS)
def test_a_build_killed_at_any_step_leaves_a_whole_snapshot(tmp_path: Path, step: str) -> None:
    write(tmp_path, "old")
    module = "tests.indexer.test_snapshot"
    call = f"write(Path({str(tmp_path)!r}), 'new', die_at={step!r})"
    code = f"from pathlib import Path; from {module} import write; {call}"
    killed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    files, manifest = locate_current(tmp_path)
    assert manifest.version == ("new" if step == "tidy" else "old")
    assert damaged_files(files, manifest) == []
    write(tmp_path, "next")
    assert locate_current(tmp_path)[1].version == "next"
    assert not list((tmp_path / "snapshots").glob(".building-*"))


@pytest.mark.parametrize("name", [path.name for path in SnapshotFiles(Path()).all()])
def test_a_flipped_byte_in_any_file_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path, "one")
    files, manifest = locate_current(tmp_path)
    flip(files.folder / name)
    assert damaged_files(files, manifest) == [name]


def test_a_flipped_byte_in_the_manifest_is_found(tmp_path: Path) -> None:
    write(tmp_path, "one")
    path = tmp_path / "snapshots" / "one" / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"built_at": "2026', b'"built_at": "2027'))
    with pytest.raises(SnapshotError, match=r"manifest\.json does not match its checksum"):
        locate_current(tmp_path)


def test_a_flipped_byte_in_the_pointer_is_found(tmp_path: Path) -> None:
    write(tmp_path, "one")
    pointer = tmp_path / "current"
    content = pointer.read_bytes()
    for position in range(len(content) - 1):
        damaged = bytearray(content)
        damaged[position] ^= 1
        pointer.write_bytes(bytes(damaged))
        with pytest.raises(SnapshotError):
            locate_current(tmp_path)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "vectors.faiss").unlink(), r"vectors\.faiss is missing"),
        (lambda folder: (folder / "vectors.faiss").write_bytes(b"x"), r"vectors\.faiss has the wrong size"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"{"), "its manifest cannot be read"),
        (lambda folder: (folder / "manifest.json").unlink(), "no readable manifest"),
    ],
)
def test_damage_is_named(tmp_path: Path, damage: object, message: str) -> None:
    write(tmp_path, "one")
    assert callable(damage)
    damage(tmp_path / "snapshots" / "one")
    with pytest.raises(SnapshotError, match=message):
        locate_current(tmp_path)


def test_a_newer_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, "one", format_version=FORMAT_VERSION + 1)
    message = rf"format {FORMAT_VERSION + 1}, newer than this program reads \({FORMAT_VERSION}\); upgrade the program"
    with pytest.raises(SnapshotError, match=message):
        locate_current(tmp_path)


def test_an_old_format_must_be_built_again(tmp_path: Path) -> None:
    write(tmp_path, "one", format_version=FORMAT_VERSION - 1)
    with pytest.raises(SnapshotError, match=rf"has the old format {FORMAT_VERSION - 1}; build one with: python -m"):
        locate_current(tmp_path)


def test_a_pointer_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / "current").write_text(json.dumps({"version": "../../etc", "manifest_sha256": "0"}))
    with pytest.raises(SnapshotError, match=r"pointer file .* is damaged"):
        locate_current(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(SnapshotError, match="cannot write to the index folder"),
        building(tmp_path / "file"),
    ):
        pass


def flip(path: Path) -> None:
    """Flips one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
