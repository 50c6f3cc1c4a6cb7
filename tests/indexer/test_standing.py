"""A listing that says it is closed is refused, however it says so; one that only mentions "closed" is not."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.compose import compose
from indexer.open_index import OpenIndex
from indexer.standing import refusal, unknown_status
from tests.support.listings import feed, listing, reading

CLOSED: list[tuple[str, dict[str, Any]]] = [
    ("do_not_refer", {"status": "Do-Not-Refer"}),
    ("do_not_refer", {"status": "ACTIVE - DNR"}),
    *(
        ("inactive", {"status": status})
        for status in (
            *("not active", "Discontinued", "No longer operating", "disabled", "draft", "pending deletion"),
            *("active; inactive", "Not currently open", "archived"),
        )
    ),
    ("inactive", {"name": "CLOSED - Food Pantry"}),
    ("inactive", {"name": "*** PERMANENTLY CLOSED *** Harbor Pantry"}),
    ("inactive", {"name": "Harbor Pantry (CLOSED)"}),
    ("inactive", {"description": "Permanently closed (since June). Was a pantry."}),
    ("inactive", {"description": "This program is no longer operating."}),
    ("inactive", {"description": "A pantry for all. This program is no longer in service."}),
    ("inactive", {"description": "Please note: the agency has been permanently closed. It was a pantry."}),
    ("inactive", {"description": "Groups for women. The center closed in June 2019."}),
    ("inactive", {"name": "Harbor Pantry", "description": "Harbor Pantry closed - no longer gives out food."}),
    ("inactive", {"organization": "Harbor Aid", "description": "Harbor Aid is now inactive."}),
    ("inactive", {"cautions": ("Please delete from your database. This program closed in 2007.",)}),
    ("inactive", {"cautions": ("PROGRAM NO LONGER EXISTS",)}),
    ("inactive", {"cautions": ("Permanently closed since 2021",)}),
    ("inactive", {"cautions": ("Note: the pantry has permanently closed.",)}),
]
OPEN: list[dict[str, Any]] = [
    *({"status": status} for status in (None, "", "active", "Open", "Published", "current", "active; active")),
    {"status": "active - waiting list closed"},
    {"description": "Closed on Sundays."},
    {"description": "Closed captioning is offered."},
    {"description": "Closed meeting for alcoholics only."},
    {"description": "For people whose workplace has permanently closed."},
    {"description": "Temporarily closed for repairs."},
    {"description": "Closed until further notice."},
    {"description": "The office is closed on Sundays. This clinic is no longer open on Mondays."},
    {"description": "The main number is no longer in service; call 555-0101."},
    {"description": "For workers whose plant is permanently closed."},
    {"description": "The closed group meets weekly. The meeting is closed."},
    {"name": "Harbor Pantry", "description": "Harbor Pantry closed Mondays."},
    {"name": "Harbor Pantry (Temporarily Closed)"},
    {"cautions": ("Temporarily closed for repairs",)},
    {"cautions": ("Please remove shoes at the door",)},
    {"cautions": ("Closed for lunch from 12 to 1",)},
    {"name": "Closed Meeting of the Harbor Group"},
    {"name": "Big Book Study (Closed)"},
    {"name": "Big Book (closed)", "kind": "support_group"},
]


@pytest.mark.parametrize(("reason", "changes"), CLOSED)
def test_a_closed_listing_is_refused(reason: str, changes: dict[str, Any]) -> None:
    assert refusal(listing(**changes)) == reason


@pytest.mark.parametrize("changes", OPEN)
def test_an_open_listing_is_not_refused(changes: dict[str, Any]) -> None:
    assert refusal(listing(**changes)) is None


def test_a_status_of_unknown_words_is_listed_with_a_caution(bundled_index: OpenIndex) -> None:
    made = compose(feed(), reading(listing(status="Seasonal")), bundled_index.gazetteer)
    assert made.items[0].resource.cautions == ("Status listed as “Seasonal”: check first",)
    assert [finding.code for finding in made.findings] == ["status_unknown"]


def test_a_known_status_needs_no_caution() -> None:
    assert unknown_status(listing(status="Active")) is None
    assert unknown_status(listing(status="active; Strange")) == "Strange"
