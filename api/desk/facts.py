"""Facts of a listing in the language spoken and the units of the form: distance, moments, cost, whom it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from flask_babel import get_locale

from api import labels, phones
from api.desk.form import KM_PER_MILE
from api.desk.language import gettext as _
from api.desk.language import language_name, said
from data.vocabulary import POPULATIONS, RESTRICTING

_DAYS = {"en": "EEEE, MMMM d", "es": "EEEE d 'de' MMMM"}
"""Patterns (Unicode TR 35) of a day without its year, by language."""

MIN_AWAY = 0.1
"""Of the unit: less is said to be this much."""


def locale() -> Locale:
    """The locale that numbers and dates are written in; as in the United States, in each of the languages."""
    return Locale(get_locale().language if get_locale() else "en", "US")


def in_unit(km: float, unit: str) -> float:
    return km / KM_PER_MILE if unit == "mi" else km


def length(km: float, unit: str) -> str:
    """As "2.0 miles" or "3,2 km"."""
    number = format_decimal(max(in_unit(km, unit), MIN_AWAY), format="#,##0.0", locale=locale())
    return _("%(number)s miles", number=number) if unit == "mi" else _("%(number)s km", number=number)


def away(resource: Mapping[str, Any], km: float | None, unit: str) -> str | None:
    """How far a listing is, as exactly as its place is known; `None` where no distance may be told."""
    if km is None:
        return None
    if resource["precision"] in (None, "point"):
        return _("%(length)s in a straight line", length=length(km, unit))
    return _("about %(length)s in a straight line (only its area is known)", length=length(km, unit))


def moment(rfc3339: str, zone: str | None) -> str:
    """A moment in the caller's time zone, or else in its own: "Monday, November 23, 7:00 PM"."""
    when = datetime.fromisoformat(rfc3339)
    if zone:
        when = when.astimezone(ZoneInfo(zone))
    spoken = locale()
    day_text = format_date(when, _DAYS.get(spoken.language, "full"), locale=spoken)
    return f"{day_text}, {clock(when)}"


def clock(when: datetime) -> str:
    return str(format_time(when.replace(tzinfo=None), "short", locale=locale())).replace("\u202f", " ")


def day(iso: str) -> str:
    """A date: "March 1, 2026"."""
    return str(format_date(date.fromisoformat(iso), "long", locale=locale()))


def opening(found: Mapping[str, Any], zone: str | None) -> str | None:
    """When it is open or meets next, in the caller's time; `None` where that is not known."""
    resource = found["resource"]
    if any(reason["kind"] == "hours" and reason["text"] == "Open now" for reason in found.get("reasons", ())):
        return _("Open now")
    upcoming = resource["next_occurrence"]
    if not upcoming:
        return None
    here = moment(upcoming, zone)
    if zone and _offset(upcoming, zone) != datetime.fromisoformat(upcoming).utcoffset():
        there = clock(datetime.fromisoformat(upcoming))
        return _("%(moment)s your time (%(there)s theirs)", moment=here, there=there)
    return here


def cost(resource: Mapping[str, Any]) -> str:
    return said(labels.COSTS[resource["cost"]])


def cost_and_fees(resource: Mapping[str, Any]) -> str:
    """What it costs, with the fees in the listing's own words."""
    fees = " ".join((resource["fees_description"] or "").split())
    if not fees:
        return cost(resource)
    return f"“{fees}”" if resource["cost"] == "unknown" else f"{cost(resource)}: “{fees}”"


def languages(resource: Mapping[str, Any]) -> str | None:
    return listed([language_name(code) for code in resource["languages"]]) if resource["languages"] else None


def ages(resource: Mapping[str, Any]) -> str | None:
    """Whom it takes by age; `None` where no age is stated."""
    least, most = resource["minimum_age"], resource["maximum_age"]
    if least is None and most is None:
        return None
    if most is None:
        return _("Ages %(least)s and up", least=least)
    if least is None:
        return _("Up to age %(most)s", most=most)
    return _("Ages %(least)s to %(most)s", least=least, most=most)


def populations(resource: Mapping[str, Any], *, restricting: bool = False) -> str | None:
    """Whom it is for; with `restricting`, only those that one belongs to or not."""
    names = [name for name in resource["populations"] if not restricting or name in RESTRICTING]
    return "; ".join(said(POPULATIONS.get(name, name)) for name in names) or None


def address(resource: Mapping[str, Any]) -> str | None:
    """The address in one line; `None` where there is none. Of a confidential place, the city is all there is."""
    where = resource["address"]
    if not where:
        return None
    parts = [where[name] for name in ("address_1", "city", "state_province", "postal_code")]
    line = ", ".join(part for part in parts if part)
    if where["confidential"]:
        return (
            _("%(area)s (confidential address: call first)", area=line)
            if line
            else _("Confidential address: call first")
        )
    return line or None


def numbers(resource: Mapping[str, Any]) -> list[str]:
    """Every number that can be called or texted, as people write it."""
    written = []
    for phone in resource["phones"]:
        if phone["type"] == "fax":
            continue
        number = phones.readable(phone["number"])
        extension = _("ext. %(number)s", number=phone["extension"]) if phone["extension"] else ""
        kind = f"({said(labels.PHONE_TYPES[phone['type']])})" if phone["type"] in labels.PHONE_TYPES else ""
        written.append(" ".join(part for part in (number, extension, kind) if part))
    return written


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence, in the language spoken."""
    return str(format_list(list(words), style="standard", locale=locale()))


def _offset(rfc3339: str, zone: str) -> Any:
    return datetime.fromisoformat(rfc3339).astimezone(ZoneInfo(zone)).utcoffset()
