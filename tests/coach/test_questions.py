"""What the question coach hears."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach.questions import read_question

PIECES = [
    "What", "how", "do you", "don't you", "can you tell me", "if", "whether", "and", "and what", "or", ",", "?",
    "...", "right",
    "I was wondering", "your salary", "is there anyone", "the company", "does", "hiring",
    "surely", "\n", "\x00", "“", "’", "İ",
    "🙂", "\ud800", "> quoted", "-- ", "<p>", "&nbsp;", "any",
    "when the company was founded", "tell me", "-", "(", "[Name]",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))


def issues(text):
    return [finding.rule for finding in read_question(text).issues]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Can you tell me about the company?", "open"),
        ("Do you like your job?", "closed"),
        ("Could you tell me whether you travel?", "closed"),
        ("Could you tell me if you could describe a bad day?", "open"),
        ("I was wondering how you began.", "open"),
        ("I was wondering if you ever regret it.", "closed"),
        ("Do you have any advice for a beginner?", "open"),
        ("If you could start again, would you?", "closed"),
        ("In what ways did school prepare you?", "open"),
        ("Would you describe the place as competitive?", "closed"),
        ("Would you describe the place?", "open"),
        ("Can you speak Spanish?", "closed"),
        ("Cna you walk me through a week", "open"),
        ("You came here from law?", "closed"),
        ("Remote or in the office?", "closed"),
        ("Your favorite tool, and why?", "open"),
        ("", "open"),
    ],
)
def test_the_form_is_that_of_the_answer(text, form):
    assert read_question(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "Is there anything else I should have asked?",
        "Would you mind if I stayed in touch?",
        "Is there anyone else you would suggest I talk to?",
        "May I quote you in my paper?",
        "Do you have any questions for me?",
        "Would it be all right if I wrote to you again?",
        "I was wondering if I could send you an update.",
        "Could you introduce me to her?",
    ],
)
def test_what_custom_allows_is_left_alone(text):
    assert issues(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "What do you like most and least?",
        "How and why did you change fields?",
        "What would you change, and why?",
        "What are the best and worst parts?",
        "Can you recall a project that failed, and what it taught you?",
        "How many of your ideas are built, and what decides which?",
        "I read your talk on bees. What has changed since?",
    ],
)
def test_a_natural_pair_is_one_question(text):
    assert issues(text) == []


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("What do you do and how did you get there?", "double_barrelled"),
        ("What is a study? Who decides?", "double_barrelled"),
        ("Surely the pay is good, so what else keeps you?", "leading"),
        ("It’s stressful work, isn’t it?", "leading"),
        ("Isn’t it dull?", "leading"),
        ("Is your team hiring?", "asks_for_job"),
        ("Could you pass on my résumé?", "asks_for_job"),
        ("How much do you earn?", "too_personal"),
        ("When was Fernbank founded?", "researchable"),
        ("What’s it like?", "vague"),
        ("What would you say " + "to a person who is new " * 6 + "here?", "too_long"),
    ],
)
def test_each_issue_is_named(text, issue):
    assert issues(text)[0] == issue


@pytest.mark.parametrize(
    "text",
    [
        "Obviously no two days are alike, but what comes back each week?",
        "What does the hiring process look like?",
        "How did you get your first job?",
        "What is a typical range for your role?",
        "What does your company do for parents who come back?",
        "How do parents on your team manage the night shifts?",
        "Why don’t more people choose this?",
    ],
)
def test_what_sounds_alike_is_fine(text):
    assert issues(text) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Is a clinical background an advantage?", "To what extent is a clinical background an advantage?"),
        ("Do you like your job?", "What do you like about your job, and what less?"),
        ("Will AI change your work?", "How will AI change your work?"),
        ("So, did you study design?", "What led you to study design?"),
        ("Do you need a degree?", "How much does a degree matter?"),
        ("Are there any downsides?", "What are the downsides?"),
        ("Would you do it again?", ""),
        ("What do you do all day and how did you learn it?", "What do you do all day?"),
    ],
)
def test_a_better_wording_is_offered_where_that_is_mechanical(text, better):
    assert read_question(text).issues[0].rewording == better


def test_a_brave_question_is_no_fault():
    reading = read_question("What is the worst part of the job?")

    assert (reading.issues, [finding.rule for finding in reading.findings]) == ((), ["brave"])


@given(texts)
@settings(deadline=None)
def test_whatever_is_typed_is_read_and_spans_lie_inside_it(text):
    for finding in read_question(text).findings:
        for span in finding.spans:
            assert 0 <= span.start <= span.end <= len(text)


@given(texts)
@settings(deadline=None)
def test_a_wording_that_is_offered_has_no_issue_of_its_own(text):
    for finding in read_question(text).findings:
        assert finding.rewording == "" or issues(finding.rewording) == []


@pytest.mark.parametrize(
    "text",
    ["what " * 20_000, "?" * 100_000, "can you tell me " * 6_000, "a" * 100_000, ", and what" * 10_000, "\n" * 50_000,
     "your " * 20_000 + "salary", "do you know if " * 6_000, " " * 100_000 + "?", "(" * 50_000, "\x00" * 100_000],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_long_and_odd_texts_are_answered(text):
    assert read_question(text).form in {"open", "closed"}
