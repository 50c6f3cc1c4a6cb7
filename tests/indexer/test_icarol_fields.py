"""The texts of iCarol rows: hours, access, areas, application, and what an export does to them."""

from __future__ import annotations

import pytest

from tests.indexer.icarol_feeds import PANTRY, listed, reading


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("NW                     ", []),
        ("6", []),
        ("Columbia Heights", []),
        ("Not necessary for service;", []),
        ("Wheelchair accessibility - Varies according to location", []),
        ("Yes", ["Accessible to people with disabilities"]),
        ("no", ["Not accessible to people with disabilities"]),
        ("Building entrance accessible; Special parking;", ["Building entrance accessible", "Special parking"]),
        ("Not wheelchair accessible at this time;", ["Not wheelchair accessible at this time"]),
    ],
)
def test_accessibility(said: str, expected: list[str]) -> None:
    assert listed(DisabilitiesAccess=said, BusServiceAccess="Transportation Available: 6").accessibility == expected


@pytest.mark.parametrize(
    ("said", "areas", "everywhere"),
    [
        ("District of Columbia", ["District of Columbia"], False),
        ("Marin County, Napa County; Nevada", ["Marin County", "Napa County", "Nevada"], False),
        ("Montgomery County, MD", ["Montgomery County", "MD"], False),
        ("Nationwide", ["Nationwide"], True),
        ("", [], False),
    ],
)
def test_areas(said: str, areas: list[str], everywhere: bool) -> None:
    listing = listed(CoverageArea=said)
    assert (listing.service_area, listing.serves_everywhere) == (areas, everywhere)


@pytest.mark.parametrize(
    ("words", "by_day", "expected"),
    [
        (
            "",
            "Mon 9:00 am - 5:00 pm; Tue 10-4; Sat; Sun; ",
            ["Mondays, 9:00 AM – 5:00 PM", "Tuesdays, 10:00 AM – 4:00 PM"],
        ),
        ("Call first", "Mon 24/7; Tue 24/7", ["Mondays and Tuesdays, 24 hours"]),
        ("Call first", "Mon 7:00; Tue 7:00", ["Call first"]),
        ("24 hours daily", "Mon 9-5", ["Every day, 24 hours"]),
        ("unknown", "Mon; Tue; Wed; Thu; Fri; Sat; Sun; ", []),
        ("Cross street(s): Elm Street", "", []),
        ("6/22/06 to 7/26/06 Lunch", "", []),
    ],
)
def test_hours(words: str, by_day: str, expected: list[str]) -> None:
    assert [schedule.text for schedule in listed(HoursOfOperation=words, Hours=by_day).schedules] == expected


def test_hours_that_have_passed_are_told() -> None:
    result = reading({**PANTRY, "HoursOfOperation": "Until March 19, 2011"})
    assert [finding.code for finding in result.findings] == ["hours_past"]


def test_codes_are_kept_for_measuring() -> None:
    codes = "RX-8450.7000-700 * YS-2000.9500; RF-2500; RF-2500;"
    assert listed(TaxonomyCodes=codes).labels == ("RX-8450.7000-700 * YS-2000.9500", "RF-2500")
    assert listed().labels == ()


@pytest.mark.parametrize("documents", ["None", "none", "", "N/A"])
def test_no_documents_are_not_required(documents: str) -> None:
    assert listed(DocumentsRequired=documents).application_process == "Walk-In"


def test_lost_line_ends_are_put_back_before_labels() -> None:
    assert listed(ApplicationProcess="Walk-In OnlyReturn types: 1099", DocumentsRequired="").application_process == (
        "Walk-In Only\nReturn types: 1099"
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Gives food.\n\nHome visits: Shaw/Logan Circle      ", "Gives food."),
        ("Gives food.Home visits: Petworth", "Gives food."),
        ("Gives food. Home visits: yes", "Gives food. Home visits: yes"),
        ("Sees families in home visits: one a week. Food too.", "Sees families in home visits: one a week. Food too."),
        ("Cut in the middle of a wo", "Cut in the middle of a wo"),
    ],
)
def test_descriptions(said: str, expected: str) -> None:
    assert listed(AgencyDescription=said).description == expected


@pytest.mark.parametrize("piece", ["x", " ", "Mon ", "9-5 ", "a.B: ", "aA", "(", "Home visits: "])
def test_long_texts_end(piece: str) -> None:
    long = f"a{piece * 50_000}z"
    assert listed(AgencyDescription=long, HoursOfOperation=long, ApplicationProcess=long, Phone1Name=long).name
