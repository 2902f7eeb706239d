"""The exchange by e-mail as it stands: the letter that was written, or the one that the chosen questions make."""

from __future__ import annotations

from apps.interviews import exchange_letter
from apps.interviews.models import Exchange, Interview


def exchange_of(interview: Interview) -> Exchange | None:
    """The letter's row; None for a talk."""
    return Exchange.objects.filter(interview=interview).select_related("step").first()


def letter_of(interview: Interview, exchange: Exchange | None) -> exchange_letter.Letter:
    """The letter of `exchange`, or without one the draft."""
    asked = [row.text for row in interview.exchange_questions.all()]
    sender = interview.owner.given_name or interview.owner.name
    draft = exchange_letter.compose(interview.contact.given_name, sender, asked)
    if exchange is None:
        return draft
    return exchange_letter.Letter(exchange.subject or draft.subject, exchange.body or draft.body)
