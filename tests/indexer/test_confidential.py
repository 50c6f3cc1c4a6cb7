"""Of a confidential place, nothing finer than its city is in a snapshot: every byte of every file is searched."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from data.resource import Address, Position
from indexer.build import BuildOptions, build
from indexer.open_index import OpenIndex, open_current
from indexer.snapshot import locate_current
from tests.support.index_folders import writable_copy
from tests.support.real_model import load_once

STREET = "4417 Zyzzyvine Lane"
POSTAL_CODE = "33130-1207"
LATITUDE, LONGITUDE = 25.761237, -80.197653
PUBLIC_STREET = "28 Openwood Avenue"


def _location(location_id: str, street: str, **others: Any) -> dict[str, Any]:
    address = {
        "address_1": street,
        "city": "Miami",
        "state_province": "FL",
        "postal_code": POSTAL_CODE,
        "country": "US",
        "address_type": "physical",
    }
    return {"id": location_id, "location_type": "physical", "addresses": [address], **others}


SHELTER = _location(
    "hidden",
    STREET,
    name=f"The house at {STREET}",
    alternate_name=STREET,
    description=f"A house at {STREET}, {POSTAL_CODE}.",
    latitude=LATITUDE,
    longitude=LONGITUDE,
    transportation=f"Bus 7 stops at {STREET}",
    accessibility=[{"description": "Ramp", "details": f"On the left of {STREET}"}],
    schedules=[{"description": f"Always, at {STREET}"}],
    confidential=True,
)
ORGANIZATION = {
    "id": "o",
    "name": f"Quill Alliance, {STREET}",
    "description": f"Founded at {STREET}.",
    "website": "https://example.org/find/4417-zyzzyvine-lane",
    "email": "house@example.org",
    "locations": [SHELTER],
}


def _service(service_id: str, *locations: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {
        "id": service_id,
        "name": "Quill House for people leaving violence",
        "description": f"A shelter. It is at 4417 ZYZZYVINE LN, Miami, FL 33130. Come to {STREET} by night. "
        f"Or find us at {LATITUDE}, {LONGITUDE}.",
        "application_process": f"Call first, then come to 4417 Zyzzyvine Ln., {POSTAL_CODE}.",
        "eligibility_description": f"Women; not for neighbours of {STREET}.",
        "fees_description": f"Free. Donations to {STREET}, Miami 33130",
        "alert": f"{STREET} has a new door",
        "url": f"https://maps.example.org/?q={LATITUDE},{LONGITUDE}",
        "minimum_age": STREET,
        "assured_date": STREET,
        "status": "active",
        "organization": ORGANIZATION,
        "phones": [{"number": "ask inside"}, {"number": "(305) 555-0103", "description": STREET}],
        "languages": [{"name": STREET}],
        "service_areas": [{"name": f"All around {STREET}"}],
        "service_at_locations": [{"id": f"at-{place['id']}", "location": place} for place in locations],
        **others,
    }


OFFICE = _location("office", PUBLIC_STREET)
SERVICES = [
    _service("shelter", SHELTER),
    _service("both", OFFICE, SHELTER),
    _service("flagged", {key: value for key, value in SHELTER.items() if key != "confidential"}, confidential=True),
    {
        "id": "public",
        "name": "Public office",
        "status": "active",
        "organization": {"id": "p", "name": "Openwood"},
        "service_at_locations": [{"id": "x", "location": OFFICE}],
    },
]


@pytest.fixture(scope="module")
def folder(bundled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("confidential")
    feed = made / "feed.json"
    feed.write_text(json.dumps(SERVICES))
    with pytest.MonkeyPatch.context() as patch:
        load_once(patch)
        build([str(feed)], BuildOptions(out=writable_copy(bundled_folder, made / "index"), model="bundled"))
    return made / "index"


@pytest.fixture(scope="module")
def contents(folder: Path) -> dict[str, bytes]:
    files, _ = locate_current(folder)
    return {path.name: path.read_bytes() for path in files.folder.iterdir()}


@pytest.fixture(scope="module")
def index(folder: Path) -> OpenIndex:
    return open_current(folder)


OF_EVERY_SNAPSHOT = {"gazetteer.sqlite", "encoder.onnx", "tokenizer.json", "phrases.npz"}
"""These come from the gazetteer, the model and the taxonomy; ZIP codes stand in the first."""


@pytest.mark.integration
class TestSnapshot:
    def test_what_is_public_is_found_by_this_search(self, contents: dict[str, bytes]) -> None:
        assert PUBLIC_STREET.encode() in contents["records.sqlite"]
        assert b"33130" in contents["gazetteer.sqlite"]

    @pytest.mark.parametrize("secret", ["zyzzyvine", "4417 z", "4417-z", "25.7612", "80.1976"])
    def test_street_and_coordinates_are_in_no_file(self, contents: dict[str, bytes], secret: str) -> None:
        assert [name for name, content in contents.items() if secret.encode() in content.lower()] == []

    @pytest.mark.parametrize("degrees", [LATITUDE, LONGITUDE])
    @pytest.mark.parametrize("form", ["<d", ">d", "<f", ">f"])
    def test_coordinates_are_in_no_file_as_numbers(self, contents: dict[str, bytes], degrees: float, form: str) -> None:
        number = struct.pack(form, degrees)
        assert [name for name, content in contents.items() if number in content] == []

    @pytest.mark.parametrize("record", ["shelter", "flagged"])
    def test_only_city_and_state_are_told(self, index: OpenIndex, record: str) -> None:
        (made,) = [each for each in _resources(index) if each.source.record_id == record]
        city = index.gazetteer.city("Miami", "FL")
        assert city
        assert made.address == Address(city="Miami", state_province="FL", country="US", confidential=True)
        assert made.position == Position(latitude=city.latitude, longitude=city.longitude, precision="city")
        assert made.url is None
        assert "33130" not in repr(made)
        row = index.records.row_of(made.id)
        assert row is not None
        assert (index.columns.latitude[row], index.columns.longitude[row]) == (city.latitude, city.longitude)
        assert index.columns.confidential[row]

    def test_the_public_site_of_a_service_is_told_and_the_confidential_one_is_not(self, index: OpenIndex) -> None:
        sites = [each for each in _resources(index) if each.source.record_id == "both"]
        addresses = [each.address for each in sites if each.address]
        assert [address.confidential for address in addresses] == [False, True]
        assert [address.address_1 for address in addresses] == [PUBLIC_STREET, None]

    def test_the_rest_of_what_it_says_is_kept(self, index: OpenIndex) -> None:
        (made,) = [each for each in _resources(index) if each.source.record_id == "shelter"]
        assert made.name == "Quill House for people leaving violence"
        assert (made.description or "").startswith("A shelter. It is at [address withheld]")
        assert (made.application_process or "").startswith("Call first, then come to [address withheld]")
        assert [phone.number for phone in made.phones] == ["+13055550103"]
        assert made.email == "house@example.org"

    def test_findings_and_counts_are_kept(self, index: OpenIndex) -> None:
        found = index.records._connect().execute("SELECT code, detail FROM findings WHERE record_id = 'shelter'")
        codes = {code for code, _ in found}
        assert {"date_unreadable", "phone_unreadable"} <= codes
        assert index.manifest.records.read == index.manifest.records.listed == 4
        assert index.resource_count == 5


def _resources(index: OpenIndex) -> list[Any]:
    return [index.resource_at(row) for row in range(index.resource_count)]


@pytest.mark.integration
def test_the_zip_code_is_only_where_every_snapshot_has_it(folder: Path, bundled_folder: Path, tmp_path: Path) -> None:
    """Built without the public office, whose address has the same ZIP code."""
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([SERVICES[0], SERVICES[2]]))
    with pytest.MonkeyPatch.context() as patch:
        load_once(patch)
        build([str(feed)], BuildOptions(out=writable_copy(bundled_folder, tmp_path / "index"), model="bundled"))
    files, _ = locate_current(tmp_path / "index")
    holding = {path.name for path in files.folder.iterdir() if b"33130" in path.read_bytes()}
    assert holding <= OF_EVERY_SNAPSHOT
