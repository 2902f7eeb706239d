"""LOG-4: after an account was deleted, no word of its owner's is left anywhere."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.centers.models import Level
from apps.workspace.services import leaving
from tests.advising.story import NAMES, NEVER, tell
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, share

HOUR = timedelta(hours=1)
#: "In person" is a word of ours, stored as another one.
WORDS = (NAMES | NEVER).keys() - {"mode", "other_student"}


@pytest.fixture(autouse=True)
def _now(single_factor):
    with time_machine.travel(NOW, tick=False):
        yield


def words_in_tables() -> set[str]:
    """Which of the student's words stand in some row of some table, sessions and histories included."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT lower(string_agg(t::text, chr(10))) FROM "{table}" t')
            text = cursor.fetchone()[0] or ""
            found |= {key for key in WORDS if (NAMES | NEVER)[key].lower() in text}
    return found


def test_log_4_no_word_of_a_deleted_person_is_left_in_any_table(client, advisor, student, mailbox):
    CaseloadFactory(staff=advisor, student=student)
    share(student, Level.FULL)
    tell(student)
    client.force_login(advisor.user)
    client.get(reverse("advising:student", args=[student.pk]))
    assert words_in_tables() == WORDS

    leaving.close_account(actor=student.user, now=NOW)
    leaving.remove_closed(clock=timezone.now, budget=HOUR)

    assert words_in_tables() == set()


def test_log_4_answers_of_workers_are_kept_nowhere():
    assert django_settings.CELERY_RESULT_BACKEND is None


def test_iso_10_the_page_after_the_last_empties_the_device(client):
    """shell.js forgets what a device holds for one reader when a page names another."""
    assert (
        '<meta name="acquaint-reader" content="nobody">'
        in client.get(reverse("workspace:data_closed")).content.decode()
    )
