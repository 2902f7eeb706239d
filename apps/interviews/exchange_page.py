"""The page of an exchange by e-mail worked out. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form

from apps.coach.questions import read_question
from apps.core.dates import Reader
from apps.core.sendlinks import send_links
from apps.followups.models import FollowUp
from apps.interviews import exchange_letter, selectors
from apps.interviews.exchange_letter import LEAST, MOST
from apps.interviews.forms import ChosenForm, ExchangeLetterForm, QuestionForm
from apps.interviews.logistics import invite_of
from apps.interviews.models import Interview, PlannedQuestion


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of the plan, and whether it stands in the letter."""

    question: PlannedQuestion
    is_chosen: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer is waited for."""

    sent_at: datetime
    next_words: str  # when one asks again; empty if nothing is planned
    letter: exchange_letter.Letter  # the line to ask with
    mailto: str


def exchange_context(
    interview: Interview,
    now: datetime,
    *,
    letter_form: Form | None = None,
    chosen_form: ChosenForm | None = None,
    question_form: QuestionForm | None = None,
) -> dict[str, Any]:
    """Everything that the page needs, with the form that was refused, if one was."""
    contact = interview.contact
    row = selectors.exchange_of(interview)
    asked = list(interview.exchange_questions.all())
    letter = selectors.letter_of(interview, row)
    is_sent = row is not None and row.sent_at is not None
    context: dict[str, Any] = {
        "interview": interview,
        "contact": contact,
        "exchange": row,
        "asked": asked,
        "letter": letter,
        "links": send_links(contact.email, letter.subject, letter.body),
        "invite": invite_of(interview),  # of the talk that it was
        "is_open": interview.is_open,
        "is_sent": is_sent,
        "least": LEAST,
        "most": MOST,
        "letter_form": letter_form or ExchangeLetterForm(initial={"subject": letter.subject, "body": letter.body}),
        "question_form": question_form or QuestionForm(),
        "now": now,
    }
    if interview.is_open and not is_sent:
        plan = selectors.questions_of(interview)
        wanted = _wanted(chosen_form, [str(one.question_id) for one in asked])
        context |= {
            "choices": [_choice(question, wanted) for question in plan],
            "chosen_form": chosen_form or ChosenForm(plan=plan),
        }
    if interview.is_open and row is not None and row.sent_at is not None:
        context["waiting"] = _waiting(interview, row.sent_at, row.step, now)
    return context


def _wanted(form: ChosenForm | None, asked: Sequence[str]) -> set[str]:
    """What is ticked: as it was sent, if it was refused."""
    return set(form.data.getlist("question")) if form is not None else set(asked)  # type: ignore[attr-defined]


def _choice(question: PlannedQuestion, wanted: set[str]) -> Choice:
    issues = read_question(question.text).issues
    return Choice(question, str(question.pk) in wanted, issues[0].message if issues else "")


def _waiting(interview: Interview, sent_at: datetime, step: FollowUp | None, now: datetime) -> Waiting:
    owner, contact = interview.owner, interview.contact
    reader = Reader.of(owner)
    again = exchange_letter.ask_again(contact.given_name, owner.given_name or owner.name, reader.date(sent_at, now))
    is_planned = step is not None and step.state == FollowUp.State.OPEN
    return Waiting(
        sent_at=sent_at,
        next_words=reader.weekday(step.due_at, now) if step is not None and is_planned else "",
        letter=again,
        mailto=send_links(contact.email, again.subject, again.body).mailto,
    )
