"""Needs that a listing is said to answer only where its own words tell of it, by a published table.

Who is in danger at home must not be sent to a legal clinic for a bed, nor anybody to an animal shelter: meaning alone
(the vectors, the heads) does not tell these apart. So the table (`data/telling_words.json`) names for some needs the
words of which a listing's name or description must hold one; the fit of one that holds none is held down.

* A bed: words of lodging that speak of the listing's own; "referrals to shelters" and "women in shelters" do not.
* Treatment: not a ride to it or home from it, by its name.
* Help in a crisis of suicide: not a group of those left behind.
* Programmes for those who hurt a partner: what those programmes call themselves. Where a listing is such a programme
  and speaks of nobody who was hurt, the needs of those who were are held down in turn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.json_file import read_json
from data.kinds import fold
from data.resource import Resource

FILE = Path(__file__).resolve().parent.parent / "data" / "telling_words.json"

_SENTENCE = re.compile(r"[.!?;\n]+(?:\s|$)|\n")
_WORDS = r"(?:[a-z0-9]+ ){0,%d}?"
_ELSEWHERE = re.compile(
    rf"\b(?:(?:referrals?|refer|refers|referred|referring|information|access|transport\w*) {_WORDS % 3}"
    rf"(?:to|for|on|about|with|regarding|into) {_WORDS % 7}"
    rf"|(?:links?|linked|linking|linkages?|connects?|connected|connecting|connections?) {_WORDS % 6}"
    rf"(?:to|with) {_WORDS % 12}"
    rf"|(?:directory|directories|finders?|lists?|maps?) of {_WORDS % 8}"
    rf"|(?:finds?|finding|locate|locating|obtain|obtaining|securing|to secure|seek|seeking|search for|searching for|"
    rf"get into|gain|gaining|apply for|applying for|accessing|in need of) {_WORDS % 4}"
    rf"|(?:issues?|matters?|cases?|problems?|laws?|areas?|rights|counsels?|counseling|advises?|advice) {_WORDS % 2}"
    rf"(?:of|in|on|about|for|with|involving|regarding|concerning|including|such as|related to|relating to) {_WORDS % 8}"
    rf"|(?:no|not|without|cannot|never|nor|non|isn t|doesn t|don t|ni) {_WORDS % 4}"
    rf"|(?:referencias?|informacion|referidos?) {_WORDS % 2}(?:a|de|para|sobre) {_WORDS % 4})$"
)
"""What stands right before words that speak of somebody else's beds, or of none."""
_AMONG_OTHERS = re.compile(
    r"\b(?:in|at|from|to|visits?|visiting|of|among|between|leaving|with|other|area|local|which|all|several) "
    r"(?:[a-z0-9]+ ){0,4}$"
)
_GIVES = re.compile(
    r"\b(?:provid\w+|offer\w*|operat\w*|runs?|running|maintain\w*|our|own|has|have|ofrece\w*) (?:[a-z0-9]+ ){0,6}$"
)
"""What stands before the beds of one that gives them itself; asked of a helpline, which mostly knows of others'."""
_REACH = 200
"""Characters of a sentence within which words bear on those that follow."""
_NEVER = re.compile(r"(?!)")
_OTHERS = frozenset({"shelters", "refugios", "albergues"})
"""Places that are spoken of as others' where they stand in the plural after a preposition."""


