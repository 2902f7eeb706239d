"""What came back from somebody who was asked. Every answer ends the cadence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.services import record_touch
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import close_follow_ups, schedule_follow_up
from apps.outreach import builtin, wording
from apps.outreach.models import Outreach
from apps.outreach.services import undo
from apps.outreach.services.drafts import new_draft, use_template
from apps.outreach.services.endings import ANSWERS, end, move_person

Outcome = Outreach.Outcome
#: Answers after which one may thank, and ask who else.
THANKABLE = frozenset({Outcome.NOT_NOW, Outcome.TOO_BUSY, Outcome.NO})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reply that this call wrote down, the touch that tells of it, and what it led to."""

    touch: Touch
    follow_up: FollowUp | None


def record_reply(
    *, actor: User, outreach: Outreach, outcome: str, now: datetime, until: date | None = None, words: str = ""
) -> Recorded | None:
    """Ends the approach with `outcome`; None if it was not waiting (another tab was faster).

    Open nudges are dropped. A yes leaves one thing to do: agree on a time. "Not now until" plans a check-in on that day
    at the reminder hour. After "not now", "too busy" and "no" the person rests, and a thank-you that asks who else is
    drafted. Someone who answers after silence can still be recorded.
    """
    with transaction.atomic():
        before = undo.look(outreach)
        if not end(actor, outreach, outcome, now):
            return None
        contact = outreach.contact
        close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.NUDGE], now=now)
        touch = _write_down(actor, contact, outcome, now, until, words)
        move_person(actor, contact, outcome, now)
        follow_up = _promise(actor, contact, outcome, now, until)
        if outcome in THANKABLE:
            _draft_thanks(actor, outreach, now)
        undo.remember(outreach, before, touch, None)
    return Recorded(touch, follow_up)


def _draft_thanks(actor: User, outreach: Outreach, now: datetime) -> None:
    """The thank-you takes the place of the nudge that nobody needs any more; undo brings that back."""
    last = outreach.messages.exclude(sent_at=None).order_by("-step").first()
    waiting = outreach.messages.filter(sent_at=None).first()
    if waiting is None:
        new_draft(actor=actor, outreach=outreach, step=outreach.step + 1, now=now, previous=last)
        return
    waiting.outreach = outreach
    values = wording.merge_values(actor, outreach.contact, outreach.goal, waiting.via)
    text = wording.text_from_builtin(builtin.CLOSING, waiting.channel, values)
    text = replace(text, subject=wording.nudge_subject(last.subject if last else "", text.subject))
    use_template(actor=actor, message=waiting, text=text, now=now)


def _write_down(actor: User, contact: Contact, outcome: str, now: datetime, until: date | None, words: str) -> Touch:
    said = {
        Outcome.YES: "Said yes to a talk",
        Outcome.NOT_NOW: f"Not now: ask again {Reader.of(actor).date(until, now)}" if until else "Not now",
        Outcome.TOO_BUSY: "Too busy at the moment",
        Outcome.NO: "Said no",
        Outcome.SILENCE: "No reply, so it rests",
        Outcome.BOUNCED: "The address didn’t work",
    }[Outcome(outcome)]
    return record_touch(
        actor=actor,
        contact=contact,
        kind=Touch.Kind.THEY_WROTE if outcome in ANSWERS else Touch.Kind.NOTE,
        summary=said,
        body=words,
        occurred_at=now,
        now=now,
    )


def _promise(actor: User, contact: Contact, outcome: str, now: datetime, until: date | None) -> FollowUp | None:
    if outcome == Outcome.YES:
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.REPLY,
            title=f"Agree on a time with {contact.name}",
            reason=f"{contact.given_name} said yes. Offer two or three times while it is fresh.",
            when=When.soon(now),
            now=now,
        )
    if outcome == Outcome.NOT_NOW and until is not None:
        close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.CHECK_IN], now=now)
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.CHECK_IN,
            title=f"Ask {contact.name} again",
            reason=f"{contact.given_name} asked you to come back around now.",
            when=When.on(until),
            now=now,
        )
    return None
