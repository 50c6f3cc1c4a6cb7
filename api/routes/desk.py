"""`GET /` and `POST /`: the desk, one page with a form that works without scripts.

Help in a crisis comes first on the page, whatever else went wrong. What was typed is kept when something has to be
corrected, and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Response, render_template, request
from marshmallow import ValidationError

from api import crisis_help, labels
from api.desk_form import FORM_TYPES, KM_PER_MILE, DeskForm, plain_errors
from api.operations import ApiBlueprint, operation
from api.problems import ProblemError, invalid, problem_of
from api.routes.matches import find_matches
from api.schemas.requests import MatchRequestSchema, match_request
from api.services import services
from data.languages import LANGUAGES
from data.vocabulary import INSURANCE, POPULATIONS
from indexer.snapshot import SnapshotError
from matcher.request import MAX_NEEDS_CHARACTERS

blueprint = ApiBlueprint("desk", __name__, description="The page for people")
crisis_help.attach(blueprint)

COVERED_WEIGHT = 0.3
"""A need that weighs less was hardly stated: the page does not say that nothing covers it."""

_PLACE_ERRORS = {
    ("ambiguous-place", True): "Several places have this name. Say below which one you mean.",
    ("unknown-place", True): "We do not know this place. Below are some with a similar name.",
    ("unknown-place", False): "We do not know this place. Write a ZIP code, or a city and its state.",
}
"""By the problem's slug and whether there are places to choose from."""

_TEXT = {"type": "string"}
_LIST = {"type": "array", "items": _TEXT}
FORM_BODY = {
    "content": {
        FORM_TYPES[0]: {
            "schema": {
                "type": "object",
                "required": ["needs"],
                "properties": {
                    **dict.fromkeys(("needs", "place", "place_choice", "radius"), _TEXT),
                    "radius_unit": {"type": "string", "enum": ["km", "mi"], "default": "km"},
                    **dict.fromkeys(("need_ids", "support_gaps", "modes", "kinds", "populations"), _LIST),
                    **dict.fromkeys(("cost", "language", "age", "insurance", "accessible"), _TEXT),
                },
            }
        }
    }
}


@operation(blueprint, "/", content_type="text/html", problems=(503,))
def get_desk() -> Response:
    """Show the form"""
    try:
        services().index_provider.get()
    except SnapshotError as error:
        return _refused(DeskForm(), problem_of(error))
    return _page(DeskForm())


@operation(
    blueprint, "/", method="POST", content_type="text/html", problems=(413, 415, 503), extra={"requestBody": FORM_BODY}
)
def post_desk() -> Response:
    """Answer the form"""
    if request.mimetype not in FORM_TYPES:
        raise ProblemError("unsupported-media-type", "Send the form as application/x-www-form-urlencoded.")
    form = DeskForm.typed(request.form, request.files)
    if wrong := form.wrong_fields():
        return _page(form, status=422, errors=wrong)
    try:
        body = MatchRequestSchema().load(form.body())
        return _page(form, answer=find_matches(match_request(body, services().now())))
    except ValidationError as error:
        return _refused(form, invalid(error.messages))
    except ProblemError as problem:
        return _refused(form, problem)


def _refused(form: DeskForm, problem: ProblemError) -> Response:
    places = problem.members.get("choices") or problem.members.get("suggestions") or ()
    assert isinstance(places, Sequence)
    if message := _PLACE_ERRORS.get((problem.slug, bool(places))):
        return _page(form, status=problem.status, errors=[("place", message)], places=places)
    errors = plain_errors(form, problem.errors) or [("", problem.detail)]
    return _page(form, status=problem.status, errors=errors)


def _page(
    form: DeskForm,
    *,
    status: int = 200,
    answer: Mapping[str, Any] | None = None,
    errors: Sequence[tuple[str, str]] = (),
    places: Sequence[Mapping[str, str]] = (),
) -> Response:
    crisis = answer["crisis"] if answer is not None else services().crisis(form.needs)
    html = render_template(
        "desk.html",
        form=form,
        answer=answer,
        crisis=crisis,
        standing_contacts=services().standing_contacts(),
        errors=errors,
        places=places,
        chosen={need.id: need.label for need in services().taxonomy.needs if need.id in form.need_ids},
        uncovered=_uncovered(answer) if answer is not None else {},
        labels=labels,
        languages=sorted(LANGUAGES.items(), key=lambda entry: entry[1]),
        insurance=INSURANCE,
        populations=POPULATIONS,
        max_statement=MAX_NEEDS_CHARACTERS,
        distance=lambda km: _distance(km, form.radius_unit),
        moment=_moment,
    )
    return Response(html, status=status, mimetype="text/html")


def _uncovered(answer: Mapping[str, Any]) -> dict[str, str]:
    """Labels, by id, of the needs that were clearly stated and that the plan does not cover."""
    left = set(answer["plan"]["uncovered"])
    needs = answer["understood"]["needs"]
    return {need["id"]: need["label"] for need in needs if need["id"] in left and need["weight"] >= COVERED_WEIGHT}


def _distance(km: float, unit: str) -> str:
    return f"{km / KM_PER_MILE:.1f} miles" if unit == "mi" else f"{km:.1f} km"


def _moment(rfc3339: str) -> str:
    return datetime.fromisoformat(rfc3339).strftime("%A %d %B %Y, %H:%M")
