"""The gazetteer: what people type leads to one place, to choices, or to suggestions, and never to a crash."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from geopy.geocoders.base import Geocoder
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.places.build import build_gazetteer
from data.places.distance import GREAT_CIRCLE_ERROR, distance_km, great_circle_km, unit_vectors
from data.places.gazetteer import ATTRIBUTION, Gazetteer
from data.places.names import key
from data.places.place import AmbiguousPlaceError, Place, PlaceError, UnknownPlaceError
from data.places.remembering import RememberingGazetteer
from data.places.store import GazetteerFileError

DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.fixture(scope="module")
def gazetteer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("places") / "places.sqlite"
    build_gazetteer(path)
    return path


@pytest.fixture(scope="module")
def gazetteer(gazetteer_file: Path) -> Iterator[Gazetteer]:
    found = Gazetteer(gazetteer_file)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("33130", "Miami, FL 33130"),
        (" 33130-1234 ", "Miami, FL 33130"),
        ("zip 33130", "Miami, FL 33130"),
        ("Miami FL 33130", "Miami, FL 33130"),
        ("100 SW 2nd St, Miami, FL 33130", "Miami, FL 33130"),
        ("TX 78701", "Austin, TX 78701"),
        ("Miami, FL", "Miami, FL"),
        ("miami florida", "Miami, FL"),
        ("MIAMI", "Miami, FL"),
        ("Miami, Florida, USA", "Miami, FL"),
        ("St. Louis, MO", "St. Louis, MO"),
        ("Saint Louis, Missouri", "St. Louis, MO"),
        ("saint louis mo", "St. Louis, MO"),
        ("New York", "New York, NY"),
        ("new york ny", "New York, NY"),
        ("NYC", "New York, NY"),
        ("Bronx, NY", "The Bronx, NY"),
        ("Washington", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("Ft Lauderdale", "Fort Lauderdale, FL"),
        ("Coeur d’Alene Idaho", "Coeur d'Alene, ID"),
        ("Coeur D Alene, ID", "Coeur d'Alene, ID"),
        ("winston salem nc", "Winston-Salem, NC"),
        ("San Juan, PR", "San Juan, PR"),
        ("Kansas City, KS", "Kansas City, KS"),
        ("Ramey, PR", "Ramey, PR"),
        ("Paris", "Paris, France"),
        ("Paris, TX", "Paris, TX"),
        ("London, UK", "London, England, United Kingdom"),
        ("Edmonton, Alberta", "Edmonton, AB, Canada"),
        ("montreal", "Montréal, QC, Canada"),
        ("Toronto, CA", "Toronto, ON, Canada"),
        ("Perth, WA, Australia", "Perth, WA, Australia"),
        ("Auckland NZ", "Auckland, New Zealand"),
        ("São Paulo", "São Paulo, Brazil"),
        ("sao paulo brazil", "São Paulo, Brazil"),
        ("München", "Munich, Germany"),
        ("Cook County, IL", "Cook County, IL"),
        ("75001 Paris, France", "Paris, France"),
    ],
)
def test_what_people_type_leads_to_the_place(gazetteer: Gazetteer, query: str, label: str) -> None:
    assert gazetteer.resolve(query).label == label


def test_a_zip_code_has_its_centroid_county_and_timezone(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("33130")
    assert place == gazetteer.postcode("33130-0001")
    assert (place.place, place.city, place.state, place.country) == ("33130", "Miami", "FL", "US")
    assert (place.precision, place.county, place.timezone) == ("postcode", "Miami-Dade County", "America/New_York")
    assert distance_km(place.latitude, place.longitude, 25.767, -80.206) < 1


def test_a_city_alone_needs_ten_times_the_people_of_the_next(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Boston").label == "Boston, MA"
    with pytest.raises(AmbiguousPlaceError) as caught:
        gazetteer.resolve("Springfield")
    labels = [choice.label for choice in caught.value.choices]
    assert labels[:3] == ["Springfield, MO", "Springfield, MA", "Springfield, IL"]
    assert [gazetteer.resolve(choice.place) for choice in caught.value.choices] == list(caught.value.choices)
    people = [choice.population or 0 for choice in caught.value.choices]
    assert people == sorted(people, reverse=True)
    assert people[0] < 10 * people[1]


@pytest.mark.parametrize("query", ["Portland", "Kansas City", "cook county", "Springfield, USA"])
def test_other_names_of_several_places_are_ambiguous(gazetteer: Gazetteer, query: str) -> None:
    with pytest.raises(AmbiguousPlaceError) as caught:
        gazetteer.resolve(query)
    assert len(caught.value.choices) >= 2
    assert all(gazetteer.resolve(choice.place) == choice for choice in caught.value.choices)


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("Springfeild, IL", "Springfield, IL"),
        ("Philadelpia", "Philadelphia, PA"),
        ("Albuqerque", "Albuquerque, NM"),
        ("Florida", "Jacksonville, FL"),
        ("Miami, NY", "Miami, FL"),
        ("2108", "Boston, MA 02108"),
    ],
)
def test_an_unknown_place_suggests_what_is_near_it(gazetteer: Gazetteer, query: str, suggestion: str) -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.resolve(query)
    assert suggestion in [place.label for place in caught.value.suggestions]
    assert all(gazetteer.resolve(place.place) == place for place in caught.value.suggestions)


@pytest.mark.parametrize(
    "query", ["SW1A 1AA", "M5V 2T6", "00000", "09001", "", " ", "\x00", "😀", "東京", "القاهرة", "%", "'--"]
)
def test_no_place_and_nothing_like_it(gazetteer: Gazetteer, query: str) -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.resolve(query)
    assert caught.value.suggestions == ()
    assert caught.value.query == query
    assert gazetteer.geocode(query) is None


@settings(max_examples=150, deadline=None)
@given(query=st.one_of(st.text(max_size=500), st.text("saintouiel ,.-0123456789", max_size=60)))
def test_any_text_is_answered(gazetteer: Gazetteer, query: str) -> None:
    try:
        assert gazetteer.resolve(query).label
    except PlaceError as error:
        found = error.choices if isinstance(error, AmbiguousPlaceError) else getattr(error, "suggestions", ())
        assert all(isinstance(place, Place) for place in found)
    assert len(gazetteer.complete(query, 4)) <= 4


def test_misspellings_are_answered_fast(gazetteer: Gazetteer) -> None:
    started = time.perf_counter()
    for query in ["Springfeild", "Los Angelas", "a b c d e f g " * 40, "x" * 500]:
        with pytest.raises(UnknownPlaceError):
            gazetteer.resolve(query)
    assert time.perf_counter() - started < 1.0


def test_every_sampled_place_resolves_to_itself(gazetteer: Gazetteer) -> None:
    sampled = [place for letters in ("al", "be", "de", "o", "san") for place in gazetteer.complete(letters, 150)]
    assert len(sampled) == 750
    for place in sampled:
        assert gazetteer.resolve(place.place) == place
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.timezone is None or ZoneInfo(place.timezone)


def test_cities_counties_and_states_by_their_parts(gazetteer: Gazetteer) -> None:
    springfield = gazetteer.city("Springfield", "IL")
    assert springfield is not None
    assert (springfield.label, springfield.precision, springfield.county) == (
        "Springfield, IL",
        "city",
        "Sangamon County",
    )
    assert gazetteer.city("Springfield") is None
    assert gazetteer.city("Springfield", "Illinois", "US") == springfield
    assert gazetteer.city("Nowhere At All", "IL") is None
    cook = gazetteer.county("Cook", "IL")
    assert cook is not None
    assert (cook.label, cook.precision) == ("Cook County, IL", "county")
    assert distance_km(cook.latitude, cook.longitude, 41.85, -87.75) < 20
    assert gazetteer.county("Cook County", "Illinois") == cook
    assert gazetteer.county("Cook", "FL") is None
    florida = gazetteer.state("fl")
    assert florida is not None
    assert (florida.label, florida.precision, florida.state) == ("Florida", "state", "FL")
    assert gazetteer.state("ZZ") is None
    assert gazetteer.postcode("1234") is None
    assert gazetteer.postcode("99999") is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "timezone"),
    [
        (25.77, -80.2, "America/New_York"),
        (41.88, -87.63, "America/Chicago"),
        (33.45, -112.07, "America/Phoenix"),
        (21.31, -157.86, "Pacific/Honolulu"),
        (18.4, -66.1, "America/Puerto_Rico"),
        (51.5, -0.12, "Europe/London"),
        (53.55, -113.5, "America/Edmonton"),
        (0.0, -140.0, None),
        (90.0, 0.0, None),
    ],
)
def test_the_timezone_of_a_point(gazetteer: Gazetteer, latitude: float, longitude: float, timezone: str | None) -> None:
    assert gazetteer.timezone_at(latitude, longitude) == timezone


def test_a_point_is_a_place_near_a_city(gazetteer: Gazetteer) -> None:
    place = gazetteer.at(41.05, -83.65)
    assert (place.label, place.precision, place.state) == ("Near Findlay, OH", "point", "OH")
    assert (place.latitude, place.longitude, place.timezone) == (41.05, -83.65, "America/New_York")
    assert gazetteer.resolve(place.place) == place
    nearest = gazetteer.nearest_city(41.05, -83.65)
    assert nearest is not None
    assert nearest.label == "Findlay, OH"
    ocean = gazetteer.at(0.0, -140.0)
    assert (ocean.city, ocean.timezone, ocean.label) == (None, None, "0.00000, -140.00000")


def test_it_opens_again_after_close(gazetteer: Gazetteer) -> None:
    gazetteer.close()
    assert gazetteer.resolve("33130").label == "Miami, FL 33130"


@settings(max_examples=50, deadline=None)
@given(point=DEGREES)
def test_any_point_has_a_timezone_or_none(gazetteer: Gazetteer, point: tuple[float, float]) -> None:
    zone = gazetteer.timezone_at(*point)
    assert zone is None or ZoneInfo(zone).key == zone


def test_completions(gazetteer: Gazetteer) -> None:
    assert [place.label for place in gazetteer.complete("mia", 2)] == ["Miami, FL", "Miami Gardens, FL"]
    assert [place.place for place in gazetteer.complete("3313", 3)] == ["33130", "33131", "33132"]
    assert gazetteer.complete("Springfield, il")[0].label == "Springfield, IL"
    assert gazetteer.complete("st lou")[0].label == "St. Louis, MO"
    assert len(gazetteer.complete("s", 5)) == 5
    assert gazetteer.complete("") == []
    assert gazetteer.complete("zzzzz") == []


def test_it_is_a_geopy_geocoder(gazetteer: Gazetteer) -> None:
    assert isinstance(gazetteer, Geocoder)
    location = gazetteer.geocode("Miami, FL", timeout=1)
    assert not isinstance(location, list)
    assert location is not None
    assert location.address == "Miami, FL"
    assert (round(location.latitude, 1), round(location.longitude, 1)) == (25.8, -80.2)
    several = gazetteer.geocode("Springfield", exactly_one=False)
    assert isinstance(several, list)
    assert several[0].address == "Springfield, MO"
    nearest = gazetteer.reverse((41.05, -83.65))
    assert not isinstance(nearest, list)
    assert nearest is not None
    assert nearest.address == "Findlay, OH"
    assert gazetteer.reverse((0, -140)) is None


def test_threads_share_it(gazetteer: Gazetteer) -> None:
    queries = ["33130", "Miami, FL", "Paris", "Edmonton, Alberta"] * 25
    with ThreadPoolExecutor(8) as pool:
        labels = list(pool.map(lambda query: gazetteer.resolve(query).label, queries))
    assert labels == ["Miami, FL 33130", "Miami, FL", "Paris, France", "Edmonton, AB, Canada"] * 25


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerFileError, match="no gazetteer at"):
        Gazetteer(tmp_path / "missing.sqlite")
    noise = tmp_path / "noise.sqlite"
    noise.write_bytes(b"not a database" * 100)
    with pytest.raises(GazetteerFileError, match="is not a gazetteer"):
        Gazetteer(noise)
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(GazetteerFileError, match="format 99"):
        Gazetteer(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "SAINT LOUIS"),
        ("O'Fallon", "O Fallon"),
        ("McLean", "Mc Lean"),
        ("Winston-Salem", "winston  salem"),
        ("Montréal", "Montreal"),
        ("N. Miami", "North Miami"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(name=st.text(max_size=40))
@example("D:O:000")
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


def test_distance_is_the_wgs84_geodesic() -> None:
    # Vincenty's test line Flinders Peak to Buninyong, on WGS84: 54.972 km.
    assert distance_km(-37.95103342, 144.42486789, -37.65282114, 143.92649553) == pytest.approx(54.9723, abs=1e-3)
    assert distance_km(25.0, -80.0, 25.0, -80.0) == 0.0


@settings(max_examples=200, deadline=None)
@given(a=DEGREES, b=DEGREES)
def test_the_prefilter_distance_stays_within_its_error(a: tuple[float, float], b: tuple[float, float]) -> None:
    exact = distance_km(*a, *b)
    (rough,) = great_circle_km(*a, unit_vectors(np.array([b[0]]), np.array([b[1]])))
    assert rough == pytest.approx(exact, rel=GREAT_CIRCLE_ERROR, abs=1e-3)


def test_geonames_is_credited() -> None:
    assert "GeoNames" in ATTRIBUTION
    assert "CC BY 4.0" in ATTRIBUTION


@pytest.mark.parametrize(
    ("point", "label"),
    [
        ((25.77, -80.2), "Miami, FL"),
        ((34.05, -118.25), "Los Angeles, CA"),
        ((40.7073, -74.0013), "New York, NY"),
        ((40.728, -74.078), "Jersey City, NJ"),
        ((25.79, -80.13), "Miami Beach, FL"),
        ((46.9, -107.5), "Garfield County, MT"),
    ],
)
def test_a_point_is_in_a_city_of_some_size_or_else_in_its_county(
    gazetteer: Gazetteer, point: tuple[float, float], label: str
) -> None:
    found = gazetteer.area_around(*point)
    assert found is not None
    assert found.label == label
    assert gazetteer.at(*point).label == f"Near {label}"


def test_what_is_remembered_is_what_was_found(gazetteer: Gazetteer, gazetteer_file: Path) -> None:
    remembering = RememberingGazetteer(gazetteer_file)
    for _ in range(2):
        for each in (remembering, gazetteer):
            assert str(each.postcode("33130")).startswith("Place(label='Miami, FL 33130'")
            assert each.postcode("00000") is None
            assert each.timezone_at(25.77, -80.19) == "America/New_York"
        for city in (("Miami", "FL"), ("Springfield",), ("Paris", None, "FR")):
            assert remembering.city(*city) == gazetteer.city(*city)
        assert remembering.county("Miami-Dade", "FL") == gazetteer.county("Miami-Dade", "FL") is not None
    remembering.close()
