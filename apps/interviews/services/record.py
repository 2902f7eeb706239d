"""The debrief: take-aways, people who were named, promises both ways."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Stage
from apps.contacts.services import offer_referral
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import drop_follow_up, reopen_follow_up, schedule_follow_up
from apps.interviews.models import Interview, LiveNote, Takeaway, TakeawayKind
from apps.interviews.services.telling import finish_action, undo_action
from apps.interviews.services.undo import put_back, snapshot


def add_takeaway(
    *,
    actor: User,
    interview: Interview,
    kind: str,
    text: str,
    now: datetime,
    is_shareable: bool = False,
    note: LiveNote | None = None,
) -> Takeaway:
    """A typed fact of the talk, private unless said otherwise. One line makes one take-away, however often asked."""
    values = {
        "owner": actor,
        "interview": interview,
        "created_at": now,
        "kind": kind,
        "text": " ".join(text.split())[:1000],
        "is_shareable": is_shareable,
    }
    if note is None:
        return Takeaway.objects.create(**values)
    takeaway, _ = Takeaway.objects.get_or_create(note=note, defaults=values)
    return takeaway


def change_takeaway(*, actor: User, takeaway: Takeaway, kind: str, text: str) -> None:
    """Other words or another kind; a person or an action keeps its kind."""
    fixed = takeaway.kind in (TakeawayKind.PERSON, TakeawayKind.ACTION)
    takeaway.kind = takeaway.kind if fixed else kind
    takeaway.text = " ".join(text.split())[:1000]
    Takeaway.objects.filter(owner=actor, pk=takeaway.pk).update(kind=takeaway.kind, text=takeaway.text)


def share_takeaway(*, actor: User, takeaway: Takeaway, is_shareable: bool) -> None:
    """Lets the career center read it, or not; only the owner's own switch does this."""
    Takeaway.objects.filter(owner=actor, pk=takeaway.pk).update(is_shareable=is_shareable)
    takeaway.is_shareable = is_shareable


def remove_takeaway(*, actor: User, takeaway: Takeaway, now: datetime) -> str:
    """Takes it out of the record, an action with its follow-up; what `restore_takeaway` needs to put it back.

    A named person stays on the list of people: only the line here goes.
    """
    token = snapshot(takeaway)
    with transaction.atomic():
        if takeaway.kind == TakeawayKind.ACTION and takeaway.follow_up:
            drop_follow_up(actor=actor, follow_up=takeaway.follow_up, now=now)
        if takeaway.note:
            LiveNote.objects.filter(owner=actor, pk=takeaway.note.pk).update(set_aside_at=now)
        Takeaway.objects.filter(owner=actor, pk=takeaway.pk).delete()
    return token


def restore_takeaway(*, actor: User, token: str, now: datetime) -> Takeaway | None:
    """Undoes `remove_takeaway`; None if that is not possible any more."""
    with transaction.atomic():
        takeaway = put_back(Takeaway, token, actor)
        if takeaway is None:
            return None
        if takeaway.note_id:
            LiveNote.objects.filter(owner=actor, pk=takeaway.note_id).update(set_aside_at=None)
        follow_up = takeaway.follow_up if takeaway.kind == TakeawayKind.ACTION else None
        if follow_up and follow_up.state == FollowUp.State.DROPPED:
            reopen_follow_up(actor=actor, follow_up=follow_up, now=now)
    return takeaway


def set_note_aside(*, actor: User, note: LiveNote, now: datetime | None) -> None:
    """Leaves a line unsorted ("not now"); None takes that back."""
    LiveNote.objects.filter(owner=actor, pk=note.pk).update(set_aside_at=now)


def name_person(
    *,
    actor: User,
    interview: Interview,
    given_name: str,
    now: datetime,
    family_name: str = "",
    title: str = "",
    employer: str = "",
    words: str = "",
    note: LiveNote | None = None,
) -> Takeaway:
    """Someone whom the person named joins the owner's people, with a referral and a follow-up to write to them.

    Naming the same person again changes nothing.
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
            words=words,
        )
        known = Takeaway.objects.filter(interview=interview, referral=referral).first()
        if known is not None:
            if note is not None:
                set_note_aside(actor=actor, note=note, now=now)
            return known
        person = referral.contact
        follow_up = None
        talked_on = Reader.of(actor).date(interview.ended_at or now, now)
        if person.stage == Stage.LISTED and not FollowUp.objects.open().filter(contact=person).exists():
            follow_up = schedule_follow_up(
                actor=actor,
                contact=person,
                kind=FollowUp.Kind.REFERRAL,
                title=f"Write to {person.name}",
                reason=f"{introducer.given_name} named them on {talked_on}.",
                when=When.referral(now),
                now=now,
            )
        details = ", ".join(part for part in (person.name, title.strip(), employer.strip()) if part)
        return Takeaway.objects.create(
            owner=actor,
            interview=interview,
            created_at=now,
            kind=TakeawayKind.PERSON,
            text=details[:1000],
            referral=referral,
            follow_up=follow_up,
            note=note,
        )


def promise_action(
    *,
    actor: User,
    interview: Interview,
    text: str,
    due_on: date,
    now: datetime,
    owed_by_them: bool = False,
    remind: bool = True,
    note: LiveNote | None = None,
) -> Takeaway:
    """Something that one of the two promised: a take-away and a follow-up of kind ACTION, due on `due_on`."""
    with transaction.atomic():
        if note is not None and (known := Takeaway.objects.filter(note=note).first()):
            return known
        name = interview.contact.name
        follow_up = schedule_follow_up(
            actor=actor,
            contact=interview.contact,
            kind=FollowUp.Kind.ACTION,
            title=" ".join(text.split())[:200],
            reason=f"{name} promised it in your talk." if owed_by_them else f"You told {name} you’d do it.",
            when=When.on(due_on, by_mail=remind),
            owed_by_them=owed_by_them,
            now=now,
        )
        return Takeaway.objects.create(
            owner=actor,
            interview=interview,
            created_at=now,
            kind=TakeawayKind.ACTION,
            text=" ".join(text.split())[:1000],
            follow_up=follow_up,
            note=note,
        )


def tick_action(*, actor: User, takeaway: Takeaway, done: bool, now: datetime) -> bool:
    """Marks a promise as kept, or open again; True if that changed anything. Kept advice is worth telling of (N2)."""
    if takeaway.follow_up is None:
        return False
    change = finish_action if done else undo_action
    won = change(actor=actor, follow_up=takeaway.follow_up, now=now)
    takeaway.follow_up.refresh_from_db()
    return won


def close_debrief(*, actor: User, interview: Interview, now: datetime) -> bool:
    """Notes that everything is written down; True the first time."""
    talk = Interview.objects.visible_to(actor).filter(pk=interview.pk, debriefed_at=None, state=Interview.State.HELD)
    return bool(talk.update(debriefed_at=now, updated_at=now))
