"""The same request gives the same bytes, and a listing keeps its id, in whatever order it is built again."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.open_index import OpenIndex, open_current
from matcher.match import match
from matcher.request import Location, MatchRequest
from tests.contract.conftest import Answered
from tests.contract.feeds import Record, at_address, build_index, service
from tests.contract.oracle import Oracle
from tests.contract.requests import AS_OF


def _bytes(answer: dict[str, object]) -> str:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)


@pytest.mark.real_feeds
def test_the_same_request_gives_the_same_bytes(answered: list[Answered], real_index: OpenIndex) -> None:
    for one in answered[::2]:
        assert _bytes(match(one.request, real_index)) == _bytes(one.answer)


@pytest.mark.real_feeds
def test_another_opening_of_the_snapshot_gives_the_same_bytes(answered: list[Answered], real_folder: Path) -> None:
    again = open_current(real_folder)
    for one in answered[1::2]:
        assert _bytes(match(one.request, again)) == _bytes(one.answer)


@pytest.mark.real_feeds
def test_threads_that_share_an_index_give_the_same_bytes(answered: list[Answered], real_index: OpenIndex) -> None:
    chosen = answered[:60]
    with ThreadPoolExecutor(4) as threads:
        given = list(threads.map(lambda one: _bytes(match(one.request, real_index)), chosen))
    assert given == [_bytes(one.answer) for one in chosen]


@pytest.mark.real_feeds
def test_every_record_is_in_one_listing_of_its_source_or_rejected(oracle: Oracle) -> None:
    sources = oracle.index.manifest.sources
    assert sum(source.records.listed for source in sources) > 1000
    for source in sources:
        own = [resource.source for resource in oracle.resources if resource.source.name == source.name]
        assert all(s.record_id in s.record_ids for s in own)
        assert all(len(set(s.record_ids)) == len(s.record_ids) for s in own)
        assert len({s.record_id for s in own}) == source.records.listed
        holders = Counter(record_id for groups in {s.record_ids for s in own} for record_id in groups)
        assert set(holders.values()) <= {1}
        assert len(holders) == source.records.listed + source.records.merged
        counted = source.records
        assert counted.read == counted.listed + counted.merged + sum(counted.rejected.values())


@pytest.mark.real_feeds
def test_an_hsds_listings_record_id_is_its_services_id(oracle: Oracle, real_feeds: Path) -> None:
    with (real_feeds / "ilao-legal-aid/output/services.csv").open(encoding="utf-8") as file:
        services = {row["id"]: row for row in csv.DictReader(file)}
    listed = {r.source.record_id: r for r in oracle.resources if r.source.name == "output"}
    assert len(listed) >= 0.97 * len(services)
    assert listed.keys() <= services.keys()


@pytest.mark.real_feeds
def test_what_its_feed_calls_inactive_is_not_in_the_snapshot(oracle: Oracle, real_feeds: Path) -> None:
    with (real_feeds / "ohana-sample-csv/services.csv").open(encoding="utf-8") as file:
        status = {row["id"]: row["status"] for row in csv.DictReader(file)}
    listed = {r.source.record_id for r in oracle.resources if r.source.name == "ohana-sample-csv"}
    gone = {record_id for record_id, word in status.items() if word != "active"}
    assert len(gone) == 2
    assert listed == status.keys() - gone


RECORDS: list[Record] = [
    service("rides", "Coral Rides", "Free rides to counseling and recovery meetings for people without a car."),
    service("legal", "Tidewater Legal Aid", "Free lawyers for tenants who face eviction."),
    service(
        "pantry",
        "Sea Grape Pantry",
        "Free groceries every week for anyone who is hungry.",
        service_at_locations=at_address("12 Example Street", "33130", 25.7670, -80.2050),
    ),
    service("twelve", "Twelve Palms Group", "A twelve-step meeting for people who want to stop drinking."),
    service("gone", "Old Pier Detox", "Medical detox.", status="inactive"),
    service("defunct", "Sunken Clinic", "Counseling for trauma.", status="defunct"),
    service("shut", "Shut Door Shelter", "Emergency beds.", status="temporarily closed"),
]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory, bundled_folder: Path) -> tuple[OpenIndex, OpenIndex]:
    """The same feed built twice, the second time in another order of its records."""
    shuffled = random.Random(7).sample(RECORDS, len(RECORDS))
    assert shuffled != RECORDS
    folder = tmp_path_factory.mktemp("rebuilt")
    return (
        build_index(RECORDS, folder / "first", bundled_folder),
        build_index(shuffled, folder / "second", bundled_folder),
    )


@pytest.mark.integration
def test_ids_survive_a_rebuild_in_another_order(rebuilt: tuple[OpenIndex, OpenIndex]) -> None:
    first, second = ({r.source.record_id: r for r in Oracle.of(index).resources} for index in rebuilt)
    assert first == second
    assert first.keys() == {"rides", "legal", "pantry", "twelve"}
    assert len({resource.id for resource in first.values()}) == 4


@pytest.mark.integration
def test_answers_survive_a_rebuild_in_another_order(rebuilt: tuple[OpenIndex, OpenIndex]) -> None:
    for needs in ("no ride to group", "we are hungry", "eviction", "I want to stop drinking, and I am hungry"):
        for location in (None, Location(place="33130")):
            request = MatchRequest(needs=needs, location=location, as_of=AS_OF)
            answers = [match(request, index) for index in rebuilt]
            assert bool(answers[0]["recommendations"]) or location is None
            assert _bytes({**answers[0], "index": None}) == _bytes({**answers[1], "index": None})


@pytest.mark.integration
def test_nothing_inactive_is_listed(rebuilt: tuple[OpenIndex, OpenIndex]) -> None:
    records = rebuilt[0].manifest.records
    assert (records.read, records.listed, records.rejected) == (7, 4, {"inactive": 3})
