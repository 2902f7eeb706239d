"""What the clock asks for."""

import pytest
import time_machine

from apps.accounts.models import User
from apps.followups import tasks
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


def test_a_plan_that_cannot_be_made_stops_nobodys_mail(mailbox, monkeypatch):
    reminder = ReminderFactory()
    User.objects.filter(pk=reminder.owner_id).update(replan_from=NOW)

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(tasks, "replan", fail)

    with time_machine.travel(NOW):
        tasks.send_due_reminders()

    assert len(mailbox.all()) == 1
