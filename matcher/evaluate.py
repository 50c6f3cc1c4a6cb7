"""`python -m matcher.evaluate CASES… --index DIR`: how good matching is, against what anybody could do.

Reads cases and a directory's grades (see `matcher.relevance`), answers every case, and prints a table of methods: the
baselines, matching itself, and *need given by hand*, which is matching where understanding is perfect. Every method
ranks the same candidates: those that pass the case's filters. The index must have been built `--without-categories`,
so that the labels that grade the answers never helped to make them. Exit 1 where a filter was broken, 2 for bad usage.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt

from data.places.place import PlaceError
from data.resource import SUPPORT_TYPES
from indexer.embedding import Embedder, ModelError
from indexer.open_index import OpenIndex, open_current
from indexer.settings import IndexSettings, SettingsError
from indexer.snapshot import SnapshotError
from matcher import metrics, weights
from matcher.baselines import baselines
from matcher.match import candidates, match
from matcher.relevance import BEST, GOOD, Case, CaseError, Directory, Grades, Judge, read_cases, read_directory
from matcher.request import Location, MatchRequest

AS_OF = datetime.fromisoformat("2026-11-24T11:00:00-05:00")
"""A Tuesday morning: the same for every case and every run."""
PLAN = 3
DEPTH = 60
"""Recommendations asked for, so that ten are left when those that nobody judged are taken out."""
Answer = dict[str, Any]
MATCHER, BY_HAND = "matcher", "need given by hand"
MEASURES = ("nDCG@10", "P@3", "best in plan", "coverage")


@dataclass(slots=True)
class Results:
    """Values of each measure by method, one a case; NaN where a case has nothing to measure."""

    values: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    graded: list[Case] = field(default_factory=list)
    """The cases that the values are of, in order."""
    support: list[str] = field(default_factory=list)
    understood: list[tuple[Case, str, float]] = field(default_factory=list)
    """(case, need, whether it is among the first three understood)."""
    violations: list[str] = field(default_factory=list)


def evaluate(
    cases: Sequence[Case], index: OpenIndex, directory: Directory, embed: Callable[[str], npt.NDArray[np.float32]]
) -> Results:
    """Answers every case by every method; `embed` gives the unit vector that the dense baselines compare."""
    judge = Judge(index, directory)
    row_of = {identifier: row for row, identifier in enumerate(index.columns.ids)}
    rankers = baselines(index, cache(embed))
    results = Results()
    with click.progressbar(cases, label="Answering", file=sys.stderr) as progress:
        for case in progress:
            request = request_of(case, directory.place)
            answer: Answer = match(request, index)
            results.violations += [f"{case.id}: {said}" for said in violations(answer, request)]
            results.understood += _understood(case, answer)
            grades = judge.of_case(case)
            rows, where = candidates(request, index)
            rows = rows[judge.judged[rows]]
            if not (grades[rows] >= GOOD).any():
                continue
            results.graded.append(case)
            results.support.append(_support_type(case, index))
            for name, ranker in rankers.items():
                _measure(results, name, list(ranker(case.statement, rows, where)[:10]), PLAN, case, rows, grades, judge)
            given: Answer = match(request_of(case, directory.place, by_hand=True), index)
            for name, made in ((MATCHER, answer), (BY_HAND, given)):
                ranked = [row_of[r["resource"]["id"]] for r in made["recommendations"]]
                plan = sum(judge.judged[row] for row in ranked[: len(made["plan"]["resource_ids"])])
                ranked = [row for row in ranked if judge.judged[row]]
                _measure(results, name, ranked[:10], plan, case, rows, grades, judge)
    return results


def request_of(case: Case, place: str | None, *, by_hand: bool = False) -> MatchRequest:
    """What is asked for a case; `by_hand`, its needs instead of its statement."""
    asked: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in case.filters.items()}
    if by_hand:
        asked |= {"need_ids": case.needs, "support_gaps": case.gaps}
    else:
        asked["needs"] = case.statement
    near = case.place or place
    return MatchRequest(location=Location(place=near) if near else None, as_of=AS_OF, limit=DEPTH, **asked)


def _understood(case: Case, answer: Mapping[str, Any]) -> Iterable[tuple[Case, str, float]]:
    """Of each stated need, whether it is among the first three understood (the first four of a case with four)."""
    first = [need["id"] for need in answer["understood"]["needs"]][: max(3, len(case.needs))]
    return [(case, need, float(need in first)) for need in case.needs]


def _support_type(case: Case, index: OpenIndex) -> str:
    support = index.taxonomy[case.needs[0]].support if case.needs else {}
    return max(SUPPORT_TYPES, key=lambda name: support.get(name, 0.0))


def _measure(
    results: Results,
    method: str,
    ranked: Sequence[int],
    plan: int,
    case: Case,
    rows: np.ndarray[Any, np.dtype[np.int64]],
    grades: Grades,
    judge: Judge,
) -> None:
    values = results.values[method]
    gains = [float(grades[row]) for row in ranked]
    first = list(ranked[:plan])
    values["nDCG@10"].append(metrics.ndcg(gains, grades[rows]))
    values["P@3"].append(metrics.precision(gains, 3, GOOD))
    best = min(BEST, grades[rows].max())
    values["best in plan"].append(float(any(grades[row] >= best for row in first)))
    coverable = [need for need in case.needs if (judge.of_need(need)[rows] >= GOOD).any()]
    covered = sum(any(judge.of_need(need)[row] >= GOOD for row in first) for need in coverable)
    several = len(case.needs) > 1 and coverable
    values["coverage"].append(covered / min(PLAN, len(coverable)) if several else float("nan"))


def violations(answer: Mapping[str, Any], request: MatchRequest) -> list[str]:
    """What an answer holds against the request's filters or a confidential place, reckoned from the answer alone."""
    found = []
    for recommendation in answer["recommendations"]:
        resource, distance = recommendation["resource"], recommendation["distance_km"]
        radius = (answer["widened"] or {"to_km": request.radius_km})["to_km"]
        confidential = bool(resource["address"] and resource["address"]["confidential"])
        must_visit = not set(resource["modes"]) & set(request.modes) - {"in_person"}
        minimum, maximum = resource["minimum_age"], resource["maximum_age"]
        too_dear = {"free": ("low_cost", "paid"), "low_cost": ("paid",)}.get(request.cost or "", ())
        age = request.age
        broken = {
            "mode": not set(resource["modes"]) & set(request.modes),
            "kind": bool(request.kinds) and resource["kind"] not in request.kinds,
            "language": _other(resource["languages"], request.languages),
            "population": _other(resource["populations"], request.populations),
            "insurance": _other(resource["insurance"], (request.insurance,) if request.insurance else ()),
            "cost": resource["cost"] in too_dear,
            "age": age is not None
            and ((minimum is not None and age < minimum) or (maximum is not None and age > maximum)),
            "beyond_radius": must_visit and distance is not None and distance > radius and not resource["service_area"],
            "confidential": confidential and (distance is not None or resource["latitude"] is not None),
        }
        found += [f"{resource['id']} breaks {name}" for name, breaks in broken.items() if breaks]
    return found


