"""A taxonomy is whole or refused, and the bundled one keeps its promises."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from data.needs import BUNDLED, Need, TaxonomyError, load_taxonomy
from data.resource import SUPPORT_TYPES

FIRST: dict[str, Any] = {
    "id": "rides",
    "label": "Rides",
    "support": {"emotional": 0.0, "informational": 0.3, "practical": 1},
    "said": ["The bus doesn't come here", "Nobody can drive me"],
    "offered": ["Volunteer drivers"],
    "terms": ["dial-a-ride", "bus pass"],
}
SECOND: dict[str, Any] = {
    "id": "warm-line",
    "label": "Someone to talk to",
    "support": {"emotional": 1.0, "informational": 0.0, "practical": 0.0},
    "said": ["I need to hear a voice"],
    "offered": ["Listening line"],
    "terms": ["warmline"],
    "caution": "Not for emergencies.",
}
ADDED = {
    "family-boundaries",
    "peer-recovery-coaching",
    "support-network",
    "moderated-online-communities",
    "trauma-and-addiction",
    "perinatal-mental-health",
    "lgbtq-affirming-therapy",
    "harm-reduction",
    "crisis-stabilization",
    "mind-body-healing",
    "abuse-intervention",
}
FUNCTION_WORDS = {
    "a", "about", "after", "and", "at", "by", "co", "for", "from", "in", "of", "on", "one", "or", "the", "to", "who",
    "with",
}  # fmt: skip


def write(folder: Path, *needs: Any, **extra: Any) -> Path:
    path = folder / "needs.json"
    path.write_text(json.dumps({"needs": list(needs), **extra}), encoding="utf-8")
    return path


def changed(need: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(need), **changes}


def without(need: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in need.items() if name != key}


def test_a_taxonomy_is_read_as_written(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path, FIRST, SECOND))
    assert len(taxonomy) == 2
    assert [need.id for need in taxonomy] == ["rides", "warm-line"]
    assert taxonomy["rides"] == Need(
        id="rides",
        label="Rides",
        support={"emotional": 0.0, "informational": 0.3, "practical": 1.0},
        said=("The bus doesn't come here", "Nobody can drive me"),
        offered=("Volunteer drivers",),
        terms=("dial-a-ride", "bus pass"),
    )
    assert taxonomy["warm-line"].caution == "Not for emergencies."
    assert "rides" in taxonomy
    assert "ride" not in taxonomy
    assert taxonomy.get("ride") is None
    with pytest.raises(KeyError):
        taxonomy["ride"]


def test_needs_do_not_change(tmp_path: Path) -> None:
    need = load_taxonomy(write(tmp_path, FIRST))["rides"]
    with pytest.raises(AttributeError):
        need.label = "Lifts"  # type: ignore[misc]
    with pytest.raises(TypeError):
        need.support["practical"] = 0.5  # type: ignore[index]
    assert hash(need) == hash(load_taxonomy(write(tmp_path, FIRST))["rides"])


@pytest.mark.parametrize(
    ("need", "message"),
    [
        pytest.param(changed(SECOND, id="rides"), "need rides: the id is used twice", id="id twice"),
        pytest.param(changed(SECOND, id="Warm_Line"), "need #1: id 'Warm_Line' is not in kebab-case", id="id form"),
        pytest.param(changed(SECOND, id=7), "need #1: id 7 is not in kebab-case", id="id type"),
        pytest.param(without(SECOND, "id"), "need #1: id None is not in kebab-case", id="no id"),
        pytest.param("warm-line", "need #1: must be an object", id="not an object"),
        pytest.param(without(SECOND, "terms"), "need warm-line: missing terms", id="missing key"),
        pytest.param(changed(SECOND, labels="x"), "need warm-line: unknown key labels", id="unknown key"),
        pytest.param(changed(SECOND, label=" "), "need warm-line: label must be a text that is not empty", id="label"),
        pytest.param(changed(SECOND, caution=""), "need warm-line: caution must be a text", id="empty caution"),
        pytest.param(changed(SECOND, said=[]), "need warm-line: said must be a list", id="nothing said"),
        pytest.param(changed(SECOND, offered=[]), "need warm-line: offered must be a list", id="nothing offered"),
        pytest.param(changed(SECOND, terms="warmline"), "need warm-line: terms must be a list", id="terms not a list"),
        pytest.param(changed(SECOND, said=["x", " "]), "need warm-line: a phrase of said must be", id="empty phrase"),
        pytest.param(changed(SECOND, terms=["Warmline"]), "need warm-line: term 'Warmline' is not lower", id="upper"),
        pytest.param(changed(SECOND, said_es=[]), "need warm-line: said_es must be a list", id="nothing in Spanish"),
        pytest.param(changed(SECOND, said_es=["x", 7]), "need warm-line: a phrase of said_es must be", id="no text"),
        pytest.param(
            changed(SECOND, related=["rides"]), "need warm-line: related must be an object", id="related list"
        ),
        pytest.param(changed(SECOND, related={"lifts": 0.5}), "need warm-line: related lifts is no need", id="unknown"),
    ],
)
def test_a_broken_need_is_refused_by_name(tmp_path: Path, need: Any, message: str) -> None:
    with pytest.raises(TaxonomyError, match=re.escape(message)):
        load_taxonomy(write(tmp_path, FIRST, need))


@pytest.mark.parametrize(
    ("support", "message"),
    [
        pytest.param({"emotional": 1.0, "practical": 0.0}, "support must have exactly", id="one missing"),
        pytest.param(dict.fromkeys([*SUPPORT_TYPES, "moral"], 0.5), "support must have exactly", id="one more"),
        pytest.param([1.0, 0.0, 0.0], "support must have exactly", id="a list"),
        pytest.param(dict.fromkeys(SUPPORT_TYPES, 0), "at least one support weight", id="all zero"),
        pytest.param({"emotional": 1.1, "informational": 0, "practical": 0}, "emotional weight 1.1", id="above 1"),
        pytest.param({"emotional": 0.5, "informational": -0.1, "practical": 0}, "informational weight", id="below 0"),
        pytest.param({"emotional": 1, "informational": 0, "practical": float("nan")}, "practical weight", id="NaN"),
        pytest.param({"emotional": True, "informational": 0, "practical": 0}, "emotional weight True", id="boolean"),
        pytest.param({"emotional": "1", "informational": 0, "practical": 0}, "emotional weight '1'", id="text"),
    ],
)
def test_support_weights_are_checked(tmp_path: Path, support: Any, message: str) -> None:
    with pytest.raises(TaxonomyError, match=re.escape(f"need warm-line: {message}")):
        load_taxonomy(write(tmp_path, FIRST, changed(SECOND, support=support)))


@pytest.mark.parametrize("weight", [0, 1, -0.5, 1.5, True, "0.5", None, float("nan")])
def test_how_well_a_related_need_answers_lies_between_none_and_all(tmp_path: Path, weight: Any) -> None:
    message = re.escape(f"need warm-line: related rides: {weight!r} is not between 0 and 1, of another need")
    with pytest.raises(TaxonomyError, match=message):
        load_taxonomy(write(tmp_path, FIRST, changed(SECOND, related={"rides": weight})))


def test_no_need_is_related_to_itself(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"need warm-line: related warm-line: 0\.5 is not between"):
        load_taxonomy(write(tmp_path, FIRST, changed(SECOND, related={"warm-line": 0.5})))


def test_related_needs_and_spanish_are_read_as_written(tmp_path: Path) -> None:
    first = changed(FIRST, related={"warm-line": 0.25}, said_es=["No pasa el camión", "nadie me lleva"])
    taxonomy = load_taxonomy(write(tmp_path, first, changed(SECOND, related={"rides": 0.5})))
    assert taxonomy["rides"].said_es == ("No pasa el camión", "nadie me lleva")
    assert dict(taxonomy["rides"].related) == {"warm-line": 0.25}
    assert dict(taxonomy["warm-line"].related) == {"rides": 0.5}
    assert taxonomy["warm-line"].said_es == ()
    with pytest.raises(TypeError):
        taxonomy["rides"].related["warm-line"] = 1.0  # type: ignore[index]


def beside(folder: Path, language: str, content: Any) -> None:
    (folder / f"needs.said.{language}.json").write_text(json.dumps(content), encoding="utf-8")


class TestPhraseFiles:
    """What is said may stand in files of its own, beside the taxonomy's."""

    EN: ClassVar = {"rides": FIRST["said"], "warm-line": SECOND["said"]}
    ES: ClassVar = {"rides": ["nadie me lleva"], "warm-line": ["necesito oír una voz"]}

    def test_they_are_read_as_if_they_stood_in_it(self, tmp_path: Path) -> None:
        apart, whole = tmp_path / "apart", tmp_path / "whole"
        apart.mkdir()
        whole.mkdir()
        beside(apart, "en", self.EN)
        beside(apart, "es", self.ES)
        taxonomy = load_taxonomy(write(apart, *(without(need, "said") for need in (FIRST, SECOND))))
        same = write(whole, *(changed(need, said_es=self.ES[need["id"]]) for need in (FIRST, SECOND)))
        assert taxonomy == load_taxonomy(same)
        assert taxonomy.hash == load_taxonomy(same).hash
        assert taxonomy["warm-line"].said_es == ("necesito oír una voz",)

    def test_they_are_named_after_the_taxonomy(self, tmp_path: Path) -> None:
        beside(tmp_path, "en", self.EN)
        other = write(tmp_path, without(FIRST, "said")).rename(tmp_path / "other.json")
        with pytest.raises(TaxonomyError, match="need rides: missing said"):
            load_taxonomy(other)

    def test_what_the_taxonomy_itself_says_comes_first(self, tmp_path: Path) -> None:
        beside(tmp_path, "en", {"rides": ["something else"]})
        assert load_taxonomy(write(tmp_path, FIRST))["rides"].said == tuple(FIRST["said"])

    def test_a_need_without_phrases_anywhere_is_refused(self, tmp_path: Path) -> None:
        beside(tmp_path, "en", {"warm-line": SECOND["said"]})
        with pytest.raises(TaxonomyError, match="need rides: missing said"):
            load_taxonomy(write(tmp_path, without(FIRST, "said"), without(SECOND, "said")))

    @pytest.mark.parametrize(
        ("language", "content", "message"),
        [
            ("en", ["rides"], r"needs\.said\.en\.json: must be an object"),
            ("es", "rides", r"needs\.said\.es\.json: must be an object"),
            ("en", {"rides": []}, "need rides: said must be a list that is not empty"),
            ("en", {"rides": [" "]}, "need rides: a phrase of said must be a text"),
            ("es", {"rides": "nadie me lleva"}, "need rides: said_es must be a list"),
            ("en", {"rides": ["I am alone", "i am  ALONE"]}, "need rides: .* of said already stands under rides"),
            ("es", {"rides": ["sola", "Sola"]}, "need rides: 'Sola' of said_es already stands under rides"),
            ("en", {"rides": ["I am alone"], "lifts": ["x"]}, r"needs\.said\.en\.json: lifts is no need"),
        ],
    )
    def test_what_is_wrong_with_them_is_said(self, tmp_path: Path, language: str, content: Any, message: str) -> None:
        beside(tmp_path, "en", {"rides": FIRST["said"]})
        beside(tmp_path, language, content)
        with pytest.raises(TaxonomyError, match=message):
            load_taxonomy(write(tmp_path, without(FIRST, "said")))

    @pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{}"])
    def test_a_file_that_is_not_json_is_named(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "needs.said.es.json").write_bytes(content)
        with pytest.raises(TaxonomyError, match=r"^needs\.said\.es\.json: can't be read as JSON"):
            load_taxonomy(write(tmp_path, FIRST))


