"""Listings become resources, or are refused with a reason; every record is accounted for, whatever its values."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.languages import LANGUAGES
from data.places.gazetteer import Gazetteer
from data.resource import COSTS, KINDS, MODES, Address, Phone, Provenance, Schedule
from data.vocabulary import INSURANCE, POPULATIONS
from indexer.clean.redact import WITHHELD
from indexer.compose import Composition, compose, resource_id
from indexer.manifest import RecordCounts
from indexer.open_index import OpenIndex
from indexer.record_json import from_json, to_json
from indexer.records import write_records
from indexer.sources.listing import Listing, RawAddress, RawPhone
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
    assert codes(composition) == Counter(["url_unreadable", "date_unreadable"])
    assert all("idden" not in finding.detail for finding in composition.findings)


def test_a_readers_findings_of_a_confidential_listing_are_kept_without_what_they_quote(gazetteer: Gazetteer) -> None:
    made = reading(confidential(), listing("2"))
    made.note("wrong_type", "address_1 is '4120 Hidden Hollow Road'", "1")
    made.note("wrong_type", "address_1 is 7", "2")
    told = [(f.record_id, f.detail) for f in compose(feed(), made, gazetteer).findings]
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


ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.just(10**400),
        st.floats(),
        st.sampled_from(
            [math.nan, math.inf, -math.inf, "NaN", "\x00", "\ud800", "😀", "<script>", "0000-00-00", "1e999"]
        ),
        st.text(max_size=30),
        st.binary(max_size=30),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3), st.tuples(inner)
    ),
    max_leaves=5,
)
RAW_TEXTS = (
    "organization", "description", "application_process", "eligibility_description", "fees_description", "url", "email",
    "latitude", "longitude", "minimum_age", "maximum_age", "status", "assured_date", "url_of_record",
)  # fmt: skip
RAW_LISTS = ("service_area", "languages", "insurance", "populations", "accessibility", "categories", "cautions")


def _listing_of(texts: dict[str, Any], lists: dict[str, Any], **others: Any) -> Listing:
    stated = {key: value for key, value in texts.items() if value is not ...}
    return listing(**{**stated, **lists, **others, "phones": [others["phones"]]})


ANY_LISTING = st.builds(
    _listing_of,
    name=st.one_of(st.just("Harbor"), ANYTHING),
    texts=st.fixed_dictionaries(dict.fromkeys(RAW_TEXTS, st.one_of(st.just(...), ANYTHING))),
    lists=st.fixed_dictionaries(dict.fromkeys(RAW_LISTS, st.lists(ANYTHING, max_size=2))),
    address=st.one_of(st.none(), st.builds(RawAddress, **dict.fromkeys(RawAddress.__slots__, ANYTHING))),
    phones=st.builds(RawPhone, number=ANYTHING, extension=ANYTHING, type=ANYTHING),
    confidential=st.booleans(),
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=ANY_LISTING)
def test_values_of_any_type_never_raise_and_give_a_sound_resource(
    bundled_index: OpenIndex, tmp_path: Path, made: Listing
) -> None:
    composition = compose(feed(), reading(made, listing("2")), bundled_index.gazetteer)
    assert composition.records.adds_up()
    resources = [item.resource for item in composition.items]
    assert resources[-1].source.record_id == "2"
    for each in resources:
        assert each.name.strip()
        assert each.kind in KINDS
        assert set(each.modes) <= set(MODES)
        assert each.cost in COSTS
        assert set(each.languages) <= set(LANGUAGES)
        assert set(each.populations) <= set(POPULATIONS)
        assert set(each.insurance) <= set(INSURANCE)
        if each.position:
            assert abs(each.position.latitude) <= 90
            assert abs(each.position.longitude) <= 180
        assert from_json(to_json(each)) == each
    path = tmp_path / "records.sqlite"
    path.unlink(missing_ok=True)
    write_records(path, resources, [("made-up", finding) for finding in composition.findings])
    assert path.stat().st_size > 0
