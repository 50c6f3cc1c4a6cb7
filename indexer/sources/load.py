"""From a source as it is named on the command line to the bytes of a `Feed`: file, folder, zip, http(s) or bundled.

Nothing is written to disk and nothing is trusted: sizes and counts are capped before and while reading, a zip that
points outside itself is refused, a redirect may only lead to http(s), and credentials and queries of a URL never get
into a feed or a message. Every failure is a `SourceError` that names the source and what is wrong.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from urllib.parse import urlsplit

from indexer.sources.errors import SourceError, UsageError
from indexer.sources.fetch import fetch, public_url, url_stem
from indexer.sources.listing import Feed
from indexer.sources.unzip import is_zip, unzip

__all__ = ["BUNDLED", "FORMATS", "MAX_BYTES", "SourceError", "SourceSpec", "UsageError", "load_feed", "parse_source"]

FORMATS = ("hsds", "meeting-guide", "bmlt", "icarol", "sheltertech")
"""Names of the formats that can be read."""
BUNDLED = {"national": "Support Matcher national directory", "sample": "Sample directory"}
"""The directories that come along (`data/directory`), to the names of their sources."""
MAX_BYTES = 512 * 1024 * 1024
MAX_FILES = 10_000

_PREFIX = re.compile(r"([A-Za-z][A-Za-z0-9_-]+):(.*)", re.DOTALL)
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source: its format (`None`: to be detected), and a path, a URL or the name of a bundled directory."""

    format: str | None
    location: str
    bundled: bool = False


def parse_source(spec: str) -> SourceSpec:
    """Parses ``FORMAT:PATH_OR_URL``, ``PATH_OR_URL`` or ``bundled:NAME``. Raises `UsageError`."""
    spec = spec.strip()
    match = _PREFIX.fullmatch(spec)
    if match is None or _URL.match(spec):
        return _checked(None, spec, spec)
    prefix, rest = match[1].lower(), match[2].strip()
    if prefix in FORMATS:
        return _checked(prefix, rest, spec)
    if prefix == "bundled":
        if rest not in BUNDLED:
            raise UsageError(f"{spec!r}: bundled are {', '.join(f'bundled:{name}' for name in BUNDLED)}")
        return SourceSpec("hsds", rest, bundled=True)
    if Path(spec).exists():
        return SourceSpec(None, spec)
    if rest.startswith("//"):
        raise UsageError(f"{prefix}:// is not supported; a source is a path or an http(s) URL")
    raise UsageError(f"{prefix!r} is no known format; known are {', '.join(FORMATS)}, and no file {spec!r} exists")


def load_feed(spec: str | SourceSpec, *, max_bytes: int = MAX_BYTES, timeout_s: float = 30.0) -> Feed:
    """The bytes of a source, under its name: the file's stem or the folder's name.

    `max_bytes` caps their sum, unpacked. Raises `SourceError`.
    """
    source = parse_source(spec) if isinstance(spec, str) else spec
    if source.bundled:
        content = package_files("data").joinpath("directory", f"{source.location}.json").read_bytes()
        name = BUNDLED[source.location]
        return Feed(name=name, files={f"{source.location}.json": content}, sample=source.location == "sample")
    if _URL.match(source.location):
        stem = url_stem(source.location)
        content = fetch(source.location, max_bytes, timeout_s)
        shown = public_url(source.location)
        name = urlsplit(shown).path.rsplit("/", 1)[-1] or stem
        return Feed(name=stem, files=_expanded(name, content, shown, max_bytes), url=shown)
    path = Path(source.location).expanduser()
    try:
        return _load_path(path, max_bytes)
    except OSError as error:
        raise SourceError(f"{source.location}: {error.strerror or error}") from error
    except ValueError as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"{source.location!r} is not a path: {error}") from error


def _checked(format_name: str | None, location: str, spec: str) -> SourceSpec:
    if not location:
        raise UsageError(f"{spec!r} names no source; a source is FORMAT:PATH_OR_URL")
    return SourceSpec(format_name, location)


def _load_path(path: Path, max_bytes: int) -> Feed:
    if not path.exists():
        raise SourceError(f"{path} does not exist")
    name = path.resolve().stem if path.is_file() else path.resolve().name
    if path.is_dir():
        return Feed(name=name, files=_read_folder(path, max_bytes))
    if not path.is_file():
        raise SourceError(f"{path} is neither a file nor a folder")
    return Feed(
        name=name, files=_expanded(path.name, _read_file(path, max_bytes, path, max_bytes), str(path), max_bytes)
    )


def _expanded(name: str, content: bytes, shown: str, max_bytes: int) -> dict[str, bytes]:
    if not content.strip():
        raise SourceError(f"{shown} is empty")
    return unzip(content, shown, max_bytes, MAX_FILES) if is_zip(content) else {name: content}


def _read_folder(folder: Path, max_bytes: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = max_bytes
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or not path.is_file():
                continue
            content = _read_file(path, left, folder, max_bytes)
            left -= len(content)
            found[path.relative_to(folder).as_posix()] = content
            if len(found) > MAX_FILES:
                raise SourceError(f"{folder} holds more than {MAX_FILES:,} files")
    if not found:
        raise SourceError(f"{folder} holds no files")
    return found


def _read_file(path: Path, left: int, source: Path, max_bytes: int) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise SourceError(f"{source} is larger than {max_bytes:,} bytes")
    return content
