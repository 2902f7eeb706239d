"""Days and ends that nobody means: a sentence beside the field, never a crash later."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from apps.interviews.errors import EndNotPossible
from apps.interviews.models import Interview
from apps.interviews.services import finish_talk
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", ["0001-01-01", "1939-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_beyond_a_working_life_is_refused_beside_the_field(client, day):
    contact = ContactFactory()
    client.force_login(contact.owner)
    typed = {"date": day, "time": "10:00", "minutes": "25", "mode": "video", "contact_timezone": "Europe/Dublin"}

    answer = client.post(reverse("interviews:plan", args=[contact.pk]), typed)

    assert answer.status_code == 422
    assert "Choose a day nearer to now." in answer.content.decode()
    assert not Interview.objects.exists()


def test_an_end_before_anybody_lived_is_refused():
    interview = InterviewFactory()

    with pytest.raises(EndNotPossible):
        finish_talk(actor=interview.owner, interview=interview, ended_at=datetime(1, 1, 2, tzinfo=UTC), now=NOW)
