"""Text to vectors while serving: the snapshot's own ONNX model, through onnxruntime, without torch.

One forward pass gives the vectors of a text's tokens; any span of the text (a clause, or the whole) is the pooled,
normalised mean of its tokens. A text longer than the model's window is read in consecutive windows.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]


MANY = 256
"""So many texts are encoded in batches, shared out among the processor's cores."""
BATCH = 16


@dataclass(frozen=True, slots=True)
class EncodedText:
    """The token vectors of one text. Shapes: vectors (tokens, dimension); starts and ends (tokens,) in characters.

    Tokens that stand for no characters (the model's [CLS] and [SEP]) have start == end.
    """

    vectors: Vectors
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    pooling: str

    def whole(self) -> Vectors:
        """The unit vector of the whole text, as sentence-transformers would give it."""
        return _unit(self.vectors[0] if self.pooling == "cls" else self.vectors.mean(axis=0))

    def span(self, start: int, end: int) -> Vectors:
        """The unit vector of the characters start..end, read in the context of the whole text.

        The special tokens count in, as they do in the pooling of a whole text.
        """
        special = self.starts == self.ends
        inside = (self.starts < end) & (self.ends > start)
        return _unit(self.vectors[inside | special].mean(axis=0))


class Encoder:
    """Opens an exported model. Thread-safe: an onnxruntime session may run from several threads at once."""

    def __init__(self, model_path: Path, tokenizer_path: Path, *, pooling: str, max_tokens: int) -> None:
        options = onnxruntime.SessionOptions()
        # One thread a request: several requests run at once, and a pool of threads for each would fight for the cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # The arena keeps the largest activations ever needed; without it memory stays flat.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model_path), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer_path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pooling = pooling
        self._max_tokens = max_tokens

    def encode_tokens(self, text: str) -> EncodedText:
        """One forward pass (one a window for a long text) over `text`, which must not be blank."""
        encoding = self._tokenizer.encode(text)
        ids = np.array(encoding.ids, dtype=np.int64)
        offsets = np.array(encoding.offsets, dtype=np.int64)
        if len(ids) <= self._max_tokens:
            vectors = self._run(ids)
        else:
            room = self._max_tokens - 2
            inner = ids[1:-1]
            windows = [inner[start : start + room] for start in range(0, len(inner), room)]
            parts = [self._run(np.concatenate((ids[:1], window, ids[-1:]))) for window in windows]
            vectors = np.concatenate([parts[0][:1], *(part[1:-1] for part in parts), parts[-1][-1:]])
        return EncodedText(vectors, offsets[:, 0], offsets[:, 1], self._pooling)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension)."""
        if len(texts) < MANY:
            return np.stack([self.encode_tokens(text).whole() for text in texts])
        encodings = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            ids = [[encodings[i].ids for i in batch] for batch in batches]
            done = list(pool.map(self._encode_batch, ids, repeat(texts), batches))
        vectors = np.concatenate(done)
        vectors[[i for batch in batches for i in batch]] = vectors.copy()
        return vectors

    def _encode_batch(self, ids: Sequence[Sequence[int]], texts: Sequence[str], batch: Sequence[int]) -> Vectors:
        """Texts of about the same length, padded to the longest of them; too long ones by windows, one by one."""
        longest = max(map(len, ids))
        if longest > self._max_tokens:
            return np.stack([self.encode_tokens(texts[i]).whole() for i in batch])
        padded = np.zeros((len(ids), longest), dtype=np.int64)
        mask = np.zeros((len(ids), longest), dtype=np.int64)
        for row, own in enumerate(ids):
            padded[row, : len(own)], mask[row, : len(own)] = own, 1
        tokens: Vectors = self._session.run(None, {"input_ids": padded, "attention_mask": mask})[0]
        if self._pooling == "cls":
            pooled = tokens[:, 0]
        else:
            weights = mask[:, :, np.newaxis].astype(np.float32)
            pooled = (tokens * weights).sum(axis=1) / weights.sum(axis=1)
        vectors: Vectors = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)
        return vectors

    def _run(self, ids: npt.NDArray[np.int64]) -> Vectors:
        batch = ids[np.newaxis, :]
        outputs = self._session.run(None, {"input_ids": batch, "attention_mask": np.ones_like(batch)})
        vectors: Vectors = outputs[0][0]
        return vectors


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return unit
