"""Made-up iCarol exports: a table of rows from what differs from a plain program."""

from __future__ import annotations

import csv
import io

from indexer.sources.icarol import read_icarol
from indexer.sources.listing import Feed, Listing, Reading
from tests.indexer.conformance import assert_accounts

COLUMNS = (
    *("ResourceAgencyNum", "PublicName", "AlternateName", "TaxonomyLevelName", "ParentAgency", "ParentAgencyNum"),
    *("MailingAttentionName", "MailingAddress1", "MailingCity", "MailingStateProvince", "MailingPostalCode"),
    *("MailingAddressIsPrivate", "PhysicalAddress1", "PhysicalAddress2", "PhysicalCity", "PhysicalCounty"),
    *("PhysicalStateProvince", "PhysicalPostalCode", "PhysicalCountry", "PhysicalAddressIsPrivate"),
    *("Latitude", "Longitude", "HoursOfOperation", "Hours", "Phone1Number", "Phone1Name", "Phone1IsPrivate"),
    *("Phone2Number", "Phone2Name", "Phone2IsPrivate", "Phone5Number", "Phone5Description", "PhoneFax", "PhoneTTY"),
    *("PhoneFaxIsPrivate", "PhoneTollFree", "PhoneNumberHotline", "EmailAddressMain", "WebsiteAddress"),
    *("AgencyStatus", "AgencyDescription", "CoverageArea", "Eligibility", "SeniorWorkerName"),
    *("SeniorWorkerEmailAddress", "SeniorWorkerPhoneNumber", "MainContactName", "ExcludeFromWebsite"),
    *("ExcludeFromDirectory", "AvailableForReferral", "DisabilitiesAccess", "BusServiceAccess", "FeeStructureSource"),
    *("ApplicationProcess", "DocumentsRequired", "LanguagesOffered", "TemporaryMessage", "TemporaryMessageAppears"),
    *("TemporaryMessageExpires", "InternalNotes", "LastVerifiedOn", "LastVerifiedByName", "ConnectsToSiteNum"),
    *("ConnectsToProgramNum", "Categories", "TaxonomyTerm", "TaxonomyCodes"),
)
PANTRY = {
    "ResourceAgencyNum": "501",
    "PublicName": "Harbor House - Pantry",
    "TaxonomyLevelName": "Program",
    "ParentAgency": "Harbor House",
    "ParentAgencyNum": "500",
    "MailingAttentionName": "Pat Secretson",
    "MailingAddress1": "PO Box 77",
    "MailingCity": "Dayton",
    "PhysicalAddress1": "12 37Th Street Nw",
    "PhysicalCity": "Springfield",
    "PhysicalCounty": "-1",
    "PhysicalStateProvince": "OH",
    "PhysicalPostalCode": "45501",
    "PhysicalCountry": "United States",
    "Latitude": "39.92",
    "Longitude": "-83.8",
    "HoursOfOperation": "9:00 am - 5:00 pm, Monday - Friday                ",
    "Phone1Number": "(937) 555-0101",
    "Phone1Name": "Intake Number, Pat Secretson, ext. 12",
    "EmailAddressMain": "info@harbor.example",
    "WebsiteAddress": "harbor.example",
    "AgencyStatus": "Active",
    "AgencyDescription": "Gives food boxes to families.",
    "Eligibility": "Families in Springfield",
    "SeniorWorkerName": "Pat Secretson",
    "SeniorWorkerEmailAddress": "pat@harbor.example",
    "MainContactName": "Lee Hiddenson",
    "ExcludeFromWebsite": "No",
    "FeeStructureSource": "No fee           ",
    "ApplicationProcess": "Walk-In",
    "DocumentsRequired": "Photo ID",
    "LanguagesOffered": "English; Spanish",
    "InternalNotes": "Pat is on leave",
    "LastVerifiedOn": "12/6/11 0:00",
    "Categories": "Food-Pantries; Food*;",
    "TaxonomyTerm": "Food Pantries; ",
}
AGENCY = {
    **PANTRY,
    "ResourceAgencyNum": "500",
    "PublicName": "Harbor House",
    "TaxonomyLevelName": "Agency",
    "ParentAgencyNum": "0",
    "PhysicalAddress1": "1 Dock Road",
    "AgencyDescription": "Helps people through hard times.",
    "TaxonomyTerm": "",
    "Categories": "",
}
SITE = {
    "ResourceAgencyNum": "502",
    "PublicName": "HARBOR HOUSE EAST",
    "TaxonomyLevelName": "Site",
    "ParentAgency": "Harbor House",
    "ParentAgencyNum": "500",
    "PhysicalAddress1": "9 Elm Street",
    "PhysicalCity": "Springfield",
    "PhysicalStateProvince": "OH",
    "PhysicalPostalCode": "45501",
    "AgencyStatus": "Active",
}


def as_csv(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """An export of these rows."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def reading(*rows: dict[str, str]) -> Reading:
    """What the reader makes of these rows."""
    result = read_icarol(Feed(name="made-up", files={"export.csv": as_csv(*rows)}))
    assert_accounts(result)
    return result


def listed(**fields: str) -> Listing:
    """The listing of one program that differs in these columns."""
    (listing,) = reading({**PANTRY, **fields}).listings
    return listing
