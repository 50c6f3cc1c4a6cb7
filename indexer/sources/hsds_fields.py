"""The fields of a listing, one function each, from nested HSDS objects: phones, languages, costs, areas and so on.

Each takes the objects that may hold the field, the closest to the service at its site first. Personal names of
contacts are never read. Format: https://docs.openreferral.org (3.x), with 1.x's and 2.x's names.
"""

from __future__ import annotations

import re
from typing import get_args

from data.resource import KINDS, MODES, Cost, Kind, Mode
from data.vocabulary import INSURANCE, POPULATIONS
from indexer.clean.private_numbers import is_kept_back
from indexer.sources.hsds_schedules import Note
from indexer.sources.hsds_values import Object, flagged, identifier, objects, scalar, text, unique
from indexer.sources.listing import RawPhone
from indexer.sources.tables import items

_EVERYWHERE = re.compile(
    r"(the )?(entire |whole |all of (the )?)?"
    r"(nation ?wide|national|world ?wide|global|international|anywhere|everywhere|country|"
    r"united states( of america)?|u\.?s\.?a?\.?|usa)( only)?",
    re.IGNORECASE,
)
_EXTENTS = frozenset({"country", "nationwide", "national", "nation", "world", "worldwide", "global"})
_LABELS = frozenset({"mode", "kind", "population", "insurance", "confidential", "intended_need"})
_ANYONE = re.compile(r"everyone|everybody|anyone|all|standard|free|no (cost|charge|fee)", re.IGNORECASE)
_FAX = re.compile(r"\s*fax", re.IGNORECASE)


def phones(*levels: list[Object]) -> list[RawPhone]:
    """The phones of the first level that has one to call, after those of the levels before it (a fax, say)."""
    found: dict[tuple[str | None, ...], RawPhone] = {}
    for level in levels:
        for row in level:
            number = text(row, "number", "phone", "phone_number")
            if number:
                phone = RawPhone(
                    number=f"{text(row, 'country_prefix') or ''} {number}".strip(),
                    extension=text(row, "extension"),
                    type=text(row, "type", "number_type"),
                    kept_back=is_kept_back(text(row, "description")),
                )
                found.setdefault((phone.number, phone.extension, phone.type), phone)
        if any(not phone.kept_back and not _FAX.match(phone.type or "") for phone in found.values()):
            break
    return list(found.values())


def contact_phones(*holders: Object) -> list[Object]:
    """The phones of the contacts of these objects, without whose they are."""
    return [
        phone for holder in holders for contact in objects(holder, "contacts") for phone in objects(contact, "phones")
    ]


def languages(*holders: Object) -> list[str]:
    """Names or codes of the first object that lists any."""
    for holder in holders:
        rows = objects(holder, "languages")
        found = [text(row, "name", "language", "code", "description") for row in rows]
        listed = unique(found) or items(holder.get("languages"))
        if listed:
            return listed
    return []


def fees(service: Object) -> str | None:
    """What it costs, in words: the fee texts, then each cost option ("10 USD, per session (students)")."""
    rows = objects(service, "fees_rows", "fees")
    said = unique(
        [text(service, "fees_description", "fee"), text(service, "fees"), *(text(row, "fee") for row in rows)]
    )
    options = unique(_cost_option(row) for row in objects(service, "cost_options"))
    if any("free" in words.lower() for words in said):
        options = [words for words in options if words != "Free"]
    return "; ".join([*said, *options]) or None


def _cost_option(row: Object) -> str | None:
    amount, currency = text(row, "amount"), text(row, "currency")
    price = f"{amount} {currency.upper() if currency else ''}".strip() if amount else None
    if _is_zero(amount):
        price = "Free"
    words = ", ".join(unique([price, text(row, "amount_description", "description")]))
    option, until = text(row, "option"), text(row, "valid_to")
    if option and words and not _is_anyone(option):
        words = f"{words} ({option})"
    words = words or option or ""
    return f"{words}, until {until}" if until and words else words or None


def cost(service: Object) -> Cost | None:
    """Free, if every cost option is nothing to pay and on no condition; else not for a reader to say."""
    rows = objects(service, "cost_options")
    free = [_is_zero(scalar(row, "amount")) and _is_anyone(text(row, "option")) for row in rows]
    return "free" if free and all(free) else None


def _is_anyone(option: str | None) -> bool:
    return option is None or bool(_ANYONE.fullmatch(option.strip()))


def _is_zero(amount: object) -> bool:
    return bool(re.fullmatch(r"[^\d.-]*0+(\.0*)?", str(amount).strip())) if amount is not None else False


