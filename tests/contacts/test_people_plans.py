"""What the database does for one page of a long list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.contacts.models import Contact, Stage
from apps.contacts.selectors import PAGE_SIZE, PeopleQuery, people_page
from tests.factories.accounts import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    """Somebody with 5,000 people, half of whom they have been in touch with; and others with as many together."""
    user, others = UserFactory(), [UserFactory() for _ in range(2)]
    with connection.cursor() as cursor:
        for who, count in [(user, 5_000), *((other, 1_000) for other in others)]:
            Contact.objects.bulk_create(
                Contact(
                    owner=who,
                    given_name=f"P{n}",
                    sort_key=f"p{n:05}",
                    stage=list(Stage)[n % 8],
                    last_touch_at=NOW.replace(minute=n % 60, second=n // 60 % 60, microsecond=n) if n % 2 else None,
                    next_step_at=NOW.replace(microsecond=n) if n % 3 else None,
                )
                for n in range(count)
            )
        # Nothing here may hang on what earlier tests left in the statistics.
        cursor.execute("ANALYZE contacts_contact, contacts_employer, contacts_tag, contacts_contact_tags")
    return user


@pytest.mark.parametrize(
    ("sort", "index"),
    [
        ("touch", "contact_by_touch"),
        ("next", "contact_by_next_step"),
        ("name", "contact_by_name"),
        ("stage", "contact_by_rank"),
    ],
)
def test_a_page_is_read_from_its_index_and_not_sorted(owner, sort, index):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page = people_page(owner, PeopleQuery(sort=sort))
    (statement,) = [query["sql"] for query in captured.captured_queries]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert len(page.people) == PAGE_SIZE
    assert f"using {index}" in plan, plan
    assert "Incremental Sort" not in plan, plan  # thousands may have the same key, or none
