"""The bank holds questions that the coach leaves alone, and plans that fit."""

import pytest

from apps.coach.questions import read_question
from apps.interviews.question_bank import BANK, LAST, seed


@pytest.mark.parametrize("question", BANK, ids=lambda q: q.key)
def test_every_question_of_the_bank_passes(question):
    assert read_question(question.text).issues == ()


@pytest.mark.parametrize("minutes", [10, 15, 20, 25, 30, 60])
def test_seeded_plan_fits_and_ends_with_who_else(minutes):
    must, _ = seed(minutes)

    assert 2 + sum(q.minutes for q in must) <= minutes
    assert must[-1].key == LAST
