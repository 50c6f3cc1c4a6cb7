"""Made-up listings, each with the needs that it answers: what listings of all kinds read like.

`example_listings.json` lists them. Their organisations do not exist; nobody is ever referred to one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.json_file import read_json

EXACT, GOOD = 3, 2

_FILE = Path(__file__).with_name("example_listings.json")


class ExampleListingError(ValueError):
    """The bundled listings are not as they must be; the message says where."""


@dataclass(frozen=True, slots=True)
class ExampleListing:
    name: str
    organization: str
    description: str
    """Empty where the name says all."""
    needs: Mapping[str, int]
    """Need id to how well it is answered: EXACT, exactly this service; GOOD, a good answer. None for a near miss."""


@cache
def example_listings() -> tuple[ExampleListing, ...]:
    """All of them, in the file's order. Raises ExampleListingError for a file that is not as it must be."""
    document = read_json(_FILE, ExampleListingError)
    if not isinstance(document, list):
        raise ExampleListingError(f"{_FILE.name}: must be a list")
    return tuple(_listing(number, entry) for number, entry in enumerate(document, start=1))


def _listing(number: int, entry: Any) -> ExampleListing:
    where = f"{_FILE.name}: #{number}"
    if not isinstance(entry, dict) or set(entry) != {"name", "organization", "description", "needs"}:
        raise ExampleListingError(f"{where} must have name, organization, description and needs")
    name, organization, description = (entry[key] for key in ("name", "organization", "description"))
    if not all(isinstance(text, str) for text in (name, organization, description)) or not name.strip():
        raise ExampleListingError(f"{where}: name, organization and description must be texts, and the name not empty")
    needs = entry["needs"]
    if not isinstance(needs, dict) or any(how not in (EXACT, GOOD) for how in needs.values()):
        raise ExampleListingError(f"{where}: needs must be an object of {EXACT} and {GOOD}")
    return ExampleListing(name, organization, description, MappingProxyType(dict(needs)))
