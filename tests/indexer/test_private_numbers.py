"""A number that its listing forbids to give out is shown nowhere; one that may be called stays."""

from __future__ import annotations

import pytest

from data.resource import Phone
from indexer.clean.private_numbers import WITHHELD, is_kept_back, kept_back, numbers_in, without_numbers
from indexer.compose import Composition, compose
from indexer.open_index import OpenIndex
from indexer.sources.contact_labels import labelled_phone
from indexer.sources.hsds_fields import phones
from indexer.sources.listing import Listing, RawPhone
from tests.support.listings import feed, listing, reading

DIRECT = "(937) 555-0101"
SHOWN = RawPhone(number="(937) 555-0100")


@pytest.mark.parametrize(
    "label",
    [
        "Not to be given to the public",
        "For agency use only",
        "AGENCY USE ONLY",
        "Agencies only",
        "Agency line",
        "Staff only - do not give out",
        "Do not share",
        "Internal use only",
        "Internal",
        "Office Use Only",
        "Providers only",
        "Not for clients",
        "Unlisted number",
        "Back line",
        "Private line",
        "Do not publish",
        "Uso interno",
    ],
)
def test_words_at_a_phone_that_keep_it_back(label: str) -> None:
    assert is_kept_back(label)
    assert labelled_phone(DIRECT, label).kept_back
    assert [phone.kept_back for phone in phones([{"number": DIRECT, "description": label}])] == [True]


@pytest.mark.parametrize(
    "label",
    [
        "Main Number",
        "Administrative Number",
        "Confidential crisis line",
        "Internal Medicine",
        "Individual Provider Line",
        "TTY only",
        "Public number",
        "Intake (agencies and clients)",
        "Staff Office",
        "Information only",
        None,
    ],
)
def test_words_at_a_phone_that_may_be_called(label: str | None) -> None:
    assert not is_kept_back(label)


@pytest.mark.parametrize(
    "text",
    [
        f"The shelter's direct line is {DIRECT}, not to be given to the public.",
        f"{DIRECT} (for agency use only).",
        f"Do not give out {DIRECT}.",
        "Advocates call 937-555-0101; open daily.\nThe number 937.555.0101 must not be given to callers.",
        f"Please do not release this number: {DIRECT}.",
    ],
)
def test_a_text_that_keeps_its_number_back(text: str) -> None:
    numbers, unnamed = kept_back([text])
    assert (numbers, unnamed) == ({"9375550101"}, False)
    assert "0101" not in without_numbers(text, numbers)
    assert WITHHELD in without_numbers(text, numbers)


@pytest.mark.parametrize(
    "text",
    [
        f"We do not give out food on Mondays. Call {DIRECT}.",
        f"Call {DIRECT}. We will never share your phone number.",
        f"Callers' numbers are not disclosed. {DIRECT}",
        f"Open to the public; {DIRECT}.",
        f"Financial help is not given. Parking for staff only. Call {DIRECT}.",
    ],
)
def test_a_text_that_keeps_nothing_back(text: str) -> None:
    assert kept_back([text]) == (set(), False)


def test_numbers_are_known_however_they_are_written() -> None:
    assert numbers_in("1-937-555-0101 x12 or (937) 555 0102") == {"9375550101", "9375550102"}
    assert without_numbers("Call 555-0101 or +1 937.555.0101, not 555-0102", {"9375550101"}) == (
        f"Call {WITHHELD} or {WITHHELD}, not 555-0102"
    )


def made(index: OpenIndex, given: Listing) -> Composition:
    return compose(feed(), reading(given), index.gazetteer)


def test_it_is_dropped_from_phones_and_texts_and_reported(bundled_index: OpenIndex) -> None:
    direct = RawPhone(number=f"{DIRECT} x7", kept_back=True)
    composition = made(
        bundled_index,
        listing(phones=[SHOWN, direct, RawPhone(number="937-555-0101")], description=f"Call {DIRECT} at night."),
    )
    resource = composition.items[0].resource
    assert resource.phones == (Phone(number="+19375550100"),)
    assert resource.description == f"Call {WITHHELD} at night."
    assert [finding.code for finding in composition.findings] == ["phone_kept_back"] * 2


def test_the_only_number_is_the_one_that_a_text_does_not_name(bundled_index: OpenIndex) -> None:
    said = "Do not give this number to clients."
    alone = made(bundled_index, listing(phones=[SHOWN], application_process=said))
    assert alone.items[0].resource.phones == ()
    several = made(bundled_index, listing(phones=[SHOWN, RawPhone(number=DIRECT)], application_process=said))
    assert len(several.items[0].resource.phones) == 2
    assert [finding.code for finding in several.findings] == ["phone_maybe_kept_back"]
