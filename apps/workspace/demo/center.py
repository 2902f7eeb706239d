"""Aldermere's career center: Marian directs it, Dana looks after a cohort, each student shares what they chose."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from apps.accounts.models import User
from apps.advising.access import visible_student
from apps.advising.models import Note
from apps.advising.services.notes import write_note
from apps.advising.services.standouts import work_out
from apps.centers import services as centers
from apps.centers.models import Center, Cohort, Level, Membership, Role
from apps.contacts.models import Circle, Contact
from apps.contacts.services import create_contact, offer_referral
from apps.followups.models import Reminder
from apps.interviews import services as talks
from apps.interviews.models import ThankYou
from apps.outreach.services import mark_sent, publish_template, record_reply, start_outreach
from apps.workspace.demo.calendar import Calendar
from apps.workspace.demo.sign_ins import make_user
from apps.workspace.demo.students import STUDENTS, Student

#: Whom the other students know: (first name, last name, role, employer).
ACQUAINTANCES = (
    ("Alma", "Reyes", "Product designer", "Stridewell"),
    ("Boris", "Ilic", "Data analyst", "Clearpath Benefits"),
    ("Cora", "Whitfield", "Service designer", "Openclinic Studio"),
    ("Dev", "Sharma", "Software engineer", "Tidewell"),
    ("Ella", "Norberg", "Research assistant", "Aldermere University"),
    ("Finn", "Gallagher", "Clinic manager", "Elm Park Clinic"),
)

#: What Dana wrote down: (last name, days ago, who reads it, the note).
NOTES = (
    ("Pruitt", 36, Note.Kind.TEAM, "Came to the workshop. Shy on the phone; suggested e-mail first."),
    ("Marchetti", 13, Note.Kind.SHARED, "We agreed on two messages a week, and on asking Priya who else to talk to."),
)

ALDERMERE = """Hi {first_name},

I’m {my_name}, {my_introduction}. We both went to Aldermere, and the career center told me how glad alumni are to help.

I’d love to learn about {goal|your work}. Would you have 20 minutes for a call in the next two weeks?

If this is a busy time, is there a colleague you would suggest instead?

Thank you for considering it,
{my_first_name}"""


def open_center(lena: User, now: datetime) -> None:
    """The center with its people; Lena shares everything but what she marked as private."""
    long_ago = now - timedelta(days=80)
    marian = make_user(long_ago, "Marian", "Osei", "marian@aldermere.example")
    center = centers.open_center(actor=marian, name="Aldermere University Career Center", now=long_ago)
    cohort = centers.create_cohort(actor=marian, center=center, name="HCI and Design 2027", now=long_ago)
    first, last = _winter_break(now)
    centers.add_closed_days(
        actor=marian, center=center, first_day=first, last_day=last, label="Winter break", now=long_ago
    )
    publish_template(
        actor=marian, center=center, now=long_ago, name="Aldermere to Aldermere", channel="email",
        subject="A fellow Aldermere graduate’s question", body=ALDERMERE,
    )  # fmt: skip
    dana = _join(marian, center, make_user(long_ago, "Dana", "Whitfield", "dana@aldermere.example"), Role.ADVISOR, now)
    _enroll(marian, dana, cohort, lena, Level.FULL, now)
    for student in STUDENTS:
        given, _, family = student.name.partition(" ")
        user = make_user(long_ago, given, family, f"{given.lower()}@aldermere.example")
        _enroll(marian, dana, cohort, user, student.level, now)
        _work(user, student, now)
        Reminder.objects.filter(owner=user, status=Reminder.Status.PENDING).update(status=Reminder.Status.CANCELLED)
    _write_notes(dana, center, now)
    work_out(Membership.objects.filter(center=center).values_list("pk", flat=True), now=now)


def _write_notes(advisor: Membership, center: Center, now: datetime) -> None:
    """What Dana wrote down after two meetings."""
    for family, days, kind, body in NOTES:
        membership = Membership.objects.get(center=center, role=Role.STUDENT, user__family_name=family)
        student = visible_student(advisor.user, membership.pk)
        at = now - timedelta(days=days)
        write_note(actor=advisor.user, student=student, kind=kind, body=body, met_on=at.date(), now=at)


def _winter_break(now: datetime) -> tuple[date, date]:
    """The next one that moves nothing in the story, which plans three weeks ahead at most."""
    begins = [date(now.year + n, 12, 21) for n in (0, 1)]
    first = next(day for day in begins if day > now.date() + timedelta(days=21))
    return first, first + timedelta(days=13)


def _join(
    director: User, center: Center, user: User, role: Role, now: datetime, **place: Cohort | Membership
) -> Membership:
    """An invitation, accepted."""
    issued = centers.issue_invitations(
        actor=director, center=center, emails=[user.email], role=role, now=now,
        cohort=place.get("cohort"), advisor=place.get("advisor"),  # type: ignore[arg-type] # as the keys say
    )  # fmt: skip
    return centers.accept_invitation(actor=user, token=issued[0].token, now=now)


def _enroll(director: User, advisor: Membership, cohort: Cohort, user: User, level: Level, now: datetime) -> None:
    _join(director, cohort.center, user, Role.STUDENT, now, cohort=cohort, advisor=advisor)
    if level != Level.NOTHING:
        centers.set_level(actor=user, center=cohort.center, level=level, now=now)


def _work(owner: User, student: Student, now: datetime) -> None:
    """As many people, asks, talks and thank-yous as the data says; the last ones `last_days_ago`."""
    calendar = Calendar(now, owner.zone)
    for number in range(student.people):
        given, family, title, employer = ACQUAINTANCES[number % len(ACQUAINTANCES)]
        days_ago = student.last_days_ago + 5 * number
        contact = create_contact(
            actor=owner, now=calendar.at(days_ago + 20), given_name=given, family_name=family, title=title,
            employer=employer, circle=Circle.ALUMNI,
        )  # fmt: skip
        if number < student.asked:
            _ask(owner, contact, calendar, days_ago, answered=number < student.replied)
        if number < student.talked:
            _talk(owner, contact, calendar, days_ago, thanked=number < student.thanked, led_on=number < student.led_on)


def _ask(owner: User, contact: Contact, calendar: Calendar, days_ago: int, *, answered: bool) -> None:
    sent_at = calendar.at(days_ago + 4)
    outreach = start_outreach(actor=owner, contact=contact, now=sent_at)
    mark_sent(actor=owner, message=outreach.messages.get(), now=sent_at)
    if answered:
        outreach.refresh_from_db()
        record_reply(actor=owner, outreach=outreach, outcome="yes", now=calendar.at(days_ago + 2))


def _talk(owner: User, contact: Contact, calendar: Calendar, days_ago: int, *, thanked: bool, led_on: bool) -> None:
    interview = talks.plan_interview(
        actor=owner, contact=contact, starts_at=calendar.at(days_ago, 14), now=calendar.at(days_ago + 2, 15)
    )
    ended = interview.planned_end
    talks.finish_talk(actor=owner, interview=interview, ended_at=ended, now=ended)
    interview.refresh_from_db()
    if led_on:
        offer_referral(
            actor=owner, introducer=contact, now=ended, given_name="Gita", family_name="Rao", employer="Northbeam",
            title="Founder",
        )  # fmt: skip
    if thanked:
        sent_at = ended + timedelta(hours=5)
        talks.save_letter(
            actor=owner, interview=interview, subject="Thank you", body="Thank you for your time.", now=sent_at
        )
        talks.send_thank_you(
            actor=owner, interview=interview, sent_at=sent_at, now=sent_at, medium=ThankYou.Medium.EMAIL
        )
