"""The engine against the labels that people wrote (labelled/README.md)."""

import json
from pathlib import Path

import pytest

from apps.coach.measure import COUNTED, measure

LABELLED = Path(__file__).with_name("labelled")
WHOLE = ("tuning", "held_out", "later", "blind", "blind2", "blind3", "blind4", "blind5", "blind6")
STRICT = {"asks_for_job", "placeholders", "wrong_name"}
FEW = 8  # with fewer cases than this one miss decides, so only the whole set is judged


def lines(name):
    return [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def messages():
    return measure(line for name in WHOLE for line in lines(name))


@pytest.fixture(scope="module")
def sentences():
    return measure(lines("sentences"))


@pytest.fixture(scope="module")
def held_out():
    return measure(lines("held_out"))


def floor(fact):
    return 0.95 if fact in STRICT else 0.9


@pytest.mark.parametrize("fact", COUNTED)
def test_whole_messages_are_read_as_people_read_them(messages, fact):
    assert messages[fact].precision >= floor(fact), messages[fact].wrong
    assert messages[fact].recall >= floor(fact), messages[fact].wrong


@pytest.mark.parametrize("fact", COUNTED)
def test_single_sentences_are_read_as_people_read_them(sentences, fact):
    assert sentences[fact].precision >= floor(fact), sentences[fact].wrong
    assert sentences[fact].recall >= floor(fact), sentences[fact].wrong


@pytest.mark.parametrize("fact", COUNTED)
def test_messages_that_no_rule_was_tuned_on_are_read_as_well(held_out, fact):
    score = held_out[fact]
    if score.hits + score.misses < FEW:
        pytest.skip("too few cases for a share")

    assert min(score.precision, score.recall) >= floor(fact), score.wrong


def test_the_set_is_large_and_a_third_is_held_out():
    tuning, held_out = lines("tuning"), lines("held_out")

    assert len(tuning) + len(held_out) >= 150
    assert len(held_out) * 3 >= len(tuning) + len(held_out)


def test_every_line_has_its_own_id():
    ids = [line["id"] for name in (*WHOLE, "sentences") for line in lines(name)]

    assert len(ids) == len(set(ids))
