"""The letter with its questions, and a reply sorted by question. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.interviews.exchange_letter import ask_again, asked_in, block, compose, split_reply, with_questions

ASKED = ["What does a normal week look like?", "What surprised you most?", "Who else should I talk to?"]


def test_the_letter_numbers_the_questions_and_leaves_room():
    letter = compose("Priya", "Lena", ASKED)

    assert letter.subject == "A few questions about your work"
    assert letter.body.startswith("Hi Priya,\n\n")
    assert (
        "1. What does a normal week look like?\n\n2. What surprised you most?\n\n3. Who else should I talk to?"
        in letter.body
    )
    assert letter.body.endswith("Thank you, and best wishes,\nLena")


def test_the_letter_fits_into_a_mail_link():
    assert len(compose("Priya", "Lena", ["x" * 150] * 5).body) < 1_500


def test_asking_again_names_the_day_and_reproaches_nothing():
    assert "On October 20 I sent you a few questions" in ask_again("Priya", "Lena", "October 20").body


def test_other_questions_take_the_place_of_those_that_stand_there():
    body = f"Dear Priya,\n\nmy own words.\n\n{block(ASKED)}\n\nLena"

    assert with_questions(body, ASKED, ASKED[:2]) == f"Dear Priya,\n\nmy own words.\n\n{block(ASKED[:2])}\n\nLena"


def test_questions_in_words_of_ones_own_are_not_overwritten():
    assert with_questions("1. How is a week?\n2. What else?", ASKED, ASKED[:2]) is None


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "1. How is a week?\n\n2) What surprised you?\n\n3. Who else?",
            ["How is a week?", "What surprised you?", "Who else?"],
        ),
        ("Tell me everything.", ASKED),
        ("1. Only this one?", ASKED),
    ],
)
def test_what_was_asked_is_read_from_the_letter(body, found):
    assert asked_in(body, ASKED) == found


@pytest.mark.parametrize(
    ("reply", "answers"),
    [
        ("Hi Lena,\n\n1. Meetings.\n2. The politics.\n3. Ask Ines.", ["Meetings.", "The politics.", "Ask Ines."]),
        ("1) Meetings.\nAnd mails.\n\n2) The politics.", ["Meetings.\nAnd mails.", "The politics.", ""]),
        ("Q1: Meetings.\nQ3: Ask Ines.", ["Meetings.", "", "Ask Ines."]),
        (
            "> 1. What does a normal week look like?\nMeetings.\n> 2. What surprised you most?\n\nThe politics.\n"
            "> 3. Who else should I talk to?\nAsk Ines.",
            ["Meetings.", "The politics.", "Ask Ines."],
        ),
        (
            "What does a normal week look like? Meetings.\nWhat surprised you most?\nThe politics.",
            ["Meetings.", "The politics.", ""],
        ),
        (
            "1. Meetings.\n2. Politics.\n3. Ines.\n\nOn Tue, Oct 20, 2026 at 9:00 AM Lena <lena@x.example> wrote:\n"
            "> 1. What does a normal week look like?\n> 2. What surprised you most?",
            ["Meetings.", "Politics.", "Ines."],
        ),
        ("1. Three things:\n1. meetings\n2. Politics.", ["Three things:\n1. meetings", "Politics.", ""]),
        ("Meetings, mostly. Ask Ines.", ["Meetings, mostly. Ask Ines.", "", ""]),
        ("", ["", "", ""]),
    ],
)
def test_a_reply_is_sorted_by_question(reply, answers):
    assert split_reply(reply, ASKED) == answers


def test_a_reply_above_the_quoted_letter_stays_one_piece():
    reply = (
        "So sorry for the wait. Weeks are full of meetings.\n\nOn Tue, Oct 20, 2026 at 9:00 AM Lena wrote:\n"
        "> Hi Priya,\n>\n> 1. What does a normal week look like?\n>\n> 2. What surprised you most?"
    )

    assert split_reply(reply, ASKED)[0].startswith("So sorry for the wait. Weeks are full of meetings.")


@given(reply=st.text(max_size=400), asked=st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
def test_sorting_gives_one_answer_for_each_question_whatever_comes(reply, asked):
    assert len(split_reply(reply, asked)) == len(asked)
