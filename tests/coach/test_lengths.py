"""Every way to write a length of time."""

import pytest

from apps.coach.lengths import find_lengths


def minutes(text):
    return [length.minutes for length in find_lengths(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 minutes", (20,)),
        ("20 min", (20,)),
        ("20mins", (20,)),
        ("20m", (20,)),
        ("a 20-minute call", (20,)),
        ("15-20 min", (15, 20)),
        ("20 - 25 mins.", (20, 25)),
        ("20- to 30-minute", (20, 30)),
        ("15/20 minutes", (15, 20)),
        ("20 or 30 minutes", (20, 30)),
        ("between 15 and 30 minutes", (15, 30)),
        ("15 minutes to 20 minutes", (15, 20)),
        ("15ish minutes", (15,)),
        ("20+ minutes", (20,)),
        ("twenty minutes", (20,)),
        ("twenty-five minutes", (25,)),
        ("twenty five minutes", (25,)),
        ("twenty (20) minutes", (20,)),
        ("fifteen or twenty minutes", (15, 20)),
        ("30 minutes, or even 15", (30, 15)),
        ("half an hour", (30,)),
        ("a half hour", (30,)),
        ("half-hour", (30,)),
        ("1/2 hour", (30,)),
        ("½ hour", (30,)),
        ("0.5 hours", (30,)),
        (".5 hours", (30,)),
        ("a quarter of an hour", (15,)),
        ("quarter hour", (15,)),
        ("three quarters of an hour", (45,)),
        ("an hour", (60,)),
        ("one hour", (60,)),
        ("1 hr", (60,)),
        ("1h", (60,)),
        ("1-2 hours", (60, 120)),
        ("1.5 hours", (90,)),
        ("an hour and a half", (90,)),
        ("two hours", (120,)),
        ("15, 20 minutes", (15, 20)),
        ("20-ish minutes", (20,)),
        ("half an hr", (30,)),
        ("15'", (15,)),
        ("20   minutes", (20,)),
        ("a few minutes (10 max)", (10,)),
        ("15 minutes, or 20?", (15, 20)),
        ("on may 15, 20 minutes", (20,)),
    ],
)
def test_a_length_is_read_in_minutes(text, expected):
    assert minutes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a minute",
        "$45 an hour",
        "at an hour of your choosing",
        "the minutes of the club",
        "half a day",
        "15-20 people",
        "12 men",
        "20 km",
    ],
)
def test_no_length_is_seen_where_there_is_none(text):
    assert minutes(text) == []


def test_several_lengths_come_in_order():
    assert minutes("15 minutes by phone, or half an hour over coffee") == [(15,), (30,)]


def test_the_words_are_pointed_at():
    length = next(find_lengths("would half an hour do?"))

    assert (length.start, length.end) == (6, 18)
