"""The plan: the first three, chosen together so that as a set they cover what was said.

Greedy maximisation of a probabilistic coverage: each listing covers a need independently with the chance that it
answers it, so a set covers a need with ``1 - prod(1 - fit)``. The same listing's score and small bonuses for meeting in
person and for peers are added. The objective is submodular, and monotone where no score is negative; the greedy choice
is then within ``1 - 1/e`` of the best set (Nemhauser, Wolsey and Fisher, 1978), and within a third of it where two
rules narrow the choice: one site of a service, one helpline (Fisher, Nemhauser and Wolsey, 1978, for two matroids).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.resource import KINDS, MODES, SUPPORT_TYPES, SupportType
from indexer.open_index import OpenIndex
from matcher import weights
from matcher.request import MatchRequest
from matcher.scoring import Scored, best_of, need_fit, own_fit
from matcher.understand import Understanding

SIZE = 3
POOL = 10
"""Candidates that a plan is chosen from, besides the best of each need."""
TALK_NEEDS = frozenset({"warmline", "suicide-crisis"})
"""Needs whose answer is somebody to talk to now; only then may a plan hold more than one helpline."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One listing of the plan: its position among the candidates, and what it adds to those before it."""

    position: int
    new_needs: tuple[int, ...]
    """Positions in the understanding's needs."""
    new_support: tuple[SupportType, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    picks: tuple[Pick, ...]
    covers: tuple[tuple[int, int], ...]
    """(position in the understanding's needs, position of the listing that covers it best)."""
    uncovered: tuple[int, ...]
    support: dict[SupportType, float]


def choose(
    scored: Scored, request: MatchRequest, understanding: Understanding, index: OpenIndex, urgent: Sequence[int] = ()
) -> Plan:
    """A plan from candidates that have all passed the filters and the relevance floor.

    It is chosen from the best of them, however many are asked for. What is abroad, or for others than they say they
    are, has no place beside what is not; what neither answers a stated need well nor gives support that is said to be
    missing, none beside what does. Of the rest, it begins with what answers one of the `urgent` needs
    (positions in the understanding's needs) best, if anything does: to somebody in danger, how near it is comes second,
    but not whether it is for where they are."""
    pool = np.flatnonzero(best_of(scored, POOL))
    among = scored.take(pool)
    fit = need_fit(among.rows, understanding, index)
    own = own_fit(among.rows, understanding, index)
    given = index.columns.support[among.rows].astype(np.float64)
    stated = _stated(understanding)
    shares = stated / max(stated.sum(), 1e-9)
    leading = stated >= weights.PLAN_LEADS * stated.max(initial=0.0)
    wanted = np.array([understanding.support[support_type] for support_type in SUPPORT_TYPES])
    wanted = wanted / wanted.sum() if wanted.any() else wanted
    gaps = [support_type in understanding.gaps for support_type in SUPPORT_TYPES]
    # One need, and nobody said to be missing: what gives another type of support would pad the plan.
    padding = len(shares[shares > 0]) == 1 and not understanding.gaps
    support_weight = 0.0 if padding else weights.PLAN_SUPPORT
    helpline = index.columns.kind[among.rows] == KINDS.index("helpline")
    answers = (fit >= weights.COVERED) & leading
    peers = (index.columns.kind[among.rows] == KINDS.index("support_group")) & answers.any(axis=1) & (not urgent)
    in_person = among.to_visit & answers.any(axis=1)
    service = index.columns.service[among.rows]
    talk = any(understanding.needs[number].need.id in TALK_NEEDS for number in np.flatnonzero(stated))

    missing_need = np.ones(len(shares))
    missing_support = np.ones(len(wanted))
    area = among.parts["area"]
    open_to = np.ones(len(pool), dtype=np.bool_)
    for better in (
        (area > weights.OTHER_COUNTRY) & (among.for_others > weights.NOT_FOR_THEM),
        (fit[:, stated > 0] >= weights.RELEVANT_FIT).any(axis=1),
        (fit[:, stated > 0] >= weights.PLAN_FIT).any(axis=1) | (given[:, gaps] >= weights.COVERED).any(axis=1),
    ):
        open_to &= better | ~(open_to & better).any()
    elsewhere = np.where(area <= weights.OTHER_AREA, area, 0.0)
    in_danger = (fit[:, list(urgent)] >= weights.RELEVANT_FIT).any(axis=1)
    picks: list[Pick] = []
    while len(picks) < min(SIZE, request.limit) and open_to.any():
        gain = weights.PLAN_NEED * (fit * missing_need) @ shares
        gain += support_weight * (given * missing_support) @ wanted
        gain += weights.PLAN_SCORE * among.totals + weights.PLAN_FOR_OTHERS * (among.for_others < 0)
        chosen = [pick.position for pick in picks]
        gain += weights.PLAN_IN_PERSON * (in_person & ~in_person[chosen].any())
        gain += weights.PLAN_PEERS * (peers & ~peers[chosen].any())
        may_be_next = open_to
        if not picks and (open_to & in_danger).any():
            may_be_next = open_to & in_danger
            gain = fit[:, list(urgent)] @ stated[list(urgent)] + elsewhere + weights.PLAN_SCORE * among.totals
        # Candidates come best first, ties by id, so the first of equal gains is the right one.
        best = int(np.argmax(np.where(may_be_next, gain, -np.inf)))
        covered = np.asarray((own[chosen] >= weights.COVERED).any(axis=0))
        picks.append(_pick(best, own, given, wanted, covered, missing_support))
        missing_need = missing_need * (1.0 - fit[best])
        missing_support = missing_support * (1.0 - given[best])
        open_to[best] = False
        if helpline[best] and not talk:
            open_to &= ~helpline
        # Another site of the service just chosen adds nothing to the set.
        open_to &= service != service[best]
    return _plan(picks, own, missing_support, pool)


def _stated(understanding: Understanding) -> npt.NDArray[np.float64]:
    """The needs' weights; 0 for what was hardly guessed, which takes no place of what was said."""
    stated = np.array([need.weight for need in understanding.needs])
    stated[stated < weights.PLAN_LEAST * stated.max(initial=0.0)] = 0.0
    return stated


def fallbacks(
    plan: Plan, rows: npt.NDArray[np.int64], country: str, understanding: Understanding, index: OpenIndex
) -> list[tuple[int, int]]:
    """For each need that the plan leaves uncovered, the row of the real listing for the person's whole country that
    answers it most surely, of the candidates' `rows`; one that can only be visited is no help from afar.

    (position in the understanding's needs, row); a need that no such listing covers has none.
    """
    if not plan.uncovered:
        return []
    columns = index.columns
    at_home = columns.country.are(country, "")[rows]
    from_afar = columns.modes[rows] != 1 << MODES.index("in_person")
    rows = rows[columns.everywhere[rows] & ~columns.sample[rows] & at_home & from_afar]
    if not len(rows):
        return []
    fit = own_fit(rows, understanding, index)
    best = [int(np.lexsort((columns.id_rank[rows], -fit[:, need]))[0]) for need in plan.uncovered]
    return [
        (need, int(rows[position]))
        for need, position in zip(plan.uncovered, best, strict=True)
        if fit[position, need] >= weights.COVERED
    ]


def _pick(
    best: int,
    fit: npt.NDArray[np.float64],
    given: npt.NDArray[np.float64],
    wanted: npt.NDArray[np.float64],
    covered: npt.NDArray[np.bool_],
    missing_support: npt.NDArray[np.float64],
) -> Pick:
    new_needs = tuple(int(n) for n in np.flatnonzero(~covered & (fit[best] >= weights.COVERED)))
    new_support = tuple(
        support_type
        for t, support_type in enumerate(SUPPORT_TYPES)
        if wanted[t] > 0 and 1.0 - missing_support[t] < weights.COVERED <= given[best][t]
    )
    return Pick(best, new_needs, new_support)


def _plan(
    picks: list[Pick],
    fit: npt.NDArray[np.float64],
    missing_support: npt.NDArray[np.float64],
    pool: npt.NDArray[np.int64],
) -> Plan:
    """The plan of picks from a `pool`, given by its positions among all candidates."""
    positions = [pick.position for pick in picks]
    covers, uncovered = [], []
    for need in range(fit.shape[1]):
        best = max(positions, key=lambda position: fit[position, need], default=None)
        if best is not None and fit[best, need] >= weights.COVERED:
            covers.append((need, int(pool[best])))
        else:
            uncovered.append(need)
    support: dict[SupportType, float] = {
        support_type: round(float(1.0 - missing_support[t]), 4) for t, support_type in enumerate(SUPPORT_TYPES)
    }
    picked = tuple(replace(pick, position=int(pool[pick.position])) for pick in picks)
    return Plan(picked, tuple(covers), tuple(uncovered), support)
