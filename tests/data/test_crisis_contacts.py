"""Crisis contacts: complete, consistent, sourced, and in the order that they should be called."""

from __future__ import annotations

import re
from typing import Any

import pytest

from data.crisis import SIGNALS, CrisisDataError, contacts, contacts_for, parse_contacts

ENTRY: dict[str, Any] = {
    "name": "Example Line",
    "countries": ["US"],
    "role": "general",
    "call": "555-0100",
    "text": None,
    "chat_url": None,
    "url": "https://example.org/",
    "hours": None,
    "signals": ["suicide"],
    "audience": None,
    "source": "https://example.org/",
}
EMERGENCY = ENTRY | {"name": "Emergency", "role": "emergency", "url": None}


def test_every_contact_can_be_reached_and_names_its_source() -> None:
    assert len(contacts()) >= 40
    for contact in contacts():
        assert contact.source.startswith("https://")
        assert contact.call or contact.text or contact.url or contact.role == "emergency"
        assert contact.hours in (None, "24/7")
        assert contact.call is None or re.search(r"\d", contact.call)


@pytest.mark.parametrize("country", ["US", "CA", "GB", "IE", "AU", "NZ", "ES"])
def test_every_country_has_an_emergency_number_and_help_for_every_signal(country: str) -> None:
    for signal in SIGNALS:
        found = contacts_for((signal,), country)
        assert found[0].role == "emergency"
        assert any(contact.role == "general" for contact in found)
        assert all(country in contact.countries for contact in found)
        assert len({contact.name for contact in found}) == len(found)


@pytest.mark.parametrize(
    ("signals", "country", "numbers"),
    [
        (("suicide",), "US", ["911", "988"]),
        (("overdose",), "US", ["911", "1-800-222-1222"]),
        (("withdrawal",), "US", ["911", "1-800-662-4357, TTY 1-800-487-4889"]),
        (("domestic_violence",), "US", ["911", "1-800-799-7233, TTY 1-800-787-3224"]),
        (("sexual_assault",), "US", ["911", "1-800-656-4673"]),
        (("child_abuse",), "US", ["911", "1-800-422-4453"]),
        (("trafficking",), "US", ["911", "1-888-373-7888"]),
        (("runaway_youth",), "US", ["911", "1-800-786-2929", "211"]),
        (("harm_to_others",), "US", ["911", "988"]),
        (("medical_emergency",), "US", ["911"]),
        (("suicide",), "CA", ["911", "988"]),
        (("domestic_violence",), "GB", ["999 or 112", "0808 2000 247"]),
        (("domestic_violence",), "IE", ["999 or 112", "1800 341 900"]),
        (("sexual_assault",), "AU", ["000", "1800 737 732"]),
        (("overdose",), "NZ", ["111", "0800 787 797"]),
        (("suicide",), "ES", ["112", "024"]),
    ],
)
def test_who_to_call_first(signals: tuple[str, ...], country: str, numbers: list[str]) -> None:
    calls = [contact.call for contact in contacts_for(signals, country)]
    assert calls[: len(numbers)] == numbers


def test_lines_follow_the_order_of_the_signals_and_the_general_line_closes() -> None:
    names = [contact.name for contact in contacts_for(("trafficking", "domestic_violence"), "US")]
    assert names == [
        "911 Emergency",
        "National Human Trafficking Hotline",
        "National Domestic Violence Hotline",
        "988 Suicide & Crisis Lifeline",
    ]


def test_a_concern_puts_the_emergency_number_last() -> None:
    names = [contact.name for contact in contacts_for(("sexual_assault",), "US", level="concern")]
    assert names == ["RAINN National Sexual Assault Hotline", "988 Suicide & Crisis Lifeline", "911 Emergency"]


def test_lines_for_some_people_are_shown_to_them_alone() -> None:
    everybody = {contact.name for contact in contacts_for(("suicide",), "US")}
    assert "The Trevor Project" not in everybody
    named = {contact.name for contact in contacts_for(("suicide",), "US", audiences=("lgbtq", "veterans"))}
    assert named - everybody == {"The Trevor Project", "Veterans Crisis Line"}


def test_older_adults_are_shown_the_eldercare_locator_after_the_hotline() -> None:
    names = [contact.name for contact in contacts_for(("domestic_violence",), "US", audiences=("older_adults",))]
    assert names[1:3] == ["National Domestic Violence Hotline", "Eldercare Locator"]


def test_no_danger_needs_no_contact() -> None:
    assert contacts_for((), "US", level="none") == ()
    assert contacts_for(("suicide",), "US", level="none") == ()


@pytest.mark.parametrize("country", ["US", "CA", "GB", "IE", "AU", "NZ", "ES", "BR"])
def test_a_concern_without_a_signal_shows_the_lines_for_anybody(country: str) -> None:
    found = contacts_for((), country, level="concern")
    assert {contact.role for contact in found} == {"general", "emergency"}
    assert found[-1].role == "emergency"
    assert all(contact.audience is None for contact in found)


@pytest.mark.parametrize(
    ("code", "call"), [("uk", "999 or 112"), ("usa", "911"), ("PR", "911"), (" gb ", "999 or 112")]
)
def test_country_codes_people_use(code: str, call: str) -> None:
    assert contacts_for(("suicide",), code)[0].call == call


@pytest.mark.parametrize("code", ["BR", "ZZ", "", "*"])
def test_elsewhere_it_says_the_local_emergency_number_and_a_directory(code: str) -> None:
    emergency, directory = contacts_for(("overdose",), code)
    assert "local emergency number" in emergency.name
    assert emergency.call is None
    assert directory.url == "https://findahelpline.com/"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "no name"),
        ({"signals": ["sadness"]}, "unknown signal 'sadness'"),
        ({"role": "friend"}, "unknown role"),
        ({"countries": ["usa"]}, "ISO 3166-1"),
        ({"countries": []}, "ISO 3166-1"),
        ({"url": "http://example.org/"}, "url must be an https address"),
        ({"source": None}, "source must be an https address"),
        ({"call": None, "url": None}, "no way to reach it"),
        ({"fax": "555-0101"}, r"keys differ by \['fax'\]"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CrisisDataError, match=message):
        parse_contacts([EMERGENCY, ENTRY | change])


def test_the_list_as_a_whole_is_checked() -> None:
    assert [contact.name for contact in parse_contacts([EMERGENCY, ENTRY])] == ["Emergency", "Example Line"]
    with pytest.raises(CrisisDataError, match="US: needs an emergency number"):
        parse_contacts([ENTRY])
    with pytest.raises(CrisisDataError, match="listed twice for US"):
        parse_contacts([EMERGENCY, ENTRY, ENTRY])
