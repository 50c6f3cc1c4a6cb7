"""Reads the project's JSON files: whatever makes one unreadable becomes the error of the one who asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_json(path: Path, error: type[ValueError]) -> Any:
    """The content of a file; raises `error`, with the file's name, where there is none or it is not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as cause:
        raise error(f"{path.name}: can't be read as JSON: {cause}") from cause
