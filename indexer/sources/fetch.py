"""One GET over http(s), within limits of time and size, without letting a URL's secrets out."""

from __future__ import annotations

import base64
import http.client
from pathlib import PurePosixPath
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from indexer.sources.errors import SourceError

_SCHEMES = ("http", "https")


class _WebRedirects(HTTPRedirectHandler):
    """urllib would follow a redirect to ftp."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme.lower() not in _SCHEMES:
            fp.close()
            raise SourceError(f"{public_url(req.full_url)} redirects to something other than http(s)")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, max_bytes: int, timeout_s: float) -> bytes:
    """The body of the answer. Raises `SourceError`."""
    shown = public_url(url)
    parts = _split(url)
    request = Request(
        urlunsplit((parts.scheme, _host(url), parts.path or "/", parts.query, "")),
        headers={"User-Agent": "support-matcher", "Accept": "application/json, text/csv, application/zip, */*"},
    )
    if parts.username is not None:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        # Not to be sent on to another host by a redirect.
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(secret).decode()}")
    try:
        with build_opener(_WebRedirects).open(request, timeout=timeout_s) as answer:
            content: bytes = answer.read(max_bytes + 1)
    except HTTPError as error:
        error.close()
        raise SourceError(f"{shown} answered {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise SourceError(f"{shown} did not answer within {timeout_s:g} s") from error
    except URLError as error:
        raise SourceError(f"{shown} cannot be reached: {error.reason}") from error
    except (OSError, http.client.HTTPException) as error:
        raise SourceError(f"{shown} cannot be read: {type(error).__name__}") from error
    if len(content) > max_bytes:
        raise SourceError(f"{shown} is larger than {max_bytes:,} bytes")
    return content


def public_url(url: str) -> str:
    """The URL without credentials, query and fragment."""
    parts = _split(url)
    return urlunsplit((parts.scheme, _host(url), parts.path, "", ""))


def url_stem(url: str) -> str:
    """The last part of the path without its suffix, or the host."""
    parts = _split(url)
    return PurePosixPath(unquote(parts.path)).stem or parts.hostname or "feed"


def _host(url: str) -> str:
    """Host and port."""
    return _split(url).netloc.rsplit("@", 1)[-1]


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.hostname and parts.port != 0 and not any(map(str.isspace, url)):
            return parts
    except ValueError:
        pass
    raise SourceError(f"{url.split('?')[0].rsplit('@', 1)[-1][:100]!r} is not a URL")
