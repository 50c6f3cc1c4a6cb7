"""Settings of the indexer: defaults, values, and one clear line for a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.settings import IndexSettings, SettingsError


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MATCHER_INDEX", "MATCHER_MODEL"):
        monkeypatch.delenv(name, raising=False)


def test_defaults() -> None:
    assert IndexSettings.from_environment() == IndexSettings(index=Path("var/index"), model="bundled")


def test_values_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_INDEX", "/srv/an index")
    monkeypatch.setenv("MATCHER_MODEL", "models/other")
    assert IndexSettings.from_environment() == IndexSettings(index=Path("/srv/an index"), model="models/other")


@pytest.mark.parametrize("name", ["MATCHER_INDEX", "MATCHER_MODEL"])
@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_value_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name} is empty; ") as caught:
        IndexSettings.from_environment()
    assert "\n" not in str(caught.value)
