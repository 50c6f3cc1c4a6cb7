"""Every column that filters read says what its resource says."""

from __future__ import annotations

import math
from datetime import date, time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.resource import (
    COSTS,
    KINDS,
    MODES,
    TEXT_FIELDS,
    Address,
    Position,
    Provenance,
    Resource,
    Schedule,
    Support,
)
from indexer.accessibility import is_accessible
from indexer.columns import Columns, Timetable, is_structured, read_columns
from indexer.open_index import OpenIndex
from indexer.records import Records, service_of, write_records
from tests.support.resources import resource

MONDAYS = Schedule(text="Mondays 7 pm", rrule="FREQ=WEEKLY;BYDAY=MO", opens_at=time(19), closes_at=time(20))
FULL = resource(
    id="a",
    kind="treatment",
    modes=("in_person", "phone"),
    address=Address(city="Miami", state_province="FL", country="US", confidential=True),
    position=Position(latitude=25.77, longitude=-80.19, precision="city"),
    serves_everywhere=True,
    schedules=(MONDAYS,),
    timezone="America/New_York",
    languages=("en", "es"),
    cost="low_cost",
    insurance=("medicaid",),
    populations=("veterans", "women"),
    minimum_age=18,
    maximum_age=64,
    accessibility="Ramp",
    support=Support(emotional=0.5, informational=0.25, practical=0.75),
    assured_date=date(2026, 3, 1),
    source=Provenance(name="made-up", record_id="1", record_ids=("1",), sample=True),
)
EMPTY = resource(id="b", modes=())
SISTER = resource(id="c", accessibility="Not accessible", schedules=(MONDAYS,), timezone="America/New_York")
ALIKE = "Takes applications for food stamps, health insurance and cash help at its counters all over the city."
ELSEWHERE = resource(
    id="d",
    schedules=(MONDAYS,),
    timezone="America/Chicago",
    source=Provenance(name="other", record_id="1", record_ids=("1",)),
)


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    path = tmp_path_factory.mktemp("columns") / "records.sqlite"
    write_records(path, [FULL, EMPTY, SISTER, ELSEWHERE], [])
    return read_columns(Records(path))


def test_what_is_stated_is_in_its_column(columns: Columns) -> None:
    assert len(columns) == 4
    assert columns.ids == ["a", "b", "c", "d"]
    assert KINDS[columns.kind[0]] == "treatment"
    assert columns.modes.tolist() == [0b101, 0, 0b001, 0b001]
    assert (columns.latitude[0], columns.longitude[0]) == (25.77, -80.19)
    assert columns.confidential.tolist() == [True, False, False, False]
    assert columns.everywhere.tolist() == [True, False, False, False]
    assert (columns.state[0], columns.country[0]) == ("FL", "US")
    assert (columns.minimum_age[0], columns.maximum_age[0]) == (18, 64)
    assert [columns.cost[row] for row in range(4)] == ["low_cost", "unknown", "unknown", "unknown"]
    assert columns.assured[0] == date(2026, 3, 1).toordinal()
    assert columns.support[0].tolist() == [0.5, 0.25, 0.75]


def test_what_is_not_stated_is_not_a_value(columns: Columns) -> None:
    for name in ("latitude", "longitude", "minimum_age", "maximum_age", "assured"):
        assert math.isnan(getattr(columns, name)[1]), name
    assert (columns.state[1], columns.country[1]) == ("", "")
    assert columns.accessible.tolist() == [1, -1, 0, -1]


def test_sets_know_their_members_and_whether_anything_is_stated(columns: Columns) -> None:
    assert columns.languages.any_of(("es",)).tolist() == [True, False, False, False]
    assert columns.languages.any_of(("fr", "en")).tolist() == [True, False, False, False]
    assert columns.languages.any_of(("fr",)).tolist() == [False] * 4
    assert columns.languages.any_of(()).tolist() == [False] * 4
    assert columns.languages.stated.tolist() == [True, False, False, False]
    assert columns.insurance.any_of(("medicaid", "private")).tolist() == [True, False, False, False]
    assert columns.populations.any_of(("women",)).tolist() == [True, False, False, False]


def test_a_question_does_not_change_the_set(columns: Columns) -> None:
    before = columns.populations.any_of(("women",)).copy()
    columns.populations.any_of(("women", "veterans"))[:] = True
    assert np.array_equal(columns.populations.any_of(("women",)), before)


def test_the_sites_of_one_service_have_one_number(columns: Columns) -> None:
    assert columns.service[0] == columns.service[1] == columns.service[2]
    assert columns.service[3] != columns.service[0]


