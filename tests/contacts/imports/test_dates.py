"""Dates as exports and spreadsheets write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.imports.dates import Ambiguous, Order, betrayed, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01 Jan 2024", date(2024, 1, 1)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("14 march 2025", date(2025, 3, 14)),
        ("Mar 14, 2025", date(2025, 3, 14)),
        ("2025-03-14", date(2025, 3, 14)),
        ("2025-03-14T09:00:00Z", date(2025, 3, 14)),
        ("03/15/2024", date(2024, 3, 15)),
        ("15/03/2024", date(2024, 3, 15)),
        ("5.6.2024", date(2024, 6, 5)),
        ("04/04/25", date(2025, 4, 4)),
        ("0/0/00", None),
        ("31 Feb 2024", None),
        ("soon", None),
        ("", None),
        ("１２/03/2024", None),
    ],
)
def test_parse_date(text, day):
    assert parse_date(text) == day


def test_a_date_that_is_two_dates_gives_both():
    assert parse_date("03/04/25") == Ambiguous(date(2025, 3, 4), date(2025, 4, 3))


def test_the_order_that_the_owner_gave_decides():
    assert parse_date("03/04/25", Order.MONTH_FIRST) == date(2025, 3, 4)
    assert parse_date("03/04/25", Order.DAY_FIRST) == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25/04/25", Order.DAY_FIRST),
        ("04/25/25", Order.MONTH_FIRST),
        ("03/04/25", None),
        ("04/04/25", None),
        ("x", None),
    ],
)
def test_some_dates_betray_how_they_are_written(text, order):
    assert betrayed(text) is order


@given(st.text())
def test_any_text_is_a_date_or_not(text):
    assert isinstance(parse_date(text), date | Ambiguous | None)


@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)))
def test_linkedin_dates_are_read_back(day):
    assert parse_date(f"{day.day:02} {day:%b} {day.year}") == day
