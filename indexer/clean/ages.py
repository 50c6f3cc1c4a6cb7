"""Age limits: from a feed's two fields, and from unmistakable words of an eligibility text. Years, inclusive."""

from __future__ import annotations

import re

from indexer.clean.text import as_text, clean_line

OLDEST = 98
"""From 99 up, feeds mean "no limit"."""

Ages = tuple[int | None, int | None]

_NUMBER = re.compile(r"\s*(-?\d{1,6})(?:\.(\d+))?\s*(\+|years?|yrs?\.?|y/?o)?\s*(?:old)?\s*", re.IGNORECASE)
_YEARS = r"(?:\s*-?\s*(?:years?|yrs?\.?|y/?o)(?:\s*-?\s*(?:of\s+age|olds?))?)?"
_UP = r"(?:and|or|&|/)?\s*(?:over|older|above|up(?!\s+to)|greater|beyond|plus|m[aá]s)\b"
_DOWN = r"(?:and|or|&|/)?\s*(?:under|younger|below)\b"
_PEOPLE = (
    r"(?:adults?|seniors?|elders|youths?|teens?|children|kids|girls|boys|wom[ae]n|m[ae]n|males?|females?|people"
    r"|persons?"
    r"|individuals?|anyone|those|residents|veterans?|clients|students|participants|adolescents)"
)
_RANGE = re.compile(
    rf"(?:\bage[sd]?\s*(?:range|group)?\s*:?\s*|\bbetween(?:\s+the)?(?:\s+ages?)?(?:\s+of)?\s+)"
    rf"\(?(?:of\s+|from\s+|between\s+)?(\d{{1,2}}){_YEARS}\s*(?:-|–|—|to|thru|through|and|until)\s*(?:age\s+)?"
    rf"(\d{{1,2}})\b"
    rf"|\b(\d{{1,2}})\s*(?:-|–|—|to|thru|through)\s*(\d{{1,2}})\s*-?\s*(?:years?|yrs?\.?|y/?o)\b",
    re.IGNORECASE,
)
_MINIMUM = re.compile(
    rf"\b(\d{{1,2}}){_YEARS}\s*,?\s*{_UP}"
    rf"|(?:\bage[sd]?\s*:?\s*|\b{_PEOPLE}\s*\(?)(\d{{1,2}})\s?\+"
    rf"|\b(\d{{1,2}})\s?\+(?=\s*(?:$|[).,;]|years?\b|yrs?\b|y/?o\b|only\b|{_PEOPLE}\b))"
    rf"|\b(?:at\s+least|minimum\s+(?:age|of)\s*(?:is|of|:)?|must\s+be(?:\s+over)?)\s+(\d{{1,2}})\s*-?\s*(?:years?"
    rf"|yrs?)\b"
    rf"|\bminimum\s+age\s*(?:is|of|:)?\s*(\d{{1,2}})\b"
    rf"|\b(?:over|above)\s+(?:the\s+)?age\s*(?:of\s+)?(\d{{1,2}})\b|\b{_PEOPLE}\s+over\s+(\d{{1,2}})\b(?!\s*(?:%"
    rf"|pounds|lbs))"
    rf"|\b(\d{{1,2}})\s*-?\s*(?:years?|yrs?\.?|y/?o)(?:\s*old)?\s*\+",
    re.IGNORECASE,
)
_MAXIMUM = re.compile(
    rf"\b(\d{{1,2}}){_YEARS}\s*,?\s*{_DOWN}"
    r"|\bup\s+to\s+(?:the\s+)?age\s*(?:of\s+)?(\d{1,2})\b|\bthrough\s+age\s+(\d{1,2})\b"
    r"|\bbirth\s*(?:-|–|to|through)\s*(?:age\s+)?(\d{1,2})\b(?!\s*(?:months?|weeks?|days?))",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"(?:\b{_PEOPLE}\s+|^\W*|\bmust\s+be\s+)(?:under|younger\s+than|below)\s+(?:the\s+)?(?:age\s+)?(?:of\s+)?"
    rf"(\d{{1,2}})"
    rf"\b(?!\s*(?:%|percent|hours?|days?|miles?|people|beds?|units?|months?|weeks?|minutes?|dollars?|\d|,\d))"
    rf"|\b(?:under|younger\s+than|below)\s+(?:the\s+)?age\s+(?:of\s+)?(\d{{1,2}})\b",
    re.IGNORECASE,
)
_ADULTS_ONLY = re.compile(r"\badults?\s+only\b|\bmust\s+be\s+an\s+adult\b|^\W*adults\W*$", re.IGNORECASE)
_SOMEONE_ELSE = re.compile(
    r"(?:\bwith|\bparents?\s+(?:of|with)|\bcaring\s+for|\braising|\bwhose|\bfamilies\s+of|\bhave|\bhas|\bhaving"
    r"|\bof)\s+"
    r"(?:(?:a|an|any|their|minor|dependent|young|at\s+least|one)\s+)*(?:child(?:ren)?|kids?|infants?|toddlers?|babies"
    r"|sons?"
    r"|daughters?|dependents?|minors?)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^[^.;]{0,50}\b(?:must|need|needs|require[sd]?|accompan\w+|parents?|guardians?|consent|free|permission"
    r"|admitted)\b",
    re.IGNORECASE,
)
_PREFERRED = re.compile(r"\b(?:priority|preference|preferred|preferably)\b[^.;]{0,40}$", re.IGNORECASE)
_OR_DISABLED = re.compile(
    r"\bor\s+(?:(?:are|is|be|persons?|people|adults?|individuals?|those|anyone|any|all|a|an|with|who|have|has|having"
    r"|living|younger|physically)\s+)*(?:disab|handicap)",
    re.IGNORECASE,
)
_SMALL_UNITS = re.compile(r"^\s*(?:months?|mos?\b|weeks?|wks?|days?)", re.IGNORECASE)


