"""Mail that comes back pauses mail to that address, says so, and loses nothing."""

from datetime import timedelta

import pytest

from apps.accounts.models import MailPause
from apps.followups.models import Reminder
from apps.followups.services import complete_follow_up, delivery, held_reminders, resume_mail
from apps.followups.services.delivery import sweeping
from apps.followups.services.pausing import HELD, hold_address
from tests.drills.smtp import MailServer
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server.handler
    server.stop()


def sweep_at(moment):
    return delivery.sweep(clock=lambda: moment)


@pytest.mark.parametrize("said", ["550 no such person", "550 5.1.1 unknown", "553 5.1.3 bad address", "551 moved"])
def test_an_address_that_does_not_exist_pauses_its_owner(mail_server, said):
    reminder = ReminderFactory()
    mail_server.answer_rcpt = lambda to: said

    sweep_at(NOW)

    reminder.refresh_from_db()
    pause = MailPause.objects.get(user=reminder.owner)
    assert (reminder.status, reminder.last_error) == ("skipped", HELD)
    assert (pause.address, pause.is_in_force) == (reminder.owner.email, True)
    assert said in pause.words


@pytest.mark.parametrize("said", ["550 5.7.1 relaying denied", "552 5.2.2 mailbox full", "450 greylisted", "554 no"])
def test_what_is_not_about_the_address_pauses_nobody(mail_server, said):
    ReminderFactory()
    mail_server.answer_rcpt = lambda to: said

    sweep_at(NOW)

    assert not MailPause.objects.exists()


def test_nothing_more_is_sent_while_mail_is_paused(mail_server):
    reminder = ReminderFactory()
    hold_address(address=reminder.owner.email.upper(), words="550 no such person", now=NOW)

    sweep_at(NOW)

    assert (len(mail_server.taken), held_reminders(reminder.owner)) == (0, 1)


def test_resuming_tells_everything_that_was_held_in_one_mail(mail_server):
    contact = ContactFactory()
    hold_address(address=contact.owner.email, words="550 no such person", now=NOW)
    for hour in range(3):
        ReminderFactory(contact=contact, send_at=NOW - timedelta(hours=hour))
    done = ReminderFactory(contact=contact)
    sweep_at(NOW)
    complete_follow_up(actor=contact.owner, follow_up=done.follow_up, now=NOW)

    resumed = resume_mail(actor=contact.owner, now=NOW)
    sweep_at(NOW)

    assert (resumed, len(mail_server.taken)) == (3, 1)
    assert Reminder.objects.filter(status="sent").count() == 3


def test_another_address_is_not_paused(mail_server):
    reminder = ReminderFactory()
    hold_address(address=reminder.owner.email, words="550 no such person", now=NOW)
    reminder.owner.emailaddress_set.update(email="new@aldermere.example")
    type(reminder.owner).objects.filter(pk=reminder.owner_id).update(email="new@aldermere.example")

    sweep_at(NOW)

    assert mail_server.recipients == ["new@aldermere.example"]


def test_a_pause_holds_nobody_else(mail_server):
    hold_address(address=UserFactory().email, words="550 no such person", now=NOW)
    ReminderFactory()

    assert sweep_at(NOW).sent == 1


def test_an_unknown_address_pauses_nobody():
    assert hold_address(address="nobody@aldermere.example", words="550", now=NOW) is False


def test_what_a_sweep_would_hold_goes_out_when_the_pause_ends_under_its_hands(mailbox, monkeypatch):
    reminder = ReminderFactory()
    hold_address(address=reminder.owner.email, words="550 no such person", now=NOW)
    read = sweeping.gather

    def read_and_resume(claims):
        piles = read(claims)  # sees the pause
        resume_mail(actor=reminder.owner, now=NOW)
        return piles

    monkeypatch.setattr(sweeping, "gather", read_and_resume)

    sweep_at(NOW)

    assert len(mailbox.all()) == 1
