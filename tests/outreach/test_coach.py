"""The coach: each check fires on what it is about, says nothing about what is fine, and points at the words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.outreach import builtin, cadence, coach, merge
from apps.outreach.models import Channel

GOOD = """\
Hi Ines,

I’m Lena Marchetti, a former physical therapist now studying human-computer interaction at Aldermere.
Priya Raman suggested I write to you after we talked yesterday.

I’m trying to learn what user research looks like inside a health insurer, and your diary study caught my eye.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from your experience.

If this is a busy time, is there a colleague you would suggest I talk to instead?

Thank you for considering it,
Lena"""
FACTS = coach.Facts(
    first_name="Ines",
    family_name="Carvalho",
    my_first_name="Lena",
    introducer="Priya Raman",
    employer="Lumen Mutual",
    other_employers=("Corvane Health", "Okapi"),
)


def look(body=GOOD, *, facts=FACTS, channel=Channel.EMAIL, kind=cadence.FIRST, subject=""):
    return coach.review(coach.Draft(channel, kind, subject, body), facts)


def finding(key, body=GOOD, **kwargs):
    return next((f for f in look(body, **kwargs).findings if f.key == key), None)


def test_a_good_letter_has_nothing_to_fix():
    assert [f.what for f in look().open] == []


@pytest.mark.parametrize("key", ["intro", "link", "why", "ask", "minutes", "out", "close", "length"])
def test_an_empty_draft_is_advised_on_everything(key):
    assert finding(key, "").ok == "fix"


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("I’m Lena Marchetti.", "yes"),
        ("My name is Lena.", "yes"),
        ("I am a nurse in Oslo.", "yes"),
        ("I’m trying to learn.", "fix"),
        ("This is a busy time.", "fix"),
        ("Are you Lena?", "fix"),
    ],
)
def test_introduces_the_sender(text, ok):
    assert finding("intro", text).ok == ok


def test_the_referrer_may_stand_in_the_subject():
    assert finding("link", "Hi Ines, hello.", subject="Priya Raman suggested I write").ok == "yes"


def test_a_referrer_named_late_is_asked_for_earlier():
    late = finding("link", "Some words. " * 60 + "Priya says hello.")

    assert (late.what, late.spans[0].text) == ("Name Priya earlier", "Priya")


def test_common_ground_stands_in_for_a_referrer():
    facts = replace(FACTS, introducer="", common_ground="We both rowed at Aldermere")

    assert finding("link", "You and I rowed in the same boat.", facts=facts).ok == "yes"
    assert finding("link", "Hello there.", facts=facts).why == "You noted: We both rowed at Aldermere"


def test_a_stranger_says_how_they_found_the_person():
    facts = replace(FACTS, introducer="")

    assert finding("link", "I came across your talk.", facts=facts).ok == "yes"
    assert finding("link", "Hello.", facts=facts).ok == "fix"


def test_a_wish_is_not_a_question():
    wish = finding("ask", "I would love to have a call with you.")

    assert (wish.what, wish.spans[0].text) == ("Ask it as a question", "I would love to have a call with you.")


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("20 minutes", "yes"),
        ("15-30 minutes", "yes"),
        ("20 to 25 min", "yes"),
        ("twenty minutes", "yes"),
        ("half an hour", "yes"),
        ("45 minutes", "fix"),
        ("5 minutes", "fix"),
        ("20 to 60 minutes", "fix"),
        ("an hour", "fix"),
        ("some time", "fix"),
    ],
)
def test_names_a_length_of_15_to_30_minutes(text, ok):
    assert finding("minutes", f"Would you have {text} for a call?").ok == ok


@pytest.mark.parametrize(
    "text",
    [
        "Are you hiring at the moment?",
        "Do you have any openings?",
        "I am looking for a summer internship.",
        "I want to apply for the role.",
        "Please consider me.",
        "Any job opportunities?",
    ],
)
def test_a_job_request_is_named_with_its_words(text):
    asked = finding("nojob", text)

    assert asked.ok == "fix"
    assert asked.spans[0].text.lower() in text.lower()


@pytest.mark.parametrize(
    "text",
    ["I’m not looking for a job.", "I don’t ask about open positions.", "Your role interests me.", "An open question."],
)
def test_no_job_request_is_seen_where_there_is_none(text):
    assert finding("nojob", text).ok == "yes"


@pytest.mark.parametrize("text", ["My résumé is below.", "I attached my resume.", "See my CV.", "resume attached"])
def test_an_unasked_resume_is_named(text):
    assert finding("resume", text).ok == "fix"


def test_the_verb_to_resume_is_no_resume():
    assert finding("resume", "May we resume our talk?") is None


@pytest.mark.parametrize(("text", "ok"), [("Is there someone you’d suggest?", "yes"), ("Thanks a lot.", "fix")])
def test_a_thank_you_asks_who_else(text, ok):
    assert finding("else", text, kind=cadence.CLOSING).ok == ok


def test_placeholders_are_counted_and_pointed_at():
    gaps = finding("slot", "Hi, [one thing] and [another].", subject="[a subject]")

    assert gaps.what == "3 placeholders to fill in"
    assert [span.text for span in gaps.spans] == ["[one thing]", "[another]"]


@pytest.mark.parametrize("greeting", ["Hi Priya,", "Dear Mr. Smith,", "Hello Inez"])
def test_a_greeting_to_somebody_else_is_named(greeting):
    assert finding("name", f"{greeting}\nhello").ok == "fix"


@pytest.mark.parametrize(
    "greeting", ["Hi Ines,", "Dear Ms. Carvalho,", "hello ines", "Hi [their first name],", "Hi there,", "Inés"]
)
def test_the_right_greeting_is_not_mentioned(greeting):
    assert finding("name", f"{greeting}\nhello") is None


def test_another_employer_of_the_list_is_named():
    assert finding("employer", "I admire the work at Okapi.").what == "Check the employer: Okapi"


@pytest.mark.parametrize("text", ["At Lumen Mutual, not Okapi.", "An okapi is an animal.", "Nothing."])
def test_no_employer_is_doubted_without_reason(text):
    assert finding("employer", text) is None


@pytest.mark.parametrize(("words", "ok"), [(49, "fix"), (50, "yes"), (130, "yes"), (131, "fix")])
def test_a_first_mail_has_50_to_130_words(words, ok):
    assert finding("length", "word " * words).ok == ok


@pytest.mark.parametrize(("length", "ok"), [(300, "yes"), (301, "fix")])
def test_a_linkedin_note_has_300_characters(length, ok):
    assert finding("length", "x" * length, channel=Channel.LINKEDIN).ok == ok


def test_a_linkedin_note_needs_no_way_out():
    assert finding("out", "", channel=Channel.LINKEDIN) is None


def test_spans_count_as_a_browser_does():
    gap = finding("slot", "🙂🙂 [gap]").spans[0]

    assert (gap.start, gap.end) == (5, 10)


def test_windows_line_ends_do_not_move_the_spans():
    gap = finding("slot", "a\r\n[gap]").spans[0]

    assert (gap.start, gap.end) == (2, 7)


@pytest.mark.parametrize("channel", Channel.values)
@pytest.mark.parametrize("template", builtin.ALL, ids=lambda t: t.key)
def test_built_in_templates_please_the_coach(template, channel):
    wording = template.wording(channel)
    facts = replace(
        FACTS,
        introducer="Priya Raman" if template is builtin.REFERRED else "",
        common_ground="We both studied at Aldermere" if template is builtin.SHARED else "",
        employer="Lumen Mutual",
    )

    review = look(
        merge.render(wording.body, merge.SAMPLE),
        facts=facts,
        channel=channel,
        kind=template.kind,
        subject=merge.render(wording.subject, merge.SAMPLE),
    )

    assert [f.what for f in review.open if f.key != "slot"] == []


@given(st.text(max_size=400), st.sampled_from(list(Channel)), st.sampled_from([*coach.findings.LENGTHS]))
def test_any_text_can_be_reviewed_and_spans_lie_inside_it(body, channel, kind):
    review = look(body, channel=channel, kind=kind)

    units = len(body.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2
    assert all(0 <= s.start <= s.end <= units for f in review.findings for s in f.spans)
