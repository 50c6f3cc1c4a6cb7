"""What a snapshot says of itself: format, model, taxonomy, counts and the checksum of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT_VERSION = 4
"""Raised whenever a reader of the previous version could misread a snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    name: str
    fingerprint: str
    """SHA-256 of the weights."""
    adapter: str
    """SHA-256 of the change with which queries are read (`indexer.adapter`); empty for none."""
    pooling: str
    max_tokens: int
    dimension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCounts:
    """Invariant: read == listed + merged + the sum of rejected."""

    read: int
    listed: int
    merged: int
    rejected: Mapping[str, int] = field(default_factory=dict)

    def adds_up(self) -> bool:
        return self.read == self.listed + self.merged + sum(self.rejected.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """One feed of a build. `url` is public or None."""

    name: str
    format: str
    url: str | None
    records: RecordCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    format_version: int
    version: str
    built_at: str
    """RFC 3339, UTC."""
    model: ModelInfo
    taxonomy: str
    """The taxonomy's hash."""
    phrases: str
    """The hash of all phrases that the vectors and heads are made from."""
    gazetteer: str
    """What the gazetteer was made from."""
    resources: int
    passages: int
    located: int
    tagged: int
    records: RecordCounts
    sources: tuple[SourceInfo, ...]
    files: Mapping[str, FileInfo]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Manifest:
        """Raises KeyError or TypeError for a manifest of another shape."""
        values = dict(raw)
        values["model"] = ModelInfo(**raw["model"])
        values["records"] = RecordCounts(**raw["records"])
        values["sources"] = tuple(
            SourceInfo(**{**source, "records": RecordCounts(**source["records"])}) for source in raw["sources"]
        )
        values["files"] = {name: FileInfo(**info) for name, info in raw["files"].items()}
        return cls(**values)


def file_info(path: Path) -> FileInfo:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return FileInfo(size=path.stat().st_size, sha256=digest.hexdigest())
