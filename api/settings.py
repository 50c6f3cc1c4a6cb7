"""Every setting of the service, read from environment variables with the prefix ``MATCHER_``.

`SETTINGS` is the one list of them, with defaults and meaning: the README's table and the tests read it.
A wrong value raises `SettingsError` with one line that names the variable. ``python -m api.settings`` checks them:
silence and exit status 0, or that line and 2.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from environs import Env, EnvError

from indexer.settings import IndexSettings, SettingsError

__all__ = ["SETTINGS", "Setting", "Settings", "SettingsError"]

LOG_LEVELS = ("debug", "info", "warning", "error")
DESKS = ("staff", "public")


class Setting(NamedTuple):
    """A setting as documented: the variable's name, its default as written, and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("MATCHER_INDEX", "var/index", "Folder that holds the index snapshots"),
    Setting("MATCHER_MODEL", "bundled", "Sentence-transformers model to build with: `bundled`, a path or a hub name"),
    Setting("MATCHER_HOST", "127.0.0.1", "Address to listen on"),
    Setting("MATCHER_PORT", "8000", "Port to listen on, 1 to 65535"),
    Setting("MATCHER_WORKERS", "1", "Server processes, 1 to 64; each opens the index by itself"),
    Setting("MATCHER_THREADS", "4", "Requests that one process answers at a time, 1 to 64"),
    Setting("MATCHER_COUNTRY", "US", "Two-letter country whose crisis contacts are given when no place is named"),
    Setting("MATCHER_REPORTS", "var/reports.sqlite", "File that keeps the reports on listings"),
    Setting(
        "MATCHER_DESK",
        "staff",
        "Who uses the page: `staff` for callers, or `public` for themselves: larger type, plainer words, a quick exit",
    ),
    Setting("MATCHER_EXIT_URL", "https://www.weather.gov/", "Where the quick exit of the public page leads"),
    Setting("MATCHER_LOG_LEVEL", "info", f"What is logged: {', '.join(LOG_LEVELS)}; never anybody's words"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force; fields are the names of `SETTINGS` without the prefix, in lower case."""

    index: Path = Path("var/index")
    model: str = "bundled"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 4
    country: str = "US"
    """ISO 3166-1 alpha-2, upper case."""
    reports: Path = Path("var/reports.sqlite")
    desk: str = "staff"
    """One of `DESKS`."""
    exit_url: str = "https://www.weather.gov/"
    log_level: str = "info"

    @property
    def address(self) -> str:
        """`host:port` as a server binds it; an IPv6 host is in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @classmethod
    def from_environment(cls) -> Settings:
        """Reads every setting. Raises SettingsError at the first wrong value."""
        shared = IndexSettings.from_environment()
        env = Env(prefix="MATCHER_")
        return cls(
            index=shared.index,
            model=shared.model,
            host=_text(env, "HOST", "127.0.0.1", "name an address such as 127.0.0.1"),
            port=_integer(env, "PORT", 8000, 1, 65535),
            workers=_integer(env, "WORKERS", 1, 1, 64),
            threads=_integer(env, "THREADS", 4, 1, 64),
            country=_country(env),
            reports=Path(_text(env, "REPORTS", "var/reports.sqlite", "name a file")),
            desk=_choice(env, "DESK", "staff", DESKS),
            exit_url=_url(env, "EXIT_URL", "https://www.weather.gov/"),
            log_level=_choice(env, "LOG_LEVEL", "info", LOG_LEVELS),
        )


def _integer(env: Env, name: str, default: int, least: int, most: int) -> int:
    wrong = SettingsError(f"MATCHER_{name} must be a whole number from {least} to {most}")
    try:
        value: int = env.int(name, default)
    except EnvError as error:
        raise wrong from error
    if not least <= value <= most:
        raise wrong
    return value


def _text(env: Env, name: str, default: str, advice: str) -> str:
    value: str = env.str(name, default).strip()
    if not value:
        raise SettingsError(f"MATCHER_{name} is empty; {advice}")
    return value


def _choice(env: Env, name: str, default: str, choices: tuple[str, ...]) -> str:
    value: str = env.str(name, default).strip().lower()
    if value not in choices:
        raise SettingsError(f"MATCHER_{name} must be one of {', '.join(choices)}")
    return value


def _url(env: Env, name: str, default: str) -> str:
    value: str = env.str(name, default).strip()
    if not value.startswith("https://"):
        raise SettingsError(f"MATCHER_{name} must be an address that begins with https://")
    return value


def _country(env: Env) -> str:
    value: str = env.str("COUNTRY", "US").strip().upper()
    if not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise SettingsError("MATCHER_COUNTRY must be a two-letter country code such as US")
    return value


def settings_or_exit() -> Settings:
    """The settings in force; a wrong one ends the process with one line and exit status 2."""
    try:
        return Settings.from_environment()
    except SettingsError as error:
        print(f"support-matcher: {error}", file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    settings_or_exit()
