"""Failed reminders as operators see them: why, how many, without anybody's address; and sending them again."""

import logging
import smtplib
from datetime import UTC, datetime, timedelta

import pytest

from apps.followups import refusals
from apps.followups.failures import find_reason, latest_failures, reasons, without_address
from apps.followups.models import Reminder
from apps.followups.services.resending import resend_failed, resend_one
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
REFUSED = "The mail server refused it for good: 550 5.1.1 <{}>: Recipient address rejected: User unknown"


def failed(words: str, email: str = "lena@aldermere.example", *, ago: timedelta = timedelta(0)) -> Reminder:
    owner = UserFactory(email=email)
    made = ReminderFactory(contact=ContactFactory(owner=owner), title="Thank Priya", send_at=NOW - ago)
    Reminder.objects.filter(pk=made.pk).update(status="failed", attempts=5, last_error=words, updated_at=NOW - ago)
    return made


def test_a_relay_that_does_not_take_our_own_address_fails_no_mail_for_good():
    refusal = refusals.read(
        smtplib.SMTPSenderRefused(530, b"5.7.0 Authentication required", "no-reply@acquaint.example")
    )

    assert (refusal.is_final, refusal.is_bad_address) == (False, False)
    assert refusal.words == "The mail server does not take mail from us: 530 5.7.0 Authentication required"


@pytest.mark.django_db
def test_failures_are_told_without_names_or_addresses():
    one = failed(REFUSED.format("lena.voss@aldermere.example"), "lena.voss@aldermere.example")

    (failure,) = latest_failures()

    assert failure.reminder_id == one.pk
    assert failure.words == (
        "The mail server refused it for good: 550 5.1.1 (address) Recipient address rejected: User unknown"
    )
    assert "lena" not in repr(failure).lower()
    assert "Priya" not in repr(failure)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("550 Lena.Voss: no such mailbox", "550 (address): no such mailbox"),
        ("550 lena.voss@x.example refused by mx@y.example", "550 (address) refused by (address)"),
        ("421 try later", "421 try later"),
        ("x" * 280 + " for lena.voss@aldermer", "x" * 280 + " for …"),
        ("x" * 290 + " lena.vosse", "x" * 290 + " …"),
    ],
)
def test_no_part_of_an_address_is_left(words, expected):
    assert without_address(words, "lena.voss@aldermere.example") == expected


@pytest.mark.django_db
def test_reasons_put_what_differs_by_mail_aside():
    failed(REFUSED.format("lena@aldermere.example"), ago=timedelta(days=3))
    failed(REFUSED.format("mara@aldermere.example"), "mara@aldermere.example")
    failed("The mail server refused it for good: 552 quota of ana", "ana@aldermere.example")
    failed("Gave up after five attempts.", "bo@aldermere.example")
    failed("The mail provider said no: Sending to cy@aldermere.example: 401", "cy@aldermere.example")

    found = [(reason.words, reason.count) for reason in reasons()]

    assert found == [
        ("The mail server refused it for good: 550 5.1.1", 2),
        ("Gave up after five attempts.", 1),
        ("The mail provider said no", 1),
        ("The mail server refused it for good: 552", 1),
    ]
    assert find_reason("The mail server refused it for good: 550 5.1.1").oldest == NOW - timedelta(days=3)
    assert find_reason("Something else") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error",
    [TimeoutError(), ConnectionResetError(104, "reset by lena@aldermere.example"), KeyError("lena@aldermere.example")],
)
def test_whatever_failed_its_reason_names_nobody(error):
    failed(refusals.read(error).words)

    assert "lena" not in reasons()[0].words


@pytest.mark.django_db
def test_one_goes_out_again_and_only_once():
    one = failed("Gave up after five attempts.", ago=timedelta(days=1))
    operator = UserFactory(is_superuser=True)

    assert resend_one(actor=operator, reminder=one, now=NOW) is True
    assert resend_one(actor=operator, reminder=one, now=NOW) is False

    one.refresh_from_db()
    assert (one.status, one.due_at, one.attempts, one.last_error) == ("pending", NOW, 0, "")
    assert one.send_at == NOW - timedelta(days=1)


@pytest.mark.django_db
def test_all_of_one_reason_go_out_again_and_the_others_stay():
    first = failed(REFUSED.format("lena@aldermere.example"))
    second = failed(REFUSED.format("mara@aldermere.example"), "mara@aldermere.example")
    other = failed("Gave up after five attempts.", "bo@aldermere.example")

    count = resend_failed(actor=None, reason="The mail server refused it for good: 550 5.1.1", now=NOW)

    assert count == 2
    assert set(Reminder.objects.filter(status="pending")) == {first, second}
    assert set(Reminder.objects.filter(status="failed")) == {other}


@pytest.mark.django_db
def test_all_since_a_moment_go_out_again():
    failed("Gave up after five attempts.", ago=timedelta(days=3))
    lately = failed("Gave up after five attempts.", "bo@aldermere.example", ago=timedelta(hours=3))

    assert resend_failed(actor=None, since=NOW - timedelta(days=1), now=NOW) == 1
    assert list(Reminder.objects.filter(status="pending")) == [lately]


@pytest.mark.django_db
def test_who_sent_again_stands_in_the_log_by_id(caplog):
    caplog.set_level(logging.INFO, logger="apps.followups")
    operator = UserFactory(is_superuser=True)

    resend_one(actor=operator, reminder=failed("Gave up after five attempts."), now=NOW)

    assert caplog.messages == [f"{operator.pk} put 1 reminders back"]
