"""An exchange by e-mail (T2): a few questions in one letter, the wait, and the answers that make it a held talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.services import record_touch, remove_touch
from apps.core import clock
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import complete_follow_up, drop_follow_up, schedule_follow_up
from apps.goals.models import Goal
from apps.interviews import exchange_letter
from apps.interviews.errors import ExchangeNotOpen
from apps.interviews.models import Exchange, ExchangeQuestion, Interview, LiveNote, PlannedQuestion
from apps.interviews.selectors import questions_of
from apps.interviews.selectors.exchange import letter_of
from apps.interviews.services.before import drop_steps_before
from apps.interviews.services.planning import end_asking, seed_questions
from apps.interviews.services.talk import finish_talk

USUAL_QUESTIONS = 4
WAIT_DAYS = 5  # business days: a week


def begin_exchange(*, actor: User, contact: Contact, now: datetime, goal: Goal | None = None) -> Interview:
    """They agreed to answer by e-mail: a plan of questions, four of them chosen, and a step to send them.

    Asking is over with it, as with a planned talk.
    """
    with transaction.atomic():
        interview = Interview.objects.create(
            owner=actor,
            created_at=now,
            contact=contact,
            starts_at=now,
            mode=Interview.Mode.EMAIL,
            contact_timezone=contact.timezone or actor.timezone,
            goal=goal,
        )
        end_asking(actor=actor, contact=contact, now=now)
        seed_questions(interview, now)
        _open(actor, interview, now)
    return interview


def turn_into_exchange(*, actor: User, interview: Interview, now: datetime) -> bool:
    """A talk that has not begun becomes an exchange with the same questions; True if this call did it.

    It leaves the calendar: the next SEQUENCE says that it is cancelled there.
    """
    with transaction.atomic():
        won = (
            Interview.objects.visible_to(actor)
            .coming()
            .spoken()
            .filter(pk=interview.pk, started_at=None)
            .update(
                mode=Interview.Mode.EMAIL,
                state=Interview.State.PLANNED,
                starts_at=now,
                ics_sequence=F("ics_sequence") + 1,
                updated_at=now,
            )
        )
        if won:
            drop_steps_before(actor=actor, interview=interview, now=now)
            interview.refresh_from_db()
            _open(actor, interview, now)
    return bool(won)


def choose_questions(*, actor: User, interview: Interview, chosen: Sequence[PlannedQuestion], now: datetime) -> bool:
    """Puts these questions into the letter, in this order; False if it has words of its own for them, which stay.

    Raises ExchangeNotOpen once the letter is sent.
    """
    with transaction.atomic():
        exchange = _unsent(actor, interview)
        before = [row.text for row in interview.exchange_questions.all()]
        _take(actor, interview, chosen, now)
        if not exchange.body.strip():
            return True
        body = exchange_letter.with_questions(exchange.body, before, [q.text for q in chosen])
        if body is None:
            return False
        _write(exchange, body=body, now=now)
    return True


def save_exchange_letter(*, actor: User, interview: Interview, subject: str, body: str, now: datetime) -> None:
    """Keeps the letter as it is typed; the draft as it was composed is not kept as somebody's words.

    Raises ExchangeNotOpen once it is sent.
    """
    with transaction.atomic():
        exchange = _unsent(actor, interview)
        draft = letter_of(interview, None)
        body = body.replace("\r\n", "\n").strip()
        subject = " ".join(subject.split())[:200]
        _write(
            exchange,
            body="" if body == draft.body else body,
            subject="" if subject == draft.subject else subject,
            now=now,
        )


def begin_letter_again(*, actor: User, interview: Interview, now: datetime) -> None:
    """The letter as it is composed from the chosen questions. Raises ExchangeNotOpen once it is sent."""
    with transaction.atomic():
        _write(_unsent(actor, interview), subject="", body="", now=now)


def send_exchange(*, actor: User, interview: Interview, now: datetime) -> Touch | None:
    """Notes that the letter went off in the owner's own mail program; None if it had already, or has ended.

    The words that were sent are kept, each question in those of the letter, and a week later one asks how it stands.
    """
    contact = interview.contact
    with transaction.atomic():
        exchange = Exchange.objects.select_for_update().filter(owner=actor, interview=interview, sent_at=None).first()
        if exchange is None or not _is_open(actor, interview):
            return None
        letter = letter_of(interview, exchange)
        rows = list(interview.exchange_questions.all())
        asked = exchange_letter.asked_in(letter.body, [row.text for row in rows])
        for row, text in zip(rows, asked, strict=True):
            ExchangeQuestion.objects.filter(pk=row.pk).update(text=text[:300], updated_at=now)
        if exchange.step:
            complete_follow_up(actor=actor, follow_up=exchange.step, now=now)
        step = _plan_asking_again(actor, contact, now)
        Exchange.objects.filter(pk=exchange.pk).update(
            subject=letter.subject, body=letter.body, sent_at=now, step=step, updated_at=now
        )
        Interview.objects.filter(pk=interview.pk).update(starts_at=now, updated_at=now)
        interview.refresh_from_db()
        return record_touch(
            actor=actor,
            contact=contact,
            kind=Touch.Kind.WROTE,
            summary=f"Sent {len(rows)} questions by e-mail",
            body=letter.body,
            occurred_at=now,
            now=now,
        )


def unsend_exchange(*, actor: User, interview: Interview, touch_id: UUID | None, now: datetime) -> bool:
    """Undoes `send_exchange`; True if the letter was marked as sent and no answer has come."""
    with transaction.atomic():
        if not _is_open(actor, interview):
            return False
        exchange = Exchange.objects.select_for_update().filter(owner=actor, interview=interview).first()
        if exchange is None or exchange.sent_at is None:
            return False
        if exchange.step:
            drop_follow_up(actor=actor, follow_up=exchange.step, now=now)
        wrote = Touch.objects.filter(owner=actor, contact=interview.contact, kind=Touch.Kind.WROTE)
        touch = wrote.filter(pk=touch_id, occurred_at=exchange.sent_at).first() if touch_id else None
        if touch:
            remove_touch(actor=actor, touch=touch)
        step = _plan_sending(actor, interview.contact, now)
        Exchange.objects.filter(pk=exchange.pk).update(sent_at=None, step=step, updated_at=now)
    return True


def ask_again(*, actor: User, interview: Interview, now: datetime) -> FollowUp | None:
    """The owner wrote once more: a line of the history, and another week. None unless an answer is waited for."""
    contact = interview.contact
    with transaction.atomic():
        exchange = Exchange.objects.select_for_update().filter(owner=actor, interview=interview).first()
        if exchange is None or exchange.sent_at is None or not _is_open(actor, interview):
            return None
        if exchange.step:
            complete_follow_up(actor=actor, follow_up=exchange.step, now=now)
        step = _plan_asking_again(actor, contact, now)
        Exchange.objects.filter(pk=exchange.pk).update(step=step, updated_at=now)
        record_touch(
            actor=actor,
            contact=contact,
            kind=Touch.Kind.WROTE,
            summary="Asked how the questions stand",
            occurred_at=now,
            now=now,
        )
    return step


def record_answers(
    *, actor: User, interview: Interview, answers: Mapping[UUID, str], arrived_at: datetime, now: datetime
) -> bool:
    """Keeps what came back, by id of the question; True if the exchange is held with it.

    The thank-you clock starts at `arrived_at`. Each answer is a line that the debrief sorts; mended later, the line
    follows until it is sorted. Raises EndNotPossible, ExchangeNotOpen.
    """
    with transaction.atomic():
        exchange = Exchange.objects.select_for_update().filter(owner=actor, interview=interview).first()
        if exchange is None or exchange.sent_at is None:
            raise ExchangeNotOpen
        for row in interview.exchange_questions.select_related("question"):
            answer = answers.get(row.pk, row.answer).replace("\r\n", "\n").strip()
            if answer != row.answer:
                ExchangeQuestion.objects.filter(pk=row.pk).update(answer=answer, updated_at=now)
                _keep_line(actor, interview, row, answer, now)
        won = False
        if interview.is_open:
            won = finish_talk(actor=actor, interview=interview, ended_at=arrived_at, now=now)
        elif interview.state != Interview.State.HELD:
            raise ExchangeNotOpen
    return won


def _keep_line(actor: User, interview: Interview, row: ExchangeQuestion, answer: str, now: datetime) -> None:
    lines = LiveNote.objects.filter(owner=actor, interview=interview, client_id=row.pk)
    if answer and not lines.exists():
        LiveNote.objects.create(
            owner=actor,
            interview=interview,
            client_id=row.pk,
            question=row.question,
            body=answer[:1000],
            created_at=now,
        )
    elif answer:
        lines.filter(takeaway=None).update(body=answer[:1000], updated_at=now)
    else:
        lines.filter(takeaway=None).delete()


def _open(actor: User, interview: Interview, now: datetime) -> None:
    """The letter, with the first of the plan and its last, who else to talk to."""
    step = _plan_sending(actor, interview.contact, now)
    Exchange.objects.create(owner=actor, interview=interview, step=step, created_at=now)
    plan = [q for q in questions_of(interview) if q.priority != PlannedQuestion.Priority.BACKUP]
    chosen = [*plan[: USUAL_QUESTIONS - 1], *plan[-1:]] if len(plan) > USUAL_QUESTIONS else plan
    _take(actor, interview, chosen, now)


def _take(actor: User, interview: Interview, chosen: Sequence[PlannedQuestion], now: datetime) -> None:
    interview.exchange_questions.all().delete()
    ExchangeQuestion.objects.bulk_create(
        ExchangeQuestion(
            owner=actor, interview=interview, question=question, position=at, text=question.text, created_at=now
        )
        for at, question in enumerate(chosen)
    )


def _plan_sending(actor: User, contact: Contact, now: datetime) -> FollowUp:
    return schedule_follow_up(
        actor=actor,
        contact=contact,
        kind=FollowUp.Kind.ACTION,
        title=f"Send {contact.name} your questions",
        reason="While it’s fresh that they said yes.",
        when=When.on(clock.local_day(now, actor.zone) + timedelta(days=1)),
        now=now,
    )


def _plan_asking_again(actor: User, contact: Contact, now: datetime) -> FollowUp:
    return schedule_follow_up(
        actor=actor,
        contact=contact,
        kind=FollowUp.Kind.NUDGE,
        title=f"Ask {contact.name} how your questions stand",
        reason="A week is usual for an answer by e-mail. A kind line is enough.",
        when=When.business_days(now, WAIT_DAYS),
        now=now,
    )


def _unsent(actor: User, interview: Interview) -> Exchange:
    exchange = Exchange.objects.select_for_update().filter(owner=actor, interview=interview, sent_at=None).first()
    if exchange is None or not _is_open(actor, interview):
        raise ExchangeNotOpen
    return exchange


def _is_open(actor: User, interview: Interview) -> bool:
    rows = Interview.objects.visible_to(actor).coming()
    return rows.filter(pk=interview.pk, mode=Interview.Mode.EMAIL).exists()


def _write(exchange: Exchange, *, now: datetime, **changes: str) -> None:
    Exchange.objects.filter(pk=exchange.pk).update(updated_at=now, **changes)
