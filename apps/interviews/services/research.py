"""The research sheet: what one knows, doesn't, found out, and where it was read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.interviews.models import (
    Interview,
    PlannedQuestion,
    QuestionCategory,
    ResearchKind,
    ResearchNote,
    ResearchPart,
    ResearchSource,
)
from apps.interviews.research_words import as_question
from apps.interviews.services.questions import add_question
from apps.interviews.services.undo import GOOD_FOR, put_back, snapshot

SALT = "interviews.research"
#: What a question about each part is about.
CATEGORY_OF = {
    ResearchPart.INDUSTRY: QuestionCategory.TRENDS,
    ResearchPart.PERSON: QuestionCategory.JOURNEY,
    ResearchPart.ROLE: QuestionCategory.DAY,
    ResearchPart.EMPLOYER: QuestionCategory.CULTURE,
}


def note_research(
    *,
    actor: User,
    interview: Interview,
    part: str,
    kind: str,
    text: str,
    now: datetime,
    answers: ResearchNote | None = None,
    source: ResearchSource | None = None,
) -> ResearchNote:
    """A new line of the sheet. Only what was found answers something."""
    return ResearchNote.objects.create(
        owner=actor,
        interview=interview,
        created_at=now,
        part=answers.part if answers else part,
        kind=ResearchKind.FOUND if answers else kind,
        text=" ".join(text.split())[:300],
        answers=answers,
        source=source,
    )


def change_research(
    *,
    actor: User,
    note: ResearchNote,
    part: str,
    kind: str,
    text: str,
    answers: ResearchNote | None = None,
    source: ResearchSource | None = None,
) -> None:
    """Other words, part, kind, answer or source."""
    ResearchNote.objects.filter(owner=actor, pk=note.pk).update(
        part=part,
        kind=kind,
        text=" ".join(text.split())[:300],
        answers=answers if kind == ResearchKind.FOUND else None,
        source=source,
    )
    note.refresh_from_db()


def ask_unknown(*, actor: User, note: ResearchNote, now: datetime) -> PlannedQuestion:
    """Plans a question about an unknown; the one that stands in the plan if it is planned already."""
    planned = PlannedQuestion.objects.filter(owner=actor, research=note).first()
    if planned is not None:
        return planned
    try:
        with transaction.atomic():
            return add_question(
                actor=actor,
                interview=note.interview,
                text=as_question(note.text),
                category=CATEGORY_OF[ResearchPart(note.part)],
                research=note,
                now=now,
            )
    except IntegrityError:  # two clicks at once
        return PlannedQuestion.objects.get(owner=actor, research=note)


def remove_research(*, actor: User, note: ResearchNote) -> str:
    """Takes a line off the sheet; what `restore_research` needs to put it back. Its question stays in the plan."""
    links = {
        "found": list(ResearchNote.objects.filter(owner=actor, answers=note).values_list("pk", flat=True)),
        "questions": list(PlannedQuestion.objects.filter(owner=actor, research=note).values_list("pk", flat=True)),
    }
    ResearchNote.objects.filter(owner=actor, pk=note.pk).delete()
    return _token(note, links)


def add_source(
    *, actor: User, interview: Interview, title: str, url: str, read_on: date, now: datetime
) -> ResearchSource:
    """Notes what was read, and when."""
    return ResearchSource.objects.create(
        owner=actor, interview=interview, created_at=now, title=title.strip(), url=url, read_on=read_on
    )


def change_source(*, actor: User, source: ResearchSource, title: str, url: str, read_on: date) -> None:
    """Another title, link or day."""
    ResearchSource.objects.filter(owner=actor, pk=source.pk).update(title=title.strip(), url=url, read_on=read_on)
    source.refresh_from_db()


def remove_source(*, actor: User, source: ResearchSource) -> str:
    """Takes a source off the sheet; what `restore_research` needs to put it back."""
    links = {"cited": list(ResearchNote.objects.filter(owner=actor, source=source).values_list("pk", flat=True))}
    ResearchSource.objects.filter(owner=actor, pk=source.pk).delete()
    return _token(source, links)


def restore_research(*, actor: User, token: str) -> bool:
    """Undoes `remove_research` or `remove_source`, with what pointed there; False if that is not possible any more."""
    try:
        data: dict[str, Any] = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return False
    links = data["links"]
    with transaction.atomic():
        if (note := put_back(ResearchNote, data["row"], actor)) is not None:
            found = ResearchNote.objects.filter(owner=actor, pk__in=links["found"], kind=ResearchKind.FOUND)
            found.filter(answers=None).update(answers=note)
            PlannedQuestion.objects.filter(owner=actor, pk__in=links["questions"], research=None).update(research=note)
            return True
        if (source := put_back(ResearchSource, data["row"], actor)) is not None:
            ResearchNote.objects.filter(owner=actor, pk__in=links["cited"], source=None).update(source=source)
            return True
    return False


def _token(row: ResearchNote | ResearchSource, links: dict[str, list[Any]]) -> str:
    ids = {name: [str(pk) for pk in pks] for name, pks in links.items()}
    return signing.dumps({"row": snapshot(row), "links": ids}, salt=SALT, compress=True)
