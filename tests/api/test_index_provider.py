"""The current index is noticed cheaply, changed whole, and kept while nothing better can be opened."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest

from api.index_provider import CHECK_SECONDS, IndexProvider
from indexer.open_index import OpenIndex
from indexer.snapshot import NoSnapshotError, SnapshotError
from tests.api.fakes import FakeIndex


class Disk:
    """A folder of snapshots and a clock, both moved by hand."""

    def __init__(self, version: str | None = None) -> None:
        self.version = version
        self.broken: set[str] = set()
        self.looked = self.opened = 0
        self.seconds = 0.0
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()

    def provider(self) -> IndexProvider:
        return IndexProvider(Path("index"), current=self.current, opener=self.open, clock=lambda: self.seconds)

    def current(self, folder: Path) -> str | None:
        assert folder == Path("index")
        self.looked += 1
        return self.version

    def open(self, folder: Path) -> OpenIndex:
        self.opened += 1
        self.entered.set()
        assert self.gate.wait(10)
        if self.version is None:
            raise NoSnapshotError("no index")
        if self.version in self.broken:
            raise SnapshotError(f"{self.version} is damaged")
        return FakeIndex(version=self.version).opened()

    def later(self) -> None:
        self.seconds += CHECK_SECONDS


def test_opens_once_and_looks_once_a_second() -> None:
    disk = Disk("a")
    provider = disk.provider()
    indexes = [provider.get() for _ in range(5)]
    assert {id(index) for index in indexes} == {id(indexes[0])}
    assert (disk.looked, disk.opened) == (1, 1)
    disk.later()
    assert provider.get() is indexes[0]
    assert (disk.looked, disk.opened) == (2, 1)


def test_a_new_snapshot_takes_over() -> None:
    disk = Disk("a")
    provider = disk.provider()
    assert provider.get().version == "a"
    disk.version = "b"
    assert provider.get().version == "a"
    disk.later()
    assert provider.get().version == "b"


def test_the_one_before_is_let_go_with_its_last_user() -> None:
    disk = Disk("a")
    provider = disk.provider()
    used = provider.get()
    watched = weakref.ref(used)
    disk.version = "b"
    disk.later()
    provider.get()
    gc.collect()
    assert watched() is used
    del used
    gc.collect()
    assert watched() is None


def test_nothing_built_then_built() -> None:
    disk = Disk(None)
    provider = disk.provider()
    with pytest.raises(NoSnapshotError, match=r"^no index$"):
        provider.get()
    disk.version = "a"
    with pytest.raises(NoSnapshotError):
        provider.get()
    disk.later()
    assert provider.get().version == "a"


def test_a_broken_one_says_so_and_is_tried_again() -> None:
    disk = Disk("a")
    disk.broken = {"a"}
    provider = disk.provider()
    with pytest.raises(SnapshotError, match=r"^a is damaged$"):
        provider.get()
    disk.broken = set()
    disk.later()
    assert provider.get().version == "a"


@pytest.mark.parametrize("after", ["b", None])
def test_the_good_one_stays_when_the_next_is_broken_or_gone(after: str | None) -> None:
    disk = Disk("a")
    disk.broken = {"b"}
    provider = disk.provider()
    first = provider.get()
    disk.version = after
    for _ in range(3):
        disk.later()
        assert provider.get() is first
    assert disk.opened == (2 if after else 1)
    disk.version = "c"
    disk.later()
    assert provider.get().version == "c"


def test_others_answer_from_the_old_one_while_one_opens_the_new() -> None:
    disk = Disk("a")
    provider = disk.provider()
    provider.get()
    disk.version = "b"
    disk.later()
    disk.gate.clear()
    disk.entered.clear()
    got: list[str] = []
    opening = threading.Thread(target=lambda: got.append(provider.get().version))
    opening.start()
    assert disk.entered.wait(10)
    assert provider.get().version == "a"
    disk.gate.set()
    opening.join(10)
    assert got == ["b"]
    assert provider.get().version == "b"


def test_without_one_everybody_waits_for_the_first() -> None:
    disk = Disk("a")
    disk.gate.clear()
    provider = disk.provider()
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(provider.get().version)) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert disk.entered.wait(10)
    disk.gate.set()
    for thread in threads:
        thread.join(10)
    assert got == ["a"] * 4
    assert disk.opened == 1
