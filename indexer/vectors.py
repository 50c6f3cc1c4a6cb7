"""The FAISS index: the passages' vectors, once, as unit vectors under inner product (cosine). The only user of faiss.

Rows are passages; the passages of one resource are consecutive. Scores of chosen resources are computed exactly on a
view of the index's own storage; over all resources by the index's own search. FAISS parameters go per call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


def write_vectors(path: Path, vectors: Vectors) -> None:
    """Writes unit vectors of shape (passages, dimension)."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    faiss.write_index(index, str(path))


class PassageVectors:
    """The opened index. Read-only and thread-safe.

    first: (resources + 1,) the first passage of each resource, and the number of passages at the end.
    """

    def __init__(self, path: Path, first: Rows) -> None:
        faiss.omp_set_num_threads(1)
        self._index = cast(Any, faiss.read_index(str(path)))
        if self._index.ntotal != int(first[-1]):
            raise ValueError(f"{path.name} holds {self._index.ntotal} vectors, but there are {int(first[-1])} passages")
        count, dimension = self._index.ntotal, self._index.d
        self.dimension: int = dimension
        self.storage: Vectors = faiss.rev_swig_ptr(self._index.get_xb(), count * dimension).reshape(count, dimension)
        """A view of the index's storage, not a copy; valid as long as this object lives."""
        self._first = first

    def best(self, query: Vectors, rows: Rows) -> tuple[Vectors, Rows]:
        """For each resource in `rows`: its best passage's cosine with the unit vector `query`, and its number."""
        if len(rows) == 0:
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64)
        starts = self._first[rows]
        lengths = self._first[rows + 1] - starts
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        passages = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - starts, lengths)
        whole = len(rows) == len(self._first) - 1
        scores = (self.storage if whole else self.storage[passages]) @ query
        if whole:
            scores = scores[passages]
        top = np.maximum.reduceat(scores, offsets[:-1])
        owner = np.repeat(np.arange(len(rows)), lengths)
        positions = np.flatnonzero(scores == top[owner])
        owner = owner[positions]
        is_first = np.concatenate(([True], owner[1:] != owner[:-1]))
        return top, passages[positions[is_first]]

    def search(self, query: Vectors, passages: int) -> tuple[Vectors, Rows]:
        """The `passages` nearest passages over the whole index, by FAISS: (scores, passage numbers), best first."""
        scores, numbers = self._index.search(query[np.newaxis, :], min(passages, self._index.ntotal))
        return scores[0], numbers[0]
