"""What the findings say, and the words they point at."""

import subprocess
import sys

import pytest

from apps.coach.message import Message, Person
from apps.coach.review import review
from apps.coach.rules import RULES
from apps.coach.rulesets import load
from config.paths import BASE_DIR

INES = Person("Ines", "Carvalho", "Lumen Mutual", "UX researcher")


def finding(rule, body, **kwargs):
    message = Message(body=body, contact=INES, sender="Lena Marchetti", **kwargs)
    return next((f for f in review(message).findings if f.rule == rule), None)


def words(rule, body, **kwargs):
    return [body[span.start : span.end] for span in finding(rule, body, **kwargs).spans]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_what_why_and_from_where(rule):
    assert all([rule.looks_for, rule.why, rule.source])


@pytest.mark.parametrize(
    ("rule", "body", "expected"),
    [
        ("job-ask", "Hello. Are you hiring? Any openings?", ["Are you hiring", "Any openings"]),
        ("unasked-resume", "I attached my résumé.", ["attached my résumé"]),
        ("wrong-name", "Hi Priya,\nhello", ["Priya"]),
        ("wrong-company", "I like your work at Okapi.", ["Okapi"]),
        ("placeholder", "Hi [Name], I like {{company}}.", ["[Name]", "{{company}}"]),
        ("names-duration", "Could we talk for 45 minutes?", ["45 minutes"]),
        ("asks-for-meeting", "Hi. I would love to have a call with you.", ["I would love to have a call with you."]),
    ],
)
def test_advice_points_at_the_words(rule, body, expected):
    assert not finding(rule, body).is_fine
    assert words(rule, body) == expected


@pytest.mark.parametrize(
    "rule",
    ["introduces-sender", "names-referrer", "states-interest", "states-purpose", "asks-for-meeting", "names-duration",
     "asks-who-else", "courteous-close"],
)  # fmt: skip
def test_an_empty_message_is_advised_on_everything(rule):
    assert not finding(rule, "").is_fine


@pytest.mark.parametrize("rule", ["unasked-resume", "wrong-name", "wrong-company"])
def test_rules_of_mistakes_are_silent_when_there_is_none(rule):
    assert finding(rule, "Hi Ines,\nhello") is None


def test_a_wish_is_advised_to_be_a_question():
    assert finding("asks-for-meeting", "I would love to have a call with you.").what == "Ask it as a question"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("Could we talk for 45 minutes?", "Ask for less"),
        ("Could we talk for 5 minutes?", "Ask for 15 to 30 minutes"),
        ("Could we talk for 15 to 20 minutes?", "Asks for 15 to 20 minutes"),
        ("Could we talk for half an hour?", "Asks for 30 minutes"),
        ("Could we talk?", "Say how long"),
    ],
)
def test_the_length_of_the_talk_is_judged(body, what):
    assert finding("names-duration", body).what == what


def test_a_referrer_named_late_is_asked_for_earlier():
    late = finding("names-referrer", "Some words. " * 60 + "Priya Raman suggested I write to you.")

    assert late.what == "Name Priya Raman earlier"


def test_the_referrer_may_stand_in_the_subject():
    assert finding("names-referrer", "Hi Ines.", subject="Priya Raman suggested I write to you").is_fine


def test_how_they_were_found_is_enough_without_a_referrer():
    assert finding("names-referrer", "I came across your talk.").what == "Says how you found Ines"


def test_another_close_than_thanks_is_kind_enough():
    assert finding("courteous-close", "Hello.\n\nKind regards,\nLena").what == "Closes kindly"


def test_resume_was_asked_for_in_the_mail_below():
    body = "My résumé is attached.\n\nOn Monday, May 3, Ines Carvalho wrote:\n> Could you send me your resume?"

    assert finding("unasked-resume", body) is None


def test_a_minute_limit_of_a_center_is_its_own():
    own = load("100-words")
    message = Message(body="Could we talk for 20 minutes?")

    assert review(message, own).facts.duration_ok is True


def test_the_engine_needs_no_django():
    code = "import sys, apps.coach.review, apps.coach.measure; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR).returncode == 0
