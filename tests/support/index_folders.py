"""Copies of an index folder that a test may write to, and damage."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def writable_copy(folder: Path, target: Path) -> Path:
    """A copy of an index folder. Snapshots are immutable, so their files are shared with the original."""
    shutil.copytree(folder, target, copy_function=_link)
    return target


def replace_bytes(path: Path, content: bytes) -> None:
    """Gives a file new content without touching what other folders share with it."""
    path.unlink()
    path.write_bytes(content)


def flip(path: Path, at: float = 0.5) -> None:
    """Flips one bit of a file, `at` of the way through it."""
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 1
    replace_bytes(path, bytes(content))


def snapshot_of(folder: Path) -> Path:
    """The folder of the only snapshot in an index folder."""
    (found,) = (folder / "snapshots").iterdir()
    return found


def _link(source: str, target: str) -> None:
    os.link(source, target) if "snapshots" in Path(source).parts else shutil.copy2(source, target)
