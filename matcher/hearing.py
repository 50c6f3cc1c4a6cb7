"""What a helpline worker hears besides the needs themselves, reckoned into their weights.

Whose trouble it is, what is denied or over, a relapse, trauma and addiction together, a family that fails
(`matcher.stance`, `matcher.denial`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matcher import denial, stance
from matcher.reading import Reading
from matcher.stated import KEEP_WEIGHT, Stated

ADDICTION = frozenset({
    "alcohol-treatment", "opioid-treatment", "stimulant-treatment", "cannabis-treatment", "detox", "buprenorphine",
    "methadone", "residential-treatment", "outpatient-iop", "adolescent-substance-use", "relapse-prevention",
})  # fmt: skip
TRAUMA = frozenset({
    "ptsd-therapy", "childhood-abuse-survivors", "sexual-assault", "military-trauma", "community-violence",
})  # fmt: skip
BOTH = "trauma-and-addiction"
"""Trauma and addiction feed each other, so what treats both comes before what treats one."""
BOTH_HEARD = 0.4
"""From this weight of its own, it comes before the one of them that is stated beside it."""
FAMILY_OF_DRINKER, FAMILY_OF_USER = "al-anon", "nar-anon"
FOR_THE_RELATIVE = {FAMILY_OF_DRINKER: "alcohol-treatment", FAMILY_OF_USER: "treatment-navigation"}
"""Help for families comes first, and help for the one who drinks or uses after it."""
RELATIVE_WEIGHT = 0.3
MEETINGS = ("aa-meetings", "na-meetings")
AFTER_RELAPSE = ("relapse-prevention", *MEETINGS)
RELAPSE_WEIGHT = 0.5
WHOSE_WEIGHT = 0.7
OF_A_RELATIVE = ("caregiver-support", "family-education", "couples-counseling", "family-boundaries")
"""What the trouble of somebody close may call for."""
OF_A_TOPIC: dict[denial.Topic, tuple[str, ...]] = {
    "gambling": ("gambling",),
    "smoking": ("smoking-vaping",),
    "homelessness": ("emergency-shelter", "transitional-housing"),
    "depression": ("depression",),
    "anxiety": ("anxiety",),
}
"""What each trouble that may be over calls for while it lasts."""
AFTER_OVERDOSE = "overdose-bereavement"
"""For whom an overdose has left behind."""
GRIEF, AFTER_MURDER = "grief", "community-violence"
AFTER_SUICIDE_WEIGHT = 0.75
FOR_DRINK = ("alcohol-treatment", "aa-meetings")
DRINK_WEIGHT, MUCH_DRINK_WEIGHT = 0.3, 0.6
"""Drinking that is told beside something else weighs this much, and this where it is said to be much."""
FOR_ADULTS_HARMED = "childhood-abuse-survivors"
FOR_RESPONDERS, FOR_SOLDIERS = "ptsd-therapy", "military-trauma"
"""No need is for cops, firefighters and the like alone."""
HARMED_WEIGHT, WORN_WEIGHT = 0.6, 0.75
UNSAFE_MEETINGS_WEIGHT = 0.2
INSTEAD_OF_MEETINGS = ("smart-secular", "sexual-assault")
"""For whom somebody of a fellowship preys upon: other company, and somebody to tell."""
OF_FAITH = "faith-based-recovery"
FOR_LGBTQ = ("lgbtq-recovery-group", "lgbtq-affirming-therapy", "lgbtq-youth")
OUTSIDE_SUPPORT = "support-network"
OUTSIDE_WEIGHT = 0.4


def denied(reading: Reading, numbers: Mapping[str, int]) -> npt.NDArray[np.bool_]:
    """(facets, needs): which facet does not state which need, whatever it talks of.

    What is refused or denied states nothing; what is over, neither an addiction nor that of somebody close; the
    speaker's own drinking or using that troubles somebody close, no need of a family's group; another's relapse, no
    need of the speaker's after one."""
    facets = [reading.words(facet) for facet in range(len(reading.spans))]
    nothing = np.array([denial.refuses(words) or denial.denies(words) for words in facets])
    over = np.array([denial.is_over(words) or denial.closes(after) for words, after in pairwise([*facets, ""])])
    relapse = denial.tells_of_relapse(reading.statement)
    if relapse:
        over[:] = False
    theirs = np.array([relapse and stance.of_a_relative(words, reading.statement) for words in facets])
    own = np.array([stance.is_own(words) for words in facets])
    silent = np.repeat(nothing[:, None], len(numbers), axis=1)
    silent[:, _of(ADDICTION, numbers)] |= over[:, None]
    silent[:, _of(FOR_THE_RELATIVE, numbers)] |= (own | over)[:, None]
    silent[:, _of(AFTER_RELAPSE, numbers)] |= theirs[:, None]
    for topic in denial.topics(reading.statement):
        past = np.array([denial.is_past(words, topic) for words in facets])
        silent[:, _of(OF_A_TOPIC[topic], numbers)] |= past[:, None]
    # Told of all there is, since "that is not Christian" may stand alone, and what is left speaks of it as well.
    if denial.refuses_faith(reading.statement):
        silent[:, _of((OF_FAITH,), numbers)] = True
    if denial.is_not_lgbtq(reading.statement):
        silent[:, _of(FOR_LGBTQ, numbers)] = True
    return silent


