"""A small index in memory of hand-made resources: real columns and records, vectors and fits as a test states them.

Its encoder knows a few words, one dimension each, so that what a statement means can be read off it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from data.needs import Need, Taxonomy
from data.places.place import Place, UnknownPlaceError
from data.resource import Position, Provenance, Resource
from indexer.columns import read_columns
from indexer.encoder import EncodedText
from indexer.heads import Heads
from indexer.open_index import OpenIndex
from indexer.passages import passages_of
from indexer.records import Records, write_records
from indexer.terms import TermFinder
from indexer.training import Lessons, fit_heads
from indexer.vectors import PassageVectors, Vectors, write_vectors
from matcher.match import match
from matcher.request import Location, MatchRequest
from tests.contract.requests import AS_OF
from tests.support.resources import resource

WORDS = ("ride", "food", "lawyer", "talk", "sober")
SAYINGS = (
    "I need {}", "need a {} there", "some {} today", "I must {}", "where is {}", "{} please", "no {}", "my {}", "a {}",
    "{} a", "{} b", "{} c", "{}", "{} and {}", "the {} is over", "hello {}",
)  # fmt: skip
"""How each need's word is said. So many, and as many of what states nothing, that the heads are sure of the word."""


def _need(need_id: str, word: str, **support: float) -> Need:
    types = {"emotional": 0.0, "informational": 0.0, "practical": 0.0, **support}
    phrases = tuple(saying.format(word, word) for saying in SAYINGS)
    return Need(
        id=need_id,
        label=need_id.title(),
        support=types,  # type: ignore[arg-type]
        said=phrases,
        offered=phrases,
        terms=(f"{word}bank",),
    )


TAXONOMY = Taxonomy(
    needs=(
        _need("rides", "ride", practical=1.0),
        _need("groceries", "food", practical=0.9),
        _need("legal", "lawyer", informational=1.0),
        _need("warmline", "talk", emotional=1.0),
        _need("sobriety", "sober", emotional=0.8, informational=0.2),
    )
)
HOME = Place(
    label="Miami, FL 33130",
    place="33130",
    latitude=25.767,
    longitude=-80.205,
    precision="postcode",
    state="FL",
    country="US",
)


class WordEncoder:
    """One dimension a word of `WORDS`, one for all others; a text's tokens are its words."""

    def encode_tokens(self, text: str) -> EncodedText:
        words = list(re.finditer(r"\w+", text))
        vectors = np.zeros((len(words), len(WORDS) + 1), dtype=np.float32)
        for row, word in enumerate(word.group().casefold() for word in words):
            vectors[row, WORDS.index(word) if word in WORDS else -1] = 1.0 if word in WORDS else 0.05
        starts = np.array([word.start() for word in words], dtype=np.int64)
        ends = np.array([word.end() for word in words], dtype=np.int64)
        return EncodedText(vectors, starts, ends, "mean")

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.encode_tokens(text).whole() for text in texts])


@cache
def _heads() -> Heads:
    """Fitted to the phrases above and to words that state nothing; of danger, the rules alone are asked."""
    nothing = tuple(saying.format(word, word) for saying in SAYINGS for word in ("moon", "water", "qxz"))
    taxonomy = replace(TAXONOMY, background=(*nothing, "the moon shines over quiet water", "around here", "there"))
    return fit_heads(taxonomy, Lessons(), WordEncoder(), WordEncoder().encode)


class OnePlace:
    """A gazetteer that knows `HOME` and any point, which it takes for another part of Florida."""

    def resolve(self, query: str) -> Place:
        if query != HOME.place:
            raise UnknownPlaceError(query)
        return HOME

    def at(self, latitude: float, longitude: float) -> Place:
        return Place(label="here", place="", latitude=latitude, longitude=longitude, precision="point", state="FL")


class SmallIndex(OpenIndex):
    """`fits` gives each resource's chance to answer a need, by their ids; 0 where nothing is said. `own_fits` gives
    those that differ without what related needs add."""

    def __init__(
        self,
        folder: Path,
        resources: Sequence[Resource],
        fits: Mapping[tuple[str, str], float],
        own_fits: Mapping[tuple[str, str], float] | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        encoder: Any = WordEncoder()
        gazetteer: Any = OnePlace()
        self.taxonomy, self.encoder, self.gazetteer = TAXONOMY, encoder, gazetteer
        self.version, self.built_at, self.model = "v1", "2026-11-20T12:00:00Z", "words"
        self.resource_count = len(resources)
        write_records(folder / "records.sqlite", resources, [])
        self.records = Records(folder / "records.sqlite")
        self.columns = read_columns(self.records)
        passages = [passages_of(one) for one in resources]
        flat = [(one, passage) for one, own in zip(resources, passages, strict=True) for passage in own]
        self._first = np.concatenate(([0], np.cumsum([len(own) for own in passages]))).astype(np.int64)
        fields = ["name", "organization", "description", "application_process", "eligibility_description"]
        self._field = np.array([fields.index(p.field) for _, p in flat], dtype=np.uint8)
        self._start = np.array([p.start for _, p in flat], dtype=np.int64)
        self._end = np.array([p.end for _, p in flat], dtype=np.int64)
        write_vectors(folder / "vectors", encoder.encode([p.evidence(one).text for one, p in flat]))
        self.vectors = PassageVectors(folder / "vectors", self._first)
        needs = [need.id for need in TAXONOMY]
        stated, own = [
            np.array([[given.get((one.id, need), 0.0) for need in needs] for one in resources], dtype=np.float32)
            for given in (fits, {**fits, **(own_fits or {})})
        ]
        self.fit, self.own_fit = stated, own.astype(np.float16)
        self._best_passage = np.zeros(self.fit.shape, dtype=np.uint8)
        self.heads = _heads()
        self.terms = TermFinder(TAXONOMY)


def made(resource_id: str, name: str = "Harbor Peer Group", km_north: float | None = 1.0, **changes: Any) -> Resource:
    """A resource about `km_north` of `HOME` (`None`: nobody knows where), a service of its own."""
    position = None
    if km_north is not None:
        position = Position(latitude=HOME.latitude + km_north / 110.77, longitude=HOME.longitude, precision="point")
    source = Provenance(name="made-up", record_id=resource_id, record_ids=(resource_id,))
    return resource(**{"id": resource_id, "name": name, "position": position, "source": source, **changes})


def answer_to(
    resources: Sequence[Resource], folder: Path, fits: Mapping[tuple[str, str], float] | None = None, **asked: Any
) -> dict[str, Any]:
    """The answer to a request for rides within 10 km of `HOME`; `asked` replaces its fields.

    Resources "a" to "h" answer that need, and nothing else is answered, unless `fits` says otherwise.
    """
    rides = {(name, "rides"): 0.9 for name in "abcdefgh"}
    defaults = {"need_ids": ("rides",), "location": Location(place="33130"), "as_of": AS_OF, "radius_km": 10.0}
    index = SmallIndex(folder, resources, rides if fits is None else fits)
    answer: dict[str, Any] = match(MatchRequest(**{**defaults, **asked}), index)
    return answer
