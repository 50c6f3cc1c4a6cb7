"""How a route is declared: one decorator for its address, what it takes, what it answers and its problems.

Request bodies are read strictly: `application/json` in UTF-8 (415 otherwise), JSON as RFC 8259 has it (400 for
anything else, NaN and Infinity included) without repeated keys (400, as RFC 7493 has it: of two values one would be
lost in silence), then the schema (422). flask-smorest makes the OpenAPI document of
the same declarations.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from flask import Request
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from api.problems import MEDIA_TYPE, ProblemError, invalid, is_plain
from api.schemas.problem import ProblemSchema

View = Callable[..., Any]

PROBLEM_DESCRIPTIONS = {
    400: "The body is not JSON, or repeats a key",
    404: "There is nothing of this name",
    413: "The body is over 64 KiB",
    415: "The body is not application/json",
    422: "The request breaks a rule; `errors` says which and where",
    503: "There is no index to answer from, or reports cannot be kept",
}


class StrictJsonParser(FlaskParser):
    """Reads JSON bodies and raises `ProblemError`s."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        charset = req.mimetype_params.get("charset", "utf-8").lower()
        if req.mimetype != "application/json" or charset not in ("utf-8", "utf8"):
            raise ProblemError("unsupported-media-type", "Send the body as application/json in UTF-8.")
        body = req.get_data()
        try:
            return json.loads(
                body.decode("utf-8-sig"), parse_constant=_refuse_constant, object_pairs_hook=_without_repetition
            )
        except (ValueError, RecursionError):
            # No cause: the parser's own error quotes the body.
            raise ProblemError("malformed-json", "The body must be one JSON value in UTF-8.") from None

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        messages = error.messages
        raise invalid(messages.get("json", messages) if isinstance(messages, dict) else messages) from None


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no type information
    """A flask-smorest blueprint that reads bodies strictly."""

    ARGUMENTS_PARSER = StrictJsonParser()


def operation(
    blueprint: ApiBlueprint,
    rule: str,
    *,
    method: str = "GET",
    body: type[Schema] | None = None,
    status: int = 200,
    answer: type[Schema] | None = None,
    content_type: str | None = None,
    problems: tuple[int, ...] = (),
    example: object = None,
    extra: Mapping[str, Any] | None = None,
) -> Callable[[View], View]:
    """Registers a view at `rule`. The view gets the loaded `body` first; its docstring becomes the summary.

    `extra` is merged into the operation's OpenAPI object.
    """

    def decorate(view: View) -> View:
        documented = view
        expected = {*problems, 422} | ({400, 413, 415} if body is not None else set())
        for code in sorted(expected):
            documented = blueprint.alt_response(
                code, schema=ProblemSchema, content_type=MEDIA_TYPE, description=PROBLEM_DESCRIPTIONS[code]
            )(documented)
        documented = blueprint.response(status, answer, content_type=content_type)(documented)
        if body is not None:
            documented = blueprint.arguments(body, example=example)(documented)
        if extra:
            documented = blueprint.doc(**extra)(documented)
        blueprint.route(rule, methods=[method])(documented)
        return view

    return decorate


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            named = f"The key `{key}`" if is_plain(key) else "A key"
            raise ProblemError("repeated-key", f"{named} is there twice; send each key once.")
        found[key] = value
    return found
