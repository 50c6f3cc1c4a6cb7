"""Phones by the words beside them, and addresses that are somebody's own."""

from __future__ import annotations

import pytest

from indexer.sources.contact_labels import labelled_phone, public_email
from indexer.sources.listing import RawPhone


@pytest.mark.parametrize(
    ("label", "type", "extension"),
    [
        ("Main Number", None, None),
        ("Administrative Number (Pat Secretson)", None, None),
        ("TTY/TDD Number", "tty", None),
        ("Consumer Hot Line (TTY)", "tty", None),
        ("alternate fax", "fax", None),
        ("24 Hour Help Line", "hotline", None),
        ("Warmline", "hotline", None),
        ("Crisis Number", "hotline", None),
        ("Life Skills", None, None),
        ("Main, ext 255", None, "255"),
        ("x255 Pat S.", None, "255"),
        ("EXT. 8160", None, "8160"),
        ("Room 12", None, None),
        (None, None, None),
    ],
)
def test_labels(label: str | None, type: str | None, extension: str | None) -> None:
    expected = RawPhone(number="(937) 555-0101", extension=extension, type=type)
    assert labelled_phone("(937) 555-0101", label) == expected


def test_the_columns_type_stands_where_no_label_says_otherwise() -> None:
    assert labelled_phone("555-0101", None, "Main", type="fax").type == "fax"
    assert labelled_phone("555-0101", "TTY", type="fax").type == "tty"


@pytest.mark.parametrize(
    ("value", "anywhere", "alone"),
    [
        ("info@harbor.example", "info@harbor.example", "info@harbor.example"),
        (" Info@Harbor.example ", "Info@Harbor.example", "Info@Harbor.example"),
        ("write to info@harbor.example", "info@harbor.example", None),
        ("Pat.Secretson@harbor.example", None, None),
        ("Pat_S.Secretson@harbor.example; help@harbor.example", "help@harbor.example", None),
        ("customer.service@harbor.example", "customer.service@harbor.example", "customer.service@harbor.example"),
        ("see our website", None, None),
        (None, None, None),
    ],
)
def test_emails(value: str | None, anywhere: str | None, alone: str | None) -> None:
    assert (public_email(value), public_email(value, alone=True)) == (anywhere, alone)
