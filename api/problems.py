"""Errors as RFC 9457 problem details (https://www.rfc-editor.org/rfc/rfc9457), and what becomes which.

Invariants: every error of a route is `application/problem+json` with a stable `type`
(`urn:support-matcher:problem:<slug>`), `title`, `status` and `detail`; wrong fields are listed in `errors` with
a JSON pointer (RFC 6901). No problem repeats what a person wrote: details speak of the rule, not of the value.
Two errors are not problems: the desk answers a form with a page, and what is not valid HTTP is refused in plain text
by the server, before any of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Flask, Response, current_app
from werkzeug.exceptions import HTTPException

from api.logs import log_crash
from data.places.place import AmbiguousPlaceError, Place, UnknownPlaceError
from indexer.snapshot import BUILD_HINT, NoSnapshotError, SnapshotError
from matcher.lookup import BadCursorError
from matcher.why_not import UnknownResourceError

MEDIA_TYPE = "application/problem+json"

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")


class Kind(NamedTuple):
    status: int
    title: str


KINDS: dict[str, Kind] = {
    "bad-request": Kind(400, "Bad request"),
    "malformed-json": Kind(400, "The body is not JSON"),
    "repeated-key": Kind(400, "A key of the body is there twice"),
    "not-found": Kind(404, "Not found"),
    "unknown-resource": Kind(404, "No such resource"),
    "method-not-allowed": Kind(405, "Method not allowed"),
    "body-too-large": Kind(413, "The body is too large"),
    "unsupported-media-type": Kind(415, "Unsupported media type"),
    "invalid-request": Kind(422, "The request breaks a rule"),
    "unknown-place": Kind(422, "Unknown place"),
    "ambiguous-place": Kind(422, "Several places have this name"),
    "internal-error": Kind(500, "Internal error"),
    "no-snapshot": Kind(503, "No index to answer from"),
    "unusable-snapshot": Kind(503, "The index cannot be opened"),
    "reports-unavailable": Kind(503, "Reports cannot be kept at the moment"),
}
"""Slug to status and title: every problem the API has of its own."""

_SLUG_OF_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
}


class ProblemError(Exception):
    """An answer that is an error. `members` are further members of the problem object."""

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(slug)
        self.slug = slug
        self.status = KINDS[slug].status
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    def within(self, pointer: str) -> ProblemError:
        """Itself, its errors pointing into the part of the body at `pointer`."""
        self.errors = [{**error, "pointer": pointer + error["pointer"]} for error in self.errors]
        return self

    def to_dict(self) -> dict[str, object]:
        """The problem object."""
        problem: dict[str, object] = {
            "type": f"urn:support-matcher:problem:{self.slug}",
            "title": KINDS[self.slug].title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            problem["errors"] = self.errors
        return problem | self.members


def invalid(messages: object) -> ProblemError:
    """The 422 problem of marshmallow's `messages` (nested mappings of field or index to lists of texts)."""
    errors = [{"pointer": pointer, "detail": detail} for pointer, detail in _flatten(messages, "")]
    return ProblemError("invalid-request", "See errors for what is wrong and where.", errors=errors)


def invalid_field(pointer: str, detail: str) -> ProblemError:
    """The 422 problem of one field."""
    return ProblemError(
        "invalid-request", "See errors for what is wrong and where.", errors=[{"pointer": pointer, "detail": detail}]
    )


def unknown_parameters(names: Sequence[str]) -> ProblemError:
    """The 422 problem of query parameters: no route takes any."""
    detail = "This route takes no query parameters."
    errors = [
        {"pointer": "", "parameter": name, "detail": detail} if is_plain(name) else {"pointer": "", "detail": detail}
        for name in names
    ]
    return ProblemError("invalid-request", detail, errors=errors)


def of_exception(error: Exception) -> ProblemError | None:
    """The problem of an exception of the matcher, the gazetteer or the index; `None` for any other.

    What an exception of the index says is for the log: it may name folders of the machine.
    """
    match error:
        case ProblemError():
            return error
        case UnknownPlaceError():
            return _place_problem("unknown-place", "This place is not known.", "suggestions", error.suggestions)
        case AmbiguousPlaceError():
            detail = "Several places have this name: send the `place` of one of the choices."
            return _place_problem("ambiguous-place", detail, "choices", error.choices)
        case UnknownResourceError():
            return ProblemError("unknown-resource", "No listing has this id.")
        case BadCursorError():
            return invalid_field("/cursor", "Not a cursor of this search.")
        case NoSnapshotError():
            return ProblemError("no-snapshot", f"There is no index yet; {BUILD_HINT}.")
        case SnapshotError():
            return ProblemError("unusable-snapshot", f"The index cannot be opened, the log says why; {BUILD_HINT}.")
    return None


def problem_of(error: Exception) -> ProblemError:
    """The problem of any exception but an HTTPException; one that nobody foresaw is logged, without its message."""
    problem = of_exception(error)
    if problem is None:
        log_crash(error)
        problem = ProblemError("internal-error", "Something failed on our side. Nothing of the request was kept.")
    return problem


def is_plain(name: str) -> bool:
    """Whether `name` looks like the name of a field rather than like something a person said."""
    return _PLAIN_NAME.fullmatch(name) is not None


def register(app: Flask) -> None:
    """Makes every error of `app` a problem."""
    app.register_error_handler(HTTPException, answer_to)
    app.register_error_handler(Exception, answer_to)


def answer_to(error: Exception) -> Response:
    """The response that says what went wrong."""
    return _of_http(error) if isinstance(error, HTTPException) else respond(problem_of(error))


def respond(problem: ProblemError) -> Response:
    """The response that says `problem`."""
    body = current_app.json.dumps(problem.to_dict())
    return Response(body, status=problem.status, mimetype=MEDIA_TYPE, headers=problem.headers)


def _of_http(error: HTTPException) -> Response:
    status = error.code or 500
    slug = _SLUG_OF_STATUS.get(status)
    kept = {name: value for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")}
    if slug is not None:
        details = {404: "There is nothing at this address.", 405: "This address does not take this method."}
        return respond(ProblemError(slug, details.get(status, KINDS[slug].title + "."), headers=kept))
    body = {"type": "about:blank", "title": error.name, "status": status, "detail": f"{error.name}."}
    return Response(current_app.json.dumps(body), status=status, mimetype=MEDIA_TYPE, headers=kept)


def _place_problem(slug: str, detail: str, member: str, places: Sequence[Place]) -> ProblemError:
    listed = [{"label": place.label, "place": place.place} for place in places]
    return ProblemError(
        slug, detail, errors=[{"pointer": "/location/place", "detail": detail}], members={member: listed}
    )


def _flatten(messages: object, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, value in messages.items():
            yield from _flatten(value, pointer + _step(key))
    elif isinstance(messages, str):
        yield pointer, messages
    elif isinstance(messages, Sequence):
        for message in messages:
            yield from _flatten(message, pointer)


def _step(key: Any) -> str:
    if isinstance(key, int):
        return f"/{key}"
    if key == "_schema" or not is_plain(str(key)):
        return ""
    return f"/{key}"
