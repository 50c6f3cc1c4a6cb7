"""Shared by all suites: no sockets in unit tests, and indexes that are built once a run.

The indexes are real: the bundled directories, and the feeds that REAL_FEEDS_DIR names, through the real model. With
several workers, the first that needs one builds it and the others wait.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_socket

from indexer.open_index import OpenIndex, open_current

REAL_SOURCES = (
    "hsds:ilao-legal-aid/output",
    "hsds:ohana-sample-csv",
    "hsds:oruk-hsds3/V3.0-UK-Test",
    "hsds:hsds-spec-examples/examples/csv",
    "meeting-guide:meetingguide-tsml-feeds/aasanjose.json",
    "meeting-guide:meetingguide-tsml-feeds/al-anon.json",
    "meeting-guide:meetingguide-tsml-feeds/edmonton.json",
    "meeting-guide:meetingguide-tsml-feeds/kc.json",
    "meeting-guide:meetingguide-tsml-feeds/sussexaa.json",
    "bmlt:bmlt-yap-fixtures/meeting-search-42.867970-day2.json",
    "bmlt:bmlt-yap-fixtures/meeting-search-42.867970-day3.json",
    "bmlt:bmlt-yap-fixtures/meeting-search-42.867970-day4.json",
)
"""The HSDS, Meeting Guide and BMLT feeds, built into one snapshot together with the bundled directories."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("integration"):
        pytest_socket.enable_socket()
        pytest_socket.socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    else:
        pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of one run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def real_feeds() -> Path:
    """The folder of real feeds; the test is skipped where there is none."""
    folder = os.environ.get("REAL_FEEDS_DIR")
    if not folder:
        pytest.skip("REAL_FEEDS_DIR is not set: real feeds are not read")
    return Path(folder)


@pytest.fixture(scope="session")
def bundled_folder(shared_folder: Path) -> Path:
    """An index folder that holds the bundled directories. Not to be written to."""
    folder = shared_folder / "bundled-index"
    with _once(folder) as needed:
        if needed:
            _build([], folder)
    return folder


@pytest.fixture(scope="session")
def real_folder(shared_folder: Path, bundled_folder: Path, real_feeds: Path) -> Path:
    """An index folder that holds the real feeds and the bundled directories. Not to be written to."""
    folder = shared_folder / "real-index"
    with _once(folder) as needed:
        if needed:
            # The encoder, the taxonomy's vectors and the gazetteer are taken over from the copy.
            shutil.copytree(bundled_folder, folder)
            located = [_located(source, real_feeds) for source in REAL_SOURCES]
            _build([*located, "bundled:national", "bundled:sample"], folder)
    return folder


@pytest.fixture(scope="session")
def bundled_index(bundled_folder: Path) -> OpenIndex:
    return open_current(bundled_folder)


@pytest.fixture(scope="session")
def real_index(real_folder: Path) -> OpenIndex:
    return open_current(real_folder)


def _located(source: str, folder: Path) -> str:
    feed_format, _, path = source.partition(":")
    return f"{feed_format}:{folder / path}"


def _build(sources: Sequence[str], folder: Path) -> None:
    from indexer.build import BuildOptions, build

    build(sources, BuildOptions(out=folder, model="bundled"))


@contextmanager
def _once(folder: Path) -> Iterator[bool]:
    """Holds a lock; yields whether what `folder` stands for is still to be made."""
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()
