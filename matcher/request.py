"""What is asked of the matcher. Values are valid by the time they are here, except what only the index can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.resource import MODES, Kind, Mode, SupportType

DEFAULT_RADIUS_KM = 40.0
MAX_RADIUS_KM = 500.0
DEFAULT_LIMIT = 10
MAX_LIMIT = 100
MAX_NEEDS_CHARACTERS = 2000


class UnknownNeedError(ValueError):
    """The request names needs that the taxonomy does not hold."""

    def __init__(self, need_ids: tuple[str, ...]) -> None:
        super().__init__(f"no such need: {', '.join(need_ids)}")
        self.need_ids = need_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place by name, or WGS84 degrees; one of the two."""

    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRequest:
    """One request. `needs` or `need_ids` says something; empty filters ask for nothing."""

    needs: str | None = None
    need_ids: tuple[str, ...] = ()
    dropped_needs: tuple[str, ...] = ()
    """Ids of needs that are not to be understood, whatever is said."""
    raised_needs: tuple[str, ...] = ()
    """Ids of understood needs that matter more than the others."""
    lowered_needs: tuple[str, ...] = ()
    """Ids of understood needs that matter less than the others."""
    support_gaps: tuple[SupportType, ...] = ()
    location: Location | None = None
    radius_km: float = DEFAULT_RADIUS_KM
    widen: bool = True
    modes: tuple[Mode, ...] = MODES
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    age: int | None = None
    populations: tuple[str, ...] = ()
    cost: Literal["free", "low_cost"] | None = None
    insurance: str | None = None
    accessible: bool | None = None
    open_at: datetime | None = None
    as_of: datetime
    """The moment that openings, next occurrences and freshness are counted from; carries an offset."""
    sort: Literal["match", "distance"] = "match"
    limit: int = DEFAULT_LIMIT
