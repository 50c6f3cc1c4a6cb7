"""Languages a listing may offer: ISO 639-1 codes (639-3 where there is none), English names and other spellings.

Codes are facts of ISO 639 (https://www.iso.org/iso-639-language-code); the table is our own selection: the languages
that directories of North America and Britain name.
"""

from __future__ import annotations

LANGUAGES: dict[str, str] = {
    "aa": "Afar", "af": "Afrikaans", "ak": "Akan", "am": "Amharic", "ar": "Arabic", "as": "Assamese",
    "ase": "American Sign Language", "az": "Azerbaijani", "be": "Belarusian", "bfi": "British Sign Language",
    "bg": "Bulgarian", "bn": "Bengali", "bo": "Tibetan", "bs": "Bosnian", "ca": "Catalan", "ceb": "Cebuano",
    "chk": "Chuukese", "cmn": "Mandarin", "cr": "Cree", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "ff": "Fulah", "fi": "Finnish", "fj": "Fijian", "fr": "French",
    "ga": "Irish", "gd": "Scottish Gaelic", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi",
    "hmn": "Hmong", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "ig": "Igbo", "ilo": "Ilocano", "is": "Icelandic", "it": "Italian", "iu": "Inuktitut",
    "ium": "Mien", "ja": "Japanese", "ka": "Georgian", "kar": "Karen", "ki": "Kikuyu", "kk": "Kazakh",
    "km": "Khmer", "kn": "Kannada", "ko": "Korean", "kri": "Krio", "ku": "Kurdish", "ky": "Kyrgyz",
    "lg": "Ganda", "ln": "Lingala", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mam": "Mam",
    "mg": "Malagasy", "mh": "Marshallese", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian",
    "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese", "nan": "Min Nan Chinese", "ne": "Nepali",
    "nl": "Dutch", "no": "Norwegian", "nv": "Navajo", "ny": "Chichewa", "oj": "Ojibwe", "om": "Oromo",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua", "quc": "K'iche'",
    "rhg": "Rohingya", "rn": "Kirundi", "ro": "Romanian", "rom": "Romani", "ru": "Russian", "rw": "Kinyarwanda",
    "sd": "Sindhi", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sm": "Samoan", "sn": "Shona",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "st": "Sotho", "su": "Sundanese", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "ti": "Tigrinya",
    "tk": "Turkmen", "tl": "Tagalog", "to": "Tongan", "tr": "Turkish", "tw": "Twi", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "wo": "Wolof", "wuu": "Wu Chinese",
    "xh": "Xhosa", "yi": "Yiddish", "ymm": "Maay", "yo": "Yoruba", "yua": "Yucatec Maya", "yue": "Cantonese",
    "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
"""Code to English name."""

OTHER_NAMES: dict[str, str] = {
    "asl": "ase", "a.s.l.": "ase", "sign language": "ase", "american sign": "ase", "signing": "ase",
    "bsl": "bfi", "azeri": "az", "bangla": "bn", "bisayan": "ceb", "visayan": "ceb", "trukese": "chk",
    "castilian": "es", "castellano": "es", "chinese mandarin": "cmn", "putonghua": "cmn", "creole": "ht",
    "haitian": "ht", "kreyol": "ht", "kreyòl": "ht", "cambodian": "km", "central khmer": "km", "dari": "fa",
    "farsi": "fa", "deutsch": "de", "español": "es", "espanol": "es", "filipino": "tl", "pilipino": "tl",
    "français": "fr", "francais": "fr", "fulani": "ff", "fula": "ff", "gaelic": "ga", "gikuyu": "ki",
    "kikuyu": "ki", "ibo": "ig", "ilokano": "ilo", "inglés": "en", "ingles": "en", "italiano": "it",
    "kiche": "quc", "k'iche": "quc", "quiche": "quc", "luganda": "lg", "kirghiz": "ky", "laotian": "lo",
    "maay": "ymm", "moldovan": "ro", "myanmar": "my", "nyanja": "ny", "ojibwa": "oj", "oromiffa": "om",
    "panjabi": "pa", "pashtu": "ps", "pushto": "ps", "português": "pt", "portugués": "pt", "portugese": "pt",
    "rohingya": "rhg", "rundi": "rn", "rumanian": "ro", "serbo-croatian": "sr", "shanghainese": "wuu",
    "singhalese": "si", "sinhalese": "si", "slovene": "sl", "kiswahili": "sw", "taishanese": "yue",
    "toisanese": "yue", "toishanese": "yue", "taiwanese": "nan", "teochew": "nan", "fujianese": "nan",
    "tigrigna": "ti", "tigrinia": "ti", "uighur": "ug", "vietnamise": "vi", "iu mien": "ium", "maya": "yua",
    "中文": "zh", "普通话": "cmn", "粵語": "yue", "廣東話": "yue", "tiếng việt": "vi", "русский": "ru", "한국어": "ko",
    "日本語": "ja", "العربية": "ar",
}  # fmt: skip
"""Another name, lower case, to code."""

PARENTS: dict[str, str] = {"cmn": "zh", "yue": "zh", "nan": "zh", "wuu": "zh"}
"""A language to the macrolanguage that people also ask for it by."""

THREE_LETTERS: dict[str, str] = {
    "afr": "af", "amh": "am", "ara": "ar", "arb": "ar", "ben": "bn", "bos": "bs", "bul": "bg", "ces": "cs",
    "cze": "cs", "chi": "zh", "zho": "zh", "cym": "cy", "wel": "cy", "dan": "da", "deu": "de", "ger": "de",
    "ell": "el", "gre": "el", "eng": "en", "spa": "es", "est": "et", "fas": "fa", "per": "fa", "pes": "fa",
    "prs": "fa", "fil": "tl", "tgl": "tl", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga", "guj": "gu",
    "hat": "ht", "hau": "ha", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "arm": "hy",
    "ibo": "ig", "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kat": "ka", "geo": "ka", "khm": "km",
    "kor": "ko", "kur": "ku", "lao": "lo", "lit": "lt", "lav": "lv", "mal": "ml", "mar": "mr", "mkd": "mk",
    "mon": "mn", "msa": "ms", "mya": "my", "bur": "my", "nav": "nv", "nep": "ne", "nld": "nl", "dut": "nl",
    "nor": "no", "nob": "no", "orm": "om", "pan": "pa", "pol": "pl", "por": "pt", "pus": "ps", "ron": "ro",
    "rum": "ro", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl", "smo": "sm", "som": "so", "sqi": "sq",
    "alb": "sq", "srp": "sr", "swa": "sw", "swe": "sv", "tam": "ta", "tel": "te", "tha": "th", "tir": "ti",
    "ton": "to", "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz", "vie": "vi", "wol": "wo", "yid": "yi",
    "yor": "yo", "zul": "zu", "sgn": "ase",
}  # fmt: skip
"""ISO 639-2 and 639-3 codes of languages that have a shorter one."""


_BY_NAME = {name.casefold(): code for code, name in LANGUAGES.items()} | OTHER_NAMES
NAMES = tuple(sorted(_BY_NAME, key=lambda name: (-len(name), name)))
"""All names in lower case, the longest first: the order in which a pattern must try them."""
_DOTS = str.maketrans({"İ": "I", "ı": "i"})
"""Letters that a pattern takes for an i whatever its case, and that no folding makes one."""


def code_named(name: str) -> str | None:
    """The code of a name in whatever case, or `None`."""
    return _BY_NAME.get(name.translate(_DOTS).casefold())


def with_parent(code: str) -> tuple[str, ...]:
    """The code, and that of the macrolanguage that people also ask for it by."""
    return (code, PARENTS[code]) if code in PARENTS else (code,)


def language_name(code: str) -> str | None:
    """The English name of a code of the table, or `None`."""
    return LANGUAGES.get(code)
