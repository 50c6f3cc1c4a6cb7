"""Evidence is what earned the score: a listing without the words that are cited for it scores lower."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.resource import Resource
from indexer.build import DEFAULT_SOURCES
from indexer.compose import Composed, compose
from indexer.open_index import OpenIndex, open_current
from indexer.passages import embedded_text, passages_of
from indexer.phrases import PhraseVectors
from indexer.reading import read_source
from indexer.snapshot import locate_current
from indexer.tagging import Untagged, tag_all
from matcher import weights
from matcher.match import answer_parts, match
from matcher.request import Location, MatchRequest
from matcher.scoring import meaning_contribution
from matcher.understand import Understanding
from tests.contract.requests import AS_OF, EVERYDAY, SPANISH
from tests.support.real_model import bundled_embedder

SHARE = 0.95
"""Of the cases, in how many at least the score falls."""


def without(resource: Resource, field: str, words: str) -> Resource:
    """The listing as if its publisher had never written these words; a name cannot be left out, only emptied."""
    text = resource.text(field)  # type: ignore[arg-type]
    assert text is not None
    assert words in text
    rest = " ".join(text.replace(words, " ").split())
    changed: dict[str, Any] = {field: rest or ("-" if field == "name" else None)}
    return replace(resource, **changed)


def as_built(index: OpenIndex, specs: Sequence[str]) -> dict[str, Untagged]:
    """The listings of these sources as a build tags them, with what their feeds say of them, by id."""
    items: list[Composed] = []
    names: list[str] = []
    for spec in specs:
        source = read_source(spec, names)
        names.append(source.feed.name)
        items += compose(source.feed, source.reading, index.gazetteer).items
    return {i.resource.id: Untagged(i.resource, passages_of(i.resource), i.categories, i.need_ids) for i in items}


def reckoned(item: Untagged, understanding: Understanding, index: OpenIndex, phrases: PhraseVectors) -> float:
    """What its words and its feed earn a listing, indexed anew: its needs and its closeness of meaning."""
    vectors = bundled_embedder().encode([embedded_text(item.resource, passage) for passage in item.passages])
    fit = tag_all([item], vectors, index.taxonomy, phrases, index.heads).fit[0].astype(np.float64)
    fit[fit < weights.NEED_FIT_FLOOR] = 0.0
    needs = sum(share * fit[need.number] for need, share in zip(understanding.needs, understanding.shares, strict=True))
    assert understanding.vector is not None
    closest = np.array([(vectors @ understanding.vector).max()])
    return float(weights.NEED * needs + meaning_contribution(closest)[0])


def assert_evidence_counts(folder: Path, specs: Sequence[str], places: Sequence[str], least: int) -> None:
    """`least`: how many pieces of evidence there must be for the share to mean anything."""
    index = open_current(folder)
    items = as_built(index, specs)
    phrases = PhraseVectors.load(locate_current(folder)[0].phrases)
    fell: dict[tuple[str, str, str], bool] = {}
    for needs, place in product((*EVERYDAY, *SPANISH), places):
        request = MatchRequest(needs=needs, location=Location(place=place), as_of=AS_OF, limit=5)
        answer: Any = match(request, index)
        understanding = answer_parts(request, index).understanding
        for found in answer["recommendations"]:
            item = items.get(found["resource"]["id"])
            if item is None:
                continue
            earned = [r["contribution"] for r in found["reasons"] if r["kind"] in ("need", "meaning")]
            before = reckoned(item, understanding, index, phrases)
            # What is reckoned here is what the answer was made of.
            assert before == pytest.approx(sum(earned), abs=0.02)
            for reason in found["reasons"]:
                if reason["kind"] == "need":
                    evidence = reason["evidence"]
                    shorter = without(item.resource, evidence["field"], evidence["text"])
                    changed = replace(item, resource=shorter, passages=passages_of(shorter))
                    after = reckoned(changed, understanding, index, phrases)
                    fell[(needs, item.resource.name, evidence["text"])] = after < before
    assert len(fell) >= least
    kept = [case for case, lower in fell.items() if not lower]
    assert len(kept) <= (1 - SHARE) * len(fell), kept


@pytest.mark.integration
def test_without_the_words_that_are_cited_a_listing_scores_lower(bundled_folder: Path) -> None:
    assert_evidence_counts(bundled_folder, DEFAULT_SOURCES, ("33130",), least=100)


@pytest.mark.integration
@pytest.mark.real_feeds
def test_so_does_a_meeting_whose_feed_says_what_it_is(real_folder: Path, real_feeds: Path) -> None:
    feeds = [f"meeting-guide:{real_feeds}/meetingguide-tsml-feeds/{name}.json" for name in ("aasanjose", "al-anon")]
    assert_evidence_counts(real_folder, feeds, ("95112",), least=10)
