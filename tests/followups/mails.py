"""Parcels made by hand, and the mails that come of them."""

import email
from datetime import timedelta
from email import policy
from uuid import uuid4

from apps.followups import emails
from apps.followups.models import FollowUp
from apps.followups.parcels import OtherStep, Parcel, Told
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

LATE = NOW.replace(hour=21, minute=30)  # 4:30 PM in Chicago


def thank_you(owner=None, name="Priya Raman", late_at=LATE, **fields):
    """A reminder of a thank-you that runs out at 4:30 PM."""
    given, _, family = name.partition(" ")
    contact = ContactFactory(owner=owner or UserFactory(), given_name=given, family_name=family)
    reminder = ReminderFactory(
        contact=contact, kind=FollowUp.Kind.THANK_YOU, title=f"Thank {name}", due_at=NOW, **fields
    )
    FollowUp.objects.filter(pk=reminder.follow_up_id).update(late_at=late_at)
    return reminder


def steps(owner, count, **fields):
    """That many reminders of actions, "Step 1" first."""
    contact = ContactFactory(owner=owner)
    return [
        ReminderFactory(contact=contact, title=f"Step {n}", due_at=NOW, send_at=NOW + timedelta(seconds=n), **fields)
        for n in range(1, count + 1)
    ]


def others(count):
    """Lines of what waits as well."""
    return [
        OtherStep(uuid4(), "action", f"Other {n}", f"Why {n}", (1, float("inf"), NOW.timestamp() + n, str(n)))
        for n in range(1, count + 1)
    ]


def parcel_of(*reminders, **fields):
    """These reminders as one mail, told in this order, as their rows are now."""
    rows = {f.pk: f for f in FollowUp.objects.select_related("contact").filter(reminders__in=reminders)}
    told = [Told(r.pk, r.send_at, rows[r.follow_up_id]) for r in reminders]
    return Parcel(**{"mail_id": reminders[0].pk, "owner": reminders[0].owner, "told": told} | fields)


def mail_of(*reminders, now=NOW, **fields):
    """The composed message."""
    return emails.compose_mail(parcel_of(*reminders, **fields), now=now)


def letter_of(*reminders, now=NOW, **fields):
    """What both bodies say."""
    return emails.write_letter(parcel_of(*reminders, **fields), now)


def bodies(message):
    """Text and HTML."""
    return message.body, message.alternatives[0][0]


def parsed(message):
    """The message as its reader's program sees it."""
    return email.message_from_bytes(message.message().as_bytes(), policy=policy.default)
