"""The call sheet: the listings that were pinned, as something to hand over.

It is made anew, from the ids that travel in the page, for each form that it takes: a page to print, plain text, text
messages, a calendar, a table. Nothing of it is kept, and none of them holds a word of what the person said.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from urllib.parse import quote

from api import labels
from api.desk import facts
from api.desk.language import gettext as _
from api.desk.language import said
from api.desk.timetable import schedule
from data.resource import Resource

SMS_CHARACTERS = 320
"""Of a message: two segments of GSM 7-bit text, more where a letter needs none other."""
NAME_CHARACTERS = 90
"""Of a name in a message."""

CSV_COLUMNS = (
    *("number", "name", "organization", "kind", "phones", "url", "email", "address", "distance", "next", "schedules"),
    *("cost", "fees", "languages", "ages", "for", "eligibility", "how_to_get_in", "accessibility", "helps_with"),
    *("cautions", "last_confirmed", "source", "id"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing of the sheet: `found` as in an answer (without reasons where it is in none), and its record."""

    number: int
    found: Mapping[str, Any]
    resource: Resource
    helps_with: str | None
    """The needs it answers, of those that were understood."""
    unit: str
    zone: str | None

    @property
    def view(self) -> Mapping[str, Any]:
        view: Mapping[str, Any] = self.found["resource"]
        return view

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is known of it, as (title, text), the most needed first."""
        view = self.view
        known: list[tuple[str, str | None]] = [
            (_("Phone"), "; ".join(facts.numbers(view))),
            (_("Website"), view["url"]),
            (_("Email"), view["email"]),
            (_("Address"), facts.address(view)),
            (_("Distance"), facts.away(view, self.found["distance_km"], self.unit)),
            (_("Next"), facts.opening(self.found, self.zone)),
            (_("Hours"), "; ".join(schedule(text).text for text in view["schedules"])),
            (_("Cost"), view["fees_description"] or (None if view["cost"] == "unknown" else facts.cost(view))),
            (_("Languages"), facts.languages(view)),
            (_("Ages"), facts.ages(view)),
            (_("Who it is for"), view["eligibility_description"] or facts.populations(view)),
            (_("How to get in"), view["application_process"]),
            (_("Access"), view["accessibility"]),
        ]
        return [(title, text) for title, text in known if text]


def plain_text(entries: Sequence[Entry], cautions: Mapping[int, Sequence[str]]) -> str:
    """The whole sheet as text to paste; `cautions` by the entry's number."""
    blocks = []
    for entry in entries:
        lines = [f"{entry.number}. {entry.view['name']}"]
        if entry.view["organization"] and entry.view["organization"] != entry.view["name"]:
            lines.append(f"   {entry.view['organization']}")
        if entry.helps_with:
            lines.append(f"   {_('Helps with')}: {entry.helps_with}")
        lines += [f"   {title}: {' '.join(text.split())}" for title, text in entry.lines]
        lines += [f"   {_('Ask first')}: {text}" for text in cautions.get(entry.number, ())]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def message(entry: Entry) -> str:
    """A text message of at most `SMS_CHARACTERS`: the name, then as much as fits of how to reach it, when and where."""
    view = entry.view
    name = " ".join(view["name"].split())
    short = name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1].rstrip() + "…"
    parts = [short]
    wanted = (
        *facts.numbers(view)[:2],
        facts.opening(entry.found, entry.zone),
        facts.address(view),
        view["url"],
        None if view["cost"] == "unknown" else facts.cost(view),
    )
    for part in wanted:
        line = " ".join(part.split()) if part else ""
        if line and len("\n".join([*parts, line])) <= SMS_CHARACTERS:
            parts.append(line)
    return "\n".join(parts)


def sms_link(text: str) -> str:
    """An `sms:` link (RFC 5724) without a number, that a phone opens as a new message."""
    return f"sms:?&body={quote(text, safe='')}"


def as_csv(entries: Iterable[Entry], cautions: Mapping[int, Sequence[str]]) -> str:
    """A table for a case file (RFC 4180), one row a listing; no cell begins as a spreadsheet's formula would."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for entry in entries:
        view = entry.view
        row = (
            *(entry.number, view["name"], view["organization"], said(labels.KINDS[view["kind"]])),
            *("; ".join(facts.numbers(view)), view["url"], view["email"], facts.address(view)),
            *(facts.away(view, entry.found["distance_km"], entry.unit), facts.opening(entry.found, entry.zone)),
            *("; ".join(view["schedules"]), facts.cost(view), view["fees_description"], facts.languages(view)),
            *(facts.ages(view), facts.populations(view), view["eligibility_description"]),
            *(view["application_process"], view["accessibility"], entry.helps_with),
            *("; ".join(cautions.get(entry.number, ())), view["assured_date"], view["source"]["name"], view["id"]),
        )
        writer.writerow([_safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()  # spreadsheets take UTF-8 for what it is by its byte order mark


def printed_on(now: datetime, zone: str | None) -> str:
    return facts.moment(now.isoformat(), zone)


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r") else text
