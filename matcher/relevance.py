"""What a good answer to a statement is: test cases, and grades of a directory's listings for them.

A case is one JSON object a line::

    {"id": "en-7", "split": "dev", "lang": "en", "statement": "…", "needs": ["food-pantry"], "also": ["snap"],
     "gaps": ["emotional"], "place": "20001", "filters": {"cost": "free"}, "relevance": [{"id": "…", "grade": 3}]}

`needs` are what it states, `also` other readings that are right too. Grades are 0 to 3: 3 exactly what is asked for, 2
a good answer, 1 a part of one. They come from the case's own `relevance`, a list of rules, and from a file that says of
a directory which of its listings answer which need::

    {"place": "20001", "grades": {"food-pantry": [{"label": "BD-1800", "grade": 3}, {"record": "372836", "grade": 0}]}}

A rule is for the listings with a label (a taxonomy code or category name, as the index keeps them for measuring) that
begins with `label`, and with `with` also one that begins so; or for one listing, by its `record` in the feed or its
`id`. The highest grade of the labels counts, and what is said of one listing overrides it. Listings that have neither a
label nor a rule of their own are judged by nobody and left out of every ranking (condensed lists, Sakai 2007).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.open_index import OpenIndex
from matcher.request import MatchRequest

Grades = npt.NDArray[np.float64]
"""(resources,): 0 to 3."""

BEST, GOOD = 3, 2
ALSO_LESS = 1
"""What a listing's grade loses where it answers a reading that is right too, but not the first."""


class CaseError(ValueError):
    """Cases or grades that cannot be used; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Listings of one label, or one listing by its record or id, and their grade."""

    grade: int
    label: str = ""
    with_label: str = ""
    record: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: str
    statement: str
    needs: tuple[str, ...]
    split: str = ""
    lang: str = "en"
    also: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    place: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    relevance: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """How a directory's labels answer needs, and the place that its cases are asked from."""

    place: str | None
    rules: Mapping[str, tuple[Rule, ...]]


_FILTERS = {each.name for each in fields(MatchRequest)} - {"needs", "need_ids", "location", "as_of", "limit"}
_CASE_KEYS = {"id", "split", "lang", "statement", "needs", "also", "gaps", "place", "filters", "relevance", "style"}


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of JSON-lines files, or of all such files of a folder. Raises CaseError."""
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    cases = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CaseError(f"{file}: cannot be read: {error}") from error
        for number, line in enumerate(lines, start=1):
            if line.strip():
                cases.append(_case(line, f"{file.name}, line {number}", f"{file.stem}-{number}"))
    if not cases:
        raise CaseError(f"no cases in {', '.join(map(str, files)) or 'an empty folder'}")
    return cases


def _case(line: str, where: str, default_id: str) -> Case:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise CaseError(f"{where}: not JSON: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("statement"), str) or not raw["statement"].strip():
        raise CaseError(f"{where}: needs an object with a statement")
    if unknown := raw.keys() - _CASE_KEYS:
        raise CaseError(f"{where}: unknown {', '.join(sorted(unknown))}")
    for key in ("needs", "also", "gaps", "relevance"):
        if not isinstance(raw.get(key, []), list):
            raise CaseError(f"{where}: {key} must be a list")
    filters = raw.get("filters", {})
    if not isinstance(filters, dict) or not filters.keys() <= _FILTERS:
        raise CaseError(f"{where}: filters must be an object of {', '.join(sorted(_FILTERS))}")
    if not raw.get("needs") and not raw.get("relevance"):
        raise CaseError(f"{where}: says neither needs nor relevance")
    return Case(
        id=str(raw.get("id", default_id)),
        statement=raw["statement"],
        needs=tuple(raw.get("needs", ())),
        split=raw.get("split", ""),
        lang=raw.get("lang", "en"),
        also=tuple(raw.get("also", ())),
        gaps=tuple(raw.get("gaps", ())),
        place=raw.get("place"),
        filters=filters,
        relevance=tuple(_rule(rule, where) for rule in raw.get("relevance", ())),
    )


def read_directory(path: Path) -> Directory:
    """A file of grades. Raises CaseError."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        by_need = raw["grades"].items()
        grades = {need: tuple(_rule(rule, f"{path.name}, {need}") for rule in rules) for need, rules in by_need}
    except CaseError:
        raise
    except (OSError, UnicodeDecodeError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise CaseError(f"{path}: cannot be read as grades: {error}") from error
    return Directory(raw.get("place"), grades)


def _rule(raw: Any, where: str) -> Rule:
    if not isinstance(raw, dict) or raw.keys() - {"label", "with", "record", "id", "grade"}:
        raise CaseError(f"{where}: a rule is an object with label (and with), record or id, and a grade: {raw!r}")
    if len({"label", "record", "id"} & {key for key, value in raw.items() if value}) != 1:
        raise CaseError(f"{where}: a rule has one of label, record and id: {raw!r}")
    if raw.get("grade") not in (0, 1, 2, 3):
        raise CaseError(f"{where}: a grade is 0, 1, 2 or 3: {raw!r}")
    return Rule(
        grade=raw["grade"],
        label=raw.get("label", ""),
        with_label=raw.get("with", ""),
        record=raw.get("record", ""),
        id=raw.get("id", ""),
    )


class Judge:
    """Grades the listings of one index, by a directory's rules."""

    def __init__(self, index: OpenIndex, directory: Directory) -> None:
        self._parts = [
            [part.strip() for label in labels for part in label.split("*")] for labels in index.records.labels()
        ]
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, identifier in enumerate(index.columns.ids):
            self._rows[identifier].append(row)
            for record in index.resource_at(row).source.record_ids:
                self._rows[record].append(row)
        self._rules = directory.rules
        self._of_need: dict[str, Grades] = {}
        own = [row for rules in directory.rules.values() for rule in rules for row in self._named(rule)]
        self.judged = np.array([bool(parts) for parts in self._parts])
        """Which listings anybody has judged."""
        self.judged[own] = True

    def of_need(self, need_id: str) -> Grades:
        """How well each listing answers a need."""
        if need_id not in self._of_need:
            self._of_need[need_id] = self._graded(self._rules.get(need_id, ()))
        return self._of_need[need_id]

    def of_case(self, case: Case) -> Grades:
        """How well each listing answers any part of a statement."""
        grades = self._graded(case.relevance)
        for need_id in case.needs:
            grades = np.maximum(grades, self.of_need(need_id))
        for need_id in case.also:
            grades = np.maximum(grades, self.of_need(need_id) - ALSO_LESS)
        return grades

    def _graded(self, rules: Sequence[Rule]) -> Grades:
        grades = np.zeros(len(self._parts))
        for rule in rules:
            if rule.label:
                for row, parts in enumerate(self._parts):
                    if grades[row] < rule.grade and _holds(rule, parts):
                        grades[row] = rule.grade
        for rule in rules:
            grades[self._named(rule)] = rule.grade
        return grades

    def _named(self, rule: Rule) -> list[int]:
        return [] if rule.label else self._rows.get(rule.record or rule.id, [])


def _holds(rule: Rule, parts: Sequence[str]) -> bool:
    return any(part.startswith(rule.label) for part in parts) and (
        not rule.with_label or any(part.startswith(rule.with_label) for part in parts)
    )
