"""What every feed reader produces: `Listing`s as the feed gives them, and a `Reading` that accounts for each record.

A reader only understands its format. Cleaning, placing, tagging and refusing nameless or inactive listings is
done once, for all formats, in `indexer.compose`; so every text here is raw (entities, markup and all).

Invariants (held by the conformance suite): a reader never raises for bad data; every record read is in exactly
one listing's `record_ids` (several listings of one record, a service at several sites, share them) or in
`rejected`; record ids within a reading are unique (a repeated id gets a `#2` suffix and a finding).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.resource import Cost, Kind, Mode, Schedule

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The bytes of one source. `files` maps a name relative to the feed's root to its content."""

    name: str
    """The source's name; ids are made from it. Defaults to the file's stem."""
    files: Mapping[str, bytes]
    url: str | None = None
    """Where it can be had, if public; never a local path."""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something its steward should know of a record: `code` is stable and counted, `detail` says what and where."""

    code: str
    detail: str
    record_id: str | None = None
    severity: Severity = "warning"


@dataclass(slots=True, kw_only=True)
class RawPhone:
    number: str
    extension: str | None = None
    type: str | None = None
    kept_back: bool = False
    """Whether the feed's words at it forbid to give it out."""


@dataclass(slots=True, kw_only=True)
class RawAddress:
    address_1: str | None = None
    address_2: str | None = None
    city: str | None = None
    county: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    country: str | None = None
    full: str | None = None
    """A one-line address where the feed has no parts."""


@dataclass(slots=True, kw_only=True)
class Listing:
    """One resource-to-be. Texts are raw; `None` and empty mean that the feed does not say."""

    record_id: str
    """The record's id in its feed (HSDS: the service's id; a meeting group: the first of its meetings' ids)."""
    record_ids: tuple[str, ...]
    """All records folded into this listing, `record_id` first."""
    key: str
    """What the resource's id is made from: the record id, plus the site's id where a record has several sites."""
    name: str | None
    organization: str | None = None
    kind: Kind | None = None
    """Only where the format itself says so (a meeting feed lists support groups)."""
    modes: frozenset[Mode] = frozenset()
    """Stated ways to take part; empty where they must be worked out from the rest."""
    description: str | None = None
    application_process: str | None = None
    eligibility_description: str | None = None
    fees_description: str | None = None
    phones: list[RawPhone] = field(default_factory=list)
    url: str | None = None
    email: str | None = None
    address: RawAddress | None = None
    site_id: str | None = None
    """The place's own id in its feed, the same in all listings there."""
    confidential: bool = False
    latitude: object = None
    longitude: object = None
    approximate: bool = False
    """True where the feed says that its coordinates stand for an area."""
    service_area: list[str] = field(default_factory=list)
    serves_everywhere: bool = False
    schedules: list[Schedule] = field(default_factory=list)
    timezone: str | None = None
    languages: list[str] = field(default_factory=list)
    cost: Cost | None = None
    insurance: list[str] = field(default_factory=list)
    populations: list[str] = field(default_factory=list)
    minimum_age: object = None
    maximum_age: object = None
    accessibility: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    """Names of the feed's own taxonomy terms; left out of a build `--without-categories`."""
    labels: tuple[str, ...] = ()
    """Its categories as the feed codes them. Kept to measure matching by, and never matched with."""
    need_ids: tuple[str, ...] = ()
    """Needs that the format itself states (an AA meeting answers `aa-meetings`)."""
    cautions: tuple[str, ...] = ()
    status: str | None = None
    """As listed: active, inactive, defunct, temporarily closed, do not refer; those of service and organisation
    joined by semicolons."""
    assured_date: object = None
    url_of_record: str | None = None


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a reader made of a feed: `read == rejected.total() + the number of distinct record ids in listings`."""

    listings: list[Listing] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def note(self, code: str, detail: str, record_id: str | None = None, severity: Severity = "warning") -> None:
        self.findings.append(Finding(code=code, detail=detail, record_id=record_id, severity=severity))

    def reject(self, reason: str, detail: str, record_id: str | None = None) -> None:
        """Counts a record (already counted in `read`) as rejected and says why."""
        self.rejected[reason] += 1
        self.note(reason, detail, record_id, "error")
