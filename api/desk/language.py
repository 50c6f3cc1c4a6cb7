"""The languages of the desk: which one a request is answered in, and the catalogues of what is said.

A catalogue is kept as text (`translations/<language>/LC_MESSAGES/messages.po`) and compiled in memory when the
application is made, so that none can be stale. Strings that are built from data (labels, vocabularies) are
translated by `said`, which never takes them for markup.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, request
from flask_babel import Babel, Domain, get_locale
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_babel import ngettext as _ngettext

from data.languages import LANGUAGES

LOCALES = ("en", "es")
"""The languages that the desk speaks; the first where none is asked for."""
DOMAIN = "messages"
CATALOGUES = Path(__file__).resolve().parents[1] / "translations"


def register(app: Flask) -> None:
    """Gives `app` its languages, and its templates the filters `said` and `language_name`."""
    babel = Babel(app, default_locale=LOCALES[0], locale_selector=asked_for)
    messages = Domain(domain=DOMAIN)
    for language in LOCALES[1:]:
        messages.cache[language, DOMAIN] = compiled(language)
    babel.domain_instance = messages
    app.jinja_env.filters["said"] = said
    app.jinja_env.filters["language_name"] = language_name


def compiled(language: str) -> Translations:
    """The catalogue of a language. Raises OSError where there is none."""
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return Translations(binary)


def asked_for() -> str:
    """The language of a request: the one just chosen, the form's, the address's, or what the browser likes best."""
    chosen = request.form.get("act", "").removeprefix("lang:")
    for lang in (chosen, request.form.get("lang", ""), request.args.get("lang", "")):
        if lang in LOCALES:
            return lang
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def spoken() -> str:
    """The code of the language that is spoken: one of `LOCALES`."""
    locale = get_locale()
    return locale.language if locale else LOCALES[0]


def direction() -> str:
    """`ltr` or `rtl`, as the language is written."""
    locale: Locale = get_locale() or Locale(LOCALES[0])
    return str(locale.text_direction)


def gettext(message: str, **variables: object) -> str:
    """A sentence of the page in the language spoken, with its variables in place."""
    return str(_gettext(message, **variables))


def ngettext(one: str, many: str, num: int, **variables: object) -> str:
    """Like `gettext`, of a number of things."""
    return str(_ngettext(one, many, num, **variables))


def lazy_gettext(message: str) -> str:
    """Like `gettext`, translated only when it is written out."""
    lazy: str = _lazy_gettext(message)
    return lazy


def said(english: str) -> str:
    """A label in the language spoken; the English where the catalogue has none."""
    return gettext(english) if english else english


def is_said(english: str) -> bool:
    """Whether the page can say this in its language."""
    return spoken() == LOCALES[0] or said(english) != english


def language_name(code: str) -> str:
    """What a language is called in the language spoken (Unicode CLDR), else its English name, else its code."""
    if spoken() == LOCALES[0]:
        return LANGUAGES.get(code, code)
    locale = get_locale()
    return str((locale.languages.get(code) if locale else None) or LANGUAGES.get(code, code))
