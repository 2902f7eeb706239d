"""The thank-you: what it is made of and what it holds."""

import pytest

from apps.interviews import letter
from apps.interviews.letter import ACTION, POINT, THANKS, TOUCH, Facts, Source

SHIFT = Source("shift", "Start with the nurse’s shift, not with the screen.", POINT, is_quote=True)
PORTFOLIO = Source("portfolio", "One clinical case study beats five app redesigns.", POINT)
CASE_STUDY = Source("case", "Turn the rehab-clinic project into a case study", ACTION, when="November 3")
FACTS = Facts("Priya", "Lena", "yesterday", 25, [SHIFT], [CASE_STUDY], ["Ines"])


def test_draft_is_made_of_the_notes():
    draft = letter.build(FACTS)

    assert draft.subject == "Thank you for yesterday"
    assert draft.body == (
        "Dear Priya,\n\n"
        "Thank you for the half hour yesterday.\n\n"
        "What stayed with me is what you said: “Start with the nurse’s shift, not with the screen.”\n\n"
        "I’ll turn the rehab-clinic project into a case study by November 3. "
        "I’m writing to Ines, as you suggested.\n\n"
        "Warmly,\nLena"
    )


def test_draft_without_notes_leaves_a_slot_that_is_named():
    draft = letter.build(Facts("Priya", "Lena", "today", 20))
    reading = letter.read(draft.body, [])

    assert [s.text for p in reading.paragraphs for s in p if s.slot] == [letter.POINT_SLOT]
    assert reading.present == {THANKS}
    assert reading.findings[0] == "Still to fill in: one thing that stayed with you."


def test_reading_marks_the_words_that_came_from_notes():
    reading = letter.read(letter.build(FACTS).body, [SHIFT, CASE_STUDY, PORTFOLIO])

    marked = {s.text: s.mark for p in reading.paragraphs for s in p if s.mark}
    assert marked["Start with the nurse’s shift, not with the screen"] == POINT
    assert marked["Thank you for the half hour yesterday."] == THANKS
    assert reading.used == {"shift", "case"}


def test_paragraphs_of_a_reading_hold_the_whole_letter():
    body = letter.build(FACTS).body

    painted = ["".join(s.text for s in p) for p in letter.read(body, [SHIFT]).paragraphs]

    assert "\n\n".join(painted) == body


def test_words_still_count_after_an_edit_around_them():
    body = "Dear Priya, that good research starts with the nurse’s shift, not with the screen, I told everyone."

    assert letter.read(body, [SHIFT]).used == {"shift"}


def test_two_shared_words_are_not_a_source():
    assert letter.read("Dear Priya, the screen was fine.", [SHIFT]).used == frozenset()


def test_offer_goes_before_the_closing_and_completes_the_four():
    body = letter.insert(letter.build(FACTS).body, letter.TOUCH_OFFER)

    assert body.endswith(f"{letter.TOUCH_OFFER}\n\nWarmly,\nLena")
    assert letter.read(body, [SHIFT, CASE_STUDY]).present == {THANKS, POINT, ACTION, TOUCH}


def test_inserting_twice_adds_once():
    body = letter.insert(letter.build(FACTS).body, letter.TOUCH_OFFER)

    assert letter.insert(body, letter.TOUCH_OFFER) == body


def test_point_takes_the_place_of_the_slot():
    body = letter.insert(letter.build(Facts("Priya", "Lena", "today", 20)).body, letter.point_sentence(SHIFT))

    assert letter.POINT_SLOT not in body


def test_another_point_follows_the_first():
    body = letter.insert(letter.build(FACTS).body, letter.point_sentence(PORTFOLIO, first=False))

    assert body.index("nurse’s shift") < body.index("And another") < body.index("I’ll turn")


def test_generic_late_and_job_asking_letters_are_named():
    reading = letter.read("Thank you for your time. Is your team hiring?", [], late=True)

    assert reading.findings == [
        "This could go to anybody. Name one thing they said.",
        "It asks for a job. Keep that for another day; today you thank.",
        "Short is fine. One more sentence about what you took along makes it yours.",
        "The 24 hours are over. A late thank-you still counts more than none.",
    ]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Send her my case study", "I’ll send you my case study."),
        ("I'll let him know how it went", "I'll let you know how it went."),
        ("Send Marta my notes", "I’ll send you my notes."),
        ("Look at Marta’s reading list", "I’ll look at your reading list."),
        ("Read her article", "I’ll read her article."),
        ("Thank her", "I’ll thank you."),
        ("Write to Marta Lopez", "I’ll write to Marta Lopez."),
        ("Ask Kofi to meet them", "I’ll ask Kofi to meet them."),
    ],
)
def test_what_was_promised_is_said_to_them_where_that_is_certain(note, said):
    assert letter.action_sentence(Source("a", note, ACTION), "Marta") == said
