"""Phones, web and e-mail addresses: what can be used comes out in one form, what can't is left out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.resource import Phone
from indexer.clean.contacts import clean_email, clean_phone, clean_url


@pytest.mark.parametrize(
    ("raw", "number", "extension"),
    [
        ("(202) 555-0101", "+12025550101", None),
        ("( 202)- 555- 0101", "+12025550101", None),
        ("1-202-555-0101", "+12025550101", None),
        ("2025550101", "+12025550101", None),
        (2025550101, "+12025550101", None),
        ("202/555.0101", "+12025550101", None),
        ("202-555-0101 x101", "+12025550101", "101"),
        ("202-555-0101x101", "+12025550101", "101"),
        ("202-555-0101 xOPT9", "+12025550101", "9"),
        ("(202) 555-0101 ext. 5", "+12025550101", "5"),
        ("202-555-0101 Ext. 123456#", "+12025550101", "123456"),
        ("202-555-0101 press 2", "+12025550101", "2"),
        ("(202) 555-0TAX", "+12025550829", None),
        ("1-800-555-TALK (8255)", "+18005558255", None),
        ("1-800-LAW-HELP", "+18005294357", None),
        ("(202)- DC-VOTES", "+12023286837", None),
        ("(202) 555-0101, ask for the lead worker", "+12025550101", None),
        ("+44 20 7946 0958", "+442079460958", None),
        ("988", "988", None),
        ("2-1-1", "211", None),
        ("Dial 911", "911", None),
        ("Text HOME to 741741", "741741", None),
    ],
)
def test_a_number_is_read(raw: object, number: str, extension: str | None) -> None:
    assert [(phone.number, phone.extension) for phone in clean_phone(raw)] == [(number, extension)]


@pytest.mark.parametrize(
    "raw",
    [None, "", "[removed]", "[PRIVATE - removed]", "(   ) 999-", "(1  )    -", "202", "415-", "000-000-0000",
     "(202) 000-0000",
     "555-0101", "(202) 555-010", "NA", "call the office", "202 MAIN STREET"],
)  # fmt: skip
def test_placeholders_and_pieces_of_numbers_are_left_out(raw: object) -> None:
    assert clean_phone(raw) == []


def test_two_numbers_in_one_cell_keep_their_own_labels() -> None:
    assert clean_phone("TTY: 202-555-0101; Fax 202-555-0102") == [
        Phone(number="+12025550101", type="tty"),
        Phone(number="+12025550102", type="fax"),
    ]
    assert [phone.number for phone in clean_phone("(202) 555-0101 or 202 555-0102")] == ["+12025550101", "+12025550102"]
    assert len(clean_phone("202-555-0101 / 202-555-0101")) == 1


def test_stated_extension_and_type_are_kept() -> None:
    assert clean_phone("202-555-0101", "x7", "Crisis hotline") == [
        Phone(number="+12025550101", extension="7", type="hotline")
    ]
    assert clean_phone("741741", type="sms") == [Phone(number="741741", type="text")]


def test_another_country_is_read_by_its_own_rules() -> None:
    assert clean_phone("020 7946 0958", country="GB") == [Phone(number="+442079460958")]
    assert clean_phone("999", country="GB") == [Phone(number="999")]


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[()0-9 .x/-]{0,40}"), st.none(), st.integers()))
@settings(deadline=None)
def test_every_number_can_be_dialled(raw: object) -> None:
    for phone in clean_phone(raw):
        assert re.fullmatch(r"\+[1-9]\d{6,14}|\d{3,6}", phone.number)
        if phone.number.startswith("+"):
            assert phonenumbers.is_possible_number(phonenumbers.parse(phone.number))


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("www.example.org", "http://www.example.org"),
        ("HTTPS://Example.ORG/Path", "https://example.org/Path"),
        ("http//example.org", "http://example.org"),
        ("http:/example.org", "http://example.org"),
        ("example.org; other.example", "http://example.org"),
        ("https://example.org/a and more", "https://example.org/a"),
        ("example.org:8080/x", "http://example.org:8080/x"),
        ('<a href="https://example.org/x?a=1&amp;b=2">x</a>', "https://example.org/x?a=1&b=2"),
        ("(http://example.org).", "http://example.org"),
        ("https://münchen.example/ä", "https://münchen.example/ä"),
    ],
)
def test_an_address_is_made_whole(raw: str, url: str) -> None:
    assert clean_url(raw) == url


@pytest.mark.parametrize(
    "raw",
    [None, "", "no website", "javascript:alert(1)", "JavaScript:alert(1)//example.org", "data:text/html,x",
     "ftp://example.org",
     "mailto:a@example.org", "info@example.org", "http://user:pw@example.org/", "http://user@example.org/",
     "http://localhost/x",
     "http://[::1", "http://example.org:99999/", "http://exa mple", "vbscript:x"],
)  # fmt: skip
def test_anything_but_a_plain_web_address_is_refused(raw: object) -> None:
    assert clean_url(raw) is None


@given(st.one_of(st.text(max_size=100), st.from_regex(r"(https?:/?/?)?[a-z@:./\\ -]{0,40}")))
def test_urls_are_http_with_a_host_and_stay_as_they_are(raw: str) -> None:
    url = clean_url(raw)
    if url is not None:
        split = urlsplit(url)
        assert split.scheme in {"http", "https"}
        assert split.hostname
        assert split.username is None
        assert clean_url(url) == url


@pytest.mark.parametrize(
    ("raw", "email"),
    [
        ("Help@Example.ORG", "Help@example.org"),
        ("mailto:help@example.org", "help@example.org"),
        ("a.b+c@mail.example.org; d@example.org", "a.b+c@mail.example.org"),
        ("[removed]", None),
        ("help at example.org", None),
        ("a@b", None),
        (None, None),
    ],
)
def test_emails(raw: object, email: str | None) -> None:
    assert clean_email(raw) == email


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [("116 123", "GB", "116123"), ("1737", "NZ", "1737"), ("13 11 14", "AU", "131114"), ("024", "ES", "024")],
)
def test_short_numbers_of_other_countries_are_kept(number: str, country: str, expected: str) -> None:
    assert [phone.number for phone in clean_phone(number, country=country)] == [expected]
