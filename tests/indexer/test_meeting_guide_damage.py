"""What the Meeting Guide reader does with damaged, foreign and disordered feeds."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.listing import Feed
from indexer.sources.meeting_guide import looks_like_meeting_guide, read_meeting_guide
from tests.indexer.conformance import QUICK, assert_accounts
from tests.indexer.meeting_guide_rows import ELM, codes, reading


def test_repeated_and_missing_ids() -> None:
    nameless = {key: value for key, value in ELM.items() if key != "slug"}
    rows = [ELM, {**ELM, "day": 2}, nameless, {**nameless, "name": "Oak", "slug": 17}]
    result = reading(*rows)
    assert {listing.record_ids for listing in result.listings} == {
        ("elm-1", "elm-1#2", "elm-street-nooners-elm-hall-1-12-00"),
        ("17",),
    }
    assert codes(result) == {"duplicate_id": 1, "missing_id": 1}


def test_what_is_no_meeting_is_rejected_and_told() -> None:
    result = reading(ELM, "x", None, {}, {"name": "Lonely"}, {"day": 1})
    assert result.rejected == {"not_a_record": 2, "no_meeting": 3}
    assert len(result.listings) == 1


@pytest.mark.parametrize(
    "payload", [{"error": "no such list"}, "text", 3, {}, [{"key_string": "B", "name_string": "x"}]]
)
def test_another_document_is_told(payload: object) -> None:
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": json.dumps(payload).encode()}))
    assert_accounts(result)
    assert codes(result)["not_meetings"] == 1
    assert result.listings == []


def test_text_after_the_end_is_told() -> None:
    content = json.dumps([ELM]).encode() + b"\n\nleft over"
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": content}))
    assert codes(result) == {"trailing_content": 1}
    assert len(result.listings) == 1


def test_a_broken_record_in_the_middle_loses_only_itself() -> None:
    rows = [json.dumps({**ELM, "slug": slug, "name": slug}) for slug in ("a", "b", "c")]
    content = f"[{rows[0]}, {rows[1].replace(':', '', 1)}, {rows[2]}]".encode()
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": content}))
    assert_accounts(result)
    assert [listing.record_id for listing in result.listings] == ["a", "c"]
    assert result.rejected == {"malformed": 1}


def test_trailing_commas_are_read_past() -> None:
    content = json.dumps([{**ELM, "notes": "Bring a chair,] or two."}]).replace("}]", ",},]").encode()
    result = read_meeting_guide(Feed(name="made-up", files={"a.json": content}))
    assert codes(result) == {"trailing_commas": 1}
    assert result.listings[0].description is not None
    assert result.listings[0].description.endswith("Bring a chair,] or two.")


@QUICK
@given(seed=st.integers(0, 2**32))
def test_the_order_of_records_does_not_matter(seed: int) -> None:
    rows = [
        {**ELM, "slug": f"m-{number % 9}", "name": f"Group {number % 3}", "day": number % 7, "types": [t]}
        for number, t in enumerate(("O", "C", "W", "D", "S", "X", "TC", "ONL", "B", "ST", "M", "SP"))
    ]
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    assert reading(*shuffled).listings == reading(*rows).listings


@pytest.mark.parametrize("payload", [[ELM], {"meetings": [ELM]}, ELM])
def test_meeting_guide_is_detected(payload: object) -> None:
    assert looks_like_meeting_guide(payload)


@pytest.mark.parametrize(
    "payload",
    [[], {}, None, "x", [{"id": "1", "name": "A", "organization": {}, "time": 1}], [{"id_bigint": "1", "time": 1}]],
)
def test_other_json_is_not_detected(payload: object) -> None:
    assert not looks_like_meeting_guide(payload)