@pytest.mark.parametrize(
    ("key", "phrases", "owner"),
    [
        pytest.param("said", ["the  BUS doesn't come here "], "rides", id="said elsewhere, spacing and case apart"),
        pytest.param("said", ["I am alone", "i am  alone"], "warm-line", id="said twice"),
        pytest.param("offered", ["Volunteer Drivers"], "rides", id="offered elsewhere"),
        pytest.param("said_es", ["nadie me LLEVA"], "rides", id="said in Spanish elsewhere"),
        pytest.param("terms", ["bus pass"], "rides", id="term elsewhere"),
        pytest.param("terms", ["talk lines", "talk line"], "warm-line", id="term twice, final s apart"),
    ],
)
def test_no_phrase_stands_twice(tmp_path: Path, key: str, phrases: list[str], owner: str) -> None:
    with pytest.raises(TaxonomyError, match=rf"need warm-line: .* of {key} already stands under {owner}"):
        load_taxonomy(write(tmp_path, changed(FIRST, said_es=["nadie me lleva"]), changed(SECOND, **{key: phrases})))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b"[]", b"{}", b'{"needs": {}}'])
def test_a_file_that_is_no_taxonomy_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "needs.json"
    path.write_bytes(content)
    with pytest.raises(TaxonomyError, match=r"^needs\.json: "):
        load_taxonomy(path)


