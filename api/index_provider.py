"""Holds the open index for a process, and changes it whole when a new snapshot becomes current.

Invariants: a request asks once and so sees one snapshot from beginning to end; the index before is let go with
the last request that uses it; if a new snapshot cannot be opened, the one before goes on answering. The pointer
to the current snapshot is read at most once in `CHECK_SECONDS`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from indexer.open_index import OpenIndex, open_current
from indexer.snapshot import BUILD_HINT, NoSnapshotError, SnapshotError, current_version

LOG = logging.getLogger("api.index")

CHECK_SECONDS = 1.0


class IndexProvider:
    """Gives the current index of `folder`. Safe for use by several threads.

    `current` names the version that is current (or `None`), `opener` opens it, `clock` gives seconds.
    """

    def __init__(
        self,
        folder: Path,
        *,
        current: Callable[[Path], str | None] = current_version,
        opener: Callable[[Path], OpenIndex] = open_current,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._current = current
        self._opener = opener
        self._clock = clock
        self._opening = threading.Lock()
        self._index: OpenIndex | None = None
        self._error: SnapshotError = NoSnapshotError(f"no index in {folder}; {BUILD_HINT}")
        self._failed_version: str | None = None
        self._checked_at: float | None = None

    def get(self) -> OpenIndex:
        """The current index. Raises SnapshotError if there is none that can be opened."""
        self.refresh()
        index = self._index
        if index is None:
            raise type(self._error)(str(self._error))  # a fresh one: threads must not share a traceback
        return index

    def refresh(self) -> None:
        """Opens the current snapshot if it is not the open one. A failure is logged once, and told by `get`."""
        if not self._due():
            return
        # While one thread opens a snapshot, the others answer from the one before; without one, they wait.
        if not self._opening.acquire(blocking=self._index is None):
            return
        try:
            if self._due():
                self._look()
                self._checked_at = self._clock()
        finally:
            self._opening.release()

    def _due(self) -> bool:
        return self._checked_at is None or self._clock() - self._checked_at >= CHECK_SECONDS

    def _look(self) -> None:
        version = self._current(self._folder)
        if self._index is not None and version in (None, self._index.version, self._failed_version):
            return
        try:
            index = self._opener(self._folder)
        except SnapshotError as error:
            if self._failed_version != version or self._checked_at is None:
                LOG.warning("%s", error)
            self._error, self._failed_version = error, version
            return
        self._index, self._failed_version = index, None
        LOG.info("Answering from snapshot %s with %d resources", index.version, index.resource_count)
