"""What Lena has read and said aloud before her talk with Marcus."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid5

from apps.accounts.models import User
from apps.core import clock
from apps.interviews.models import Interview, PlannedQuestion
from apps.interviews.selectors import questions_of
from apps.interviews.services import weigh_question
from apps.interviews.services.own_questions import keep_question
from apps.interviews.services.rehearsal import record_rehearsal, save_introduction
from apps.interviews.services.research import add_source, ask_unknown, note_research

READ = (("Fernbank’s page on infusion pumps", "https://fernbank.example/pumps"), ("His talk on alarms at night", ""))
LINES = (
    ("person", "known", "Studied industrial design, then moved to research"),
    ("person", "found", "Gave a talk on alarms that nurses no longer hear"),
    ("employer", "found", "Makes infusion pumps and monitors for small hospitals"),
    ("employer", "unknown", "how the research team is organized"),
    ("role", "unknown", "who decides what gets studied"),
    ("industry", "known", "A device change has to be approved before it ships"),
)
INTRODUCTION = (
    "I’m Lena. I was a physical therapist for five years and now study design. I’m looking into research on medical"
    " devices, because I kept seeing good people fight bad screens. I’d like to hear what the work is like from inside,"
    " and whether a clinical eye is worth anything there."
)
OWN = (("What do nurses get wrong about your work?", "culture"), ("Which study changed your mind?", "journey"))


def prepare_marcus(owner: User, interview: Interview, now: datetime) -> None:
    """Research with two sources, an unknown that is a question, the introduction, one run, two own questions."""
    today = clock.local_day(now, owner.zone)
    for number, (title, url) in enumerate(READ):
        add_source(
            actor=owner, interview=interview, title=title, url=url, read_on=today - timedelta(days=number), now=now
        )
    notes = [
        note_research(actor=owner, interview=interview, part=part, kind=kind, text=text, now=now)
        for part, kind, text in LINES
    ]
    asked = ask_unknown(actor=owner, note=notes[3], now=now)
    weigh_question(actor=owner, question=asked, priority=PlannedQuestion.Priority.BACKUP)
    save_introduction(actor=owner, goal=interview.goal, text=INTRODUCTION, now=now)
    seconds = {q.pk: 8 + 2 * n for n, q in enumerate(questions_of(interview))}
    record_rehearsal(
        actor=owner,
        interview=interview,
        client_id=uuid5(interview.pk, "run"),
        now=now,
        intro_seconds=27,
        seconds=seconds,
    )
    for text, category in OWN:
        keep_question(actor=owner, text=text, category=category, now=now)
