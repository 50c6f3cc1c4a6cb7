"""Opening hours in the language spoken, as far as they are written in the few words that schedules are told in.

Schedules read "Mondays and Wednesdays, 7:00 PM – 8:00 PM" (`data.schedule_text`); one whose every word is known is
said anew word by word, any other stays as it is and is marked as English.
"""

from __future__ import annotations

import re

from api.desk.language import spoken
from api.desk.phrasebook import Said

_SPANISH = {
    "monday": "lunes", "tuesday": "martes", "wednesday": "miércoles", "thursday": "jueves", "friday": "viernes",
    "mondays": "lunes", "tuesdays": "martes", "wednesdays": "miércoles", "thursdays": "jueves",
    "fridays": "viernes", "saturday": "sábado", "saturdays": "sábados", "sunday": "domingo", "sundays": "domingos",
    "first": "primer", "second": "segundo", "third": "tercer", "fourth": "cuarto", "fifth": "quinto",
    "last": "último", "of the month": "del mes", "every other": "cada dos", "to": "a", "and": "y",
    "every day": "todos los días", "every day except": "todos los días menos", "24 hours": "24 horas",
    "24 hours a day": "las 24 horas", "7 days a week": "los 7 días de la semana", "am": "a.m.", "pm": "p.m.",
}  # fmt: skip
_WORDS = {"es": _SPANISH}
"""English to the language, by language; the longest phrase that fits is taken."""

_PATTERNS = {
    language: re.compile("|".join(rf"\b{re.escape(each)}\b" for each in sorted(words, key=len, reverse=True)), re.I)
    for language, words in _WORDS.items()
}


def schedule(text: str) -> Said:
    """One schedule in the language spoken."""
    language = spoken()
    if language not in _WORDS:
        return Said(text)
    pattern, words = _PATTERNS[language], _WORDS[language]
    if re.search(r"[^\W\d]", pattern.sub("", text)):
        return Said(text, "en")
    said = pattern.sub(lambda match: words[match[0].lower()], text)
    return Said(said[:1].upper() + said[1:])
