"""From the form to an answer: the place first (its unit and its time zone), then the match, then the call sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.desk.call_sheet import Entry
from api.desk.cards import SAMPLE
from api.desk.form import DeskForm
from api.desk.language import said
from api.problems import problem_of
from api.routes.matches import find_matches
from api.schemas.requests import MatchRequestSchema, match_request
from api.services import Services
from data.places.place import PlaceError
from indexer.snapshot import SnapshotError
from matcher.request import MatchRequest
from matcher.why_not import UnknownResourceError

MAINLY = 0.4
"""A listing helps with a need that counts for it at least so much as the one that counts most."""


def placed(form: DeskForm, parts: Services) -> DeskForm:
    """The form with the unit and the time zone of its place; the default country's unit where it is not known.
    Raises ProblemError."""
    form = form.placed(parts.settings.country, None)
    if not form.place.strip():
        return form
    try:
        place = parts.engine.resolve_place(parts.index_provider.get(), form.place)
    except (PlaceError, SnapshotError):
        return form  # the match will say what is wrong
    except Exception as error:
        raise problem_of(error) from None
    return form.placed(place.country, place.timezone)


def request_of(form: DeskForm, parts: Services) -> MatchRequest:
    """The match request that the form states. Raises marshmallow's ValidationError."""
    known = {need.id for need in parts.taxonomy.needs}
    stated = replace(
        form,
        dropped_needs=tuple(need for need in form.dropped_needs if need in known),
        raised_needs=tuple(need for need in form.raised_needs if need in known),
        lowered_needs=tuple(need for need in form.lowered_needs if need in known),
    )
    body = MatchRequestSchema().load(stated.body())
    return stated.corrected(match_request(body, parts.now()))


def answer_to(request: MatchRequest) -> Mapping[str, Any]:
    """The contract's answer. Raises ProblemError."""
    return find_matches(request)


def why_not(request: MatchRequest, listing: str, parts: Services) -> Mapping[str, Any] | None:
    """Why a listing is or is not in the answer; `None` where there is none of this id. Raises ProblemError."""
    try:
        return parts.engine.why_not(request, listing, parts.index_provider.get(), parts.settings.country)
    except UnknownResourceError:
        return None
    except Exception as error:
        raise problem_of(error) from None


def sheet(
    form: DeskForm, parts: Services, request: MatchRequest | None = None, answer: Mapping[str, Any] | None = None
) -> list[Entry]:
    """The call sheet's entries, in its order, numbered from 1; what is no longer listed is left out.

    With a request, each has the distance and the cautions that belong to it; else only what the listing says.
    Raises SnapshotError and ProblemError.
    """
    index = parts.index_provider.get()
    by_id = {found["resource"]["id"]: found for found in answer["recommendations"]} if answer else {}
    names = {need["id"]: need["label"] for need in answer["understood"]["needs"]} if answer else {}
    entries: list[Entry] = []
    for listing in form.pinned:
        resource = index.resource(listing)
        if resource is None:
            continue
        found = by_id.get(listing) or (why_not(request, listing, parts) if request else None)
        if found is None:
            view = parts.engine.resource_view(resource, parts.now())
            cautions = [SAMPLE] if resource.source.sample else []
            found = {"resource": view, "distance_km": None, "reasons": [], "cautions": cautions}
        for_needs = [each for each in found["reasons"] if each["kind"] == "need" and each["need_id"] in names]
        most = max((each["contribution"] for each in for_needs), default=0.0)
        helped = [said(names[each["need_id"]]) for each in for_needs if each["contribution"] >= most * MAINLY]
        entries.append(
            Entry(
                len(entries) + 1,
                found,
                resource,
                "; ".join(helped) or None,
                form.unit,
                form.place_zone,
            )
        )
    return entries
