"""The need taxonomy: what people lack, how they say it, and how listings offer it.

`needs.json` beside this module is the taxonomy. Every need has the words people use for it (`said`), the words
listings use for it (`offered`), short terms that name the service in a listing (`terms`), and how much of each
support type it calls for. Invariants, checked whenever a taxonomy is loaded:

* ids are unique and in kebab-case; labels are not empty;
* the three support weights lie in 0..1 and at least one is above 0;
* `said`, `offered` and `terms` are not empty, and in each of them and in `said_es` no phrase stands twice or under two
  needs, compared without regard to case and spacing, and for terms without regard to a final "s" either;
* related needs are other needs of the taxonomy, with a weight between 0 and 1;
* terms are lowercase; unknown keys are refused, and so are phrases of a need that is not there.

A taxonomy that breaks one of them raises `TaxonomyError`, which names the need and what is wrong with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.json_file import read_json
from data.resource import SUPPORT_TYPES, SupportType

BUNDLED = Path(__file__).with_name("needs.json")
"""The taxonomy that comes with the project."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BACKGROUND = Path(__file__).with_name("states_no_need.json")
_LANGUAGES = {"said": "en", "said_es": "es"}
"""The phrases of each key may stand in a file of their own beside the taxonomy's: needs.said.en.json by needs.json."""
_REQUIRED = ("id", "label", "support", "said", "offered", "terms")
_OPTIONAL = ("caution", "said_es", "related")


