"""What the rest of the system talks about: a `Resource` and its parts, immutable and typed.

A resource is one thing you can refer a person to: a service at a place (an HSDS `service_at_location`), a
meeting group, a therapist, a helpline. The same group meeting five times a week is one resource with five
schedules. Field names follow the Human Services Data Specification (HSDS 3.0, https://docs.openreferral.org)
wherever it has one. Unknown is `None` (or an empty tuple, or `"unknown"` for cost), never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, get_args

Kind = Literal["support_group", "therapist", "treatment", "practical_service", "helpline", "community"]
Mode = Literal["in_person", "online", "phone"]
Cost = Literal["free", "low_cost", "paid", "unknown"]
SupportType = Literal["emotional", "informational", "practical"]
Precision = Literal["point", "postcode", "city", "county", "state"]
TextField = Literal[
    "name",
    "organization",
    "description",
    "application_process",
    "eligibility_description",
    "fees_description",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
MODES: tuple[Mode, ...] = get_args(Mode)
COSTS: tuple[Cost, ...] = get_args(Cost)
SUPPORT_TYPES: tuple[SupportType, ...] = get_args(SupportType)
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number to call or text. `number` is E.164 where it could be parsed, else as listed (short codes)."""

    number: str
    extension: str | None = None
    type: str = "voice"
    """HSDS phone type: voice, text, fax, cell, tty, hotline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a resource is, as far as it may be told. A confidential one has no street and no postal code."""

    address_1: str | None = None
    city: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """WGS84 degrees, with how exactly they are known. `city` and coarser are centroids."""

    latitude: float
    longitude: float
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a resource is open or meets: one recurring interval in local time, or free text alone.

    `text` always reads well by itself. `rrule` is an RFC 5545 recurrence without DTSTART
    (``FREQ=WEEKLY;BYDAY=MO``), `None` where only text is known. `closes_at` at or before `opens_at` means the
    next day; `closes_at=None` means the end is not stated.
    """

    text: str
    rrule: str | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim, non-empty span of one text field of the resource."""

    field: TextField
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTag:
    """A need this resource answers, how surely (0..1), and the words that earned it."""

    need_id: str
    weight: float
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How much of each type of support something gives or calls for, each 0..1."""

    emotional: float = 0.0
    informational: float = 0.0
    practical: float = 0.0

    def as_dict(self) -> dict[SupportType, float]:
        return {"emotional": self.emotional, "informational": self.informational, "practical": self.practical}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a listing comes from. `record_id` is its id in the feed, `record_ids` all that were folded into it."""

    name: str
    record_id: str
    record_ids: tuple[str, ...]
    url: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One thing to refer a person to."""

    id: str
    """Stable across rebuilds: made from the source's name and the record's id."""
    name: str
    organization: str | None = None
    kind: Kind
    modes: tuple[Mode, ...]
    description: str | None = None
    application_process: str | None = None
    eligibility_description: str | None = None
    fees_description: str | None = None
    phones: tuple[Phone, ...] = ()
    url: str | None = None
    email: str | None = None
    address: Address | None = None
    position: Position | None = None
    serves_everywhere: bool = False
    """True where the listing says that it serves a whole country or the world."""
    service_area: tuple[str, ...] = ()
    """Names of the areas it says it serves, as listed."""
    schedules: tuple[Schedule, ...] = ()
    timezone: str | None = None
    """IANA name."""
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes (639-3 where there is none); empty where the listing does not say."""
    cost: Cost = "unknown"
    insurance: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    minimum_age: int | None = None
    """Years, inclusive."""
    maximum_age: int | None = None
    """Years, inclusive."""
    accessibility: str | None = None
    tags: tuple[NeedTag, ...] = ()
    """Strongest first."""
    support: Support = Support()
    cautions: tuple[str, ...] = ()
    """Warnings that the listing itself calls for, in a person's words."""
    assured_date: date | None = None
    source: Provenance

    def text(self, field: TextField) -> str | None:
        """The text of one evidence field."""
        value: str | None = getattr(self, field)
        return value
