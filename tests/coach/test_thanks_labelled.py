"""The thank-you coach against the labels that people wrote (labelled/README.md)."""

import json
from pathlib import Path

import pytest

from apps.coach.measure import COUNTED_OF_THANKS, measure_thank_yous

LABELLED = Path(__file__).with_name("labelled")
FILES = ("thank_yous", "thank_yous_held_out", "thank_yous_later")
FLOOR = 0.85  # some facts have few cases
ELEMENTS = ("thanks", "specific_point", "action_to_take", "offer_to_stay_in_touch")


def lines(name):
    return [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def everything():
    return measure_thank_yous(line for name in FILES for line in lines(name))


@pytest.mark.parametrize("fact", COUNTED_OF_THANKS)
def test_notes_are_read_as_people_read_them(everything, fact):
    assert min(everything[fact].precision, everything[fact].recall) >= FLOOR, everything[fact].wrong


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("element", ELEMENTS)
def test_the_four_elements_are_found(name, element):
    score = measure_thank_yous(lines(name))[element]

    assert min(score.precision, score.recall) >= 0.92, score.wrong


def test_the_set_is_large():
    rows = [line for name in FILES for line in lines(name)]

    assert len(rows) >= 110
    assert len({line["id"] for line in rows}) == len(rows)
