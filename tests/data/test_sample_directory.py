"""The bundled sample directory: a made-up metropolitan area in HSDS 3.0 that demonstrates every need and filter.

What is held here: everything in it is invented and says so (555-01xx numbers, example domains), confidential
addresses carry nothing finer than a city, texts are distinct, and the coverage promised to a first-time user exists.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from importlib import resources
from itertools import combinations
from typing import Any

import zipcodes
from geopy.distance import geodesic

from data.resource import KINDS, MODES
from data.vocabulary import INSURANCE, POPULATIONS

Service = dict[str, Any]

LABELS = {"kind", "mode", "population", "insurance", "confidential", "intended_need"}
EXAMPLE_URL = re.compile(r"https://(example\.org|[a-z0-9.-]+\.example)(/[a-z0-9/-]*)?")
FICTIONAL_PHONE = re.compile(r"\((?!8(?:00|33|44|55|66|77|88))\d{3}\) 555-01\d\d")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
AT_LEAST = {
    "support_group": 60,
    "therapist": 30,
    "treatment": 35,
    "practical_service": 90,
    "helpline": 8,
    "community": 25,
}
# A fifth of the listings leaves its kind to be worked out; this is what a reader of them would say.
UNLABELLED = {
    "support_group": """
        sant-espwa-aa step-sisters-aa clean-water-na crystal-clear-cma smart-manglar smart-online-south
        dharma-driftwood bnei-shalom-circle sakina-circle alateen-starfish coda-keystone nicotine-anon-exhale
        brothers-unbroken alba-survivors-circle rise-after-assault abuelas-group bodies-at-peace
        long-covid-pain-recovery
    """,
    "therapist": "delacroix-ines dubois-hart-flora achterberg-lou barlow-kim-denise",
    "treatment": "ibis-php tern-mobile-crisis",
    "practical_service": """
        recovery-high mira-dui ibis-dui pelican-women family-sober-duplex kay-refij alba-rape-crisis
        family-treatment-court women-first-night broward-homelessness-prevention tenants-union-line silver-shuttle
        lanmou-pantry suit-tide lantern-showers kitchen-trainees silver-medicare prism-sexual-health conch-naloxone
        overdose-follow-up library-narcan-class redland-cash brick-general-clinic gate-reentry gate-women-reentry
        ledger-coaching tax-tides computer-lab-workyard declutter-crew childcare-subsidy silver-respite
        silver-day-club anger-gate tidepool-dropin prism-host-homes family-week-heron chw-promotoras
        lumen-skills-class vn-benefits
    """,
    "helpline": "never-alone-phone gambling-rope",
    "community": "silver-center poinciana-dropin choir-second-voice",
}


SAMPLE = resources.files("data").joinpath("directory/sample.json")
SERVICES: list[Service] = json.loads(SAMPLE.read_text(encoding="utf-8"))
ACTIVE = [service for service in SERVICES if service["status"] == "active"]


def values(service: Service, label: str) -> list[str]:
    """The values of one attribute label of a service."""
    return [attribute["value"] for attribute in service["attributes"] if attribute["label"] == label]


def locations(service: Service) -> list[dict[str, Any]]:
    return [at["location"] for at in service.get("service_at_locations", [])]


def schedules(service: Service) -> list[dict[str, Any]]:
    found = list(service.get("schedules", []))
    for at in service.get("service_at_locations", []):
        found += at.get("schedules", [])
    return found


def strings(value: object, key: str = "") -> list[tuple[str, str]]:
    """Every (key, text) anywhere inside a JSON value."""
    if isinstance(value, dict):
        return [pair for name, inner in value.items() for pair in strings(inner, name)]
    if isinstance(value, list):
        return [pair for inner in value for pair in strings(inner, key)]
    return [(key, value)] if isinstance(value, str) else []


def test_size_and_status() -> None:
    assert len(ACTIVE) >= 260
    assert Counter(service["status"] for service in SERVICES if service["status"] != "active") == {
        "inactive": 3,
        "temporarily closed": 1,
    }
    assert len(SAMPLE.read_bytes()) < 1_000_000


def test_ids_are_readable_and_unique() -> None:
    ids = [service["id"] for service in SERVICES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) for identifier in ids)
    inner = [text for key, text in strings([{**s, "organization": {}} for s in SERVICES]) if key == "id"]
    assert [identifier for identifier, times in Counter(inner).items() if times > 1] == []


def test_every_need_of_the_taxonomy_is_answered_twice() -> None:
    taxonomy = json.loads(resources.files("data").joinpath("needs.json").read_text(encoding="utf-8"))
    needs = {need["id"] for need in taxonomy["needs"]}
    answered = Counter(need for service in ACTIVE for need in values(service, "intended_need"))
    assert {need: answered[need] for need in needs if answered[need] < 2} == {}
    assert set(answered) <= needs
    assert [service["id"] for service in SERVICES if not values(service, "intended_need")] == []


def test_kinds_cover_the_six_and_a_fifth_is_unlabelled() -> None:
    stated = {service["id"]: values(service, "kind") for service in ACTIVE}
    expected = {identifier: kind for kind, listed in UNLABELLED.items() for identifier in listed.split()}
    assert {identifier for identifier, kinds in stated.items() if not kinds} == set(expected)
    assert 0.15 < len(expected) / len(ACTIVE) < 0.25
    assert all(len(kinds) <= 1 and set(kinds) <= set(KINDS) for kinds in stated.values())
    total = Counter(kinds[0] if kinds else expected[identifier] for identifier, kinds in stated.items())
    assert {kind: total[kind] for kind, least in AT_LEAST.items() if total[kind] < least} == {}


def test_attributes_use_the_published_vocabularies() -> None:
    for service in SERVICES:
        assert {attribute["label"] for attribute in service["attributes"]} <= LABELS, service["id"]
        assert values(service, "mode"), service["id"]
        assert set(values(service, "mode")) <= set(MODES), service["id"]
        assert set(values(service, "population")) <= set(POPULATIONS), service["id"]
        assert set(values(service, "insurance")) <= set(INSURANCE), service["id"]
    modes = Counter(frozenset(values(service, "mode")) for service in ACTIVE)
    for combination in ({"in_person"}, {"online"}, {"phone"}, {"in_person", "online"}, {"in_person", "phone"}):
        assert modes[frozenset(combination)] >= 3, combination


def test_contacts_are_fictional() -> None:
    numbers = [number for key, number in strings(SERVICES) if key == "number"]
    assert len(set(numbers)) == len(numbers) > 300
    assert [number for number in numbers if not FICTIONAL_PHONE.fullmatch(number)] == []
    for key, text in strings(SERVICES):
        if key in ("url", "website"):
            assert EXAMPLE_URL.fullmatch(text), text
        elif key == "email":
            assert text.endswith("@example.org"), text
        else:
            assert "http" not in text, text
            assert "@" not in text, text


def test_descriptions_are_distinct() -> None:
    tokens = [frozenset(re.findall(r"\w+", service["description"].lower())) for service in SERVICES]
    assert len({service["description"] for service in SERVICES}) == len(SERVICES)
    assert max(len(a & b) / len(a | b) for a, b in combinations(tokens, 2)) <= 0.8
    sentences = {s["id"]: len(re.findall(r"[.!?](?=\s|$)", s["description"])) for s in ACTIVE}
    assert {identifier: n for identifier, n in sentences.items() if not 2 <= n <= 6} == {}


def test_confidential_addresses_give_a_city_and_nothing_finer() -> None:
    confidential = [service for service in ACTIVE if values(service, "confidential") == ["true"]]
    assert len(confidential) >= 8
    for service in confidential:
        for location in locations(service):
            assert "latitude" not in location, service["id"]
            assert "longitude" not in location, service["id"]
            for address in location["addresses"]:
                assert address["city"], service["id"]
                assert not {"address_1", "address_2", "postal_code"} & address.keys(), service["id"]


def test_points_lie_near_the_centroid_of_their_zip() -> None:
    points = placed_by_zip_only = placed_by_city_only = 0
    for service in ACTIVE:
        for location in locations(service):
            [address] = location["addresses"]
            postal_code = address.get("postal_code")
            if postal_code is None:
                placed_by_city_only += not values(service, "confidential")
                continue
            [centroid] = zipcodes.matching(postal_code)  # type: ignore[no-untyped-call]
            assert centroid["state"] == address["state_province"] == "FL"
            if "latitude" in location:
                here, there = (location["latitude"], location["longitude"]), (centroid["lat"], centroid["long"])
                assert geodesic(here, there).km < 25, service["id"]
                points += 1
            else:
                placed_by_zip_only += 1
    assert points >= 200
    assert placed_by_zip_only >= 5
    assert placed_by_city_only >= 3


def test_several_sites_languages_and_access() -> None:
    assert sum(len(locations(service)) == 2 for service in ACTIVE) >= 2
    languages = Counter(entry["code"] for service in ACTIVE for entry in service.get("languages", []))
    assert set(languages) >= {"en", "es", "ht", "pt", "vi", "zh", "fr", "ru", "ar", "ase"}
    assert sum("languages" not in service for service in ACTIVE) >= 20
    assert sum(any("accessibility" in site for site in locations(service)) for service in ACTIVE) >= 20


def test_costs_of_each_sort() -> None:
    fees = [service.get("fees_description", "").lower() for service in ACTIVE]
    assert sum("free" in fee for fee in fees) >= 100
    assert sum("sliding" in fee for fee in fees) >= 8
    assert sum("fees_description" not in s and "cost_options" not in s for s in ACTIVE) >= 8
    options = [option for service in ACTIVE for option in service.get("cost_options", [])]
    assert sum(option["amount"] > 0 for option in options) >= 50
    assert sum(option["amount"] == 0 for option in options) >= 5
    assert {option["currency"] for option in options} == {"usd"}


def test_ages_of_each_sort() -> None:
    ages = Counter((service.get("minimum_age"), service.get("maximum_age")) for service in ACTIVE)
    assert ages[(18, None)] >= 30
    assert ages[(55, None)] >= 3
    assert ages[(None, None)] >= 100
    assert sum(times for (_, most), times in ages.items() if most is not None and most < 18) >= 5
    assert all(most is None or (least or 0) < most for least, most in ages)


def test_schedules_of_each_sort() -> None:
    every = [schedule for service in ACTIVE for schedule in schedules(service)]
    timed = [schedule for schedule in every if "freq" in schedule]
    for schedule in timed:
        assert CLOCK.fullmatch(schedule["opens_at"]), schedule["id"]
        assert CLOCK.fullmatch(schedule.get("closes_at", "00:00")), schedule["id"]
        day = r"(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)" if schedule["freq"] == "MONTHLY" else r"(MO|TU|WE|TH|FR|SA|SU)"
        assert re.fullmatch(f"{day}(,{day})*", schedule["byday"]), schedule["id"]
    assert sum(schedule["freq"] == "WEEKLY" for schedule in timed) >= 250
    assert sum(schedule["freq"] == "MONTHLY" for schedule in timed) >= 20
    spans = [(s["opens_at"], s.get("closes_at")) for s in timed]
    assert spans.count(("00:00", "00:00")) >= 10
    assert ("20:00", "07:00") in spans
    assert sum("freq" not in schedule and bool(schedule["description"]) for schedule in every) >= 5
    assert sum(not schedules(service) for service in ACTIVE) >= 5
    groups = [service for service in ACTIVE if values(service, "kind") == ["support_group"]]
    weekly = [sum(len(s.get("byday", "").split(",")) for s in schedules(group)) for group in groups]
    assert sum(meetings >= 2 for meetings in weekly) >= 25


def test_freshness_is_spread() -> None:
    assured = [service["assured_date"] for service in ACTIVE]
    dates = sorted(date.fromisoformat(text) for text in assured if text is not None)
    assert dates[0] >= date(2024, 3, 1)
    assert dates[-1] <= date(2026, 11, 10)
    assert dates[0] < date(2024, 7, 1) < date(2026, 9, 1) < dates[-1]
    assert assured.count(None) >= 10
