"""`python -m tests.relevance.learn INDEX`: learns the ranking's weights on the train statements.

Coordinate ascent (Metzler and Croft, "Linear feature-based models for information retrieval", Information Retrieval 10,
2007): one weight at a time is tried at a few other values, all others held, and the best is kept, round after round,
until a round changes nothing. It begins at the weights of `matcher.weights`, climbs the measures themselves, and leaves
readable numbers. What is climbed is half the mean nDCG@10, a quarter the share with a best answer in the plan and a
quarter the mean coverage by the plan.

There are some two hundred statements, so a small gain is chance: a value is kept only if it gains more than
`LEAST_GAIN` besides what `PULL` asks for its distance from the present value, and `SURE` standard errors of the gain,
reckoned over the statements. The same is then done five times with the statements of a fifth of the needs held out: a
value worth adopting is one that is moved the same way in most of these, too, and what was learned should gain on what
was held out. Dev statements are only looked at in the end.

The grades say what answers a need. They do not say how near it is, whether it is open, how freshly confirmed, in which
language, that three sites of one service are less than three services, and that a plan should hold every type of
support, somebody to meet and peers: by them alone those weights could only fall. They stay as they are, unless
`--blind` asks to see what the grades would make of them.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt

from indexer.heads import Heads
from indexer.open_index import OpenIndex, open_current
from matcher import match as matching
from matcher import weights
from matcher.evaluate import judged_first, measured, request_of
from matcher.relevance import GOOD, Case, Directory, Judge, read_cases, read_directory
from matcher.request import MatchRequest
from tests.relevance import HERE
from tests.relevance.labelled import DIRECTORIES

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

LEARNED = (
    "MEANING", "MEANING_FROM", "MEANING_TO", "SUPPORT", "FOR_OTHERS", "FOR_THEM", "PLAN_SCORE", "PLAN_LEAST",
)  # fmt: skip
"""What the grades can speak on. `NEED` and `PLAN_NEED` are the units that the others are measured in."""
BLIND = (
    "PLAN_SUPPORT", "PLAN_IN_PERSON", "PLAN_PEERS", "DISTANCE", "DISTANCE_HALF_KM", "REMOTE", "NATIONWIDE",
    "DISTANCE_UNKNOWN", "OTHER_AREA", "OTHER_COUNTRY", "OTHER_LANGUAGE", "THEIR_LANGUAGE", "OTHER_SITE", "HOURS_STATED",
    "HOURS_NOT_STATED", "OPENS_SOON", "CONFIRMED_RECENTLY", "CONFIRMED_THIS_YEAR", "CONFIRMED_LONG_AGO",
    "CONFIRMED_NEVER",
)  # fmt: skip
"""What they cannot."""
TIMES = (0.0, 0.5, 0.75, 1.33, 2.0)
"""What a weight is tried at, in two digits, as multiples of what it is: it may end, but not turn its sign."""
SHARES = {"nDCG@10": 0.5, "best in plan": 0.25, "coverage": 0.25}
"""Of what is climbed."""
LEAST_GAIN, PULL, SURE = 0.001, 0.002, 2.0
"""The least gain; what more is asked for a value that is its own size away from the present one; standard errors."""
ROUNDS = 3
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement put to one directory: what of it does not depend on the weights."""

    case: Case
    request: MatchRequest
    index: OpenIndex
    judge: Judge
    rows: Rows
    """Of the listings that could be ranked and that somebody judged."""
    grades: Floats

    def values(self) -> list[float]:
        """The measures in the order of `SHARES`, under whatever the weights are at the time."""
        parts = matching.answer_parts(self.request, self.index)
        ordered = [int(row) for row in parts.scored.rows[parts.ordered]]
        first, plan = judged_first(ordered, len(parts.plan.picks), self.judge)
        values = measured(first, plan, self.case, self.rows, self.grades, self.judge)
        return [values[name] for name in SHARES]


