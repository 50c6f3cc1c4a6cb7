"""Meeting type and format codes in plain words.

Meeting Guide type codes: https://github.com/code4recovery/spec (and, where `program` narrows them, the types that its
WordPress plugin defines for Al-Anon). BMLT format codes: the NAWS format ids ("world ids") of
https://bmlt.app, and the root server's default English format keys, which differ in case only from one another.
The words are ours.
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


def _style(words: str, *need_ids: str) -> MeetingType:
    return MeetingType("style", words, need_ids=need_ids)


def _audience(words: str, *populations: str, need: str | None = None) -> MeetingType:
    return MeetingType("audience", words, populations, (need,) if need else ())


def _language(name: str, code: str) -> MeetingType:
    return MeetingType("language", name, language=code)


def _extra(words: str) -> MeetingType:
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
WOMEN = _audience("women", "women", need="women-recovery-group")
MEN = _audience("men", "men")
LGBTQ = _audience("LGBTQ+ people", "lgbtq", need="lgbtq-recovery-group")
YOUNG = _audience("young people", "youth")
NEWCOMER = _style("newcomer")
SPANISH = _language("Spanish", "es")

MEETING_GUIDE: dict[str, MeetingType] = {
    "11": _style("Eleventh Step meditation"),
    "12X12": _style("Twelve Steps and Twelve Traditions study"),
    "A": _style("secular", "smart-secular"),
    "ABSI": _style("As Bill Sees It reading"),
    "AL": _extra("Alateen meets at the same time"),
    "AL-AN": _extra("Al-Anon meets at the same time"),
    "ASL": SIGN_LANGUAGE,
    "B": _style("Big Book study"),
    "BA": _extra("Child care available"),
    "BE": NEWCOMER,
    "BI": _audience("bisexual people", "lgbtq", need="lgbtq-recovery-group"),
    "BRK": _extra("Breakfast is served"),
    "BV-I": _audience("people who are blind or have low vision", "disabilities"),
    "C": CLOSED,
    "CAN": _extra("Held by candlelight"),
    "CF": _extra("Children are welcome"),
    "D": _style("discussion"),
    "D-HOH": _audience("people who are deaf or hard of hearing", "deaf"),
    "DB": SILENT,
    "DD": _audience("people with both an addiction and a mental illness"),
    "DLY": SILENT,
    "DR": _style("Daily Reflections"),
    "FF": _extra("Fragrance free"),
    "G": _audience("gay people", "lgbtq", need="lgbtq-recovery-group"),
    "GR": _style("Grapevine reading"),
    "H": _style("sobriety birthday"),
    "HY": HYBRID,
    "L": _audience("lesbians", "lgbtq", need="lgbtq-recovery-group"),
    "LGBTQ": LGBTQ,
    "LGBTQIA": LGBTQ,
    "LGBTQIAA+": LGBTQ,
    "LIT": _style("literature"),
    "LO-I": _audience("people who can't get to meetings"),
    "LS": _style("Living Sober reading"),
    "M": MEN,
    "MED": _style("meditation"),
    "N": _audience("Native Americans", "native_american"),
    "NA": _audience("Native Americans", "native_american"),
    "NB": _audience("non-binary people", "lgbtq", "transgender", need="lgbtq-recovery-group"),
    "NDG": _audience("Indigenous people", "native_american"),
    "O": OPEN,
    "ONL": ONLINE,
    "OUT": _extra("Held outdoors"),
    "P": _audience("professionals"),
    "POA": _extra("Proof of attendance is given"),
    "POC": _audience("people of color", "black", "latino", "asian", "native_american"),
    "QSL": MeetingType("access", "Quebec Sign Language"),
    "RSL": MeetingType("access", "Russian Sign Language"),
    "S": SPANISH,
    "SEN": _audience("older adults", "older_adults"),
    "SM": _extra("Smoking is permitted"),
    "SP": _style("speaker"),
    "ST": _style("step study"),
    "T": _audience("transgender people", "lgbtq", "transgender", need="lgbtq-recovery-group"),
    "TC": SHUT,
    "TR": _style("Tradition study"),
    "W": WOMEN,
    "X": WHEELCHAIR,
    "XB": MeetingType("access", "Wheelchair-accessible bathroom"),
    "XT": _extra("Cross talk is permitted"),
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
    "AA": _extra("Alcoholics Anonymous meets at the same time"),
    "AC": _audience("adult children of alcoholics"),
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

BMLT_WORLD: dict[str, MeetingType] = {
    "BEG": NEWCOMER,
    "BT": _style("Basic Text study"),
    "CAN": _extra("Held by candlelight"),
    "CH": _extra("Closed on holidays"),
    "CLOSED": CLOSED,
    "CPT": _style("Twelve Concepts study"),
    "CW": _extra("Children are welcome"),
    "DISC": _style("discussion"),
    "GL": LGBTQ,
    "HYBR": HYBRID,
    "IP": _style("pamphlet study"),
    "IW": _style("It Works: How and Why study"),
    "JFT": _style("Just for Today reading"),
    "LC": _style("Living Clean study"),
    "LIT": _style("book study"),
    "M": MEN,
    "MED": _style("meditation"),
    "NC": _extra("Please do not bring children"),
    "NS": SILENT,
    "OPEN": OPEN,
    "QA": _style("question and answer"),
    "RA": _extra("Access is restricted"),
    "SMOK": _extra("Smoking is permitted"),
    "SPAD": _style("A Spiritual Principle a Day reading"),
    "SPK": _style("speaker"),
    "STEP": _style("step study"),
    "SWG": _style("Step Working Guide study"),
    "TC": SHUT,
    "TOP": _style("topic"),
    "TRAD": _style("Tradition study"),
    "VAR": SILENT,
    "VM": ONLINE,
    "W": WOMEN,
    "WCHR": WHEELCHAIR,
    "Y": YOUNG,
}
BMLT_KEYS: dict[str, MeetingType] = {
    **{key: BMLT_WORLD[key] for key in ("BT", "CH", "CW", "GL", "IP", "IW", "LC", "M", "NC", "NS", "QA", "RA", "W")},
    **{key: BMLT_WORLD[key] for key in ("VM", "TC")},
    "AB": _style("question and answer"),
    "ASL": SIGN_LANGUAGE,
    "B": NEWCOMER,
    "BK": _style("book study"),
    "BL": _extra("Held in English and another language"),
    "C": CLOSED,
    "CL": BMLT_WORLD["CAN"],
    "CP": BMLT_WORLD["CPT"],
    "CS": _extra("Supervised children are welcome"),
    "D": BMLT_WORLD["DISC"],
    "ES": SPANISH,
    "FD": _style("Fifth and Tenth Step"),
    "HY": HYBRID,
    "ID": _extra("Visitors must show identification to enter"),
    "IL": _audience("people with a chronic illness"),
    "JT": BMLT_WORLD["JFT"],
    "LGBTQ": LGBTQ,
    "ME": BMLT_WORLD["MED"],
    "O": OPEN,
    "OE": _extra("Goes on until everyone has shared"),
    "Pi": SILENT,
    "RF": SILENT,
    "Rr": SILENT,
    "SC": _extra("The building has surveillance cameras"),
    "SD": _style("speaker and discussion"),
    "SG": BMLT_WORLD["SWG"],
    "SL": SIGN_LANGUAGE,
    "So": BMLT_WORLD["SPK"],
    "SP": SPANISH,
    "Sp": BMLT_WORLD["SPK"],
    "St": BMLT_WORLD["STEP"],
    "Ti": SILENT,
    "To": BMLT_WORLD["TOP"],
    "Tr": BMLT_WORLD["TRAD"],
    "TW": BMLT_WORLD["TRAD"],
    "WC": WHEELCHAIR,
    "Y": YOUNG,
    "YP": YOUNG,
}