class TaxonomyError(ValueError):
    """A taxonomy that can't be used; the message names the need and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something a person lacks."""

    id: str
    """Kebab-case, stable: requests and snapshots refer to it."""
    label: str
    support: Mapping[SupportType, float] = field(hash=False)
    """Weight in 0..1 for each support type."""
    said: tuple[str, ...]
    """How people, their families and helpline staff say it, without the words of the label."""
    offered: tuple[str, ...]
    """How listings offer it."""
    terms: tuple[str, ...]
    """Lowercase words and phrases that name the service: a listing that holds one on word boundaries (a final "s"
    more or less) answers the need."""
    caution: str | None = None
    """What a person should know before taking it up."""
    said_es: tuple[str, ...] = ()
    """How people say it in Spanish."""
    related: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Other needs whose services answer this one in part, by id: how well, 0..1."""


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """The needs, in their file's order; iterable, sized, and looked up by id."""

    needs: tuple[Need, ...]
    background: tuple[str, ...] = ()
    """What people also say, which states no need."""
    _by_id: Mapping[str, Need] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", MappingProxyType({need.id: need for need in self.needs}))

    def __getitem__(self, need_id: str) -> Need:
        """The need with this id; `KeyError` where there is none."""
        return self._by_id[need_id]

    def __contains__(self, need_id: object) -> bool:
        return need_id in self._by_id

    def __iter__(self) -> Iterator[Need]:
        return iter(self.needs)

    def __len__(self) -> int:
        return len(self.needs)

    def get(self, need_id: str) -> Need | None:
        """The need with this id, or `None`."""
        return self._by_id.get(need_id)

    @cached_property
    def hash(self) -> str:
        """SHA-256, in hex, of the canonical JSON (sorted keys, no spaces, UTF-8): the same needs, the same hash."""
        content: list[object] = [
            {
                "id": need.id,
                "label": need.label,
                "support": {kind: float(need.support[kind]) for kind in SUPPORT_TYPES},
                "said": need.said,
                "offered": need.offered,
                "terms": need.terms,
                "caution": need.caution,
                "said_es": need.said_es,
                "related": dict(need.related),
            }
            for need in self.needs
        ] + [self.background]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    @property
    def version(self) -> str:
        """The first 12 hex digits of `hash`, for people to read."""
        return self.hash[:12]


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read and check a taxonomy: the file at `path`, or the bundled one.

    Raises `TaxonomyError` where the file can't be read, is not JSON or breaks an invariant.
    """
    source = path or BUNDLED
    document = read_json(source, TaxonomyError)
    if not isinstance(document, dict) or set(document) != {"needs"} or not isinstance(document["needs"], list):
        raise TaxonomyError(f'{source.name}: must be an object with the one key "needs", a list')
    if not document["needs"]:
        raise TaxonomyError(f"{source.name}: holds no needs")
    files = _phrase_files(source)
    entries = [_with_phrases(entry, files) for entry in document["needs"]]
    needs = tuple(_need(entry, position) for position, entry in enumerate(entries))
    _check_unique(needs)
    for key, of_need in files.items():
        if unknown := sorted(of_need.keys() - {need.id for need in needs}):
            raise TaxonomyError(f"{_phrase_file(source, key).name}: {unknown[0]} is no need")
    background = _object(_BACKGROUND)
    return Taxonomy(needs=needs, background=tuple(phrase for lang in sorted(background) for phrase in background[lang]))


def _phrase_files(source: Path) -> dict[str, dict[str, Any]]:
    """By key, what the files of phrases beside a taxonomy hold: need id to phrases."""
    paths = {key: _phrase_file(source, key) for key in _LANGUAGES}
    return {key: _object(path) for key, path in paths.items() if path.exists()}


def _phrase_file(source: Path, key: str) -> Path:
    return source.with_name(f"{source.stem}.said.{_LANGUAGES[key]}.json")


def _object(path: Path) -> dict[str, Any]:
    document = read_json(path, TaxonomyError)
    if not isinstance(document, dict):
        raise TaxonomyError(f"{path.name}: must be an object")
    return document


def _with_phrases(entry: Any, files: Mapping[str, Mapping[str, Any]]) -> Any:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return entry
    return {**{key: of_need[entry["id"]] for key, of_need in files.items() if entry["id"] in of_need}, **entry}


def _need(entry: Any, position: int) -> Need:
    """One checked need; until its id is known, its position names it."""
    if not isinstance(entry, dict):
        raise TaxonomyError(f"need #{position}: must be an object")
    need_id = entry.get("id")
    if not isinstance(need_id, str) or not _ID.fullmatch(need_id):
        raise TaxonomyError(f"need #{position}: id {need_id!r} is not in kebab-case")
    if missing := [key for key in _REQUIRED if key not in entry]:
        raise TaxonomyError(f"need {need_id}: missing {', '.join(missing)}")
    if unknown := sorted(set(entry) - {*_REQUIRED, *_OPTIONAL}):
        raise TaxonomyError(f"need {need_id}: unknown key {', '.join(unknown)}")
    terms = _phrases(need_id, "terms", entry["terms"])
    for term in terms:
        if term != term.lower():
            raise TaxonomyError(f"need {need_id}: term {term!r} is not lowercase")
    return Need(
        id=need_id,
        label=_text(need_id, "label", entry["label"]),
        support=_support(need_id, entry["support"]),
        said=_phrases(need_id, "said", entry["said"]),
        offered=_phrases(need_id, "offered", entry["offered"]),
        terms=terms,
        caution=None if entry.get("caution") is None else _text(need_id, "caution", entry["caution"]),
        said_es=_phrases(need_id, "said_es", entry["said_es"]) if "said_es" in entry else (),
        related=_related(need_id, entry.get("related", {})),
    )


def _related(need_id: str, value: Any) -> Mapping[str, float]:
    if not isinstance(value, dict):
        raise TaxonomyError(f"need {need_id}: related must be an object of need ids")
    for other, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < 1 or other == need_id:
            raise TaxonomyError(f"need {need_id}: related {other}: {weight!r} is not between 0 and 1, of another need")
    return MappingProxyType({other: float(weight) for other, weight in value.items()})


def _text(need_id: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TaxonomyError(f"need {need_id}: {key} must be a text that is not empty")
    return value


def _phrases(need_id: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TaxonomyError(f"need {need_id}: {key} must be a list that is not empty")
    return tuple(_text(need_id, f"a phrase of {key}", phrase) for phrase in value)


def _support(need_id: str, value: Any) -> Mapping[SupportType, float]:
    if not isinstance(value, dict) or set(value) != set(SUPPORT_TYPES):
        raise TaxonomyError(f"need {need_id}: support must have exactly {', '.join(SUPPORT_TYPES)}")
    for kind, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
            raise TaxonomyError(f"need {need_id}: {kind} weight {weight!r} is not in 0..1")
    if not any(value.values()):
        raise TaxonomyError(f"need {need_id}: at least one support weight must be above 0")
    return MappingProxyType({kind: float(value[kind]) for kind in SUPPORT_TYPES})


def _check_unique(needs: tuple[Need, ...]) -> None:
    """No id twice; no phrase twice within any key's phrases, whatever the need; related needs exist."""
    ids: set[str] = set()
    owners: dict[tuple[str, str], str] = {}
    for need in needs:
        if need.id in ids:
            raise TaxonomyError(f"need {need.id}: the id is used twice")
        ids.add(need.id)
        keys = ("said", need.said), ("said_es", need.said_es), ("offered", need.offered), ("terms", need.terms)
        for key, phrases in keys:
            for phrase in phrases:
                folded = " ".join(phrase.casefold().split())
                slot = (key, folded.removesuffix("s") if key == "terms" else folded)
                if slot in owners:
                    raise TaxonomyError(f"need {need.id}: {phrase!r} of {key} already stands under {owners[slot]}")
                owners[slot] = need.id
    for need in needs:
        if missing := sorted(need.related.keys() - ids):
            raise TaxonomyError(f"need {need.id}: related {missing[0]} is no need")