def eligibility(service: Object) -> str | None:
    """Who it is for, in words."""
    stated = text(service, "eligibility_description")
    if not stated:
        rows = objects(service, "eligibility")
        names = ("eligibility_description", "eligibility", "description")
        stated = "; ".join(unique([text(service, "eligibility"), *(text(row, *names) for row in rows)]))
    return "\n".join(unique([text(service, "audience"), stated])) or None


def application(service: Object) -> str | None:
    """How to get it, and the documents to bring."""
    rows = objects(service, "required_documents")
    documents = unique(text(row, "document", "description") for row in rows) or items(service.get("required_documents"))
    bring = f"Required documents: {'; '.join(documents)}" if documents else None
    return "\n".join(unique([text(service, "application_process"), bring])) or None


def service_area(*holders: Object) -> tuple[list[str], bool]:
    """Names of the areas served, and whether one of them is a whole country or the world."""
    names: list[str | None] = []
    everywhere = False
    for holder in holders:
        for row in objects(holder, "service_areas"):
            name = text(row, "name", "service_area", "description")
            names.append(name)
            extent_type = (text(row, "extent_type") or "").strip().lower()
            everywhere = everywhere or extent_type in _EXTENTS or _is_everywhere(name)
            if extent_type == "country":
                names.append(text(row, "extent"))
        listed = [] if objects(holder, "service_areas") else items(holder.get("service_areas"))
        names += listed
        everywhere = everywhere or any(map(_is_everywhere, listed))
    return unique(names), everywhere


def _is_everywhere(name: str | None) -> bool:
    return bool(name and _EVERYWHERE.fullmatch(name.strip()))


def accessibility(location: Object) -> list[str]:
    """What a location says of its accessibility, one text a feature."""
    rows = objects(location, "accessibility", "accessibility_for_disabilities")
    found = ["; ".join(unique(text(row, name) for name in ("description", "accessibility", "details"))) for row in rows]
    return unique(found) or [word.replace("_", " ") for word in items(location.get("accessibility"))]


def categories(*holders: Object) -> list[str]:
    """Names of the taxonomy terms linked to these objects, and keywords."""
    names: list[str | None] = []
    for holder in holders:
        terms = objects(holder, "taxonomy_terms", "taxonomies", "taxonomy")
        names += [text(term, "name", "term") for term in terms]
        for attribute in objects(holder, "attributes"):
            if _label(attribute) is None:
                terms = objects(attribute, "taxonomy_term", "taxonomy_terms")
                names += [text(term, "name", "term") for term in terms]
        names += items(holder.get("keywords"))
    return unique(names)


def labelled(label: str, *holders: Object) -> list[str]:
    """The values of the attributes with this label, lower-cased, of the first object that has any."""
    for holder in holders:
        found = [_value(row) for row in objects(holder, "attributes") if _label(row) == label]
        if any(found):
            return [value.strip().lower() for value in unique(found)]
    return []


def _label(attribute: Object) -> str | None:
    stated = (identifier(attribute, "label", "link_type") or "").lower()
    if stated.startswith("confidential"):
        return "confidential"
    return stated if stated in _LABELS else None


def _value(attribute: Object) -> str | None:
    if isinstance(attribute.get("value"), bool):
        return str(attribute["value"])
    terms = objects(attribute, "taxonomy_term")
    return text(attribute, "value") or next((text(term, "code", "name") for term in terms), None)


def is_confidential(*holders: Object) -> bool:
    """Whether any of these objects is flagged as private."""
    flags = ("confidential", "is_confidential", "is_private", "private", "address_is_confidential")
    return any(
        flagged(holder, *flags) or any(flagged({"it": value}, "it") for value in labelled("confidential", holder))
        for holder in holders
    )


def modes(values: list[str], note: Note) -> frozenset[Mode]:
    """The stated modes that are known."""
    return frozenset(mode for mode in MODES if mode in _known("mode", values, get_args(Mode), note))


def kind(values: list[str], note: Note) -> Kind | None:
    """The stated kind, if known."""
    known = _known("kind", values, get_args(Kind), note)
    return next((kind for kind in KINDS if kind == known[0]), None) if known else None


def populations(values: list[str], note: Note) -> list[str]:
    """The stated populations that are known."""
    return _known("population", values, tuple(POPULATIONS), note)


def insurance(values: list[str], note: Note) -> list[str]:
    """The stated insurance that is known."""
    return _known("insurance", values, tuple(INSURANCE), note)


def _known(label: str, values: list[str], vocabulary: tuple[str, ...], note: Note) -> list[str]:
    known: list[str] = []
    for value in values:
        word = re.sub(r"[\s-]+", "_", value)
        if word in vocabulary:
            known.append(word)
        else:
            note("unknown_value", f"attribute {label}: {value[:60]!r} is none of {', '.join(vocabulary)}")
    return known
