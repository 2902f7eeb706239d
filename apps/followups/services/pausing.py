"""Mail that comes back: nothing more goes to that address until the person says so, and nothing is lost meanwhile."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from apps.accounts.models import MailPause, User
from apps.followups.models import FollowUp, Reminder

#: What the log says of a reminder that waits for an address that works.
HELD = "Held: mail to you came back."


def hold(*, owner: User, words: str, now: datetime) -> None:
    """Pauses mail to the owner's present address, with what the mail server said."""
    MailPause.objects.update_or_create(
        user=owner,
        defaults={"address": owner.email, "words": words[:300]},
        create_defaults={"address": owner.email, "words": words[:300], "created_at": now},
    )


def hold_address(*, address: str, words: str, now: datetime) -> bool:
    """The same for an address that a mail provider reports; False if nobody has it."""
    owner = User.objects.filter(email__iexact=address).first()
    if owner is not None:
        hold(owner=owner, words=words, now=now)
    return owner is not None


def lock_pause(owner: User) -> bool:
    """Whether there is a pause, which then stays until the transaction ends: call it inside one.

    `resume_mail` takes the pause away first. So whoever holds a reminder under this lock holds it before that, where
    it is found, or learns that there is nothing to hold it for.
    """
    return MailPause.objects.select_for_update().filter(user=owner).first() is not None


def held_reminders(owner: User) -> int:
    """How many steps wait for mail to work again."""
    return _held(owner).values("follow_up").distinct().count()


def resume_mail(*, actor: User, now: datetime) -> int:
    """Lets mail go again; what was held and is still open goes out with the next sweep, in one mail. How many steps."""
    with transaction.atomic():
        MailPause.objects.filter(user=actor).delete()
        latest = _held(actor).order_by("follow_up", "-send_at").distinct("follow_up").values_list("pk", flat=True)
        return Reminder.objects.filter(pk__in=list(latest)).put_back(now)


def _held(owner: User) -> QuerySet[Reminder]:
    return Reminder.objects.filter(
        owner=owner,
        status=Reminder.Status.SKIPPED,
        last_error=HELD,
        created_at__gte=F("follow_up__planned_at"),  # a step that was moved since has other reminders
        follow_up__state=FollowUp.State.OPEN,
    )
