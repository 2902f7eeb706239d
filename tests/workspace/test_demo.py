"""The demo tells the design's story."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.accounts.models import User
from apps.centers.models import Level, SharingGrant
from apps.contacts.models import Contact
from apps.followups.models import FollowUp, Reminder
from apps.insights.selectors import funnel
from apps.workspace import demo
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena():
    demo.load(NOW)
    return User.objects.get(email="lena@aldermere.example")


def test_demo_has_the_figures_of_the_story(lena):
    reached = funnel(lena)

    assert [bar.count for bar in reached.steps()] == [64, 31, 19, 14, 13, 7]


def test_demo_leaves_one_thank_you_within_its_day(lena):
    thank_you = FollowUp.objects.visible_to(lena).open().get(kind=FollowUp.Kind.THANK_YOU)

    assert thank_you.title == "Thank Priya Raman"
    assert thank_you.due_at < NOW < thank_you.late_at


def test_demo_mails_nothing_about_the_past(lena):
    overdue = Reminder.objects.filter(status=Reminder.Status.PENDING, due_at__lte=NOW)

    assert not overdue.exists()


def test_demo_students_share_what_the_story_says(lena):
    assert SharingGrant.objects.filter(level=Level.FULL, owner=lena).count() == 1
    assert not SharingGrant.objects.filter(owner__given_name__in=["Maya", "Theo", "Willa"]).exists()


def test_load_demo_twice_changes_nothing(lena):
    before = Contact.objects.count()

    call_command("load_demo")

    assert Contact.objects.count() == before


def test_load_demo_refuses_in_production(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError):
        call_command("load_demo")

    assert not User.objects.exists()
