"""A bed is said to be answered only by listings that tell of one, and help for those who hurt by those who give it."""

from __future__ import annotations

from typing import Any

import pytest

from data.needs import load_taxonomy
from indexer.tagging import TAG_THRESHOLD
from indexer.telling import TellingWordsError, bundled_table, parse_table
from tests.support.resources import resource

BEDS = ("dv-shelter", "emergency-shelter", "transitional-housing", "sober-living", "runaway-youth")
THOSE_WHO_HURT = "abuse-intervention"


def held(
    name: str, description: str | None = None, categories: tuple[str, ...] = (), **changes: Any
) -> dict[str, float]:
    return bundled_table().at_most(resource(name=name, description=description, **changes), categories)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Harbor Women's Shelter", None),
        ("Harbor Place", "Safe house for women and their children."),
        ("Harbor Place", "Offers emergency shelter, counseling and referrals to survivors."),
        ("Harbor Place", "We have 12 beds. Call at any hour."),
        ("Harbor Place", "Transitional home for women who leave an abusive partner."),
        ("Harbor Place", "Provides housing, food and support groups for families."),
        ("Harbor Place", "Survivors may stay overnight. Legal help too."),
        ("Harbor Place", "Residential program for mothers in recovery."),
        ("Harbor Counseling Center", "Counseling. We also operate a confidential shelter for 20 families."),
        ("Casa del Puerto", "Albergue para mujeres víctimas de violencia doméstica."),
        ("Casa del Puerto", "Ofrece refugio y alojamiento de emergencia."),
        ("Harbor Refuge", "For men, women and their pets."),
    ],
)
def test_who_tells_of_lodging_may_answer_the_need_of_a_bed(name: str, description: str | None) -> None:
    assert not set(BEDS) & set(held(name, description))


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Harbor Family Law Clinic", "Represents victims of domestic violence in protection orders and custody."),
        ("Harbor Law School Clinics", "Advice on matters such as evictions, subsidized housing and benefits."),
        ("Harbor Legal Aid", "Free legal help. We visit women in area shelters."),
        ("Harbor Counseling Center", "Counseling and groups for survivors of domestic violence."),
        ("Harbor Domestic Violence Hotline", "Crisis counseling. Referrals to shelters and legal help, day and night."),
        ("Harbor Helpline", "Information on shelter locations and the availability of beds."),
        ("Harbor Advocates", "We help victims to find emergency housing and to apply for benefits."),
        ("Harbor Advocates", "Safety planning. We do not provide shelter."),
        ("Harbor Advocates", "Non-residential services for survivors."),
        ("Homeless Clinic - North Shelter", "Primary medical care."),
        ("Harbor Coalition", "Connects people in need with what keeps them going, including shelter."),
        ("Línea del Puerto", "Información sobre albergues y referencias a refugios."),
    ],
)
def test_who_does_not_tell_of_its_own_lodging_does_not_cover_it(name: str, description: str) -> None:
    limits = held(name, description)
    assert {need: limits[need] for need in BEDS} == dict.fromkeys(BEDS, 0.35)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Harbor Humane Society - Shelter", "Provides shelter for lost and abused animals."),
        ("Harbor Animal Rescue League - Shelter", "Shelters abandoned cats; has 40 beds for dogs."),
        ("Society for the Prevention of Cruelty to Animals", "Emergency shelter, day and night."),
    ],
)
def test_animal_shelters_never_answer_it(name: str, description: str) -> None:
    limits = held(name, description)
    assert {need: limits[need] for need in BEDS} == dict.fromkeys(BEDS, 0.0)


def test_a_shelter_for_animals_that_is_not_named_so_does_not_cover_it() -> None:
    assert set(BEDS) <= set(held("Harbor Friends", "Shelter for homeless animals. Adoptions on Saturdays."))


def test_the_way_into_all_shelters_answers_the_need_of_any_but_no_other() -> None:
    limits = held("Harbor Shelter Hotline", "Coordinated entry: tells which shelters have room.")
    assert "emergency-shelter" not in limits
    assert "dv-shelter" in limits


