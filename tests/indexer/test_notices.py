"""What a listing's texts warn of becomes a caution with its words; what only sounds like it does not."""

from __future__ import annotations

import pytest

from indexer.compose import compose
from indexer.notices import notices
from indexer.open_index import OpenIndex
from tests.support.listings import feed, listing, reading

CLOSED, FULL, REFERRAL = "Listed as closed for now", "Listed as taking nobody new", "A referral is asked for"


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("description", "A pantry. Temporarily closed for repairs.", CLOSED),
        ("description", "Closed until further notice.", CLOSED),
        ("description", "The program is suspended.", CLOSED),
        ("name", "Harbor Pantry (temporarily closed)", CLOSED),
        ("description", "The clinic is currently closed due to flood damage.", CLOSED),
        ("description", "Cerrado temporalmente por obras.", CLOSED),
        ("description", "Not accepting new clients.", FULL),
        ("application_process", "We are not currently accepting applications.", FULL),
        ("application_process", "The waiting list is closed.", FULL),
        ("description", "The house is full.", FULL),
        ("description", "No longer taking patients.", FULL),
        ("application_process", "Telephone, By Appointment; Referral Required (from a physician)", REFERRAL),
        ("application_process", "By referral", REFERRAL),
        ("application_process", "By referral only.", REFERRAL),
        ("eligibility_description", "Must be referred by a case manager.", REFERRAL),
        ("eligibility_description", "Adults, referred by the county.", REFERRAL),
        ("description", "Residents are taken only through agency referral.", REFERRAL),
        ("description", "Referrals from Harbor Intake only.", REFERRAL),
        ("application_process", "No self-referrals.", REFERRAL),
        ("application_process", "Se requiere referencia.", REFERRAL),
    ],
)
def test_a_warning_is_told_with_its_words(field: str, text: str, told: str) -> None:
    (caution,) = notices({field: text})
    assert caution.startswith(f"{told} (“")
    assert caution.endswith("”): call first")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("description", "Closed on Sundays and holidays."),
        ("description", "A closed meeting for alcoholics. The closed group meets weekly."),
        ("description", "Films are closed-captioned."),
        ("description", "For students who were suspended. Help with a suspended license."),
        ("description", "If schools are closed due to fire, so are we."),
        ("description", "Training for young people not currently enrolled in school."),
        ("description", "Not currently accepting donations."),
        ("description", "We do not accept Medicaid at this time."),
        ("description", "Does not accept clients under 18."),
        ("description", "There are waiting lists, and some areas are closed to new applicants."),
        ("eligibility_description", "Referral from a professional preferred."),
        ("application_process", "No referral required."),
        ("application_process", "Referral not needed; walk in."),
        ("application_process", "Telephone, Walk-In, By Referral"),
        ("application_process", "Referral required (self referral may be made)"),
        ("application_process", "Referral from an agency (although not necessary)"),
        ("description", "Offers referrals to shelters."),
        ("description", "Children may be referred by a teacher."),
    ],
)
def test_what_only_sounds_like_it_is_not_told(field: str, text: str) -> None:
    assert notices({field: text}) == ()


def test_the_gravest_comes_first_and_each_is_told_once() -> None:
    text = "Referral required. Not accepting new clients. Temporarily closed. Referral required again."
    assert [caution.split(" (")[0] for caution in notices({"description": text})] == [CLOSED, FULL, REFERRAL]


def test_what_an_alert_says_is_not_said_twice() -> None:
    assert notices({"description": "Temporarily closed."}, ["Temporarily closed until June."]) == ()


def test_the_words_are_quoted_without_whom_to_ask_for_and_not_at_length() -> None:
    (short,) = notices({"application_process": "Referral required from the county, ask for Pat Secretson, Director"})
    assert short == f"{REFERRAL} (“Referral required from the county”): call first"
    (long,) = notices({"description": "Word " * 60 + "and not accepting new clients " + "for now " * 60})
    assert "not accepting new clients" in long
    assert len(long) < 200
    assert long.count("…") == 2


def test_a_listing_keeps_them_after_its_own_alerts(bundled_index: OpenIndex) -> None:
    given = listing(
        description="Temporarily closed.", eligibility_description="Must be referred.", cautions=("Ring twice",)
    )
    (item,) = compose(feed(), reading(given), bundled_index.gazetteer).items
    assert item.resource.cautions == (
        "Ring twice",
        "Listed as closed for now (“Temporarily closed”): call first",
        "A referral is asked for (“Must be referred”): call first",
    )
