"""Phones by the words beside them ("TTY/TDD Number", "24-hour Helpline", "Main, ext. 255"), and public e-mails.

The words themselves are not passed on, since they name staff as often as departments; nor is an address that is made
of somebody's first and last name.
"""

from __future__ import annotations

import re

from indexer.clean.private_numbers import is_kept_back
from indexer.sources.listing import RawPhone

_TYPES = (
    ("tty", re.compile(r"\bt[td][dty]\b|teletype|\bnon-hearing", re.IGNORECASE)),
    ("fax", re.compile(r"\bfax\b|facsimile", re.IGNORECASE)),
    (
        "hotline",
        re.compile(r"\b(?:hot|help|warm|hope|life|youth|teen|parent|crisis|support) ?line\b|\bcrisis\b", re.IGNORECASE),
    ),
    ("text", re.compile(r"\btext(?:ing)? (?:only|line)\b|\bsms\b", re.IGNORECASE)),
)
_EMAIL = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+")
_PERSONAL = re.compile(r"[A-Z][a-z]+[._-](?:[A-Z][._-]?)?[A-Z][a-z]+@")
_EXTENSION = re.compile(r"(?:\bext(?:ension)?\b\.?|\bx)\s*#?\s*(\d{1,6})\b", re.IGNORECASE)


def labelled_phone(number: str, *labels: str | None, type: str | None = None) -> RawPhone:
    """A phone, with the type and the extension that its labels state; `type` where the column itself states it."""
    words = " ".join(label for label in labels if label)
    extension = _EXTENSION.search(words)
    found = next((name for name, pattern in _TYPES if pattern.search(words)), None)
    return RawPhone(
        number=number,
        extension=extension[1] if extension else None,
        type=found or type,
        kept_back=is_kept_back(words),
    )


def public_email(value: str | None, *, alone: bool = False) -> str | None:
    """The first address that is nobody's own; with `alone`, only where nothing else stands beside it."""
    said = (value or "").strip()
    found = [said] if alone and _EMAIL.fullmatch(said) else [] if alone else _EMAIL.findall(said)
    return next((email for email in found if not _PERSONAL.match(email)), None)
