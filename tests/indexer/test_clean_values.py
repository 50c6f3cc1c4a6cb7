"""Languages, ages, dates and insurance: a stated value in its standard form, or nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.languages import LANGUAGES, OTHER_NAMES, PARENTS, THREE_LETTERS, language_name
from data.vocabulary import INSURANCE
from indexer.clean.ages import OLDEST, ages_from_text, clean_ages
from indexer.clean.dates import clean_date
from indexer.clean.insurance import clean_insurance, insurance_from_text
from indexer.clean.languages import clean_languages, read_languages


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("English; Spanish / ASL", ("en", "es", "ase")),
        ("en", ("en",)),
        ("eng", ("en",)),
        (["en-US", "es_MX"], ("en", "es")),
        ("{en,es}", ("en", "es")),
        ("Chinese (Mandarin)", ("zh", "cmn")),
        ("SpanishChinese (Cantonese)", ("es", "zh", "yue")),
        ("Chinese Russian Spanish", ("zh", "ru", "es")),
        ("English, Spanish (limited), TDD", ("en", "es")),
        ("Haitian Creole", ("ht",)),
        ("Interpreter available", ()),
        ("140 Languages through a language line", ()),
        ("No Spanish", ()),
        (None, ()),
    ],
)
def test_languages_become_iso_codes(raw: object, codes: tuple[str, ...]) -> None:
    assert clean_languages(raw) == codes


def test_a_turkish_i_in_a_name_is_read() -> None:
    assert clean_languages("SPANİSH spoken") == ("es",)
    assert clean_languages("Englısh") == ("en",)


def test_words_that_name_no_known_language_are_reported() -> None:
    reading = read_languages("Klingon, French, interpreter on request")
    assert reading.codes == ("fr",)
    assert reading.unknown == ("Klingon",)


def test_every_spelling_leads_to_a_named_language() -> None:
    for code in {*OTHER_NAMES.values(), *THREE_LETTERS.values(), *PARENTS, *PARENTS.values()}:
        assert language_name(code), code
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


@given(st.one_of(st.text(), st.lists(st.one_of(st.text(), st.integers(), st.none()))))
def test_only_known_codes_come_out(raw: object) -> None:
    codes = clean_languages(raw)
    assert set(codes) <= set(LANGUAGES)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("minimum", "maximum", "ages"),
    [
        (18, 65, (18, 65)),
        (0, 200, (None, None)),
        ("18", "99+", (18, None)),
        ("18 years", None, (18, None)),
        (65, 12, (12, 65)),
        (12.5, 17.0, (12, 17)),
        (True, 1000, (None, None)),
        (-3, "abc", (None, None)),
    ],
)
def test_age_fields(minimum: object, maximum: object, ages: tuple[int | None, int | None]) -> None:
    assert clean_ages(minimum, maximum) == ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("18 and older", (18, None)),
        ("Adults 18 years of age and over with no income", (18, None)),
        ("55+", (55, None)),
        ("Women (18+)", (18, None)),
        ("Minimum age: 60 years", (60, None)),
        ("Must be at least 21 years old", (21, None)),
        ("ages 12-17", (12, 17)),
        ("Woman (age18-35)", (18, 35)),
        ("Youth between the ages of 9 and 18", (9, 18)),
        ("14 to 21 years", (14, 21)),
        ("under 21", (None, 20)),
        ("Children under the age of 13", (None, 12)),
        ("17 or younger", (None, 17)),
        ("birth to 5", (None, 5)),
        ("adults only", (18, None)),
        ("Adults", (18, None)),
        ("Adults 18+ and youth ages 12-17", (12, None)),
        ("Families with children under 18", (None, None)),
        ("Caregivers of children ages 0 - 6", (None, None)),
        ("Anyone under 18 must be accompanied by an adult", (None, None)),
        ("Priority given to seniors ages 60 and over", (None, None)),
        ("Persons over 62 years of age or persons with a disability", (None, None)),
        ("Ages 6 weeks - 5 years", (None, None)),
        ("9th - 12th grade", (None, None)),
        ("Income under 50% of the median", (None, None)),
        ("20+ groups a week", (None, None)),
        ("Wards 2, 6, 7, and 8", (None, None)),
        (None, (None, None)),
    ],
)
def test_ages_are_read_only_from_unmistakable_words(text: object, ages: tuple[int | None, int | None]) -> None:
    assert ages_from_text(text) == ages


@given(st.one_of(st.text(max_size=100), st.from_regex(r"(ages? )?[0-9]{1,3}( ?- ?| and | to |\+)?[0-9]{0,3}( older)?")))
def test_ages_are_in_order_and_in_range(text: str) -> None:
    for low, high in (ages_from_text(text), clean_ages(text, text[::-1])):
        assert low is None or 0 < low <= OLDEST
        assert high is None or 0 <= high <= OLDEST
        assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2021-05-26 19:03:46", date(2021, 5, 26)),
        ("2018-07-05T22:43:09.072Z", date(2018, 7, 5)),
        ("6/16/99 0:00", date(1999, 6, 16)),
        ("11/1/2011", date(2011, 11, 1)),
        ("13/05/2020", date(2020, 5, 13)),
        ("20210526", date(2021, 5, 26)),
        ("May 3, 2021", date(2021, 5, 3)),
        ("Tuesday, May 4th, 2021", date(2021, 5, 4)),
        ("3 September 2021", date(2021, 9, 3)),
        (datetime(2021, 5, 3, 12), date(2021, 5, 3)),  # noqa: DTZ001 - a feed's own time has no zone
        (date(2021, 5, 3), date(2021, 5, 3)),
        ("0000-00-00", None),
        ("1/1/1900", None),
        ("2031-01-01", None),
        ("last week", None),
        (None, None),
    ],
)
def test_dates(raw: object, day: date | None) -> None:
    assert clean_date(raw, date(2026, 1, 1)) == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.binary()))
def test_a_date_never_raises(raw: object) -> None:
    day = clean_date(raw, date(2026, 1, 1))
    assert day is None or date(1970, 1, 1) <= day <= date(2026, 1, 1)


def test_insurance_lists() -> None:
    listed = [
        "Federal military insurance (e.g., TRICARE)",
        "Private health insurance",
        "Medicaid; Medicare",
        "Cash or self-payment",
    ]
    assert clean_insurance(listed) == ("medicaid", "medicare", "private", "tricare")
    assert clean_insurance(["IHS/Tribal/Urban (ITU) funds", "State-financed health insurance plan", "va"]) == (
        "va",
        "ihs",
        "state",
    )
    assert clean_insurance(None) == ()
    for insurance in INSURANCE:
        assert clean_insurance([insurance]) == (insurance,)


@pytest.mark.parametrize(
    ("text", "insurance"),
    [
        ("Sliding scale. Accepts Medicaid, Medicare.", ("medicaid", "medicare")),
        ("We take most insurance", ("private",)),
        ("Does not accept Medicaid", ()),
        ("Help with applying for Medicaid coverage", ()),
        ("Counselors answer questions about Medicare", ()),
        (None, ()),
    ],
)
def test_insurance_is_read_only_where_it_is_taken(text: object, insurance: tuple[str, ...]) -> None:
    assert insurance_from_text(text) == insurance
