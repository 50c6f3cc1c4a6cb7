"""Which needs a resource answers, how surely, and the words that say so.

Evidence is joined as log-odds that the listing answers a need (each kind of evidence adds its weight):

* its passages mean what listings that answer the need say (cosine with the taxonomy's `offered` phrases);
* its passages read as one that answers this need and not another (the head fitted to those phrases and to made-up
  listings);
* it names the service in the taxonomy's `terms`, in its name, its description or its feed's own categories;

What the feed's format states (an AA meeting list) is a chance of its own beside these. Whoever answers a need answers
those related to it in part (the taxonomy's `related`): a general clinic that is known to treat depression is an answer
to anxiety. The fit is the resulting chance, held down for the needs that a listing's own words must tell of and do not
(`indexer.telling`): likeness alone makes no bed. A need with ``fit >= TAG_THRESHOLD`` becomes a tag with the span that
earned it; the whole matrix goes into the snapshot, where matching reads it.

The weights were fitted to the grades of two real directories for the needs of the train split, and rounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.needs import Taxonomy
from data.resource import SUPPORT_TYPES, Evidence, Kind, NeedTag, Resource, Support
from indexer.heads import OFFERED, Heads
from indexer.lexical import letters_of
from indexer.passages import Passage, telling_span
from indexer.phrases import PhraseVectors, top_mean
from indexer.telling import Table, bundled_table
from indexer.terms import TermFinder

TAG_THRESHOLD = 0.4

EVEN_COSINE = 0.95
"""The cosine (mean of the three nearest `offered` phrases) at which, with a logit of 0, a listing is as likely
to answer a need as not."""
LOG_ODDS_PER_COSINE = 9.5
LOG_ODDS_PER_LOGIT = 0.65
NAMED_IN_DESCRIPTION = 1.8
NAMED_IN_CATEGORY = 3.0
NAMED_IN_NAME = 1.2
STATED_BY_FORMAT = 0.95
"""The chance by itself: nearly sure, and yet the listing's own words still count."""
RELATED = 0.4
"""How much of what the taxonomy says of related needs is believed."""
HELD_SHARE = 0.2
"""How much of what a fit is held down to still depends on it, so that the surer of two stays the first."""

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
Chances = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Untagged:
    """A resource with what tagging reads besides it."""

    resource: Resource
    passages: list[Passage]
    categories: Sequence[str] = ()
    need_ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """resources: with tags and support. fit: (resources, needs) 0..1. own_fit: the same without what related needs add.
    best_passage: (resources, needs), counted in its resource."""

    resources: list[Resource]
    fit: npt.NDArray[np.float16]
    own_fit: npt.NDArray[np.float16]
    best_passage: npt.NDArray[np.uint8]


def tag_all(
    items: Sequence[Untagged], vectors: Vectors, taxonomy: Taxonomy, phrases: PhraseVectors, heads: Heads
) -> Tagged:
    """Tags every item; `vectors` holds the passages of all items, in order."""
    finder = TermFinder(taxonomy)
    numbers = {need.id: number for number, need in enumerate(taxonomy)}
    owner = np.repeat(np.arange(len(items)), [len(item.passages) for item in items])
    first = np.searchsorted(owner, np.arange(len(items)))
    log_odds = LOG_ODDS_PER_COSINE * (top_mean(vectors @ phrases.offered.T, phrases.first, top=3) - EVEN_COSINE)
    texts = [text for item in items for text in _passage_texts(item)]
    letters = [letters_of(text, heads.inverse_frequencies) for text in texts]
    log_odds += LOG_ODDS_PER_LOGIT * heads.by_name[OFFERED].logits(vectors, letters)
    best = np.maximum.reduceat(log_odds, first, axis=0)
    passage = np.stack([own.argmax(axis=0) for own in np.split(log_odds, first[1:])])
    spans: list[dict[int, Evidence]] = [{} for _ in items]
    for row, item in enumerate(items):
        for need, weight, evidence in _named(item, finder, numbers):
            best[row, need] += weight
            if evidence is not None:
                spans[row].setdefault(need, evidence)
    own_fit = 1.0 / (1.0 + np.exp(-best))
    for row, item in enumerate(items):
        for need in (numbers[need_id] for need_id in item.need_ids if need_id in numbers):
            own_fit[row, need] = 1.0 - (1.0 - own_fit[row, need]) * (1.0 - STATED_BY_FORMAT)
            # A meeting's notes ("Closed. Wheelchair access.") say less of it than its name does.
            spans[row].setdefault(need, Evidence(field="name", text=item.resource.name))
    exact, by = _with_related(own_fit, taxonomy)
    _hold_down(items, (exact, own_fit), numbers, bundled_table())
    # Rounded as it is stored, so that what is tagged is what the stored fit says.
    fit = exact.astype(np.float16).astype(np.float32)
    # What a need is answered by in part is quoted for it.
    best_passage = np.take_along_axis(passage, by, axis=1).astype(np.uint8)
    resources = [
        _with_tags(item, fit[row], best_passage[row], by[row], spans[row], taxonomy) for row, item in enumerate(items)
    ]
    return Tagged(resources, fit.astype(np.float16), own_fit.astype(np.float16), best_passage)