def _other(stated: Sequence[str], asked: Sequence[str]) -> bool:
    return bool(stated) and bool(asked) and not set(stated) & set(asked)


def table(results: Results) -> str:
    """Methods by measures, then nDCG@10 by support type, then understanding by language."""
    lines = [f"{'method':22}" + "".join(f"{measure:>22}" for measure in MEASURES)]
    for method, values in results.values.items():
        lines.append(f"{method:22}" + "".join(f"{metrics.estimate(values[m])!s:>22}" for m in MEASURES))
    lines.append(f"\n{'nDCG@10 by support':22}" + "".join(f"{t:>22}" for t in SUPPORT_TYPES))
    for method, values in results.values.items():
        by_type = [
            [v for v, s in zip(values["nDCG@10"], results.support, strict=True) if s == support_type]
            for support_type in SUPPORT_TYPES
        ]
        lines.append(f"{method:22}" + "".join(f"{metrics.estimate(v)!s:>22}" for v in by_type))
    lines.append("")
    for lang in sorted({case.lang for case, _, _ in results.understood}):
        own = [(case, hit) for case, _, hit in results.understood if case.lang == lang]
        one = [hit for case, hit in own if len(case.needs) == 1]
        several = [hit for case, hit in own if len(case.needs) > 1]
        lines.append(
            f"among the first three understood, {lang}: the need of statements with one {metrics.estimate(one)}, "
            f"each need of those with several {metrics.estimate(several)}"
        )
    if MATCHER in results.values:
        mean = {name: metrics.estimate(v["nDCG@10"]).mean for name, v in results.values.items()}
        way = (mean[MATCHER] - mean["dense"]) / (mean[BY_HAND] - mean["dense"])
        lines.append(f"way from dense to {BY_HAND}: {way:.0%}; cases graded: {len(results.support)}")
    lines.append(f"filters broken: {len(results.violations)}")
    return "\n".join(lines)