def clean_ages(minimum: object, maximum: object) -> Ages:
    """Both limits; `None` for one that is missing, a sentinel (0, 99 and more) or no age. Swapped ones are righted."""
    low, high = _age(minimum), _age(maximum)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return low, high


def ages_from_text(eligibility: object) -> Ages:
    """The widest span that the stated ages allow; `(None, None)` where no phrase is unmistakable."""
    text = (clean_line(eligibility) or "")[:2_000]
    spans: list[Ages] = []
    taken: list[tuple[int, int]] = []
    for pattern, low_end in ((_RANGE, None), (_MINIMUM, True), (_MAXIMUM, False), (_BELOW, False)):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken) or _about_another(text, match):
                continue
            numbers = [int(group) for group in match.groups() if group is not None]
            if pattern is _BELOW:
                numbers = [numbers[0] - 1]
            if any(not 0 <= number <= OLDEST for number in numbers) or (low_end is None and numbers[0] > numbers[1]):
                continue
            taken.append(match.span())
            spans.append(
                (numbers[0], numbers[1]) if low_end is None else (numbers[0], None) if low_end else (None, numbers[0])
            )
    if not spans:
        return (18, None) if _ADULTS_ONLY.search(text) else (None, None)
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    low = None if None in lows else min(age for age in lows if age is not None)
    high = None if None in highs else max(age for age in highs if age is not None)
    return None if _OR_DISABLED.search(text) else low or None, high


def _age(value: object) -> int | None:
    match = _NUMBER.fullmatch(as_text(value))
    if match is None:
        return None
    age = int(match[1])
    return age if 0 < age <= OLDEST else None


def _about_another(text: str, match: re.Match[str]) -> bool:
    """Whether the ages are those of someone's child, of a preference or a condition, or not in years."""
    first_number = re.search(r"\d|$", match[0])
    before = text[: match.start() + (first_number.start() if first_number else 0)]
    after = text[match.end() :]
    if _SMALL_UNITS.match(after) or _SOMEONE_ELSE.search(before) or _PREFERRED.search(before):
        return True
    # "under 18 must be accompanied": they may come.
    return bool(re.search(r"under|younger|below", match[0], re.IGNORECASE) and _CONDITION.match(after))
