"""Listings become resources, or are refused with a reason; every record is accounted for, whatever its values."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.places.gazetteer import Gazetteer
from data.resource import Address, Phone, Provenance
from indexer.compose import Composition, compose, resource_id
from indexer.manifest import RecordCounts
from indexer.open_index import OpenIndex
from indexer.sources.listing import RawAddress, RawPhone
from tests.support.listings import feed, listing, reading


@pytest.fixture(scope="module")
def gazetteer(bundled_index: OpenIndex) -> Gazetteer:
    return bundled_index.gazetteer


@pytest.fixture(scope="module")
def composed(gazetteer: Gazetteer) -> Any:
    return lambda *listings, **options: compose(feed(), reading(*listings), gazetteer, **options)


def only(composition: Composition) -> Any:
    (item,) = composition.items
    return item.resource


def codes(composition: Composition) -> Counter[str]:
    return Counter(finding.code for finding in composition.findings)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": None}, "no_name"),
        ({"name": ""}, "no_name"),
        ({"name": " N/A "}, "no_name"),
        ({"name": "<b> </b>"}, "no_name"),
        ({"name": "***"}, "no_name"),
        ({"status": "inactive"}, "inactive"),
        ({"status": "Defunct"}, "inactive"),
        ({"status": "TEMPORARILY CLOSED"}, "inactive"),
        ({"status": "temporarily_closed"}, "inactive"),
        ({"status": "Do Not Refer"}, "do_not_refer"),
        ({"status": "active - do not refer"}, "do_not_refer"),
    ],
)
def test_a_listing_that_must_not_be_shown_is_refused(composed: Any, changes: dict[str, Any], reason: str) -> None:
    composition = composed(listing("1", **changes), listing("2"))
    assert [item.resource.source.record_id for item in composition.items] == ["2"]
    assert composition.records == RecordCounts(read=2, listed=1, merged=0, rejected={reason: 1})
    assert [(f.code, f.record_id) for f in composition.findings] == [(reason, "1")]


@pytest.mark.parametrize("status", [None, "", "active", "Active", "open", "unverified"])
def test_any_other_status_is_listed(composed: Any, status: str | None) -> None:
    assert composed(listing(status=status)).records == RecordCounts(read=1, listed=1, merged=0)


def test_a_refused_listing_takes_the_records_folded_into_it_along(composed: Any) -> None:
    composition = composed(listing("1", record_ids=("1", "2", "3"), status="inactive"))
    assert composition.records == RecordCounts(read=3, listed=0, merged=0, rejected={"inactive": 3})
    assert composition.items == []


def test_folded_records_count_as_merged(composed: Any) -> None:
    composition = composed(listing("1", record_ids=("1", "2", "3")), listing("4"))
    assert composition.records == RecordCounts(read=4, listed=2, merged=2)
    assert composition.items[0].resource.source.record_ids == ("1", "2", "3")


def test_the_sites_of_one_service_are_one_record_and_several_resources(composed: Any) -> None:
    sites = [listing("1", key=f"1@{site}") for site in ("north", "south", "west")]
    composition = composed(*sites)
    assert composition.records == RecordCounts(read=1, listed=1, merged=0)
    assert len({item.resource.id for item in composition.items}) == 3
    assert {item.resource.source.record_id for item in composition.items} == {"1"}


def test_a_service_with_a_closed_site_is_listed_at_the_others(composed: Any) -> None:
    composition = composed(listing("1", key="1@a", status="closed"), listing("1", key="1@b"))
    assert composition.records == RecordCounts(read=1, listed=1, merged=0)
    assert [item.resource.id for item in composition.items] == [resource_id("made-up", "1@b")]


def test_the_readers_own_rejections_are_kept(gazetteer: Gazetteer) -> None:
    made = reading(listing("1"), listing("2", name=None), rejected={"malformed": 2, "no_name": 1})
    composition = compose(feed(), made, gazetteer)
    assert composition.records == RecordCounts(read=5, listed=1, merged=0, rejected={"malformed": 2, "no_name": 2})


def test_counts_that_a_reader_got_wrong_are_not_passed_on(gazetteer: Gazetteer) -> None:
    made = reading(listing("1"))
    made.read = 7
    with pytest.raises(AssertionError, match="do not add up"):
        compose(feed(), made, gazetteer)


LISTING_PLANS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.lists(
            st.tuples(
                st.sampled_from(["Harbor Group", None, "n/a"]),
                st.sampled_from([None, "active", "closed", "do not refer"]),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=8,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plans=LISTING_PLANS,
    rejected=st.dictionaries(st.sampled_from(["malformed", "no_name", "inactive"]), st.integers(1, 5)),
)
def test_every_record_is_listed_merged_or_rejected(
    bundled_index: OpenIndex, plans: list[tuple[int, list[tuple[str | None, str | None]]]], rejected: dict[str, int]
) -> None:
    listings = []
    for number, (folded, sites) in enumerate(plans):
        ids = tuple(f"{number}.{part}" for part in range(folded))
        for site, (name, status) in enumerate(sites):
            listings.append(listing(ids[0], record_ids=ids, key=f"{number}@{site}", name=name, status=status))
    made = reading(*listings, rejected=rejected)
    composition = compose(feed(), made, bundled_index.gazetteer)
    records = composition.records
    shown = {item.resource.source.record_id for item in composition.items}
    assert records.adds_up()
    assert records.read == sum(folded for folded, _ in plans) + sum(rejected.values())
    assert records.listed == len(shown)
    assert records.merged == sum(folded - 1 for number, (folded, _) in enumerate(plans) if f"{number}.0" in shown)
    assert len({item.resource.id for item in composition.items}) == len(composition.items)
    explained = {f.record_id for f in composition.findings}
    assert {each.record_id for each in listings} - shown <= explained


def test_ids_are_made_from_the_sources_name_and_the_key_alone(composed: Any, gazetteer: Gazetteer) -> None:
    expected = hashlib.sha256(b"made-up\n1@north").hexdigest()[:16]
    first = only(composed(listing("1", key="1@north")))
    changed = only(composed(listing("1", key="1@north", name="Another name", url="https://example.org")))
    assert first.id == changed.id == expected
    other = compose(feed("elsewhere"), reading(listing("1", key="1@north")), gazetteer)
    assert only(other).id == hashlib.sha256(b"elsewhere\n1@north").hexdigest()[:16]


def test_the_source_goes_with_the_resource(gazetteer: Gazetteer) -> None:
    source = feed("county", url="https://example.org/feed.json", sample=True)
    made = compose(source, reading(listing("7", url_of_record="https://example.org/7"), listing("8")), gazetteer)
    assert [item.resource.source for item in made.items] == [
        Provenance(name="county", record_id="7", record_ids=("7",), url="https://example.org/7", sample=True),
        Provenance(name="county", record_id="8", record_ids=("8",), url="https://example.org/feed.json", sample=True),
    ]


def test_categories_are_dropped_where_they_are_not_to_be_used(composed: Any) -> None:
    made = listing(name="Harbor House", categories=["Support groups", "Food pantries", ""], need_ids=("aa-meetings",))
    with_them, without = composed(made).items[0], composed(made, use_categories=False).items[0]
    assert with_them.categories == ("Support groups", "Food pantries")
    assert without.categories == ()
    assert with_them.need_ids == without.need_ids == ("aa-meetings",)


def test_the_country_served_stands_in_for_an_address(composed: Any) -> None:
    served = only(composed(listing(service_area=["Everywhere", "Canada"])))
    assert served.address == Address(country="CA")
    assert served.service_area == ("Everywhere", "Canada")
    assert only(composed(listing(service_area=["Cook County"]))).address is None
    placed = only(composed(listing(service_area=["Canada"], address=RawAddress(postal_code="33130"))))
    assert placed.address.country == "US"


def test_a_number_listed_twice_is_one_phone(composed: Any) -> None:
    phones = [
        RawPhone(number="(305) 555-0101"),
        RawPhone(number="305.555.0101"),
        RawPhone(number="+1 305 555 0102", type="fax"),
    ]
    made = only(composed(listing(phones=phones)))
    assert made.phones == (Phone(number="+13055550101"), Phone(number="+13055550102", type="fax"))


def test_numbers_are_read_as_in_the_country_of_the_address(composed: Any) -> None:
    address = RawAddress(city="London", country="United Kingdom")
    made = only(composed(listing(phones=[RawPhone(number="020 7946 0101")], address=address)))
    assert made.phones == (Phone(number="+442079460101"),)


def test_what_cannot_be_read_is_said(composed: Any) -> None:
    composition = composed(
        listing(
            phones=[RawPhone(number="see website")],
            url="not a url",
            languages=["Klingonese"],
            assured_date="soon",
            latitude=0,
            longitude=0,
        )
    )
    expected = ["phone_unreadable", "url_unreadable", "language_unknown", "date_unreadable", "coordinates_zero"]
    assert codes(composition) == Counter(expected)
    made = only(composition)
    assert (made.phones, made.url, made.languages, made.assured_date, made.position) == ((), None, (), None, None)


def test_a_listing_that_nobody_goes_to_has_no_position(composed: Any) -> None:
    address = RawAddress(city="Miami", state_province="FL")
    online = only(composed(listing(modes=frozenset({"online"}), address=address)))
    assert (online.modes, online.position, online.timezone) == (("online",), None, "America/New_York")
    there = only(composed(listing(modes=frozenset({"online", "in_person"}), address=address)))
    assert there.modes == ("in_person", "online")
    assert there.position.precision == "city"


def test_texts_are_clean_and_facts_are_read_from_them(composed: Any) -> None:
    made = only(
        composed(
            listing(
                name="HARBOR VETERANS HOUSE",
                organization="<b>Harbor</b> &amp; Co",
                description="First line.<br>Second line.",
                eligibility_description="Veterans only, 18 and over",
                fees_description="Free",
            )
        )
    )
    assert (made.name, made.organization) == ("Harbor Veterans House", "Harbor & Co")
    assert made.description == "First line.\nSecond line."
    assert (made.populations, made.minimum_age, made.cost) == (("veterans",), 18, "free")