def hear(reading: Reading, stated: Stated) -> None:
    """Reckons in what is heard besides the needs themselves."""
    _hear_own_trouble(reading, stated)
    _hear_in_passing(reading, stated)
    addiction, trauma = stated.strongest(ADDICTION), stated.strongest(TRAUMA)
    either = max((need_id for need_id in (addiction, trauma) if need_id), key=stated.weight, default=None)
    if either and ((addiction and trauma) or stated.weight(BOTH) >= BOTH_HEARD):
        stated.raise_to(BOTH, min(1.0, stated.weight(either) + 1e-3), like=addiction)
    _hear_relapse(reading, stated)
    _hear_relatives(reading, stated, addiction)
    _hear_whose(reading, stated)
    _hear_deaths(reading, stated)
    if stance.is_worn_responder(reading.statement):
        _hear_responder(reading, stated, addiction)
    if stance.fellow_preys(reading.statement):
        for need_id in MEETINGS:
            stated.lower_to(need_id, UNSAFE_MEETINGS_WEIGHT)
        for need_id in INSTEAD_OF_MEETINGS:
            stated.raise_to(need_id, OUTSIDE_WEIGHT)
    if stance.family_fails(reading.statement):
        failing = [f for f in range(len(reading.spans)) if stance.family_fails(reading.words(f))]
        stated.raise_to(OUTSIDE_SUPPORT, OUTSIDE_WEIGHT, facet=failing[0] if failing else None)


def _hear_deaths(reading: Reading, stated: Stated) -> None:
    """Nobody is grieved for who lives; where no drug is told of and another cause is, or grief is stated more surely,
    it is grief as any other."""
    weight = stated.weight(AFTER_OVERDOSE)
    if weight >= KEEP_WEIGHT:
        if stance.is_alive(reading.statement):
            stated.drop(AFTER_OVERDOSE)
        elif (stated.weight(GRIEF) >= weight or stance.lost_otherwise(reading.statement)) and not stance.tells_of_drugs(
            reading.statement
        ):
            stated.raise_to(GRIEF, weight, like=AFTER_OVERDOSE)
            stated.drop(AFTER_OVERDOSE)
    if stance.lost_to_suicide(reading.statement):
        # Where survivors of suicide meet; nobody was murdered.
        stated.raise_to(GRIEF, AFTER_SUICIDE_WEIGHT)
        stated.drop(AFTER_MURDER)
        if not stance.is_of_oneself(reading.statement):
            stated.lower_to("self-harm", RELATIVE_WEIGHT)


def _hear_in_passing(reading: Reading, stated: Stated) -> None:
    """What is told beside something else: the speaker's drinking, harm done to them in childhood."""
    own = [f for f in range(len(reading.spans)) if stance.drinks(reading.words(f)) and _is_now(reading.words(f))]
    # "I am lonely and drink": the clause alone names nobody.
    whole = stance.drinks(reading.statement) and _is_now(reading.statement)
    drinks = bool(own) or whole
    least = MUCH_DRINK_WEIGHT if drinks and stance.drinks_much(reading.statement) else DRINK_WEIGHT
    if drinks and max(stated.weight(need_id) for need_id in FOR_DRINK) < least:
        facet = next((f for f in range(len(reading.spans)) if stance.is_about_drink(reading.words(f))), None)
        stated.raise_to(FOR_DRINK[0], least, facet=own[0] if own else facet)
    elif not drinks and stance.drinks_nothing_strong(reading.statement):
        for need_id in FOR_DRINK:
            stated.lower_to(need_id, KEEP_WEIGHT)
    if stance.harmed_as_a_child(reading.statement):
        stated.raise_to(FOR_ADULTS_HARMED, HARMED_WEIGHT)


