"""What meeting type codes mean, and Meeting Guide's codes in plain words.

The codes are those of https://github.com/code4recovery/spec and, in `AL_ANON_ONLY`, of the 12 Step Meeting List plugin
that publishes most feeds (https://github.com/code4recovery/12-step-meeting-list). The words are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "closed", "style", "audience", "language", "access", "extra", "online", "hybrid", "shut", "none"]


@dataclass(frozen=True, slots=True)
class MeetingType:
    """What a code says of a meeting. `words` complete a sentence that depends on `role`."""

    role: Role
    words: str = ""
    """style: "… meeting"; audience: "for …"; language: "held in …"; access and extra: a statement by itself."""
    populations: tuple[str, ...] = ()
    need_ids: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639 code."""


def style(words: str, *need_ids: str) -> MeetingType:
    """How the time is spent: "… meeting"."""
    return MeetingType("style", words, need_ids=need_ids)


def audience(words: str, *populations: str, need: str | None = None) -> MeetingType:
    """Whom it is for: "for …"."""
    return MeetingType("audience", words, populations, (need,) if need else ())


def _language(name: str, code: str) -> MeetingType:
    return MeetingType("language", name, language=code)


def extra(words: str) -> MeetingType:
    """A statement by itself."""
    return MeetingType("extra", words)


OPEN = MeetingType("open")
CLOSED = MeetingType("closed")
ONLINE = MeetingType("online")
HYBRID = MeetingType("hybrid")
SHUT = MeetingType("shut")
"""The place is closed for the time being."""
SILENT = MeetingType("none")
"""Known, and of no use to somebody who looks for a meeting."""
WHEELCHAIR = MeetingType("access", "Wheelchair accessible")
SIGN_LANGUAGE = MeetingType("access", "American Sign Language")
WOMEN = audience("women", "women", need="women-recovery-group")
MEN = audience("men", "men")
LGBTQ = audience("LGBTQ+ people", "lgbtq", need="lgbtq-recovery-group")
YOUNG = audience("young people", "youth")
NEWCOMER = style("newcomer")
SPANISH = _language("Spanish", "es")

