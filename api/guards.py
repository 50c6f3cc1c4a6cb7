"""What holds for every request and every answer: limits, refused query parameters, and headers.

Answers are not to be stored by anything between here and the person unless a view says otherwise.
"""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from api.problems import unknown_parameters

MAX_BODY_BYTES = 64 * 1024
MAX_DISCARDED_BYTES = 16 * 1024 * 1024

PARAMETERS = {"desk.get_desk": ("lang",)}
"""The query parameters of the routes that take any, by endpoint. None may say what somebody needs."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}


def register(app: Flask) -> None:
    """Guards `app`."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES + 1  # a body without a length is cut here, and so found too long
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    app.before_request(_check)
    app.after_request(_add_headers)


def _check() -> None:
    length = request.content_length
    if (len(request.get_data()) if length is None else length) > MAX_BODY_BYTES:
        _discard(MAX_DISCARDED_BYTES if length is None else min(length, MAX_DISCARDED_BYTES))
        raise RequestEntityTooLarge
    unknown = [name for name in request.args if name not in PARAMETERS.get(request.endpoint or "", ())]
    if request.routing_exception is None and unknown:
        raise unknown_parameters(unknown)


def _discard(left: int) -> None:
    """Reads on, to keep nothing: a server that closes a connection while a client still sends resets it, and the
    client never reads the 413."""
    stream = request.environ["wsgi.input"]
    while left > 0 and (read := len(stream.read(min(left, MAX_BODY_BYTES)))):
        left -= read


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