def _hear_responder(reading: Reading, stated: Stated, addiction: str | None) -> None:
    """For whom what they saw at work weighs on them, trauma comes before what is for families and soldiers."""
    stated.raise_to(FOR_RESPONDERS, WORN_WEIGHT)
    if addiction and (stance.tells_of_drugs(reading.statement) or stance.drinks(reading.statement)):
        stated.raise_to(BOTH, WORN_WEIGHT, like=addiction)
    for need_id in (AFTER_MURDER, FOR_SOLDIERS):
        stated.lower_to(need_id, RELATIVE_WEIGHT)


def _is_now(words: str) -> bool:
    return not (denial.is_over(words) or denial.denies(words))


def _hear_own_trouble(reading: Reading, stated: Stated) -> None:
    """Where somebody close is troubled by the speaker's own using, treatment takes the family group's place."""
    facet = next((f for f in range(len(reading.spans)) if stance.is_own(reading.words(f))), None)
    if facet is None:
        return
    for family, treatment in FOR_THE_RELATIVE.items():
        number = stated.numbers.get(family)
        lost = float(stated.told[number]) if number is not None else 0.0
        if lost >= KEEP_WEIGHT and stated.weight(family) < lost:
            instead = treatment if family == FAMILY_OF_DRINKER else stated.strongest(ADDICTION) or treatment
            stated.raise_to(instead, lost, facet=facet)


def _hear_relapse(reading: Reading, stated: Stated) -> None:
    """Raises what helps after a relapse, unless it is somebody else's."""
    if not denial.tells_of_relapse(reading.statement):
        return
    facets = [f for f in range(len(reading.spans)) if denial.tells_of_relapse(reading.words(f))]
    own = [f for f in facets if not stance.of_a_relative(reading.words(f), reading.statement)]
    if not own and stance.of_a_relative(reading.statement):
        _hear_their_relapse(reading, stated, facets[0] if facets else None)
        return
    drinkers, users = MEETINGS
    for need_id in ("relapse-prevention", drinkers if stance.is_about_drink(reading.statement) else users):
        stated.raise_to(need_id, RELAPSE_WEIGHT, facet=own[0] if own else None)


def _hear_their_relapse(reading: Reading, stated: Stated, facet: int | None) -> None:
    """Help for the family of somebody who began again, and for them; for both families where the drug is not told."""
    first, other = FAMILY_OF_USER, FAMILY_OF_DRINKER
    if stance.is_about_drink(reading.statement):
        first, other = other, first
    for family, weight in ((first, RELAPSE_WEIGHT), (other, RELATIVE_WEIGHT)):
        stated.raise_to(family, weight, facet=facet)
        stated.raise_to(FOR_THE_RELATIVE[family], RELATIVE_WEIGHT, facet=facet)


def _hear_whose(reading: Reading, stated: Stated) -> None:
    """Whom the trouble is said to be of, where it is said not to be the other's."""
    not_them, not_me = stance.not_them_but_me(reading.statement), stance.not_me_but_them(reading.statement)
    if not (not_them or not_me):
        return
    family = FAMILY_OF_DRINKER if stance.is_about_drink(reading.statement) else FAMILY_OF_USER
    if not_them:
        treatment = FOR_THE_RELATIVE[family]
        if family == FAMILY_OF_USER:
            treatment = stated.strongest(ADDICTION) or treatment
        stated.raise_to(treatment, WHOSE_WEIGHT, like=family)
        for need_id in (*FOR_THE_RELATIVE, *OF_A_RELATIVE):
            stated.drop(need_id)
    else:
        stated.raise_to(family, WHOSE_WEIGHT)
        for need_id in (*ADDICTION, *MEETINGS):
            stated.lower_to(need_id, RELATIVE_WEIGHT)


def _hear_relatives(reading: Reading, stated: Stated, addiction: str | None) -> None:
    """Help for the family before treatment, where it is somebody close who drinks or uses."""
    if addiction:
        said = stated.words_for(addiction)
        # "He" is taken for somebody named before only where he relapsed; else he may well be asked for himself.
        before = reading.statement if denial.tells_of_relapse(said) else ""
        if stance.of_a_relative(said, before):
            family = FAMILY_OF_DRINKER if stance.is_about_drink(said) else FAMILY_OF_USER
            stated.raise_to(family, min(1.0, stated.weight(addiction) + 1e-3), like=addiction)
        return
    for family, treatment in FOR_THE_RELATIVE.items():
        weight = stated.weight(family)
        if weight >= KEEP_WEIGHT and stance.of_a_relative(stated.words_for(family)):
            stated.raise_to(treatment, min(RELATIVE_WEIGHT, weight - 1e-3), like=family)


def _of(need_ids: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return [numbers[need_id] for need_id in need_ids if need_id in numbers]
