"""Logging without a word of anybody's.

A line tells which route was asked, how it ended and how long it took: no path as sent, no query, no body, no
header, no address. An exception is told by its type and where it was raised, never by its message or its
values, for either may hold what a person wrote.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from flask import Flask, Response, g, request

REQUESTS = logging.getLogger("api.requests")
ERRORS = logging.getLogger("api.errors")

OWN_LOGGERS = ("api", "matcher", "indexer", "data")
"""The loggers that `configure` sets to the wished level; all others speak from `warning` up."""

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FRAMES = 5

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFilter(logging.Filter):
    """Lets every record through, with its exception told by `describe` instead of by traceback and message."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = describe(record.exc_info[1])
        record.exc_info = record.stack_info = None
        return True


class WordlessFlask(Flask):
    """Flask whose last resort, an exception outside every handler, is logged by type and place too."""

    def log_exception(self, exc_info: ExcInfo) -> None:
        if exc_info[1] is not None:
            log_crash(exc_info[1])


def configure(level: str) -> None:
    """Sends the logs of this process to standard error; `level` is one of `settings.LOG_LEVELS`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(WordlessFilter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level.upper())


def describe(error: BaseException) -> str:
    """An exception and its causes as `Type at file:line in function`, innermost frames first, without messages."""
    told: list[str] = []
    current: BaseException | None = error
    while current is not None and len(told) < _FRAMES:
        frames = traceback.extract_tb(current.__traceback__)[-_FRAMES:]
        where = ", ".join(f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in reversed(frames))
        told.append(f"{type(current).__module__}.{type(current).__qualname__} at {where or 'unknown'}")
        hidden = current.__cause__ is not None or current.__suppress_context__
        current = current.__cause__ if hidden else current.__context__
    return "; caused by ".join(told)


def log_crash(error: BaseException) -> None:
    """Logs an unexpected exception, without its message."""
    ERRORS.error("%s: %s", _route(), describe(error))


def register(app: Flask) -> None:
    """Logs one line for each request of `app`."""
    app.logger.addFilter(WordlessFilter())
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    elapsed = time.perf_counter() - g.get("started", time.perf_counter())
    REQUESTS.info("%s %d %.1f ms", _route(), response.status_code, elapsed * 1000)
    return response


def _route() -> str:
    """The method and the route's template; neither is the client's to choose."""
    method = request.method if request.method in _METHODS else "OTHER"
    return f"{method} {request.url_rule.rule if request.url_rule else '(no route)'}"
