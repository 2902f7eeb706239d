"""A referral is followed until the two have met or it is let go, whatever happens to its step."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Referral
from apps.contacts.services import offer_referral
from apps.followups.models import FollowUp
from apps.followups.services import (
    drop_step,
    finish_step,
    follow_referral,
    let_referral_go,
    take_referral_back,
    undo_step,
)
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture
def referral(lena):
    """Priya named Ines."""
    priya = ContactFactory(owner=lena, given_name="Priya")
    return offer_referral(actor=lena, introducer=priya, given_name="Ines", family_name="Carvalho", now=NOW)


@pytest.fixture
def step(lena, referral):
    return follow_referral(actor=lena, referral=referral, reason="Priya named them.", now=NOW)


def state():
    """Of the referral, and the titles of its open steps."""
    titles = FollowUp.objects.open().order_by("due_at").values_list("title", flat=True)
    return Referral.objects.get().state, list(titles)


def test_a_second_step_is_not_made(lena, referral, step):
    assert follow_referral(actor=lena, referral=referral, reason="", now=NOW) is None
    assert state() == ("offered", ["Write to Ines Carvalho"])


def test_letting_the_step_go_lets_the_referral_go(lena, step):
    assert drop_step(actor=lena, follow_up=step, now=NOW)

    assert state() == ("dropped", [])
    assert Referral.objects.get().dropped_reason == "You let it go"


def test_undo_brings_both_back(lena, step):
    drop_step(actor=lena, follow_up=step, now=NOW)
    step.refresh_from_db()

    assert undo_step(actor=lena, follow_up=step, now=LATER)

    assert state() == ("offered", ["Write to Ines Carvalho"])
    assert Referral.objects.get().dropped_reason == ""


def test_today_offers_to_let_it_go(client, lena, step):
    client.force_login(lena)

    client.post(reverse("followups:drop", args=[step.pk]))

    assert state() == ("dropped", [])


def test_written_elsewhere_is_asked_about_later(lena, step):
    finish_step(actor=lena, follow_up=step, now=NOW)

    asked = FollowUp.objects.open().get()
    assert state() == ("contacted", ["Hear from Ines Carvalho"])
    assert (asked.rule, asked.count) == ("business_days", 5)


def test_each_further_message_gives_them_longer(lena, step):
    counts = []
    for day in range(4):
        finish_step(actor=lena, follow_up=FollowUp.objects.open().get(), now=NOW + timedelta(days=day))
        counts.append(FollowUp.objects.open().get().count)

    assert counts == [5, 10, 20, 20]


def test_undo_of_written_takes_the_question_back(lena, step):
    finish_step(actor=lena, follow_up=step, now=NOW)
    step.refresh_from_db()

    undo_step(actor=lena, follow_up=step, now=LATER)

    assert state() == ("offered", ["Write to Ines Carvalho"])


def test_two_introducers_share_one_step(lena, referral, step):
    tom = ContactFactory(owner=lena, given_name="Tom")
    second = offer_referral(actor=lena, introducer=tom, given_name="Ines", person=referral.contact, now=NOW)

    let_referral_go(actor=lena, referral=referral, reason="Said no", now=NOW)
    assert FollowUp.objects.open().count() == 1

    let_referral_go(actor=lena, referral=second, reason="", now=LATER)
    assert FollowUp.objects.open().count() == 0


def test_one_that_was_let_go_with_a_reason_is_picked_up_with_its_step(lena, referral, step):
    let_referral_go(actor=lena, referral=referral, reason="Moved away", now=NOW)

    assert take_referral_back(actor=lena, referral=referral, now=LATER)

    assert state() == ("offered", ["Write to Ines Carvalho"])
