"""How one takes part in what a listing offers, where the feed does not say: in person, online, by phone.

A number to call for an appointment never makes "phone" a way to take part; only a line that is itself the help does.
"""

from __future__ import annotations

import re

from data.resource import Kind, Mode
from indexer.clean.text import clean_line

_ONLINE = re.compile(
    r"\b(?:virtual(?:ly)?|zoom|telehealth|tele-?(?:medicine|therapy|psychiatry|mental health)|webinars?|video (?:call"
    r"|chat|conference"
    r"|session|visit|counseling)s?|google meet|microsoft teams|skype|chat ?room|live chat|online (?:group|meeting"
    r"|support|counseling"
    r"|therapy|chat|class|course|program|communit|forum|session|workshop|service|appointment|intake group|peer"
    r"|recovery)\w*"
    r"|(?:meets?|meetings?|groups?|held|offered|services?|sessions?|counseling|classes|available|and|or|both|hybrid)"
    r"(?: \w+)? online"
    r"|web-?based|hybrid)\b",
    re.IGNORECASE,
)
_NOT_ONLINE = re.compile(
    r"\b(?:appl(?:y|ications?)|regist(?:er|ration)|donat\w+|sign up|schedul\w+|order|pay|forms?|information|details"
    r"|website|enroll?)"
    r"(?: \w+){0,3} online\b|\bonline (?:appl\w+|regist\w+|donat\w+|form|scheduling)|\b(?:no longer|not) (?:\w+ )?"
    r"(?:online|virtual)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"\b(?:hot ?lines?|help ?lines?|warm ?lines?|life ?lines?|crisis (?:phone |text )?lines?|support lines?"
    r"|talk ?lines?"
    r"|text ?lines?|call or text (?:us )?(?:24|any))\b",
    re.IGNORECASE,
)
_BY_PHONE = re.compile(
    r"\btele(?:phone)?[- ]?(?:counsel(?:ing|ling)|support|conferences?|meetings?|groups?|therapy)\b"
    r"|\bconference call\b|\bdial-in\b"
    r"|\b(?:counsel(?:ing|ling)|support|meetings?|groups?|therapy|sessions?|help)(?: \w+){0,3} (?:by|over the|via) "
    r"(?:tele)?phone\b"
    r"|\bphone (?:counsel(?:ing|ling)|meetings?|support|sessions?)\b",
    re.IGNORECASE,
)
_ONLY_REMOTE = re.compile(
    r"\b(?:all (?:\w+ )?(?:services|meetings|groups|sessions|programs)(?: \w+){0,4} (?:remote(?:ly)?|online|virtual"
    r"(?:ly)?)"
    r"|(?:online|virtual(?:ly)?|zoom|telehealth)[- ]only|only (?:online|virtual(?:ly)?)|exclusively (?:online|virtual"
    r"(?:ly)?)"
    r"|no in-?person)\b",
    re.IGNORECASE,
)


def infer_modes(text: object, has_place: bool, has_phone: bool, url: str | None, kind: Kind) -> frozenset[Mode]:
    """The modes that the facts and the words (`text`: name and description together) bear out.

    Empty only where there is neither a place, a phone nor an address on the web.
    """
    words = (clean_line(text) or "")[:10_000]
    modes: set[Mode] = set()
    only_remote = bool(_ONLY_REMOTE.search(words))
    if only_remote or _ONLINE.search(_NOT_ONLINE.sub(" ", words)):
        modes.add("online")
    # A place may run a crisis line beside its main work, or give an intake number: the place is then where to go.
    if _BY_PHONE.search(words) or (has_phone and (kind == "helpline" or (_LINE.search(words) and not has_place))):
        modes.add("phone")
    if has_place and kind != "helpline" and not only_remote:
        modes.add("in_person")
    if not modes:
        modes |= _fallback(has_place, has_phone, url)
    return frozenset(modes)


def _fallback(has_place: bool, has_phone: bool, url: str | None) -> set[Mode]:
    if has_phone:
        return {"phone"}
    if has_place:
        return {"in_person"}
    return {"online"} if url else set()
