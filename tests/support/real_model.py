"""The real model, loaded once a process, since loading takes seconds."""

from __future__ import annotations

from functools import cache

import pytest

from indexer.embedding import Embedder


@cache
def bundled_embedder() -> Embedder:
    return Embedder()


def load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets builds in this process use the one that is loaded."""
    monkeypatch.setattr("indexer.build.Embedder", lambda model: bundled_embedder())
