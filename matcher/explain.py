"""Why a listing is recommended, and what to be careful of: reasons whose contributions are the score, and cautions.

Every component of the score becomes a reason; a component that contributes nothing and says nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.languages import language_name
from data.resource import Evidence, Resource, SupportType
from data.vocabulary import POPULATIONS, RESTRICTING
from indexer.open_index import OpenIndex
from matcher import weights
from matcher.filters import Reason, Verdict
from matcher.plan import Pick
from matcher.request import MatchRequest
from matcher.scoring import Scored
from matcher.understand import Understanding

QUOTE_CHARACTERS = 160
"""Of the listing's words in a reason's text; the evidence itself is never cut."""

_FILTER_TEXT: dict[str, tuple[str, str]] = {
    "age": ("Takes people of this age", "Ages served not stated"),
    "language": ("Speaks the language asked for", "Languages not stated"),
    "population": ("Is for the people asked for", "Does not state whom it is for"),
    "cost": ("Fits the cost asked for", "Cost not stated"),
    "insurance": ("Fits the way to pay asked for", "Accepted insurance not stated"),
    "not_accessible": ("A wheelchair can get in", "Accessibility not stated"),
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
        text = f"Their words are close to what was said: “{_short(evidence.text)}”"
        said = facts.request.needs.strip() if facts.request.needs else None
        found.append(_evidenced("meaning", None, said, evidence, meaning, text))
    for name, part in scored.parts.items():
        contribution = float(part[position])
        said_of_part = _part_text(name, contribution, resource, understanding, facts)
        if contribution or said_of_part:
            found.append({"kind": name, "contribution": contribution, "text": said_of_part or name})
    if pick is not None:
        found.append({"kind": "plan", "contribution": 0.0, "text": _plan_text(pick, understanding)})
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
    if resource.address and resource.address.confidential:
        said.append("The address is kept confidential: call first; distance is not shown")
    elif "in_person" in resource.modes and resource.position is None:
        said.append("Place not stated: distance unknown")
    said += [
        _FILTER_TEXT[name][1] for name, verdict in verdicts.items() if name in _FILTER_TEXT and verdict.unstated[row]
    ]
    if "population" not in verdicts and any(name in RESTRICTING for name in resource.populations):
        said.append(f"For {_populations(resource)}")
    if (
        "language" not in verdicts
        and resource.languages
        and not {"en", *understanding.languages} & {*resource.languages}
    ):
        said.append(f"In {_languages(resource.languages)}")
    if not resource.schedules:
        said.append("Hours not stated")
    if resource.cost == "unknown" and not resource.fees_description and "cost" not in verdicts:
        said.append("Cost not stated")
    if not resource.phones and not resource.url and not resource.email:
        said.append("No phone, website or email listed")
    if resource.assured_date is None:
        said.append("Not known when this was last confirmed: call first")
    elif (as_of.date() - resource.assured_date).days > weights.YEAR_DAYS:
        said.append(f"Last confirmed on {resource.assured_date.isoformat()}: call first")
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
    offer = f"they offer “{_short(evidence.text)}”"
    return f"You said “{_short(said)}”; {offer} ({label})" if said else f"{label}: {offer}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE_CHARACTERS else flat[: QUOTE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


def _part_text(
    name: str,
    contribution: float,
    resource: Resource,
    understanding: Understanding,
    facts: Facts,
) -> str | None:
    if name in _FILTER_TEXT:
        fits, unstated = _FILTER_TEXT[name]
        if contribution < 0:
            return unstated
        return fits if contribution else None
    if name == "support":
        given = resource.support.as_dict()
        wanted = [t for t, weight in understanding.support.items() if weight >= 0.3 and given[t] >= 0.3]
        if wanted:
            return f"Gives {_and([SUPPORT_WORDS[support_type] for support_type in wanted])}"
        return "Gives a little of the help that is missing" if contribution else None
    if name == "distance":
        return _distance_text(resource, facts)
    if name == "their_language":
        if contribution < 0:
            return f"Speaks {_languages(resource.languages)}; it does not say that it speaks English"
        theirs = [code for code in resource.languages if code in understanding.languages]
        return f"Speaks {_languages(theirs)}" if theirs else None
    if name == "restricted":
        return f"For {_populations(resource)} only" if contribution else None
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


def _languages(codes: Sequence[str]) -> str:
    return _and([language_name(code) or code for code in codes])


def _populations(resource: Resource) -> str:
    return _and([POPULATIONS[name] for name in resource.populations if name in RESTRICTING])


def _distance_text(resource: Resource, facts: Facts) -> str:
    remote = [mode for mode in resource.modes if mode != "in_person" and mode in facts.request.modes]
    by = " or ".join("online" if mode == "online" else "by phone" for mode in remote)
    away = f"{facts.distance_km:.1f} km away in a straight line" if facts.distance_km is not None else None
    if facts.to_visit:
        if resource.address and resource.address.confidential:
            here = f"In {resource.address.city or 'the area'}; the place is kept confidential"
        else:
            here = away or "Distance not known"
        return f"{here}, and {by}" if by else here
    reached = f"You can reach it {by}" if by else "Serves the whole country"
    return f"{reached}; its place is {away}" if away and "in_person" in resource.modes else reached


def _plan_text(pick: Pick, understanding: Understanding) -> str:
    labels = [understanding.needs[number].need.label for number in pick.new_needs]
    if labels:
        return f"Adds {_and(labels)}"
    if pick.new_support:
        return f"Adds {_and([SUPPORT_WORDS[support_type] for support_type in pick.new_support])}"
    return "Adds another way to the same help"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
