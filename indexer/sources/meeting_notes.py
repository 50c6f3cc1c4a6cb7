"""What of a meeting's notes may be told to anybody.

Notes are written for members. Left out, by sentence: how to enter a video call (ids and passcodes, which the feed
gives in fields of their own), people and their phones and addresses (anonymity is a rule of these fellowships), money,
and business meetings, which a visitor is not looking for.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(
    r"(?:\r\n|\r|\n|\t|\\n|</?(?:br|p|div|li)\b[^>]*>)+|\s*\*{2,}\s*"
    r"|(?<=[.!?])(?<![A-Z]\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bRd\.)(?<!\bMt\.)(?<!\bRm\.)(?<!\bRt\.)(?<!\bAve\.)(?<!\bhr\.)\s+"
)
_CALL = re.compile(
    r"\bzoom\b|pass ?-?(?:code|word)|passwd|\bpwd\b|\bpw\b|\bpin\b"
    r"|\b(?:meeting|call|access|dial-?in|zoom) ?(?:id|code|number)\b|\bid\s*[:#]"
    r"|dial-?in|one[- ]tap|conference call|\[removed\]",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"https?://|www\.|\S@\S|\bcontact\b|\bcall\b.*\d|\be-?mail\b|\btext\b.*\d"
    r"|\d{3}[-. )]+\d{3,4}[-. ]\d{3,4}|\d{7,}|\d{3}[-.]\d{4}\b"
    r"|business meeting|steering committee|group conscience meeting|intergroup|\bgso\b|\bgsr\b|treasurer|secretary"
    r"|venmo|paypal|cash ?app|(?:7th|seventh) tradition",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[:#=]\s*$|pass ?-?(?:code|word)\s*$|\bid\s*$", re.IGNORECASE)
_EMPTY = re.compile(r"\W*(?:none|n/?a|notes?)?\W*", re.IGNORECASE)
_MAX_LENGTH = 600


def public_notes(notes: str) -> list[str]:
    """The sentences of a note that can be shown, without those about calls, people, money and business."""
    sentences = [part.strip(" \t*•-") for part in _SENTENCE.split(notes)]
    mentions_call = _CALL.search(notes) is not None
    kept: list[str] = []
    length, after_label = 0, False
    for sentence in sentences:
        if not sentence or _EMPTY.fullmatch(sentence):
            continue
        is_value, after_label = after_label, False
        if _CALL.search(sentence) or _PRIVATE.search(sentence):
            after_label = _LABEL.search(sentence) is not None
            continue
        if mentions_call and (is_value or not _is_prose(sentence)):
            continue
        length += len(sentence)
        if length > _MAX_LENGTH:
            break
        kept.append(sentence)
    return kept


def _is_prose(sentence: str) -> bool:
    """Words enough, and no number long enough, to be something else than a code left over."""
    return len(re.findall(r"[^\W\d_]{2,}", sentence)) >= 3 and not re.search(r"\d{3,}", sentence)
