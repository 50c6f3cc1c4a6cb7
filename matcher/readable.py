"""An answer as text for a terminal: what was understood, the plan, the rest, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent, shorten
from typing import Any


def readable(answer: dict[str, Any]) -> str:
    """The contract's answer, laid out to be read."""
    return "\n".join(_lines(answer))


def crisis_help(crisis: dict[str, Any]) -> str:
    """The contract's `crisis`, whose level is not "none": whom to reach, one line each."""
    lines = [f"CRISIS ({crisis['level']}: {', '.join(crisis['signals'])})"]
    for contact in crisis["contacts"]:
        ways = [f"{way} {contact[way]}" for way in ("call", "text") if contact[way]]
        reached = ", ".join(ways) or contact["chat_url"] or contact["url"]
        lines.append(f"  {contact['name']}" + (f": {reached}" if reached else ""))
    return "\n".join(lines)


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    if answer["crisis"]["level"] != "none":
        yield crisis_help(answer["crisis"])
        yield ""
    understood = answer["understood"]
    for need in understood["needs"]:
        said = f" (“{need['said']}”)" if need["said"] else ""
        yield f"understood: {need['label']} {need['weight']:.2f}{said}"
    if not understood["needs"]:
        yield "understood: no known need; searched by meaning alone"
    if understood["place"]:
        yield f"near: {understood['place']['label']}"
    if answer["widened"]:
        yield f"widened from {answer['widened']['from_km']:g} km to {answer['widened']['to_km']:g} km"
    plan = set(answer["plan"]["resource_ids"])
    for recommendation in answer["recommendations"]:
        yield ""
        yield from _recommendation(recommendation, recommendation["resource"]["id"] in plan)
    if not answer["recommendations"]:
        yield "nothing fits"
    if answer["plan"]["uncovered"]:
        yield ""
        yield f"not covered by the first three: {', '.join(answer['plan']['uncovered'])}"
        for found in answer["plan"]["fallbacks"]:
            ways = [f"{phone['number']} ({phone['type']})" for phone in found["phones"]] + [found["url"]]
            reached = ", ".join(way for way in ways if way)
            yield f"  {found['need_id']}, nationwide: {found['name']}  {reached}"
    for entry in answer["left_out"]:
        nearest = f"; nearest: {entry['nearest']['name']}" if entry["nearest"] else ""
        yield f"left out, {entry['reason'].replace('_', ' ')}: {entry['count']}{nearest}"


def _recommendation(recommendation: dict[str, Any], in_plan: bool) -> Iterator[str]:
    resource = recommendation["resource"]
    star = "*" if in_plan else " "
    organization = f", {resource['organization']}" if resource["organization"] else ""
    facts = f"{resource['kind']}, {recommendation['score']:.2f}"
    yield f"{star}{recommendation['rank']}. {resource['name']}{organization}  [{facts}]"
    contact = [phone["number"] for phone in resource["phones"]] + [resource["url"]]
    yield "    " + "  ".join(part for part in contact if part)
    address = resource["address"] or {}
    place = [address.get(part) for part in ("address_1", "city", "state_province", "postal_code")]
    where = ", ".join(part for part in place if part)
    if where or resource["schedules"]:
        yield "    " + "  ".join(part for part in (where, "; ".join(resource["schedules"])) if part)
    for reason in recommendation["reasons"]:
        yield f"    {reason['contribution']:+.3f}  {reason['text']}"
    for caution in recommendation["cautions"]:
        yield indent(f"! {shorten(caution, 160)}", "    ")
