"""Tags: evidence adds up as log-odds, the strongest come first, and what is quoted stands in the listing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.needs import Need, Taxonomy
from data.resource import SUPPORT_TYPES, Resource, Support
from indexer.heads import OFFERED, Head, Heads
from indexer.lexical import BUCKETS, letters_of
from indexer.open_index import OpenIndex
from indexer.passages import passages_of
from indexer.phrases import PhraseVectors
from indexer.tagging import (
    EVEN_COSINE,
    KIND_SUPPORT,
    LOG_ODDS_PER_COSINE,
    LOG_ODDS_PER_LOGIT,
    NAMED_IN_CATEGORY,
    NAMED_IN_DESCRIPTION,
    NAMED_IN_NAME,
    RELATED,
    STATED_BY_FORMAT,
    TAG_THRESHOLD,
    Tagged,
    Untagged,
    tag_all,
)
from tests.support.resources import resource

NEEDS = 15
"""Need 0 is answered by rides, need 1 by meals, the others by nothing that can be named."""
RIDES = Support(practical=1.0, emotional=0.2)


def _need(number: int) -> Need:
    terms = {0: ("ride", "bus pass"), 1: ("meal",)}.get(number, (f"nothing{number}",))
    return Need(
        id=f"need-{number}",
        label=f"Need {number}",
        support=RIDES.as_dict(),
        said=(f"said {number}",),
        offered=(f"offered {number}",),
        terms=terms,
    )


TAXONOMY = Taxonomy(needs=tuple(_need(number) for number in range(NEEDS)))
ONE_EACH = np.arange(NEEDS + 1, dtype=np.int64)
AXES = np.eye(NEEDS, dtype=np.float32)
PHRASES = PhraseVectors(offered=AXES, first=ONE_EACH)
"""Each need's one phrase points along an axis of its own, so a passage's vector is its cosines with the needs."""
SILENT = Head(
    weights=np.zeros((NEEDS, NEEDS), dtype=np.float32),
    letters=np.zeros((BUCKETS, NEEDS), dtype=np.float32),
    bias=np.zeros(NEEDS, dtype=np.float32),
)
"""Its logits are 0 for every text."""


def with_head(head: Head) -> Heads:
    return Heads(np.ones(BUCKETS, dtype=np.float32), {OFFERED: head})


def tag(
    made: Resource,
    cosines: Sequence[dict[int, float]] = (),
    categories: Sequence[str] = (),
    need_ids: Sequence[str] = (),
    *,
    head: Head = SILENT,
    taxonomy: Taxonomy = TAXONOMY,
) -> tuple[Resource, Tagged]:
    """Tags one resource whose passages have the given cosines with the needs, 0 where none is given."""
    passages = passages_of(made)
    vectors = np.zeros((len(passages), NEEDS), dtype=np.float32)
    for passage, given_cosines in enumerate(cosines):
        for need, cosine in given_cosines.items():
            vectors[passage, need] = cosine
    tagged = tag_all([Untagged(made, passages, categories, need_ids)], vectors, taxonomy, PHRASES, with_head(head))
    return tagged.resources[0], tagged


def chance(cosine: float, *weights: float) -> float:
    return 1 / (1 + math.exp(-(LOG_ODDS_PER_COSINE * (cosine - EVEN_COSINE) + sum(weights))))


def test_at_the_even_cosine_a_listing_is_as_likely_to_answer_as_not() -> None:
    _, tagged = tag(resource(), [{3: EVEN_COSINE}])
    assert tagged.fit[0, 3] == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(
    ("name", "description", "categories", "weights"),
    [
        ("Harbor", None, (), ()),
        ("Harbor Rides", None, (), (NAMED_IN_NAME,)),
        ("Harbor", "Free rides.", (), (NAMED_IN_DESCRIPTION,)),
        ("Harbor", None, ("Bus Pass",), (NAMED_IN_CATEGORY,)),
        (
            "Harbor Rides",
            "Rides, and more rides. A bus pass.",
            ("Ride", "Rides"),
            (NAMED_IN_NAME, NAMED_IN_DESCRIPTION, NAMED_IN_CATEGORY),
        ),
        ("Ride Ride Ride", None, (), (NAMED_IN_NAME,)),
        ("Harbor", "We give no rides.", (), ()),
    ],
)
@pytest.mark.parametrize("cosine", [0.2, 0.5, 0.65, 0.8])
def test_each_place_of_naming_adds_its_weight_once(
    name: str,
    description: str | None,
    categories: tuple[str, ...],
    weights: tuple[float, ...],
    cosine: float,
) -> None:
    made, tagged = tag(resource(name=name, description=description), [{0: cosine}], categories)
    expected = chance(cosine, *weights)
    assert tagged.fit[0, 0] == pytest.approx(expected, rel=2e-3, abs=1e-4)
    assert tagged.fit[0, 1] == pytest.approx(chance(0.0), abs=1e-4)
    assert [t.need_id for t in made.tags] == (["need-0"] if expected >= TAG_THRESHOLD else [])
    for each in made.tags:
        assert each.weight == pytest.approx(expected, abs=2e-3)


def test_the_words_that_name_it_are_as_sure_as_much_more_likeness() -> None:
    _, alone = tag(resource(), [{3: EVEN_COSINE + 0.1}])
    _, named = tag(resource(name="Harbor Rides", description="Rides to care."), [{0: EVEN_COSINE - 0.1}])
    assert named.fit[0, 0] > TAG_THRESHOLD
    assert alone.fit[0, 3] < 0.9
    _, both = tag(resource(name="Harbor Rides", description="Rides to care."), [{0: EVEN_COSINE + 0.1}])
    assert both.fit[0, 0] > 0.98


@pytest.mark.parametrize("logit", [-6.0, -1.0, 0.5, 4.0])
def test_what_the_head_makes_of_a_passage_adds_its_part(logit: float) -> None:
    bias = np.zeros(NEEDS, dtype=np.float32)
    bias[3] = logit
    made, tagged = tag(resource(), [{3: EVEN_COSINE, 4: EVEN_COSINE}], head=replace(SILENT, bias=bias))
    expected = 1 / (1 + math.exp(-LOG_ODDS_PER_LOGIT * logit))
    assert tagged.fit[0, 3] == pytest.approx(expected, rel=2e-3)
    assert tagged.fit[0, 4] == pytest.approx(0.5, abs=1e-3)
    assert ("need-3" in [each.need_id for each in made.tags]) is (logit > 0)


def test_the_head_reads_the_vector_and_the_letters_of_each_passage() -> None:
    made = resource(description="Open daily.\nWheels for all.")
    told = letters_of("Wheels for all.", np.ones(BUCKETS, dtype=np.float32))
    head = replace(SILENT, weights=SILENT.weights.copy(), letters=SILENT.letters.copy())
    head.weights[1, 0] = 2.0
    head.letters[told.buckets, 0] = told.values
    _, tagged = tag(made, [{1: 0.5}, {1: 0.25}], head=head)
    apart = letters_of("Open daily.", np.ones(BUCKETS, dtype=np.float32))
    shared = float(apart.values @ head.letters[apart.buckets, 0])
    first, second = 2.0 * 0.5 + shared, 2.0 * 0.25 + 1.0
    assert tagged.fit[0, 0] == pytest.approx(chance(0.0, LOG_ODDS_PER_LOGIT * max(first, second)), rel=5e-3)
    assert tagged.best_passage[0, 0] == int(second > first)


def related(weights: dict[int, dict[str, float]]) -> Taxonomy:
    """The taxonomy, where these needs are answered in part by others."""
    return Taxonomy(needs=tuple(replace(need, related=weights.get(number, {})) for number, need in enumerate(TAXONOMY)))


def test_who_answers_a_need_answers_those_related_in_part() -> None:
    cosines = {2: 0.72, 3: 0.80, 4: 0.75}
    taxonomy = related({2: {"need-3": 0.9, "need-4": 0.5}, 5: {"need-3": 0.8}, 6: {"need-5": 0.9}})
    _, tagged = tag(resource(), [cosines], taxonomy=taxonomy)
    own = {need: chance(cosines.get(need, 0.0)) for need in range(NEEDS)}
    two = 1 - (1 - own[2]) * (1 - RELATED * 0.9 * own[3]) * (1 - RELATED * 0.5 * own[4])
    five = 1 - (1 - own[5]) * (1 - RELATED * 0.8 * own[3])
    assert tagged.fit[0, 2] == pytest.approx(two, abs=1e-3)
    assert tagged.fit[0, 5] == pytest.approx(five, abs=1e-3)
    # What is answered in part is not passed on: need 6 is related to need 5 alone, which has nothing of its own.
    assert tagged.fit[0, 6] == pytest.approx(own[6], abs=1e-3)
    assert [tagged.fit[0, need] for need in (3, 4)] == pytest.approx([own[3], own[4]], abs=1e-3)


def test_a_related_need_never_takes_away_nor_makes_sure() -> None:
    taxonomy = related({2: {"need-3": 0.99}, 3: {"need-2": 0.01}})
    for cosine in (0.0, 0.6, 0.7, 0.9):
        _, tagged = tag(resource(), [{2: cosine, 3: 0.99}], taxonomy=taxonomy)
        assert tagged.fit[0, 2] >= chance(cosine) - 1e-3
        assert tagged.fit[0, 2] <= max(chance(cosine), 0.0) + RELATED
        assert tagged.fit.max() <= 1


def test_where_a_related_need_speaks_for_one_its_words_are_quoted() -> None:
    made = resource(description="We are open daily.\nDoor to door, at no charge.")
    cosines: list[dict[int, float]] = [{2: 0.85, 3: 0.2}, {2: 0.1, 3: 1.4}]
    tagged, whole = tag(made, cosines, taxonomy=related({2: {"need-3": 0.99}}))
    assert whole.best_passage[0, 2] == whole.best_passage[0, 3] == 1
    quoted = {each.need_id: each.evidence.text for each in tagged.tags}
    assert quoted == {"need-2": "Door to door, at no charge.", "need-3": "Door to door, at no charge."}
    _, own = tag(made, [{2: 1.2}, {3: 0.96}], taxonomy=related({2: {"need-3": 0.99}}))
    assert own.best_passage[0, 2] == 0
    named, _ = tag(
        resource(name="Harbor", description="Open daily.\nRides to care."),
        [{3: 0.75}, {3: 0.85}],
        need_ids=["need-0"],
        taxonomy=related({3: {"need-0": 0.99}}),
    )
    by_words = {each.need_id: each.evidence.text for each in named.tags}
    assert by_words["need-0"] == "Rides to care."


BED = replace(TAXONOMY.needs[3], id="dv-shelter", related={"need-4": 0.9})
WITH_A_BED = Taxonomy(needs=(*TAXONOMY.needs[:3], BED, *TAXONOMY.needs[4:]))


@pytest.mark.parametrize(
    ("description", "covered"),
    [
        ("Safe house for women and children.", True),
        ("Legal help for victims of domestic violence.", False),
        ("Hotline for survivors. Referrals to shelters.", False),
    ],
)
def test_a_bed_is_covered_only_by_who_tells_of_one(description: str, covered: bool) -> None:
    made, tagged = tag(resource(description=description), [{3: 1.2, 4: 1.2}], taxonomy=WITH_A_BED)
    assert ("dv-shelter" in [each.need_id for each in made.tags]) is covered
    for fits in (tagged.fit, tagged.own_fit):
        assert bool(fits[0, 3] >= TAG_THRESHOLD) is covered
        # It is still the way to one: recommended, where nothing better is near.
        assert fits[0, 3] > 0.15
    assert tagged.fit[0, 4] > TAG_THRESHOLD


def test_the_surer_of_two_that_are_held_down_stays_the_first() -> None:
    fits = [
        float(tag(resource(description="Legal help."), [{3: cosine}], taxonomy=WITH_A_BED)[1].fit[0, 3])
        for cosine in (0.5, 0.9, 1.0, 1.2)
    ]
    assert fits == sorted(set(fits))


def test_an_animal_shelter_answers_no_need_of_a_bed() -> None:
    made = resource(name="Harbor Animal Rescue - Shelter", description="Shelter for abused animals.")
    _, tagged = tag(made, [{3: 1.2}], taxonomy=WITH_A_BED)
    assert tagged.fit[0, 3] == tagged.own_fit[0, 3] == 0


def test_what_the_format_states_is_not_held_down() -> None:
    _, tagged = tag(resource(), [{}], need_ids=["dv-shelter"], taxonomy=WITH_A_BED)
    assert tagged.fit[0, 3] > 0.9


def test_a_related_need_that_a_taxonomy_does_not_have_is_left_out() -> None:
    _, tagged = tag(resource(), [{2: 0.6}], taxonomy=related({2: {"need-99": 0.9}}))
    assert tagged.fit[0, 2] == pytest.approx(chance(0.6), abs=1e-3)


def test_the_best_passage_counts_and_is_known() -> None:
    made = resource(description="First line.\nSecond line.\nThird line.")
    _, tagged = tag(made, [{0: 0.3, 1: 0.7}, {0: 0.8}, {0: 0.2}])
    assert tagged.fit[0, 0] == pytest.approx(chance(0.8), abs=1e-3)
    assert (tagged.best_passage[0, 0], tagged.best_passage[0, 1]) == (1, 0)


def test_the_sentence_that_names_the_service_is_quoted() -> None:
    made, _ = tag(
        resource(description="We serve the county. Free rides to court and counseling! Call first; meals too."),
        [{0: 0.9, 1: 0.9}],
    )
    quoted = {each.need_id: each.evidence for each in made.tags}
    assert (quoted["need-0"].field, quoted["need-0"].text) == ("description", "Free rides to court and counseling!")
    assert quoted["need-1"].text == "Call first; meals too."


def test_the_description_is_quoted_before_the_name() -> None:
    made, _ = tag(resource(name="Harbor Rides", description="Rides to care."), [{0: 0.95}])
    assert [(each.evidence.field, each.evidence.text) for each in made.tags] == [("description", "Rides to care.")]
    unnamed, _ = tag(resource(name="Harbor Rides", description="Open daily."), [{0: 0.95}])
    assert [(each.evidence.field, each.evidence.text) for each in unnamed.tags] == [("description", "Open daily.")]
    alone, _ = tag(resource(name="Harbor Rides"), [{0: 0.95}])
    assert [(each.evidence.field, each.evidence.text) for each in alone.tags] == [("name", "Harbor Rides")]
    eligible, _ = tag(resource(name="Harbor Rides", eligibility_description="Adults."), [{0: 0.95}])
    assert [(each.evidence.field, each.evidence.text) for each in eligible.tags] == [("name", "Harbor Rides")]


def test_what_the_format_states_is_nearly_sure_and_surer_with_words_that_say_it() -> None:
    fits = [float(tag(resource(), [{0: c}], need_ids=["need-0"])[1].fit[0, 0]) for c in (0.2, 0.5, 0.65, 0.8)]
    expected = [1 - (1 - chance(c)) * (1 - STATED_BY_FORMAT) for c in (0.2, 0.5, 0.65, 0.8)]
    assert fits == pytest.approx(expected, abs=1e-3)
    assert fits == sorted(fits)
    assert fits[0] >= STATED_BY_FORMAT - 1e-3


def test_where_only_a_category_names_it_the_nearest_passage_is_quoted() -> None:
    made = resource(description="We are open daily.\nDoor to door, at no charge.")
    tagged, _ = tag(made, [{0: 0.5}, {0: 0.8}], ["rides"])
    assert [each.evidence.text for each in tagged.tags] == ["Door to door, at no charge."]


def test_where_the_format_states_it_the_name_is_quoted_unless_the_description_names_it() -> None:
    meeting = resource(description="Closed. Bring a chair.")
    tagged, _ = tag(meeting, [{0: 0.2}], need_ids=["need-0"])
    assert [(each.evidence.field, each.evidence.text) for each in tagged.tags] == [("name", meeting.name)]
    named, _ = tag(resource(description="Rides to care."), [{0: 0.2}], need_ids=["need-0"])
    assert [each.evidence.text for each in named.tags] == ["Rides to care."]


def test_a_need_that_the_taxonomy_does_not_know_is_left_out() -> None:
    made, _ = tag(resource(), [{}], need_ids=["of-another-taxonomy"])
    assert made.tags == ()


def test_all_that_is_sure_is_tagged_the_strongest_first() -> None:
    cosines = {need: EVEN_COSINE + 0.001 + 0.003 * need for need in range(NEEDS)}
    made, tagged = tag(resource(), [cosines])
    assert (tagged.fit[0] >= TAG_THRESHOLD).sum() == NEEDS
    assert [each.need_id for each in made.tags] == [f"need-{need}" for need in reversed(range(NEEDS))]
    weights = [each.weight for each in made.tags]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("kind", sorted(KIND_SUPPORT))
def test_without_tags_the_kind_says_what_support_is_given(kind: str) -> None:
    made, _ = tag(resource(kind=kind), [{}])
    assert made.support == KIND_SUPPORT[kind]  # type: ignore[index]


def test_support_is_the_most_that_the_kind_or_a_tag_gives() -> None:
    made, _ = tag(resource(kind="support_group", name="Harbor Rides"), [{0: 0.95}])
    fit = round(chance(0.95, NAMED_IN_NAME), 3)
    assert made.support == Support(emotional=0.9, informational=0.3, practical=fit)


def test_several_resources_share_the_vectors_in_order() -> None:
    first, second = resource(name="One", description="A line."), resource(name="Two")
    items = [Untagged(each, passages_of(each)) for each in (first, second)]
    vectors = np.zeros((2, NEEDS), dtype=np.float32)
    vectors[0, 4] = vectors[1, 5] = 1.1
    tagged = tag_all(items, vectors, TAXONOMY, PHRASES, with_head(SILENT))
    assert [[each.need_id for each in made.tags] for made in tagged.resources] == [["need-4"], ["need-5"]]
    assert tagged.fit.shape == tagged.best_passage.shape == (2, NEEDS)


WORDS = st.sampled_from(["rides", "meal", "and", "no", "the county", "x" * 90, "é😀", ".", "!", "?", ";", "\n", ","])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_evidence_is_verbatim_and_holds_the_term(description: str) -> None:
    made, _ = tag(resource(description=description), need_ids=["need-0", "need-1"])
    for each in made.tags:
        assert each.evidence.text.strip()
        assert each.evidence.text in (made.text(each.evidence.field) or "")
        if each.evidence.field == "description":
            assert len(each.evidence.text) <= 500


def assert_evidenced(index: OpenIndex) -> None:
    tags = 0
    for row in range(index.resource_count):
        made = index.resource_at(row)
        assert len(made.tags) == np.count_nonzero(index.fit[row] >= TAG_THRESHOLD)
        for each in made.tags:
            assert each.evidence.text.strip()
            assert each.evidence.text in (made.text(each.evidence.field) or "")
            assert TAG_THRESHOLD <= each.weight <= 1
            tags += 1
        for need in range(len(index.taxonomy)):
            evidence = index.need_evidence(row, made, need)
            assert evidence.text
            assert evidence.text in (made.text(evidence.field) or "")
        assert all(0 <= made.support.as_dict()[each] <= 1 for each in SUPPORT_TYPES)
    assert tags > index.resource_count / 2


def test_every_evidence_of_the_bundled_directories_is_verbatim(bundled_index: OpenIndex) -> None:
    assert_evidenced(bundled_index)


@pytest.mark.real_feeds
def test_every_evidence_of_the_real_feeds_is_verbatim(real_index: OpenIndex) -> None:
    assert_evidenced(real_index)
