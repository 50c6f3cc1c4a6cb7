"""Why a listing is recommended, and what to be careful of: reasons whose contributions are the score, and cautions.

Every component of the score becomes a reason; a component that contributes nothing and says nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from data.resource import Evidence, Resource, SupportType
from indexer.english import SIGNED
from indexer.open_index import OpenIndex
from matcher import weights, wording
from matcher.filters import Reason, Verdict
from matcher.plan import Pick
from matcher.request import MatchRequest
from matcher.scoring import Scored
from matcher.understand import Understanding

_FILTER_TEXT: dict[str, tuple[str, str]] = {
    "age": ("Takes people of this age", "Ages served not stated"),
    "language": ("Speaks the language asked for", "Languages not stated"),
    "population": ("Is for the people asked for", "Does not state whom it is for"),
    "cost": ("Fits the cost asked for", "Cost not stated"),
    "insurance": ("Fits the way to pay asked for", "Does not say what insurance it takes"),
    "not_accessible": ("A wheelchair can get in", "Does not say if a wheelchair can get in"),
    "closed": ("Open at the time asked for", "Hours at the time asked for not known"),
}
"""What is said where it fits, and where it is not stated."""

SUPPORT_WORDS: dict[SupportType, str] = {
    "emotional": "someone to lean on",
    "informational": "facts and advice",
    "practical": "hands-on help",
}
"""What each type of support gives, in words that need no learning."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a listing for this request: distance in km and next start (ISO 8601), `None` if not known."""

    distance_km: float | None
    to_visit: bool
    """Whether it can be gone to, within the radius in force."""
    next_occurrence: str | None
    open_now: bool | None
    request: MatchRequest


def reasons(
    scored: Scored,
    position: int,
    resource: Resource,
    understanding: Understanding,
    facts: Facts,
    pick: Pick | None,
    index: OpenIndex,
) -> list[dict[str, object]]:
    """The complete list: its contributions sum to the candidate's total."""
    row = int(scored.rows[position])
    found: list[dict[str, object]] = []
    for number, need in enumerate(understanding.needs):
        contribution = float(scored.needs[number, position])
        if contribution:
            evidence = index.need_evidence(row, resource, need.number)
            found.append(
                _evidenced(
                    "need",
                    need.need.id,
                    need.said,
                    evidence,
                    contribution,
                    _need_text(need.said, need.need.label, evidence),
                )
            )
    found.sort(key=lambda reason: -float(str(reason["contribution"])))
    meaning = float(scored.meaning[position])
    if meaning:
        evidence = index.passage_evidence(resource, int(scored.meaning_passage[position]))
        text = f"Their words are close to what was said: {wording.quoted(evidence.text)}"
        said = facts.request.needs.strip() if facts.request.needs else None
        found.append(_evidenced("meaning", None, said, evidence, meaning, text))
    for name, part in scored.parts.items():
        contribution = float(part[position])
        said_of_part = _part_text(name, contribution, resource, understanding, facts)
        if contribution or said_of_part:
            found.append({"kind": name, "contribution": contribution, "text": said_of_part or name})
    if pick is not None:
        found.append({"kind": "plan", "contribution": 0.0, "text": _plan_text(pick, row, understanding, index)})
    return found


def cautions(
    resource: Resource,
    row: int,
    verdicts: Mapping[Reason, Verdict],
    other_area: bool,
    understanding: Understanding,
    as_of: datetime,
) -> list[str]:
    """What the listing does not say, or what to check before sending somebody there; the gravest first."""
    said = list(resource.cautions)
    if resource.source.sample:
        said.append("Sample listing: not a real service")
    if other_area and resource.address:
        listed_in = resource.address.state_province or resource.address.country
        said.append(f"Listed in {listed_in}: ask whether it serves this area")
    if _is_hidden(resource):
        said.append("The address is kept confidential: call first; distance is not shown")
    elif "in_person" in resource.modes and resource.position is None:
        said.append("Place not stated: distance unknown")
    said += [
        _unstated(name, resource)
        for name, verdict in verdicts.items()
        if name in _FILTER_TEXT and verdict.asked and verdict.unstated[row]
    ]
    said += _not_for_all(resource, row, verdicts, understanding)
    if not resource.schedules and not ("closed" in verdicts and verdicts["closed"].unstated[row]):
        said.append("Hours not stated")
    if wording.cost(resource) is None and "cost" not in verdicts:
        said.append("Cost not stated")
    if not resource.phones and not resource.url and not resource.email:
        said.append("No phone, website or email listed")
    if resource.assured_date is None:
        said.append("Not known when this was last confirmed: call first")
    elif (as_of.date() - resource.assured_date).days > weights.YEAR_DAYS:
        said.append(f"Last confirmed on {resource.assured_date.isoformat()}: call first")
    # The radius is judged where a place is asked from, and only then is a distance shown.
    area = wording.known_by(resource) if "beyond_radius" in verdicts else None
    if area and "in_person" in resource.modes and not _is_hidden(resource):
        said.append(f"Only its {area} is known: it may be nearer or farther")
    tagged = {tag.need_id for tag in resource.tags}
    said += [n.need.caution for n in understanding.needs if n.need.id in tagged and n.need.caution is not None]
    return list(dict.fromkeys(said))


