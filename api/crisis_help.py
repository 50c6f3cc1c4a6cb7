"""Crisis help beside the problems of the routes that take a person's words.

Help must not wait for a well-made request, an index or the absence of a defect: whatever goes wrong, the problem
carries the `crisis` of what the body says, as long as the body can be read at all. It is read leniently here: no
schema, any content type, every `needs` that is there, by itself, in a list or in a `request`, and what it may be
mistaken for.
"""

from __future__ import annotations

import json

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import HTTPException

from api.desk.form import FORM_TYPES
from api.problems import answer_to, problem_of
from api.services import services

SAYING = frozenset({"needs", "need", "statement", "text"})
"""The field that holds a person's words, and what it may be taken for."""


def attach(blueprint: Blueprint) -> None:
    """Gives every problem of the blueprint's routes the `crisis` of the body."""
    blueprint.register_error_handler(Exception, _answer)


def said_in(sent: Request) -> str | None:
    """What the body says in `needs`; all of it, where that is there several times. `None`: it cannot be read."""
    try:
        if sent.mimetype in FORM_TYPES:
            return "\n".join(sent.form.getlist("needs"))
        # Objects become tuples of pairs, so that no key hides another; numbers are of no interest.
        body = json.loads(sent.get_data(), object_pairs_hook=tuple, parse_int=str, parse_float=str)
    except (ValueError, RecursionError, HTTPException):
        return None
    pairs = _pairs(body)
    pairs += [pair for key, value in pairs if key == "request" for pair in _pairs(value)]
    return "\n".join(text for key, value in pairs if key in SAYING for text in _texts(value))


def _texts(value: object) -> list[str]:
    """A text, or the texts of a list: (key, value) pairs of an object hold none."""
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _pairs(value: object) -> list[tuple[str, object]]:
    return list(value) if isinstance(value, tuple) else []


def _answer(error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return answer_to(error)  # raised before the body was read, or because it cannot be
    problem = problem_of(error)
    said = said_in(request)
    if said is not None:
        problem.members["crisis"] = services().crisis(said)
    return answer_to(problem)
