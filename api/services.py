"""The parts that the routes work with, put together once in `api.app.create_app` and found from any request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app

from api.index_provider import IndexProvider
from api.reports import ReportStore
from api.settings import Settings
from data.crisis import contacts_for
from data.needs import Taxonomy
from data.places.place import Place
from matcher.crisis import screen
from matcher.lookup import complete_places, resolve_place, search_resources
from matcher.match import match
from matcher.view import resource_view
from matcher.why_not import why_not

_KEY = "support_matcher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What the API asks of the matcher; the defaults are the matcher's own functions."""

    match: Callable[..., Mapping[str, Any]] = match
    why_not: Callable[..., Mapping[str, Any]] = why_not
    resource_view: Callable[..., Mapping[str, Any]] = resource_view
    search_resources: Callable[..., Mapping[str, Any]] = search_resources
    complete_places: Callable[..., Sequence[Mapping[str, Any]]] = complete_places
    resolve_place: Callable[..., Place] = resolve_place
    screen: Callable[..., Any] = screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of one application. `clock` gives the present as an aware datetime."""

    settings: Settings
    index_provider: IndexProvider
    engine: Engine
    taxonomy: Taxonomy
    reports: ReportStore
    clock: Callable[[], datetime]

    def now(self) -> datetime:
        """The present, to the minute."""
        return self.clock().replace(second=0, microsecond=0)

    def crisis(self, needs: str | None) -> dict[str, object]:
        """The rule-based crisis answer to a statement, which needs no index."""
        crisis: dict[str, object] = self.engine.screen(needs or "", self.settings.country).to_dict()
        return crisis

    def standing_contacts(self) -> list[dict[str, str | None]]:
        """Whom to call in any danger: the emergency number and the general crisis line of the default country."""
        return [contact.to_dict() for contact in contacts_for(("suicide",), self.settings.country)[:2]]


def utc_now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


def install(app: Flask, services: Services) -> None:
    """Gives `app` its parts."""
    app.extensions[_KEY] = services


def services() -> Services:
    """The parts of the application that answers the present request."""
    found: Services = current_app.extensions[_KEY]
    return found
