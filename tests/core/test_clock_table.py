"""Every row of the table in `apps.core.clock`, worked out here a second time and in another way.

Moments: minute by minute through UTC, looking at what the wall shows, which is the direction the code does not take.
Months: day by day. Business days: from holidays typed off the calendars that governments publish.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.core import clock

TABLES = [
    [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in block.splitlines()[2:]]
    for block in re.findall(r"(?:^\|.*\|\n)+", clock.__doc__, flags=re.MULTILINE)
]
MOMENTS, QUIET, MONTHS, BUSINESS = TABLES
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def rows(table):
    return [pytest.param(*row[:-1], id=row[-1]) for row in table]


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def minutes_from(start, days):
    return (start + n * MINUTE for n in range(days * 24 * 60))


def shown(instant, tz):
    return instant.astimezone(tz).replace(tzinfo=None)


# the table itself -----------------------------------------------------------------------------------------------------


def test_every_table_is_read_to_its_last_row():
    lines = [line for line in clock.__doc__.splitlines() if line.startswith("|")]

    assert sum(len(table) for table in TABLES) + 2 * len(TABLES) == len(lines)
    assert {len(row) for row in MOMENTS} == {3}
    assert {len(row) for row in QUIET + MONTHS} == {4}
    assert {len(row) for row in BUSINESS} == {5}


@pytest.mark.parametrize("table", TABLES, ids=["moments", "quiet", "months", "business"])
def test_every_row_says_why(table):
    whys = [row[-1] for row in table]

    assert len(set(whys)) == len(whys)


# moments --------------------------------------------------------------------------------------------------------------


def first_minute_showing(wanted, tz):
    """The first minute that shows it; where none does, the first that shows something later."""
    start = wanted.replace(tzinfo=UTC) - 2 * DAY
    around = list(minutes_from(start, 4))
    exact = next((at for at in around if shown(at, tz) == wanted), None)
    return exact or next(at for at in around if shown(at, tz) > wanted)


@pytest.mark.parametrize(("wall", "expected"), rows(MOMENTS))
def test_the_moment_at_which_a_wall_shows_a_time(wall, expected):
    day, hour, name = wall.split()
    wanted, tz = datetime.fromisoformat(f"{day} {hour}"), ZoneInfo(name)

    found = clock.local_moment(wanted.date(), wanted.time(), tz)

    assert found == utc(expected) == first_minute_showing(wanted, tz)


# quiet hours ----------------------------------------------------------------------------------------------------------


def loud_times(quiet_from, quiet_until):
    """Every minute of a day that is not quiet, counted forward from the end."""
    if quiet_from == quiet_until:
        return {time(n // 60, n % 60) for n in range(24 * 60)}
    loud, at = set(), datetime.combine(date(2000, 1, 1), quiet_until)
    while at.time() != quiet_from:
        loud.add(at.time())
        at += MINUTE
    return loud


@pytest.mark.parametrize(("start", "quiet", "expected"), rows(QUIET))
def test_the_first_moment_outside_quiet_hours(start, quiet, expected):
    day, hour, name = start.split()
    instant, tz = utc(f"{day} {hour}"), ZoneInfo(name)
    quiet_from, quiet_until = (time.fromisoformat(text) for text in quiet.split("-"))

    found = clock.outside_quiet_hours(instant, tz, quiet_from, quiet_until)

    loud = loud_times(quiet_from, quiet_until)
    assert found == utc(expected) == next(at for at in minutes_from(instant, 3) if shown(at, tz).time() in loud)


# months ---------------------------------------------------------------------------------------------------------------


def walk_months(day, months):
    """Step over one day at a time until so many months have begun, then on towards the same number."""
    step, begun, at = (DAY if months >= 0 else -DAY), 0, day
    while begun < abs(months):
        begun += (at + step).month != at.month
        at += step
    same_month = [d for n in range(-31, 32) if (d := at + n * DAY).month == at.month]
    return max(d for d in same_month if d.day <= day.day)


@pytest.mark.parametrize(("day", "months", "expected"), rows(MONTHS))
def test_months_on_the_calendar(day, months, expected):
    first = date.fromisoformat(day)

    found = clock.add_months(first, int(months))

    assert found == date.fromisoformat(expected) == walk_months(first, int(months))


# business days --------------------------------------------------------------------------------------------------------

US = """
    2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26
    2026-12-25 2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11
    2027-11-25 2027-12-24 2027-12-31
"""  # opm.gov, federal holidays
#: Days off in the years of the table, observed days included; weekends left out.
PUBLIC_HOLIDAYS = {
    "US": US,
    "US-ZZ": US,
    "US-IL": US + "2026-02-12 2026-03-02 2026-11-03",  # with Lincoln, Pulaski and election day
    "GB-ENG": "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28",  # gov.uk
    "GB-SCT": "2026-01-01 2026-01-02 2026-04-03 2026-05-04 2026-05-25 2026-08-03 2026-11-30 2026-12-25 2026-12-28",
    "DE-BY": "2026-01-01 2026-01-06 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-06-04 2026-12-25",
    "DE-BE": "2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-12-25",
    "JP": "2026-04-29 2026-05-04 2026-05-05 2026-05-06",  # Cabinet Office: the 3rd is a Sunday, the 6th its substitute
    "XX": "",
    "none": "",
}
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse_calendar(words):
    """(place, names of working days, closed days) of a cell such as "US; Wed" or "none; closed a..b"."""
    place, *rest = words.split("; ")
    working, closed = WEEK[:5], set()
    for part in rest:
        if part.startswith("closed "):
            first, last = (date.fromisoformat(text) for text in part.removeprefix("closed ").split(".."))
            closed = {date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)}
        else:
            working = () if part == "no day" else tuple(part.split())
    return place, working, closed


def counted_by_hand(words, sent, days):
    place, working, closed = parse_calendar(words)
    off = {date.fromisoformat(text) for text in PUBLIC_HOLIDAYS[place].split()} | closed
    first = sent.date() if sent.hour < 12 else sent.date() + DAY
    ahead = (first + n * DAY for n in range(400))
    open_days = [d for d in ahead if f"{d:%a}" in (working or WEEK[:5]) and d not in off]
    return open_days[days]


@pytest.mark.parametrize(("words", "sent", "days", "expected"), rows(BUSINESS))
def test_business_days_after_a_message(words, sent, days, expected):
    day, hour, name = sent.split()
    wall, tz = datetime.fromisoformat(f"{day} {hour}"), ZoneInfo(name)
    place, working, closed = parse_calendar(words)
    country, _, region = place.replace("none", "").partition("-")
    calendar = clock.BusinessCalendar(country, region, frozenset(WEEK.index(name) for name in working), closed)

    found = calendar.business_days_after(first_minute_showing(wall, tz), int(days), tz)

    assert found == date.fromisoformat(expected) == counted_by_hand(words, wall, int(days))
