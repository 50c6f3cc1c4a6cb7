"""What is told of a confidential listing: no street, no postal code and no coordinates, in any field or finding."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from data.resource import Address, Schedule
from indexer.clean.redact import WITHHELD
from indexer.compose import Composition, compose
from indexer.open_index import OpenIndex
from indexer.record_json import to_json
from indexer.sources.listing import Listing, RawAddress
from tests.support.listings import feed, listing, reading


@pytest.fixture(scope="module")
def composed(bundled_index: OpenIndex) -> Any:
    return lambda *listings: compose(feed(), reading(*listings), bundled_index.gazetteer)


def only(composition: Composition) -> Any:
    (item,) = composition.items
    return item.resource


STREET = "4120 Hidden Hollow Road"


def confidential(**changes: Any) -> Listing:
    address = RawAddress(address_1=STREET, city="Miami", state_province="FL", postal_code="33130-1207", country="US")
    return listing(
        **{"confidential": True, "address": address, "latitude": 25.761237, "longitude": -80.197653, **changes}
    )


SAYINGS = (
    "Come to 4120 Hidden Hollow Road.",
    "We are at 4120 HIDDEN HOLLOW RD, second door",
    "4120 hidden hollow rd.",
    "Miami FL 33130-1207",
    "ZIP code 33130",
)


@pytest.mark.parametrize("said", SAYINGS)
@pytest.mark.parametrize(
    "field",
    ["name", "organization", "description", "application_process", "eligibility_description", "fees_description"],
)
def test_a_confidential_street_is_taken_out_of_every_text(composed: Any, field: str, said: str) -> None:
    text = only(composed(confidential(**{field: f"Harbor House. {said}"}))).text(field)
    assert WITHHELD in text
    assert text.startswith("Harbor House. ")
    assert "hidden" not in text.casefold()
    assert "4120" not in text
    assert "33130" not in text


def test_a_confidential_street_is_taken_out_of_what_is_told_besides(composed: Any) -> None:
    made = only(
        composed(
            confidential(
                accessibility=["Ramp at 4120 Hidden Hollow Rd"],
                cautions=("Ring at 4120 Hidden Hollow Road",),
                service_area=["4120 Hidden Hollow Road and around"],
                schedules=[Schedule(text="Mondays at 4120 Hidden Hollow Road")],
                url="https://example.org/4120-hidden-hollow-road",
                url_of_record="https://example.org/?q=4120%20Hidden%20Hollow%20Road",
            )
        )
    )
    assert "idden" not in to_json(made)
    assert made.url is None
    assert made.accessibility == f"Ramp at {WITHHELD}"


def test_a_confidential_street_is_not_in_the_findings(composed: Any) -> None:
    composition = composed(
        confidential(
            url="4120 Hidden Hollow Road",
            assured_date="4120 Hidden Hollow Rd",
        )
    )
    assert Counter(finding.code for finding in composition.findings) == Counter(["url_unreadable", "date_unreadable"])
    assert all("idden" not in finding.detail for finding in composition.findings)


def test_a_readers_findings_of_a_confidential_listing_are_kept_without_what_they_quote(
    bundled_index: OpenIndex,
) -> None:
    made = reading(confidential(), listing("2"))
    made.note("wrong_type", "address_1 is '4120 Hidden Hollow Road'", "1")
    made.note("wrong_type", "address_1 is 7", "2")
    told = [(f.record_id, f.detail) for f in compose(feed(), made, bundled_index.gazetteer).findings]
    assert told == [("1", "not shown, since the listing is confidential"), ("2", "address_1 is 7")]


def test_confidential_coordinates_are_not_in_a_link_or_a_text(composed: Any) -> None:
    made = only(
        composed(
            confidential(url="https://maps.example.org/?q=25.761237,-80.197653", description="At 25.761237 by the sea.")
        )
    )
    assert made.url is None
    assert made.description == f"At {WITHHELD} by the sea."


def test_a_one_line_address_is_confidential_too(composed: Any) -> None:
    address = RawAddress(full="4120 Hidden Hollow Road, Miami, FL 33130")
    made = only(composed(confidential(address=address, description="At 4120 Hidden Hollow Rd near the lake, 33130.")))
    assert made.description == f"At {WITHHELD} near the lake, {WITHHELD}."
    assert made.address == Address(city="Miami", state_province="FL", country="US", confidential=True)


def test_a_public_site_does_not_tell_where_the_confidential_one_is(composed: Any) -> None:
    told = {"description": "Office downtown. The shelter is at 4120 Hidden Hollow Road."}
    office = listing(
        key="1@office", address=RawAddress(address_1="1 Main St", city="Miami", state_province="FL"), **told
    )
    composition = composed(office, confidential(key="1@shelter", **told))
    for item in composition.items:
        assert item.resource.description == f"Office downtown. The shelter is at {WITHHELD}."
    assert composition.items[0].resource.address.address_1 == "1 Main St"


def test_a_public_address_stays_in_the_text(composed: Any) -> None:
    made = only(composed(confidential(confidential=False, description=f"Come to {STREET}.")))
    assert made.description == f"Come to {STREET}."
