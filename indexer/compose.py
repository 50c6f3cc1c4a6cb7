"""From listings as their feeds give them to resources: cleaned, placed, classified; refused where they must be.

Done once for all formats. Refused, with a reason that is counted: a listing without a name, and one that its own feed
says is inactive, closed or not to be referred to. ``read == listed + merged + rejected`` holds for what comes out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from data.kinds import classify
from data.places.gazetteer import Gazetteer
from data.resource import MODES, Address, Phone, Provenance, Resource
from data.vocabulary import POPULATIONS
from indexer.clean.address import clean_country
from indexer.clean.ages import ages_from_text, clean_ages
from indexer.clean.contacts import clean_email, clean_phone, clean_url
from indexer.clean.cost import cost_from_text
from indexer.clean.dates import clean_date
from indexer.clean.insurance import clean_insurance, insurance_from_text
from indexer.clean.languages import read_languages
from indexer.clean.modes import infer_modes
from indexer.clean.names import clean_name
from indexer.clean.populations import populations_from_text
from indexer.clean.private_numbers import is_among, is_kept_back, kept_back, numbers_in, without_numbers
from indexer.clean.text import clean_text
from indexer.manifest import RecordCounts
from indexer.notices import notices
from indexer.placing import place
from indexer.privacy import Hidden, hidden_phrases, with_confidentiality, withheld, withheld_link
from indexer.serving import served
from indexer.sources.listing import Feed, Finding, Listing, Reading
from indexer.standing import refusal, unknown_status

_NOT_SHOWN = "not shown, since the listing is confidential"


@dataclass(frozen=True, slots=True)
class Composed:
    """A resource without tags yet, with what tagging reads besides it."""

    resource: Resource
    categories: tuple[str, ...]
    need_ids: tuple[str, ...]
    labels: tuple[str, ...] = ()
    """The feed's own codes, for measuring alone."""


@dataclass(frozen=True, slots=True)
class Composition:
    items: list[Composed]
    records: RecordCounts
    findings: list[Finding]


def compose(feed: Feed, reading: Reading, gazetteer: Gazetteer, *, use_categories: bool = True) -> Composition:
    """Never raises for bad data: what cannot be listed is counted as rejected and found."""
    listings = with_confidentiality(reading.listings)
    hidden = hidden_phrases(listings)
    findings = [replace(f, detail=_NOT_SHOWN) if f.record_id in hidden else f for f in reading.findings]
    items: list[Composed] = []
    refusals: dict[str, str] = {}
    sizes: dict[str, int] = {}
    listed: set[str] = set()
    for listing in listings:
        sizes[listing.record_id] = len(listing.record_ids)
        reason = refusal(listing)
        if reason:
            refusals.setdefault(listing.record_id, reason)
            continue
        told_not = hidden.get(listing.record_id)
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


def _compose_one(
    feed: Feed,
    listing: Listing,
    gazetteer: Gazetteer,
    use_categories: bool,
    hidden: Hidden,
    findings: list[Finding],
) -> Composed:
    def note(code: str, detail: str) -> None:
        findings.append(
            Finding(code=code, detail=detail if hidden is None else _NOT_SHOWN, record_id=listing.record_id)
        )

    placed = place(listing, gazetteer)
    for code, detail in placed.findings:
        note(code, detail)

    kept_back = _kept_back(listing, note)

    def told(cleaned: str) -> str:
        return without_numbers(withheld(cleaned, hidden), kept_back)

    def text(value: object) -> str | None:
        cleaned = clean_text(value)
        return told(cleaned) if cleaned else None

    def name_of(value: object) -> str | None:
        cleaned = clean_name(value)
        return withheld(cleaned, hidden) if cleaned else None

    def link(value: object) -> str | None:
        return withheld_link(clean_url(value), hidden)

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
    address, timezone = placed.address, placed.timezone
    if address is None or address == Address(confidential=True):
        of_area, zone = served(listing, gazetteer)
        address = replace(of_area, confidential=True) if of_area and address else of_area or address
        timezone = timezone or zone
    phones = _phones(listing, address.country if address else None, kept_back, note)
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
    cautions = tuple(c for raw in listing.cautions if (c := text(raw)))
    if status := unknown_status(listing):
        cautions += (f"Status listed as “{withheld(status, hidden)}”: check first",)
        note("status_unknown", repr(status))
    told_of = {"name": name, "application_process": application, "description": description}
    cautions += notices({**told_of, "eligibility_description": eligibility}, cautions)
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
        schedules=tuple(replace(each, text=told(each.text)) for each in listing.schedules),
        timezone=timezone,
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
        cautions=cautions,
        assured_date=assured,
        source=Provenance(
            name=feed.name,
            record_id=listing.record_id,
            record_ids=listing.record_ids,
            url=link(listing.url_of_record) or feed.url,
            sample=feed.sample,
        ),
    )
    return Composed(resource, categories, listing.need_ids, listing.labels)


def _kept_back(listing: Listing, note: Callable[[str, str], None]) -> set[str]:
    """The digits of the numbers that the listing forbids to give out."""
    texts = (listing.description, listing.application_process, listing.eligibility_description)
    others = (listing.fees_description, *listing.cautions, *(schedule.text for schedule in listing.schedules))
    numbers, of_one_unnamed = kept_back(clean_text(each) for each in (*texts, *others))
    written = [(phone, clean_text(phone.number) or "") for phone in listing.phones]
    for phone, number in written:
        if phone.kept_back or is_kept_back(number):
            numbers |= numbers_in(number)
    if of_one_unnamed:
        voices = {each for phone, number in written if phone.type not in ("fax", "tty") for each in numbers_in(number)}
        numbers |= voices if len(voices) == 1 else set()
        if len(voices) > 1:
            note("phone_maybe_kept_back", "a text forbids to give out a number and does not say which; all are shown")
    return numbers


def _phones(
    listing: Listing, country: str | None, kept_back: set[str], note: Callable[[str, str], None]
) -> tuple[Phone, ...]:
    """The phones, read as those of the listing's country, else of the countries it serves, else of the US; without
    those that it forbids to give out."""
    served = dict.fromkeys(code for name in listing.service_area if (code := clean_country(name)))
    countries = [country] if country else [*served, "US"]
    phones: list[Phone] = []
    for raw in listing.phones:
        readings = (clean_phone(raw.number, raw.extension, raw.type, each) for each in countries)
        cleaned = next((reading for reading in readings if reading), [])
        if not cleaned:
            note("phone_unreadable", f"{str(raw.number)[:40]!r}")
        known = [phone for phone in cleaned if not is_among(phone.number, kept_back)]
        if len(known) < len(cleaned):
            note("phone_kept_back", "not shown, since the listing forbids to give it out")
        phones += [phone for phone in known if phone not in phones]
    return tuple(phones)


def _known(populations: Iterable[object]) -> list[str]:
    return [each for each in populations if isinstance(each, str) and each in POPULATIONS]
