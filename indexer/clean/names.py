"""Names of services and organisations: one line, and ALL CAPS turned into title case with acronyms kept."""

from __future__ import annotations

import re

from indexer.clean.text import clean_line

_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "de", "del", "des", "du", "el", "en", "for", "from", "in", "la",
    "las", "los", "nor", "of", "on", "or", "per", "the", "to", "vs", "via", "with", "y",
})  # fmt: skip
_ACRONYMS = frozenset({
    "AA", "AARP", "ABA", "ACA", "ACOA", "ADA", "ADHD", "AFB", "AFG", "AFL", "AIDS", "AMVETS", "ASL", "CA",
    "CDC", "CIO", "CODA", "COVID", "CPA", "CRA", "DA", "DBSA", "DC", "DUI", "DV", "DWI", "EAP", "EBT", "EMDR",
    "EMS", "ESL", "ESOL", "FA", "FEMA", "GA", "GED", "HA", "HEAP", "HIV", "HUD", "IEP", "ILAO", "IOP", "IRS",
    "LGBT", "LGBTQ", "LGBTQ+", "LGBTQIA", "LGBTQIA+", "LIHEAP", "MA", "MADD", "MHA", "NA", "NAACP", "NAMI",
    "NASA", "NE", "NESW", "NW", "OA", "OIC", "PFLAG", "PO", "PTA", "PTSD", "RAINN", "SA", "SAA", "SAMHSA", "SE",
    "SLAA", "SNAP", "SOAR", "SRO", "SSA", "SSDI", "SSI", "STD", "STI", "SUD", "SW", "TANF", "TTY", "UCSF",
    "UCLA", "UK", "UMC", "US", "USA", "USDA", "USO", "UU", "VA", "VFW", "WIC", "VIP", "YMCA", "YMHA", "YWCA",
    "YWHA", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XVI",
})  # fmt: skip
_TITLES = {
    "DR": "Dr", "MR": "Mr", "MRS": "Mrs", "MS": "Ms", "ST": "St", "MT": "Mt", "FT": "Ft", "JR": "Jr", "SR": "Sr",
    "LTD": "Ltd", "BLVD": "Blvd", "RD": "Rd", "HWY": "Hwy", "CTR": "Ctr", "DEPT": "Dept", "CYO": "CYO",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\+?")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")
_BRACKETED_WORD = re.compile(r"\(([A-Z]{2,8})\)")
_DANGLING = re.compile(r"^[\s\-–—,;:|/]+|[\s\-–—,;:|/]+$")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]{1,5}")


def clean_name(value: object) -> str | None:
    """A name on one line, or `None`. Case changes only where the name has no lower-case letter and several words,
    or one word too long to be an acronym."""
    text = clean_line(value)
    text = _DANGLING.sub("", text) if text else None
    if not text or not any(character.isalnum() for character in text):
        return None
    if text != text.upper() or not any(character.isupper() for character in text):
        return text
    words = _WORD.findall(text)
    if len(words) == 1 and len(words[0]) <= 5:
        return text
    return _title_case(text)


def _title_case(text: str) -> str:
    kept = _spelled_out(text)
    parts: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        parts.append(between)
        first = not parts[:-1] or bool(re.search(r"[:(\"“]\s*$|\s[-–—/|]\s*$", between))
        parts.append(_cased(match[0], first=first, keep=match[0] in kept or _in_dotted(text, match)))
        end = match.end()
    return "".join([*parts, text[end:]])


def _cased(word: str, *, first: bool, keep: bool) -> str:
    if keep or word in _ACRONYMS or (not word[0].isalpha() and not _ORDINAL.fullmatch(word)):
        return word
    if word in _TITLES:
        return _TITLES[word]
    if not first and word.lower() in _SMALL:
        return word.lower()
    if _NO_VOWEL.fullmatch(word):
        return word
    head, mark, tail = _split_apostrophe(word)
    if mark:
        # O'Brien, D'Angelo; but women's, and possessives of acronyms.
        head = head if head in _ACRONYMS else _capital(head)
        return head + mark + (_capital(tail) if len(head) == 1 else tail.lower())
    if len(word) > 4 and word.startswith("MC"):
        return "Mc" + _capital(word[2:])
    return _capital(word)


def _split_apostrophe(word: str) -> tuple[str, str, str]:
    match = re.search(r"['’]", word)
    return (word[: match.start()], match[0], word[match.end() :]) if match else (word, "", "")


def _capital(word: str) -> str:
    return word[:1] + word[1:].lower()


def _in_dotted(text: str, match: re.Match[str]) -> bool:
    return any(dotted.start() <= match.start() < dotted.end() for dotted in _DOTTED.finditer(text))


def _spelled_out(text: str) -> frozenset[str]:
    """Bracketed words that are the initials of the words before them: "SO OTHERS MIGHT EAT (SOME)"."""
    found = set()
    for match in _BRACKETED_WORD.finditer(text):
        words = _WORD.findall(text[: match.start()])
        initials = "".join(word[0] for word in words)
        weighty = "".join(word[0] for word in words if word.lower() not in _SMALL)
        if initials.endswith(match[1]) or weighty.endswith(match[1]):
            found.add(match[1])
    return frozenset(found)
