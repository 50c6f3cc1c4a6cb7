"""What kind of help a listing is, by a published table of words (`kinds.json`).

The kinds, as they are told apart:

- ``support_group``: peers who share a problem meet and support each other (mutual-aid fellowships, bereavement
  groups); also an organisation whose whole offer is such groups.
- ``therapist``: outpatient counselling or psychotherapy by professionals, one practice or a programme of it.
- ``treatment``: a programme that treats addiction or psychiatric illness: detoxification, rehabilitation, outpatient
  substance use treatment, methadone, day treatment, psychiatric wards, emergency and mobile crisis teams, and community
  mental health centres, which do more than talk.
- ``helpline``: answered by phone, text or chat: crisis lines, warmlines, referral and reporting lines.
- ``community``: company and activity: recreation and senior centres, clubs, faith communities, drop-ins to be among
  people in, sober social places, volunteering.
- ``practical_service``: everything else that one can be referred to: food, shelter (day shelters too), housing, legal
  help, benefits, transport, health clinics, work, education, information.

Each rule of the table gives a weight to phrases in one field. Fields are folded to lower-case words; phrases match
whole words with an optional plural ``s``, longest first and without overlap, so that "housing counseling" never counts
as "counseling". A phrase counts once a field; those of categories are scaled down
where a listing has many. The heaviest kind at or above the table's threshold wins (ties go to the
first in `KINDS`), else the default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from data.resource import KINDS, Kind

Field = Literal["name", "organization", "categories", "description"]
FIELDS: tuple[Field, ...] = get_args(Field)

_TAGS_AT_FULL_WEIGHT = 6
"""A listing under many tags says less by each: beyond so many, their weights are scaled down."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LETTERS = r"(?<![^\W_])(?:AA|NA|CMA|OA|SLAA|CoDA|NicA)(?![^\W_])"
_FELLOWSHIP = re.compile(rf"\([^()]{{0,40}}?{_LETTERS}[^()]{{0,40}}\)")
"""The letters by which a meeting of a fellowship is marked: "Clear Water Group (NA)", "Rainbow (LGBTQ+ AA)". Those that
are a state's too ("CA", "GA", "MA") say nothing by themselves."""
_NOTICE = re.compile(r"\*\*.*?\*\*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KindTable:
    """The parsed table: one pattern a field, and what each phrase adds to which kinds."""

    default: Kind
    threshold: float
    patterns: Mapping[Field, re.Pattern[str]]
    weights: Mapping[Field, Mapping[str, tuple[tuple[Kind, float], ...]]]


def parse_table(text: str) -> KindTable:
    """Reads a table in the form of `kinds.json`.

    Raises `ValueError` for a kind, field or phrase that is not usable, or a phrase twice under one kind and field.
    """
    raw = json.loads(text)
    collected: dict[Field, dict[str, dict[Kind, float]]] = {field: {} for field in FIELDS}
    for rule in raw["rules"]:
        kind, field = rule["kind"], rule["field"]
        if kind not in KINDS or field not in FIELDS:
            raise ValueError(f"unknown kind or field: {kind}, {field}")
        for phrase in rule["phrases"]:
            if not phrase or fold(phrase) != phrase:
                raise ValueError(f"not a folded phrase: {phrase!r}")
            by_kind = collected[field].setdefault(phrase, {})
            if kind in by_kind:
                raise ValueError(f"twice under {kind}, {field}: {phrase!r}")
            by_kind[kind] = float(rule["weight"])
    if raw["default"] not in KINDS:
        raise ValueError(f"unknown default kind: {raw['default']}")
    return KindTable(
        default=cast(Kind, raw["default"]),
        threshold=float(raw["threshold"]),
        patterns={field: _pattern(phrases) for field, phrases in collected.items()},
        weights={
            field: {phrase: tuple(by_kind.items()) for phrase, by_kind in phrases.items()}
            for field, phrases in collected.items()
        },
    )


@cache
def kind_table() -> KindTable:
    """The published table, read once."""
    return parse_table(resources.files("data").joinpath("kinds.json").read_text(encoding="utf-8"))


def classify(
    name: str,
    organization: str | None,
    description: str | None,
    categories: Sequence[str],
    stated: Kind | None = None,
) -> Kind:
    """The kind of one listing, from clean texts. `stated`, where the feed's format says the kind itself, wins."""
    if stated is not None:
        return stated
    table = kind_table()
    totals = dict.fromkeys(KINDS, 0.0)
    texts: dict[Field, Iterable[str]] = {
        "name": (_spelled_out(name),),
        "organization": (_spelled_out(organization or ""),),
        "categories": categories,
        # Notices set off by ** (closures, temporary numbers) are not what the service does.
        "description": (_NOTICE.sub(" ", description or ""),),
    }
    for field, parts in texts.items():
        share = min(1.0, _TAGS_AT_FULL_WEIGHT / max(1, len(set(categories)))) if field == "categories" else 1.0
        for kind, weight in _found(table, field, parts):
            totals[kind] += share * weight
    best = max(KINDS, key=lambda kind: totals[kind])
    return best if totals[best] >= table.threshold else table.default


def _spelled_out(name: str) -> str:
    """The name with the letters of a fellowship in the table's words."""
    return _FELLOWSHIP.sub(" fellowship meeting ", name)


def fold(text: str) -> str:
    """Lower-case ASCII words separated by single spaces."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(r"\b(" + "|".join(ordered) + r")s?\b")


def _found(table: KindTable, field: Field, parts: Iterable[str]) -> Iterable[tuple[Kind, float]]:
    phrases = {match[1] for part in parts for match in table.patterns[field].finditer(fold(part))}
    for phrase in sorted(phrases):
        yield from table.weights[field][phrase]
