"""What the page of one employer prints: who is there, whom to ask next, the talks, what the owner knows and wishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.contacts.forms.employers import AdvocacyForm, AliasForm, EmployerForm, EmployerNotesForm, PostingForm
from apps.contacts.models import Circle, Contact, Employer, EmployerMerge, Stage
from apps.contacts.models.employer import MERGE_UNDO_FOR
from apps.contacts.selectors import employer_names
from apps.contacts.selectors.employers import aliases_of, merges_into, next_in_line, people_there
from apps.core.dates import Reader
from apps.interviews.models import Interview
from apps.workspace.employerlist import rows_of
from apps.workspace.selectors.employers import TALKS_SHOWN, employer_with_talks, talks_there

PEOPLE_SHOWN = 40
NEXT_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who works there."""

    id: UUID
    name: str
    title: str
    how: str
    stage: str
    next_words: str
    is_unwanted: bool


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk with somebody there, and where it leads."""

    id: UUID
    person: str
    at: datetime
    words: str
    url: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class MergeLine:
    """An employer that was made one with this, and until when that can be taken back."""

    id: UUID
    name: str
    until: datetime


def employer_context(user: User, employer: Employer, back: str) -> dict[str, Any]:
    """Everything about one employer, in ten queries however many people work there."""
    now = timezone.now()
    people = list(people_there(user, employer)[: PEOPLE_SHOWN + 1])
    line = list(next_in_line(user, employer).select_related("introducer")[:NEXT_SHOWN])
    talks = list(talks_there(user, employer))
    row = rows_of(user, [employer_with_talks(user, employer)])[0]
    reader = Reader.of(user)
    posting = {name: getattr(employer, name) for name in ("posting", "posting_url", "posting_on")}
    return {
        "employer": employer,
        "row": row,
        "back": back,
        "now": now,
        "people": [_person(person, reader, now) for person in people[:PEOPLE_SHOWN]],
        "more_url": _people_url(employer) if len(people) > PEOPLE_SHOWN else "",
        "line": [_person(person, reader, now) for person in line],
        "waiting": [person for person in people if person.stage == Stage.ASKED][:NEXT_SHOWN],
        "talks": [_talk(talk) for talk in talks[:TALKS_SHOWN]],
        "has_more_talks": len(talks) > TALKS_SHOWN,
        "aliases": list(aliases_of(employer)),
        "merges": [_merge(merge) for merge in merges_into(employer, now)],
        "employers": [name for name in employer_names(user) if name != employer.name],
        "add_url": f"{reverse('contacts:add')}?{urlencode({'employer': employer.name})}",
        "form": EmployerForm(initial=EmployerForm.initial_of(employer)),
        "notes_form": EmployerNotesForm(initial={"notes": employer.notes}),
        "advocacy_form": AdvocacyForm(initial=AdvocacyForm.initial_of(employer)),
        "posting_form": PostingForm(today=reader.day_of(now), initial=posting),
        "alias_form": AliasForm(),
    }


def _person(person: Contact, reader: Reader, now: datetime) -> PersonLine:
    return PersonLine(
        id=person.pk,
        name=person.name,
        title=person.title,
        how=how_known(person),
        stage=person.stage,
        next_words=_next_words(person, reader, now),
        is_unwanted=person.do_not_contact,
    )


def _next_words(person: Contact, reader: Reader, now: datetime) -> str:
    """ "Thank Priya, today", also for what has waited longer: nothing is overdue."""
    if person.next_step_at is None:
        return ""
    is_due = reader.day_of(person.next_step_at) <= reader.day_of(now)
    return f"{person.next_step}, {'today' if is_due else reader.day(person.next_step_at, now)}"


def how_known(person: Contact) -> str:
    """ "via Ruth Halloran", else the owner's own words, else the circle."""
    if person.introducer:
        return f"via {person.introducer.name}"
    return person.relation[:1].upper() + person.relation[1:] if person.relation else Circle(person.circle).label


def _talk(talk: Interview) -> TalkLine:
    is_held = talk.state == Interview.State.HELD
    count = vars(talk)["takeaway_count"]
    learned = f"{count} takeaway{'' if count == 1 else 's'}" if count else "Nothing written down yet"
    return TalkLine(
        id=talk.pk,
        person=talk.contact.name,
        at=talk.starts_at,
        words=learned if is_held else talk.get_state_display(),
        url=reverse("interviews:debrief" if is_held else "interviews:prepare", args=[talk.pk]),
        is_held=is_held,
    )


def _merge(merge: EmployerMerge) -> MergeLine:
    return MergeLine(merge.pk, merge.dropped_name, merge.created_at + MERGE_UNDO_FOR - timedelta(minutes=1))


def _people_url(employer: Employer) -> str:
    return f"{reverse('contacts:list')}?{urlencode({'employer': employer.pk})}"
