"""A small change to the model's weights, with which it reads what people say; listings are read without it.

The change is of low rank: a matrix W becomes W + up @ down (LoRA, Hu et al. 2021, https://arxiv.org/abs/2106.09685).
`indexer.adapting` trains it; it belongs to one set of weights and changes no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Factors = npt.NDArray[np.float16]

FILE = Path(__file__).resolve().parent.parent / "data" / "query_adapter.npz"


@dataclass(frozen=True, slots=True)
class Adapter:
    model: str
    """SHA-256 of the file of the weights that it changes."""
    factors: Mapping[str, tuple[Factors, Factors]]
    """By the name of a matrix (out, in) of the transformer: up (out, rank) and down (rank, in)."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all that it holds."""
        digest = hashlib.sha256(self.model.encode())
        for name, (up, down) in sorted(self.factors.items()):
            digest.update(name.encode() + up.tobytes() + down.tobytes())
        return digest.hexdigest()

    def save(self, path: Path) -> None:
        parts: dict[str, Any] = {}
        for name, (up, down) in self.factors.items():
            parts |= {f"{name}.up": up, f"{name}.down": down}
        with path.open("wb") as file:
            np.savez(file, model=self.model, **parts)

    @classmethod
    def load(cls, path: Path) -> Adapter:
        with np.load(path, allow_pickle=False) as stored:
            names = sorted({key.rsplit(".", 1)[0] for key in stored.files if "." in key})
            factors = {name: (stored[f"{name}.up"], stored[f"{name}.down"]) for name in names}
            return cls(str(stored["model"]), factors)


@cache
def bundled_adapter() -> Adapter:
    """The one that the project ships."""
    return Adapter.load(FILE)
