"""Lena's story: each person from the first line on the list to where they stand today."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid5

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.services import create_contact, offer_referral, record_touch, update_contact
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import close_follow_ups, complete_follow_up, schedule_follow_up, snooze_follow_up
from apps.goals.models import Criterion, Goal
from apps.goals.services import add_criterion, create_goal, set_weekly_target
from apps.interviews import services as talks
from apps.interviews.models import Interview, ThankYou
from apps.interviews.wants import wants_of
from apps.outreach.services import mark_sent, record_reply, save_draft, start_outreach
from apps.workspace.demo import employers, people, preparing
from apps.workspace.demo.calendar import Calendar
from apps.workspace.demo.sign_ins import make_user
from apps.workspace.services.touches import log_touch

CRITERIA = (
    ("Close to patients", Criterion.Weight.MUST),
    ("Room to go deep", Criterion.Weight.MATTERS),
    ("Steady hours", Criterion.Weight.MUST),
    ("Pays $85k or more", Criterion.Weight.MATTERS),
    ("Somewhere to grow", Criterion.Weight.NICE),
)
LESSONS = (
    "Ask who else to talk to before the last five minutes.",
    "Let them finish. I filled two silences that were about to become answers.",
    "Have one concrete week in mind before asking what a week is like.",
)
PLACEHOLDER = re.compile(r"\[[^\]]+\]")


def tell_story(now: datetime) -> User:
    """Lena and everything she has done up to `now`."""
    lena = make_user(
        now,
        "Lena",
        "Marchetti",
        "lena@aldermere.example",
        introduction="a former physical therapist now studying human-computer interaction at Aldermere University",
    )
    story = Story(lena, now)
    for person in people.everyone():
        story.tell(person)
    story.set_today()
    employers.wish(lena, now)
    # What the past would have reminded her of is past.
    Reminder.objects.filter(owner=lena, status=Reminder.Status.PENDING, due_at__lte=now).update(
        status=Reminder.Status.CANCELLED
    )
    return lena


class Story:
    """Plays the data in `people` through the services, one person after the other."""

    def __init__(self, owner: User, now: datetime) -> None:
        self.owner, self.now = owner, now
        self.calendar = Calendar(now, owner.zone)
        self.known: dict[str, Contact] = {}
        self.talks: dict[str, Interview] = {}
        self.goal: Goal = create_goal(
            actor=owner, now=self.calendar.at(75), title="UX research in healthcare?", purpose=Goal.Purpose.CHOOSE
        )
        set_weekly_target(actor=owner, asks=4, talks=2, now=now)
        self.criteria: list[Criterion] = [
            add_criterion(actor=owner, text=text, weight=weight, goal=self.goal, now=self.calendar.at(74))
            for text, weight in CRITERIA
        ]

    def tell(self, person: people.Person) -> None:
        """Everything that has passed with one person."""
        contact = self.known[person.name] = self._meet(person)
        if person.asked is not None:
            self._ask(person, contact, person.asked)
        if person.talk is not None:
            self._talk(person, person.talk, contact)
        for days_ago, kind, line in person.touches:
            moment = self.calendar.at(days_ago, 17)
            contact.refresh_from_db()
            log_touch(actor=self.owner, contact=contact, kind=kind, summary=line, occurred_at=moment, now=moment)

    def _meet(self, person: people.Person) -> Contact:
        given, _, family = person.name.partition(" ")
        moment = self.calendar.at(person.listed, 9)
        facts = {
            "email": person.email or f"{given}.{family}@mail.example".lower().replace(" ", ""),
            "title": person.title,
            "location": person.location,
            "timezone": person.timezone,
            "circle": person.circle,
            "relation": person.relation,
            "common_ground": person.common_ground,
            "tags": list(person.tags),
        }
        facts["email"] = str(facts["email"]).encode("ascii", "ignore").decode()
        if not person.via:
            contact = create_contact(
                actor=self.owner, now=moment, given_name=given, family_name=family, employer=person.employer,
                note=person.note, **facts,  # type: ignore[arg-type] # the keys above are its parameters
            )  # fmt: skip
        else:
            contact = self._named(person, given, family, moment)
            update_contact(actor=self.owner, contact=contact, now=moment, **facts)
        record_touch(
            actor=self.owner, contact=contact, kind=Touch.Kind.ADDED, occurred_at=moment, now=moment,
            summary=f"{person.via} named them" if person.via else "Added to your people",
        )  # fmt: skip
        return contact

    def _named(self, person: people.Person, given: str, family: str, moment: datetime) -> Contact:
        """Through the introducer's talk if it was held by then, else in passing."""
        talk = self.talks.get(person.via)
        if talk is not None and talk.ended_at and talk.ended_at <= moment + timedelta(days=2):
            takeaway = talks.name_person(
                actor=self.owner,
                interview=talk,
                now=max(moment, talk.ended_at),
                given_name=given,
                family_name=family,
                title=person.title,
                employer=person.employer,
                words=person.words,
            )
            if takeaway.referral is not None:
                return takeaway.referral.contact
        referral = offer_referral(
            actor=self.owner,
            introducer=self.known[person.via],
            now=moment,
            given_name=given,
            family_name=family,
            title=person.title,
            employer=person.employer,
            words=person.words,
        )
        return referral.contact

    def _ask(self, person: people.Person, contact: Contact, asked: int) -> None:
        sent_at = self.calendar.at(asked, 10.5)
        outreach = start_outreach(actor=self.owner, contact=contact, now=sent_at)
        message = outreach.messages.get()
        body = PLACEHOLDER.sub("what you do at work", message.body)
        save_draft(actor=self.owner, message=message, now=sent_at, subject=message.subject, body=body)
        mark_sent(actor=self.owner, message=message, now=sent_at)
        outreach.refresh_from_db()
        if person.resting:
            ended = self.calendar.at(max(asked - 14, 0))
            record_reply(actor=self.owner, outreach=outreach, outcome="silence", now=ended)
        elif person.replied is not None:
            answered = max(self.calendar.at(person.replied, 13), sent_at + timedelta(hours=1))
            record_reply(actor=self.owner, outreach=outreach, outcome=person.outcome, now=answered)

    def _talk(self, person: people.Person, talk: people.Talk, contact: Contact) -> None:
        planned = self.calendar.at(person.replied or person.listed, 15)
        interview = talks.plan_interview(
            actor=self.owner, contact=contact, starts_at=self._start(talk), now=planned, minutes=talk.minutes,
            mode=talk.mode, place=talk.place, contact_timezone=person.timezone, goal=self.goal,
            objective="Know what a normal week is like, and get two more names.",
        )  # fmt: skip
        self.talks[person.name] = interview
        if talk.days_ago < 0:
            return
        ended = interview.planned_end
        talks.start_talk(actor=self.owner, interview=interview, now=interview.starts_at)
        talks.finish_talk(actor=self.owner, interview=interview, ended_at=ended, now=ended)
        interview.refresh_from_db()
        if interview.report_back and talk.days_ago > 1:  # whoever led to them has heard of it since
            told_at = ended + timedelta(days=1)
            complete_follow_up(actor=self.owner, follow_up=interview.report_back, now=told_at)
        for number, (kind, words) in enumerate(talk.takeaways):
            note = talks.add_live_note(
                actor=self.owner, interview=interview, client_id=uuid5(interview.pk, str(number)), body=words,
                now=ended, minute=4 + 5 * number, kind=kind,
            )  # fmt: skip
            talks.add_takeaway(
                actor=self.owner, interview=interview, kind=kind, text=words, now=ended, note=note,
                is_shareable=number == 0,
            )  # fmt: skip
        if talk.thanked_after_hours is not None:
            self._thank(person, interview, ended + timedelta(hours=talk.thanked_after_hours))

    def _thank(self, person: people.Person, interview: Interview, sent_at: datetime) -> None:
        first = person.name.split(maxsplit=1)[0]
        talks.save_letter(
            actor=self.owner, interview=interview, subject="Thank you for our talk", now=sent_at,
            body=f"Dear {first},\n\nThank you for your time. I have thought about it since.\n\nWarmly,\nLena",
        )  # fmt: skip
        self._look_back(interview, sent_at)
        talks.close_debrief(actor=self.owner, interview=interview, now=sent_at)
        talks.send_thank_you(
            actor=self.owner, interview=interview, sent_at=sent_at, now=sent_at, medium=ThankYou.Medium.EMAIL
        )
        talks.choose_rhythm(actor=self.owner, interview=interview, days=person.rhythm or 90, now=sent_at)

    def _look_back(self, interview: Interview, now: datetime) -> None:
        """What the talk gave for her criteria, and sometimes what to do better."""
        number = len(self.talks)
        for want, met in zip(wants_of(interview.objective), ("yes", "partly" if number % 3 else "no"), strict=False):
            talks.answer_objective(actor=self.owner, interview=interview, text=want, met=met, now=now)
        for place, criterion in enumerate(self.criteria[: 3 + number % 3]):
            score = 2 + (number * 3 + place * 2) % 4
            talks.rate_criterion(actor=self.owner, interview=interview, criterion=criterion, score=score, now=now)
        if number % 4 == 1:
            better = LESSONS[number // 4 % len(LESSONS)]
            talks.note_better(actor=self.owner, interview=interview, text=better, now=now)

    def _start(self, talk: people.Talk) -> datetime:
        """The planned moment. Yesterday's talk keeps some hours of its thank-you clock whenever this is loaded."""
        if talk.days_ago == 1 and self.calendar.at(0, 15.5) <= self.now - timedelta(minutes=6):
            return self.calendar.at(0, 9)
        return self.calendar.at(talk.days_ago, talk.hour)

    def set_today(self) -> None:
        """What makes today today: one promise to Daniel, two names for later, Marcus's questions, Priya's actions."""
        daniel = self.known["Daniel Kwon"]
        close_follow_ups(actor=self.owner, contact=daniel, kinds=[FollowUp.Kind.CHECK_IN], now=self.now)
        schedule_follow_up(
            actor=self.owner, contact=daniel, kind=FollowUp.Kind.CHECK_IN, title="Check in with Daniel Kwon",
            reason="You said you’d tell him how the health-data course went. It ended last Friday.",
            when=When.at(self.calendar.at(0, 9), by_mail=False), now=self.now,
        )  # fmt: skip
        for name in ("Grace Nakamura", "Amina Diallo"):
            for follow_up in FollowUp.objects.visible_to(self.owner).open().filter(contact=self.known[name]):
                later = self.calendar.at(-3, 9)
                snooze_follow_up(actor=self.owner, follow_up=follow_up, until=later, now=self.now)
        priya, marcus = self.talks["Priya Raman"], self.talks["Marcus Oyelaran"]
        read = talks.promise_action(
            actor=self.owner, interview=priya, text="Read the shadowing guide she sent",
            due_on=self.calendar.at(0, 18).astimezone(self.owner.zone).date(), now=self.now, remind=False,
        )  # fmt: skip
        talks.tick_action(actor=self.owner, takeaway=read, done=True, now=self.now)
        talks.promise_action(
            actor=self.owner, interview=priya, text="Turn the rehab-clinic project into a case study",
            due_on=self.calendar.at(-14, 9).astimezone(self.owner.zone).date(), now=self.now,
        )  # fmt: skip
        talks.add_question(
            actor=self.owner, interview=marcus, text="Is a clinical background an advantage?", now=self.now
        )
        preparing.prepare_marcus(self.owner, marcus, self.now)
