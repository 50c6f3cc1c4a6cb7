"""What a listing's own texts warn of, told as cautions: that it is closed for now, takes nobody new, wants a referral.

What is closed for good is not listed at all (`indexer.standing`). "Closed on Sundays", a closed meeting and a drug test
that is "not accepted" warn of nothing; nor does a text that says that no referral is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\bMt\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bDept\.)(?<!\bAve\.)(?<!\b[A-Z]\.)\s+|\n+|;\s+|\s*\*{2,}\s*"
)
_QUOTED_CHARACTERS = 120

_CLOSED_NOW = re.compile(
    r"\btemporar(?:il)?y,? (?:closed|closure|suspended|unavailable|shut|out of (?:service|operation))\b"
    r"|\bclosed (?:temporarily|until further notice|for (?:renovations?|repairs?|construction|remodel\w*|the season)"
    r"|due to (?:covid|the pandemic|pandemic|fire|flood\w*|funding|lack|damage|construction|renovations?|staff\w*))"
    r"|\b(?:programs?|services?|intakes?|operations?|meetings?|groups?) (?:(?:is|are|was|were|has|have|been|currently|"
    r"temporarily) ){0,4}suspended\b|\bsuspended (?:its |all )?(?:operations?|services?|intake)\b"
    r"|\bon hiatus\b|\bcurrently (?:closed|unavailable|suspended|not (?:open|operating|available|meeting))\b"
    r"|\bnot currently (?:open|operating|available|in operation|meeting|offered)\b"
    r"|\bcerrad[oa]s? temporalmente\b|\btemporalmente cerrad[oa]s?\b|\bsuspendid[oa]s? temporalmente\b",
    re.IGNORECASE,
)
_CLOSED_TO = re.compile(
    r"\b(?:if|when|whenever|in case|unless)\b|\b(?:currently|temporarily) (?:closed|unavailable) to (?:the )?public",
    re.IGNORECASE,
)
_TAKES = r"(?:accept|take?|enroll|admitt?|book|schedule?)(?:s|ing)?\b"
_TAKES_NOBODY = re.compile(
    rf"\b(?:not|n[’']t|no longer) (?:currently |presently )?{_TAKES} (?:any |additional )?new\b"
    rf"|\b(?:currently|presently|temporarily) not {_TAKES}|\bnot (?:currently|presently) {_TAKES}"
    rf"|\bno longer {_TAKES} (?:any )?(?:clients|patients|appli\w+|referrals|intakes|admissions|requests|residents)\b"
    rf"|\bnot {_TAKES}[^.;]{{0,40}}(?:at this time|right now|until)\b"
    r"|\bwait(?:ing)?[ -]?list (?:is |has been )?(?:currently |now )?closed\b"
    r"|\bclosed to new (?!member)\w+|\b(?:program|shelter|caseload|house|waiting list) is (?:currently )?full\b"
    r"|\bno (?:se )?acept\w+ nuev\w+|\blista de espera (?:est[aá] )?cerrada",
    re.IGNORECASE,
)
_OTHER_THAN_PEOPLE = re.compile(
    r"\b(?:accept|tak|admit|book|schedul)\w* (?:any |new |additional |used )*(?:medicaid|medicare|insurance|donat\w+|"
    r"volunteers?|cash|cards?|checks?|credit|furniture|cloth\w+|walk|books|pets|items|medi)"
    r"|\bsome (?:areas?|sites?|locations?|programs?|clinics?)\b",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\breferrals? (?:(?:is|are|letter|form|forms) )*(?:required|needed|necessary|mandatory|only)\b"
    r"|\b(?:by|through|via|with|on|upon)(?: an?)? (?:\w+ )?referrals? only\b|\breferred \w+ only\b"
    r"|\bonly (?:\w+ )?(?:by|through|with|via|upon|on)(?: an?)? (?:\w+ )?referral"
    r"|\breferrals? (?:accepted )?from\b.{3,80}\bonly\b"
    r"|\bmust (?:first )?(?:be|have been) (?:\w+ )?referred\b|\bmust have (?:an? )?(?:\w+ ){0,2}referral\b"
    r"|\brequires? (?:an? )?(?:\w+ ){0,3}referrals?\b|\bno self[- ]referrals?\b"
    r"|\breferrals? must (?:come|be made|be received)\b|\bprofessional referrals?\b"
    r"|\bse requiere (?:una? )?(?:referido|referencia|remisi[oó]n|derivaci[oó]n)"
    r"|\bs[oó]lo (?:por|con) (?:referido|referencia|remisi[oó]n|derivaci[oó]n)",
    re.IGNORECASE,
)
_REFERRED = {
    "application_process": re.compile(
        r"^(?!.*\b(?:walk|telephone|phone|call|online)\b)\W*(?:by )?(?:referral|referred) ?(?:by|from|\(|\W*$)",
        re.IGNORECASE,
    ),
    "eligibility_description": re.compile(r"(?:^|[,;(]\s*)(?:and )?(?:are |be )?referred by\b", re.IGNORECASE),
}
"""What says so where only this field says it: "Referred by a physician" in a description may be one of several ways."""
_NO_REFERRAL = re.compile(
    r"\b(?:no|without|not|n[’']t)\b (?:\w+ ){0,4}?referrals?\b|\breferrals? (?:is |are )?(?:not|never) "
    r"|(?<!\bno )\bself[- ]refer|\breferred by self|\bnot (?:necessary|required|needed)\b|\bpreferred\b"
    r"|\bno se requiere",
    re.IGNORECASE,
)
_ASK_FOR = re.compile(r"[\s,;]*\b(?:title:\s*)?ask for\b.*", re.IGNORECASE | re.DOTALL)


def notices(texts: Mapping[str, str | None], alerts: Sequence[str] = ()) -> tuple[str, ...]:
    """The cautions, the gravest first, each with the listing's words. `texts` are its clean texts by field.

    What an alert of the feed says already is not said twice."""
    sentences = [
        (sentence, field) for field, text in texts.items() if text for sentence in _SENTENCE.split(text) if sentence
    ]
    told = (" ".join(alerts), "")
    found = (
        (what, next((quote for each in sentences if (quote := warns(*each))), None))
        for what, warns in _WARNINGS.items()
        if not warns(*told)
    )
    return tuple(f"{what} (“{quote}”): call first" for what, quote in found if quote)


def _closed_now(sentence: str, field: str) -> str | None:
    return _quote(sentence, _CLOSED_NOW.search(sentence), _CLOSED_TO)


def _taking_nobody(sentence: str, field: str) -> str | None:
    return _quote(sentence, _TAKES_NOBODY.search(sentence), _OTHER_THAN_PEOPLE)


def _by_referral(sentence: str, field: str) -> str | None:
    found = _REFERRAL.search(sentence) or (_REFERRED[field].search(sentence) if field in _REFERRED else None)
    return _quote(sentence, found, _NO_REFERRAL)


_WARNINGS: dict[str, Callable[[str, str], str | None]] = {
    "Listed as closed for now": _closed_now,
    "Listed as taking nobody new": _taking_nobody,
    "A referral is asked for": _by_referral,
}


def _quote(sentence: str, found: re.Match[str] | None, unless: re.Pattern[str]) -> str | None:
    """The sentence, or what stands around the words that were found in it; nobody's name and title."""
    if found is None or unless.search(sentence):
        return None
    start = 0
    if found.end() > _QUOTED_CHARACTERS:
        start = sentence.rfind(" ", 0, max(0, found.start() - _QUOTED_CHARACTERS // 4)) + 1
    said = " ".join(_ASK_FOR.sub("", sentence[start:]).split()).strip(" .,;:*")
    if len(said) > _QUOTED_CHARACTERS:
        said = said[:_QUOTED_CHARACTERS].rsplit(" ", 1)[0].rstrip(" .,;:") + " …"
    return f"… {said}" if start else said
