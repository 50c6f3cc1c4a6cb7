"""`POST /sheet/<medium>`: the call sheet of the desk, to print, to send, to keep elsewhere.

It takes the desk's own form, with the listings that are pinned in it, and answers with the sheet; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, abort, render_template
from marshmallow import ValidationError

from api import crisis_help
from api.desk import actions, asking, call_sheet, phrasebook, view
from api.desk.calendar import calendar, meets
from api.desk.call_sheet import Entry
from api.desk.form import DeskForm
from api.desk.language import gettext as _
from api.desk.language import spoken
from api.desk.phrasebook import Said
from api.problems import ProblemError, invalid, problem_of
from api.routes.desk import page, refused, typed
from api.services import services
from indexer.snapshot import SnapshotError

blueprint = Blueprint("sheet", __name__)
crisis_help.attach(blueprint)


@blueprint.post("/sheet/<medium>")
def post_sheet(medium: str) -> Response:
    """The sheet as one of `MEDIA`; a page that says so where nothing is pinned. Anything else is a 404."""
    if medium not in MEDIA:
        abort(404)
    form = typed()
    wrong = form.wrong_fields()
    try:
        form = asking.placed(actions.apply(form), services())
    except ValueError:
        wrong = [("", _("The form was sent with a field that it does not have."))]
    if wrong:
        return page(form, status=422, errors=wrong)
    try:
        entries = _entries(form)
    except ValidationError as error:
        return refused(form, invalid(error.messages))
    except ProblemError as problem:
        return refused(form, problem)
    except SnapshotError as error:
        return refused(form, problem_of(error))
    if not entries:
        return page(form, status=422, errors=[("", _("Nothing is on the call sheet yet."))])
    response = MEDIA[medium](form, entries)
    response.headers["Content-Language"] = spoken()
    response.headers["Cache-Control"] = "no-store"
    return response


def _entries(form: DeskForm) -> list[Entry]:
    """The sheet for what is asked in the form; where nothing is asked, what the listings say."""
    if not form.says_something:
        return asking.sheet(form, services())
    asked = asking.request_of(form, services())
    return asking.sheet(form, services(), asked, asking.answer_to(asked))


def _cautions(entries: Sequence[Entry]) -> dict[int, list[Said]]:
    return {
        entry.number: [phrasebook.caution(text, entry.found) for text in entry.found["cautions"]] for entry in entries
    }


def _plain_cautions(entries: Sequence[Entry]) -> dict[int, list[str]]:
    return {number: [each.text for each in said] for number, said in _cautions(entries).items()}


def _print(form: DeskForm, entries: Sequence[Entry]) -> Response:
    html = render_template(
        "call_sheet.html",
        **view.page(services(), form),
        entries=entries,
        cautions=_cautions(entries),
        printed=call_sheet.printed_on(services().now(), form.place_zone),
    )
    return Response(html, mimetype="text/html")


def _text(form: DeskForm, entries: Sequence[Entry]) -> Response:
    return Response(call_sheet.plain_text(entries, _plain_cautions(entries)), mimetype="text/plain")


def _sms(form: DeskForm, entries: Sequence[Entry]) -> Response:
    messages = [(entry, text, call_sheet.sms_link(text)) for entry in entries for text in (call_sheet.message(entry),)]
    html = render_template(
        "messages.html", **view.page(services(), form), messages=messages, most=call_sheet.SMS_CHARACTERS
    )
    return Response(html, mimetype="text/html")


def _calendar(form: DeskForm, entries: Sequence[Entry]) -> Response:
    now = services().now()
    if not any(meets(entry.resource, now) for entry in entries):
        return page(form, status=422, errors=[("", _("Nothing on the call sheet meets at stated times."))])
    response = Response(calendar(entries, now), content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = "attachment; filename=meetings.ics"
    return response


def _csv(form: DeskForm, entries: Sequence[Entry]) -> Response:
    response = Response(call_sheet.as_csv(entries, _plain_cautions(entries)), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=call-sheet.csv"
    return response


MEDIA: dict[str, Callable[[DeskForm, Sequence[Entry]], Response]] = {
    "print": _print,
    "text": _text,
    "sms": _sms,
    "calendar": _calendar,
    "csv": _csv,
}
"""What the sheet can be had as, by the last step of its address."""
