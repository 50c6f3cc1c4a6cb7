"""A resource as it is shown: every documented key, unknown as null, nothing private."""

from __future__ import annotations

from datetime import date, time

from data.resource import Address, Evidence, NeedTag, Phone, Position, Provenance, Schedule, Support
from data.schedules import recurring
from matcher.view import resource_view
from tests.contract.documented import EXAMPLE
from tests.contract.requests import AS_OF
from tests.support.resources import resource

DOCUMENTED = EXAMPLE["recommendations"][0]["resource"]


def test_what_is_unknown_is_null_and_never_missing() -> None:
    view = resource_view(resource(), AS_OF)
    assert view.keys() >= DOCUMENTED.keys()
    known = {name for name, value in view.items() if value not in (None, [], {})}
    assert known == {"id", "name", "kind", "modes", "cost", "source"}
    assert view["cost"] == "unknown"
    assert view["source"] == {"name": "made-up", "url": None, "record_id": "1", "record_ids": ["1"], "sample": False}


def test_everything_known_is_shown() -> None:
    mondays = recurring("FREQ=WEEKLY;BYDAY=MO", time(19), time(20))
    view = resource_view(
        resource(
            organization="Example Society",
            description="Peers who listen.",
            application_process="Walk in.",
            eligibility_description="Adults.",
            fees_description="Free.",
            phones=(Phone(number="+13055550123", extension="7", type="text"),),
            url="https://example.org",
            email="peers@example.org",
            address=Address(address_1="1 Example Street", city="Miami", state_province="FL", postal_code="33130"),
            position=Position(latitude=25.767, longitude=-80.205, precision="point"),
            schedules=(mondays, Schedule(text="Or ask")),
            timezone="America/New_York",
            languages=("en", "es"),
            cost="free",
            insurance=("medicaid",),
            populations=("women",),
            minimum_age=18,
            maximum_age=99,
            accessibility="Ramp",
            tags=(NeedTag(need_id="warmline", weight=0.8, evidence=Evidence(field="name", text="Peer")),),
            support=Support(emotional=0.9),
            assured_date=date(2026, 3, 1),
            source=Provenance(name="s", record_id="1", record_ids=("1", "2"), url="https://example.org/1", sample=True),
        ),
        AS_OF,
    )
    assert view["phones"] == [{"number": "+13055550123", "extension": "7", "type": "text"}]
    assert view["address"] == {
        "address_1": "1 Example Street",
        "city": "Miami",
        "state_province": "FL",
        "postal_code": "33130",
        "country": None,
        "confidential": False,
    }
    assert (view["latitude"], view["longitude"], view["precision"]) == (25.767, -80.205, "point")
    assert view["schedules"] == [mondays.text, "Or ask"]
    assert view["next_occurrence"] == "2026-11-23T19:00:00-05:00"
    assert (view["minimum_age"], view["maximum_age"], view["assured_date"]) == (18, 99, "2026-03-01")
    assert (view["needs"], view["support"]) == (["warmline"], {"emotional": 0.9})
    assert view["source"] == {
        "name": "s",
        "url": "https://example.org/1",
        "record_id": "1",
        "record_ids": ["1", "2"],
        "sample": True,
    }


def test_a_confidential_position_is_not_shown_even_where_it_is_known() -> None:
    hidden = resource(
        address=Address(city="Miami", confidential=True),
        position=Position(latitude=25.7, longitude=-80.2, precision="city"),
    )
    view = resource_view(hidden, AS_OF)
    assert (view["latitude"], view["longitude"], view["precision"]) == (None, None, None)
