"""What matching is measured against: rankings of the same candidates that anybody could make.

Each takes a statement and candidate rows and gives the rows, best first. `random` and `nearest` know nothing of the
words; `bm25` counts them; `dense` compares the statement's vector with each listing's best passage; `fused` joins the
last two by reciprocal ranks (Cormack, Clarke and Büttcher 2009). The statement is embedded as listings are, by the
model as published: nothing that was learned here helps.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import bm25s
import numpy as np
import numpy.typing as npt

from data.resource import TEXT_FIELDS
from indexer.open_index import OpenIndex
from matcher.where import Where

Rows = npt.NDArray[np.int64]
Ranker = Callable[[str, Rows, Where | None], Rows]

RRF_K = 60


def baselines(index: OpenIndex, embed: Callable[[str], npt.NDArray[np.float32]]) -> dict[str, Ranker]:
    """The rankers by name, in the order of the table; `embed` gives a statement's unit vector."""
    retriever = bm25s.BM25()
    texts = [_text(index, row) for row in range(index.resource_count)]
    retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def random(statement: str, rows: Rows, where: Where | None) -> Rows:
        return np.random.default_rng(zlib.crc32(statement.encode())).permutation(rows)

    def nearest(statement: str, rows: Rows, where: Where | None) -> Rows:
        km = where.distances[rows] if where else np.zeros(len(rows))
        return rows[np.lexsort((index.columns.id_rank[rows], np.nan_to_num(km, nan=np.inf)))]

    def by_words(statement: str) -> npt.NDArray[np.float32]:
        words = bm25s.tokenize([statement], return_ids=False, show_progress=False)[0]
        return np.asarray(retriever.get_scores(words), dtype=np.float32)

    def by_meaning(statement: str, rows: Rows) -> npt.NDArray[np.float32]:
        return index.vectors.best(embed(statement), rows)[0]

    def bm25(statement: str, rows: Rows, where: Where | None) -> Rows:
        return _ranked(rows, by_words(statement)[rows])

    def dense(statement: str, rows: Rows, where: Where | None) -> Rows:
        return _ranked(rows, by_meaning(statement, rows))

    def fused(statement: str, rows: Rows, where: Where | None) -> Rows:
        words, meaning = by_words(statement)[rows], by_meaning(statement, rows)
        return _ranked(rows, 1 / (RRF_K + _ranks(words)) + 1 / (RRF_K + _ranks(meaning)))

    return {"random": random, "nearest first": nearest, "BM25": bm25, "dense": dense, "dense + BM25": fused}


def _text(index: OpenIndex, row: int) -> str:
    resource = index.resource_at(row)
    return " ".join(text for field in TEXT_FIELDS if (text := resource.text(field)))


def _ranked(rows: Rows, scores: npt.NDArray[np.floating]) -> Rows:
    return rows[np.argsort(-scores, kind="stable")]


def _ranks(scores: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
    """From 1, the highest score first."""
    ranks = np.empty(len(scores), dtype=np.int64)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return ranks