def test_records_that_one_organisation_describes_alike_are_sites_of_one_service(tmp_path: Path) -> None:
    def record(number: int, **changes: Any) -> Resource:
        source = Provenance(name="made-up", record_id=str(number), record_ids=(str(number),))
        own: dict[str, Any] = {"kind": "practical_service", "organization": "City Benefits", "description": ALIKE}
        return resource(**{"id": str(number), "name": f"Office - Site {number}", "source": source, **own, **changes})

    other = Provenance(name="other", record_id="1", record_ids=("1",))
    made = [
        record(1),
        record(2, description=ALIKE.upper().replace(",", ";")),
        record(3, organization="County Benefits"),
        record(4, description=f"{ALIKE} On Fridays only."),
        record(5, kind="support_group"),
        record(6, kind="support_group"),
        record(7, description="Food stamps."),
        record(8, description="Food stamps."),
        record(9, organization=None),
        record(10, source=other),
        record(11, name="Counter - Site 11"),
        record(12, kind="helpline"),
        record(13, populations=("men",)),
        record(14, populations=("women",)),
    ]
    write_records(tmp_path / "r.sqlite", made, [])
    service = read_columns(Records(tmp_path / "r.sqlite")).service.tolist()
    assert service[0] == service[1]
    assert len(set(service)) == len(made) - 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("City - Health - Clinic - North", "Free shots."), ("City - Health - Clinic - South", "Free shots"), True),
        (("City - Health - Clinic - North", "Free shots."), ("City - Health - Van - North", "Free shots."), False),
        (("City - Health - Clinic - North", "Free shots."), ("City - Health - Clinic - South", "Eye care."), False),
        (("City - Health - Clinic - North", None), ("City - Health - Clinic - South", None), False),
        (("Clinic - North", "Free shots."), ("Clinic - South", "Free shots."), False),
    ],
)
def test_a_short_description_is_enough_where_only_the_last_part_of_the_name_differs(
    first: tuple[str, str | None], second: tuple[str, str | None], same: bool
) -> None:
    one, other = (
        resource(
            name=name,
            description=description,
            kind="practical_service",
            organization="City",
            source=Provenance(name="made-up", record_id=name, record_ids=(name,)),
        )
        for name, description in (first, second)
    )
    assert (service_of(one) == service_of(other)) is same


def test_equal_hours_in_one_time_zone_are_one_timetable(columns: Columns) -> None:
    assert columns.timetable[0] == columns.timetable[2]
    assert len({int(number) for number in columns.timetable}) == len(columns.timetables) == 3
    assert columns.timetables[columns.timetable[0]] == Timetable((MONDAYS,), "America/New_York")
    assert columns.timetables[columns.timetable[3]] == Timetable((MONDAYS,), "America/Chicago")
    assert columns.timetables[columns.timetable[1]] == Timetable((), None)


def test_only_a_recurrence_can_be_reckoned_with() -> None:
    assert is_structured(Timetable((Schedule(text="by appointment"), MONDAYS), None))
    assert not is_structured(Timetable((Schedule(text="by appointment"),), None))
    assert not is_structured(Timetable((), "America/New_York"))


def test_no_resources_give_empty_columns(tmp_path: Path) -> None:
    write_records(tmp_path / "r.sqlite", [], [])
    empty = read_columns(Records(tmp_path / "r.sqlite"))
    assert len(empty) == 0
    assert empty.support.shape == (0, 3)
    assert empty.languages.any_of(("en",)).tolist() == []


def assert_columns_agree(index: OpenIndex) -> None:
    columns = index.columns
    assert len(columns) == index.resource_count
    for row in range(len(columns)):
        made = index.resource_at(row)
        assert index.records.row_of(made.id) == row
        assert columns.ids[row] == made.id
        assert KINDS[columns.kind[row]] == made.kind
        assert tuple(mode for bit, mode in enumerate(MODES) if columns.modes[row] >> bit & 1) == made.modes
        assert _number(columns.latitude[row]) == (made.position.latitude if made.position else None)
        assert _number(columns.longitude[row]) == (made.position.longitude if made.position else None)
        assert columns.confidential[row] == bool(made.address and made.address.confidential)
        assert columns.everywhere[row] == made.serves_everywhere
        assert (columns.state[row] or None) == (made.address.state_province if made.address else None)
        assert (columns.country[row] or None) == (made.address.country if made.address else None)
        assert _number(columns.minimum_age[row]) == made.minimum_age
        assert _number(columns.maximum_age[row]) == made.maximum_age
        assert columns.cost[row] == made.cost
        assert made.cost in COSTS
        for name in ("languages", "insurance", "populations"):
            sets = getattr(columns, name)
            assert {word for word, held in sets.members.items() if held[row]} == set(getattr(made, name))
            assert sets.stated[row] == bool(getattr(made, name))
        assert {1: True, 0: False, -1: None}[int(columns.accessible[row])] is is_accessible(made.accessibility)
        assert columns.timetables[columns.timetable[row]] == Timetable(made.schedules, made.timezone)
        assert _number(columns.assured[row]) == (made.assured_date.toordinal() if made.assured_date else None)
        assert columns.support[row] == pytest.approx(list(made.support.as_dict().values()), abs=1e-6)
    assert len(set(columns.ids)) == len(columns)
    services = [service_of(each) for each in _all(index)]
    assert (
        len(set(columns.service.tolist()))
        == len(set(services))
        == len(set(zip(columns.service, services, strict=True)))
    )


def test_the_columns_of_the_bundled_directories_agree_with_their_records(bundled_index: OpenIndex) -> None:
    assert_columns_agree(bundled_index)


@pytest.mark.real_feeds
def test_the_columns_of_the_real_feeds_agree_with_their_records(real_index: OpenIndex) -> None:
    assert_columns_agree(real_index)
    assert not [each.id for each in _all(real_index) for field in TEXT_FIELDS if each.text(field) == ""]


def _all(index: OpenIndex) -> list[Resource]:
    return [index.resource_at(row) for row in range(index.resource_count)]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