class TellingWordsError(ValueError):
    """A table that can't be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Words:
    """Whether a text tells of something."""

    telling: re.Pattern[str]
    meaning_other: re.Pattern[str]
    their_own: bool = False
    """Whether it must be told as the listing's own."""
    of_others: re.Pattern[str] = _NEVER
    """A name that holds one of these tells of nothing: "Homeless Clinic - North Shelter"."""

    def told_in(self, name: str, texts: Iterable[str], *, on_a_line: bool = False) -> bool:
        """`on_a_line`: whether it is a helpline that says so."""
        named = [] if self.of_others.search(_folded(name)) else [name]
        return any(self._told_in(each, on_a_line) for text in (*named, *texts) for each in _SENTENCE.split(text))

    def _told_in(self, sentence: str, on_a_line: bool) -> bool:
        words = self.meaning_other.sub("other", _folded(sentence))
        told = (
            (words[max(0, match.start() - _REACH) : match.start()], match[0]) for match in self.telling.finditer(words)
        )
        return any(
            not self.their_own or (_is_own(before, said) and (not on_a_line or _GIVES.search(before) is not None))
            for before, said in told
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs` are answered at most so surely where none of `told_by` is told, not at all by the `never_named`."""

    needs: tuple[str, ...]
    at_most: float
    told_by: Words
    never_named: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Instead:
    """Who tells of the need `told`, and of nobody that `unless` names, answers `needs` at most so surely."""

    told: str
    needs: tuple[str, ...]
    at_most: float
    unless: Words


@dataclass(frozen=True, slots=True)
class Table:
    rules: tuple[Rule, ...]
    instead_of: tuple[Instead, ...]

    def at_most(self, resource: Resource, categories: Sequence[str] = ()) -> dict[str, float]:
        """The needs that a listing cannot be said to answer for sure, and how surely at most.

        The feed's own categories speak for a listing that has no description."""
        texts = [resource.description] if resource.description else categories
        named = _folded(f"{resource.name}; {resource.organization or ''}")
        never = {need for rule in self.rules if rule.never_named.search(named) for need in rule.needs}
        on_a_line = resource.kind == "helpline"
        telling = [rule for rule in self.rules if rule.told_by.told_in(resource.name, texts, on_a_line=on_a_line)]
        told = {need for rule in telling for need in rule.needs} - never
        held = {
            need: 0.0 if need in never else rule.at_most
            for rule in self.rules
            for need in rule.needs
            if need not in told
        }
        for instead in self.instead_of:
            if instead.told in told and not instead.unless.told_in(resource.name, texts):
                held |= {need: min(instead.at_most, held.get(need, 1.0)) for need in instead.needs}
        return held


@cache
def bundled_table() -> Table:
    """The one that the project ships."""
    return parse_table(read_json(FILE, TellingWordsError))


def parse_table(document: Mapping[str, Any]) -> Table:
    """Raises `TellingWordsError` for what is not such a table, or a phrase that is not folded."""
    try:
        rules = tuple(
            Rule(
                tuple(each["needs"]),
                float(each["at_most"]),
                Words(
                    _phrases(each["told_by"]),
                    _phrases(each.get("means_other", ())),
                    each.get("own", False),
                    _phrases(each.get("names_other", ())),
                ),
                _phrases(each.get("never_named", ())),
            )
            for each in document["rules"]
        )
        instead_of = tuple(
            Instead(
                each["told"],
                tuple(each["needs"]),
                float(each["at_most"]),
                Words(_phrases(each["unless"]), _phrases(each.get("means_other", ()))),
            )
            for each in document["instead_of"]
        )
    except (KeyError, TypeError, AttributeError) as cause:
        raise TellingWordsError(f"{FILE.name}: not a table of telling words: {cause!r}") from cause
    return Table(rules, instead_of)


def _phrases(phrases: Sequence[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, with an optional plural; the longest first."""
    for phrase in phrases:
        if not phrase or _folded(phrase) != phrase:
            raise TellingWordsError(f"{FILE.name}: not a folded phrase: {phrase!r}")
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(ordered)})s?\b") if ordered else _NEVER


def _folded(text: str) -> str:
    return fold("".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)))


def _is_own(before: str, said: str) -> bool:
    """Whether words of lodging, after the words of their sentence before them, speak of the listing's own."""
    return not _ELSEWHERE.search(before) and not (said in _OTHERS and _AMONG_OTHERS.search(before))
