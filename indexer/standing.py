"""Whether a listing may be referred to at all: what its status, name, alerts and description say of its being open.

A status is believed where it is known: the words of being open list it, those of being closed refuse it, and any other
is told as a caution. "Closed" alone says little (closed meetings, closed on Sundays): outside of the status it counts
only where it stands apart or says that it is for good. What is closed for now is listed, with a caution
(`indexer.notices`).
"""

from __future__ import annotations

import re

from indexer.clean.names import clean_name
from indexer.clean.text import clean_line
from indexer.sources.listing import Listing

_OPEN = frozenset({
    "active", "open", "opened", "published", "publish", "current", "live", "enabled", "approved", "verified",
    "operational", "operating", "available", "complete", "completed", "public", "normal", "ok", "yes", "true", "1",
    "a", "new", "updated", "accepting", "referrals", "clients", "in", "service", "and",
})  # fmt: skip
_DO_NOT_REFER = re.compile(r"\bdo not (?:\w+ )?refer|\bdon t refer|\bnot? referr?able\b|\bdnr\b|\bno referrals?\b")
_INACTIVE = re.compile(
    r"\bin ?activ|\bdeactivated|\bnot (?:\w+ )?(?:active|open|operating|operational|available|published|live)\b"
    r"|\bno longer\b|\bunavailable\b|\bunpublished\b|\bdefunct|\bclosed\b|\bclosure\b|\bexpired|\barchiv|\bdelet"
    r"|\bsuspended|\bdiscontinued|\bdisabled|\bdraft|\bremov|\bretired|\bterminated|\bceased|\bdissolved|\bobsolete"
    r"|\bout of business\b|\bdisbanded"
)
_WAITING_LIST = re.compile(r"\bwait(?:ing)? ?list (?:is )?closed\b|\bclosed to new\b")
_IT = (
    r"(?:program(?:me)?|agency|site|services?|location|office|organi[sz]ation|shelter|cent(?:er|re)|clinic|pantry|listing"
    r"|resource|group|meeting|provider|facility|hotline|helpline)"
)
_FOR_GOOD = re.compile(
    r"\b(?:permanently closed|closed permanently|out of business|permanent(?:ly)? closure"
    r"|(?:has|have) ceased operations?|no longer (?:operat\w+|in (?:operation|business|service)|open"
    r"|exists?|meets|meeting|active))\b"
    rf"|\b(?:this|the|our) {_IT} (?:has |have |was )?closed (?:its doors|in (?:\w+ )?(?:19|20)\d\d)"
    r"|\bplease (?:delete|remove)(?: (?:this|it|from|listing|record|entry)\b|\s*(?:[.!]|$))",
    re.IGNORECASE,
)
_SUBJECT = (
    r"^(?![\w\W]{0,40}?\b(?:numbers?|phones?|lines?|website|e-?mail) (?:is|are|has|have)\b)"
    r"[\W_]*(?:(?:please )?note:?\s+)?(?:(?:this|the|our) (?:\w+ ){1,3}?|we )?"
    r"(?:(?:is|are|has|have|been|now|currently)\s+)*"
)
_CLOSED_FIRST = re.compile(
    _SUBJECT
    + r"(?:(?:permanently|indefinitely) closed|closed (?:permanently|indefinitely|for good|as of|effective|since"
    r"|down)|no longer (?:operat\w+|in \w+|open|exists?|meets|active|available|offer\w+|provid\w+)|discontinued|defunct"
    r"|inactive|out of business|do not refer|"
    r"closed(?=\s*(?:$|[*.!:;–—]|-\s)))",
    re.IGNORECASE,
)
_IS = r"(?:(?:is|are|has|have|been|was|were|now|currently)\s+)*"
_GONE = (
    r"(?:permanently closed|closed (?:permanently|for good|its doors|in (?:\w+ )?(?:19|20)\d\d)|ceased operations?"
    r"|no longer (?:operat\w+|in (?:operation|service|business)|exists?|active)|defunct|out of business|inactive"
    r"|discontinued|dissolved|disbanded)\b"
)
_IT_IS_GONE = re.compile(rf"^[\W_]*(?:(?:please )?note:?\s+)?(?:this|the|our) {_IT}\s+{_IS}{_GONE}", re.IGNORECASE)
_IS_GONE = re.compile(rf"\W*\s{_IS}(?:{_GONE}|closed(?=\s*(?:$|[*.!;–—]|-\s)))", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+")
_NAME_MARK = re.compile(
    r"^[\W_]*(?P<first>closed|inactive|defunct|discontinued)\s*[-–—:*)\]!/]"
    r"|[-–—(\[*:]\s*(?P<last>closed|inactive|defunct|discontinued)[\W_]*$"
    r"|\b(?:permanently|indefinitely) closed\b|\bdo[ -]not[ -]refer\b|^[\W_]*DNR\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:meetings?|groups?|anonymous|aa|na|steps?|big book|women|men|discussion|study|al-?anon)\b", re.I
)


def refusal(listing: Listing) -> str | None:
    """Why a listing is not to be shown, as a stable code, or `None`."""
    if clean_name(listing.name) is None:
        return "no_name"
    status = _plain(listing.status)
    if _DO_NOT_REFER.search(status):
        return "do_not_refer"
    if _INACTIVE.search(_WAITING_LIST.sub(" ", status)) or _says_closed(listing):
        return "inactive"
    return None


def unknown_status(listing: Listing) -> str | None:
    """The status as listed where none of its words is known."""
    parts = [part.strip() for part in (clean_line(listing.status) or "").split(";")]
    unknown = [part for part in parts if set(_plain(part).split()) - _OPEN]
    return "; ".join(dict.fromkeys(unknown))[:80] or None


def says_gone(alert: str) -> bool:
    """Whether a short note says that what it stands at is gone for good."""
    return _FOR_GOOD.search(alert) is not None


def _says_closed(listing: Listing) -> bool:
    alerts = [clean_line(alert) or "" for alert in listing.cautions]
    description = clean_line(listing.description) or ""
    return (
        _name_says_closed(listing)
        or any(_CLOSED_FIRST.search(alert) or says_gone(alert) for alert in alerts)
        or _CLOSED_FIRST.search(description[:300]) is not None
        or any(_IT_IS_GONE.search(sentence) for sentence in _SENTENCE_BREAK.split(description))
        or any(_named_as_gone(description, name) for name in (listing.name, listing.organization))
    )


def _named_as_gone(description: str, name: str | None) -> bool:
    """Whether the description begins with the name and says that it is gone: "Harbor Center closed - no longer"."""
    named = clean_line(name) or ""
    if not named or not description.casefold().startswith(named.casefold()):
        return False
    return _IS_GONE.match(description, len(named)) is not None


def _name_says_closed(listing: Listing) -> bool:
    name = clean_line(listing.name) or ""
    if _FOR_GOOD.search(name):
        return True
    mark = _NAME_MARK.search(name)
    if mark is None:
        return False
    word = mark["first"] or mark["last"]
    if word and word.casefold() == "closed" and (listing.kind == "support_group" or _MEETING.search(name)):
        # "Big Book Study (Closed)" is a meeting for alcoholics alone.
        return listing.kind != "support_group" and mark["first"] == "CLOSED" and name != name.upper()
    return True


def _plain(value: object) -> str:
    return " ".join(re.findall(r"[^\W_]+", (clean_line(value) or "").casefold()))
