"""What the desk's buttons do: each sends the whole form with an `act`, which changes the form before it is answered.

An `act` is a verb and what it is done to, as `pin:a1b2`. Nothing is remembered between two requests: what a button
did is in the fields of the page that answers it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from api.desk.form import DeskForm

CLEARED_BY = {
    "age": "age",
    "language": "language",
    "cost": "cost",
    "insurance": "insurance",
    "closed": "open_at",
    "not_accessible": "accessible",
    "mode": "modes",
    "kind": "kinds",
    "population": "populations",
}
"""The field that a reason for leaving listings out comes from, by the reason; `beyond_radius` is the radius."""

PANELS = ("why", "report", "send_report")
"""Verbs that change nothing and ask the page for something besides the answer."""


def apply(form: DeskForm) -> DeskForm:
    """The form as its `act` leaves it. Raises ValueError for an `act` that no button has."""
    if not form.act:
        return form
    verb, _, what = form.act.partition(":")
    if not what or (verb not in _CHANGES and verb not in PANELS):
        raise ValueError("no such action")
    return _CHANGES[verb](form, what) if verb in _CHANGES else form


def panel(form: DeskForm) -> tuple[str, str]:
    """Which of `PANELS` is asked for, and the id of its listing; ("", "") for none."""
    verb, _, what = form.act.partition(":")
    return (verb, what) if verb in PANELS else ("", "")


def _remove(form: DeskForm, need_id: str) -> DeskForm:
    return replace(
        _as_said(form, need_id),
        need_ids=_without(form.need_ids, need_id),
        dropped_needs=_with(form.dropped_needs, need_id),
    )


def _restore(form: DeskForm, need_id: str) -> DeskForm:
    return replace(form, dropped_needs=_without(form.dropped_needs, need_id))


def _more(form: DeskForm, need_id: str) -> DeskForm:
    return replace(_as_said(form, need_id), raised_needs=_with(form.raised_needs, need_id))


def _less(form: DeskForm, need_id: str) -> DeskForm:
    return replace(_as_said(form, need_id), lowered_needs=_with(form.lowered_needs, need_id))


def _as_said(form: DeskForm, need_id: str) -> DeskForm:
    return replace(
        form,
        raised_needs=_without(form.raised_needs, need_id),
        lowered_needs=_without(form.lowered_needs, need_id),
    )


def _radius(form: DeskForm, radius: str) -> DeskForm:
    return replace(form, radius=radius)


def _lift(form: DeskForm, reason: str) -> DeskForm:
    if reason not in CLEARED_BY:
        raise ValueError("no such filter")
    name = CLEARED_BY[reason]
    empty: Any = () if isinstance(getattr(form, name), tuple) else ""
    return replace(form, **{name: empty})


def _limit(form: DeskForm, limit: str) -> DeskForm:
    return replace(form, limit=limit)


def _speak(form: DeskForm, lang: str) -> DeskForm:
    return replace(form, lang=lang)


def _pin(form: DeskForm, ids: str) -> DeskForm:
    return replace(form, pinned=tuple(dict.fromkeys((*form.pinned, *ids.split()))))


def _unpin(form: DeskForm, listing: str) -> DeskForm:
    return replace(form, pinned=_without(form.pinned, listing))


def _with(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return (*_without(ids, one), one)


def _without(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != one)


_CHANGES: dict[str, Callable[[DeskForm, str], DeskForm]] = {
    "remove": _remove,
    "restore": _restore,
    "more": _more,
    "less": _less,
    "as_said": _as_said,
    "radius": _radius,
    "lift": _lift,
    "limit": _limit,
    "lang": _speak,
    "pin": _pin,
    "unpin": _unpin,
}
