"""The desk speaks English and Spanish, whole: no string of it, of its vocabularies or of the matcher is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from api import labels
from api.desk import phrasebook, why_not
from api.desk.language import CATALOGUES, LOCALES, compiled
from data.crisis import contacts_for
from data.needs import load_taxonomy
from data.vocabulary import INSURANCE, POPULATIONS
from matcher.explain import SUPPORT_WORDS
from tests.api.test_desk import page
from tests.api.test_desk_words import ASK

API = CATALOGUES.parent
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def in_the_sources() -> set[str]:
    """What the modules and the templates of the API say."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = extract_from_dir(str(API), method_map=methods, keywords=KEYWORDS)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


def from_data() -> Iterator[str]:
    """What is said of values: labels, vocabularies, sentences of the matcher."""
    tables: tuple[dict[str, str], ...] = (
        *(labels.KINDS, labels.MODES, labels.COSTS, labels.SUPPORT_TYPES, labels.COST_FILTERS, labels.PHONE_TYPES),
        *(labels.REPORT_KINDS, labels.LEFT_OUT, labels.NOTICES, POPULATIONS, INSURANCE, SUPPORT_WORDS, why_not.OTHER),
    )  # type: ignore[assignment]  # their keys are literals
    for table in tables:
        yield from table.values()
    yield from phrasebook.FIXED
    for need in load_taxonomy().needs:
        yield need.label
        if need.caution:
            yield need.caution


def test_sources_are_read() -> None:
    assert {"What we understood", "%(num)s listing: %(why)s.", "Peers"} <= in_the_sources()


@pytest.mark.parametrize("language", LOCALES[1:])
def test_no_string_is_left_untranslated(language: str) -> None:
    translated = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalogue(language)
        if message.id and all(message.string if isinstance(message.string, tuple) else (message.string,))
    }
    assert in_the_sources() - translated == set()
    assert set(from_data()) - translated == set()


@pytest.mark.parametrize("language", LOCALES[1:])
def test_translations_keep_the_variables(language: str) -> None:
    for message in catalogue(language):
        variables = [set(re.findall(r"%\((\w+)\)s", text)) for text in (*_texts(message.id), *_texts(message.string))]
        assert variables == [variables[0]] * len(variables), message.id


def _texts(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_a_catalogue_is_compiled_from_its_text() -> None:
    assert compiled("es").gettext("Find support") == "Buscar apoyo"
    assert list(Path(CATALOGUES).rglob("*.mo")) == []
    with pytest.raises(OSError, match="xx"):
        compiled("xx")


def test_the_browser_says_which_language(client: FlaskClient) -> None:
    spanish = client.get("/", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"})
    page(spanish)
    assert '<html lang="es" dir="ltr"' in spanish.text
    assert "Buscar apoyo" in spanish.text
    assert spanish.headers["Content-Language"] == "es"
    assert "Accept-Language" in spanish.headers["Vary"]
    other = client.get("/", headers={"Accept-Language": "fr"})
    assert '<html lang="en"' in other.text


def test_the_form_and_the_address_go_before_the_browser(client: FlaskClient) -> None:
    headers = {"Accept-Language": "en"}
    assert '<html lang="es"' in client.get("/?lang=es", headers=headers).text
    kept = client.post("/", data=ASK | {"lang": "es"}, headers=headers)
    assert '<html lang="es"' in kept.text
    assert '<input type="hidden" name="lang" value="es">' in kept.text
    assert client.get("/?lang=xx").status_code == 422
    assert client.post("/", data=ASK | {"lang": "xx"}).status_code == 422


def test_a_button_changes_the_language_and_keeps_what_was_typed(client: FlaskClient) -> None:
    answered = client.post("/", data=ASK | {"lang": "en", "act": "lang:es"})
    page(answered)
    assert '<html lang="es"' in answered.text
    assert "no ride to group</textarea>" in answered.text
    empty = client.post("/", data={"needs": "", "lang": "es", "act": "lang:en"})
    page(empty)
    assert '<html lang="en"' in empty.text
    assert "Nothing was searched" not in empty.text


def test_facts_are_said_in_spanish_and_quotes_stay_english(client: FlaskClient) -> None:
    response = client.post("/", data=ASK | {"lang": "es", "radius": "25", "radius_unit": "mi"})
    page(response)
    html = response.text
    for said in (
        "Lo que entendimos",
        "2.0 millas en línea recta",
        "lunes 23 de noviembre",
        "Servicio práctico",
        "Gratis",
        "Verificado",
        "1 de marzo de 2026",
        "Horario no indicado",
        "12 opciones: más lejos que la distancia pedida.",
        '<mark lang="en">Free rides to counseling</mark>',
        '<dd><span lang="en">Mondays at 7:00 PM</span></dd>',
    ):
        assert said in html, said


def test_errors_are_said_in_spanish(client: FlaskClient) -> None:
    for data, said in (
        ({"needs": " "}, "Diga en pocas palabras"),
        ({"radius": "far", "radius_unit": "mi"}, "Escriba un número de millas"),
        ({"place": "Nowhere"}, "No conocemos este lugar."),
    ):
        response = client.post("/", data=ASK | data | {"lang": "es"})
        page(response, 422)
        assert said in response.text


def test_crisis_help_in_spanish(client: FlaskClient) -> None:
    html = client.post("/", data={"needs": "quiero matarme", "lang": "es"}).text
    assert html.index("Ayuda ahora mismo") < html.index("<form")
    assert 'HOME al <a href="sms:741741">' in html
    assert contacts_for(("suicide",), "US")[0].name not in html


def test_the_api_goes_on_speaking_english(client: FlaskClient) -> None:
    answer = client.get("/v1/needs", headers={"Accept-Language": "es"}).get_json()
    assert answer["kinds"]
    assert "Food pantry and meals" in {need["label"] for need in answer["needs"]}
