"""Nobody's words are in a log or a file, whatever happens to the request that carries them."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.logs import OWN_LOGGERS, configure, describe
from api.settings import Settings
from indexer.snapshot import NoSnapshotError
from tests.api.conftest import NOW
from tests.api.fakes import CRASH, RESOURCE, FakeEngine, provider

WORD = "xylophonium"


class Everything(logging.Handler):
    """Keeps all that any formatter could make of a record."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept = io.StringIO()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name} {record.levelname} {record.getMessage()}")
        self.kept.write(repr(vars(record)))
        self.kept.write(logging.Formatter().format(record))


@pytest.fixture
def logged() -> Iterator[Everything]:
    handler, root = Everything(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def _ways(client: FlaskClient) -> dict[str, int]:
    """Carries the word through every way a request can go; gives each way's status."""
    say = {"needs": f"I lost my {WORD}"}
    matches = "/v1/matches"
    requests = {
        "success": client.post(matches, json=say),
        "wrong field": client.post(matches, json=say | {"age": WORD}),
        "unknown field": client.post(matches, json=say | {WORD: 1}),
        "unknown place": client.post(matches, json=say | {"location": {"place": "Nowhere"}}),
        "crash": client.post(matches, json={"needs": f"{CRASH} {WORD}"}),
        "not JSON": client.post(matches, data=f'{{"needs": "{WORD}', content_type="application/json"),
        "query": client.post(f"{matches}?{WORD}={WORD}", json=say),
        "path": client.get(f"/v1/{WORD}"),
        "resource": client.get(f"/v1/resources/{WORD}"),
        "method": client.open(f"/{WORD}", method=WORD.upper()),
        "headers": client.get("/v1/needs", headers={"User-Agent": WORD, "Referer": WORD}),
        "desk": client.post("/", data=say | {"place": "33130"}),
        "desk with a wrong field": client.post("/", data=say | {"age": WORD}),
        "desk crash": client.post("/", data={"needs": f"{CRASH} {WORD}"}),
        "place": client.post("/v1/places", json={"q": WORD}),
        "search": client.post("/v1/resources/search", json={"q": WORD}),
        "report": client.post(f"/v1/resources/{RESOURCE.id}/reports", json={"kind": WORD, "detail": WORD}),
    }
    return {way: response.status_code for way, response in requests.items()}


def test_no_word_in_any_record_or_file(client: FlaskClient, logged: Everything, tmp_path: Path) -> None:
    assert _ways(client) == {
        "success": 200,
        "wrong field": 422,
        "unknown field": 422,
        "unknown place": 422,
        "crash": 500,
        "not JSON": 400,
        "query": 422,
        "path": 404,
        "resource": 404,
        "method": 404,
        "headers": 200,
        "desk": 200,
        "desk with a wrong field": 422,
        "desk crash": 500,
        "place": 200,
        "search": 200,
        "report": 422,
    }
    assert len([message for message in logged.messages if message.startswith("api.requests")]) == 17
    assert WORD not in logged.kept.getvalue().lower()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or WORD.encode() not in path.read_bytes()


def test_no_word_without_a_snapshot(empty_client: FlaskClient, logged: Everything) -> None:
    assert empty_client.post("/v1/matches", json={"needs": WORD}).status_code == 503
    assert empty_client.post("/", data={"needs": WORD}).status_code == 503
    assert WORD not in logged.kept.getvalue()


def test_no_word_when_answering_itself_fails(app: Flask, logged: Everything) -> None:
    def fail(_: object) -> None:
        raise ValueError(WORD)

    app.after_request_funcs.setdefault(None, []).append(fail)
    response = app.test_client().post("/v1/matches", json={"needs": WORD})
    assert response.status_code == 500
    assert "builtins.ValueError" in " ".join(logged.messages)
    assert WORD not in logged.kept.getvalue()


def test_a_request_is_one_line(client: FlaskClient, logged: Everything) -> None:
    client.get(f"/v1/resources/{RESOURCE.id}")
    (line,) = logged.messages
    logger, level, method, template, status, milliseconds, unit = line.split()
    assert (logger, level, method, status, unit) == ("api.requests", "INFO", "GET", "200", "ms")
    assert template == "/v1/resources/<resource_id>"
    assert 0 <= float(milliseconds) < 10_000


def test_a_crash_says_what_and_where(client: FlaskClient, logged: Everything) -> None:
    client.post("/v1/matches", json={"needs": CRASH})
    crash, request = logged.messages
    assert crash.startswith("api.errors ERROR POST /v1/matches: builtins.RuntimeError at fakes.py:")
    assert " in match, " in crash
    assert request.startswith("api.requests INFO POST /v1/matches 500 ")


def test_a_missing_snapshot_is_logged_once(settings: Settings, logged: Everything) -> None:
    missing = provider(error=NoSnapshotError("no index in var/index; build one"))
    client = create_app(settings, index_provider=missing, engine=FakeEngine().engine(), clock=lambda: NOW).test_client()
    client.get("/health/ready")
    warnings = [message for message in logged.messages if "WARNING" in message]
    assert warnings == ["api.index WARNING no index in var/index; build one"]


def test_describe_follows_causes_without_messages() -> None:
    try:
        try:
            raise KeyError(WORD)
        except KeyError as error:
            raise ValueError(WORD) from error
    except ValueError as error:
        told = describe(error)
    first, second = told.split("; caused by ")
    assert first.startswith("builtins.ValueError at test_logs.py:")
    assert second.startswith("builtins.KeyError at test_logs.py:")
    assert WORD not in told
    assert describe(ValueError(WORD)) == "builtins.ValueError at unknown"


def test_configured_logs_leave_messages_out(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in OWN_LOGGERS}
    try:
        configure("debug")
        try:
            raise ValueError(WORD)
        except ValueError:
            logging.getLogger("api.test").exception("failed")
        logging.getLogger("api.test").debug("fine")
        logging.getLogger("elsewhere").info("not shown")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
    shown = capsys.readouterr().err
    assert "ERROR api.test failed\nbuiltins.ValueError at test_logs.py:" in shown
    assert "DEBUG api.test fine" in shown
    assert WORD not in shown
    assert "not shown" not in shown
