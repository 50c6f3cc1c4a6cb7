"""The application as the API's unit tests meet it: made-up matcher and index, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from indexer.snapshot import NoSnapshotError
from tests.api.fakes import FakeEngine, provider

NOW = datetime(2026, 11, 22, 23, 0, 42, 7, tzinfo=UTC)


@pytest.fixture
def fake() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index", reports=tmp_path / "kept" / "reports.sqlite")


@pytest.fixture
def app(fake: FakeEngine, settings: Settings) -> Flask:
    return create_app(settings, index_provider=provider(), engine=fake.engine(), clock=lambda: NOW)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def empty_client(fake: FakeEngine, settings: Settings) -> FlaskClient:
    """A client of an application that has no snapshot."""
    missing = provider(error=NoSnapshotError("no index in var/index; build one with: python -m indexer build"))
    return create_app(settings, index_provider=missing, engine=fake.engine(), clock=lambda: NOW).test_client()


@pytest.fixture
def app_context(app: Flask) -> Iterator[None]:
    """A request in English, for what is said outside of one."""
    with app.test_request_context("/"):
        yield