def by_need(results: Results) -> str:
    """How often each need is understood, and how well its listings rank where it is stated alone and where it is given
    by hand; the least understood first: where the next gain is."""
    hits: dict[str, list[float]] = defaultdict(list)
    for _, need, hit in results.understood:
        hits[need].append(hit)
    lines = [f"{'need':30}{'understood':>12}{'of':>5}{'nDCG@10':>10}{'by hand':>10}"]
    for need in sorted(hits, key=lambda need: (np.mean(hits[need]), need)):
        alone = [number for number, case in enumerate(results.graded) if case.needs == (need,)]
        ranked = [
            f"{np.mean([results.values[method]['nDCG@10'][n] for n in alone]):10.2f}" if alone else f"{'–':>10}"
            for method in (MATCHER, BY_HAND)
        ]
        lines.append(f"{need:30}{np.mean(hits[need]):12.2f}{len(hits[need]):5}{''.join(ranked)}")
    return "\n".join(lines)


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--index", "folder", required=True, type=click.Path(path_type=Path), help="Index folder.")
@click.option("--grades", type=click.Path(exists=True, path_type=Path), help="Which labels answer which need.")
@click.option("--split", help="Only cases of this split.")
@click.option("--lang", help="Only cases in this language.")
@click.option("--weight", "changed", multiple=True, metavar="NAME=VALUE", help="Another value of a ranking weight.")
@click.option("--needs", "show_needs", is_flag=True, help="How each need fares, too.")
@click.option("--json", "as_json", is_flag=True, help="The means, as JSON.")
def main(
    cases: tuple[Path, ...],
    folder: Path,
    grades: Path | None,
    split: str | None,
    lang: str | None,
    changed: tuple[str, ...],
    show_needs: bool,
    as_json: bool,
) -> None:
    """Measures matching on CASES (JSON-lines files or folders of them)."""
    _change_weights(changed)
    try:
        chosen = [c for c in read_cases(cases) if split in (None, c.split) and lang in (None, c.lang)]
        directory = read_directory(grades) if grades else Directory(None, {})
        index = open_current(folder)
    except (CaseError, SnapshotError) as error:
        raise click.UsageError(str(error)) from error
    if unknown := sorted({need for case in chosen for need in (*case.needs, *case.also) if need not in index.taxonomy}):
        raise click.UsageError(f"cases name needs that the taxonomy does not hold: {', '.join(unknown)}")
    try:
        results = evaluate(chosen, index, directory, _published(index))
    except PlaceError as error:
        raise click.UsageError(f"a case names a place that is not known: {error}") from error
    if as_json:
        means = {m: {k: metrics.estimate(v).mean for k, v in values.items()} for m, values in results.values.items()}
        click.echo(json.dumps(means, indent=1))
    else:
        click.echo(table(results))
    if show_needs:
        click.echo(by_need(results))
    for said in results.violations[:20]:
        click.echo(said, err=True)
    sys.exit(1 if results.violations else 0)


def _published(index: OpenIndex) -> Callable[[str], npt.NDArray[np.float32]]:
    """The model that embedded the listings, without the adapter with which statements are read."""
    try:
        embedder = Embedder(IndexSettings.from_environment().model)
    except (ModelError, SettingsError) as error:
        raise click.UsageError(str(error)) from error
    if embedder.fingerprint() != index.manifest.model.fingerprint:
        raise click.UsageError(f"MATCHER_MODEL is {embedder.name}; the index was built with {index.model}")
    return lambda statement: embedder.encode([statement])[0]


def _change_weights(changed: Sequence[str]) -> None:
    """For this run alone: what a weight is worth is seen by what is lost without it."""
    for one in changed:
        name, _, value = one.partition("=")
        if not isinstance(getattr(weights, name, None), float):
            raise click.UsageError(f"no such weight: {name}")
        try:
            setattr(weights, name, float(value))
        except ValueError as error:
            raise click.UsageError(f"{value!r} is no number") from error


if __name__ == "__main__":
    main(prog_name="python -m matcher.evaluate")