class Statements:
    """The statements of one split, each put to every directory that answers it."""

    def __init__(self, split: str, directories: Sequence[tuple[OpenIndex, Directory, Judge]]) -> None:
        files = [HERE / "statements" / f"{name}.jsonl" for name in (f"en-{split}", f"es-{split}", split)]
        self.split = split
        self.asked: list[Asked] = []
        of_statement = []
        for number, case in enumerate(read_cases([file for file in files if file.exists()])):
            for index, directory, judge in directories:
                request, grades = request_of(case, directory.place), judge.of_case(case)
                rows, _ = matching.candidates(request, index)
                rows = rows[judge.judged[rows]]
                if (grades[rows] >= GOOD).any():
                    self.asked.append(Asked(case, request, index, judge, rows, grades))
                    of_statement.append(number)
        self._statement = np.unique(of_statement, return_inverse=True)[1]

    def part(self, needs: Collection[str], *, without: bool = False) -> Statements:
        """Those of them whose first need is one of `needs`, or else those `without`."""
        kept = [number for number, asked in enumerate(self.asked) if (asked.case.needs[0] in needs) is not without]
        part = copy.copy(self)
        part.asked = [self.asked[number] for number in kept]
        part._statement = np.unique(self._statement[kept], return_inverse=True)[1]
        return part

    def values(self) -> Floats:
        """(asked, measures in the order of `SHARES`): 0 to 1, NaN where there is nothing to measure."""
        return np.array([asked.values() for asked in self.asked])

    def quality(self, values: Floats) -> Floats:
        """(statements,): what each statement adds to the number that is climbed, which is their sum."""
        counts = (~np.isnan(values)).sum(axis=0)
        added = np.nan_to_num(values) @ (np.array(list(SHARES.values())) / counts)
        return np.bincount(self._statement, weights=added).astype(np.float64)

    def gain(self, values: Floats, before: Floats) -> tuple[float, float]:
        """How much more is reached than before, and the standard error of that over the statements."""
        more = self.quality(values) - self.quality(before)
        return float(more.sum()), float(np.sqrt(len(more)) * more.std())

    def said(self, values: Floats) -> str:
        means = ", ".join(f"{name} {mean:.3f}" for name, mean in zip(SHARES, np.nanmean(values, axis=0), strict=True))
        return f"{means}, together {self.quality(values).sum():.4f}"


def distance(name: str, hand: dict[str, float]) -> float:
    """How far a weight is from the present value, as a multiple of that."""
    return abs(float(getattr(weights, name)) / hand[name] - 1.0)


def learn(names: Sequence[str], train: Statements, say: Callable[[str], None]) -> dict[str, tuple[float, float]]:
    """Climbs, and leaves `matcher.weights` at what was reached. Of each weight: the value that gained most when it was
    last tried, kept or not, and that gain."""
    hand = {name: float(getattr(weights, name)) for name in names}
    best: dict[str, tuple[float, float]] = {}
    current = train.values()
    for number in range(1, ROUNDS + 1):
        changed = False
        for name in names:
            now, pulled = float(getattr(weights, name)), distance(name, hand)
            tried = []
            for value in dict.fromkeys([hand[name], *(float(f"{now * times:.2g}") for times in TIMES)]):
                setattr(weights, name, value)
                if value != now and weights.MEANING_FROM < weights.MEANING_TO:
                    values = train.values()
                    gain, error = train.gain(values, current)
                    enough = gain > max(LEAST_GAIN + PULL * (distance(name, hand) - pulled), SURE * error)
                    tried.append((gain, error, value, enough, values))
            setattr(weights, name, now)
            gain, error, value, _, _ = max(tried, key=lambda one: one[0])
            best[name] = (value, gain)
            said = f"round {number}  {name:22} {now:8g}  best tried {value:8g}: {gain:+.4f} ± {error:.4f}"
            kept = [one for one in tried if one[3]]
            if kept:
                _, _, value, _, current = max(kept, key=lambda one: one[0] - PULL * abs(one[2] / hand[name] - 1.0))
                setattr(weights, name, value)
                said, changed = f"{said}  kept {value:g}", True
            say(said)
        if not changed:
            break
    return best


