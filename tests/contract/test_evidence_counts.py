"""Evidence is what earned the score: a listing without the words that are cited for it scores lower."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.resource import Resource
from indexer.open_index import OpenIndex
from indexer.passages import embedded_text, passages_of
from indexer.phrases import PhraseVectors
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


def reckoned(resource: Resource, understanding: Understanding, index: OpenIndex, phrases: PhraseVectors) -> float:
    """What the words of a listing earn it, indexed anew: its needs and its closeness of meaning."""
    item = Untagged(resource, passages_of(resource))
    vectors = bundled_embedder().encode([embedded_text(resource, passage) for passage in item.passages])
    fit = tag_all([item], vectors, index.taxonomy, phrases, index.heads).fit[0].astype(np.float64)
    fit[fit < weights.NEED_FIT_FLOOR] = 0.0
    needs = sum(share * fit[need.number] for need, share in zip(understanding.needs, understanding.shares, strict=True))
    assert understanding.vector is not None
    closest = np.array([(vectors @ understanding.vector).max()])
    return float(weights.NEED * needs + meaning_contribution(closest)[0])


@pytest.mark.integration
def test_without_the_words_that_are_cited_a_listing_scores_lower(
    bundled_index: OpenIndex, bundled_folder: Path
) -> None:
    files, _ = locate_current(bundled_folder)
    phrases = PhraseVectors.load(files.phrases)
    fell: dict[tuple[str, str, str], bool] = {}
    for needs in (*EVERYDAY, *SPANISH):
        request = MatchRequest(needs=needs, location=Location(place="33130"), as_of=AS_OF, limit=5)
        answer: Any = match(request, bundled_index)
        understanding = answer_parts(request, bundled_index).understanding
        for found in answer["recommendations"]:
            row = bundled_index.records.row_of(found["resource"]["id"])
            assert row is not None
            resource = bundled_index.resource_at(row)
            before = reckoned(resource, understanding, bundled_index, phrases)
            for reason in found["reasons"]:
                if reason["kind"] == "need":
                    evidence = reason["evidence"]
                    shorter = without(resource, evidence["field"], evidence["text"])
                    after = reckoned(shorter, understanding, bundled_index, phrases)
                    fell[(needs, resource.name, evidence["text"])] = after < before
    assert len(fell) >= 100
    kept = [case for case, lower in fell.items() if not lower]
    assert len(kept) <= (1 - SHARE) * len(fell), kept
