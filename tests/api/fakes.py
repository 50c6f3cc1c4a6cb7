"""A matcher and an index made up for the API's unit tests: fixed answers, and errors on demand.

The place ``Nowhere`` is unknown and ``Springfield`` is ambiguous, the need id ``no-such-need`` does not exist, and a
statement that holds ``CRASH`` raises an exception with the statement in its message, as careless code would.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from api.index_provider import IndexProvider
from api.services import Engine
from data.places.place import AmbiguousPlaceError, Place, UnknownPlaceError
from data.resource import Address, Phone, Position, Provenance, Resource, Schedule
from indexer.open_index import OpenIndex
from indexer.snapshot import SnapshotError
from matcher.crisis import screen
from matcher.lookup import BadCursorError
from matcher.request import Location, MatchRequest, UnknownNeedError
from matcher.why_not import UnknownResourceError
from tests.api.fake_explanation import explained

CRASH = "CRASH"

RESOURCE = Resource(
    id="made-up:1",
    name="Rides <b>for</b> Recovery",
    organization="Example & Sons",
    kind="practical_service",
    modes=("in_person", "phone"),
    description="Free rides to counseling and groups.",
    phones=(Phone(number="+13055550123"),),
    url="https://example.org/rides",
    address=Address(address_1="1 Example Street", city="Miami", state_province="FL", postal_code="33130", country="US"),
    position=Position(latitude=25.767, longitude=-80.205, precision="point"),
    schedules=(Schedule(text="Mondays at 7:00 PM"),),
    timezone="America/New_York",
    languages=("en",),
    cost="free",
    assured_date=date(2026, 3, 1),
    source=Provenance(name="made-up", record_id="1", record_ids=("1",), sample=True),
)


@dataclass
class FakeIndex:
    """What the API reads of an open index."""

    version: str = "v1"
    built_at: str = "2026-11-01T00:00:00+00:00"
    model: str = "fake"
    resource_count: int = 1
    taxonomy: object = None
    resources: dict[str, Resource] = field(default_factory=lambda: {RESOURCE.id: RESOURCE})

    def resource(self, resource_id: str) -> Resource | None:
        return self.resources.get(resource_id)

    def opened(self) -> OpenIndex:
        """Itself, as the type that the API declares."""
        return cast(OpenIndex, self)


class FakeEngine:
    """Fixed answers; remembers the request it was last asked."""

    def __init__(self) -> None:
        self.asked: MatchRequest | None = None
        self.country: str | None = None
        self.searched: dict[str, Any] = {}

    def engine(self) -> Engine:
        return Engine(
            match=self.match,
            why_not=self.why_not,
            resource_view=resource_view,
            search_resources=self.search_resources,
            complete_places=complete_places,
            resolve_place=resolve_place,
            screen=screen,
        )

    def match(self, request: MatchRequest, index: OpenIndex, default_country: str) -> dict[str, Any]:
        self.asked, self.country = request, default_country
        if request.needs and CRASH in request.needs:
            raise RuntimeError(f"cannot match {request.needs!r}")
        if "no-such-need" in request.need_ids:
            raise UnknownNeedError(("no-such-need",))
        _resolve(request.location)
        return answer(request, index)

    def why_not(
        self, request: MatchRequest, resource_id: str, index: OpenIndex, default_country: str
    ) -> dict[str, Any]:
        matched = self.match(request, index, default_country)
        if resource_id != RESOURCE.id:
            raise UnknownResourceError
        return explained(matched)

    def search_resources(self, index: OpenIndex, **asked: Any) -> dict[str, Any]:
        self.searched = asked
        if asked["cursor"] == "bad":
            raise BadCursorError("bad")
        _resolve(asked["location"])
        view = resource_view(RESOURCE, datetime.fromisoformat("2026-11-22T18:00:00-05:00"))
        return {"resources": [{"resource": view, "distance_km": 3.2}], "total": 2, "next_cursor": "more"}


def provider(index: FakeIndex | None = None, error: SnapshotError | None = None) -> IndexProvider:
    """A provider of `index`, or one whose snapshot cannot be opened."""

    def opener(_: Path) -> OpenIndex:
        if error is not None:
            raise error
        return (index or FakeIndex()).opened()

    current: Callable[[Path], str | None] = lambda _: (index or FakeIndex()).version  # noqa: E731
    return IndexProvider(Path("unused"), current=current, opener=opener)


def complete_places(index: OpenIndex, q: str, limit: int) -> list[dict[str, Any]]:
    place = {
        "label": "Portland, OR",
        "place": "Portland, OR",
        "latitude": 45.5,
        "longitude": -122.7,
        "precision": "city",
    }
    return [place] * min(limit, 2)


def resolve_place(index: OpenIndex, place: str) -> Place:
    _resolve(Location(place=place))
    if place == "Toronto":
        return Place(
            label="Toronto, ON, Canada",
            place=place,
            latitude=43.7,
            longitude=-79.4,
            precision="city",
            country="CA",
            timezone="America/Toronto",
        )
    return Place(
        label="Miami, FL 33130",
        place="33130",
        latitude=25.77,
        longitude=-80.2,
        precision="postcode",
        timezone="America/New_York",
    )


def resource_view(resource: Resource, as_of: datetime) -> dict[str, Any]:
    assert resource.address is not None
    assert resource.position is not None
    address, position, phone = resource.address, resource.position, resource.phones[0]
    return {
        "id": resource.id,
        "name": resource.name,
        "organization": resource.organization,
        "kind": resource.kind,
        "modes": list(resource.modes),
        "description": resource.description,
        "application_process": None,
        "phones": [{"number": phone.number, "extension": None, "type": "voice"}],
        "url": resource.url,
        "email": None,
        "address": {
            "address_1": address.address_1,
            "city": address.city,
            "state_province": address.state_province,
            "postal_code": address.postal_code,
            "country": address.country,
            "confidential": False,
        },
        "latitude": position.latitude,
        "longitude": position.longitude,
        "precision": position.precision,
        "service_area": [],
        "schedules": [schedule.text for schedule in resource.schedules],
        "timezone": resource.timezone,
        "next_occurrence": "2026-11-23T19:00:00-05:00",
        "languages": list(resource.languages),
        "cost": resource.cost,
        "fees_description": None,
        "insurance": [],
        "eligibility_description": None,
        "populations": [],
        "minimum_age": None,
        "maximum_age": None,
        "accessibility": None,
        "needs": ["transport-to-appointments"],
        "support": {"practical": 0.9},
        "assured_date": "2026-03-01",
        "source": {"name": "made-up", "url": None, "record_id": "1", "record_ids": ["1"], "sample": True},
    }


def answer(request: MatchRequest, index: OpenIndex) -> dict[str, Any]:
    """A whole answer of the contract: one listing, for one need."""
    said = request.needs
    text = "free rides to counseling".capitalize()
    reasons = [
        {
            "kind": "need",
            "need_id": "transport-to-appointments",
            "said": said,
            "evidence": {"field": "description", "text": text},
            "contribution": 0.41,
            "text": f"You said “{said}”; they offer “{text}”",
        },
        {"kind": "distance", "contribution": 0.12, "text": "3.2 km away"},
    ]
    need = {
        "id": "transport-to-appointments",
        "label": "A ride to appointments",
        "weight": 0.62,
        "said": said,
        "support": {"practical": 1.0},
    }
    nearest = {"id": "made-up:2", "name": "A Far Place", "distance_km": 41.8}
    return {
        "as_of": request.as_of.isoformat(),
        "crisis": screen(said or "", "US").to_dict(),
        "understood": {
            "needs": [need],
            "suggestions": [],
            "support": {"emotional": 0.7, "informational": 0.1, "practical": 0.6},
            "place": {"label": "Miami, FL 33130", "latitude": 25.77, "longitude": -80.2, "precision": "postcode"},
        },
        "plan": {
            "resource_ids": [RESOURCE.id],
            "covers": [{"need_id": "transport-to-appointments", "resource_id": RESOURCE.id}],
            "uncovered": [],
            "fallbacks": [],
            "support": {"emotional": 0.0, "informational": 0.2, "practical": 0.9},
        },
        "recommendations": [
            {
                "rank": 1,
                "resource": resource_view(RESOURCE, request.as_of),
                "score": 0.53,
                "distance_km": 3.2,
                "reasons": reasons,
                "cautions": ["Hours not stated"],
            }
        ],
        "left_out": [{"reason": "beyond_radius", "count": 12, "nearest": nearest}],
        "widened": {"from_km": 40.0, "to_km": 80.0},
        "notices": ["sample_data"],
        "index": {
            "version": index.version,
            "built_at": index.built_at,
            "model": index.model,
            "resources": index.resource_count,
        },
    }


def _resolve(location: Location | None) -> None:
    if location is None or location.place is None:
        return
    if location.place == "Nowhere":
        raise UnknownPlaceError(location.place, (_springfield("Norway, ME"),))
    if location.place == "Springfield":
        raise AmbiguousPlaceError(location.place, (_springfield("Springfield, IL"), _springfield("Springfield, MO")))


def _springfield(label: str) -> Place:
    return Place(label=label, place=label, latitude=39.8, longitude=-89.6, precision="city", country="US")
