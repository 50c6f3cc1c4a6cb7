"""The reviewed rules of the crisis screening: what is wrong in them is refused, what is bundled is whole."""

from __future__ import annotations

import pytest

from data.crisis import SIGNALS
from data.crisis_rules import crisis_rules, parse_rules


def test_wrong_rules_are_refused() -> None:
    with pytest.raises(ValueError, match="signals differ"):
        parse_rules(
            {"words": {}, "contexts": {}, "lookalikes": [], "negations": {}, "audiences": {}, "signals": {"odd": {}}}
        )
    with pytest.raises(ValueError, match=r"unknown name \{nobody\}"):
        parse_rules({"words": {"a": "{nobody} is"}, "contexts": {}, "signals": {}})
    with pytest.raises(ValueError, match="repeats without bound"):
        parse_rules({"words": {}, "contexts": {"now": {"scope": "text", "find": ["(?: now)*"]}}, "signals": {}})
    with pytest.raises(ValueError, match="bad pattern"):
        parse_rules({"words": {}, "contexts": {"now": {"scope": "text", "find": ["(now"]}}, "signals": {}})


def test_what_weighs_every_match_must_be_there() -> None:
    empty = {"level": "concern", "negated": "none", "past": "none", "rules": []}
    with pytest.raises(ValueError, match=r"contexts lack \['about'"):
        parse_rules({"words": {}, "contexts": {}, "signals": dict.fromkeys(SIGNALS, empty)})


def test_what_makes_a_signal_over_must_be_known() -> None:
    empty = {"level": "concern", "negated": "none", "past": "none", "rules": []}
    contexts = {name: {"scope": "clause", "find": ["x"]} for name in ("about", "told", "now", "past", "hedge")}
    negations = {"words": "no", "fillers": "a", "opens": "no", "unless_after": "why"}
    content = {"words": {}, "contexts": contexts, "lookalikes": ["x"], "negations": negations, "audiences": {}}
    for key in ("over_with", "unless"):
        signals = {signal: {**empty, key: ["never"]} for signal in SIGNALS}
        with pytest.raises(ValueError, match="unknown context 'never'"):
            parse_rules({**content, "signals": signals})


def test_the_bundled_rules_know_work_and_study_from_what_somebody_tells() -> None:
    about, told = (crisis_rules().contexts[name] for name in ("about", "told"))
    assert about.scope == told.scope == "clause"
    assert about.find.search(" my thesis is about rape survivors . ")
    assert not told.find.search(" my thesis is about rape survivors . ")
    assert told.find.search(" my husband hits me where i volunteer . ")
    assert not told.find.search(" we train volunteers on child abuse . ")
