"""One-line addresses of meeting feeds in parts: "12 Elm St, Springfield, OH 45501, USA".

Read from the right: country, postal code and state, city; what is left is the street. Feeds of Canada and the United
Kingdom put commas elsewhere and write their postal codes their own way.
"""

from __future__ import annotations

import re

from indexer.sources.listing import RawAddress

COUNTRIES = {
    "usa": "US",
    "us": "US",
    "u.s.a.": "US",
    "united states": "US",
    "united states of america": "US",
    "canada": "CA",
    "ca": "CA",
    "can": "CA",
    "uk": "GB",
    "gb": "GB",
    "united kingdom": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "ireland": "IE",
    "ie": "IE",
    "mexico": "MX",
    "australia": "AU",
    "new zealand": "NZ",
}
_POSTCODE = re.compile(
    r"(?P<before>.*?)\s*\b(?P<code>\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"[A-Z]{2,3}|Alberta|British Columbia|Manitoba|Ontario|Quebec|Québec|Saskatchewan|Nova Scotia|New Brunswick"
)
_CITY_STATE = re.compile(r"(.+?)\s+([A-Z]{2})")
_STREET = re.compile(
    r"\d|\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|hwy|highway|pkwy|parkway|pl|place|ct|court"
    r"|sq|square|ter|terrace|cir|circle|pike|trail)\b\.?",
    re.IGNORECASE,
)
_NOT_A_PLACE = re.compile(r"\s*(?:online|virtual|zoom|internet)(?:\s+(?:only|meeting))?\s*", re.IGNORECASE)


def country_code(value: str | None) -> str | None:
    """ISO 3166-1 alpha-2 where the name is known, else the text as it is."""
    return None if value is None else COUNTRIES.get(value.strip().lower(), value)


def one_line(line: str) -> RawAddress | None:
    """The parts of a one-line address; `full` alone where there are none to be told apart."""
    parts = [part.strip() for part in line.split(",") if part.strip() and not _NOT_A_PLACE.fullmatch(part)]
    if not parts:
        return None
    address = RawAddress()
    if len(parts) > 1 and parts[-1].lower() in COUNTRIES and not (parts[-1] == "CA" and len(parts) < 4):
        address.country = COUNTRIES[parts.pop().lower()]
    match = _POSTCODE.fullmatch(parts[-1])
    if match and not (len(parts) == 1 and _STREET.search(match["before"])):
        address.postal_code = match["code"]
        parts[-1] = match["before"]
        if not parts[-1]:
            parts.pop()
    if parts and _STATE.fullmatch(parts[-1]):
        address.state_province = parts.pop()
    elif parts and (address.postal_code or len(parts) > 1) and (match := _CITY_STATE.fullmatch(parts[-1])):
        parts[-1], address.state_province = match[1], match[2]
    if len(parts) == 1 and _STREET.search(parts[0]) and not address.state_province:
        return RawAddress(full=line)
    if parts and re.search(r"\bCounty$", parts[-1]):
        address.county = parts.pop()
    if parts and not (len(parts) == 1 and re.match(r"#?\d", parts[0])):
        address.city = parts.pop()
        if parts and parts[0] == address.city:  # the same place, written twice
            parts = []
    address.address_1 = ", ".join(parts) or None
    return address


def has_street(address: RawAddress | None) -> bool:
    """Whether an address is one that a person can go to, and not a town or a neighbourhood."""
    return address is not None and any(line and _STREET.search(line) for line in (address.address_1, address.full))


def place_key(address: RawAddress | None) -> tuple[str, ...]:
    """What two ways of writing one address share: with a postal code its numbers, else its words."""
    if address is None:
        return ()
    street = address.address_1 or address.full or ""
    numbers = re.findall(r"\d+", street)
    if address.postal_code and numbers:
        return (address.postal_code.replace(" ", "").lower(), *numbers)
    parts = (street, address.city, address.county, address.state_province, address.postal_code)
    return tuple(" ".join(re.findall(r"\w+", part.lower())) for part in parts if part)
