"""Meetings of the call sheet as a calendar (RFC 5545), each repeated as its schedule is.

What has opening hours is no meeting: only groups and community gatherings that state when they begin are in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vRecur

from api.desk import facts
from api.desk.call_sheet import Entry
from data.resource import Resource, Schedule
from data.schedules import UNSTATED_LENGTH, next_start

KINDS = ("support_group", "community")
LONGEST = timedelta(hours=4)
"""What is open for longer has opening hours and does not meet."""
PRODUCT = "-//Support Matcher//Call sheet//EN"


def meets(resource: Resource, as_of: datetime) -> bool:
    """Whether it has meetings that a calendar can hold."""
    return next(_meetings(resource, as_of), None) is not None


def calendar(entries: Iterable[Entry], as_of: datetime) -> bytes:
    """The calendar of the entries' meetings from `as_of` (aware) on. Without any it is empty: see `meets`."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for entry in entries:
        for number, (schedule, start, end) in enumerate(_meetings(entry.resource, as_of), start=1):
            event = Event()
            event.add("uid", f"{entry.resource.id}-{number}@support-matcher")
            event.add("dtstamp", as_of.astimezone(UTC))
            event.add("summary", entry.resource.name)
            event.add("dtstart", start)
            event.add("dtend", end)
            if schedule.rrule:
                rule = vRecur.from_ical(schedule.rrule)
                if schedule.valid_to is not None:
                    last = datetime.combine(schedule.valid_to, start.timetz())
                    rule["UNTIL"] = last.astimezone(UTC)
                event.add("rrule", rule)
            if place := facts.address(entry.view):
                event.add("location", place)
            if entry.view["url"]:
                event.add("url", entry.view["url"])
            about = [*facts.numbers(entry.view), entry.view["url"] or "", schedule.text]
            event.add("description", "\n".join(part for part in about if part))
            made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _meetings(resource: Resource, as_of: datetime) -> Iterator[tuple[Schedule, datetime, datetime]]:
    """Its schedules that are meetings, each with the start and the end of the next one."""
    if resource.kind not in KINDS:
        return
    for schedule in resource.schedules:
        if schedule.opens_at is None:
            continue
        start = next_start((schedule,), resource.timezone, as_of)
        if start is None:
            continue
        length = UNSTATED_LENGTH
        if schedule.closes_at is not None:
            length = timedelta(
                hours=schedule.closes_at.hour - schedule.opens_at.hour,
                minutes=schedule.closes_at.minute - schedule.opens_at.minute,
            ) % timedelta(days=1)
        if timedelta(0) < length <= LONGEST:
            yield schedule, start, start + length