def test_a_helpline_covers_a_bed_only_where_it_gives_one_itself() -> None:
    line = held("Harbor Line", "Advocates at any hour. Safety planning, shelter beds, a nurse.", kind="helpline")
    assert "dv-shelter" in line
    own = held("Harbor Line", "Advocates at any hour. We also operate a shelter.", kind="helpline")
    assert "dv-shelter" not in own


def test_a_line_or_a_drop_in_for_runaways_answers_theirs() -> None:
    limits = held("Harbor Youth Line", "For runaway and homeless youth.")
    assert "runaway-youth" not in limits
    assert "emergency-shelter" in limits


def test_categories_speak_only_for_who_has_no_description() -> None:
    assert "dv-shelter" not in held("Harbor Place", None, ("Domestic Violence Shelters",))
    assert "dv-shelter" in held("Harbor Place", "Legal help for victims.", ("Domestic Violence Shelters",))


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Harbor Batterers' Intervention", "Weekly groups, approved by the courts."),
        ("Harbor Change Program", "For men who have been abusive toward a partner and want to stop."),
        ("Harbor Change Program", "Groups for people who use violence at home. Victim safety comes first."),
        ("Harbor Change Program", "Domestic violence offender treatment for adults."),
        ("Programa del Puerto", "Intervención para agresores, en español."),
        ("Programa del Puerto", "Grupos para hombres que ejercen violencia."),
    ],
)
def test_a_programme_for_those_who_hurt_answers_their_need_and_not_that_of_survivors(
    name: str, description: str
) -> None:
    limits = held(name, description)
    assert THOSE_WHO_HURT not in limits
    assert limits["dv-shelter"] == limits["dv-counseling"] == 0.1


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Harbor Women's Shelter", "Safe house for battered women."),
        ("Harbor Advocates", "Protection orders against abusers. For victims of domestic violence."),
        ("Harbor Treatment", "Outpatient treatment of drug abusers."),
        ("Harbor Anger Class", "Anger management for adults."),
    ],
)
def test_nobody_else_answers_the_need_of_those_who_hurt(name: str, description: str) -> None:
    assert held(name, description)[THOSE_WHO_HURT] == 0.1


def test_who_helps_both_answers_both() -> None:
    limits = held("Harbor Center", "Shelter and counseling for victims; batterer intervention program for offenders.")
    assert not {THOSE_WHO_HURT, "dv-shelter", "dv-counseling"} & set(limits)


def test_who_is_there_for_those_left_behind_is_no_help_in_the_crisis() -> None:
    assert held("Harbor Alliance for Suicide Loss Survivors", "Online forum after a suicide. Crisis line listed.") == {
        **held("Harbor Alliance", "Online forum."),
        "suicide-crisis": 0.0,
    }
    assert "suicide-crisis" not in held("Harbor Crisis Line", "For anyone with thoughts of suicide.")


def test_a_ride_home_from_treatment_is_no_treatment() -> None:
    ride = held("Ride Home from Detox", "Drivers bring people home from withdrawal management.")
    assert {ride[need] for need in ("detox", "residential-treatment", "outpatient-iop")} == {0.0}
    assert "detox" not in held("Harbor Detox", "Medical detox. Rides home are arranged.")


def test_every_need_of_the_table_is_one_of_the_taxonomy() -> None:
    known = {need.id for need in load_taxonomy()}
    table = bundled_table()
    limits = [(each.needs, each.at_most) for each in table.rules]
    limits += [((each.told, *each.needs), each.at_most) for each in table.instead_of]
    assert {need for needs, _ in limits for need in needs} <= known
    assert all(0 <= at_most < TAG_THRESHOLD for _, at_most in limits)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"rules": [{}], "instead_of": []},
        {"rules": [{"needs": ["a"], "at_most": 0.1, "told_by": ["Not folded"]}], "instead_of": []},
        {"rules": [{"needs": ["a"], "at_most": 0.1, "told_by": [""]}], "instead_of": []},
    ],
)
def test_a_table_that_cannot_be_used_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(TellingWordsError, match=r"^telling_words\.json: not a"):
        parse_table(document)
