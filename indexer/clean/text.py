"""Raw text of a feed into plain text that reads well: markup, entities, mojibake, markers and padding gone.

`clean_text` repeats its pass until nothing changes, so cleaning is idempotent and an escape inside an escape cannot
smuggle anything through. Invariants: the result holds no control character but the newline, no bidirectional
override, no tag, no run of spaces and no more than one blank line in a row; a value that says nothing
("", "N/A", "none", "null") is `None`. Nothing raises.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import ftfy
import nh3

MAX_CHARACTERS = 100_000
"""Longer texts are cut: no listing says that much, and cleaning must end."""
REMEMBERED = 200
"""Texts whose cleaned form is kept: what is read of one record is asked for several times."""
_MAX_PASSES = 6

_NOTHING = frozenset(
    {"", "n/a", "n.a.", "none", "null", "nil", "nan", "undefined", "not applicable", "-", "--", ".", "?", "[removed]"}
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LITERAL_LINE_END = re.compile(r"(?:\\r\\n|\\n|\\r)")
_MARKER = re.compile(r"\s*#{2,}\s*[A-Z][A-Z0-9_]*\s*#{2,}\s*")
_AMPERSANDS = re.compile(r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)+")
_BRACKETED_CONTACT = re.compile(r"<\s*((?:https?://|mailto:)?[^\s<>\"']+(?:@|://)[^\s<>\"']+)\s*>")
_ITEM = re.compile(r"<\s*li\b[^<>]*>", re.IGNORECASE)
_CELL_END = re.compile(r"<\s*/?\s*t[dh]\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"<\s*/?\s*(?:p|div|br|hr|tr|table|tbody|thead|ul|ol|li|dl|dt|dd|h[1-6]|section|article|header|footer|blockquote"
    r"|pre"
    r"|address|form|fieldset)\b[^<>]*>",
    re.IGNORECASE,
)
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_CHANGES_NOTHING = re.compile(r"[ -%'-;=-\[\]-~\n]*")
"""Printable ASCII without what starts an entity, a tag or an escape."""

_CP437_AS_CP1252 = str.maketrans({"‚": "é", "¤": "ñ", "¢": "ó", "¡": "í", "£": "ú"})
_CP437_IN_WORD = re.compile(r"(?<=[A-Za-z])[‚¤¢¡£](?=[a-z])")
_CP1252_APOSTROPHE_AS_CP437 = re.compile(r"(?<=[A-Za-z])Æ(?=(?:s|t|re|ll|ve|d|m)\b)")


def clean_text(value: object) -> str | None:
    """Plain text with its paragraphs and lists kept as lines, or `None` where the value says nothing.

    Takes anything: text, bytes (UTF-8, else cp1252), numbers, lists of these (joined with ", ").
    """
    text = as_text(value)
    return _cleaned(text[:MAX_CHARACTERS]) if text else None


@lru_cache(maxsize=REMEMBERED)
def _cleaned(text: str) -> str | None:
    for _ in range(_MAX_PASSES):
        cleaned = _pass(text)
        if cleaned == text:
            break
        text = cleaned
    else:
        text = _settle(text)
    return None if text.casefold() in _NOTHING else text


def clean_line(value: object) -> str | None:
    """Like `clean_text`, on a single line."""
    text = clean_text(value)
    line = None if text is None else " ".join(text.split())
    # Words that were lines apart can look like damage beside each other ("Â" before a space).
    return line if line == text else clean_text(line)


def as_text(value: object) -> str:
    """Any raw value as text: empty for what is not one (`None`, NaN, mappings, booleans)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray):
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError:
            return bytes(value).decode("cp1252", "replace")
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        # Python refuses to print integers of more than 4,300 digits.
        return str(value) if value.bit_length() < 1_000 else ""
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, list | tuple | set | frozenset):
        parts = (
            as_text(part)
            for part in (sorted(value, key=repr) if isinstance(value, set | frozenset) else value)
            if not isinstance(part, list | tuple | set | frozenset)
        )
        return ", ".join(part for part in parts if part)
    return ""


def _pass(text: str) -> str:
    if not _CHANGES_NOTHING.fullmatch(text):
        text = _plain(text)
    if "##" in text:
        text = _MARKER.sub("\n", text)
    return _tidy(text)


def _plain(text: str) -> str:
    if not text.isascii():
        text = _repair(text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    if "\\" in text:
        text = _LITERAL_LINE_END.sub("\n", text).replace("\\t", " ")
    if "&" in text:
        text = html.unescape(_AMPERSANDS.sub("&", text))
    if "<" in text:
        text = _without_markup(text)
    return text


def _without_markup(text: str) -> str:
    text = _BRACKETED_CONTACT.sub(r"\1", text)
    text = _BLOCK.sub("\n", _CELL_END.sub(" ", _ITEM.sub("\n- ", text)))
    if not _OPENING.search(text):
        return text
    return html.unescape(nh3.clean(text, tags=set()))


def _repair(text: str) -> str:
    text = ftfy.fix_encoding(text)
    text = _CP437_IN_WORD.sub(lambda match: match[0].translate(_CP437_AS_CP1252), text)
    text = _CP1252_APOSTROPHE_AS_CP437.sub("’", text)
    return unicodedata.normalize("NFC", text)


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n")
    return _BLANK_LINES.sub("\n\n", text).strip()


def _settle(text: str) -> str:
    """For text that keeps unfolding: takes away what it unfolds from."""
    return _tidy(_INVISIBLE.sub("", text.translate(str.maketrans("<>&\\#", "     "))))
