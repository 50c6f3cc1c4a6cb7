"""Phones, web addresses and e-mail addresses as listings write them, into ones that can be called and opened.

Nothing raises; what can't be used is left out (an empty list, `None`), so a caller that put something in and got
nothing back has a finding to report.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from data.resource import Phone
from indexer.clean.text import as_text, clean_line

_SHORT_CODES = frozenset(["211", "311", "411", "511", "611", "711", "811", "911", "988"])
_NANP_COUNTRIES = frozenset({"US", "CA", "PR", "VI", "GU", "AS", "MP"})
_EXTENSION = (
    r"\s*[,;(]?\s*(?:extension|extn?\.?|x\.?t?\.?|option|opt\.?|press|#)\s*[:.#]?\s*(?:opt(?:ion)?\.?\s*)?(\d{1,7})"
    r"(?!\d)"
)
_AFTER = re.compile(_EXTENSION, re.IGNORECASE)
_BARE_EXTENSION = re.compile(r"\D*(\d{1,7})\D*")
_NANP = re.compile(
    r"(?<![0-9A-Z+])(?:\+?1[-.\s]*)?(?:\(\s*([2-9A-Z][0-9A-Z]{2})\s*\)|([2-9]\d{2}))[-.\s/)*]*"
    r"((?:[0-9A-Z][-.\s]{0,3}){6}[0-9A-Z])([A-Z]{0,5})(?=$|[^0-9A-Z]|X\d|EXT|OPT)"
)
_LABEL_TYPES = (
    ("fax", re.compile(r"\bfax\b", re.IGNORECASE)),
    ("tty", re.compile(r"\b(?:tty|tdd|tty/tdd|teletype)\b", re.IGNORECASE)),
    ("text", re.compile(r"\b(?:sms|text)\b", re.IGNORECASE)),
    ("hotline", re.compile(r"hotline|crisis|help ?line", re.IGNORECASE)),
    ("cell", re.compile(r"\b(?:cell|mobile|cellular)\b", re.IGNORECASE)),
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BROKEN_SCHEME = re.compile(r"^\s*h+t+p+(s?)[:;/\\ ]+/*", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HOST = re.compile(
    r"(?=.{4,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[a-z][a-z-]{1,61}|xn--[a-z0-9-]{2,59}|[^\x00-\x7f\s]{2,62})"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+'-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![\w-])"
)
_MAX_URL = 2_048
REMEMBERED = 10_000
"""Numbers and addresses that are kept: the sites of an organisation share them."""


def clean_phone(number: object, extension: object = None, type: object = None, country: str = "US") -> list[Phone]:
    """The numbers of one cell, in its order and without repeats.

    Numbers are E.164 where they are possible in `country` (ISO 3166-1 alpha-2), short codes as listed. Placeholders,
    masked and incomplete numbers are left out.
    """
    text = clean_line(number)
    if not text:
        return []
    stated = clean_line(type)
    digits = re.sub(r"\D", "", text)
    if digits and not digits.strip("0"):
        return []
    short = _short_code(text, digits, stated, country)
    if short:
        return [Phone(number=short, type=_phone_type(stated, text))]
    found = _north_american(text) if country in _NANP_COUNTRIES else []
    if not found:
        found = _any_country(text, country)
    given = _BARE_EXTENSION.fullmatch(clean_line(extension) or "")
    phones: dict[str, Phone] = {}
    for position, (e164, inner, label) in enumerate(found):
        phones.setdefault(
            e164,
            Phone(
                number=e164,
                extension=inner or (given[1] if given and position == 0 else None),
                type=_phone_type(stated, label),
            ),
        )
    return list(phones.values())


def clean_url(value: object) -> str | None:
    """The first http(s) address of a cell, with its scheme, or `None`: no other scheme, no credentials, no e-mail."""
    text = as_text(value)[: 4 * _MAX_URL].strip()
    href = _HREF.search(text)
    text = (href[1] if href else text).replace("&amp;", "&")
    for part in re.split(r"[\s;,|<>\"']+", _BROKEN_SCHEME.sub(lambda match: f"http{match[1].lower()}://", text)):
        url = _http_url(part.lstrip("([{").rstrip(".)]}"))
        if url:
            return url
        if _SCHEME.match(part) and not re.match(r"[^/]*\.[^/]*:\d", part):
            return None
    return None


def clean_email(value: object) -> str | None:
    """The first e-mail address of a cell, its domain in lower case, or `None`."""
    match = _EMAIL.search(as_text(value)[:1_000].strip())
    if match is None or len(match[0]) > 254:
        return None
    local, _, domain = match[0].rpartition("@")
    return f"{local}@{domain.lower()}"


def _short_code(text: str, digits: str, stated: str | None, country: str) -> str | None:
    bare = re.fullmatch(r"(?:(?:dial|call|text|sms|phone|tty)\W+)*(?:\d[-.\s]?){2,5}\d[.\s]*", text, re.IGNORECASE)
    if not bare:
        texting = re.search(r"\btext\b.*?\bto\b\D*(\d{5,6})(?!\d)", text, re.IGNORECASE)
        return texting[1] if texting else None
    if digits in _SHORT_CODES or (3 <= len(digits) <= 6 and country not in _NANP_COUNTRIES):
        return digits
    texts = (stated or "").casefold() in {"text", "sms"} or bool(re.match(r"\W*(?:text|sms)\b", text, re.IGNORECASE))
    return digits if texts and len(digits) in (5, 6) else None


def _north_american(text: str) -> list[tuple[str, str | None, str]]:
    """E.164, extension and the words around each number, vanity letters dialled."""
    upper = text.upper() if len(text.upper()) == len(text) else text
    matches = [match for match in _NANP.finditer(upper) if _plausible(match)]
    found = []
    for position, match in enumerate(matches):
        dialled = phonenumbers.convert_alpha_characters_in_number((match[1] or match[2]) + match[3])
        digits = re.sub(r"\D", "", dialled)
        if not digits[3:].strip("0"):
            continue
        parsed = _parse("+1" + digits, "US")
        if parsed is None:
            continue
        since = matches[position - 1].end() if position else 0
        until = matches[position + 1].start() if position + 1 < len(matches) else None
        inner = _AFTER.match(text, match.end())
        label = _label(text[since : match.start()], text[match.end() : until], last=until is None)
        found.append((parsed, inner[1] if inner else None, label))
    return found


def _label(before: str, after: str, *, last: bool) -> str:
    """The words that belong to one number of several: up to the separators around it."""
    following = re.split(r"[;,|/]", after, maxsplit=1)
    return re.split(r"[;,|/]", before)[-1] + " " + (following[0] if last or len(following) > 1 else "")


def _plausible(match: re.Match[str]) -> bool:
    """Letters are vanity letters, not words that happen to follow three digits."""
    area, rest = match[1] or match[2], match[3]
    letters = sum(character.isalpha() for character in rest + match[4])
    if not letters:
        return True
    return area.startswith("8") or re.search(r"[A-Z]\s|\s[A-Z]", rest) is None


def _any_country(text: str, country: str) -> list[tuple[str, str | None, str]]:
    region = country if country in phonenumbers.SUPPORTED_REGIONS else "US"
    if region == "US" and "+" not in text and "011" not in text:
        return []
    found = []
    for match in phonenumbers.PhoneNumberMatcher(text[:200], region, leniency=phonenumbers.Leniency.POSSIBLE):
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        found.append((number, match.number.extension, text.replace(match.raw_string, " ")))
    return found


@lru_cache(maxsize=REMEMBERED)
def _parse(text: str, country: str) -> str | None:
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _phone_type(stated: str | None, label: str) -> str:
    for text in (stated or "", label):
        for name, pattern in _LABEL_TYPES:
            if pattern.search(text):
                return name
    return "voice"


@lru_cache(maxsize=REMEMBERED)
def _http_url(part: str) -> str | None:
    if not part or len(part) > _MAX_URL:
        return None
    if not part.lower().startswith(("http://", "https://")):
        if "@" in part.split("/")[0] or (_SCHEME.match(part) and not re.match(r"[^/:]+:\d+(?:/|$)", part)):
            return None
        part = "http://" + part.lstrip("/")
    try:
        split = urlsplit(part)
        port = split.port
        host = (split.hostname or "").rstrip(".")
    except ValueError:
        return None
    if "@" in split.netloc or not _HOST.fullmatch(host):
        return None
    if any(ord(character) < 33 or ord(character) == 127 or character in "\\^`{}" for character in part):
        return None
    netloc = host if port is None else f"{host}:{port}"
    return split._replace(scheme=split.scheme.lower(), netloc=netloc).geturl()
