"""Settings come from the environment, and a wrong one is said in one line that names it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import SETTINGS, Settings, SettingsError


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)


def test_defaults() -> None:
    assert Settings.from_environment() == Settings()


def test_documented_defaults_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        monkeypatch.setenv(setting.name, setting.default)
    assert Settings.from_environment() == Settings()


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "INDEX": "/srv/index",
        "MODEL": "/srv/model",
        "HOST": "::1",
        "PORT": "8080",
        "WORKERS": "2",
        "THREADS": "8",
        "COUNTRY": "gb",
        "REPORTS": "/srv/reports.sqlite",
        "DESK": "Public",
        "EXIT_URL": "https://example.org/news",
        "LOG_LEVEL": "Warning",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"MATCHER_{name}", value)
    settings = Settings.from_environment()
    assert settings == Settings(
        index=Path("/srv/index"),
        model="/srv/model",
        host="::1",
        port=8080,
        workers=2,
        threads=8,
        country="GB",
        reports=Path("/srv/reports.sqlite"),
        desk="public",
        exit_url="https://example.org/news",
        log_level="warning",
    )
    assert settings.address == "[::1]:8080"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INDEX", " "),
        ("MODEL", ""),
        ("HOST", ""),
        ("PORT", ""),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "80.5"),
        ("WORKERS", "0"),
        ("THREADS", "65"),
        ("COUNTRY", "USA"),
        ("COUNTRY", "1A"),
        ("REPORTS", ""),
        ("DESK", "everybody"),
        ("EXIT_URL", "http://example.org"),
        ("EXIT_URL", ""),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"MATCHER_{name}", value)
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment()
    message = str(raised.value)
    assert message.startswith(f"MATCHER_{name} ")
    assert "\n" not in message


@pytest.mark.integration
@pytest.mark.parametrize(
    ("port", "status", "said"),
    [("8000", 0, ""), ("http", 2, "support-matcher: MATCHER_PORT must be a whole number from 1 to 65535\n")],
)
def test_they_can_be_checked_by_themselves(monkeypatch: pytest.MonkeyPatch, port: str, status: int, said: str) -> None:
    monkeypatch.setenv("MATCHER_PORT", port)
    ended = subprocess.run(
        [sys.executable, "-m", "api.settings"], capture_output=True, text=True, timeout=30, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "", said)
