"""Which needs a resource answers, how surely, and the words that say so.

Evidence is joined as log-odds that the listing answers a need (naive Bayes: each kind of evidence adds its weight):

* its passages mean what listings that answer the need say (cosine with the taxonomy's `offered` phrases);
* it names the service in the taxonomy's `terms`, in its name, its description or its feed's own categories;
* its feed's format states the need (an AA meeting list).

The fit is the resulting chance. A need with ``fit >= TAG_THRESHOLD`` becomes a tag with the span that earned it; the
whole matrix goes into the snapshot, where matching reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.needs import Taxonomy
from data.resource import SUPPORT_TYPES, Evidence, Kind, NeedTag, Resource, Support
from indexer.passages import Passage
from indexer.phrases import PhraseVectors, top_mean
from indexer.terms import TermFinder

TAG_THRESHOLD = 0.5
MAX_TAGS = 12

EVEN_COSINE = 0.52
"""The cosine (mean of the three nearest `offered` phrases) at which a listing is as likely to answer a need as not."""
LOG_ODDS_PER_COSINE = 26.0
"""Both read off how often listings of the bundled sample directory were written for the need, by cosine."""
MOST_BY_MEANING = 1.2
"""However close the words, meaning alone makes a chance of 0.77 at most: a group for drinkers sounds like one for their
families."""
NAMED_IN_DESCRIPTION = 2.8
"""Log-odds. A description also names what its people have had elsewhere; far from its meaning it says little."""
NAMED_IN_CATEGORY = 3.5
NAMED_IN_NAME = 5.0
STATED_BY_FORMAT = 10.0

KIND_SUPPORT: dict[Kind, Support] = {
    "support_group": Support(emotional=0.9, informational=0.3),
    "therapist": Support(emotional=0.8, informational=0.3),
    "treatment": Support(emotional=0.5, informational=0.3, practical=0.5),
    "practical_service": Support(practical=0.8, informational=0.3),
    "helpline": Support(emotional=0.5, informational=0.7),
    "community": Support(emotional=0.6, practical=0.2),
}
"""What a listing of a kind gives at least when nothing more is known of it."""

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Untagged:
    """A resource with what tagging reads besides it."""

    resource: Resource
    passages: list[Passage]
    categories: Sequence[str] = ()
    need_ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """resources: with tags and support. fit: (resources, needs) 0..1. best_passage: (resources, needs), counted in its
    resource."""

    resources: list[Resource]
    fit: npt.NDArray[np.float16]
    best_passage: npt.NDArray[np.uint8]


def tag_all(items: Sequence[Untagged], vectors: Vectors, taxonomy: Taxonomy, phrases: PhraseVectors) -> Tagged:
    """Tags every item; `vectors` holds the passages of all items, in order."""
    finder = TermFinder(taxonomy)
    numbers = {need.id: number for number, need in enumerate(taxonomy.needs)}
    fit = np.zeros((len(items), len(taxonomy.needs)), dtype=np.float16)
    best_passage = np.zeros(fit.shape, dtype=np.uint8)
    resources = []
    start = 0
    for row, item in enumerate(items):
        own = vectors[start : start + len(item.passages)]
        start += len(item.passages)
        similarity = top_mean(own @ phrases.offered.T, phrases.offered_first, top=3)
        best_passage[row] = similarity.argmax(axis=0)
        log_odds = np.minimum(LOG_ODDS_PER_COSINE * (similarity.max(axis=0) - EVEN_COSINE), MOST_BY_MEANING)
        spans: dict[int, Evidence] = {}
        for need, weight, evidence in _named(item, finder, numbers):
            log_odds[need] += weight
            if evidence is not None:
                spans.setdefault(need, evidence)
        fit[row] = 1.0 / (1.0 + np.exp(-log_odds))
        resources.append(_with_tags(item, fit[row], best_passage[row], spans, taxonomy))
    return Tagged(resources, fit, best_passage)


def _named(item: Untagged, finder: TermFinder, numbers: dict[str, int]) -> list[tuple[int, float, Evidence | None]]:
    """The needs that words or the format name: (need, log-odds, evidence), at most one a need and place of naming."""
    resource = item.resource
    found: dict[tuple[int, str], tuple[float, Evidence | None]] = {}
    for match in finder.find(resource.name):
        evidence = Evidence(field="name", text=resource.name)
        found.setdefault((match.need, "name"), (NAMED_IN_NAME, evidence))
    if resource.description:
        for match in finder.find(resource.description):
            sentence = _sentence_around(resource.description, match.start, match.end)
            evidence = Evidence(field="description", text=sentence)
            found.setdefault((match.need, "description"), (NAMED_IN_DESCRIPTION, evidence))
    for category in item.categories:
        for match in finder.find(category):
            found.setdefault((match.need, "category"), (NAMED_IN_CATEGORY, None))
    for need_id in item.need_ids:
        if need_id in numbers:
            found.setdefault((numbers[need_id], "format"), (STATED_BY_FORMAT, None))
    # A description's sentence says more than a name does, so it is quoted first.
    order = {"description": 0, "name": 1, "category": 2, "format": 3}
    ranked = sorted(found.items(), key=lambda entry: (entry[0][0], order[entry[0][1]]))
    return [(need, weight, evidence) for (need, _), (weight, evidence) in ranked]


_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+|\n+|;\s+")
MAX_EVIDENCE = 240


def _sentence_around(text: str, start: int, end: int) -> str:
    low, high = 0, len(text)
    for found in _SENTENCE_BREAK.finditer(text):
        if found.end() <= start:
            low = found.end()
        elif found.start() >= end:
            high = found.start()
            break
    if high - low > MAX_EVIDENCE:
        low = max(low, text.rfind(" ", low, max(low, start - MAX_EVIDENCE // 3)) + 1, low)
        cut = text.find(" ", min(high, max(end, low + MAX_EVIDENCE)), high)
        high = cut if cut != -1 else high
    return text[low:high].strip()


def _with_tags(
    item: Untagged,
    fit: npt.NDArray[np.float16],
    best_passage: npt.NDArray[np.uint8],
    spans: dict[int, Evidence],
    taxonomy: Taxonomy,
) -> Resource:
    resource = item.resource
    strongest = [int(need) for need in np.argsort(-fit, kind="stable")[:MAX_TAGS] if fit[need] >= TAG_THRESHOLD]
    tags = tuple(
        NeedTag(
            need_id=taxonomy.needs[need].id,
            weight=round(float(fit[need]), 3),
            evidence=spans.get(need) or item.passages[best_passage[need]].evidence(resource),
        )
        for need in strongest
    )
    return replace(resource, tags=tags, support=_support(resource.kind, strongest, fit, taxonomy))


def _support(kind: Kind, needs: list[int], fit: npt.NDArray[np.float16], taxonomy: Taxonomy) -> Support:
    """For each type, the most that its kind or any of its tags gives."""
    weights = KIND_SUPPORT[kind].as_dict()
    for need in needs:
        for support_type in SUPPORT_TYPES:
            given = float(fit[need]) * taxonomy.needs[need].support[support_type]
            weights[support_type] = max(weights[support_type], given)
    return Support(**{support_type: round(weight, 3) for support_type, weight in weights.items()})
