"""People who were named in a talk: on the owner's list, with a referral that is followed until the two have met."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral, Touch
from apps.contacts.services import (
    advance_referrals,
    archive_contact,
    offer_referral,
    remove_touch,
    restore_referral,
)
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.services import (
    close_follow_ups,
    drop_follow_up,
    finish_step,
    follow_referral,
    let_referral_go,
    take_referral_back,
)
from apps.interviews.models import Interview, LiveNote, Takeaway, TakeawayKind
from apps.interviews.services.record import set_note_aside

_S = Referral.State


def name_person(
    *,
    actor: User,
    interview: Interview,
    given_name: str,
    now: datetime,
    family_name: str = "",
    title: str = "",
    employer: str = "",
    email: str = "",
    words: str = "",
    note: LiveNote | None = None,
    person: Contact | None = None,
    is_new_person: bool = False,
) -> Takeaway:
    """Someone whom the person named joins the owner's people, with a referral and a step to write to them.

    `person` is who of the list is meant; `is_new_person` says that nobody is, though somebody is called so. Naming the
    same person again changes nothing. Raises DuplicatePerson if the address is somebody's.
    """
    introducer = interview.contact
    with transaction.atomic():
        referral = offer_referral(
            actor=actor,
            introducer=introducer,
            now=now,
            given_name=given_name,
            family_name=family_name,
            title=title,
            employer=employer,
            email=email,
            words=words,
            person=person,
            is_new_person=is_new_person,
        )
        known = Takeaway.objects.filter(interview=interview, referral=referral).first()
        if known is not None:
            if note is not None:
                set_note_aside(actor=actor, note=note, now=now)
            return known
        talked_on = Reader.of(actor).date(interview.ended_at or now, now)
        reason = f"{introducer.given_name} named them on {talked_on}."
        follow_up = follow_referral(actor=actor, referral=referral, reason=reason, now=now)
        person = referral.contact
        work = [person.title or title.strip(), person.employer.name if person.employer else employer.strip()]
        return Takeaway.objects.create(
            owner=actor,
            interview=interview,
            created_at=now,
            kind=TakeawayKind.PERSON,
            text=", ".join(part for part in (person.name, *work) if part)[:1000],
            referral=referral,
            follow_up=follow_up,
            note=note,
            goal_id=interview.goal_id,
            employer_id=person.employer_id,
        )


def take_back_name(*, actor: User, takeaway: Takeaway, now: datetime) -> bool:
    """Undoes `name_person`; False once the person was written to.

    The referral goes, with its line on the timeline and its step. Somebody who joined the list with it leaves the list;
    a line of the talk waits again.
    """
    referral = takeaway.referral
    if referral is None:
        return False
    moment, person = referral.offered_at, referral.contact
    with transaction.atomic():
        gone, _ = Referral.objects.filter(owner=actor, pk=referral.pk, state=_S.OFFERED).delete()
        if not gone:
            return False
        told = Touch.objects.filter(owner=actor, contact=referral.introducer, kind=Touch.Kind.NAMED, created_at=moment)
        for touch in told:
            remove_touch(actor=actor, touch=touch)
        if takeaway.follow_up is not None:
            drop_follow_up(actor=actor, follow_up=takeaway.follow_up, now=now)
        if person.created_at == moment:
            Contact.objects.filter(owner=actor, pk=person.pk).update(introducer=None)
            archive_contact(actor=actor, contact=person, now=now)
        Takeaway.objects.filter(owner=actor, pk=takeaway.pk).delete()
    return True


def move_referral(*, actor: User, referral: Referral, state: str, now: datetime, reason: str = "") -> bool:
    """Where a referral stands, said by its owner; True if that changed anything.

    Written to: whether they answered is asked later. Met: its steps are done. Let go: they are dropped. Back to an
    earlier state: it is followed again.
    """
    if state == referral.state:
        return False
    with transaction.atomic():
        match state:
            case _S.DROPPED:
                won = let_referral_go(actor=actor, referral=referral, reason=reason, now=now)
            case _S.MET:
                won = bool(advance_referrals(actor=actor, contact=referral.contact, state=_S.MET, now=now))
                kinds = [FollowUp.Kind.REFERRAL]
                done = FollowUp.State.DONE
                close_follow_ups(actor=actor, contact=referral.contact, kinds=kinds, now=now, state=done)
            case _S.CONTACTED if referral.state in (_S.OFFERED, _S.INTRODUCED):
                won = _write(actor, referral, now)
            case _:
                won = _go_back(actor, referral, state, now)
    referral.refresh_from_db()
    return won


def _write(actor: User, referral: Referral, now: datetime) -> bool:
    steps = FollowUp.objects.visible_to(actor).open().select_related("contact")
    step = steps.filter(contact=referral.contact, kind=FollowUp.Kind.REFERRAL).order_by("due_at").first()
    if step is not None:
        return finish_step(actor=actor, follow_up=step, now=now)
    return restore_referral(actor=actor, referral=referral, state=_S.CONTACTED)


def _go_back(actor: User, referral: Referral, state: str, now: datetime) -> bool:
    if referral.state == _S.DROPPED:
        won = take_referral_back(actor=actor, referral=referral, now=now)
    else:
        won = restore_referral(actor=actor, referral=referral, state=state, even_if_met=True)
    referral.refresh_from_db()
    if won:
        day = Reader.of(actor).date(referral.offered_at, now)
        reason = f"{referral.introducer.given_name} named them on {day}."
        follow_referral(actor=actor, referral=referral, reason=reason, now=now)
    return won
