"""The fellowships that publish meeting feeds: how to recognise each, and whom it is for in plain words.

A meeting feed rarely names its fellowship: it shows in the feed's name, the publishing body, web addresses and the
names of the meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fellowship:
    """One fellowship."""

    name: str
    group: str
    """What one of its groups is called."""
    whom: str
    """Completes "a group for …"."""
    sign: re.Pattern[str]
    members: str | None = None
    """Whom a closed meeting is for, where that is not `whom`."""
    need_ids: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    recovery: bool = True
    """False where members are the families of those who drink or use."""

    @property
    def closed_to(self) -> str:
        """Whom a closed meeting is for."""
        return self.members or self.whom


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ALCOHOLICS_ANONYMOUS = Fellowship(
    name="Alcoholics Anonymous",
    group="Alcoholics Anonymous group",
    whom="people who want to stop drinking",
    members="people who have a desire to stop drinking",
    sign=_sign(
        r"alcoholics anonymous|\balcoh[oó]licos an[oó]nimos|\baa\b|\ba\.a\."
        r"|//[\w.]*?\baa\w*\.|//[\w.-]*?\w+aa\.(?:org|com|net)"
    ),
    need_ids=("aa-meetings",),
)
AL_ANON = Fellowship(
    name="Al-Anon Family Groups",
    group="Al-Anon Family Group",
    whom="families and friends of people with a drinking problem",
    sign=_sign(r"\bal-?anon|\bafg\b"),
    need_ids=("al-anon",),
    populations=("families",),
    recovery=False,
)
ALATEEN = Fellowship(
    name="Al-Anon Family Groups",
    group="Alateen group",
    whom="teenagers affected by someone else's drinking",
    sign=_sign(r"\balateen"),
    need_ids=("al-anon",),
    populations=("families", "youth"),
    recovery=False,
)
NARCOTICS_ANONYMOUS = Fellowship(
    name="Narcotics Anonymous",
    group="Narcotics Anonymous group",
    whom="people who want to stop using drugs",
    members="people who have, or think they may have, a drug problem",
    sign=_sign(r"narcotics anonymous|\bna meetings?\b"),
    need_ids=("na-meetings",),
)
_OTHERS = (
    Fellowship(
        name="Nar-Anon Family Groups",
        group="Nar-Anon Family Group",
        whom="families and friends of people with a drug problem",
        sign=_sign(r"\bnar-?anon|\bnarateen"),
        need_ids=("nar-anon",),
        populations=("families",),
        recovery=False,
    ),
    Fellowship(
        name="Adult Children of Alcoholics and Dysfunctional Families",
        group="Adult Children of Alcoholics and Dysfunctional Families group",
        whom="adults who grew up in alcoholic or dysfunctional families",
        sign=_sign(r"adult children of alcoholics (?:and|&) dys|\baca\b|\bacoa\b|adultchildren\.org"),
        need_ids=("adult-children-aca",),
        recovery=False,
    ),
    Fellowship(
        name="Co-Dependents Anonymous",
        group="Co-Dependents Anonymous group",
        whom="people who want healthy and loving relationships",
        sign=_sign(r"co-?dependents anonymous|\bcoda\b"),
        recovery=False,
    ),
    Fellowship(
        name="Cocaine Anonymous",
        group="Cocaine Anonymous group",
        whom="people who want to stop using cocaine and all other mind-altering substances",
        sign=_sign(r"cocaine anonymous"),
    ),
    Fellowship(
        name="Crystal Meth Anonymous",
        group="Crystal Meth Anonymous group",
        whom="people who want to stop using crystal meth",
        sign=_sign(r"crystal meth anonymous"),
    ),
    Fellowship(
        name="Gamblers Anonymous",
        group="Gamblers Anonymous group",
        whom="people who want to stop gambling",
        sign=_sign(r"gamblers anonymous"),
        need_ids=("gambling",),
    ),
    Fellowship(
        name="Overeaters Anonymous",
        group="Overeaters Anonymous group",
        whom="people who want to stop eating compulsively",
        sign=_sign(r"overeaters anonymous"),
    ),
    Fellowship(
        name="Sex and Love Addicts Anonymous",
        group="Sex and Love Addicts Anonymous group",
        whom="people who want to stop acting out on sex and love addiction",
        sign=_sign(r"sex and love addicts|\bslaa\b"),
        need_ids=("behavioral-addictions",),
    ),
    Fellowship(
        name="Recovery Dharma",
        group="Recovery Dharma group",
        whom="people who use Buddhist practice to recover from addiction",
        sign=_sign(r"recovery dharma"),
        need_ids=("smart-secular",),
    ),
)
FELLOWSHIPS = (ALATEEN, AL_ANON, NARCOTICS_ANONYMOUS, *_OTHERS, ALCOHOLICS_ANONYMOUS)
"""In the order in which they are looked for: Alcoholics Anonymous last, since others' names may contain its sign."""
_MAJORITY = 0.3


def recognise(text: str) -> Fellowship | None:
    """The fellowship that a name, an organisation or a web address speaks of."""
    spaced = text.replace("_", " ")
    return next((fellowship for fellowship in FELLOWSHIPS if fellowship.sign.search(spaced)), None)


def fellowship_of_feed(about: str, meetings: Iterable[str]) -> Fellowship | None:
    """The fellowship of a whole feed: by what is said about it, else by its meetings.

    `meetings` holds, for each one, whatever of it may carry a sign. A fellowship is taken where 30 in a hundred show
    it: only some names do, and nobody else's do by chance.
    """
    if (told := recognise(about)) is not None:
        return AL_ANON if told is ALATEEN else told
    signs = [recognise(meeting) for meeting in meetings]
    counts = {fellowship: signs.count(fellowship) for fellowship in FELLOWSHIPS}
    counts[AL_ANON] += counts.pop(ALATEEN)
    best = max(counts, key=lambda fellowship: counts[fellowship])
    return best if counts[best] and counts[best] >= _MAJORITY * len(signs) else None
