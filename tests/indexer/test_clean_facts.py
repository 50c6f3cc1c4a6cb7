"""Whom a listing is for, what it costs and how one takes part, as far as its words bear it out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.resource import COSTS, MODES, Cost, Kind, Mode
from data.vocabulary import POPULATIONS
from indexer.clean.cost import cost_from_text
from indexer.clean.modes import infer_modes
from indexer.clean.populations import populations_from_text


@pytest.mark.parametrize(
    ("name", "eligibility", "populations"),
    [
        ("Women's Group", None, ("women",)),
        ("Men's Stag Meeting", None, ("men",)),
        ("LGBTQ+ Youth Drop-in", None, ("youth", "lgbtq")),
        ("Riverside Senior Center", None, ("older_adults",)),
        ("Grief Support Group", None, ("bereaved",)),
        ("Harbor House", "Homeless men 18 years of age and over", ("men", "homeless")),
        ("Harbor House", "Veterans", ("veterans",)),
        ("Harbor House", "Must be a senior", ("older_adults",)),
        ("Harbor House", "Low-income residents; survivors of domestic violence", ("abuse_survivors",)),
        ("Harbor House", "Families with children", ("parents",)),
        ("Harbor House", "Persons living with HIV/AIDS", ("hiv",)),
        ("Harbor House", "Women 18 years or older", ("women",)),
    ],
)
def test_a_listing_for_a_group_says_so(name: str, eligibility: str | None, populations: tuple[str, ...]) -> None:
    assert populations_from_text(name, eligibility) == populations


@pytest.mark.parametrize(
    ("name", "eligibility", "description"),
    [
        ("Harbor House", "Men and women", None),
        ("Harbor House", "Adults and children", None),
        ("Harbor House", "Open to all, including veterans and youth", None),
        ("Harbor House", "Priority given to veterans", None),
        ("Harbor House", "Anyone in need; women may bring children", None),
        ("Harbor House", "Individuals with children", None),
        ("Harbor House", "Residents who are uninsured, insured or homeless", None),
        ("Women's Center - Career Counseling", "None", None),
        ("Men and Women's Group", None, None),
        ("Harbor House", None, "We serve veterans, women, youth and seniors among others."),
        ("Harbor Children's Hospital", None, None),
        ("Harbor House", "Graduating high school seniors", None),
    ],
)
def test_a_mention_or_a_preference_limits_nobody(name: str, eligibility: str | None, description: str | None) -> None:
    found = populations_from_text(name, eligibility, description)
    assert not set(found) & {"women", "men", "veterans", "youth", "children", "homeless", "older_adults"}


def test_only_in_the_description_counts() -> None:
    assert populations_from_text("Harbor House", None, "This is a women-only space.") == ("women",)
    assert populations_from_text("Harbor House", None, "Enrollment is limited to veterans.") == ("veterans",)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
@settings(deadline=None)
def test_populations_are_of_the_vocabulary(name: str, eligibility: str, description: str) -> None:
    found = populations_from_text(name, eligibility, description)
    assert list(found) == [who for who in POPULATIONS if who in found]


@pytest.mark.parametrize(
    ("fees", "cost"),
    [
        ("Free", "free"), ("None", "free"), ("No fee", "free"), ("fee-free", "free"), ("No cost to you.", "free"),
        ("$0", "free"),
        ("No fee (accepts donations)", "free"), ("Free to eligible persons", "free"),
        ("Sliding scale, $0.00 - $120.00", "low_cost"), ("Voluntary donation of $5", "low_cost"),
        ("Nominal fee", "low_cost"),
        ("No fee; flat fee; sliding scale", "low_cost"), ("No one is turned away", "low_cost"),
        ("$25 per session", "paid"), ("Flat fee", "paid"), ("Not free", "paid"), ("Set fee. Accepts Medicaid", "paid"),
        ("Toll-free number", "unknown"), ("Drug free", "unknown"), ("smoke-free building", "unknown"),
        ("Fees vary", "unknown"),
        ("Please inquire", "unknown"), ("Medicaid", "unknown"), ("Free for residents; $10 for others", "unknown"),
    ],
)  # fmt: skip
def test_cost_of_a_fees_text(fees: str, cost: Cost) -> None:
    assert cost_from_text(fees) == cost


@pytest.mark.parametrize(
    ("description", "cost"),
    [
        ("All services are free and confidential.", "free"),
        ("We offer free support groups.", "free"),
        ("Low-cost therapy by trainees.", "low_cost"),
        ("Call toll-free. A place to live free of drugs. Free parking.", "unknown"),
        ("A weekly group.", "unknown"),
    ],
)
def test_cost_of_a_description_alone(description: str, cost: Cost) -> None:
    assert cost_from_text(None, description) == cost


@given(st.text(max_size=80), st.text(max_size=80))
def test_cost_is_one_of_the_costs(fees: str, description: str) -> None:
    assert cost_from_text(fees, description) in COSTS


@pytest.mark.parametrize(
    ("text", "has_place", "has_phone", "url", "kind", "modes"),
    [
        ("A food pantry. Call for an appointment.", True, True, None, "practical_service", {"in_person"}),
        ("A shelter with a 24-hour crisis line for intake.", True, True, None, "practical_service", {"in_person"}),
        ("A crisis hotline.", True, True, None, "helpline", {"phone"}),
        ("A warmline.", False, True, "http://example.org", "helpline", {"phone"}),
        ("A group that meets on Zoom.", False, False, "http://example.org", "support_group", {"online"}),
        ("Meets at the church and by Zoom.", True, True, None, "support_group", {"in_person", "online"}),
        ("Online only.", True, True, "http://example.org", "support_group", {"online"}),
        ("All meetings are online only, via Zoom.", True, True, None, "support_group", {"online"}),
        ("Telehealth or counseling by phone.", True, True, None, "therapist", {"in_person", "online", "phone"}),
        ("Apply online for rent help.", True, True, None, "practical_service", {"in_person"}),
        ("Help with forms.", False, True, "http://example.org", "practical_service", {"phone"}),
        ("A directory of groups.", False, False, "http://example.org", "practical_service", {"online"}),
        ("Nothing is known.", False, False, None, "practical_service", set()),
    ],
)
def test_modes(text: str, has_place: bool, has_phone: bool, url: str | None, kind: Kind, modes: set[Mode]) -> None:
    assert infer_modes(text, has_place, has_phone, url, kind) == modes


@given(st.text(max_size=100), st.booleans(), st.booleans(), st.sampled_from(["helpline", "therapist"]))
def test_whoever_can_be_reached_has_a_mode(text: str, has_place: bool, has_phone: bool, kind: Kind) -> None:
    modes = infer_modes(text, has_place, has_phone, None, kind)
    assert modes <= set(MODES)
    assert modes or not (has_place or has_phone)


@pytest.mark.parametrize(
    "fees",
    [
        "The search is free; therapists set their own fees.",
        "The directory is free.",
        "The guide is free; each state charges a fee for copies.",
        "Referrals are free, treatment is not",
        "Chat with volunteers is free; therapy is paid.",
    ],
)
def test_free_to_search_is_not_free_to_use(fees: str) -> None:
    assert cost_from_text(fees) == "unknown"
