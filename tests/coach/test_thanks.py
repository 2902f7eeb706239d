"""What the thank-you coach sees in a note."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach.thanks import UnfitNote, read_thank_you, review_thank_you

NOTES = ["Hospitals hire through the quality team", "Read the shadowing guide"]
PIECES = [
    "Dear Priya,", "Thank you", "for your time", "you said", "I'll", "read", "keep in touch", "\n\n",
    "Best,\nLena", "[Name]", "hiring?",
    "sorry for the delay", "résumé", "\x00", "\ud800", "“quality team”", "shadowing",
    "> quoted", "-- ", "🙂", "İ", ".", "?",
]  # fmt: skip
bodies = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


def review(body, notes=(), **more):
    interview = {"end": "2026-11-03T16:00:00-05:00", "notes": list(notes)} | more.pop("interview", {})
    return review_thank_you(read_thank_you({"body": body, "interview": interview} | more))


def facts(body, notes=(), **more):
    return review(body, notes, **more).facts


@pytest.mark.parametrize(
    ("body", "is_thanks"),
    [
        ("Thank you!", True),
        ("It meant a lot to me that you took the time.", True),
        ("How kind of you to call.", True),
        ("I read the guide.\n\nMany thanks,\nLena", False),
        ("Thanks in advance for telling HR.", False),
    ],
)
def test_thanks_stand_in_the_text(body, is_thanks):
    assert facts(body).thanks is is_thanks


@pytest.mark.parametrize(
    ("body", "is_specific"),
    [
        ("I enjoyed hearing about your career path and your experience in the industry.", False),
        ("What you said about hospitals and the quality team stayed with me.", True),
        ("You told me that a lease is negotiated in five minutes.", True),
        ("I’m a junior at Carver State who studies robotics.", False),
        ("Thank you for speaking with me about marketing.", False),
    ],
)
def test_a_point_is_specific_when_only_this_talk_had_it(body, is_specific):
    assert (facts(body).specific_point, facts(body).generic) == (is_specific, not is_specific)


def test_words_of_a_note_are_a_point_however_they_are_put():
    assert facts("The quality team of a hospital it is, then.", NOTES).specific_point
    assert not facts("The team was nice, then.", NOTES).specific_point


@pytest.mark.parametrize(
    ("body", "is_action"),
    [
        ("I’ll read the guide this week.", True),
        ("I have already signed up for the course.", True),
        ("On Monday I begin as a volunteer.", True),
        ("I will never forget your kindness.", False),
        ("I’ll keep in touch.", False),
        ("I’m writing to thank you.", False),
        ("I enjoyed our talk.", False),
    ],
)
def test_an_action_is_something_done(body, is_action):
    assert facts(body).action_to_take is is_action


@pytest.mark.parametrize(
    ("body", "is_offer"),
    [
        ("May I let you know how it goes?", True),
        ("Let’s stay in touch.", True),
        ("I’ll send you the draft.", True),
        ("I wanted to let you know how much I enjoyed it.", False),
        ("I can’t tell you how helpful it was.", False),
        ("Thank you for putting me in touch with Ines.", False),
        ("Please let me know if you hire.", False),
    ],
)
def test_an_offer_is_to_write_or_meet_again(body, is_offer):
    assert facts(body).offer_to_stay_in_touch is is_offer


@pytest.mark.parametrize(
    ("body", "is_excuse"),
    [
        ("Sorry that this comes so late.", True),
        ("I should have written sooner.", True),
        ("Sorry again for being late to our call.", False),
        ("I was sorry to hear about the fire.", False),
    ],
)
def test_an_excuse_is_for_the_delay(body, is_excuse):
    assert facts(body).apologises_for_delay is is_excuse


@pytest.mark.parametrize(
    ("sent_at", "hours", "is_late"),
    [
        ("2026-11-04T16:00:00-05:00", 24.0, False),
        ("2026-11-04T21:01:00Z", 24.02, True),
        ("2026-11-03T22:30:00+01:00", 0.5, False),
        ("2026-11-03T20:00:00Z", -1.0, False),
        (None, None, False),
    ],
)
def test_hours_are_counted_across_zones(sent_at, hours, is_late):
    found = facts("Thank you.", sent_at=sent_at)

    assert (found.hours_after_end, found.late) == (hours, is_late)


def test_a_complete_note_has_nothing_to_mend():
    body = (
        "Dear Priya,\n\nThank you for the half hour. That hospitals hire through the quality team was new to me.\n\n"
        "I’ll read the shadowing guide. May I let you know how it goes?\n\nWarmly,\nLena"
    )
    found = review(body, NOTES, contact={"given": "Priya"}, sent_at="2026-11-04T09:00:00-05:00")

    assert (found.facts.complete, found.findings) == (True, ())


def test_what_does_not_belong_is_named():
    found = review("Dear Bob,\n\nThanks! My résumé is attached. Are you hiring? [Name]", contact={"given": "Priya"})

    assert {finding.rule for finding in found.findings} >= {
        "placeholders", "wrong_name", "asks_for_job", "mentions_resume", "specific_point",
    }  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        {}, {"body": None}, {"body": 3}, {"body": "", "interview": "yesterday"}, {"body": "", "interview": []},
        {"body": "", "sent_at": "yesterday"}, {"body": "", "sent_at": 5}, {"body": "", "sent_at": "2026-11-03"},
        {"body": "", "sent_at": "2026-13-03T10:00:00Z"}, {"body": "", "interview": {"notes": 3}},
        {"body": "", "interview": {"notes": [3]}},
        {"body": "", "interview": {"end": "2026-11-03T10:00:00"},
         "sent_at": "2026-11-03T10:00:00Z"},
        {"body": "", "interview": {"start": "2026-11-03T10:00:00Z", "end": "2026-11-03T09:00:00Z"}},
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data):
    with pytest.raises(UnfitNote) as raised:
        read_thank_you(data)

    assert str(raised.value).endswith((".", "?"))


@given(bodies, st.lists(bodies, max_size=3))
@settings(deadline=None)
def test_whatever_is_written_is_read_and_spans_lie_inside_it(body, notes):
    found = review(body, notes)

    for spans in [*found.spans.values(), *(finding.spans for finding in found.findings)]:
        for span in spans:
            assert 0 <= span.start <= span.end <= max(len(body), 500)


@pytest.mark.parametrize(
    "body",
    ["thank you " * 10_000, "I will " * 15_000,
     "you said " * 10_000, "a" * 100_000, "\n" * 50_000, "late sorry " * 8_000,
     "\x00" * 100_000,
     "tell you " * 10_000, "." * 100_000, "in touch " * 10_000, "[" * 50_000],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_long_and_odd_notes_are_answered(body):
    assert facts(body, [body[:2000]]).placeholders == []
