"""The benchmark of reminders measures what it says. Nothing is timed here."""

import pytest

from apps.followups.models import Reminder
from benchmarks import floors
from tests.factories.followups import ReminderFactory
from tools.markers import table, write_between

pytestmark = pytest.mark.django_db


@pytest.fixture
def due():
    return [ReminderFactory() for _ in range(3)]


def test_the_bare_code_sends_each_mail_once_and_marks_it(due, mailbox):
    sent = floors.bare_code()

    assert sent == 3
    assert {mail.recipients[0] for mail in mailbox.all()} == {reminder.owner.email for reminder in due}
    assert set(Reminder.objects.values_list("status", flat=True)) == {"sent"}


def test_the_bare_code_leaves_the_future_alone(due, mailbox):
    Reminder.objects.update(due_at="2999-01-01T00:00Z")

    assert floors.bare_code() == 0
    assert mailbox.all() == []


def test_the_bare_mail_is_about_as_long_as_the_real_one():
    bare, real = floors.samples()

    assert 0.8 < len(bare.message().as_bytes()) / len(real.message().as_bytes()) < 1.25


def test_a_table_replaces_the_one_between_its_markers(tmp_path):
    document = tmp_path / "performance.md"
    write_between(document, "mine", "old", header="# Figures\n")
    document.write_text(f"{document.read_text()}\nBy hand.\n")

    write_between(document, "mine", table(["What", "Figure"], [["Floor", 1]]))

    expected = (
        "# Figures\n\n<!-- mine -->\n| What | Figure |\n| --- | --- |\n| Floor | 1 |\n<!-- /mine -->\n\nBy hand.\n"
    )
    assert document.read_text() == expected