def _passage_texts(item: Untagged) -> list[str]:
    return [passage.evidence(item.resource).text for passage in item.passages]


def _with_related(own: Chances, taxonomy: Taxonomy) -> tuple[Chances, npt.NDArray[np.int64]]:
    """The fits with what related needs add, and for each need the one whose words speak for it, itself or another."""
    numbers = {need.id: number for number, need in enumerate(taxonomy)}
    fit = own.copy()
    by = np.tile(np.arange(len(taxonomy)), (len(own), 1))
    for number, need in enumerate(taxonomy):
        others = [numbers[other] for other in need.related if other in numbers]
        if others:
            weights = RELATED * np.array([need.related[taxonomy.needs[other].id] for other in others])
            parts = own[:, others] * weights
            fit[:, number] = 1.0 - (1.0 - own[:, number]) * (1.0 - parts).prod(axis=1)
            strongest = np.array(others)[parts.argmax(axis=1)]
            by[:, number] = np.where(parts.max(axis=1) > own[:, number], strongest, number)
    return fit, by


def _hold_down(items: Sequence[Untagged], fits: Sequence[Chances], numbers: dict[str, int], table: Table) -> None:
    """Takes back, in place, what no words of a listing tell of."""
    for row, item in enumerate(items):
        for need, at_most in table.at_most(item.resource, item.categories).items():
            if need in numbers and need not in item.need_ids:
                for fit in fits:
                    given = fit[row, numbers[need]]
                    fit[row, numbers[need]] = min(given, at_most * (1.0 - HELD_SHARE * (1.0 - given)))


def _named(item: Untagged, finder: TermFinder, numbers: dict[str, int]) -> list[tuple[int, float, Evidence | None]]:
    """The needs that words name: (need, log-odds, evidence), at most one a need and place of naming."""
    resource = item.resource
    found: dict[tuple[int, str], tuple[float, Evidence | None]] = {}
    for match in finder.find(resource.name):
        # Where there is a description, its words are quoted: a name is read with every one of them.
        evidence = None if resource.description else Evidence(field="name", text=resource.name)
        found.setdefault((match.need, "name"), (NAMED_IN_NAME, evidence))
    if resource.description:
        for match in finder.find(resource.description):
            sentence = _sentence_around(resource.description, match.start, match.end)
            evidence = Evidence(field="description", text=sentence)
            found.setdefault((match.need, "description"), (NAMED_IN_DESCRIPTION, evidence))
    for category in item.categories:
        for match in finder.find(category):
            found.setdefault((match.need, "category"), (NAMED_IN_CATEGORY, None))
    # A description's sentence says more than a name does, so it is quoted first.
    order = {"description": 0, "name": 1, "category": 2}
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
    return telling_span(text, low, high)


def _with_tags(
    item: Untagged,
    fit: Chances,
    best_passage: npt.NDArray[np.uint8],
    by: npt.NDArray[np.int64],
    spans: dict[int, Evidence],
    taxonomy: Taxonomy,
) -> Resource:
    resource = item.resource
    strongest = [int(need) for need in np.argsort(-fit, kind="stable") if fit[need] >= TAG_THRESHOLD]
    tags = tuple(
        NeedTag(
            need_id=taxonomy.needs[need].id,
            weight=round(float(fit[need]), 3),
            evidence=spans.get(int(by[need])) or item.passages[best_passage[need]].quoted(resource),
        )
        for need in strongest
    )
    return replace(resource, tags=tags, support=_support(resource.kind, strongest, fit, taxonomy))


def _support(kind: Kind, needs: list[int], fit: Chances, taxonomy: Taxonomy) -> Support:
    """For each type, the most that its kind or any of its tags gives."""
    weights = KIND_SUPPORT[kind].as_dict()
    for need in needs:
        for support_type in SUPPORT_TYPES:
            given = float(fit[need]) * taxonomy.needs[need].support[support_type]
            weights[support_type] = max(weights[support_type], given)
    return Support(**{support_type: round(weight, 3) for support_type, weight in weights.items()})
