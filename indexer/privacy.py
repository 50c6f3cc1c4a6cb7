"""Confidential listings: which they are, and what must not be found in anything that is told of them.

A listing is confidential where its feed flags it, where any listing of the same location is flagged, or where its
texts say that its address is kept secret. Then every street and postal code is taken out of every text of its record,
those of its address and any that looks like one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote

from indexer.clean.address import clean_postal_code, parse_address_line
from indexer.clean.redact import redact, redact_streets, redact_zips
from indexer.clean.text import as_text, clean_line
from indexer.sources.listing import Listing, RawAddress

Hidden = Sequence[str] | None
"""Phrases that must not be told; `None` where nothing is confidential."""

_PLACE = r"(?:location|address|site|whereabouts|shelter location)(?:e?s)?"
_SECRET = r"(?:confidential|undisclosed|secret|unlisted|hidden)"
_SAYS_SO = re.compile(
    rf"\b{_SECRET}(?:,? (?:and |& )?\w+)? {_PLACE}\b"
    rf"|(?<!email )(?<!e-mail )(?<!your )(?<!ip )\b{_PLACE} (?:(?:is|are|remains?|kept|held|strictly|completely|always"
    rf"|and|will|be|must|to|as) )*(?:{_SECRET}|not (?:be )?(?:disclosed|published|given out|public|shared)"
    rf"|withheld|private)\b",
    re.IGNORECASE,
)


def with_confidentiality(listings: Iterable[Listing]) -> list[Listing]:
    """The listings, those that are confidential marked so."""
    listings = list(listings)
    sites = {listing.site_id for listing in listings if listing.confidential and listing.site_id}
    return [
        listing
        if listing.confidential or not (listing.site_id in sites or _says_so(listing))
        else replace(listing, confidential=True)
        for listing in listings
    ]


def hidden_phrases(listings: Iterable[Listing]) -> dict[str, list[str]]:
    """By record id, the addresses of its confidential sites; records without any such site are not in it."""
    hidden: dict[str, list[str]] = defaultdict(list)
    for listing in listings:
        if not listing.confidential:
            continue
        raw = listing.address or RawAddress()
        line = parse_address_line(raw.full)
        postal_codes = (raw.postal_code, clean_postal_code(raw.postal_code), line.postal_code)
        streets = (raw.address_1, raw.address_2, raw.full, line.address_1)
        phrases = [as_text(value) for value in (*streets, *postal_codes, listing.latitude, listing.longitude)]
        # A single word is too common to be looked for.
        hidden[listing.record_id] += [p for p in phrases if any(c.isdigit() for c in p) or " " in p.strip()]
    return hidden


def withheld(text: str, hidden: Hidden) -> str:
    """`text` without the hidden phrases, nor anything else that looks like a street address or a ZIP code."""
    return text if hidden is None else redact_zips(redact_streets(redact(text, hidden)))


def withheld_link(url: str | None, hidden: Hidden) -> str | None:
    """The URL, unless it tells of an address, percent-encoded ones included."""
    if url is None or hidden is None:
        return url
    plain = unquote(url)
    told = redact_streets(redact(redact(url, hidden), hidden)) != url or redact_streets(redact(plain, hidden)) != plain
    return None if told else url


def _says_so(listing: Listing) -> bool:
    raw = listing.address or RawAddress()
    texts = (listing.name, listing.description, listing.application_process, raw.address_1, raw.full, *listing.cautions)
    return any(_SAYS_SO.search(clean_line(said) or "") for said in texts)