def test_an_absent_or_empty_taxonomy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"absent\.json"):
        load_taxonomy(tmp_path / "absent.json")
    with pytest.raises(TaxonomyError, match="holds no needs"):
        load_taxonomy(write(tmp_path))
    with pytest.raises(TaxonomyError, match="one key"):
        load_taxonomy(write(tmp_path, FIRST, about="more"))


def test_hash_follows_the_content_alone(tmp_path: Path) -> None:
    first = load_taxonomy(write(tmp_path, FIRST, SECOND))
    assert re.fullmatch(r"[0-9a-f]{64}", first.hash)
    assert first.version == first.hash[:12]
    reordered = [dict(reversed(list(need.items()))) for need in (FIRST, SECOND)]
    assert load_taxonomy(write(tmp_path, *reordered)).hash == first.hash
    variants = [
        changed(SECOND, said=["I need to hear a voice."]),
        changed(SECOND, offered=["Listening lines"]),
        changed(SECOND, terms=["warm line"]),
        changed(SECOND, label="Someone to call"),
        changed(SECOND, support={"emotional": 0.9, "informational": 0.0, "practical": 0.0}),
        without(SECOND, "caution"),
        changed(SECOND, said_es=["necesito oír una voz"]),
        changed(SECOND, related={"rides": 0.5}),
        changed(SECOND, related={"rides": 0.6}),
    ]
    hashes = {load_taxonomy(write(tmp_path, FIRST, variant)).hash for variant in variants}
    assert len(hashes) == len(variants)
    assert first.hash not in hashes
    assert load_taxonomy(write(tmp_path, SECOND, FIRST)).hash != first.hash
    assert replace(first, background=()).hash != first.hash


