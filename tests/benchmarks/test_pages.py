"""The benchmark of the pages measures what it says. Nothing is timed here."""

import pytest
from django.db import connection

from benchmarks.pages import Rounds, ratio, row_of
from benchmarks.pages_asked import FRAGMENT, PAGES, Facts
from benchmarks.pages_seed import Size, key


@pytest.mark.django_db
def test_an_id_of_python_is_the_id_of_sql():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key('contacts_contact', '5011')}::text")
        (made,) = cursor.fetchone()

    assert Facts.id_of(None, "contacts_contact", 5011) == made


def test_the_owner_has_one_block_of_so_many():
    assert Size("large", 1_000_000, 100_000).every == 10


def test_a_ratio_is_the_median_of_the_rounds():
    assert ratio([2, 6, 40], [1, 2, 4]) == 3


def test_a_missed_goal_is_named():
    page = next(page for page in PAGES if page.goal is FRAGMENT)
    floor, small, large = (
        Rounds(web=[web], database=[database], clock=[0.01]) for web, database in ((1.0, 0.0), (1.2, 0.1), (1.4, 1.0))
    )

    row = row_of(page, (5, 5), (floor, small, large), 0.5)

    assert row[2:4] == ["1.20 L", "1.40 L"]
    assert row[-1] == "**missed**: cost, growth"
