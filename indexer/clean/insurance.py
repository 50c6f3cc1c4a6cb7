"""Which insurance a listing takes, as ids of `data.vocabulary.INSURANCE`."""

from __future__ import annotations

import re

from data.vocabulary import INSURANCE
from indexer.clean.text import as_text, clean_line

_WORDS: tuple[tuple[str, str], ...] = (
    ("medicaid", r"medicaid|medi-?cal\b|masshealth|husky\s+health|badgercare|tenncare|\bahcccs\b|\bmo\s*healthnet"
                 r"|oregon\s+health\s+plan|medical\s+assistance"),
    ("medicare", r"medicare\b"),
    ("chip", r"children'?s\s+health\s+insurance|\bs?chip\b(?=\s|$|[,;.)])"),
    ("private", r"private\s+(?:health\s+)?insurance|commercial\s+insurance|(?:most|many|major|all)\s+"
                r"(?:health\s+)?insurances?\b"
                r"|blue\s*cross|aetna|cigna|united\s*health|kaiser|humana|anthem|\bppo\b|\bhmo\b|^private$"),
    ("tricare", r"tricare|champus|military\s+insurance"),
    ("va", r"\bva\s+(?:benefits?|insurance|funds?|health)|veterans?\s+(?:affairs|administration)|^va$"),
    ("ihs", r"indian\s+health|\bihs\b|tribal\s+(?:funds?|urban)|638\s+contract|\bitu\b"),
    ("state", r"state[- ](?:financed|funded|insurance)|state\s+(?:or\s+county\s+)?(?:health\s+insurance|funds?)"
              r"|county[- ](?:funded|funds?)|alliance\s+insurance|healthcare\s+alliance|^state$"),
)  # fmt: skip
_PATTERNS = {insurance: re.compile(pattern, re.IGNORECASE) for insurance, pattern in _WORDS}
_ACCEPTS = re.compile(
    r"\b(?:accept\w*|tak(?:es?|ing)|bill(?:s|ed|ing)?|covered|coverage|insurance|payment|pay|fees?"
    r"|eligible\s+for\s+payment"
    r"|sliding|self-pay|third[- ]party)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|no|n't|don't|doesn't|cannot|without|except|ineligible\s+for|except\s+for)\b[^.;,]{0,40}$", re.IGNORECASE
)
_ABOUT_APPLYING = re.compile(
    r"\b(?:appl(?:y|ying|ications?)|enroll?\w*|sign(?:ing)?[- ]up|help\w*|assist\w*|information|counseling|regarding"
    r"|about"
    r"|questions|advoca\w+|obtain\w*|recipients?|eligibility|rights|fraud|appeals?)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


def clean_insurance(values: object) -> tuple[str, ...]:
    """Ids for a feed's own list (or text) of insurance it takes, in the vocabulary's order."""
    items = values if isinstance(values, list | tuple | set | frozenset) else [values]
    texts = [part for item in items for part in re.split(r"[;|\n]", clean_line(as_text(item)) or "")]
    found = {each for text in texts for each in _found(text.strip())}
    found |= {text.strip().lower() for text in texts} & set(INSURANCE)
    return tuple(insurance for insurance in INSURANCE if insurance in found)


def insurance_from_text(*texts: object) -> tuple[str, ...]:
    """Ids that free text says are taken: a clause must speak of paying or accepting, and not of helping one apply."""
    found: set[str] = set()
    for text in texts:
        for clause in re.split(r"[.;\n]", (clean_line(text) or "")[:5_000]):
            if _ACCEPTS.search(clause):
                found |= _found(clause, cautious=True)
    return tuple(insurance for insurance in INSURANCE if insurance in found)


def _found(text: str, *, cautious: bool = False) -> set[str]:
    found = set()
    for insurance, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if not _NEGATED.search(before) and not (cautious and _ABOUT_APPLYING.search(before)):
                found.add(insurance)
                break
    return found
