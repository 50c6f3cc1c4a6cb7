"""Values of any type in a listing never raise, and what comes out is a sound resource that can be stored."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.languages import LANGUAGES
from data.resource import COSTS, KINDS, MODES
from data.vocabulary import INSURANCE, POPULATIONS
from indexer.compose import compose
from indexer.open_index import OpenIndex
from indexer.record_json import from_json, to_json
from indexer.records import write_records
from indexer.sources.listing import Listing, RawAddress, RawPhone
from tests.support.listings import feed, listing, reading

ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.just(10**400),
        st.floats(),
        st.sampled_from(
            [math.nan, math.inf, -math.inf, "NaN", "\x00", "\ud800", "😀", "<script>", "0000-00-00", "1e999"]
        ),
        st.text(max_size=30),
        st.binary(max_size=30),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3), st.tuples(inner)
    ),
    max_leaves=5,
)
RAW_TEXTS = (
    "organization", "description", "application_process", "eligibility_description", "fees_description", "url", "email",
    "latitude", "longitude", "minimum_age", "maximum_age", "status", "assured_date", "url_of_record",
)  # fmt: skip
RAW_LISTS = ("service_area", "languages", "insurance", "populations", "accessibility", "categories", "cautions")


def _listing_of(texts: dict[str, Any], lists: dict[str, Any], **others: Any) -> Listing:
    stated = {key: value for key, value in texts.items() if value is not ...}
    return listing(**{**stated, **lists, **others, "phones": [others["phones"]]})


ANY_LISTING = st.builds(
    _listing_of,
    name=st.one_of(st.just("Harbor"), ANYTHING),
    texts=st.fixed_dictionaries(dict.fromkeys(RAW_TEXTS, st.one_of(st.just(...), ANYTHING))),
    lists=st.fixed_dictionaries(dict.fromkeys(RAW_LISTS, st.lists(ANYTHING, max_size=2))),
    address=st.one_of(st.none(), st.builds(RawAddress, **dict.fromkeys(RawAddress.__slots__, ANYTHING))),
    phones=st.builds(RawPhone, number=ANYTHING, extension=ANYTHING, type=ANYTHING),
    confidential=st.booleans(),
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=ANY_LISTING)
def test_values_of_any_type_never_raise_and_give_a_sound_resource(
    bundled_index: OpenIndex, tmp_path: Path, made: Listing
) -> None:
    composition = compose(feed(), reading(made, listing("2")), bundled_index.gazetteer)
    assert composition.records.adds_up()
    resources = [item.resource for item in composition.items]
    assert resources[-1].source.record_id == "2"
    for each in resources:
        assert each.name.strip()
        assert each.kind in KINDS
        assert set(each.modes) <= set(MODES)
        assert each.cost in COSTS
        assert set(each.languages) <= set(LANGUAGES)
        assert set(each.populations) <= set(POPULATIONS)
        assert set(each.insurance) <= set(INSURANCE)
        if each.position:
            assert abs(each.position.latitude) <= 90
            assert abs(each.position.longitude) <= 180
        assert from_json(to_json(each)) == each
    path = tmp_path / "records.sqlite"
    path.unlink(missing_ok=True)
    write_records(path, resources, [("made-up", finding) for finding in composition.findings])
    assert path.stat().st_size > 0
