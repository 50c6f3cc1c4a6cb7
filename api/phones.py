"""Phone numbers as pages show them: easy to read, and as links that a phone can follow (`tel:`, RFC 3966)."""

from __future__ import annotations

import re
from typing import NamedTuple

import phonenumbers
from flask import Flask
from phonenumbers import PhoneNumberFormat

_NUMBER = re.compile(r"\+?\(?\d(?:[ ().-]{0,2}\d){2,}", re.ASCII)
_NANP_DIGITS = 11
"""Of a North American number that is written with its country code, 1."""


class Part(NamedTuple):
    """A piece of text; `number` is what its link dials, `None` where it is no number."""

    text: str
    number: str | None


def parts(words: str) -> list[Part]:
    """Text cut at the numbers in it: "HOME to 741741" is "HOME to " and "741741"; "988, press 1" dials 988."""
    found: list[Part] = []
    end = 0
    for match in _NUMBER.finditer(words):
        if match.start() > end:
            found.append(Part(words[end : match.start()], None))
        found.append(Part(readable(match[0]), _dialled(match[0])))
        end = match.end()
    if end < len(words):
        found.append(Part(words[end:], None))
    return found


def readable(number: str) -> str:
    """E.164 as people write it: "(305) 555-0120", and "+44 20 7946 0123" from abroad; anything else as it is."""
    if re.fullmatch(r"\+\d{3,15}", number, re.ASCII) is None:
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    style = PhoneNumberFormat.NATIONAL if parsed.country_code == 1 else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, style))


def register(app: Flask) -> None:
    """Gives templates the filter `phone_parts`."""
    app.jinja_env.filters["phone_parts"] = parts


def _dialled(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    international = written.startswith("+") or (len(digits) == _NANP_DIGITS and digits.startswith("1"))
    return f"+{digits}" if international else digits
