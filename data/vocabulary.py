"""The published vocabularies of the filters: who a listing is for, and which insurance it takes.

`GET /v1/needs` publishes them; a request with any other value is refused. Languages are ISO 639 codes
(`data.languages`).
"""

from __future__ import annotations

POPULATIONS: dict[str, str] = {
    "children": "Children",
    "youth": "Teenagers and young adults",
    "older_adults": "Older adults",
    "women": "Women",
    "men": "Men",
    "lgbtq": "LGBTQ+ people",
    "transgender": "Transgender and non-binary people",
    "veterans": "Veterans",
    "military": "Active military and their families",
    "pregnant": "Pregnant and postpartum people",
    "parents": "Parents",
    "families": "Families and loved ones",
    "caregivers": "Caregivers",
    "disabilities": "People with disabilities",
    "deaf": "Deaf and hard-of-hearing people",
    "homeless": "People without a home",
    "justice_involved": "People involved with the justice system",
    "immigrants": "Immigrants and refugees",
    "native_american": "Native American and Alaska Native people",
    "black": "Black and African American people",
    "latino": "Latino and Hispanic people",
    "asian": "Asian American and Pacific Islander people",
    "abuse_survivors": "Survivors of domestic violence or abuse",
    "sexual_assault_survivors": "Survivors of sexual assault",
    "trafficking_survivors": "Survivors of trafficking",
    "crime_victims": "Victims of crime",
    "hiv": "People living with HIV",
    "bereaved": "People who are grieving",
    "students": "Students",
    "first_responders": "First responders and health workers",
}
"""Id to label."""

RESTRICTING: tuple[str, ...] = (
    "children",
    "youth",
    "older_adults",
    "women",
    "men",
    "lgbtq",
    "transgender",
    "veterans",
    "military",
    "pregnant",
    "deaf",
    "native_american",
    "black",
    "latino",
    "asian",
    "hiv",
    "students",
    "first_responders",
)
"""The populations that one either belongs to or not; the others (parents, the bereaved …) are needs as much."""

INSURANCE: dict[str, str] = {
    "medicaid": "Medicaid",
    "medicare": "Medicare",
    "chip": "Children's Health Insurance Program (CHIP)",
    "private": "Private health insurance",
    "tricare": "TRICARE (military)",
    "va": "Veterans Affairs (VA)",
    "ihs": "Indian Health Service and tribal funds",
    "state": "State or county funded",
}
"""Id to label."""
