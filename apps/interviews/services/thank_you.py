"""The thank-you: writing it, sending it off, and taking that back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Stage, Touch
from apps.contacts.services import advance_stage, record_touch, remove_touch, set_stage, update_contact
from apps.followups.models import FollowUp
from apps.followups.services import (
    complete_follow_up,
    drop_follow_up,
    reopen_follow_up,
    restart_rhythm,
    set_rhythm,
    set_season,
)
from apps.interviews import letter
from apps.interviews.errors import LetterEmpty
from apps.interviews.models import Interview, Takeaway, ThankYou
from apps.interviews.selectors import letter_page, record_of
from apps.interviews.selectors.letters import point_source

USUAL_RHYTHM = 90  # days: every three months
FIRST_CHECK_IN = 14  # days after the thank-you, when there is something to report


def save_letter(*, actor: User, interview: Interview, subject: str, body: str, now: datetime) -> ThankYou:
    """Keeps the letter as it is typed. A letter that was sent keeps the words that were sent."""
    row, _ = ThankYou.objects.get_or_create(interview=interview, defaults={"owner": actor, "created_at": now})
    body = body.replace("\r\n", "\n").strip()
    ThankYou.objects.filter(owner=actor, pk=row.pk, sent_at=None).update(
        subject=" ".join(subject.split())[:200], body=body, updated_at=now
    )
    row.refresh_from_db()
    return row


def use_in_letter(*, actor: User, takeaway: Takeaway, now: datetime) -> None:
    """Puts a take-away into the letter: the draft is made anew with it, a touched letter gets one more paragraph."""
    interview = takeaway.interview
    with transaction.atomic():
        page = letter_page(interview, record_of(interview), now)
        chosen = [*page.used, str(takeaway.pk)]
        Takeaway.objects.filter(owner=actor, interview=interview, pk__in=chosen).update(in_letter=True)
        if page.is_touched:
            first = letter.POINT not in page.reading.present
            sentence = letter.point_sentence(point_source(takeaway), first=first)
            body = letter.insert(page.body, sentence)
            save_letter(actor=actor, interview=interview, subject=page.subject, body=body, now=now)


def offer_to_stay_in_touch(*, actor: User, interview: Interview, now: datetime) -> None:
    """Adds the fourth element in its usual words."""
    page = letter_page(interview, record_of(interview), now)
    body = letter.insert(page.body, letter.TOUCH_OFFER)
    save_letter(actor=actor, interview=interview, subject=page.subject, body=body, now=now)


def send_thank_you(
    *, actor: User, interview: Interview, sent_at: datetime, now: datetime, medium: str
) -> ThankYou | None:
    """Notes that the letter went off at `sent_at` in the owner's own mail program or by hand; None if it had already.

    The thank-you is done, the person is thanked, and a check-in is planned: in the person's rhythm, or two weeks from
    now and every three months after that. `unsend_thank_you` takes all of it back. Raises LetterEmpty.
    """
    contact = interview.contact
    with transaction.atomic():
        page = letter_page(interview, record_of(interview), now)
        if not page.body.strip():
            raise LetterEmpty
        row = save_letter(actor=actor, interview=interview, subject=page.subject, body=page.body, now=now)
        if not ThankYou.objects.filter(pk=row.pk, owner=actor, sent_at=None).update(sent_at=sent_at, medium=medium):
            return None
        contact.refresh_from_db()
        before: dict[str, Any] = {
            "touched": page.is_touched,
            "stage": contact.stage,
            "rhythm_days": contact.rhythm_days,
            "check_ins": _ids(_open_check_ins(contact)),
            "closed": bool(
                interview.thank_you_due and complete_follow_up(actor=actor, follow_up=interview.thank_you_due, now=now)
            ),
        }
        advance_stage(actor=actor, contact=contact, stage=Stage.THANKED)
        touch = record_touch(
            actor=actor,
            contact=contact,
            kind=Touch.Kind.THANKED,
            summary=thanked_summary(interview, sent_at, medium),
            body=page.body,
            occurred_at=sent_at,
            now=now,
        )
        check_in = _plan_check_in(actor, contact, sent_at, now)
        before |= {"touch": str(touch.pk), "check_in": str(check_in.pk) if check_in else None}
        ThankYou.objects.filter(pk=row.pk).update(before=before)
        row.refresh_from_db()
    return row


def unsend_thank_you(*, actor: User, interview: Interview, now: datetime) -> bool:
    """Undoes `send_thank_you`, exactly; True if the letter was marked as sent."""
    contact = interview.contact
    with transaction.atomic():
        row = (
            ThankYou.objects.select_for_update().filter(owner=actor, interview=interview).exclude(sent_at=None).first()
        )
        if row is None:
            return False
        before = row.before or {}
        ThankYou.objects.filter(pk=row.pk).update(
            sent_at=None, before=None, body=row.body if before.get("touched", True) else ""
        )
        touch = Touch.objects.filter(owner=actor, pk=before["touch"]).first() if before else None
        if touch is not None:
            remove_touch(actor=actor, touch=touch)
        if check_in := _follow_up(actor, before.get("check_in")):
            drop_follow_up(actor=actor, follow_up=check_in, now=now)
        for key in before.get("check_ins", ()):
            if follow_up := _follow_up(actor, key):
                reopen_follow_up(actor=actor, follow_up=follow_up, now=now)
        if before:
            update_contact(actor=actor, contact=contact, now=now, rhythm_days=before["rhythm_days"])
            set_stage(actor=actor, contact=contact, stage=before["stage"])
        if before.get("closed") and interview.thank_you_due:
            reopen_follow_up(actor=actor, follow_up=interview.thank_you_due, now=now)
    return True


def choose_rhythm(
    *, actor: User, interview: Interview, days: int | None, now: datetime, off_months: Collection[int] | None = None
) -> FollowUp | None:
    """How often this person agreed to be written to, and when not. Before the thank-you nothing is planned yet."""
    contact = interview.contact
    if off_months is not None and sorted(off_months) != contact.rhythm_off_months:
        set_season(actor=actor, contact=contact, off_months=off_months, now=now)
    sent = ThankYou.objects.filter(interview=interview).exclude(sent_at=None).exists()
    if sent or days is None:
        return set_rhythm(actor=actor, contact=contact, days=days, now=now)
    update_contact(actor=actor, contact=contact, now=now, rhythm_days=days)
    return None


def thanked_summary(interview: Interview, sent_at: datetime, medium: str) -> str:
    """ "18 h after the talk, by e-mail"."""
    how = "by hand" if medium == ThankYou.Medium.HANDWRITTEN else "by e-mail"
    hours = max(round((sent_at - (interview.ended_at or sent_at)).total_seconds() / 3600), 0)
    after = f"{hours} h" if hours < 48 else f"{hours // 24} days"
    return f"{after} after the talk, {how}" if hours else f"Right after the talk, {how}"


def _plan_check_in(actor: User, contact: Contact, sent_at: datetime, now: datetime) -> FollowUp | None:
    if contact.do_not_contact:
        return None
    first = None
    if contact.rhythm_days is None:
        update_contact(actor=actor, contact=contact, now=now, rhythm_days=USUAL_RHYTHM)
        first = FIRST_CHECK_IN
    return restart_rhythm(actor=actor, contact=contact, touched_at=sent_at, now=now, first=first)


def _open_check_ins(contact: Contact) -> list[FollowUp]:
    return list(FollowUp.objects.open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN))


def _ids(follow_ups: list[FollowUp]) -> list[str]:
    return [str(f.pk) for f in follow_ups]


def _follow_up(actor: User, key: str | None) -> FollowUp | None:
    return FollowUp.objects.visible_to(actor).filter(pk=key).first() if key else None
