"""A referral whose ask ends is met, or let go with a reason: no name stays untouched."""

from datetime import timedelta

import pytest

from apps.contacts.models import Referral
from apps.contacts.services import offer_referral
from apps.outreach.services import record_reply
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import SentOutreachFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    """Priya named Ines, and Ines was written to."""
    lena = UserFactory()
    priya = ContactFactory(owner=lena, given_name="Priya")
    referral = offer_referral(actor=lena, introducer=priya, given_name="Ines", family_name="Carvalho", now=NOW)
    return SentOutreachFactory(contact=referral.contact)


def end(ask, outcome, days):
    record_reply(actor=ask.owner, outreach=ask, outcome=outcome, now=NOW + timedelta(days=days))
    referral = Referral.objects.get()
    return referral.state, referral.dropped_reason


@pytest.mark.parametrize(("outcome", "reason"), [("silence", "No reply"), ("no", "Said no")])
def test_no_and_silence_let_it_go_with_the_reason(ask, outcome, reason):
    assert end(ask, outcome, days=14) == ("dropped", reason)


def test_a_late_yes_picks_it_up(ask):
    end(ask, "silence", days=14)

    assert end(ask, "yes", days=20) == ("contacted", "")


def test_a_yes_leaves_it_open_until_the_two_have_met(ask):
    assert end(ask, "yes", days=2) == ("contacted", "")
