"""What calendars read: in two parsers that know nothing of each other, with names and places that mean harm."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from apps.interviews.calendar_file import CalendarEntry, Method, Person, feed_ics, invitation_ics, to_ics
from apps.interviews.invitation import can_be_invited, invitation_file, invitation_words
from tests.factories.accounts import NOW

LENA, MARCUS = Person("Lena Marchetti", "lena@aldermere.example"), Person("Marcus Oyelaran", "marcus@fernbank.example")
HOSTILE = 'X"\r\nATTENDEE:mailto:evil@bad.example\nBEGIN:VEVENT\x0bURL:javascript:1\x85DTSTART:1\u2028;,\\n:'


def entry(**changes):
    start = datetime(2026, 10, 21, 15, tzinfo=UTC)
    plain = CalendarEntry(
        uid="0199@acquaint",
        sequence=3,
        title="Talk with Marcus; Oyelaran, Ltd",
        description="10:00 AM in Chicago, 4:00 PM in Dublin.\nYour questions: https://acquaint.example/talks/1/",
        place="Café Lumen, Dublin",
        url="https://acquaint.example/talks/1/",
        starts_at=start,
        ends_at=start + timedelta(minutes=25),
        zone=ZoneInfo("America/Chicago"),
        changed_at=NOW,
    )
    return replace(plain, **changes)


def facts_in_icalendar(ics):
    calendar = Calendar.from_ical(ics)
    (event,) = calendar.walk("VEVENT")
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "start": event["DTSTART"].dt.astimezone(UTC),
        "end": event["DTEND"].dt.astimezone(UTC),
        "title": str(event["SUMMARY"]),
        "text": str(event.get("DESCRIPTION", "")),
        "place": str(event.get("LOCATION", "")),
        "status": str(event["STATUS"]),
        "properties": sorted(event.keys()),
        "attendees": [str(one) for one in _listed(event.get("ATTENDEE", []))],
    }


def facts_in_vobject(ics):
    calendar = vobject.readOne(ics.decode())
    event = calendar.vevent
    assert len(calendar.contents["vevent"]) == 1
    return {
        "method": calendar.method.value,
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "start": event.dtstart.value.astimezone(UTC),
        "end": event.dtend.value.astimezone(UTC),
        "title": event.summary.value,
        "text": event.description.value if "description" in event.contents else "",
        "place": event.location.value if "location" in event.contents else "",
        "status": event.status.value,
        "properties": sorted(name.upper() for name in event.contents if name != "valarm"),
        "attendees": [one.value for one in event.contents.get("attendee", [])],
    }


def _listed(value):
    return value if isinstance(value, list) else [value]


PARSERS = pytest.mark.parametrize("read", [facts_in_icalendar, facts_in_vobject])
ZONES = ["America/Chicago", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "America/Sao_Paulo"]


@PARSERS
def test_a_file_says_the_same_to_every_parser(read):
    found = read(to_ics(entry(), NOW))

    assert (found["method"], found["uid"], found["sequence"], found["status"]) == (
        "PUBLISH",
        "0199@acquaint",
        3,
        "CONFIRMED",
    )
    assert (found["start"], found["end"]) == (entry().starts_at, entry().ends_at)
    assert found["title"] == "Talk with Marcus; Oyelaran, Ltd"
    assert found["text"] == entry().description
    assert found["place"] == "Café Lumen, Dublin"
    assert found["attendees"] == []


@PARSERS
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 8, 8, tzinfo=UTC),  # the night when clocks jump in Chicago
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # the hour that comes twice there
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the same in Dublin
        datetime(2027, 1, 15, 17, tzinfo=UTC),
    ],
)
def test_the_instant_survives_every_zone_and_every_change_of_clocks(read, zone, start):
    one = entry(zone=ZoneInfo(zone), starts_at=start, ends_at=start + timedelta(minutes=25))

    found = read(to_ics(one, NOW))

    assert (found["start"], found["end"]) == (start, start + timedelta(minutes=25))


@PARSERS
def test_a_talk_that_fell_through_is_cancelled(read):
    found = read(to_ics(entry(cancelled=True), NOW))

    assert (found["method"], found["status"]) == ("CANCEL", "CANCELLED")


@PARSERS
def test_an_invitation_asks_the_one_person_and_names_who_asks(read):
    found = read(invitation_ics(entry(), LENA, MARCUS, NOW))

    assert found["method"] == "REQUEST"
    assert [one.lower() for one in found["attendees"]] == ["mailto:marcus@fernbank.example"]
    assert "ORGANIZER" in found["properties"]


@PARSERS
def test_a_called_off_invitation_is_a_cancel_with_the_same_uid(read):
    found = read(invitation_ics(entry(cancelled=True, sequence=4), LENA, MARCUS, NOW))

    assert (found["method"], found["uid"], found["sequence"]) == ("CANCEL", "0199@acquaint", 4)


@PARSERS
def test_hostile_words_stay_words(read):
    bad = Person(HOSTILE, "marcus@fernbank.example")
    one = entry(title=HOSTILE, place=HOSTILE, description=HOSTILE)
    ordinary = read(invitation_ics(entry(), LENA, MARCUS, NOW))

    found = read(invitation_ics(one, LENA, bad, NOW))

    assert found["properties"] == ordinary["properties"]
    assert len(found["attendees"]) == 1
    assert found["start"] == one.starts_at


@given(
    text=st.text(max_size=300, alphabet=st.characters(exclude_categories=["Cs"])),
    place=st.text(max_size=120, alphabet=st.characters(exclude_categories=["Cs"])),
)
def test_any_text_makes_lines_of_at_most_75_octets_cut_between_characters(text, place):
    ics = to_ics(entry(title=text, place=place, description=text), NOW)

    lines = ics.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line for line in lines if line.decode() is None] == []
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert len(Calendar.from_ical(ics).walk("VEVENT")) == 1


@given(text=st.text(max_size=200, alphabet='ab,;\\n: "N’é漢\n'))
def test_commas_semicolons_and_backslashes_come_back_as_they_were(text):
    found = facts_in_icalendar(to_ics(entry(description=text), NOW))

    assert found["text"] == text


def test_the_alarm_rings_when_it_is_time_to_leave():
    leave = entry().starts_at - timedelta(minutes=55)

    (alarm,) = Calendar.from_ical(to_ics(entry(leave_at=leave), NOW)).walk("VALARM")

    assert alarm["TRIGGER"].dt == -timedelta(minutes=55)
    assert alarm["DESCRIPTION"] == "Time to leave: Talk with Marcus; Oyelaran, Ltd"


def test_an_invitation_rings_nowhere_and_leads_nowhere_private():
    guest = entry(url="", description="10:00 AM in Chicago")

    ics = invitation_ics(guest, LENA, MARCUS, NOW)

    assert b"VALARM" not in ics
    assert b"\r\nURL" not in ics


# The feed ------------------------------------------------------------------------------------------------------------


def test_a_feed_is_the_same_until_something_changes():
    talks = [entry(), entry(uid="0200@acquaint", zone=ZoneInfo("America/Chicago"))]

    first = feed_ics(talks, name="Talks", zone=ZoneInfo("America/Chicago"))
    again = feed_ics(talks, name="Talks", zone=ZoneInfo("America/Chicago"))
    moved = feed_ics([replace(talks[0], sequence=4), talks[1]], name="Talks", zone=ZoneInfo("America/Chicago"))

    assert first == again
    assert moved != first
    assert [str(e["UID"]) for e in Calendar.from_ical(moved).walk("VEVENT")] == ["0199@acquaint", "0200@acquaint"]


def test_a_feed_hints_how_often_to_read_and_has_each_zone_once():
    ics = feed_ics([entry(), entry(uid="0200@acquaint")], name="Talks of Lena", zone=ZoneInfo("America/Chicago"))

    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in ics
    assert b"X-PUBLISHED-TTL:PT1H" in ics
    assert b"X-WR-CALNAME:Talks of Lena" in ics
    assert ics.count(b"BEGIN:VTIMEZONE") == 1


def test_an_empty_feed_is_a_calendar():
    ics = feed_ics([], name="Talks", zone=ZoneInfo("Europe/Dublin"))

    assert Calendar.from_ical(ics).walk("VEVENT") == []
    assert vobject.readOne(ics.decode()).name == "VCALENDAR"


# The message file ----------------------------------------------------------------------------------------------------


def message(method=Method.REQUEST, **changes):
    one = entry(url="", **changes)
    words = invitation_words(one, "Lena", "Marcus", None)
    content = invitation_file(
        sender=LENA,
        recipient=MARCUS,
        subject=words.subject,
        body=words.body,
        ics=invitation_ics(one, LENA, MARCUS, NOW),
        method=method,
    )
    return message_from_bytes(content, policy=default)


def test_the_message_is_an_unsent_draft_with_text_calendar_and_file():
    mail = message()

    assert (mail["X-Unsent"], mail["To"], mail["From"]) == (
        "1",
        "Marcus Oyelaran <marcus@fernbank.example>",
        "Lena Marchetti <lena@aldermere.example>",
    )
    alternative, attached = mail.iter_parts()
    text, calendar = alternative.iter_parts()
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "REQUEST")
    assert calendar.get_content_charset() == "utf-8"
    assert attached.get_filename() == "invite.ics"
    assert facts_in_icalendar(attached.get_content())["uid"] == "0199@acquaint"
    assert facts_in_icalendar(calendar.get_content())["method"] == "REQUEST"
    assert "Hi Marcus" in text.get_content()


def test_hostile_names_add_no_header_and_no_recipient():
    content = invitation_file(
        sender=Person("Lena\r\nBcc: evil@bad.example", "lena@aldermere.example"),
        recipient=Person('M", evil@bad.example', "marcus@fernbank.example"),
        subject="Hi\r\nBcc: evil@bad.example",
        body="x",
        ics=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        method=Method.REQUEST,
    )
    mail = message_from_bytes(content, policy=default)

    assert mail["Bcc"] is None
    assert [one.addr_spec for one in mail["To"].addresses] == ["marcus@fernbank.example"]


@pytest.mark.parametrize(
    ("sent", "sequence", "cancelled", "subject"),
    [
        (None, 3, False, "Our talk on Wednesday, October 21"),
        (2, 3, False, "Changed: our talk on Wednesday, October 21"),
        (2, 3, True, "Cancelled: our talk"),
    ],
)
def test_the_words_say_what_it_is(sent, sequence, cancelled, subject):
    assert invitation_words(entry(sequence=sequence, cancelled=cancelled), "Lena", "Marcus", sent).subject == subject


@pytest.mark.parametrize(
    "email", ["", "x@y@z", "a b@c.example", '"a"@c.example', "a@c.example\nBcc: x@y", "ä@c.example"]
)
def test_what_is_no_plain_address_is_not_invited(email):
    assert can_be_invited(email) is False


def test_lines_are_folded_inside_no_character():
    ics = to_ics(entry(description="漢" * 100 + "é" * 100), NOW)

    unfolded = re.sub(rb"\r\n[ \t]", b"", ics).decode()
    assert "漢" * 100 + "é" * 100 in unfolded