def test_the_bundled_taxonomy_loads() -> None:
    taxonomy = load_taxonomy()
    assert len(taxonomy) == 115
    assert {need.id for need in taxonomy} >= ADDED | {"volunteering", "sober-activities", "transport-to-appointments"}
    assert taxonomy.hash == load_taxonomy().hash
    caution = taxonomy["moderated-online-communities"].caution
    assert caution is not None
    assert "unmoderated" in caution


def test_every_bundled_need_has_its_fill_of_phrases() -> None:
    sizes = {
        need.id: (len(need.said), len(need.said_es), len(need.offered), len(need.terms))
        for need in load_taxonomy()
        if len(need.said) < 50 or len(need.said_es) < 20 or len(need.offered) < 15 or not 4 <= len(need.terms) <= 12
    }
    assert sizes == {}


def test_every_bundled_need_is_answered_in_part_by_others() -> None:
    taxonomy = load_taxonomy()
    assert [need.id for need in taxonomy if not need.related] == []
    assert all(other in taxonomy for need in taxonomy for other in need.related)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_bundled_phrases_are_those_of_the_needs(language: str) -> None:
    document = json.loads(BUNDLED.with_name(f"needs.said.{language}.json").read_text(encoding="utf-8"))
    taxonomy = load_taxonomy()
    key = {"en": "said", "es": "said_es"}[language]
    assert {name: tuple(phrases) for name, phrases in document.items()} == {
        need.id: getattr(need, key) for need in taxonomy
    }


def test_what_states_no_need_stands_apart() -> None:
    taxonomy = load_taxonomy()
    background = [" ".join(phrase.casefold().split()) for phrase in taxonomy.background]
    assert len(background) >= 300
    assert len(set(background)) == len(background)
    assert all(background)
    said = {" ".join(p.casefold().split()) for need in taxonomy for p in (*need.said, *need.said_es)}
    assert said.isdisjoint(background)


def test_people_do_not_speak_in_labels() -> None:
    found = []
    for need in load_taxonomy():
        label = {word.removesuffix("s") for word in re.findall(r"[a-z]+", need.label.lower())} - FUNCTION_WORDS
        for phrase in need.said:
            spoken = {word.removesuffix("s") for word in re.findall(r"[a-z]{2,}", phrase.lower())}
            if spoken & label:
                found.append((need.id, spoken & label, phrase))
    assert found == []


def test_no_bundled_term_is_a_word_that_any_listing_may_hold() -> None:
    generic = {"support", "help", "group", "program", "service", "counseling", "therapy", "meeting", "family"}
    terms = {term for need in load_taxonomy() for term in need.terms}
    assert terms.isdisjoint(generic | {word + "s" for word in generic})
    assert min(len(term) for term in terms) >= 3