MEETING_GUIDE: dict[str, MeetingType] = {
    "11": style("Eleventh Step meditation"),
    "12X12": style("Twelve Steps and Twelve Traditions study"),
    "A": style("secular", "smart-secular"),
    "ABSI": style("As Bill Sees It reading"),
    "AL": extra("Alateen meets at the same time"),
    "AL-AN": extra("Al-Anon meets at the same time"),
    "ASL": SIGN_LANGUAGE,
    "B": style("Big Book study"),
    "BA": extra("Child care available"),
    "BE": NEWCOMER,
    "BI": audience("bisexual people", "lgbtq", need="lgbtq-recovery-group"),
    "BRK": extra("Breakfast is served"),
    "BV-I": audience("people who are blind or have low vision", "disabilities"),
    "C": CLOSED,
    "CAN": extra("Held by candlelight"),
    "CF": extra("Children are welcome"),
    "D": style("discussion"),
    "D-HOH": audience("people who are deaf or hard of hearing", "deaf"),
    "DB": SILENT,
    "DD": audience("people with both an addiction and a mental illness"),
    "DLY": SILENT,
    "DR": style("Daily Reflections"),
    "FF": extra("Fragrance free"),
    "G": audience("gay people", "lgbtq", need="lgbtq-recovery-group"),
    "GR": style("Grapevine reading"),
    "H": style("sobriety birthday"),
    "HY": HYBRID,
    "L": audience("lesbians", "lgbtq", need="lgbtq-recovery-group"),
    "LGBTQ": LGBTQ,
    "LGBTQIA": LGBTQ,
    "LGBTQIAA+": LGBTQ,
    "LIT": style("literature"),
    "LO-I": audience("people who can't get to meetings"),
    "LS": style("Living Sober reading"),
    "M": MEN,
    "MED": style("meditation"),
    "N": audience("Native Americans", "native_american"),
    "NA": audience("Native Americans", "native_american"),
    "NB": audience("non-binary people", "lgbtq", "transgender", need="lgbtq-recovery-group"),
    "NDG": audience("Indigenous people", "native_american"),
    "O": OPEN,
    "ONL": ONLINE,
    "OUT": extra("Held outdoors"),
    "P": audience("professionals"),
    "POA": extra("Proof of attendance is given"),
    "POC": audience("people of color", "black", "latino", "asian", "native_american"),
    "QSL": MeetingType("access", "Quebec Sign Language"),
    "RSL": MeetingType("access", "Russian Sign Language"),
    "S": SPANISH,
    "SEN": audience("older adults", "older_adults"),
    "SM": extra("Smoking is permitted"),
    "SP": style("speaker"),
    "ST": style("step study"),
    "T": audience("transgender people", "lgbtq", "transgender", need="lgbtq-recovery-group"),
    "TC": SHUT,
    "TR": style("Tradition study"),
    "W": WOMEN,
    "X": WHEELCHAIR,
    "XB": MeetingType("access", "Wheelchair-accessible bathroom"),
    "XT": extra("Cross talk is permitted"),
    "Y": YOUNG,
}
MEETING_GUIDE |= {
    code: _language(name, iso)
    for code, name, iso in (
        ("AF", "Afrikaans", "af"),
        ("AM", "Amharic", "am"),
        ("AR", "Arabic", "ar"),
        ("BG", "Bulgarian", "bg"),
        ("DA", "Danish", "da"),
        ("DE", "German", "de"),
        ("EL", "Greek", "el"),
        ("EN", "English", "en"),
        ("ES", "Spanish", "es"),
        ("FA", "Persian", "fa"),
        ("FI", "Finnish", "fi"),
        ("FR", "French", "fr"),
        ("HE", "Hebrew", "he"),
        ("HI", "Hindi", "hi"),
        ("HR", "Croatian", "hr"),
        ("HU", "Hungarian", "hu"),
        ("IS", "Icelandic", "is"),
        ("ITA", "Italian", "it"),
        ("JA", "Japanese", "ja"),
        ("KA", "Georgian", "ka"),
        ("KOR", "Korean", "ko"),
        ("LT", "Lithuanian", "lt"),
        ("ML", "Malayalam", "ml"),
        ("MT", "Maltese", "mt"),
        ("NE", "Nepali", "ne"),
        ("NL", "Dutch", "nl"),
        ("NO", "Norwegian", "no"),
        ("POL", "Polish", "pl"),
        ("POR", "Portuguese", "pt"),
        ("PUN", "Punjabi", "pa"),
        ("RUS", "Russian", "ru"),
        ("SK", "Slovak", "sk"),
        ("SL", "Slovenian", "sl"),
        ("SV", "Swedish", "sv"),
        ("TH", "Thai", "th"),
        ("TL", "Tagalog", "tl"),
        ("TUR", "Turkish", "tr"),
        ("UK", "Ukrainian", "uk"),
    )
}
AL_ANON_ONLY: dict[str, MeetingType] = {
    "AA": extra("Alcoholics Anonymous meets at the same time"),
    "AC": audience("adult children of alcoholics"),
}
"""Codes that mean something in feeds of Al-Anon alone."""

LABELS: dict[str, str] = {
    "BEGINNER": "BE",
    "BIG BOOK": "B",
    "CLOSED": "C",
    "DISCUSSION": "D",
    "MEDITATION": "MED",
    "MEN": "M",
    "NEWCOMER": "BE",
    "ONLINE": "ONL",
    "OPEN": "O",
    "SPANISH": "S",
    "SPEAKER": "SP",
    "STEP STUDY": "ST",
    "WHEELCHAIR ACCESS": "X",
    "WOMEN": "W",
    "YOUNG PEOPLE": "Y",
}
"""Feeds made by hand write the type's name in place of its code."""
