"""`manage.py coach`: a line in, a line out."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

FACTS = [
    "words", "introduces_sender", "names_referrer", "referrer", "states_interest", "states_purpose", "asks_for_meeting",
    "names_duration", "duration_minutes", "duration_ok", "asks_for_job", "mentions_resume", "too_long",
    "asks_referral_if_busy", "placeholders", "wrong_name", "wrong_company", "thanks_for_time",
]  # fmt: skip
GOOD = "Hi Ines,\n\nI’m Lena, a nurse curious about research. Would you have 20 minutes for a call? Thank you, Lena"


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "messages.jsonl"
        path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
        return str(path)

    return write


def run(*arguments):
    out = io.StringIO()
    call_command("coach", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def run_unfit(*arguments):
    out = io.StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("coach", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()], str(raised.value)


def test_a_line_says_the_facts_in_order(file):
    [answer] = run("message", file({"id": "a", "body": GOOD, "contact": {"given": "Ines"}}))

    assert list(answer) == ["id", "facts", "findings"]
    assert list(answer["facts"]) == FACTS
    assert answer["facts"]["duration_minutes"] == [20]


def test_a_finding_points_at_the_words(file):
    body = "🙂 Hi Ines, are you hiring?"

    [answer] = run("message", file({"id": 1, "body": body}))

    finding = next(finding for finding in answer["findings"] if finding["rule"] == "job-ask")
    assert list(finding) == ["rule", "severity", "spans", "message"]
    assert [body[start:end] for start, end in finding["spans"]] == ["are you hiring"]
    assert finding["severity"] == "high"


def test_lines_are_answered_in_order_and_keep_their_ids(file):
    answers = run("message", file({"id": 2}, {"id": "x", "more": [1]}, {}, {"id": {"a": 1}}))

    assert [answer["id"] for answer in answers] == [2, "x", None, {"a": 1}]


@pytest.mark.parametrize(
    "line",
    [{}, {"body": None}, {"contact": None}, {"contact": "Ines"}, {"sender": {"given": "Lena"}}, {"subject": 3},
     {"body": ["Hi"]}, {"body": {"text": "Hi"}}, {"channel": 7}, {"channel": None}, {"contact": []}, {"sender": False},
     {"contact": {"given": 4, "company": ["Lumen"]}}, {"body": "\x00\x07\u202e"}, {"body": "Hi\r\n\r\nInes\r\n"}],
)  # fmt: skip
def test_whatever_is_missing_or_odd_is_taken_as_it_is(file, line):
    [answer] = run("message", file(line))

    assert answer["facts"]["wrong_name"] is False


@pytest.mark.parametrize("bad", [b"no json", b"[1]", b'"text"', b"\xff\xfe", b"[" * 100_000, b'{"id": '])
def test_a_bad_line_gets_a_line_and_the_others_are_answered(file, bad):
    answers, error = run_unfit("message", file({"id": 1}, bad, {"id": 3}))

    assert [answer["id"] for answer in answers] == [1, None, 3]
    assert (list(answers[1]), answers[1]["line"]) == (["id", "line", "error"], 2)
    assert error == "1 line could not be read; each says why."


def test_empty_lines_and_a_byte_order_mark_are_passed_over(file):
    answers = run("message", file(b"\xef\xbb\xbf" + b'{"id": 1}', b"", b"  \r", {"id": 2}))

    assert [answer["id"] for answer in answers] == [1, 2]


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b'{"id": 7, "body": "Hi"}\n')))

    assert run("message", "-")[0]["id"] == 7


def test_half_a_surrogate_pair_can_be_written(file):
    [answer] = run("message", file(b'{"id": "\\ud800", "body": "[\\ud800]"}'))

    assert answer["id"] == "\ud800"


def test_a_rule_set_is_chosen_by_name(file):
    path = file({"body": "word " * 80})

    assert run("message", path, "--rules", "75-words")[0]["facts"]["too_long"] is True
    assert run("message", path, "--rules", "100-words")[0]["facts"]["too_long"] is False


def test_a_center_brings_a_rule_set_of_its_own(file, tmp_path):
    own = tmp_path / "center.toml"
    own.write_text(
        'extends = "75-words"\nminutes = [20, 40]\nleave_out = ["asks-who-else"]\nseverity = {length = "low"}\n'
    )

    [answer] = run("message", file({"body": "Could we talk for 40 minutes? " + "word " * 80}), "--rules", str(own))

    assert answer["facts"]["duration_ok"] is True
    assert {f["rule"]: f["severity"] for f in answer["findings"]}["length"] == "low"
    assert "asks-who-else" not in {f["rule"] for f in answer["findings"]}


def test_linkedin_is_counted_in_characters_when_nobody_chose(file):
    [answer] = run("message", file({"channel": "LinkedIn", "body": "x" * 301}))

    assert answer["facts"]["too_long"] is True


@pytest.mark.parametrize("arguments", [["message", "/nowhere.jsonl"], ["message", "-", "--rules", "none"]])
def test_what_cannot_be_opened_is_said(arguments):
    answers, error = run_unfit(*arguments)

    assert answers == []
    assert "cannot be read" in error or "There is no rule set" in error


def test_measure_prints_precision_and_recall(file):
    out = io.StringIO()

    call_command(
        "coach", "measure", file({"id": "a", "body": "Are you hiring?", "expect": {"asks_for_job": True}}), stdout=out
    )

    row = next(line for line in out.getvalue().splitlines() if line.startswith("asks_for_job"))
    assert row.split() == ["asks_for_job", "1", "0", "0", "1.000", "1.000"]


def test_a_question_says_its_form_and_issues(file):
    [answer] = run("question", file({"id": "q", "text": "So, do you like it?"}))

    assert list(answer) == ["id", "form", "issues", "findings"]
    assert (answer["form"], answer["issues"]) == ("closed", ["closed"])
    assert list(answer["findings"][0]) == ["rule", "severity", "spans", "message", "rewording"]
    assert answer["findings"][0]["spans"] == [[4, 18]]


@pytest.mark.parametrize("line", [{}, {"text": None}, {"text": 3}, {"text": ["How?"]}, b"no json", b"[1]", b"\xff"])
def test_a_question_that_cannot_be_read_gets_a_line(file, line):
    answers, error = run_unfit("question", file({"id": 1, "text": "How?"}, line, {"id": 3, "text": "Why?"}))

    assert [answer["id"] for answer in answers] == [1, None, 3]
    assert (list(answers[1]), answers[1]["line"]) == (["id", "line", "error"], 2)
    assert error == "1 line could not be read; each says why."


def test_a_thank_you_says_the_facts_in_order(file):
    note = {
        "id": "y",
        "body": "Thank you for the talk.",
        "interview": {"start": "2026-11-03T15:30:00Z", "end": "2026-11-03T16:00:00Z", "notes": []},
        "sent_at": "2026-11-04T10:30:00+01:00",
    }

    [answer] = run("thank-you", file(note))

    assert list(answer) == ["id", "facts", "findings"]
    assert list(answer["facts"]) == [
        "words", "thanks", "specific_point", "action_to_take", "offer_to_stay_in_touch", "complete", "generic", "late",
        "hours_after_end", "asks_for_job", "mentions_resume", "wrong_name", "apologises_for_delay", "placeholders",
    ]  # fmt: skip
    assert (answer["facts"]["thanks"], answer["facts"]["hours_after_end"]) == (True, 17.5)


def test_a_time_that_is_none_gets_a_line_that_keeps_the_id(file):
    answers, _ = run_unfit("thank-you", file({"id": "y", "body": "Thanks", "sent_at": "soon"}))

    assert answers == [{"id": "y", "line": 1, "error": "`sent_at` is no ISO 8601 time: 'soon'."}]


def test_measuring_questions_prints_shares_and_a_table(file):
    out = io.StringIO()
    lines = [
        {"id": "a", "text": "Do you like it?", "expect": {"form": "closed", "issues": ["closed"]}},
        {"id": "b", "text": "Is it fun?", "expect": {"form": "open", "issues": []}},
    ]

    call_command("coach", "question", "--measure", file(*lines), "--wrong", stdout=out)

    rows = out.getvalue().splitlines()
    assert rows[0] == "messages.jsonl: 2 questions"
    assert rows[1].split() == ["open", "or", "closed", "1", "of", "2", "0.500", "b"]
    assert next(row.split() for row in rows if row.startswith("closed")) == [
        "closed",
        "1",
        "1",
        "0",
        "0.500",
        "1.000",
        "b",
    ]


def test_measuring_thank_yous_prints_the_table(file):
    out = io.StringIO()

    call_command(
        "coach",
        "thank-you",
        "--measure",
        file({"id": "a", "body": "Thank you.", "expect": {"thanks": True}}),
        stdout=out,
    )

    assert next(row.split()[1:4] for row in out.getvalue().splitlines() if row.startswith("thanks")) == ["1", "0", "0"]


def test_rules_lists_rules_and_rule_sets():
    out = io.StringIO()

    call_command("coach", "rules", stdout=out)

    assert "job-ask (high)" in out.getvalue()
    assert "linkedin-200: LinkedIn note, 200 characters" in out.getvalue()