def _evidenced(
    kind: str, need_id: str | None, said: str | None, evidence: Evidence, contribution: float, text: str
) -> dict[str, object]:
    return {
        "kind": kind,
        "need_id": need_id,
        "said": said,
        "evidence": {"field": evidence.field, "text": evidence.text},
        "contribution": contribution,
        "text": text,
    }


def _need_text(said: str | None, label: str, evidence: Evidence) -> str:
    offer = wording.offer(evidence)
    return f"You said {wording.quoted(said)}; {offer} ({label})" if said else f"{label}: {offer}"


def _is_hidden(resource: Resource) -> bool:
    return resource.address is not None and resource.address.confidential


def _unstated(name: Reason, resource: Resource) -> str:
    """Of a filter that was asked for and is not known to fit."""
    if name == "language" and resource.languages:
        return _besides_english(resource)
    return _FILTER_TEXT[name][1]


def _besides_english(resource: Resource) -> str:
    return f"Also speaks {wording.languages(resource.languages)}; does not say English: ask"


def _not_for_all(
    resource: Resource, row: int, verdicts: Mapping[Reason, Verdict], understanding: Understanding
) -> list[str]:
    """Whom it is for and what it speaks, where that was not asked for and nothing tells that the person fits."""
    said = []
    if _is_for_others("population", row, verdicts):
        said.append(f"For {wording.populations(resource)}")
    if _is_for_others("age", row, verdicts):
        said.append(wording.ages(resource) or "")
    known = {"en", *understanding.person.languages, *SIGNED}
    if _is_for_others("language", row, verdicts):
        said.append(f"In {wording.languages(resource.languages)}")
    elif not verdicts["language"].asked and resource.languages and not known & {*resource.languages}:
        said.append(_besides_english(resource))
    return said


def _is_for_others(name: Reason, row: int, verdicts: Mapping[Reason, Verdict]) -> bool:
    return not verdicts[name].asked and bool(verdicts[name].unstated[row])


def _part_text(
    name: str,
    contribution: float,
    resource: Resource,
    understanding: Understanding,
    facts: Facts,
) -> str | None:
    if name == "cost" and contribution >= 0:
        cost = wording.cost(resource)
        return f"{_FILTER_TEXT[name][0]}: {wording.lower_first(cost)}" if cost and contribution else cost
    if name in _FILTER_TEXT:
        if contribution < 0:
            return _unstated(cast(Reason, name), resource)
        return _FILTER_TEXT[name][0] if contribution else None
    if name == "support":
        given = resource.support.as_dict()
        wanted = [t for t, weight in understanding.support.items() if weight >= 0.3 and given[t] >= 0.3]
        if wanted:
            return f"Gives {wording.listed([SUPPORT_WORDS[support_type] for support_type in wanted])}"
        return "Gives a little of the help that is missing" if contribution else None
    if name == "distance":
        return _distance_text(resource, facts)
    if name == "their_language":
        if contribution < 0:
            return f"Speaks {wording.languages(resource.languages)}; it does not say that it speaks English"
        theirs = [code for code in resource.languages if code in understanding.person.languages]
        return f"Speaks {wording.languages(theirs)}" if theirs else None
    if name == "restricted":
        for_whom = f"For {wording.populations(resource)}"
        return f"{for_whom} only" if contribution < 0 else for_whom if contribution else None
    if name == "ages":
        return wording.ages(resource) if contribution else None
    if name == "area":
        if resource.serves_everywhere and contribution == weights.NATIONWIDE:
            return "Nationwide: not only for this area"
        return "Not listed for your area" if contribution else None
    if name == "other_site":
        return "Another site of the same service fits as well or better" if contribution else None
    if name == "hours":
        if facts.open_now:
            return "Open now"
        if facts.next_occurrence:
            return f"Next: {datetime.fromisoformat(facts.next_occurrence):%A %d %B %Y, %H:%M}"
        return "Hours stated" if resource.schedules else "Hours not stated"
    if resource.assured_date:
        return f"Last confirmed on {resource.assured_date.isoformat()}"
    return "Not known when it was last confirmed"


def _distance_text(resource: Resource, facts: Facts) -> str:
    remote = [mode for mode in resource.modes if mode != "in_person" and mode in facts.request.modes]
    by = " or ".join("online" if mode == "online" else "by phone" for mode in remote)
    away = wording.away(resource, facts.distance_km) if facts.distance_km is not None else None
    if facts.to_visit:
        if resource.address and _is_hidden(resource):
            here = f"In {resource.address.city or 'the area'}; the place is kept confidential"
        else:
            here = wording.upper_first(away) if away else "Distance not known"
        return f"{here}, and {by}" if by else here
    reached = f"You can reach it {by}" if by else "Serves the whole country"
    return f"{reached}; its place is {away}" if away and "in_person" in resource.modes else reached


def _plan_text(pick: Pick, row: int, understanding: Understanding, index: OpenIndex) -> str:
    labels = [understanding.needs[number].need.label for number in pick.new_needs]
    if labels:
        return f"Adds {wording.listed(labels)}"
    if pick.new_support:
        return f"Adds {wording.listed([SUPPORT_WORDS[support_type] for support_type in pick.new_support])}"
    if not understanding.needs:
        return "We could not tell what you need: this seems to come close"
    if all(index.own_fit[row, need.number] < weights.COVERED for need in understanding.needs):
        return "May help with a part of what you need"
    return "Adds another way to the same help"