def held_out(
    names: Sequence[str], train: Statements, say: Callable[[str], None]
) -> tuple[list[dict[str, float]], list[float]]:
    """Of each fold: the values learned without the statements whose first need is in it, and their gain on those.

    Leaves `matcher.weights` as it was."""
    hand = {name: float(getattr(weights, name)) for name in names}
    needs = sorted({asked.case.needs[0] for asked in train.asked})
    learned, gains = [], []
    for fold in range(FOLDS):
        out = needs[fold::FOLDS]
        rest, tested = train.part(out, without=True), train.part(out)
        before = tested.values()
        learn(names, rest, lambda line: None)
        gain, error = tested.gain(tested.values(), before)
        learned.append({name: float(getattr(weights, name)) for name in names})
        gains.append(gain)
        changed = ", ".join(f"{name} {value:g}" for name, value in learned[-1].items() if value != hand[name])
        say(f"fold {fold + 1}: {changed or 'nothing'} learned; on what was held out {gain:+.4f} ± {error:.4f}")
        for name, value in hand.items():
            setattr(weights, name, value)
    return learned, gains


def remember() -> None:
    """What does not depend on the weights of the ranking is done once for each request."""
    for name in ("locate", "read", "screen", "understand", "judge"):
        setattr(matching, name, _by_first(getattr(matching, name)))


def _by_first(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with its results kept by its first argument and by the index, if that is among the others."""
    kept: dict[Any, Any] = {}

    @functools.wraps(function)
    def remembered(first: Any, *others: Any) -> Any:
        key = (first, *(id(other) for other in others if isinstance(other, OpenIndex | Heads)))
        if key not in kept:
            kept[key] = function(first, *others)
        return kept[key]

    return remembered


@click.command()
@click.argument("folders", metavar="INDEX…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--grades",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    default=[directory.grades for directory in DIRECTORIES],
    help="Of each index, in their order; those of `tests.relevance.labelled` unless given.",
)
@click.option("--blind", is_flag=True, help="Also what the grades cannot speak on.")
def main(folders: tuple[Path, ...], grades: tuple[Path, ...], blind: bool) -> None:
    """Prints each weight, what it was learned to be on the train statements, and what dev then gives."""
    directories = []
    for folder, path in zip(folders, grades, strict=False):
        index, directory = open_current(folder), read_directory(path)
        directories.append((index, directory, Judge(index, directory)))
    remember()
    splits = [Statements(split, directories) for split in ("train", "dev", "several")]
    names = [*LEARNED, *(BLIND if blind else ())]
    hand = {name: float(getattr(weights, name)) for name in names}
    before = [split.values() for split in splits]
    say = functools.partial(click.echo, err=True)
    folds, gains = held_out(names, splits[0], say)
    best = learn(names, splits[0], say)
    after = [split.values() for split in splits]
    columns = ("before", "learned", "in folds", "gain on train", "on dev")
    click.echo(f"{'weight':20}" + "".join(f"{column:>15}" for column in columns) + f"{'most gained by':>20}")
    for name in names:
        learned, (value, gain) = float(getattr(weights, name)), best[name]
        alike = sum((fold[name] - hand[name]) * (learned - hand[name]) > 0 for fold in folds)
        row = f"{name:20}{hand[name]:15g}{learned:15g}"
        if learned != hand[name]:
            row += f"{f'{alike} of {FOLDS}':>15}"
            setattr(weights, name, hand[name])
            for split, values in zip(splits[:2], after[:2], strict=True):
                row += f"{-split.gain(split.values(), values)[0]:+15.4f}"
            setattr(weights, name, learned)
        else:
            row += f"{'–':>15}" * 3
        click.echo(row + f"{f'{value:g} ({gain:+.4f})':>20}")
    click.echo(f"held out, mean of {FOLDS} folds: {np.mean(gains):+.4f} ± {np.std(gains) / np.sqrt(FOLDS):.4f}")
    for split, old, new in zip(splits, before, after, strict=True):
        gain, error = split.gain(new, old)
        click.echo(f"{split.split}, asked {len(split.asked)} times: {split.said(old)}")
        click.echo(f"{'learned':>{len(split.split)}}: {split.said(new)} ({gain:+.4f} ± {error:.4f})")


if __name__ == "__main__":
    main(prog_name="python -m tests.relevance.learn")
