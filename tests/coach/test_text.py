"""A text as the rules read it: own words only, in sentences, every position that of the original."""

import re

import pytest

from apps.coach.text import Text, lower, pattern


def sentences(raw):
    return [raw[s.start : s.end] for s in Text(raw).sentences]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Dear Dr. Lee, I met Prof. Kim. Hello.", ["Dear Dr. Lee, I met Prof. Kim.", "Hello."]),
        ("Only 20 min. or so. Fine.", ["Only 20 min. or so.", "Fine."]),
        ("J. R. Smith wrote. I read.", ["J. R. Smith wrote.", "I read."]),
        ("Hi Ines,\n\nhello", ["Hi Ines,", "hello"]),
        ("Thank you,\nLena", ["Thank you,", "Lena"]),
        ("I want:\n- this\n- that", ["I want:", "- this", "- that"]),
        ("He said “Really?” Yes.", ["He said “Really?”", "Yes."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(raw, expected):
    assert sentences(raw) == expected


def test_a_line_that_only_wraps_ends_no_sentence():
    raw = "I would like to learn how research is done inside an\ninsurer, and how you\ncame to it."

    assert sentences(raw) == [raw]


@pytest.mark.parametrize(
    "reply",
    [
        "On Tue, Oct 6, 2026 at 9:14 AM Ines <i@x.example> wrote:\n> Are you hiring?",
        "> Are you hiring?",
        "-----Original Message-----\nFrom: Ines\nAre you hiring?",
        "From: Ines Carvalho\nSent: Monday\nAre you hiring?",
    ],
)
def test_what_the_other_wrote_is_not_ours(reply):
    text = Text(f"Thank you!\n\n{reply}")

    assert "hiring" not in text.low
    assert "hiring" in text.quoted


def test_a_signature_is_no_part_of_the_message():
    assert "open to work" not in Text("Thanks\n-- \nLena, open to work").low


def test_markup_is_not_read():
    assert Text("<p>Hi<br>there</p>").low.split() == ["hi", "there"]


@pytest.mark.parametrize("raw", ["“It’s” – a\u00a0test…", "ẞİstanbul ǅ", "a\r\nb", "x" * 50 + "\ny"])
def test_every_view_has_the_length_of_the_original(raw):
    text = Text(raw)

    assert len(text.plain) == len(text.low) == len(raw)


def test_words_are_what_stands_between_spaces():
    assert Text("Hi – I’m 24, e-mail me: a@b.example").word_count == 6


def test_lower_keeps_the_length_of_letters_that_grow():
    assert lower("İA") == "İa"


def test_a_pattern_is_compiled_when_it_is_first_asked():
    """Every process imports the rules; few ask them."""
    broken = pattern("(")

    with pytest.raises(re.error):
        broken.search("x")


def test_a_pattern_answers_as_the_compiled_one_does():
    asked = pattern(r"half an? hour", re.I)

    assert [m[0] for m in asked.finditer("Half  an hour, half a hour")] == ["Half  an hour", "half a hour"]
    assert asked.sub("x", "half an hour") == "x"
