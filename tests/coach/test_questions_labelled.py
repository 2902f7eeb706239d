"""The question coach against the labels that people wrote (labelled/README.md)."""

import json
from pathlib import Path

import pytest

from apps.coach.measure import ISSUES, measure_questions

LABELLED = Path(__file__).with_name("labelled")
FILES = ("questions", "questions_held_out", "questions_later")


def lines(name):
    return [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=FILES)
def scores(request):
    return measure_questions(lines(request.param))


def test_open_and_closed_are_told_apart(scores):
    assert scores.form.right >= 0.95, scores.form.wrong


def test_good_questions_are_left_alone(scores):
    assert scores.left_alone.right >= 0.97, scores.left_alone.wrong


@pytest.mark.parametrize("issue", ISSUES)
def test_issues_are_named_as_people_name_them(issue):
    score = measure_questions(line for name in FILES for line in lines(name)).issues[issue]

    assert min(score.precision, score.recall) >= 0.9, score.wrong


def test_half_of_the_questions_are_good():
    rows = [line for name in FILES for line in lines(name)]

    assert len(rows) >= 240
    assert sum(not line["expect"]["issues"] for line in rows) * 2 >= len(rows)
    assert len({line["id"] for line in rows}) == len(rows)
