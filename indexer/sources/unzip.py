"""A zip archive's files, in memory, within limits that hold whatever the archive says of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from indexer.sources.errors import SourceError

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, UnicodeError)


def is_zip(content: bytes) -> bool:
    """Whether the bytes begin as a zip archive does, an empty one included."""
    return content.startswith(_MAGIC)


def unzip(content: bytes, shown: str, max_bytes: int, max_files: int) -> dict[str, bytes]:
    """The files of an archive by their path in it. Raises `SourceError`; `shown` names the archive in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            if len(members) > max_files:
                raise SourceError(f"{shown} holds more than {max_files:,} files")
            if sum(info.file_size for info in members) > max_bytes:
                raise SourceError(f"{shown} unpacks to more than {max_bytes:,} bytes")
            found: dict[str, bytes] = {}
            left = max_bytes
            for info in members:
                name = _safe_name(info, shown)
                with archive.open(info) as stream:
                    found[name] = stream.read(left + 1)
                left -= len(found[name])
                if left < 0:
                    raise SourceError(f"{shown} unpacks to more than {max_bytes:,} bytes")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        UnicodeError,
    ) as error:
        raise SourceError(f"{shown} is not a whole zip archive: {error}") from error
    if not found:
        raise SourceError(f"{shown} holds no files")
    return found


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)


def _safe_name(info: zipfile.ZipInfo, shown: str) -> str:
    name = info.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise SourceError(f"{shown} holds a file that points outside it: {info.filename!r}")
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(f"{shown} is encrypted")
    return name
