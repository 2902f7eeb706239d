"""What the question coach hears."""

import pytest

from apps.interviews.question_bank import BANK, LAST, seed
from apps.interviews.question_coach import read_question


def kinds(text):
    return [finding.kind for finding in read_question(text)]


@pytest.mark.parametrize("question", BANK, ids=lambda q: q.key)
def test_every_question_of_the_bank_passes(question):
    assert kinds(question.text) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Is a clinical background an advantage?", "To what extent is a clinical background an advantage?"),
        ("Do you like your job?", "What do you like about your job, and what less?"),
        ("Will AI change your work?", "How will AI change your work?"),
        ("So, did you study design?", "What led you to study design?"),
        ("Do you need a degree?", "How much does a degree matter?"),
        ("Are there any downsides?", "What are the downsides?"),
        ("Is there anything I should read?", "What should I read?"),
        ("Do you know anyone I could ask?", "Who else should I talk to?"),
        ("Would you do it again?", ""),
    ],
)
def test_closed_question_is_opened_where_that_is_mechanical(text, better):
    finding = read_question(text)[0]

    assert finding.kind == "closed"
    assert finding.rewording == better


@pytest.mark.parametrize("text", ["Could you walk me through a week?", "Would you describe a bad day?", ""])
def test_polite_opening_is_not_closed(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What do you do and how did you get there?", "double"),
        ("What is a study? Who decides?", "double"),
        ("Where do clinicians and engineers disagree?", None),
        ("Surely the pay is good, what else keeps you?", "leading"),
        ("It’s stressful work, isn’t it?", "leading"),
        ("Is your team hiring?", "job_ask"),
        ("Could you pass on my résumé?", "job_ask"),
        ("What does the hiring process look like?", None),
        ("What would you say " + "to a person who is new " * 5 + "here?", "too_long"),
    ],
)
def test_each_kind_is_named(text, kind):
    assert kinds(text)[:1] == ([kind] if kind else [])


def test_no_offered_wording_has_a_finding_of_its_own():
    closed = ["Is it hard?", "Do people stay?", "Can I learn it?", "Are there any downsides?", "Have you ever quit?"]
    better = [read_question(text)[0].rewording for text in closed]

    assert [kinds(text) for text in better] == [[]] * len(closed)


@pytest.mark.parametrize("minutes", [10, 15, 20, 25, 30, 60])
def test_seeded_plan_fits_and_ends_with_who_else(minutes):
    must, _ = seed(minutes)

    assert 2 + sum(q.minutes for q in must) <= minutes
    assert must[-1].key == LAST
