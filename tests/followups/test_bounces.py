"""A provider's webhook: bounces and complaints pause mail, everything else does not."""

import base64
import json

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking

from apps.accounts.models import MailPause
from tests.factories.accounts import NOW, UserFactory

pytestmark = pytest.mark.django_db


def report(address, event_type, reason=None, **details):
    event = AnymailTrackingEvent(
        event_type=event_type, recipient=address, reject_reason=reason, timestamp=NOW, **details
    )
    tracking.send(sender=object(), event=event, esp_name="A provider")


@pytest.mark.parametrize(
    ("event_type", "reason"),
    [
        (EventType.BOUNCED, RejectReason.BOUNCED),
        (EventType.BOUNCED, RejectReason.INVALID),
        (EventType.REJECTED, RejectReason.BLOCKED),
        (EventType.COMPLAINED, RejectReason.SPAM),
        (EventType.COMPLAINED, None),
    ],
)
def test_an_address_that_bounced_for_good_pauses_mail(event_type, reason):
    user = UserFactory()

    report(user.email, event_type, reason)

    assert MailPause.objects.get(user=user).is_in_force


@pytest.mark.parametrize(
    ("event_type", "reason"),
    [
        (EventType.BOUNCED, RejectReason.TIMED_OUT),
        (EventType.BOUNCED, RejectReason.OTHER),
        (EventType.DEFERRED, None),
        (EventType.DELIVERED, None),
        (EventType.OPENED, None),
    ],
)
def test_anything_less_pauses_nothing(event_type, reason):
    user = UserFactory()

    report(user.email, event_type, reason)

    assert not MailPause.objects.exists()


def test_the_pause_keeps_what_the_server_said():
    user = UserFactory()

    report(user.email, EventType.BOUNCED, RejectReason.BOUNCED, mta_response="550 5.1.1\nno such mailbox")

    assert MailPause.objects.get(user=user).words == "550 5.1.1 no such mailbox"


def test_an_address_that_nobody_has_is_ignored():
    report("nobody@aldermere.example", EventType.BOUNCED, RejectReason.BOUNCED)

    assert not MailPause.objects.exists()


@pytest.mark.urls("tests.followups.webhook_urls")
@pytest.mark.parametrize(("secret", "status", "paused"), [("post:office", 200, True), ("post:stranger", 400, False)])
def test_the_webhook_of_a_provider_is_believed_with_its_secret_only(client, settings, secret, status, paused):
    settings.ANYMAIL = {"WEBHOOK_SECRET": "post:office"}
    user = UserFactory()
    body = {"RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1, "Email": user.email, "ID": 1}

    response = client.post(
        "/mail-events/postmark/tracking/",
        json.dumps(body),
        content_type="application/json",
        headers={"authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"},
    )

    assert (response.status_code, MailPause.objects.exists()) == (status, paused)
