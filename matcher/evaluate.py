"""`python -m matcher.evaluate CASES… --index DIR`: how good matching is, against what anybody could do.

Reads cases and a directory's grades (see `matcher.relevance`), answers every case, and prints a table of methods: the
baselines, matching itself, and *need given by hand*, which is matching where understanding is perfect. Every method
ranks the same candidates: those that pass the case's filters. The index must have been built `--without-categories`,
so that the labels that grade the answers never helped to make them. Every case is asked once more under filters and
from a place drawn from its id (`matcher.violations`), only to see whether an answer breaks one. Exit 1 where one was
broken, 2 for bad usage.
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
from data.resource import SUPPORT_TYPES, SupportType
from indexer.embedding import Embedder, ModelError
from indexer.open_index import OpenIndex, open_current
from indexer.settings import IndexSettings, SettingsError
from indexer.snapshot import SnapshotError
from matcher import metrics, weights
from matcher.baselines import baselines
from matcher.match import candidates, match
from matcher.relevance import BEST, GOOD, Case, CaseError, Directory, Grades, Judge, read_cases, read_directory
from matcher.request import Location, MatchRequest
from matcher.violations import breaks, place_of, places_of, under_filters, violations
from matcher.where import Where

AS_OF = datetime.fromisoformat("2026-11-24T11:00:00-05:00")
"""A Tuesday morning: the same for every case and every run."""
PLAN = 3
UNDERSTOOD = 3
"""A need stated counts as understood where it is among this many first ones."""
DEPTH = 60
"""Recommendations asked for, so that ten are left when those that nobody judged are taken out."""
Answer = dict[str, Any]
Rows = npt.NDArray[np.int64]
MATCHER, BY_HAND = "matcher", "need given by hand"
MEASURES = ("nDCG@10", "P@3", "best in plan", "coverage")


@dataclass(frozen=True, slots=True)
class Checked:
    """One answer of one method, and what it held against its request."""

    method: str
    support: SupportType
    drawn: bool
    """Whether it was asked under drawn filters."""
    listings: int
    broken: tuple[str, ...]


@dataclass(slots=True)
class Results:
    """Values of each measure by method, one a case; NaN where a case has nothing to measure."""

    values: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    graded: list[Case] = field(default_factory=list)
    """The cases that the values are of, in order."""
    support: list[SupportType] = field(default_factory=list)
    """The type of support that each of them mostly calls for."""
    understood: list[tuple[Case, str, float]] = field(default_factory=list)
    """(case, need, whether it is among the first three understood)."""
    checked: list[Checked] = field(default_factory=list)
    """Every answer to every case, graded or not."""

    @property
    def violations(self) -> list[str]:
        return [said for answer in self.checked for said in answer.broken]


def evaluate(
    cases: Sequence[Case], index: OpenIndex, directory: Directory, embed: Callable[[str], npt.NDArray[np.float32]]
) -> Results:
    """Answers every case by every method; `embed` gives the unit vector that the dense baselines compare.

    Raises data.places' PlaceError where a case's place is not known."""
    judge = Judge(index, directory)
    rankers = baselines(index, cache(embed))
    places = places_of(index, directory.place)
    results = Results()
    with click.progressbar(cases, label="Answering", file=sys.stderr) as progress:
        for case in progress:
            grades, support = judge.of_case(case), _support_type(case, index)
            answers, rows, where = _answers(results, case, index, directory.place, support, drawn=False)
            judged = rows[judge.judged[rows]]
            ranked = {name: list(ranker(case.statement, judged, where)[:10]) for name, ranker in rankers.items()}
            _check(results, ranked, case, directory.place, index, support, drawn=False)
            results.understood += _understood(case, answers[MATCHER])
            if (grades[judged] >= GOOD).any():
                results.graded.append(case)
                results.support.append(support)
                found = {name: (first, PLAN) for name, first in ranked.items()}
                found |= {name: _ranked(answer, index, judge) for name, answer in answers.items()}
                for name, (first, plan) in found.items():
                    for measure, value in measured(first, plan, case, judged, grades, judge).items():
                        results.values[name][measure].append(value)
            asked = under_filters(case, places)
            _, rows, where = _answers(results, asked, index, None, support, drawn=True)
            ranked = {name: list(ranker(case.statement, rows, where)[:10]) for name, ranker in rankers.items()}
            _check(results, ranked, asked, None, index, support, drawn=True)
    return results


def _answers(
    results: Results, case: Case, index: OpenIndex, place: str | None, support: SupportType, *, drawn: bool
) -> tuple[dict[str, Answer], Rows, Where | None]:
    """The matcher's answers to a case, with what they break noted, the candidates and where it is asked from."""
    answers: dict[str, Answer] = {}
    for name in (MATCHER, BY_HAND):
        request = request_of(case, place, by_hand=name == BY_HAND)
        answers[name] = match(request, index)
        broken = tuple(f"{case.id}, {name}: {said}" for said in violations(answers[name], request, index))
        listings = len(answers[name]["recommendations"])
        results.checked.append(Checked(name, support, drawn, listings, broken))
    return answers, *candidates(request_of(case, place), index)


def _check(
    results: Results,
    ranked: Mapping[str, Sequence[int]],
    case: Case,
    place: str | None,
    index: OpenIndex,
    support: SupportType,
    *,
    drawn: bool,
) -> None:
    """Notes what the baselines' first ten, by row, break; `place` is the directory's."""
    request = request_of(case, place)
    asked_from = place_of(request, index)
    for method, rows in ranked.items():
        resources = [index.resource_at(row) for row in rows]
        broken = tuple(
            f"{case.id}, {method}: {resource.id} breaks {name}"
            for resource in resources
            for name in breaks(resource, request, asked_from, request.radius_km, index)
        )
        results.checked.append(Checked(method, support, drawn, len(rows), broken))


