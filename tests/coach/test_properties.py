"""Whatever is typed: no error, spans inside the text, the same answer twice."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach.message import Message, Person, read_message
from apps.coach.review import review
from apps.coach.rulesets import built_in

PIECES = [
    "Hi [Name],", "Dear Dr. Lee", "{{company}}", "<name>", "XXX", "___", "half an hour", "15-20 min", "1/2 hour",
    "are you hiring?", "not asking for a job", "résumé", "re\u0301sume\u0301", "CV", "Priya Raman suggested I write",
    "if you are busy, who else", "thank you", "at Okapi", "\n", "\r\n", "\n\n", "> quoted", "On Monday x wrote:", "-- ",
    "?", ".", "🙂", "İ", "ẞ", "“", "’", " ", "would you have", "for a call", "Ines", "Lumen Mutual", "\ud800", "\x00",
    "\u200b", "&nbsp;", "&#39;s", "<p>20&nbsp;minutes</p>", "<a href='x'>", "there", "you work there", "the firm",
    "سلام", "שלום", "\u202e", "\x07", "\ud83d", "15, 20 minutes", "http://x.example/{a}", "(say why)", "«Name»",
]  # fmt: skip
letters = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
people = st.builds(Person, st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
messages = st.builds(
    Message,
    body=letters,
    subject=letters,
    channel=st.sampled_from(["email", "linkedin", "phone", "letter", "", "?"]),
    contact=st.one_of(people, st.just(Person("Ines", "Carvalho", "Lumen Mutual"))),
    sender=st.one_of(st.text(max_size=20), st.just("Lena Marchetti")),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
#: Rules whose spans are the words that are meant.
QUOTING = {"job-ask", "unasked-resume", "wrong-name", "wrong-company", "placeholder", "names-duration"}
#: Machines are busy; how long it takes is benchmarks/coach.py's.
calm = settings(deadline=None)
KEYS = st.sampled_from(["id", "channel", "contact", "sender", "subject", "body", "given", "family", "company", "else"])


@given(messages, st.sampled_from(sorted(built_in())))
@settings(max_examples=300, deadline=None)
def test_any_message_is_reviewed_and_spans_lie_inside_it(message, name):
    found = review(message, built_in()[name])

    for finding in found.findings:
        for span in finding.spans:
            text = message.subject if span.where == "subject" else message.body
            assert 0 <= span.start <= span.end <= len(text)


@given(messages)
@calm
def test_the_same_message_gets_the_same_answer(message):
    assert review(message) == review(message)


@given(messages)
@calm
def test_a_gap_is_quoted_as_it_stands(message):
    for gap in review(message).facts.placeholders:
        assert gap in message.body or gap in message.subject


@given(messages)
@calm
def test_facts_can_be_written_as_json(message):
    facts = asdict(review(message).facts)

    assert json.loads(json.dumps(facts)) == facts


@given(st.dictionaries(KEYS, anything | st.dictionaries(KEYS, anything, max_size=4), max_size=6))
@calm
def test_a_message_is_made_from_anything(data):
    review(read_message(data))


@given(messages)
@calm
def test_a_finding_quotes_words_that_stand_in_the_message(message):
    for finding in review(message).advice:
        for span in finding.spans:
            text = message.subject if span.where == "subject" else message.body
            assert finding.rule not in QUOTING or text[span.start : span.end].strip()


@pytest.mark.parametrize(
    "body",
    ["", " ", "\n" * 1000, "a" * 100_000, "[" * 50_000, "{{" * 25_000, "<p>" * 20_000, "Dear " * 20_000,
     "\ud800" * 1000, "you work at Okapi there " * 1000, "15, 20, " * 10_000, "> quoted\n" * 10_000, "&nbsp;" * 10_000,
     "\u202eكيف" * 5000, "me my cv " * 2000, "is there any paid " * 1000, "Dear Ann and " * 1000,
     "you were at A of A " * 1000],
    ids=lambda body: repr(body[:8]),
)  # fmt: skip
def test_long_and_odd_bodies_are_answered(body):
    found = review(Message(body=body, subject=body[:500], contact=Person("Ines", "Carvalho", "Lumen Mutual")))

    assert all(0 <= span.start <= span.end <= len(body) for finding in found.findings for span in finding.spans)
