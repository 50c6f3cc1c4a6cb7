"""The languages somebody would rather be helped in: those they name, and the one they write in if it is not English.

Named ones are told by how they are asked for; Spanish by its commonest words; languages with letters of their own by
those. Nothing is filtered by it: a listing that states the language only comes a little sooner.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from data.languages import LANGUAGES, OTHER_NAMES
from indexer.lexical import words_of

SCRIPTS: dict[str, str] = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he",
    "GREEK": "el", "DEVANAGARI": "hi", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "TAMIL": "ta",
    "TELUGU": "te", "ETHIOPIC": "am", "KHMER": "km", "LAO": "lo", "THAI": "th", "MYANMAR": "my", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "TIBETAN": "bo",
}  # fmt: skip
"""The first word of a letter's Unicode name to the language that is most often written so here."""
_SPANISH = frozenset(words_of(
    "de la que el en y los se del las por un para con una su al lo como mas pero sus le ya o este si porque esta cuando"
    " muy sin sobre mi me nos hay donde quien desde todo tengo estoy necesito busco quiero puedo ayuda soy es mis tiene"
    " hijo hija esposo esposa casa comida trabajo renta gracias hola dinero hacer he ha fue era ayudan nadie"
))  # fmt: skip
_ENGLISH = frozenset(words_of(
    "the of and to in is it you that he was for on are with as i his they be at this have from or one had by but not"
    " what all were we when your can said there use an each which she do how their if will up about out so her him my"
    " need help me no am has just im dont want get got who our don"
))  # fmt: skip
"""The commonest words of both, without accents; those of both languages tell nothing."""
_NAMES = {**{name.casefold(): code for code, name in LANGUAGES.items()}, **OTHER_NAMES}
_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_NAMED = re.compile(
    rf"\b(?:in|en|speaks?|speaking|hablan?|hable|talks?)\s+(?:only |solo |mostly )?(?P<after>{_NAME})\b"
    rf"|\b(?P<before>{_NAME})[\s-]+(?:speak\w*|only|interpreter|language)\b",
    re.IGNORECASE,
)
_UNABLE = re.compile(
    r"(?:\b(?:don'?t|doesn'?t|can'?t|cannot|not|no|never|without|learn\w*)\s+(?:\w+\s+)?)$", re.IGNORECASE
)


def languages(statement: str) -> tuple[str, ...]:
    """Codes of `data.languages`, those named first; empty for somebody who writes in English and names no other."""
    named = [
        _NAMES[(match["after"] or match["before"]).casefold()]
        for match in _NAMED.finditer(statement.replace("’", "'"))
        if not _UNABLE.search(statement, 0, match.start())
    ]
    written = _written_in(statement)
    return tuple(code for code in dict.fromkeys([*named, written]) if code and code != "en")


def _written_in(statement: str) -> str | None:
    """The language of the words, where they tell one other than English."""
    if not statement.isascii():
        scripts = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in statement if c.isalpha())
        script, count = scripts.most_common(1)[0] if scripts else ("", 0)
        if 2 * count > scripts.total() and script in SCRIPTS:
            # Japanese mixes Chinese characters with letters of its own.
            return "ja" if scripts["HIRAGANA"] + scripts["KATAKANA"] else SCRIPTS[script]
    words = words_of(statement)
    spanish = sum(word in _SPANISH and word not in _ENGLISH for word in words)
    english = sum(word in _ENGLISH and word not in _SPANISH for word in words)
    return "es" if spanish > english else None
