"""Snapshots on disk: written aside, checksummed, fsynced, and made current by replacing one pointer file.

Layout of the index folder (known to this module only)::

    current                     {"version": …, "manifest_sha256": …}: the pointer
    snapshots/<version>/        one immutable snapshot: manifest.json and the files it lists
    snapshots/.building-*       a build under way, or the leavings of one that was killed
    lock                        held by the one build that may write

Invariants: a reader sees the old snapshot or the new one, whole, never a mixture; a build that fails or is killed at
any point leaves the current snapshot as it was; the snapshot before the current one is kept. Every byte of a snapshot
is under a checksum: the files' in the manifest, the manifest's in the pointer.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.manifest import FORMAT_VERSION, FileInfo, Manifest, file_info

_POINTER = "current"
_SNAPSHOTS = "snapshots"
_MANIFEST = "manifest.json"
_BUILDING = ".building-"
_LOCK = "lock"

BUILD_HINT = "build one with: python -m indexer build"


class SnapshotError(Exception):
    """A snapshot cannot be used; the message is one clear line."""


class NoSnapshotError(SnapshotError):
    """The folder holds no snapshot yet."""


@dataclass(frozen=True, slots=True)
class SnapshotFiles:
    """Where the parts of one snapshot are."""

    folder: Path

    @property
    def vectors(self) -> Path:
        return self.folder / "vectors.faiss"

    @property
    def records(self) -> Path:
        return self.folder / "records.sqlite"

    @property
    def passages(self) -> Path:
        return self.folder / "passages.npz"

    @property
    def fit(self) -> Path:
        return self.folder / "fit.npz"

    @property
    def phrases(self) -> Path:
        return self.folder / "phrases.npz"

    @property
    def heads(self) -> Path:
        return self.folder / "heads.npz"

    @property
    def encoder(self) -> Path:
        return self.folder / "encoder.onnx"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"

    @property
    def gazetteer(self) -> Path:
        return self.folder / "gazetteer.sqlite"

    def all(self) -> tuple[Path, ...]:
        return (
            self.vectors,
            self.records,
            self.passages,
            self.fit,
            self.phrases,
            self.heads,
            self.encoder,
            self.tokenizer,
            self.gazetteer,
        )


def current_version(folder: Path) -> str | None:
    """The version of the current snapshot, from the pointer alone; None where there is none or it is unreadable."""
    try:
        return _read_pointer(folder)[0]
    except SnapshotError:
        return None


def locate_current(folder: Path) -> tuple[SnapshotFiles, Manifest]:
    """The current snapshot's files and manifest, with every file present and of the right size.

    Raises NoSnapshotError if nothing has been built, SnapshotError if what is there is of a newer format or damaged.
    """
    version, manifest_sha256 = _read_pointer(folder)
    files = SnapshotFiles(folder / _SNAPSHOTS / version)
    try:
        raw_manifest = (files.folder / _MANIFEST).read_bytes()
    except OSError as error:
        raise SnapshotError(f"snapshot {version} has no readable manifest ({error.strerror}); {BUILD_HINT}") from error
    try:
        raw = json.loads(raw_manifest)
        format_version = raw["format_version"]
        newer = format_version > FORMAT_VERSION
        older = format_version < FORMAT_VERSION
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"snapshot {version} is damaged: its manifest cannot be read; {BUILD_HINT}") from error
    if newer:
        raise SnapshotError(
            f"snapshot {version} has format {format_version}, newer than this program reads ({FORMAT_VERSION}); "
            "upgrade the program, or rebuild with: python -m indexer build"
        )
    if older:
        raise SnapshotError(f"snapshot {version} has the old format {format_version}; {BUILD_HINT}")
    if hashlib.sha256(raw_manifest).hexdigest() != manifest_sha256:
        raise SnapshotError(f"snapshot {version} is damaged: manifest.json does not match its checksum; {BUILD_HINT}")
    manifest = Manifest.from_dict(raw)
    for path in files.all():
        if not path.is_file():
            raise SnapshotError(f"snapshot {version} is damaged: {path.name} is missing; {BUILD_HINT}")
        if path.stat().st_size != manifest.files[path.name].size:
            raise SnapshotError(f"snapshot {version} is damaged: {path.name} has the wrong size; {BUILD_HINT}")
    return files, manifest


def damaged_files(files: SnapshotFiles, manifest: Manifest) -> list[str]:
    """The names of the files whose bytes do not match their checksum. Reads every byte."""
    return [name for name, info in manifest.files.items() if file_info(files.folder / name) != info]


@contextmanager
def building(folder: Path) -> Iterator[SnapshotFiles]:
    """A new place to write a snapshot's files to; removed again unless `publish` has moved it away.

    Raises SnapshotError if another build holds the folder, or if it cannot be written to.
    """
    try:
        (folder / _SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        raise SnapshotError(f"cannot write to the index folder {folder}: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SnapshotError(f"another build is writing to {folder}; wait for it to end") from error
        for leavings in (folder / _SNAPSHOTS).glob(f"{_BUILDING}*"):
            shutil.rmtree(leavings, ignore_errors=True)
        aside = folder / _SNAPSHOTS / f"{_BUILDING}{os.getpid()}"
        aside.mkdir()
        try:
            yield SnapshotFiles(aside)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def publish(
    folder: Path,
    files: SnapshotFiles,
    manifest_for: Callable[[dict[str, FileInfo], str], Manifest],
    on_step: Callable[[str], None] = lambda step: None,
) -> Manifest:
    """Makes the files written under `building` the current snapshot.

    `manifest_for` gets the files' infos by name and a hash of their contents, and gives the manifest. `on_step` is
    told the name of each step about to be taken: checksums, sync, manifest, rename, pointer, tidy.
    """
    on_step("checksums")
    infos = {path.name: file_info(path) for path in files.all()}
    content = hashlib.sha256("".join(f"{name}{infos[name].sha256}" for name in sorted(infos)).encode()).hexdigest()
    manifest = manifest_for(infos, content)
    on_step("sync")
    for path in files.all():
        _sync(path)
    on_step("manifest")
    raw = manifest.to_bytes()
    _write_synced(files.folder / _MANIFEST, raw)
    _sync(files.folder)
    on_step("rename")
    final = folder / _SNAPSHOTS / manifest.version
    if not final.exists():  # else the very same content was built within the same second
        os.rename(files.folder, final)
    _sync(folder / _SNAPSHOTS)
    on_step("pointer")
    before = current_version(folder)
    pointer = {"version": manifest.version, "manifest_sha256": hashlib.sha256(raw).hexdigest()}
    aside = folder / f"{_POINTER}.new"
    _write_synced(aside, json.dumps(pointer).encode() + b"\n")
    os.replace(aside, folder / _POINTER)
    _sync(folder)
    on_step("tidy")
    for old in (folder / _SNAPSHOTS).iterdir():
        if old.name not in (manifest.version, before):
            shutil.rmtree(old, ignore_errors=True)
    return manifest


def _read_pointer(folder: Path) -> tuple[str, str]:
    try:
        raw = (folder / _POINTER).read_bytes()
    except FileNotFoundError as error:
        raise NoSnapshotError(f"no index in {folder}; {BUILD_HINT}") from error
    except OSError as error:
        raise SnapshotError(f"cannot read the index folder {folder}: {error.strerror}") from error
    try:
        pointer = json.loads(raw)
        version, digest = pointer["version"], pointer["manifest_sha256"]
        if not (isinstance(version, str) and isinstance(digest, str)) or Path(version).name != version or not version:
            raise ValueError(version)
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"the pointer file {folder / _POINTER} is damaged; {BUILD_HINT}") from error
    return version, digest


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
