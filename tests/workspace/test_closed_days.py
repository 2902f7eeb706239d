"""Wherever a page counts business days, the closed days of the student's center are none."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.centers.services import add_closed_days
from apps.core.clock import local_moment
from apps.followups.models import FollowUp, Reminder
from apps.followups.services.planning import replan_stale
from apps.outreach.selectors import draft_of
from tests.factories.accounts import NOW
from tests.factories.centers import ClosedDayFactory, MembershipFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(client):
    membership = MembershipFactory()
    ClosedDayFactory(center=membership.center, first_day=date(2026, 10, 19), last_day=date(2026, 10, 19))
    ClosedDayFactory(center=membership.center, first_day=date(2026, 10, 21), last_day=date(2026, 10, 23))
    client.force_login(membership.user)
    return membership.user


def test_today_says_how_many_business_days_have_passed(client, lena):
    SentOutreachFactory(contact__owner=lena, now=NOW - timedelta(days=5))  # Thursday; Friday and Tuesday count
    FollowUp.objects.update(due_at=NOW)

    assert [step.due_words for step in client.get("/").context["page"].queue] == ["2 business days"]


@pytest.mark.parametrize("nudges", [1, 3])
def test_today_asks_for_closed_days_once(client, lena, nudges, django_assert_num_queries):
    for n in range(nudges):
        SentOutreachFactory(contact__owner=lena, contact__given_name=f"Ana{n}", now=NOW - timedelta(days=5))
    FollowUp.objects.update(due_at=NOW)
    client.get("/")

    with django_assert_num_queries(7):
        client.get("/")


def test_the_plan_of_an_approach_hatches_closed_days(client, lena):
    message = draft_of(OutreachFactory(contact__owner=lena))

    plan = client.get(reverse("outreach:edit", args=[message.outreach_id])).context["plan"]

    off = [day.date.day for day in plan.days if day.is_off]
    assert off == [21, 22, 23, 24, 25]
    assert plan.steps[0].date == date(2026, 10, 28)  # sent before noon on Tuesday: Monday, Tuesday, Wednesday


def test_a_month_ahead_is_a_day_on_which_the_center_is_open(client, lena):
    outreach = SentOutreachFactory(contact__owner=lena, now=NOW)
    ClosedDayFactory(center=lena.memberships.get().center, first_day=date(2026, 11, 16), last_day=date(2026, 11, 20))

    page = client.get(reverse("outreach:edit", args=[outreach.pk]))

    assert page.context["in_a_month"] == "2026-11-23"


def test_the_proposed_day_of_a_talk_leaves_closed_days_out(client, lena):
    contact = ContactFactory(owner=lena)

    form = client.get(reverse("interviews:plan", args=[contact.pk])).context["form"]

    assert form.initial["date"] == date(2026, 10, 27)


def test_closing_the_center_moves_what_is_planned_already(lena):
    outreach = SentOutreachFactory(contact__owner=lena, now=NOW)
    center = lena.memberships.get().center
    planned = outreach.nudge.due_at

    add_closed_days(
        actor=lena, center=center, first_day=date(2026, 10, 26), last_day=date(2026, 10, 28), label="", now=NOW
    )
    replan_stale(now=NOW)

    outreach.nudge.refresh_from_db()
    reminder = Reminder.objects.get(follow_up=outreach.nudge, status=Reminder.Status.PENDING)
    before, after = (local_moment(day, time(9), lena.zone) for day in (date(2026, 10, 28), date(2026, 11, 2)))
    assert (planned, outreach.nudge.due_at, reminder.send_at) == (before, after, after)
