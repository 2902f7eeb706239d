"""Sequences of moves, snoozes and undos: every moment is told once, and none is lost."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import (
    complete_follow_up,
    delivery,
    finish_step,
    move_follow_up,
    planning,
    replan_reminders,
    resume_mail,
    snooze_follow_up,
    undo_step,
)
from apps.followups.services.delivery import claims
from apps.followups.services.pausing import hold_address
from apps.followups.services.tellings import DONE_ALREADY
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 10, 21)


def at(text):
    wall = datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("America/Chicago"))
    return wall.astimezone(UTC)


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture
def step(lena):
    """A step for Wednesday, told at 9:00 in Chicago."""
    return FollowUpFactory(contact=ContactFactory(owner=lena), when=When.on(WEDNESDAY))


def sweep_at(now):
    return delivery.sweep(clock=lambda: now)


def waiting():
    return list(Reminder.objects.filter(status="pending").values_list("send_at", flat=True))


def change(user, now, **wishes):
    for name, value in wishes.items():
        setattr(user, name, value)
    user.save()
    replan_reminders(actor=user, now=now)


def test_a_step_moved_to_where_it_stood_is_told_once(lena, step, mailbox):
    move_follow_up(actor=lena, follow_up=step, when=When.on(WEDNESDAY), now=at("10-20 12:00"))
    sweep_at(at("10-21 09:00"))

    replan_reminders(actor=lena, now=at("10-21 09:30"))
    sweep_at(at("10-21 09:31"))

    assert len(mailbox.all()) == 1


def test_a_snooze_that_is_over_stays_over_with_another_hour(lena, step, mailbox):
    snooze_follow_up(actor=lena, follow_up=step, until=date(2026, 10, 22), now=at("10-21 08:00"))
    sweep_at(at("10-22 09:00"))

    change(lena, at("10-22 12:00"), reminder_hour=time(17))

    assert FollowUp.objects.awake(at("10-22 12:00")).filter(pk=step.pk).exists()
    assert waiting() == []


def test_a_mail_that_a_snooze_overtook_comes_back_with_its_undo(lena, step, mailbox):
    snooze_follow_up(actor=lena, follow_up=step, until=date(2026, 10, 22), now=at("10-21 09:00"))
    sweep_at(at("10-21 09:00"))  # finds it snoozed
    assert mailbox.all() == []

    undo_step(actor=lena, follow_up=FollowUp.objects.get(pk=step.pk), now=at("10-21 09:01"))
    sweep_at(at("10-21 09:01"))

    assert len(mailbox.all()) == 1


def test_a_mail_that_was_about_to_leave_when_the_step_was_done_comes_back_with_its_undo(lena, step, mailbox):
    (claim,) = delivery.claim_batch(now=at("10-21 09:00"), limit=1)
    finish_step(actor=lena, follow_up=step, now=at("10-21 09:00"))
    claims.settle_skipped([claim], DONE_ALREADY, now=at("10-21 09:00"))

    undo_step(actor=lena, follow_up=FollowUp.objects.get(pk=step.pk), now=at("10-21 09:01"))
    sweep_at(at("10-21 09:01"))

    assert len(mailbox.all()) == 1


def test_a_snooze_to_come_follows_the_hour(lena, step):
    snooze_follow_up(actor=lena, follow_up=step, until=date(2026, 10, 22), now=at("10-21 08:00"))

    change(lena, at("10-21 12:00"), reminder_hour=time(17))

    assert waiting() == [at("10-22 17:00")]


def test_what_a_clock_that_is_behind_plans_is_told_once(lena, step, mailbox):
    move_follow_up(actor=lena, follow_up=step, when=When.on(WEDNESDAY), now=at("10-20 12:00"))
    change(lena, at("10-20 11:59"), reminder_hour=time(10))  # by a worker whose clock is a minute behind
    sweep_at(at("10-21 10:00"))

    replan_reminders(actor=lena, now=at("10-21 10:30"))

    assert waiting() == []


def test_what_was_held_for_a_day_that_a_step_has_left_is_not_sent(lena, step):
    hold_address(address=lena.email, words="550 no such person", now=NOW)
    sweep_at(at("10-21 09:00"))
    move_follow_up(actor=lena, follow_up=step, when=When.on(date(2026, 10, 30)), now=at("10-21 10:00"))

    assert resume_mail(actor=lena, now=at("10-21 11:00")) == 0
    assert waiting() == [at("10-30 09:00")]


def test_one_plan_that_cannot_be_made_keeps_nobody_else_waiting(lena, step, monkeypatch):
    priya = UserFactory(replan_from=NOW + timedelta(minutes=1))
    User.objects.filter(pk=lena.pk).update(replan_from=NOW)
    replan = planning.replan_reminders

    def fail_for_lena(*, actor, now):
        if actor == lena:
            raise RuntimeError
        return replan(actor=actor, now=now)

    monkeypatch.setattr(planning, "replan_reminders", fail_for_lena)

    assert planning.replan_stale(now=NOW + timedelta(minutes=2)) == 1
    assert User.objects.filter(replan_from__isnull=True).get(pk=priya.pk)
    assert User.objects.get(pk=lena.pk).replan_from == NOW


@pytest.mark.django_db(transaction=True)
def test_planning_anew_gives_way_to_a_page_that_holds_the_person(lena, step):
    User.objects.filter(pk=lena.pk).update(replan_from=NOW, reminder_hour=time(17))
    planned = []

    def plan():
        try:
            planned.append(planning.replan_stale(now=NOW))
        finally:
            connection.close()

    worker = Thread(target=plan)
    with transaction.atomic():
        Contact.objects.filter(pk=step.contact_id).update(family_name="Of a page")
        worker.start()
        worker.join(10)
        assert planned == [0]  # and would have waited for us, who want its steps next
        complete_follow_up(actor=lena, follow_up=step, now=NOW)

    assert planning.replan_stale(now=NOW) == 1
