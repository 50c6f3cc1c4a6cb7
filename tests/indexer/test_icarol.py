"""The iCarol reader: a 211 centre's ResourceAgency export in, services to refer to out."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from indexer.sources.icarol import read_icarol
from indexer.sources.listing import Feed, Listing, RawAddress, RawPhone, Reading
from indexer.standing import refusal
from tests.indexer.conformance import Files, ReaderConformance, assert_accounts
from tests.indexer.icarol_feeds import AGENCY, PANTRY, SITE, as_csv, listed, reading


class TestConformance(ReaderConformance):
    rows = (AGENCY, PANTRY, SITE, {**PANTRY, "ResourceAgencyNum": "503", "PublicName": "Café “Zuflucht”"})

    def read(self, feed: Feed) -> Reading:
        return read_icarol(feed)

    def good_files(self) -> Files:
        return {"export.csv": as_csv(*self.rows)}

    def files_with_bad_record(self) -> Files:
        return {"export.csv": as_csv(self.rows[0], {"PhysicalCity": "Springfield"}, *self.rows[1:])}


def codes(result: Reading) -> Counter[str]:
    return Counter(finding.code for finding in result.findings)


def test_a_program_becomes_a_listing() -> None:
    (schedule,) = listed().schedules
    assert schedule.text == "Monday to Friday, 9:00 AM – 5:00 PM"
    assert schedule.rrule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert listed() == Listing(
        record_id="501",
        record_ids=("501",),
        key="501",
        name="Harbor House - Pantry",
        organization="Harbor House",
        description="Gives food boxes to families.",
        application_process="Walk-In\nRequired documents: Photo ID",
        eligibility_description="Families in Springfield",
        fees_description="No fee           ",
        phones=[RawPhone(number="(937) 555-0101", extension="12")],
        url="harbor.example",
        email="info@harbor.example",
        address=RawAddress(
            address_1="12 37th Street NW",
            city="Springfield",
            state_province="OH",
            postal_code="45501",
            country="United States",
        ),
        latitude="39.92",
        longitude="-83.8",
        schedules=[schedule],
        languages=["English; Spanish"],
        categories=["Food Pantries", "Food-Pantries", "Food"],
        status="Active",
        assured_date="12/6/11 0:00",
    )


def test_nothing_about_staff_is_taken() -> None:
    said = repr(listed(EmailAddressMain="Pat.Secretson@harbor.example"))
    for secret in ("Secretson", "Hiddenson", "pat@", "on leave", "PO Box"):
        assert secret not in said


@pytest.mark.parametrize("status", ["Inactive", "Active, but do not refer", ""])
def test_a_status_is_told_as_it_is(status: str) -> None:
    assert listed(AgencyStatus=status).status == (status or None)


def test_a_program_of_an_inactive_agency_has_both_statuses() -> None:
    rows = reading({**AGENCY, "AgencyStatus": "Inactive"}, PANTRY).listings
    assert [listing.status for listing in rows] == ["Inactive", "Active; Inactive"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("ExcludeFromWebsite", "Yes"), ("ExcludeFromDirectory", "TRUE"), ("AvailableForReferral", "No")],
)
def test_what_its_publisher_withholds_is_rejected_with_the_reason(column: str, value: str) -> None:
    result = reading(AGENCY, {**PANTRY, column: value})
    assert (result.read, dict(result.rejected)) == (2, {"withheld_by_publisher": 1})
    assert [(finding.record_id, column in finding.detail) for finding in result.findings] == [("501", True)]


class TestPlaces:
    @pytest.mark.parametrize("street", ["Confidential", "CONFIDENTIAL LOCATION", "[PRIVATE - removed]", "Undisclosed"])
    def test_a_word_in_place_of_a_street_is_kept_secret(self, street: str) -> None:
        listing = listed(PhysicalAddress1=street)
        assert listing.confidential
        assert listing.address is not None
        assert (listing.address.address_1, listing.address.city) == (None, "Springfield")

    def test_a_flag_keeps_a_street_secret(self) -> None:
        assert listed(PhysicalAddressIsPrivate="Yes").confidential
        assert not listed(PhysicalAddressIsPrivate="No").confidential
        assert not listed(PhysicalAddress1="4 Private Road").confidential

    def test_rows_of_the_same_agency_and_name_share_the_secret(self) -> None:
        flagged = {**AGENCY, "PhysicalAddressIsPrivate": "Yes", "AgencyStatus": "Inactive"}
        open_row = {**SITE, "PublicName": "harbor  house"}
        assert [listing.confidential for listing in reading(flagged, open_row, PANTRY).listings] == [True, True, False]

    def test_a_mailing_address_is_no_place_to_go(self) -> None:
        blank = {"PhysicalAddress1": "", "PhysicalCity": "", "PhysicalPostalCode": ""}
        listing = listed(**blank)
        assert listing.address == RawAddress(city="Dayton")
        assert (listing.latitude, listing.longitude) == (None, None)
        assert listed(**blank, MailingAddressIsPrivate="Yes").address is None
        assert listed(PhysicalAddress1="").address is not None
        assert "Dayton" not in repr(listed(PhysicalAddress1=""))

    def test_words_for_nothing_are_nothing(self) -> None:
        listing = listed(PhysicalAddress1="-1", PhysicalCity="*Unknown*")
        assert listing.address is not None
        assert (listing.address.address_1, listing.address.city) == (None, None)

    def test_a_post_office_box_is_only_about_where_it_is(self) -> None:
        listing = listed(PhysicalAddress1="Post Office Box 12")
        assert listing.address is not None
        assert (listing.address.address_1, listing.approximate) == (None, True)

    def test_a_point_that_several_streets_share_is_approximate(self) -> None:
        rows = [{**PANTRY, "ResourceAgencyNum": f"{n}", "PhysicalAddress1": f"{n} Elm St"} for n in (1, 2, 3)]
        rows.append({**rows[0], "ResourceAgencyNum": "4", "Latitude": "39.93"})
        assert [listing.approximate for listing in reading(*rows).listings] == [True, True, True, False]
        same_street = [{**row, "PhysicalAddress1": "1 Elm St"} for row in rows]
        assert not any(listing.approximate for listing in reading(*same_street).listings)


def test_phones_are_typed_by_their_names_and_columns() -> None:
    phones = listed(
        Phone2Number="(937) 555-0102",
        Phone2Name="24-hour Helpline",
        Phone5Number="(937) 555-0103",
        Phone5Description="TTY/TDD Number",
        PhoneFax="(937) 555-0104",
        PhoneTTY="(937) 555-0105",
        PhoneTollFree="1-800-555-0106",
        PhoneNumberHotline="18005550106",
    ).phones
    assert [(phone.number[-2:], phone.type) for phone in phones] == [
        *[("01", None), ("02", "hotline"), ("03", "tty"), ("06", "hotline"), ("05", "tty"), ("04", "fax")]
    ]


def test_private_phones_are_left_out_and_the_agency_is_called_instead() -> None:
    private = {"Phone1IsPrivate": "TRUE", "PhoneFax": "(937) 555-0104", "PhoneFaxIsPrivate": "TRUE"}
    assert listed(**private).phones == []
    other = {**AGENCY, "Phone1Number": "(937) 555-0190", "Phone1Name": "Main"}
    assert [phone.number for phone in reading(other, {**PANTRY, **private}).listings[1].phones] == ["(937) 555-0190"]
    for withheld in ({"AgencyStatus": "Inactive"}, {"ExcludeFromWebsite": "Yes"}):
        assert reading({**other, **withheld}, {**PANTRY, **private}).listings[-1].phones == []


def test_a_phone_whose_name_keeps_it_back_is_told_so_and_the_agency_is_called_instead() -> None:
    other = {**AGENCY, "Phone1Number": "(937) 555-0190", "Phone1Name": "Main"}
    kept_back = {"Phone1Name": "Agency use only", "Phone2Number": "937-555-0101", "Phone2Name": "Main"}
    phones = reading(other, {**PANTRY, **kept_back}).listings[1].phones
    assert [(phone.number, phone.kept_back) for phone in phones] == [("(937) 555-0190", False), ("937-555-0101", True)]


class TestRowsThatBelongTogether:
    def test_a_site_is_told_with_what_its_agency_does(self) -> None:
        _, site = reading(AGENCY, SITE).listings
        assert (site.name, site.organization) == ("HARBOR HOUSE EAST", "Harbor House")
        assert site.description == "Helps people through hard times."
        assert [phone.number for phone in site.phones] == ["(937) 555-0101"]
        assert site.address is not None
        assert site.address.address_1 == "9 Elm Street"

    def test_terms_of_an_agency_that_says_what_it_does_are_not_those_of_its_sites(self) -> None:
        agency = {**AGENCY, "TaxonomyTerm": "Summer Food Programs;"}
        assert reading(agency, SITE).listings[1].categories == []
        assert reading({**agency, "AgencyDescription": ""}, SITE).listings[1].categories == ["Summer Food Programs"]

    def test_a_program_at_a_site_has_the_programs_words_and_the_sites_place(self) -> None:
        both = {
            "ResourceAgencyNum": "504",
            "TaxonomyLevelName": "ProgramAtSite",
            "ParentAgencyNum": "500",
            "ConnectsToProgramNum": "501",
            "ConnectsToSiteNum": "502",
            "AgencyStatus": "Active",
        }
        listing = reading(AGENCY, PANTRY, {**SITE, "PhysicalAddressIsPrivate": "Yes"}, both).listings[-1]
        assert (listing.name, listing.categories[:1]) == ("Harbor House - Pantry", ["Food Pantries"])
        assert listing.address is not None
        assert (listing.address.address_1, listing.confidential) == ("9 Elm Street", True)
        assert reading({**PANTRY, "ExcludeFromWebsite": "Yes"}, both).listings == []

    def test_a_site_at_its_agencys_own_address_is_one_listing_with_it(self) -> None:
        twin = {**SITE, "PublicName": "HARBOR HOUSE", "PhysicalAddress1": "1 Dock Rd.", "HoursOfOperation": "24 hours"}
        assert len(reading(AGENCY, twin).listings) == 2
        twin["PhysicalAddress1"] = "1 Dock Road"
        (listing,) = reading(AGENCY, twin).listings
        assert (listing.record_ids, listing.name) == (("500", "502"), "Harbor House")
        assert len(reading(AGENCY, {**twin, "AgencyStatus": "Inactive"}).listings) == 2

    def test_a_program_like_its_agency_says_more_than_it(self) -> None:
        twin = {**PANTRY, "PublicName": "Harbor House", "PhysicalAddress1": "1 Dock Road"}
        (listing,) = reading(AGENCY, twin).listings
        assert listing.record_ids == ("501", "500")
        assert listing.description == "Gives food boxes to families.\n\nHelps people through hard times."
        second = {**twin, "ResourceAgencyNum": "505", "AgencyDescription": "Other."}
        assert len(reading(AGENCY, twin, second).listings) == 2

    def test_a_private_phone_stays_private_when_rows_are_joined(self) -> None:
        agency = {**AGENCY, "Phone2Number": "(937) 555-0199", "Phone2IsPrivate": "TRUE"}
        twin = {**PANTRY, "PublicName": "Harbor House", "PhysicalAddress1": "1 Dock Road", "Phone2IsPrivate": "FALSE"}
        assert "0199" not in repr(reading(agency, twin).listings)


class TestIds:
    def test_a_repeated_row_is_folded_into_the_first(self) -> None:
        result = reading(PANTRY, PANTRY)
        assert [listing.record_ids for listing in result.listings] == [("501", "501#2")]
        assert codes(result) == {"repeated_record": 1}

    def test_a_repeated_id_with_other_content_is_a_record_of_its_own(self) -> None:
        result = reading(PANTRY, {**PANTRY, "PublicName": "Another"})
        assert [listing.record_id for listing in result.listings] == ["501", "501#2"]
        assert codes(result) == {"repeated_id": 1}

    def test_a_row_without_an_id_gets_the_same_one_each_time(self) -> None:
        without = {**PANTRY, "ResourceAgencyNum": ""}
        (first,), (second,) = reading(without).listings, reading(without).listings
        assert first.record_id == second.record_id
        assert first.record_id.startswith("row-")


def test_other_tables_are_told() -> None:
    result = read_icarol(Feed(name="made-up", files={"services.csv": b"id,name\n1,Pantry\n"}))
    assert_accounts(result)
    assert codes(result) == {"not_icarol": 1, "no_records": 1}


@pytest.mark.parametrize(
    ("appears", "expires", "shown"),
    [
        ("9/28/10 0:00", "1/1/50 0:00", True),
        ("9/28/10 0:00", "10/28/10 0:00", False),
        ("9/28/10 0:00", "1/1/90 0:00", True),
        ("1/1/00 0:00", "1/1/00 0:00", False),
        ("9/28/30 0:00", "", False),
        ("", "", True),
    ],
)
def test_a_temporary_message_is_a_caution_while_it_is_current(appears: str, expires: str, shown: bool) -> None:
    when = {"TemporaryMessageAppears": appears, "TemporaryMessageExpires": expires}
    row = {**PANTRY, "TemporaryMessage": "Pool closed", **when}
    (listing,) = read_icarol(Feed(name="x", files={"x.csv": as_csv(row)}), date(2026, 3, 1)).listings
    assert listing.cautions == (("Pool closed",) if shown else ())


def test_a_message_that_says_that_the_program_is_gone_has_no_end() -> None:
    when = {"TemporaryMessageAppears": "1/10/11 0:00", "TemporaryMessageExpires": "1/10/12 0:00"}
    row = {**PANTRY, "TemporaryMessage": "Please delete from your database. This program closed in 2007.", **when}
    (listing,) = read_icarol(Feed(name="x", files={"x.csv": as_csv(row)}), date(2026, 3, 1)).listings
    assert refusal(listing) == "inactive"
