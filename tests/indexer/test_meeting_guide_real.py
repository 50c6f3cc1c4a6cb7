"""The Meeting Guide reader on real feeds: how many records, groups and findings each gives."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

import pytest

from data.vocabulary import POPULATIONS
from indexer.sources.listing import Feed, Reading
from indexer.sources.meeting_guide import read_meeting_guide
from tests.indexer.conformance import assert_accounts
from tests.indexer.meeting_guide_rows import codes, texts

REAL = Path(os.environ.get("REAL_FEEDS_DIR", "/nonexistent"))
real = pytest.mark.skipif(not REAL.is_dir(), reason="REAL_FEEDS_DIR is not set")


def read_real(folder: str, name: str) -> Reading:
    path = REAL / folder / f"{name}.json"
    result = read_meeting_guide(Feed(name=name, files={path.name: path.read_bytes()}))
    assert_accounts(result)
    return result


@real
@pytest.mark.real_feeds
@pytest.mark.parametrize(
    ("folder", "name", "read", "listings", "findings"),
    [
        ("meetingguide-tsml-feeds", "aasanjose", 693, 378, {"duplicate_id": 1, "fellowship_assumed": 1}),
        ("meetingguide-tsml-feeds", "al-anon", 360, 351, {}),
        ("meetingguide-tsml-feeds", "edmonton", 315, 252, {}),
        ("meetingguide-tsml-feeds", "kc", 206, 35, {}),
        ("meetingguide-tsml-feeds", "sussexaa", 123, 90, {}),
        ("meetingguide-tsml-feeds", "invalid", 8, 2, {"bad_day": 2, "trailing_content": 1, "fellowship_assumed": 1}),
        ("meetingguide-tsml-feeds", "times", 9, 3, {"fellowship_assumed": 1}),
        ("meetingguide-tsml-feeds", "timezones", 2, 2, {"fellowship_assumed": 1}),
        ("meetingguide-spec", "pdf-meetings", 25, 25, {"fellowship_assumed": 1}),
        ("meetingguide-spec", "hist-kansas-city-data-sample", 45, 40, {"fellowship_assumed": 1}),
        ("meetingguide-spec", "hist-jquery-demo-test", 3, 3, {"missing_id": 3, "fellowship_assumed": 1}),
    ],
)
def test_real_feeds(folder: str, name: str, read: int, listings: int, findings: dict[str, int]) -> None:
    result = read_real(folder, name)
    assert (result.read, len(result.listings)) == (read, listings)
    assert result.rejected == {}
    assert codes(result) == findings
    for listing in result.listings:
        assert listing.name
        assert listing.schedules
        assert set(listing.populations) <= set(POPULATIONS)
        assert listing.modes or listing.status in ("inactive", "temporarily closed")


@real
@pytest.mark.real_feeds
@pytest.mark.parametrize("name", ["aasanjose", "al-anon", "edmonton", "kc", "sussexaa"])
def test_real_feeds_shuffled_read_the_same_and_tell_no_passcodes(name: str) -> None:
    rows = json.loads((REAL / "meetingguide-tsml-feeds" / f"{name}.json").read_bytes())
    whole = read_real("meetingguide-tsml-feeds", name)
    random.Random(7).shuffle(rows)
    feed = Feed(name=name, files={"a.json": json.dumps(rows).encode()})
    assert read_meeting_guide(feed).listings == whole.listings
    for listing in whole.listings:
        shown = f"{listing.description} {listing.url}".lower()
        assert not any(word in shown for word in ("passcode", "[removed]", "pwd", "000 000"))
        assert re.search(r"\S@\S", shown) is None


@real
@pytest.mark.real_feeds
def test_a_real_group_that_meets_all_week() -> None:
    by_id = {listing.record_id: listing for listing in read_real("meetingguide-tsml-feeds", "kc").listings}
    assert len(by_id["379"].record_ids) == 41
    assert texts(by_id["379"]) == [
        "Monday to Friday, 12:00 PM",
        "Every day, 6:00 PM",
        "Every day, 8:00 PM",
        "Saturdays, 8:00 AM",
        "Saturdays, 11:00 AM",
    ]
