"""From listings as their feeds give them to resources: cleaned, placed, classified; refused where they must be.

Done once for all formats. Refused, with a reason that is counted: a listing without a name, and one that its own feed
says is inactive, closed or not to be referred to. ``read == listed + merged + rejected`` holds for what comes out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from data.kinds import classify
from data.places.gazetteer import Gazetteer
from data.resource import MODES, Address, Phone, Provenance, Resource
from data.vocabulary import POPULATIONS
from indexer.clean.address import clean_country, clean_postal_code, parse_address_line
from indexer.clean.ages import ages_from_text, clean_ages
from indexer.clean.contacts import clean_email, clean_phone, clean_url
from indexer.clean.cost import cost_from_text
from indexer.clean.dates import clean_date
from indexer.clean.insurance import clean_insurance, insurance_from_text
from indexer.clean.languages import read_languages
from indexer.clean.modes import infer_modes
from indexer.clean.names import clean_name
from indexer.clean.populations import populations_from_text
from indexer.clean.redact import redact
from indexer.clean.text import as_text, clean_line, clean_text
from indexer.manifest import RecordCounts
from indexer.placing import place
from indexer.sources.listing import Feed, Finding, Listing, RawAddress, Reading

_INACTIVE = re.compile(r"inactive|defunct|closed|expired|archived|deleted|suspended", re.IGNORECASE)
_DO_NOT_REFER = re.compile(r"do not refer|don't refer|not? referr?able", re.IGNORECASE)

_NOT_SHOWN = "not shown, since the listing is confidential"


@dataclass(frozen=True, slots=True)
class Composed:
    """A resource without tags yet, with what tagging reads besides it."""

    resource: Resource
    categories: tuple[str, ...]
    need_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    items: list[Composed]
    records: RecordCounts
    findings: list[Finding]


def compose(feed: Feed, reading: Reading, gazetteer: Gazetteer, *, use_categories: bool = True) -> Composition:
    """Never raises for bad data: what cannot be listed is counted as rejected and found."""
    hidden = _hidden_phrases(reading.listings)
    findings = [replace(f, detail=_NOT_SHOWN) if f.record_id in hidden else f for f in reading.findings]
    items: list[Composed] = []
    refusals: dict[str, str] = {}
    sizes: dict[str, int] = {}
    listed: set[str] = set()
    for listing in reading.listings:
        sizes[listing.record_id] = len(listing.record_ids)
        reason = _refusal(listing)
        if reason:
            refusals.setdefault(listing.record_id, reason)
            continue
        told_not = hidden.get(listing.record_id, ())
        items.append(_compose_one(feed, listing, gazetteer, use_categories, told_not, findings))
        listed.add(listing.record_id)
    rejected = Counter(reading.rejected)
    for record_id, reason in refusals.items():
        if record_id not in listed:
            rejected[reason] += sizes[record_id]
            findings.append(Finding(code=reason, detail="not listed", record_id=record_id, severity="info"))
    merged = sum(sizes[record_id] - 1 for record_id in listed)
    counts = RecordCounts(read=reading.read, listed=len(listed), merged=merged, rejected=dict(sorted(rejected.items())))
    if not counts.adds_up():
        raise AssertionError(f"the reader's counts do not add up: {counts}")
    return Composition(items, counts, findings)


def resource_id(source: str, key: str) -> str:
    """Stable across rebuilds: 16 hexadecimal digits of SHA-256 over the source's name and the record's key."""
    return hashlib.sha256(f"{source}\n{key}".encode()).hexdigest()[:16]


def _refusal(listing: Listing) -> str | None:
    if clean_name(listing.name) is None:
        return "no_name"
    status = clean_line(listing.status) or ""
    if _DO_NOT_REFER.search(status):
        return "do_not_refer"
    return "inactive" if _INACTIVE.search(status) else None


def _compose_one(
    feed: Feed,
    listing: Listing,
    gazetteer: Gazetteer,
    use_categories: bool,
    hidden: Sequence[str],
    findings: list[Finding],
) -> Composed:
    def note(code: str, detail: str) -> None:
        findings.append(Finding(code=code, detail=_NOT_SHOWN if hidden else detail, record_id=listing.record_id))

    placed = place(listing, gazetteer)
    for code, detail in placed.findings:
        note(code, detail)

    def text(value: object) -> str | None:
        cleaned = clean_text(value)
        return redact(cleaned, hidden) if cleaned and hidden else cleaned

    def name_of(value: object) -> str | None:
        cleaned = clean_name(value)
        return redact(cleaned, hidden) if cleaned and hidden else cleaned

    def link(value: object) -> str | None:
        url = clean_url(value)
        return url if url and _withheld(url, hidden) == url else None

    name = name_of(listing.name)
    assert name is not None
    organization = name_of(listing.organization)
    description = text(listing.description)
    eligibility = text(listing.eligibility_description)
    fees = text(listing.fees_description)
    application = text(listing.application_process)
    categories = tuple(c for raw in listing.categories if (c := clean_name(raw))) if use_categories else ()
    kind = classify(name, organization, description, categories, listing.kind)
    url = link(listing.url)
    if listing.url and not url:
        note("url_unreadable", f"{str(listing.url)[:80]!r}")
    address = placed.address or _served_country(listing)
    country = address.country if address and address.country else "US"
    phones = _phones(listing, country, note)
    modes = listing.modes or infer_modes(
        " ".join(part for part in (name, description, application) if part),
        has_place=placed.position is not None or placed.address is not None,
        has_phone=bool(phones),
        url=url,
        kind=kind,
    )
    languages = read_languages(listing.languages)
    for language in languages.unknown:
        note("language_unknown", repr(language[:60]))
    minimum_age, maximum_age = clean_ages(listing.minimum_age, listing.maximum_age)
    if minimum_age is None and maximum_age is None:
        minimum_age, maximum_age = ages_from_text(eligibility)
    cost = listing.cost or cost_from_text(listing.fees_description, description)
    assured = clean_date(listing.assured_date)
    if listing.assured_date and assured is None:
        note("date_unreadable", f"assured_date {str(listing.assured_date)[:40]!r}")
    in_person = "in_person" in modes
    resource = Resource(
        id=resource_id(feed.name, listing.key),
        name=name,
        organization=organization,
        kind=kind,
        modes=tuple(mode for mode in MODES if mode in modes),
        description=description,
        application_process=application,
        eligibility_description=eligibility,
        fees_description=fees,
        phones=phones,
        url=url,
        email=clean_email(listing.email),
        address=address,
        # A listing that nobody goes to has no distance; its city only told the time zone.
        position=placed.position if in_person else None,
        serves_everywhere=listing.serves_everywhere,
        service_area=tuple(c for raw in listing.service_area if (c := name_of(raw))),
        schedules=tuple(replace(each, text=_withheld(each.text, hidden)) for each in listing.schedules),
        timezone=placed.timezone,
        languages=languages.codes,
        cost=cost,
        insurance=clean_insurance(listing.insurance)
        or insurance_from_text(fees, eligibility, application, description),
        populations=tuple(
            sorted({*_known(listing.populations), *populations_from_text(name, eligibility, description)})
        ),
        minimum_age=minimum_age,
        maximum_age=maximum_age,
        accessibility="; ".join(c for raw in listing.accessibility if (c := text(raw))) or None,
        cautions=tuple(c for raw in listing.cautions if (c := text(raw))),
        assured_date=assured,
        source=Provenance(
            name=feed.name,
            record_id=listing.record_id,
            record_ids=listing.record_ids,
            url=link(listing.url_of_record) or feed.url,
            sample=feed.sample,
        ),
    )
    return Composed(resource, categories, listing.need_ids)


def _served_country(listing: Listing) -> Address | None:
    """Where nothing says where a listing is, the country that it says it serves."""
    countries = (clean_country(name) for name in listing.service_area)
    return next((Address(country=country) for country in countries if country), None)


def _phones(listing: Listing, country: str, note: object) -> tuple[Phone, ...]:
    assert callable(note)
    phones: list[Phone] = []
    for raw in listing.phones:
        cleaned = clean_phone(raw.number, raw.extension, raw.type, country)
        if not cleaned:
            note("phone_unreadable", f"{str(raw.number)[:40]!r}")
        phones += [phone for phone in cleaned if phone not in phones]
    return tuple(phones)


def _known(populations: Iterable[object]) -> list[str]:
    return [each for each in populations if isinstance(each, str) and each in POPULATIONS]


def _hidden_phrases(listings: Iterable[Listing]) -> dict[str, list[str]]:
    """By record id, what must not be found in anything told of it: the addresses of its confidential sites."""
    hidden: dict[str, list[str]] = defaultdict(list)
    for listing in listings:
        if not listing.confidential:
            continue
        raw = listing.address or RawAddress()
        line = parse_address_line(raw.full)
        postal_codes = (raw.postal_code, clean_postal_code(raw.postal_code), line.postal_code)
        streets = (raw.address_1, raw.address_2, raw.full, line.address_1)
        phrases = [as_text(value) for value in (*streets, *postal_codes, listing.latitude, listing.longitude)]
        hidden[listing.record_id] += [phrase for phrase in phrases if any(c.isdigit() for c in phrase) or " " in phrase]
    return hidden


def _withheld(text: str, hidden: Sequence[str]) -> str:
    """`text` without the hidden phrases, percent-encoded ones included."""
    if not hidden:
        return text
    redacted = redact(text, hidden)
    return redact(unquote(redacted), hidden) if "%" in redacted else redacted