def _ranked(answer: Answer, index: OpenIndex, judge: Judge) -> tuple[list[int], int]:
    found = [index.records.row_of(recommendation["resource"]["id"]) for recommendation in answer["recommendations"]]
    return judged_first([row for row in found if row is not None], len(answer["plan"]["resource_ids"]), judge)


def judged_first(rows: Sequence[int], plan: int, judge: Judge) -> tuple[list[int], int]:
    """The first ten rows that anybody judged, and how many of them are of the `plan`, which the first rows are."""
    return [row for row in rows if judge.judged[row]][:10], sum(bool(judge.judged[row]) for row in rows[:plan])


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
    """Of each stated need, whether it is among the first three understood."""
    first = [need["id"] for need in answer["understood"]["needs"]][:UNDERSTOOD]
    return [(case, need, float(need in first)) for need in case.needs]


def _support_type(case: Case, index: OpenIndex) -> SupportType:
    support: Mapping[SupportType, float] = index.taxonomy[case.needs[0]].support if case.needs else {}
    return max(SUPPORT_TYPES, key=lambda name: support.get(name, 0.0))


def measured(
    ranked: Sequence[int], plan: int, case: Case, rows: Rows, grades: Grades, judge: Judge
) -> dict[str, float]:
    """Each of `MEASURES`, 0 to 1, of one ranking of judged rows whose first `plan` are the plan.

    `rows` are all that could have been ranked; NaN where a case has nothing to measure."""
    gains = [float(grades[row]) for row in ranked]
    first = list(ranked[:plan])
    best = min(BEST, grades[rows].max())
    coverable = [need for need in case.needs if (judge.of_need(need)[rows] >= GOOD).any()]
    covered = sum(any(judge.of_need(need)[row] >= GOOD for row in first) for need in coverable)
    several = len(case.needs) > 1 and coverable
    return {
        "nDCG@10": metrics.ndcg(gains, grades[rows]),
        "P@3": metrics.precision(gains, 3, GOOD),
        "best in plan": float(any(grades[row] >= best for row in first)),
        "coverage": min(covered, PLAN) / min(PLAN, len(coverable)) if several else float("nan"),
    }


def table(results: Results) -> str:
    """Methods by measures, over all cases and by support type; then understanding by language, and broken filters."""
    lines = _methods(results, None)
    for support_type in SUPPORT_TYPES:
        lines += ["", *_methods(results, support_type)]
    lines.append("")
    for lang in sorted({case.lang for case, _, _ in results.understood}):
        lines += _understanding([one for one in results.understood if one[0].lang == lang], lang)
    if MATCHER in results.values:
        mean = {name: metrics.estimate(v["nDCG@10"]).mean for name, v in results.values.items()}
        whole = mean[BY_HAND] - mean["dense"]
        way = f"{(mean[MATCHER] - mean['dense']) / whole:.0%}" if whole > 0 else "–"
        lines.append(f"way from dense to {BY_HAND}: {way}; cases graded: {len(results.support)}")
    return "\n".join([*lines, *_broken(results)])


def _methods(results: Results, support_type: SupportType | None) -> list[str]:
    """One line a method: every measure over the cases of one type of support, or of all."""
    cases = sum(support_type in (None, support) for support in results.support)
    title = f"{support_type or 'all'}, {cases} cases"
    lines = [f"{title:23}" + "".join(f"{measure:>20}" for measure in MEASURES) + f"{'filters broken':>17}"]
    for method, values in results.values.items():
        line = f"{method:23}"
        for measure in MEASURES:
            own = [
                value
                for value, support in zip(values[measure], results.support, strict=True)
                if support_type in (None, support)
            ]
            line += f"{metrics.estimate(own)!s:>20}"
        answers = [one for one in results.checked if one.method == method and support_type in (None, one.support)]
        broken = sum(len(one.broken) for one in answers)
        lines.append(line + f"{f'{broken} in {len(answers)}':>17}")
    return lines


def _understanding(stated: Sequence[tuple[Case, str, float]], lang: str) -> list[str]:
    """Of all needs stated in one language, the share among the first three understood; of a statement with four, one
    can't be, so the most that can be reached is said too."""
    cases = {case.id: len(case.needs) for case, _, _ in stated}
    most = sum(min(UNDERSTOOD, needs) for needs in cases.values()) / len(stated)
    one = [hit for case, _, hit in stated if len(case.needs) == 1]
    several = [hit for case, _, hit in stated if len(case.needs) > 1]
    return [
        f"each need stated is among the first {UNDERSTOOD} understood, {lang}: "
        f"{metrics.estimate([hit for _, _, hit in stated])} of {len(stated)}",
        f"    of four, three can be: {most:.3f} at most; stated alone: {metrics.estimate(one)} of {len(one)}; "
        f"with others: {metrics.estimate(several)} of {len(several)}",
    ]


def _broken(results: Results) -> list[str]:
    """How many filters the matcher's answers broke, and of how many answers that can be said."""
    own = [one for one in results.checked if one.method in (MATCHER, BY_HAND)]
    drawn = [one for one in own if one.drawn]
    return [
        f"filters broken: {sum(len(one.broken) for one in own)} in {len(own)} answers, {_filled(own)}",
        f"    of these under drawn filters: {sum(len(one.broken) for one in drawn)} in {len(drawn)} answers, "
        f"{_filled(drawn)}",
    ]


def _filled(answers: Sequence[Checked]) -> str:
    return f"{sum(one.listings > 0 for one in answers)} not empty, {sum(one.listings for one in answers)} listings"


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
