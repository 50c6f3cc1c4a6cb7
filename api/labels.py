"""What the words of the API are called on pages and in `GET /v1/needs`."""

from __future__ import annotations

from api.reports import ReportKind
from data.resource import Cost, Kind, Mode, SupportType

SUPPORT_TYPES: dict[SupportType, str] = {
    "emotional": "Emotional: someone who listens and understands",
    "informational": "Informational: knowing what to do and where to turn",
    "practical": "Practical: rides, food, housing, money, childcare",
}

KINDS: dict[Kind, str] = {
    "support_group": "Support group",
    "therapist": "Therapist",
    "treatment": "Treatment",
    "practical_service": "Practical service",
    "helpline": "Helpline",
    "community": "Community",
}

MODES: dict[Mode, str] = {"in_person": "In person", "online": "Online", "phone": "By phone"}

COSTS: dict[Cost, str] = {
    "free": "Free",
    "low_cost": "Low cost or sliding scale",
    "paid": "Paid",
    "unknown": "Cost not stated",
}

COST_FILTERS: dict[str, str] = {"free": "Free", "low_cost": "Free or low cost"}

PHONE_TYPES: dict[str, str] = {"text": "text", "fax": "fax", "cell": "cell", "tty": "TTY", "hotline": "hotline"}
"""What is said behind a number; a voice line, or a type without an entry, needs no word."""

REPORT_KINDS: dict[ReportKind, str] = {
    "closed": "Closed or gone",
    "phone": "Wrong phone number",
    "hours": "Wrong hours",
    "address": "Wrong address",
    "other": "Something else about the listing",
}

LEFT_OUT: dict[str, str] = {
    "beyond_radius": "farther away than the radius",
    "age": "for another age",
    "language": "not in the language asked for",
    "cost": "not at the cost asked for",
    "insurance": "do not take the insurance",
    "closed": "closed at the time asked for",
    "not_accessible": "not wheelchair accessible",
    "mode": "not to be had in the way asked for",
    "kind": "of another kind",
    "population": "for other people",
}

NOTICES: dict[str, str] = {
    "sample_data": "Some of these listings are made-up samples, marked as such. Do not refer anybody to them.",
    "no_location": "No place was given, so only help online, by phone or everywhere is listed.",
    "nothing_understood": (
        "We could not tell a need from what was written, so we went by its words alone. "
        "Try naming what is missing: a group, a ride, a counselor."
    ),
    "language_not_read": (
        "This looks like a language that we cannot read: only English and Spanish are. "
        "Pick the needs from the list, or say it in English or Spanish."
    ),
}
"""Notices without an entry are shown as they are."""
