"""Another file in the place of one that the project ships."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def in_place_of(bundled: str, loader: _lru_cache_wrapper[Any], path: Path) -> Iterator[Path]:
    """`loader` reads `path` where the attribute `bundled` ("module.NAME") names what it read, and forgets it after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundled, path)
        loader.cache_clear()
        yield path
    loader.cache_clear()
