"""`GET /` and `POST /`: the desk, one page with a form that works without scripts.

Help in a crisis comes first on the page, whatever else went wrong. What was typed is kept when something has to be
corrected, and stored nowhere: every button sends the whole form, and the page that answers holds all there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, render_template, request
from marshmallow import ValidationError

from api import crisis_help
from api.desk import actions, asking, view
from api.desk.calendar import meets
from api.desk.form import FORM_TYPES, LISTS, DeskForm, plain_errors
from api.desk.language import LOCALES, said, spoken
from api.desk.language import gettext as _
from api.desk.why_not import WhyNot, explanation
from api.operations import ApiBlueprint, operation
from api.problems import ProblemError, invalid, invalid_field, problem_of
from api.reports import ReportsUnavailableError
from api.schemas.requests import MAX_DETAIL, ReportRequestSchema
from api.services import services
from indexer.snapshot import SnapshotError
from matcher.request import MatchRequest

blueprint = ApiBlueprint("desk", __name__, description="The page for people")
crisis_help.attach(blueprint)

NAMED = 8
"""Listings that are offered where a name was asked about."""

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
                    "radius_unit": {"type": "string", "enum": ["km", "mi", "place"], "default": "km"},
                    "widen": {"type": "string", "enum": ["no"]},
                    **dict.fromkeys(("sort", "limit", "open_at"), _TEXT),
                    **dict.fromkeys(LISTS, _LIST),
                    **dict.fromkeys(("cost", "language", "age", "insurance", "accessible"), _TEXT),
                    "lang": {"type": "string", "enum": list(LOCALES)},
                    **dict.fromkeys(("act", "why_name", "report_kind", "report_detail"), _TEXT),
                },
            }
        }
    }
}


@operation(blueprint, "/", content_type="text/html", problems=(503,))
def get_desk() -> Response:
    """Show the form"""
    lang = request.args.get("lang")
    if lang is not None and lang not in LOCALES:
        raise invalid_field("", f"`lang` is one of {', '.join(LOCALES)}.")
    form = asking.placed(DeskForm(lang=lang or ""), services())
    try:
        services().index_provider.get()
    except SnapshotError as error:
        return refused(form, problem_of(error))
    return page(form)


@operation(
    blueprint, "/", method="POST", content_type="text/html", problems=(413, 415, 503), extra={"requestBody": FORM_BODY}
)
def post_desk() -> Response:
    """Answer the form"""
    form = typed()
    if wrong := form.wrong_fields():
        return page(form, status=422, errors=wrong)
    try:
        form = actions.apply(form)
    except ValueError:
        return page(form, status=422, errors=[("", _("The form was sent with a field that it does not have."))])
    if form.act.startswith("lang:") and not form.says_something:
        return page(asking.placed(form, services()))
    try:
        form = asking.placed(form, services())
        asked = asking.request_of(form, services())
        answer = asking.answer_to(asked)
        return page(form, asked=asked, answer=answer, **_panel(form, asked))
    except ValidationError as error:
        return refused(form, invalid(error.messages))
    except ProblemError as problem:
        return refused(form, problem)


def typed() -> DeskForm:
    """The form of the present request. Raises ProblemError for a body that is none."""
    if request.mimetype not in FORM_TYPES:
        raise ProblemError("unsupported-media-type", "Send the form as application/x-www-form-urlencoded.")
    return DeskForm.typed(request.form, request.files)


def refused(form: DeskForm, problem: ProblemError) -> Response:
    """The page that says what is wrong and keeps what was typed."""
    places = problem.members.get("choices") or problem.members.get("suggestions") or ()
    assert isinstance(places, Sequence)
    if message := _place_error(problem.slug, bool(places)):
        return page(form, status=problem.status, errors=[("place", message)], places=places)
    errors = plain_errors(form, problem.errors) or [("", said(problem.detail))]
    return page(form, status=problem.status, errors=errors)


def page(
    form: DeskForm,
    *,
    status: int = 200,
    asked: MatchRequest | None = None,
    answer: Mapping[str, Any] | None = None,
    errors: Sequence[tuple[str, str]] = (),
    places: Sequence[Mapping[str, str]] = (),
    why_not: WhyNot | None = None,
    report: Mapping[str, Any] | None = None,
) -> Response:
    """The desk with whatever there is to show."""
    parts = services()
    crisis = answer["crisis"] if answer is not None else parts.crisis(form.needs)
    html = render_template(
        "desk.html",
        **view.page(parts, form),
        results=view.results(answer, form, parts) if answer is not None else None,
        crisis=crisis,
        errors=errors,
        places=places,
        why_not=why_not,
        report=report,
        **_pinned(form),
        max_detail=MAX_DETAIL,
    )
    response = Response(html, status=status, mimetype="text/html")
    response.headers["Content-Language"] = spoken()
    response.vary.add("Accept-Language")
    return response


def _pinned(form: DeskForm) -> dict[str, Any]:
    """What is on the call sheet, as (id, name), and whether any of it meets; nothing without an index."""
    parts = services()
    try:
        index = parts.index_provider.get()
    except SnapshotError:
        return {"pinned": [], "has_meetings": False}
    listed = [resource for listing in form.pinned if (resource := index.resource(listing)) is not None]
    return {
        "pinned": [(resource.id, resource.name) for resource in listed],
        "has_meetings": any(meets(resource, parts.now()) for resource in listed),
    }


def _panel(form: DeskForm, asked: MatchRequest) -> dict[str, Any]:
    """What the pressed button asks the page for besides the answer."""
    verb, listing = actions.panel(form)
    if verb == "why":
        return {"why_not": _why(form, asked, listing)}
    if verb in ("report", "send_report"):
        return {"report": _report(form, listing, send=verb == "send_report")}
    if form.why_name.strip():
        return {"why_not": _named(form, asked)}
    return {}


def _why(form: DeskForm, asked: MatchRequest, listing: str) -> WhyNot:
    explained = asking.why_not(asked, listing, services())
    return explanation(explained, form) if explained else WhyNot(asked=form.why_name)


def _named(form: DeskForm, asked: MatchRequest) -> WhyNot:
    """The listings that go by the name asked about; the one that does so alone, or to the letter, is explained."""
    parts = services()
    name = form.why_name.strip()[:200]
    found = parts.engine.search_resources(
        parts.index_provider.get(),
        as_of=parts.now(),
        q=name,
        kinds=(),
        location=None,
        radius_km=None,
        limit=NAMED,
        cursor=None,
    )
    views = [each["resource"] for each in found["resources"]]
    same = [each for each in views if each["name"].casefold() == name.casefold()]
    if len(same) == 1 or len(views) == 1:
        return _why(form, asked, (same or views)[0]["id"])
    return WhyNot(asked=name, hits=tuple((each["id"], each["name"], each["organization"]) for each in views))


def _report(form: DeskForm, listing: str, *, send: bool) -> dict[str, Any]:
    """The report on a listing: to be filled in, kept, or what is wrong with it."""
    parts = services()
    resource = parts.index_provider.get().resource(listing)
    if resource is None:
        return {"id": listing, "name": "", "sent": False, "error": _("This listing is no longer there.")}
    told = {"id": listing, "name": resource.name, "sent": False, "error": ""}
    if not send:
        return told
    try:
        body = ReportRequestSchema().load({"kind": form.report_kind, "detail": form.report_detail.strip() or None})
        parts.reports.add(listing, body["kind"], body["detail"], parts.clock())
    except ValidationError:
        return told | {"error": _("Choose what is wrong, and use at most %(count)s characters.", count=MAX_DETAIL)}
    except ReportsUnavailableError:
        return told | {"error": _("The report was not kept. Please send it again later.")}
    return told | {"sent": True}


def _place_error(slug: str, has_places: bool) -> str | None:
    return {
        ("ambiguous-place", True): _("Several places have this name. Say below which one you mean."),
        ("unknown-place", True): _("We do not know this place. Below are some with a similar name."),
        ("unknown-place", False): _("We do not know this place. Write a ZIP code, or a city and its state."),
    }.get((slug, has_places))
