"""Nobody who was named is forgotten (R2): a referral has an open step until the two have met or it is let go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral, Stage
from apps.contacts.services import advance_referrals, drop_referral, pick_up_referral, restore_referral
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services.finishing import register_handler
from apps.followups.services.scheduling import (
    complete_follow_up,
    drop_follow_up,
    reopen_follow_up,
    schedule_follow_up,
)

LET_GO = "You let it go"
#: Business days after each message that was written elsewhere; from the last on it stays so.
ASK_AFTER = (5, 10, 20)
_K, _S = FollowUp.Kind, Referral.State
_HAVE_MET = (Stage.TALKED, Stage.THANKED, Stage.TOUCH)
_OPEN = (_S.OFFERED, _S.INTRODUCED, _S.CONTACTED)
#: Steps that already lead to the person. A check-in of the rhythm, months away, does not.
_LEADS_THERE = (_K.REFERRAL, _K.NUDGE, _K.REPLY, _K.PREPARATION, _K.CONFIRMATION, _K.THANK_YOU)


def follow_referral(*, actor: User, referral: Referral, reason: str, now: datetime) -> FollowUp | None:
    """The step to write to somebody who was named; None if a step leads there already, or one may not write.

    With somebody whom the owner has talked with before, the two have met.
    """
    person = referral.contact
    if person.stage in _HAVE_MET:
        advance_referrals(actor=actor, contact=person, state=_S.MET, now=now)
        return None
    if person.do_not_contact or person.archived_at or referral.state not in _OPEN or _is_led_to(actor, person):
        return None
    return schedule_follow_up(
        actor=actor,
        contact=person,
        kind=_K.REFERRAL,
        title=f"Write to {person.name}",
        reason=reason,
        when=When.referral(now),
        now=now,
    )


def let_referral_go(*, actor: User, referral: Referral, reason: str, now: datetime) -> bool:
    """One referral is not followed any more; its step goes too, unless somebody else named the person as well."""
    with transaction.atomic():
        won = drop_referral(actor=actor, referral=referral, reason=reason or LET_GO, now=now)
        if won and not _open_referrals(actor, referral.contact).exists():
            for step in _open_steps(actor, referral.contact):
                drop_follow_up(actor=actor, follow_up=step, now=now)
    return won


def take_referral_back(*, actor: User, referral: Referral, now: datetime) -> bool:
    """Undoes `let_referral_go`, with the step that went at the same moment."""
    dropped_at = Referral.objects.filter(owner=actor, pk=referral.pk).values_list("updated_at", flat=True).first()
    with transaction.atomic():
        won = pick_up_referral(actor=actor, referral=referral, now=now)
        if won:
            steps = FollowUp.objects.visible_to(actor).filter(contact=referral.contact, kind=_K.REFERRAL)
            for step in steps.filter(state=FollowUp.State.DROPPED, closed_at=dropped_at):
                reopen_follow_up(actor=actor, follow_up=step, now=now)
    return won


def finish_referral(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """ "Already written": they were written to elsewhere. Whether they answered is asked after a week, then later."""
    person = follow_up.contact
    with transaction.atomic():
        if not complete_follow_up(actor=actor, follow_up=follow_up, now=now):
            return False
        advance_referrals(actor=actor, contact=person, state=_S.CONTACTED, now=now)
        waiting = _open_referrals(actor, person).select_related("introducer").first()
        if waiting is not None and not person.do_not_contact and not _is_led_to(actor, person):
            _ask_later(actor, waiting, now)
    return True


def _ask_later(actor: User, referral: Referral, now: datetime) -> None:
    person, day = referral.contact, Reader.of(actor).date(now, now)
    done = FollowUp.objects.visible_to(actor).filter(contact=person, kind=_K.REFERRAL, state=FollowUp.State.DONE)
    schedule_follow_up(
        actor=actor,
        contact=person,
        kind=_K.REFERRAL,
        title=f"Hear from {person.name}",
        reason=f"{referral.introducer.given_name} named them, and you wrote on {day}. "
        "No answer yet? One more kind line is fine, and so is letting it go.",
        when=When.business_days(now, ASK_AFTER[min(done.count(), len(ASK_AFTER)) - 1]),
        now=now,
    )


def undo_finish(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """They have not been written to after all: the next question goes, and the referral waits as before."""
    done_at = follow_up.closed_at
    with transaction.atomic():
        if done_at is None or not reopen_follow_up(actor=actor, follow_up=follow_up, now=now):
            return False
        steps = FollowUp.objects.visible_to(actor).filter(contact=follow_up.contact, kind=_K.REFERRAL)
        earlier = steps.filter(state=FollowUp.State.DONE).exists()
        for step in steps.open().filter(created_at=done_at).exclude(pk=follow_up.pk):
            drop_follow_up(actor=actor, follow_up=step, now=now)
        moved = Referral.objects.filter(owner=actor, contact=follow_up.contact, updated_at=done_at, state=_S.CONTACTED)
        for referral in moved if not earlier else ():
            restore_referral(actor=actor, referral=referral, state=_S.OFFERED)
    return True


def drop_with_referral(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Letting the step go is letting the referral go: who else should remember it?"""
    with transaction.atomic():
        if not drop_follow_up(actor=actor, follow_up=follow_up, now=now):
            return False
        for referral in _open_referrals(actor, follow_up.contact):
            drop_referral(actor=actor, referral=referral, reason=LET_GO, now=now)
    return True


def restore_with_referral(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Both are open again."""
    dropped_at = follow_up.closed_at
    with transaction.atomic():
        if dropped_at is None or not reopen_follow_up(actor=actor, follow_up=follow_up, now=now):
            return False
        gone = Referral.objects.filter(owner=actor, contact=follow_up.contact, updated_at=dropped_at)
        for referral in gone.filter(state=_S.DROPPED):
            pick_up_referral(actor=actor, referral=referral, now=now)
    return True


def _open_referrals(actor: User, person: Contact) -> QuerySet[Referral]:
    return Referral.objects.filter(owner=actor, contact=person, state__in=_OPEN).order_by("offered_at", "pk")


def _open_steps(actor: User, person: Contact) -> QuerySet[FollowUp]:
    return FollowUp.objects.visible_to(actor).open().filter(contact=person, kind=_K.REFERRAL)


def _is_led_to(actor: User, person: Contact) -> bool:
    return FollowUp.objects.visible_to(actor).open().filter(contact=person, kind__in=_LEADS_THERE).exists()


register_handler(
    _K.REFERRAL, finish=finish_referral, undo=undo_finish, drop=drop_with_referral, restore=restore_with_referral
)
