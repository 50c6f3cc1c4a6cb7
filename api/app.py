"""The application factory: the one place where the parts of the service are put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined

from api import guards, logs, phones, problems
from api.desk import language
from api.index_provider import IndexProvider
from api.openapi import DocumentedApi
from api.reports import ReportStore
from api.routes import desk, docs, health, matches, needs, places, resources, sheet
from api.services import Engine, Services, install, utc_now
from api.settings import Settings
from data.needs import load_taxonomy

VERSION = "0.1.0"

DESCRIPTION = """\
Answers what a person healing from trauma and addiction says with support groups, therapists and practical
services that fit, and explains every one of them.

Errors are RFC 9457 problems. Unknown fields and query parameters are refused. What a person says travels only in
the bodies of POST requests and is never stored."""


class Json(DefaultJSONProvider):
    """Compact UTF-8 JSON in the order given; a number that JSON does not have is an error, not `NaN`."""

    sort_keys = False
    ensure_ascii = False
    compact = True

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return super().dumps(obj, allow_nan=False, **kwargs)


class Application(logs.WordlessFlask):
    """Flask with this service's JSON and logs."""

    json_provider_class = Json


def create_app(
    settings: Settings | None = None,
    *,
    index_provider: IndexProvider | None = None,
    engine: Engine | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Flask:
    """The WSGI application.

    Parts that are not given are made from `settings`, and those from the environment. `clock` gives the present as
    an aware datetime. The index is opened here, if there is one. Raises SettingsError.
    """
    settings = settings or Settings.from_environment()
    app = Application("api")
    app.config.update(
        API_TITLE="Support Matcher",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.0.3",
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION, "license": {"name": "Apache-2.0"}}},
    )
    app.url_map.merge_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    parts = Services(
        settings=settings,
        index_provider=index_provider or IndexProvider(settings.index),
        engine=engine or Engine(),
        taxonomy=load_taxonomy(),
        reports=ReportStore(settings.reports),
        clock=clock,
    )
    install(app, parts)
    logs.register(app)
    guards.register(app)
    api = DocumentedApi(app)
    for module in (matches, needs, resources, places, health, docs, desk):
        api.register_blueprint(module.blueprint)
    app.register_blueprint(sheet.blueprint)
    docs.register(app)
    language.register(app)
    phones.register(app)
    problems.register(app)
    parts.index_provider.refresh()
    parts.crisis("")  # reads its rules now rather than in the first request
    return app
