"""Who to call in a crisis, by country: reviewed, static facts from `crisis_contacts.json`.

Each contact names its public source. The emergency number comes first where life is in danger, then the lines
made for what was said, then the general crisis line; a country that has no contacts here gets its local
emergency number by name and a directory of helplines. The file is checked as a whole when it is first read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

CrisisLevel = Literal["none", "concern", "acute"]
Signal = Literal[
    "suicide",
    "self_harm",
    "overdose",
    "withdrawal",
    "domestic_violence",
    "sexual_assault",
    "child_abuse",
    "trafficking",
    "runaway_youth",
    "harm_to_others",
    "medical_emergency",
]
Role = Literal["emergency", "specific", "information", "general"]

SIGNALS: tuple[Signal, ...] = get_args(Signal)
ELSEWHERE = "*"
"""The country code of contacts for countries that have none of their own."""

_ROLES: tuple[Role, ...] = get_args(Role)
_ALIASES = {"UK": "GB", "USA": "US", "PR": "US", "VI": "US", "GU": "US", "AS": "US", "MP": "US"}
_FILE = Path(__file__).with_name("crisis_contacts.json")
_KEYS = {"name", "countries", "role", "call", "text", "chat_url", "url", "hours", "signals", "audience", "source"}


class CrisisDataError(ValueError):
    """The reviewed crisis content is not as it must be; the message names the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisContact:
    """One line to call, text or chat with. `call` and `text` read as said to a person ("HOME to 741741")."""

    name: str
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2, or `ELSEWHERE`."""
    role: Role
    signals: tuple[Signal, ...]
    """What it is made for; empty means that it is listed, but never shown for a crisis."""
    source: str
    """Public page that states these facts."""
    call: str | None = None
    text: str | None = None
    chat_url: str | None = None
    url: str | None = None
    hours: str | None = None
    audience: str | None = None
    """A population of `data.vocabulary` that it is for; `None` is everybody."""

    def to_dict(self) -> dict[str, str | None]:
        """As the API answers it."""
        return {
            "name": self.name,
            "call": self.call,
            "text": self.text,
            "chat_url": self.chat_url,
            "hours": self.hours,
            "url": self.url,
        }


def parse_contacts(entries: Iterable[dict[str, Any]]) -> tuple[CrisisContact, ...]:
    """Contacts from their JSON objects, in order; `CrisisDataError` names the first one that is wrong."""
    contacts = tuple(_contact(entry) for entry in entries)
    seen: set[tuple[str, str]] = set()
    for contact in contacts:
        for country in contact.countries:
            if (contact.name, country) in seen:
                raise CrisisDataError(f"{contact.name}: listed twice for {country}")
            seen.add((contact.name, country))
    for country in {country for contact in contacts for country in contact.countries}:
        roles = [contact.role for contact in contacts if country in contact.countries]
        if "emergency" not in roles or "general" not in roles:
            raise CrisisDataError(f"{country}: needs an emergency number and a general crisis line")
    return contacts


@cache
def contacts() -> tuple[CrisisContact, ...]:
    """All bundled contacts, in the order of the file. Raises `CrisisDataError`."""
    return parse_contacts(json.loads(_FILE.read_text(encoding="utf-8"))["contacts"])


def contacts_for(
    signals: Collection[str],
    country: str,
    *,
    level: CrisisLevel = "acute",
    audiences: Collection[str] = (),
) -> tuple[CrisisContact, ...]:
    """The contacts to show, first one first; empty when `level` is "none". Without a signal, those for anybody.

    Acute: the emergency number leads. Concern: it closes the list. Between them the lines made for the signals,
    in the order of the signals, those for the person's own `audiences` first; then the general crisis line.
    """
    if level == "none":
        return ()
    code = country.strip().upper()
    code = _ALIASES.get(code, code)
    local = [contact for contact in contacts() if code in contact.countries]
    if not local:
        local = [contact for contact in contacts() if ELSEWHERE in contact.countries]
    fitting = [contact for contact in local if contact.audience is None or contact.audience in audiences]
    order = {signal: rank for rank, signal in enumerate(signals)}

    def place(contact: CrisisContact) -> tuple[int, int, bool]:
        rank = min((order[signal] for signal in contact.signals if signal in order), default=len(order))
        if contact.role == "emergency":
            return (-1 if level == "acute" else 3, 0, False)
        if contact.role == "information" or rank == len(order):
            return (1 if contact.role == "information" else 2, rank, False)
        return (0, rank, contact.role != "general" and contact.audience is None)

    shown = [
        contact
        for contact in fitting
        if contact.role in ("emergency", "general") or order.keys() & set(contact.signals)
    ]
    return tuple(sorted(shown, key=place))


def _contact(entry: dict[str, Any]) -> CrisisContact:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise CrisisDataError(f"a contact has no name: {entry!r}")
    if entry.keys() != _KEYS:
        raise CrisisDataError(f"{name}: keys differ by {sorted(entry.keys() ^ _KEYS)}")
    unknown = [signal for signal in entry["signals"] if signal not in SIGNALS]
    if unknown:
        raise CrisisDataError(f"{name}: unknown signal {unknown[0]!r}")
    if entry["role"] not in _ROLES:
        raise CrisisDataError(f"{name}: unknown role {entry['role']!r}")
    countries = entry["countries"]
    if not countries or not all(code == ELSEWHERE or re.fullmatch(r"[A-Z]{2}", code) for code in countries):
        raise CrisisDataError(f"{name}: countries must be ISO 3166-1 codes")
    for key in ("url", "chat_url", "source"):
        value = entry[key]
        if (value is not None or key == "source") and not re.fullmatch(r"https://[^\s/]+\.[a-z]+(/\S*)?", value or ""):
            raise CrisisDataError(f"{name}: {key} must be an https address")
    if entry["role"] != "emergency" and not (entry["call"] or entry["text"] or entry["url"]):
        raise CrisisDataError(f"{name}: no way to reach it")
    return CrisisContact(
        name=name,
        countries=tuple(countries),
        role=cast(Role, entry["role"]),
        signals=cast(tuple[Signal, ...], tuple(entry["signals"])),
        source=entry["source"],
        call=entry["call"],
        text=entry["text"],
        chat_url=entry["chat_url"],
        url=entry["url"],
        hours=entry["hours"],
        audience=entry["audience"],
    )
