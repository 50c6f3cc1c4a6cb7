"""Schedules: what they say in words, when they next start, whether they are open; held to a minute-by-minute oracle."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from data.recurrence import WEEKDAYS
from data.resource import Schedule
from data.schedules import is_open, next_start, recurring

NEW_YORK = "America/New_York"
QUICK = settings(max_examples=150, deadline=None, database=None, derandomize=True)
ZONES = (NEW_YORK, "America/Los_Angeles", "America/Edmonton", "Europe/London", "Australia/Lord_Howe", "UTC")

# Around the changes of daylight saving time of 2026 in the United States and Europe, and an ordinary week.
days = st.sampled_from([date(2026, 3, 6), date(2026, 3, 27), date(2026, 6, 1), date(2026, 10, 23), date(2026, 10, 30)])
moments = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes),
    days,
    st.integers(0, 4 * 24 * 60),
)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
byday_values = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(",".join)


@st.composite
def weekly(draw: st.DrawFn) -> Schedule:
    valid_from = draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)))
    valid_to = draw(st.none() | st.dates(date(2026, 5, 25), date(2026, 12, 31)))
    interval = f";INTERVAL={draw(st.integers(1, 3))}" if valid_from else ""
    rule = f"FREQ=WEEKLY{interval};BYDAY={draw(byday_values)}"
    return recurring(rule, draw(clocks), draw(st.none() | clocks), valid_from, valid_to)


def intervals(schedule: Schedule, zone: ZoneInfo, around: datetime) -> list[tuple[datetime, datetime]]:
    """The intervals in UTC that start within 120 days after, or ten days before, by python-dateutil."""
    assert schedule.rrule is not None
    assert schedule.opens_at is not None
    local = around.astimezone(zone).replace(tzinfo=None)
    anchor = datetime.combine(schedule.valid_from or local.date() - timedelta(days=10), time())
    last = min(schedule.valid_to or date.max, local.date() + timedelta(days=120))
    found = []
    for moment in rrulestr(schedule.rrule, dtstart=anchor).between(anchor, datetime.combine(last, time()), inc=True):
        start = datetime.combine(moment, schedule.opens_at, tzinfo=zone).astimezone(UTC)
        if schedule.closes_at is None:
            found.append((start, start + timedelta(hours=1)))
            continue
        closes = time(0) if schedule.closes_at >= time(23, 59) else schedule.closes_at
        day = moment + timedelta(days=1) if closes <= schedule.opens_at else moment
        found.append((start, datetime.combine(day, closes, tzinfo=zone).astimezone(UTC)))
    return found


@QUICK
@given(schedule=weekly(), zone=st.sampled_from(ZONES), as_of=moments)
def test_next_start_is_the_first_that_dateutil_finds(schedule: Schedule, zone: str, as_of: datetime) -> None:
    earliest = as_of - timedelta(minutes=10)
    starts = sorted(start for start, _ in intervals(schedule, ZoneInfo(zone), as_of) if start >= earliest)
    found = next_start([schedule], zone, as_of)
    assert (found.astimezone(UTC) if found else None) == (starts[0] if starts else None)
    if found is not None:
        assert str(found.tzinfo) == zone


@QUICK
@given(schedules=st.lists(weekly(), min_size=1, max_size=3), zone=st.sampled_from(ZONES), moment=moments)
def test_open_within_an_interval_and_at_no_other_time(schedules: list[Schedule], zone: str, moment: datetime) -> None:
    today = moment.astimezone(ZoneInfo(zone)).date()
    covered = any(start <= moment < end for one in schedules for start, end in intervals(one, ZoneInfo(zone), moment))
    in_force = any((one.valid_from or today) <= today <= (one.valid_to or today) for one in schedules)
    assert is_open(schedules, zone, moment) == (True if covered else False if in_force else None)


@QUICK
@given(schedules=st.lists(weekly(), max_size=3), as_of=moments)
def test_next_start_is_the_earliest_of_all_schedules(schedules: list[Schedule], as_of: datetime) -> None:
    each = [start for one in schedules if (start := next_start([one], NEW_YORK, as_of)) is not None]
    assert next_start(schedules, NEW_YORK, as_of) == min(each, default=None)


def local(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


MONDAYS = recurring("FREQ=WEEKLY;BYDAY=MO", time(19), time(20))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-11-22T18:00", "2026-11-23T19:00:00-05:00"),
        ("2026-11-23T19:10", "2026-11-23T19:00:00-05:00"),
        ("2026-11-23T19:11", "2026-11-30T19:00:00-05:00"),
        ("2026-03-07T12:00", "2026-03-09T19:00:00-04:00"),
        ("2026-10-31T12:00", "2026-11-02T19:00:00-05:00"),
    ],
)
def test_next_start_keeps_the_wall_clock(as_of: str, expected: str) -> None:
    found = next_start([MONDAYS], NEW_YORK, local(as_of))
    assert found is not None
    assert found.isoformat() == expected


def test_a_start_that_the_clock_skips_is_an_hour_later_that_day() -> None:
    found = next_start([recurring("FREQ=WEEKLY;BYDAY=SU", time(2, 30), None)], NEW_YORK, local("2026-03-07T12:00"))
    assert found is not None
    assert found.isoformat() == "2026-03-08T03:30:00-04:00"


def test_a_start_that_comes_twice_is_the_first() -> None:
    schedule = recurring("FREQ=WEEKLY;BYDAY=SU", time(1, 30), None)
    first = next_start([schedule], NEW_YORK, local("2026-10-31T12:00"))
    assert first is not None
    assert first.isoformat() == "2026-11-01T01:30:00-04:00"
    after = next_start([schedule], NEW_YORK, first + timedelta(minutes=30))
    assert after is not None
    assert after.isoformat() == "2026-11-08T01:30:00-05:00"


@pytest.mark.parametrize(
    "schedules", [[], [Schedule(text="Summer hours")], [recurring("FREQ=WEEKLY;BYDAY=MO", None, None)]]
)
def test_no_next_start_without_structured_times(schedules: list[Schedule]) -> None:
    assert next_start(schedules, NEW_YORK, local("2026-11-22T18:00")) is None


@pytest.mark.parametrize("zone", [None, "", "Nowhere/Land", "../etc/passwd", "/", "America", "x" * 300, "\x00"])
def test_an_unknown_zone_says_nothing(zone: str | None) -> None:
    assert next_start([MONDAYS], zone, local("2026-11-23T19:00")) is None
    assert is_open([MONDAYS], zone, local("2026-11-23T19:00")) is None


def test_yearly_within_the_horizon_and_not_past_it() -> None:
    christmas = recurring("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", time(12), None)
    found = next_start([christmas], NEW_YORK, local("2026-12-26T12:00"))
    assert found is not None
    assert found.date() == date(2027, 12, 25)
    ended = recurring("FREQ=WEEKLY;BYDAY=MO", time(19), None, valid_to=date(2026, 1, 1))
    assert next_start([ended], NEW_YORK, local("2026-11-22T18:00")) is None


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_do_not_raise(year: int) -> None:
    moment = datetime(year, 1, 1, tzinfo=UTC)
    assert next_start([MONDAYS], NEW_YORK, moment) is None
    assert is_open([MONDAYS], NEW_YORK, moment) is None


@pytest.mark.parametrize(
    ("schedule", "moment", "expected"),
    [
        (MONDAYS, "2026-11-23T19:00", True),
        (MONDAYS, "2026-11-23T19:59", True),
        (MONDAYS, "2026-11-23T20:00", False),
        (recurring("FREQ=WEEKLY;BYDAY=SA", time(22), time(2)), "2026-11-22T01:59", True),
        (recurring("FREQ=WEEKLY;BYDAY=SA", time(22), time(2)), "2026-11-22T02:00", False),
        (recurring("FREQ=DAILY", time(0), time(0)), "2026-11-22T03:33", True),
        (recurring("FREQ=DAILY", time(0), time(23, 59)), "2026-11-22T23:59", True),
        (recurring("FREQ=WEEKLY;BYDAY=MO", time(19), None), "2026-11-23T19:59", True),
        (recurring("FREQ=WEEKLY;BYDAY=MO", time(19), None), "2026-11-23T20:00", False),
        (recurring("FREQ=WEEKLY;BYDAY=MO", None, None), "2026-11-23T20:00", None),
        (recurring("FREQ=WEEKLY;BYDAY=MO", None, None), "2026-11-24T20:00", False),
        (recurring("FREQ=DAILY", time(9), time(17), valid_to=date(2026, 8, 31)), "2026-11-23T12:00", None),
        (Schedule(text="By appointment"), "2026-11-23T12:00", None),
        (Schedule(text="damaged", rrule="FREQ=SOMETIMES", opens_at=time(9)), "2026-11-23T12:00", False),
    ],
)
def test_is_open(schedule: Schedule, moment: str, expected: bool | None) -> None:
    assert is_open([schedule], NEW_YORK, local(moment)) is expected


def test_free_text_beside_closed_times_is_not_known() -> None:
    both = [MONDAYS, Schedule(text="and by appointment")]
    assert is_open(both, NEW_YORK, local("2026-11-23T12:00")) is None
    assert is_open(both, NEW_YORK, local("2026-11-23T19:30")) is True
    assert is_open([], NEW_YORK, local("2026-11-23T19:30")) is None


@pytest.mark.parametrize(
    ("rule", "opens", "closes", "text"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE", time(19), time(20), "Mondays and Wednesdays, 7:00 PM – 8:00 PM"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", time(0, 5), None, "Mondays, Wednesdays and Fridays, 12:05 AM"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(9), time(12), "Monday to Friday, 9:00 AM – 12:00 PM"),
        ("FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR", time(9), None, "Every day except Saturday, 9:00 AM"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", time(0), time(0), "Every day, 24 hours"),
        ("FREQ=DAILY", time(0), time(23, 59), "Every day, 24 hours"),
        ("FREQ=MONTHLY;BYDAY=3SA", time(10), time(12), "Third Saturday of the month, 10:00 AM – 12:00 PM"),
        ("FREQ=MONTHLY;BYDAY=1SA,3SA", None, None, "First and third Saturdays of the month"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", None, None, "Last Friday of the month"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTH=6,7", None, None, "First Monday of June and July"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", None, None, "The 1st and last day of the month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2", None, None, "Certain days of the month"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", None, None, "The 25th of December"),
        ("RRULE:FREQ=WEEKLY;BYDAY=FR", time(21), time(1), "Fridays, 9:00 PM – 1:00 AM"),
    ],
)
def test_text_reads_well(rule: str, opens: time | None, closes: time | None, text: str) -> None:
    assert recurring(rule, opens, closes).text == text


def test_text_tells_the_note_and_the_time_it_is_valid_for() -> None:
    schedule = recurring(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", time(9), None, date(2026, 6, 1), date(2026, 8, 31), note=" Step study "
    )
    assert schedule.text == "Every other Monday, 9:00 AM, June 1, 2026 to August 31, 2026 (Step study)"
    assert recurring("FREQ=DAILY", None, None, valid_to=date(2026, 1, 2)).text == "Every day, until January 2, 2026"
    assert recurring("FREQ=DAILY", None, None, valid_from=date(2026, 1, 2)).text == "Every day, from January 2, 2026"


@pytest.mark.parametrize(
    ("rule", "expected", "valid_to"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO", None),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=5", None),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5", None),
        ("FREQ=WEEKLY;BYDAY=FR;COUNT=3", "FREQ=WEEKLY;BYDAY=FR", date(2026, 1, 23)),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20260301T000000Z", "FREQ=WEEKLY;BYDAY=FR", date(2026, 3, 1)),
    ],
)
def test_what_a_rule_leaves_to_its_first_day(rule: str, expected: str, valid_to: date | None) -> None:
    schedule = recurring(rule, time(9), None, valid_from=date(2026, 1, 5))
    assert (schedule.rrule, schedule.valid_to) == (expected, valid_to)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("FREQ=WEEKLY", "no first day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "counts from a first day"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "counts from a first day"),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=soon", "is not a date"),
    ],
)
def test_a_rule_that_needs_a_first_day_says_so(rule: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        recurring(rule, time(9), None)


@pytest.mark.parametrize("count", ["0", "x", "1001", "99999999999"])
def test_a_count_out_of_range_says_so(count: str) -> None:
    with pytest.raises(ValueError, match="must be 1 to"):
        recurring(f"FREQ=DAILY;COUNT={count}", time(9), None, valid_from=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", date(2026, 1, 5)),
        ("FREQ=YEARLY;INTERVAL=1000;COUNT=1000", date(2026, 1, 5)),
        ("FREQ=DAILY;COUNT=9", date(9999, 12, 30)),
    ],
)
def test_a_count_that_is_never_reached_says_so(rule: str, first: date) -> None:
    with pytest.raises(ValueError, match="does not occur"):
        recurring(rule, time(9), None, valid_from=first)


def test_a_schedule_can_not_close_without_opening() -> None:
    with pytest.raises(ValueError, match="must say when it opens"):
        recurring("FREQ=DAILY", None, time(9))


@pytest.mark.parametrize("zone", [None, "America/New_York", "Nowhere/Land"])
def test_what_never_closes_is_open_in_any_zone(zone: str | None) -> None:
    always = recurring("FREQ=DAILY", time(0), time(0))
    assert is_open([always], zone, datetime(2026, 11, 22, 3, tzinfo=UTC)) is True


def test_what_closes_at_night_is_not_known_to_be_open_without_a_zone() -> None:
    assert is_open([recurring("FREQ=DAILY", time(7), time(23))], None, datetime(2026, 11, 22, 12, tzinfo=UTC)) is None
