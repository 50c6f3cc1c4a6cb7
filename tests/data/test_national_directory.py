"""The bundled national directory: every entry is whole, valid, open about what it is, and holds no invented number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest

from data.resource import KINDS, MODES
from data.vocabulary import POPULATIONS

# What each organisation publishes on the page named first: the country's calling code, then the numbers as listed.
PUBLISHED: dict[str, tuple[str, ...]] = {
    "https://988lifeline.org": ("1", "988"),
    "https://www.veteranscrisisline.net": ("1", "988", "838255"),
    "https://www.crisistextline.org": ("1", "741741"),
    "https://www.911.gov": ("1", "911"),
    "https://www.samhsa.gov/find-help/helplines/national-helpline": (
        "1",
        "1-800-662-4357",
        "1-800-487-4889",
        "435748",
    ),
    "https://www.thehotline.org": ("1", "1-800-799-7233", "1-800-787-3224", "88788"),
    "https://strongheartshelpline.org": ("1", "1-844-762-8483"),
    "https://rainn.org": ("1", "1-800-656-4673", "64673"),
    "https://www.childhelphotline.org": ("1", "1-800-422-4453"),
    "https://www.1800runaway.org": ("1", "1-800-786-2929", "66008"),
    "https://humantraffickinghotline.org": ("1", "1-888-373-7888", "233733"),
    "https://www.poison.org": ("1", "1-800-222-1222"),
    "https://www.thetrevorproject.org": ("1", "1-866-488-7386", "678678"),
    "https://translifeline.org": ("1", "1-877-565-8860"),
    "https://mchb.hrsa.gov/national-maternal-mental-health-hotline": ("1", "1-833-852-6262"),
    "https://www.postpartum.net": ("1", "1-800-944-4773"),
    "https://www.samhsa.gov/find-help/disaster-distress-helpline": ("1", "1-800-985-5990"),
    "https://www.nami.org/help": ("1", "1-800-950-6264"),
    "https://www.ncpgambling.org": ("1", "1-800-426-2537"),
    "https://smokefree.gov": ("1", "1-800-784-8669"),
    "https://eldercare.acl.gov": ("1", "1-800-677-1116"),
    "https://www.211.org": ("1", "211"),
    "https://www.samaritans.org": ("44", "116 123"),
    "https://giveusashout.org": ("44", "85258"),
    "https://www.nationaldahelpline.org.uk": ("44", "0808 2000 247"),
    "https://www.childline.org.uk": ("44", "0800 1111"),
    "https://www.talktofrank.com": ("44", "0300 123 6600", "82111"),
    "https://www.womensaid.ie": ("353", "1800 341 900"),
    "https://www.textaboutit.ie": ("353", "50808"),
    "https://988.ca": ("1", "988"),
    "https://kidshelpphone.ca": ("1", "1-800-668-6868", "686868"),
    "https://www.lifeline.org.au": ("61", "13 11 14", "0477 13 11 14"),
    "https://1800respect.org.au": ("61", "1800 737 732"),
    "https://kidshelpline.com.au": ("61", "1800 55 1800"),
    "https://www.health.gov.au": ("61", "1800 250 015"),
    "https://1737.org.nz": ("64", "1737"),
    "https://womensrefuge.org.nz": ("64", "0800 733 843"),
    "https://alcoholdrughelp.org.nz": ("64", "0800 787 797", "8681"),
}
EMERGENCY = "911"
TEXTS = ("description", "application_process", "eligibility_description", "fees_description", "alert")
# What a person may need anywhere in the country, whatever local feeds are loaded.
FALLBACKS = (
    "Food", "Housing", "Rent assistance", "Eviction", "Homeless shelter", "Transitional housing", "Utility bills",
    "Transportation", "Legal help", "Protective orders", "Custody", "Criminal record clearing", "Reentry",
    "Immigration", "Health insurance", "Health clinic", "Dental care", "HIV and hepatitis testing", "ID and documents",
    "Jobs and training", "Adult education", "Benefits", "Cash assistance", "Disability", "Child care", "Parenting",
    "Family reunification", "Baby supplies", "Clothing and hygiene", "Household goods", "Phone and internet",
    "Debt and money", "Caregivers", "Respite", "Dementia", "Patient rights", "Treatment finder", "Naloxone",
    "Recovery housing", "Therapist finder", "Grief support", "Warmline", "Volunteering", "Anger management",
)  # fmt: skip

Service = dict[str, Any]


def directory() -> list[Service]:
    """All services of the bundled file."""
    services = json.loads(raw())
    assert isinstance(services, list)
    return services


def raw() -> str:
    return files("data").joinpath("directory", "national.json").read_text(encoding="utf-8")


def values(service: Service, label: str) -> list[str]:
    return [attribute["value"] for attribute in service["attributes"] if attribute["label"] == label]


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def numbers_in(text: str) -> set[str]:
    """Everything in a text that could be dialled, digits only."""
    found = {digits(match) for match in re.findall(r"\+?\d[\d ().-]*\d", text)}
    return {number for number in found if len(number) >= 3}


def published_by(url: str) -> set[str]:
    """The numbers that the page lists, digits only, as dialled inside the country and from abroad."""
    code, *numbers = PUBLISHED.get(url, ("",))
    inside = {digits(number) for number in numbers}
    return inside | {code + number.removeprefix("0") for number in inside}


def identifiers(value: object) -> Iterator[str]:
    """The ids of a service and of everything in it that belongs to it alone."""
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        for name, child in value.items():
            if name not in ("organization", "taxonomy_term"):
                yield from identifiers(child)
    elif isinstance(value, list):
        for child in value:
            yield from identifiers(child)


SERVICES = pytest.mark.parametrize("service", directory(), ids=lambda service: str(service["id"]))


def test_holds_at_least_75_services_in_order_of_their_unique_ids() -> None:
    ids = [service["id"] for service in directory()]
    assert len(ids) >= 75
    assert ids == sorted(set(ids))


def test_every_id_inside_is_unique() -> None:
    ids = list(identifiers(directory()))
    assert len(ids) == len(set(ids))


def test_is_printed_so_that_changes_read_well() -> None:
    assert raw() == json.dumps(directory(), indent=2, ensure_ascii=False) + "\n"


def test_an_organization_or_category_reads_the_same_wherever_it_stands() -> None:
    seen: dict[str, object] = {}
    for service in directory():
        terms = [a["taxonomy_term"] for a in service["attributes"] if "taxonomy_term" in a]
        for shared in (service["organization"], *terms):
            kind = "organization" if "website" in shared else "term"
            assert seen.setdefault(f"{kind} {shared['id']}", shared) == shared


def test_names_and_descriptions_are_not_repeated() -> None:
    for field in ("name", "description"):
        texts = [service[field].casefold() for service in directory()]
        assert len(texts) == len(set(texts))


@SERVICES
def test_is_whole(service: Service) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", service["id"])
    assert service["name"].strip() == service["name"] != ""
    assert len(service["description"]) >= 80
    assert service["description"].endswith(".")
    assert service["status"] == "active"
    assert service["assured_date"] is None
    assert service["organization"]["id"]
    assert service["organization"]["name"]
    assert service["service_areas"]
    for url in (service["url"], service["organization"]["website"]):
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc)
    for field in TEXTS:
        assert service.get(field, "x").strip()


@SERVICES
def test_kind_modes_and_populations_are_published_values(service: Service) -> None:
    kinds, modes, populations = (values(service, label) for label in ("kind", "mode", "population"))
    assert len(kinds) == 1
    assert set(kinds) <= set(KINDS)
    assert modes
    assert set(modes) <= set(MODES)
    assert set(populations) <= set(POPULATIONS)
    assert values(service, "category")
    assert {attribute["label"] for attribute in service["attributes"]} <= {"kind", "mode", "population", "category"}


@SERVICES
def test_can_be_reached_from_anywhere_and_has_no_place_of_its_own(service: Service) -> None:
    modes = values(service, "mode")
    assert "in_person" not in modes
    locations = [site["location"] for site in service.get("service_at_locations", [])]
    assert [location["location_type"] for location in locations] == ["virtual"] * ("online" in modes)
    assert not any("addresses" in location or "latitude" in location for location in locations)
    if service.get("phones"):
        assert "phone" in modes
    if "phone" in modes:
        said = service["description"] + service["application_process"]
        assert re.search(r"\b(video|tele)?phone|\bcalls?\b|\btext\b|\b(help|hot)?line\b", said, re.IGNORECASE)


@SERVICES
def test_holds_only_numbers_that_its_own_page_lists(service: Service) -> None:
    allowed = published_by(service["url"])
    assert {digits(phone["number"]) for phone in service.get("phones", [])} <= allowed
    said = set().union(*(numbers_in(service.get(field, "")) for field in TEXTS))
    assert said <= allowed | {EMERGENCY, "211"}


@SERVICES
def test_phones_say_what_they_are_for(service: Service) -> None:
    for phone in service.get("phones", []):
        assert phone["type"] in {"voice", "text", "tty"}
        if phone["type"] == "text":
            assert "text" in service["application_process"].casefold()
            assert phone.get("description", "").removeprefix("Text ") in service["application_process"]


@SERVICES
def test_ages_and_languages_are_well_formed(service: Service) -> None:
    youngest, oldest = service.get("minimum_age", 0), service.get("maximum_age", 120)
    assert 0 <= youngest <= oldest <= 120
    assert {language["code"] for language in service.get("languages", [])} <= {"en", "es", "fr"}


@pytest.mark.parametrize("category", FALLBACKS)
def test_there_is_a_national_fallback(category: str) -> None:
    answering = [s for s in directory() if category in values(s, "category")]
    assert any(area["extent"] in {"US", "world"} for s in answering for area in s["service_areas"])


@pytest.mark.parametrize("name", ["r/stopdrinking", "In The Rooms", "DailyStrength", "7 Cups", "Meetup"])
def test_open_communities_warn_of_it(name: str) -> None:
    service = next(s for s in directory() if s["name"] == name)
    assert service["alert"]
    assert re.search(r"open|unmoderated", service["description"])


def test_a_number_nobody_published_is_noticed() -> None:
    assert numbers_in("Call 1-800-555-0199, or text HI to 555010.") == {"18005550199", "555010"}
    assert numbers_in("24 hours a day, 7 days a week, for 13 to 24 year olds") == set()
    assert "18005550199" not in published_by("https://rainn.org")
    assert published_by("https://www.nationaldahelpline.org.uk") == {"08082000247", "448082000247"}
    assert published_by("https://example.org") == set()


def test_the_crisis_lines_people_are_sent_to_are_there() -> None:
    by_id = {service["id"]: service for service in directory()}
    assert [phone["number"] for phone in by_id["988-lifeline"]["phones"]] == ["988", "988"]
    assert by_id["crisis-text-line"]["phones"][0]["number"] == "741741"
    assert by_id["samhsa-national-helpline"]["phones"][0]["number"] == "1-800-662-4357"
    assert by_id["national-domestic-violence-hotline"]["schedules"][0]["freq"] == "DAILY"
