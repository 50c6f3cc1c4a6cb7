"""The settings that building and opening an index need; the API extends them.

All come from environment variables with the prefix ``MATCHER_``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from environs import Env, EnvError

BUNDLED_MODEL = "bundled"
"""The value of `MATCHER_MODEL` that means the all-MiniLM-L6-v2 weights shipped as a Python package."""


class SettingsError(ValueError):
    """A setting has a value it cannot have; the message is one line that names the variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    index: Path
    """Folder that holds the snapshots."""
    model: str
    """`bundled`, or any sentence-transformers model by path or hub name."""

    @classmethod
    def from_environment(cls) -> IndexSettings:
        """Raises SettingsError."""
        env = Env(prefix="MATCHER_")
        try:
            index = env.str("INDEX", "var/index")
            model = env.str("MODEL", BUNDLED_MODEL)
        except EnvError as error:
            raise SettingsError(str(error)) from error
        if not index.strip():
            raise SettingsError("MATCHER_INDEX is empty; it names the folder that holds the index")
        if not model.strip():
            raise SettingsError(f"MATCHER_MODEL is empty; use {BUNDLED_MODEL!r} or the path of a model")
        return cls(index=Path(index), model=model)
