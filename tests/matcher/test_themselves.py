"""What a statement tells of the person: their age and their groups, and nothing of a child or a relative."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import RESTRICTING
from matcher.themselves import Told, populations, told


@pytest.mark.parametrize(
    ("statement", "age"),
    [
        ("I'm 16", 16),
        ("I’m 16 and pregnant", 16),
        ("im 82 n alone, need somebody", 82),
        ("I am 17 years old", 17),
        ("I'm a 34-year-old woman", 34),
        ("I'm nineteen, I aged out", 19),
        ("it was my fault. I'm sixty-one.", 61),
        ("Caller is 19", 19),
        ("Caller 68F, widowed", 68),
        ("Caller whispering, 19F", 19),
        ("72 yo woman", 72),
        ("29M, 4 mos off meth", 29),
        ("Cl 34F", 34),
        ("F 31, 2 kids", 31),
        ("tengo 17 años", 17),
        ("soy gay, tengo 14 y en la escuela", 14),
        ("soy una mujer de 34 años", 34),
        ("cliente tiene 45 años", 45),
        ("I'm 16 and my daughter is 2", 16),
    ],
)
def test_the_age_of_who_speaks_or_is_spoken_for(statement: str, age: int) -> None:
    assert told(statement).age == age


@pytest.mark.parametrize(
    "statement",
    [
        "my daughter is 14",
        "my 8 yo",
        "16 yo autistic son",
        "my mom is 72",
        "mother of 17M",
        "GF calling about bf 27M",
        "Client's son is 19",
        "8 yo boy needs a dentist",
        "mi hijo de 17 años",
        "I'm 16 days sober",
        "I'm 16 weeks pregnant",
        "I'm 30 miles from town",
        "tengo 20 años tomando",
        "tengo 10 años viviendo aquí",
        "no tengo 18 años",
        "if I'm 18",
        "I tell people I'm twenty",
        "in juvie till I'm eighteen",
        "I'm 16. I'm 45.",
        "911",
        "",
    ],
)
def test_no_age(statement: str) -> None:
    assert told(statement).age is None


@pytest.mark.parametrize(
    ("statement", "groups"),
    [
        ("I'm a veteran", {"veterans"}),
        ("i am an army vet and homeless", {"veterans"}),
        ("I'm a gay man", {"lgbtq", "men"}),
        ("soy trans", {"lgbtq", "transgender"}),
        ("I'm pregnant", {"pregnant"}),
        ("I'm 16 weeks pregnant", {"pregnant"}),
        ("I'm pregnant and mom threw me out", {"pregnant"}),
        ("estoy embarazada", {"pregnant"}),
        ("Pregnant woman needs shelter", {"pregnant", "women"}),
        ("I'm a single mom of two", {"women"}),
        ("72 yo woman", {"women"}),
        ("29M, 4 mos off meth", {"men"}),
        ("M 44, salió ayer del hospital", set()),
        ("Clienta 29M, mesera, busca trabajo", set()),
        ("I'm a vet tech", set()),
        ("I'm a Black woman", {"black", "women"}),
        ("soy latina", {"latino"}),
        ("I am deaf", {"deaf"}),
        ("I have HIV", {"hiv"}),
        ("soy VIH positivo", {"hiv"}),
        ("I'm a college student", {"students"}),
        ("I'm a firefighter", {"first_responders"}),
        ("I'm in the Navy", {"military"}),
        ("I'm a senior on a fixed income", {"older_adults"}),
        ("I'm Native American", {"native_american"}),
        ("I'm a veteran's wife", set()),
        ("I'm a veteran spouse", set()),
        ("I'm the mother of a veteran", {"women"}),
        ("I'm a vet, mom is sick", {"veterans"}),
        ("I'm not a veteran", set()),
        ("no soy veterano", set()),
        ("I think I'm pregnant", set()),
        ("creo que estoy embarazada", set()),
        ("my brother is gay", set()),
        ("my brother has HIV", set()),
        ("I'm black and blue", set()),
        ("I'm a senior in high school", set()),
        ("student loans", set()),
        ("veteran housing", set()),
        ("a man is outside my door", set()),
        ("when I was a teenager", set()),
        ("I'm bi polar", set()),
    ],
)
def test_the_groups_that_one_says_to_belong_to(statement: str, groups: set[str]) -> None:
    assert set(told(statement).populations) == groups


@pytest.mark.parametrize(
    ("statement", "close"),
    [
        ("my husband drinks", {"men"}),
        ("her teenage daughter uses", {"children", "women"}),
        ("my two little boys need coats", {"children"}),
        ("pt's girlfriend is in jail", {"women"}),
        ("mi hijo está en la calle", {"children", "men"}),
        ("la hermana de ella", {"children", "women"}),
        ("I'm a woman and I need a bed", set()),
        ("my girlfriend stabbed me", set()),
        ("my wife threatens me and my son is scared", {"children", "men"}),
        ("my husband beats me, my husband needs rehab", {"men"}),
        ("mi esposo nos pega", set()),
        ("childcare", set()),
        ("my son-in-law", {"children", "men"}),
        ("soy hombre", set()),
    ],
)
def test_of_whom_somebody_close_is_named(statement: str, close: set[str]) -> None:
    assert set(told(statement).close) == close


@pytest.mark.parametrize(
    ("statement", "ages"),
    [
        ("my son is 16 and uses", (16,)),
        ("my 15 year old boy cuts himself", (15,)),
        ("her daughter, 12, won't eat", (12,)),
        ("mi hijo de 14 fuma", (14,)),
        ("mi hija tiene 9 años", (9,)),
        ("my son is 26", ()),
        ("my baby is 9 months", ()),
        ("my son is 6 months sober", ()),
        ("my kids, 4 of them", ()),
        ("I'm 16", ()),
    ],
)
def test_the_ages_of_children_close_to_them(statement: str, ages: tuple[int, ...]) -> None:
    assert told(statement).close_ages == ages


def test_who_is_deaf_would_rather_be_helped_in_sign_language() -> None:
    assert told("I'm deaf, any AA?").languages == ("ase",)
    assert told("AA meetings with ASL").languages == ("ase",)


@pytest.mark.parametrize(
    ("person", "age", "groups"),
    [
        (Told(), None, set()),
        (Told(age=16), None, {"children", "youth"}),
        (Told(age=10), None, {"children"}),
        (Told(age=22, populations=("women",)), None, {"women", "youth"}),
        (Told(age=34), None, set()),
        (Told(age=34), 72, {"older_adults"}),
    ],
)
def test_an_age_is_a_group_too(person: Told, age: int | None, groups: set[str]) -> None:
    assert set(populations(person, age)) == groups


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["I'm", "soy", "tengo", "16", "34F", "gay", "and", ",", "woman", "yo"])).map(" ".join)
)
def test_any_text(statement: str) -> None:
    person = told(statement)
    assert set(person.populations) <= set(RESTRICTING)
    assert person.age is None or 10 <= person.age <= 105


@pytest.mark.parametrize("piece", ["soy ", "I'm 16 ", "I am gay ", "16 yo ", " ", "if ", "client ", "-", "tengo 16 y "])
def test_the_longest_statements_are_read_at_once(piece: str) -> None:
    start = time.perf_counter()
    told((piece * 2000)[:2000])
    assert time.perf_counter() - start < 0.5
