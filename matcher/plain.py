"""The plain form of a text, which the reviewed rules of `data.crisis_rules` read."""

from __future__ import annotations

import re
import unicodedata

SENTENCE_END = " . "
"""How the end of a sentence is written in plain form."""


def plain(text: str) -> str:
    """Plain form for the rules: lower case, no accents or apostrophes, one space between words, short forms.

    Sentence ends become " . " and commas " , "; the text begins with a space and ends with " . ". "I am going to"
    becomes "im gonna", "14 years old" becomes "14 yo". Letters of other widths and styles become plain ones; what
    nobody sees between letters is left out.
    """
    if text.isascii():
        letters = text.lower().replace("`", "'")
    else:
        folded = unicodedata.normalize("NFKD", UNSEEN.sub("", text)).casefold()
        letters = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        letters = _APOSTROPHES.sub("'", letters)
    letters = _OD.sub("overdosed ", letters).replace("'", "")
    spaced = _ENDS.sub(SENTENCE_END, letters)
    spaced = _COMMAS.sub(" , ", spaced)
    words = f" {' '.join(_OTHER.sub(' ', spaced).split()).rstrip(' .')} . "
    words = _SHORTEN.sub(lambda match: _SHORT_FORMS[match[0]], words)
    words = _NUMBER.sub(lambda match: _NUMBERS[match[0]], words)
    return _AGE.sub(r"\1 yo", words)


UNSEEN = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Characters without width: soft hyphens, joiners, marks of direction."""
_APOSTROPHES = re.compile("[’‘ʼ`´′＇]")
_OD = re.compile(r"\bod(?:'?d|'?ed|'s|'?ing)?\b(?<!\bodd)|\bo\.d\.")
_ENDS = re.compile(r"[.!?;\n\r。！？…]+(?=\s|$)|[!?;\n\r¡¿…]+")
_COMMAS = re.compile(r"[,:—–()]+|\s-+\s")
_OTHER = re.compile(r"[^\w.,]+|(?<=\S)\.(?=\S)|_")
_SHORT_FORMS = {
    "i am": "im",
    "he is": "hes",
    "she is": "shes",
    "they are": "theyre",
    "who is": "whos",
    "do not": "dont",
    "does not": "doesnt",
    "did not": "didnt",
    "can not": "cant",
    "cannot": "cant",
    "could not": "couldnt",
    "will not": "wont",
    "would not": "wouldnt",
    "is not": "isnt",
    "was not": "wasnt",
    "has not": "hasnt",
    "have not": "havent",
    "going to": "gonna",
    "goin to": "gonna",
    "want to": "wanna",
    "wana": "wanna",
    "my self": "myself",
    "him self": "himself",
    "her self": "herself",
    "with out": "without",
    "year olds": "yo",
}
_SHORTEN = re.compile(rf"\b(?:{'|'.join(_SHORT_FORMS)})\b")
_NUMBERS = {
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
}
_NUMBER = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_AGE = re.compile(r"\b(\d{1,2}) ?(?:years? old|yrs? old|y o|yo|yr old)\b")
