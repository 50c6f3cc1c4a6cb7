"""The published table of kinds: well formed, right on plain cases, and on listings of real feeds labelled by hand.

`kind_labels.csv` names records by feed folder and id (`SA:12` and `MH:12` are data rows of the two facility files,
`file.json:id` a meeting) with the kind that a reader gave each by the definitions in `data.kinds`, and whether the
table was made with it (`dev`) or only measured on it (`test`). Within a feed, rows come from one seeded shuffle; kinds
that are rare in nature were read on for, until each had at least fifteen.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.kinds import FIELDS, classify, fold, kind_table, parse_table
from data.resource import KINDS, Kind

_LABELS = Path(__file__).with_name("kind_labels.csv")
_FEEDS = os.environ.get("REAL_FEEDS_DIR")
_STATED_FEEDS = {"meetingguide-tsml-feeds", "bmlt-yap-fixtures"}
"""Their formats say the kind themselves: they list support groups."""

Texts = tuple[str, str | None, str | None, list[str]]


def test_the_table_is_well_formed() -> None:
    table = kind_table()
    assert table.default == "practical_service"
    assert set(table.weights) == set(FIELDS)
    named = {kind for field in FIELDS for entries in table.weights[field].values() for kind, _ in entries}
    assert named == set(KINDS)
    assert all(weight > 0 for field in FIELDS for entries in table.weights[field].values() for _, weight in entries)


@pytest.mark.parametrize(
    ("name", "organization", "description", "kind"),
    [
        ("Tuesday Grief Support Group", None, None, "support_group"),
        ("Easy Does It", None, "A peer support group that meets weekly.", "support_group"),
        ("Harbor Counseling Center", None, "Individual counseling and family therapy.", "therapist"),
        ("Dana Example, LCSW", None, "Psychotherapy for adults.", "therapist"),
        ("Northside Detox", None, None, "treatment"),
        ("Harbor House", None, "A residential substance abuse program.", "treatment"),
        ("Teen Crisis Hotline", None, None, "helpline"),
        ("Lake Recreation Center", None, "Sports and arts for all ages.", "community"),
        ("St. Example Food Pantry", "St. Example Church", "Groceries on Mondays.", "practical_service"),
        ("Housing Counseling", None, "Help for renters.", "practical_service"),
        ("Career Counseling Center", None, "Job search help.", "practical_service"),
        ("Harbor Services", None, None, "practical_service"),
        ("Clear Water Group (NA)", "Sandbar Rooms", "Case management is next door.", "support_group"),
        ("Steps for Sisters (women's AA)", None, "Child care and lunch.", "support_group"),
        ("Noon Light AA Meeting", "St. Example Church", "Lunch, groceries and clothing too.", "support_group"),
        ("Clear Shore (CMA)", None, None, "support_group"),
        ("Easy Does It", "Alcoholics Anonymous", None, "support_group"),
        ("Friday Steps", "Harbor Al-Anon Family Groups", "Lunch.", "support_group"),
        ("Help Line", "Narcotics Anonymous (NA)", None, "helpline"),
        ("Harbor Residential Treatment (AA on site)", None, None, "treatment"),
        ("Housing Office (NAACP)", None, None, "practical_service"),
        ("Food Pantry (CA)", None, "Groceries.", "practical_service"),
    ],
)
def test_plain_cases(name: str, organization: str | None, description: str | None, kind: Kind) -> None:
    assert classify(name, organization, description, []) == kind


def test_a_stated_kind_wins() -> None:
    assert classify("Teen Crisis Hotline", None, None, [], stated="support_group") == "support_group"


def test_categories_count() -> None:
    assert classify("Harbor", None, None, ["Substance Use Treatment"]) == "treatment"
    assert classify("Harbor", None, None, []) == "practical_service"


def test_notices_set_off_in_the_description_do_not_count() -> None:
    description = "**Closed. Call our 24 hour phone line or crisis line.** Rooms for families."
    assert classify("Harbor", None, description, []) == "practical_service"


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "shop", "field": "name", "weight": 1, "phrases": ["a"]},
        {"kind": "helpline", "field": "title", "weight": 1, "phrases": ["a"]},
        {"kind": "helpline", "field": "name", "weight": 1, "phrases": ["Hot-Line"]},
        {"kind": "helpline", "field": "name", "weight": 1, "phrases": [""]},
        {"kind": "helpline", "field": "name", "weight": 1, "phrases": ["a", "a"]},
    ],
)
def test_a_broken_table_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"unknown|folded|twice"):
        parse_table(json.dumps({"default": "helpline", "threshold": 1, "rules": [rule]}))


@given(st.text(), st.none() | st.text(), st.lists(st.text(), max_size=4))
def test_any_listing_has_a_kind(name: str, description: str | None, categories: list[str]) -> None:
    assert classify(name, None, description, categories) in KINDS


@given(st.text(st.characters(max_codepoint=127)))
def test_case_does_not_matter(name: str) -> None:
    assert classify(name.upper(), None, None, []) == classify(name.lower(), None, None, [])


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_labels_are_150_of_every_kind_and_name_each_record_once() -> None:
    labels = list(_labels())
    assert len(labels) == 150
    assert len({(row["feed"], row["record"]) for row in labels}) == 150
    assert min(Counter(row["kind"] for row in labels)[kind] for kind in KINDS) >= 15
    assert Counter(row["split"] for row in labels) == {"dev": 90, "test": 60}
    assert set(labels[0]) == {"feed", "record", "kind", "split"}


@pytest.mark.real_feeds
@pytest.mark.skipif(_FEEDS is None, reason="REAL_FEEDS_DIR is not set")
def test_nine_of_ten_real_listings_are_classified_as_labelled() -> None:
    records = dict(_records(Path(_FEEDS or "")))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in _labels():
        key, expected = (row["feed"], row["record"]), row["kind"]
        stated = row["feed"] in _STATED_FEEDS
        got = classify("", None, None, [], stated="support_group") if stated else classify(*records[key])
        for group in ("all", row["split"], *(() if stated else ("unstated",))):
            total[group] += 1
            right[group] += got == expected
    accuracy = {group: right[group] / total[group] for group in total}
    assert min(accuracy.values()) >= 0.9, accuracy


def _labels() -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(_LABELS.read_text(encoding="utf-8")))


def _records(root: Path) -> Iterator[tuple[tuple[str, str], Texts]]:
    for feed, file in (("dc211-icarol", "dc211_icarol_scrubbed.csv"), ("sf211-icarol", "sf211_icarol_scrubbed.csv")):
        for row in _rows(root / feed / file):
            terms = [row.get(column) or "" for column in ("Categories", "TaxonomyTerm", "Tax")]
            tags = [term.strip() for term in re.split(r"[;*]", ";".join(terms)) if term.strip()]
            text = re.sub(r"<[^>]*>|\s+", " ", row["AgencyDescription"] or "")
            yield (feed, row["ResourceAgencyNum"]), (row["PublicName"], row["ParentAgency"], text, tags)
    guide = json.loads((root / "sheltertech-sf" / "sheltertech_extracted.json").read_text(encoding="utf-8"))
    for service in cast(list[dict[str, Any]], guide["services"]):
        tags = [category["name"] for category in service["categories"]]
        yield ("sheltertech-sf", str(service["id"])), (service["name"], None, service["long_description"], tags)
    for row in _rows(root / "ilao-legal-aid" / "output" / "services.csv"):
        yield ("ilao-legal-aid", row["id"]), (row["name"], None, row["description"], [])
    yield from _facilities(root / "samhsa-national-directory")


def _facilities(folder: Path) -> Iterator[tuple[tuple[str, str], Texts]]:
    for prefix in ("SA", "MH"):
        names = {
            row["service_code"].strip(): row["service_name"].strip()
            for row in _rows(folder / f"{prefix}_Service_Code_Reference.csv")
            if row["category_code"] in {"TC", "SET", "FT"}
        }
        for number, row in enumerate(_rows(folder / f"{prefix}_Facilities_10_states.csv")):
            tags = [names[code] for code in row["service_code_info"].split() if code in names]
            yield (folder.name, f"{prefix}:{number}"), (f"{row['name1']} {row['name2']}", None, None, tags)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    yield from csv.DictReader(io.StringIO(text, newline=""))
