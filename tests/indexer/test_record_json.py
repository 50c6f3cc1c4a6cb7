"""Records survive the way into the snapshot and back."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from data.resource import Address, Evidence, NeedTag, Phone, Position, Provenance, Resource, Schedule, Support
from indexer.record_json import from_json, to_json
from tests.support.resources import resource

WORDS = st.text(min_size=1, max_size=40)
MAYBE = st.none() | WORDS
SCHEDULES = st.builds(
    Schedule,
    text=WORDS,
    rrule=MAYBE,
    opens_at=st.none() | st.times().map(lambda t: t.replace(microsecond=0, fold=0)),
    closes_at=st.none() | st.times().map(lambda t: t.replace(microsecond=0, fold=0)),
    valid_from=st.none() | st.dates(),
    valid_to=st.none() | st.dates(),
)
RESOURCES = st.builds(
    resource,
    name=WORDS,
    organization=MAYBE,
    description=MAYBE,
    phones=st.lists(st.builds(Phone, number=WORDS, extension=MAYBE, type=WORDS), max_size=2).map(tuple),
    address=st.none() | st.builds(Address, city=MAYBE, postal_code=MAYBE, confidential=st.booleans()),
    position=st.none()
    | st.builds(
        Position,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180),
        precision=st.sampled_from(["point", "postcode", "city", "county"]),
    ),
    schedules=st.lists(SCHEDULES, max_size=2).map(tuple),
    languages=st.lists(WORDS, max_size=2).map(tuple),
    minimum_age=st.none() | st.integers(0, 120),
    tags=st.lists(
        st.builds(
            NeedTag,
            need_id=WORDS,
            weight=st.floats(0, 1),
            evidence=st.builds(Evidence, field=st.just("name"), text=WORDS),
        ),
        max_size=2,
    ).map(tuple),
    support=st.builds(Support, emotional=st.floats(0, 1), practical=st.floats(0, 1)),
    assured_date=st.none() | st.dates(),
    source=st.builds(
        Provenance,
        name=WORDS,
        record_id=WORDS,
        record_ids=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
        url=MAYBE,
        sample=st.booleans(),
    ),
)


@settings(max_examples=150)
@given(RESOURCES)
def test_a_resource_comes_back_equal(made: Resource) -> None:
    assert from_json(to_json(made)) == made


def test_defaults_take_no_room() -> None:
    assert "languages" not in to_json(resource())


def test_dates_and_times_are_iso_8601() -> None:
    made = resource(
        assured_date=date(2026, 3, 1), schedules=(Schedule(text="Mondays", rrule="FREQ=WEEKLY", opens_at=time(19)),)
    )
    assert '"assured_date":"2026-03-01"' in to_json(made)
    assert '"opens_at":"19:00:00"' in to_json(made)
