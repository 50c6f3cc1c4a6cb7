"""The columns that filters and scores read, as numpy arrays made from the records at open; one entry a resource.

Numbers are NaN where unknown. Sets (languages, insurance, populations) are an array of flags for each of their values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from data.opening_week import HOURS, UNKNOWN, hours_until_open
from data.places.distance import unit_vectors
from data.resource import SUPPORT_TYPES, Schedule
from data.schedules import zone_of
from indexer.english import ENGLISH_SPEAKING, other_language
from indexer.record_json import schedules_from_json
from indexer.records import Records

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """One word for each resource, "" where it has none, for the question "is it any of these?"."""

    numbers: dict[str, int]
    """The number that each word that occurs is kept as."""
    kept: Ints

    def __getitem__(self, row: int) -> str:
        return next(word for word, number in self.numbers.items() if number == self.kept[row])

    def are(self, *words: str) -> Bools:
        """Which resources have one of `words`."""
        found = np.zeros(len(self.kept), dtype=np.bool_)
        for word in words:
            found |= self.kept == self.numbers.get(word, -1)
        return found


@dataclass(frozen=True, slots=True)
class ValueSets:
    """A set of words for each resource, for the question "does it hold any of these?"."""

    members: dict[str, Bools]
    stated: Bools
    """Whether the set is not empty."""

    def any_of(self, values: tuple[str, ...]) -> Bools:
        held = np.zeros(len(self.stated), dtype=np.bool_)
        for value in values:
            if value in self.members:
                held |= self.members[value]
        return held


@dataclass(frozen=True, slots=True)
class Timetable:
    """One distinct set of schedules in one time zone, shared by the resources that keep it."""

    schedules: tuple[Schedule, ...]
    timezone: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    ids: list[str]
    id_rank: Ints
    """Where each id stands among all, sorted: ties are broken by it."""
    kind: npt.NDArray[np.uint8]
    """Position in `data.resource.KINDS`."""
    modes: npt.NDArray[np.uint8]
    """Bit mask over `data.resource.MODES`."""
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    points: npt.NDArray[np.float64]
    """(resources, 3): the positions as `data.places.distance.unit_vectors`."""
    confidential: Bools
    everywhere: Bools
    sample: Bools
    state: Words
    """USPS code or the like."""
    country: Words
    """ISO 3166-1 alpha-2."""
    minimum_age: Floats
    maximum_age: Floats
    cost: Words
    """Of `data.resource.COSTS`."""
    languages: ValueSets
    other_language: Bools
    """In other languages than English (`indexer.english`)."""
    insurance: ValueSets
    populations: ValueSets
    accessible: npt.NDArray[np.int8]
    """1 stated accessible, 0 stated not, -1 not stated."""
    service: Ints
    """The same number for the sites of one service: see `indexer.records.service_of`."""
    timetable: Ints
    """Position in `timetables`."""
    timetables: list[Timetable]
    hours_stated: Bools
    """Whether a timetable says anything, be it in words alone; one entry a timetable, as in the next two."""
    until_open: npt.NDArray[np.uint8]
    """(timetables, hours of the week): see `data.opening_week`."""
    zone: Ints
    """Position in `zones`."""
    zones: list[ZoneInfo | None]
    assured: Floats
    """Proleptic ordinal of the day it was last confirmed."""
    support: Floats
    """(resources, 3) in the order of `data.resource.SUPPORT_TYPES`."""

    def __len__(self) -> int:
        return len(self.ids)


def read_columns(records: Records) -> Columns:
    timetables, numbers = _timetables(records.column("hours"), records.column("timezone"))
    ids = [str(value) for value in records.column("id")]
    latitude, longitude = _floats(records.column("latitude")), _floats(records.column("longitude"))
    kind, country = np.array(records.column("kind"), dtype=np.uint8), _words(records.column("country"))
    languages = _sets(records.column("languages"))
    return Columns(
        ids=ids,
        id_rank=np.argsort(np.argsort(np.array(ids))),
        kind=kind,
        modes=np.array(records.column("modes"), dtype=np.uint8),
        latitude=latitude,
        longitude=longitude,
        points=unit_vectors(latitude, longitude),
        confidential=np.array(records.column("confidential"), dtype=np.bool_),
        everywhere=np.array(records.column("everywhere"), dtype=np.bool_),
        sample=np.array(records.column("sample"), dtype=np.bool_),
        state=_words(records.column("state")),
        country=country,
        minimum_age=_floats(records.column("minimum_age")),
        maximum_age=_floats(records.column("maximum_age")),
        cost=_words(records.column("cost")),
        languages=languages,
        other_language=other_language(languages.members, kind, country.are("", *ENGLISH_SPEAKING)),
        insurance=_sets(records.column("insurance")),
        populations=_sets(records.column("populations")),
        accessible=np.array([-1 if v is None else v for v in records.column("accessible")], dtype=np.int8),
        service=_numbered(records.column("service")),
        timetable=numbers,
        timetables=timetables,
        hours_stated=np.array([bool(timetable.schedules) for timetable in timetables], dtype=np.bool_),
        until_open=_until_open(timetables),
        zone=_numbered([timetable.timezone for timetable in timetables]),
        zones=[zone_of(name) for name in dict.fromkeys(timetable.timezone for timetable in timetables)],
        assured=_floats(records.column("assured")),
        support=np.stack([_floats(records.column(f"support_{name}")) for name in SUPPORT_TYPES], axis=1),
    )


def _floats(values: list[object]) -> npt.NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _words(values: list[object]) -> Words:
    words = ["" if value is None else str(value) for value in values]
    return Words({word: number for number, word in enumerate(dict.fromkeys(words))}, _numbered(words))


def _numbered(values: Sequence[object]) -> Ints:
    """The same number for equal values, counted by where each first stands."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _sets(values: list[object]) -> ValueSets:
    members: dict[str, Bools] = {}
    stated = np.zeros(len(values), dtype=np.bool_)
    for row, value in enumerate(values):
        for word in str(value).split():
            members.setdefault(word, np.zeros(len(values), dtype=np.bool_))[row] = True
            stated[row] = True
    return ValueSets(members, stated)


def _timetables(hours: list[object], zones: list[object]) -> tuple[list[Timetable], Ints]:
    known: dict[tuple[object, object], int] = {}
    numbers = np.array([known.setdefault(pair, len(known)) for pair in zip(hours, zones, strict=True)], dtype=np.int64)
    timetables = [
        Timetable(schedules_from_json(str(text)), None if zone is None else str(zone)) for text, zone in known
    ]
    return timetables, numbers


def _until_open(timetables: list[Timetable]) -> npt.NDArray[np.uint8]:
    weeks = np.full((len(timetables), HOURS), UNKNOWN, dtype=np.uint8)
    for number, timetable in enumerate(timetables):
        hours = hours_until_open(timetable.schedules)
        # What never closes is open in any zone; of anything else, the hour is known where the zone is.
        if zone_of(timetable.timezone) or not hours.any():
            weeks[number] = hours
    return weeks


def is_structured(timetable: Timetable) -> bool:
    """Whether any of its schedules can be reckoned with, besides being read."""
    return any(schedule.rrule for schedule in timetable.schedules)
