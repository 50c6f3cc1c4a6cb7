"""An opened snapshot: everything that matching reads, in memory or one SQLite row away. Read-only, thread-safe."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.needs import Taxonomy, load_taxonomy
from data.places.gazetteer import Gazetteer
from data.resource import TEXT_FIELDS, Evidence, Resource
from indexer.columns import Columns, read_columns
from indexer.encoder import Encoder
from indexer.heads import Heads
from indexer.manifest import Manifest
from indexer.passages import telling_span
from indexer.records import Records
from indexer.snapshot import BUILD_HINT, SnapshotError, SnapshotFiles, damaged_files, locate_current
from indexer.terms import TermFinder
from indexer.vectors import PassageVectors


class OpenIndex:
    """One snapshot, opened. Resources are known by row, 0..resource_count-1, in all its parts."""

    def __init__(self, files: SnapshotFiles, manifest: Manifest, taxonomy: Taxonomy) -> None:
        self.manifest = manifest
        self.taxonomy = taxonomy
        self.version: str = manifest.version
        self.built_at: str = manifest.built_at
        self.model: str = manifest.model.name
        self.resource_count: int = manifest.resources
        self.records = Records(files.records)
        self.columns: Columns = read_columns(self.records)
        with np.load(files.passages, allow_pickle=False) as stored:
            self._first: npt.NDArray[np.int64] = stored["first"]
            self._field: npt.NDArray[np.uint8] = stored["field"]
            self._start: npt.NDArray[np.int64] = stored["start"]
            self._end: npt.NDArray[np.int64] = stored["end"]
        with np.load(files.fit, allow_pickle=False) as stored:
            # By need in memory, since matching reads few needs of all resources.
            self.fit: npt.NDArray[np.float32] = np.ascontiguousarray(stored["fit"].T.astype(np.float32)).T
            """(resources, needs): the chance that the resource answers the need."""
            self.own_fit: npt.NDArray[np.float16] = stored["own_fit"]
            """(resources, needs): the same by what it offers for this need itself, without what it offers for related
            ones."""
            self._best_passage: npt.NDArray[np.uint8] = stored["best_passage"]
        self.vectors = PassageVectors(files.vectors, self._first)
        self.heads = Heads.load(files.heads)
        self.terms = TermFinder(taxonomy)
        self.encoder = Encoder(
            files.encoder, files.tokenizer, pooling=manifest.model.pooling, max_tokens=manifest.model.max_tokens
        )
        self.gazetteer = Gazetteer(files.gazetteer)

    def fit_from(self, needs: Iterable[int], least: float) -> npt.NDArray[np.bool_]:
        """Which resources answer any of the needs, by number, with at least this chance."""
        found = np.zeros(self.resource_count, dtype=np.bool_)
        for need in needs:
            found |= self.fit[:, need] >= least
        return found

    def resource_at(self, row: int) -> Resource:
        return self.records.resource(row)

    def resource(self, resource_id: str) -> Resource | None:
        row = self.records.row_of(resource_id)
        return None if row is None else self.records.resource(row)

    def passage_evidence(self, resource: Resource, passage: int) -> Evidence:
        """The words of a passage, given by its number in the vectors; `resource` is the one it belongs to."""
        field = TEXT_FIELDS[self._field[passage]]
        text = resource.text(field)
        assert text is not None
        return Evidence(field=field, text=telling_span(text, int(self._start[passage]), int(self._end[passage])))

    def need_evidence(self, row: int, resource: Resource, need: int) -> Evidence:
        """The words that speak for a need: those that earned its tag, else the passage nearest to it."""
        need_id = self.taxonomy.needs[need].id
        for tag in resource.tags:
            if tag.need_id == need_id:
                return tag.evidence
        return self.passage_evidence(resource, int(self._first[row]) + int(self._best_passage[row, need]))


def open_current(folder: Path, taxonomy: Taxonomy | None = None, *, check: bool = True) -> OpenIndex:
    """Opens the current snapshot of an index folder; with `check`, after reading every byte against its checksum.

    Raises SnapshotError (NoSnapshotError if nothing has been built): newer format, another taxonomy, damage.
    """
    files, manifest = locate_current(folder)
    known = taxonomy or load_taxonomy()
    if manifest.taxonomy != known.hash:
        raise SnapshotError(f"snapshot {manifest.version} was built with another need taxonomy; {BUILD_HINT}")
    if check and (damaged := damaged_files(files, manifest)):
        raise SnapshotError(f"snapshot {manifest.version} is damaged: {', '.join(damaged)}; {BUILD_HINT}")
    try:
        return OpenIndex(files, manifest, known)
    except Exception as error:  # each library has errors of its own for a file it cannot read
        said = next(iter(str(error).splitlines()), type(error).__name__)
        raise SnapshotError(f"snapshot {manifest.version} cannot be opened: {said}; {BUILD_HINT}") from error
