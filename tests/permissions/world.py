"""The cast and the owner's rows: one of every kind, so that whatever could leak is there to leak."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import connection
from django.utils import timezone

from apps.advising.models import FlagAnswer, ManualFlag, Note, Standout
from apps.centers.models import (
    Caseload,
    Center,
    ClosedDay,
    Cohort,
    CohortStudent,
    Cover,
    Invitation,
    Level,
    Membership,
    Role,
    RosterEntry,
    RosterImport,
    SharingGrant,
)
from apps.centers.wording import TEXT_VERSION
from apps.contacts.models import (
    BulkChange,
    Contact,
    Employer,
    EmployerAlias,
    ImportJob,
    ImportRow,
    OwnField,
    PeopleApart,
    PrivateNote,
    Referral,
    SavedView,
    Tag,
    Touch,
)
from apps.contacts.services.employers.merging import merge_employers
from apps.followups import links
from apps.followups.models import FollowUp, Reminder
from apps.goals.models import Criterion, Goal, WeeklyTarget
from apps.interviews.feedlinks import feed_url
from apps.interviews.models import (
    CriterionRating,
    Interview,
    LiveNote,
    ObjectiveAnswer,
    OwnQuestion,
    PlannedQuestion,
    Reflection,
    ResearchNote,
    ResearchSource,
    Takeaway,
    ThankYou,
)
from apps.interviews.models.logistics import CalendarFeed, CheckItem
from apps.interviews.services import begin_exchange
from apps.outreach import slotlinks
from apps.outreach.models import CenterTemplate, Channel, DraftVersion, Message, Outreach, SlotOffer, Template
from apps.workspace.copylinks import copy_path
from apps.workspace.models import DataCopy, RecordsRequest
from apps.workspace.services.merging import merge_people
from tests.factories.accounts import UserFactory
from tests.fixtures.idp import prove, sign_on_by_saml
from tests.permissions.matrix import IDS, Actor

#: Our own tables; sessions and the like may change with any request.
OUR_APPS = tuple(config.label for config in apps.get_app_configs() if config.name.startswith("apps."))


class World:
    """Center A with the owner and every role, center B with its director and student.

    Two worlds with `domain`s of their own hold the same, row by row, and have nothing to do with each other.
    """

    def __init__(
        self, *, level: Level = Level.FULL, open_caseload: bool = False, domain: str = "aldermere.example"
    ) -> None:
        self.now = timezone.now()
        self.center = Center.objects.create(name="Aldermere University", open_caseload=open_caseload)
        self.other_center = Center.objects.create(name="Bramley College")
        self.cohort = Cohort.objects.create(center=self.center, name="HCI and Design 2027")
        self.closed_day = ClosedDay.objects.create(
            center=self.center, first_day=date(2026, 11, 26), last_day=date(2026, 11, 27), label="Thanksgiving"
        )
        self.users: dict[Actor, Any] = {}
        self.memberships: dict[Actor, Membership] = {}
        roles = {
            Actor.OWNER: Role.STUDENT,
            Actor.STUDENT: Role.STUDENT,
            Actor.MENTOR: Role.PEER_MENTOR,
            Actor.ADVISOR: Role.ADVISOR,
            Actor.COLLEAGUE: Role.ADVISOR,
            Actor.DIRECTOR: Role.DIRECTOR,
            Actor.ANALYST: Role.ANALYST,
            Actor.ADMIN: Role.ADMIN,
            Actor.FOREIGN: Role.DIRECTOR,
        }
        for actor in Actor:
            if actor is Actor.ANONYMOUS:
                continue
            is_operator = actor is Actor.OPERATOR
            self.users[actor] = UserFactory(
                given_name=actor.title(),
                email=f"{actor}@{domain}",
                is_staff=is_operator,
                is_superuser=is_operator,
            )
            if role := roles.get(actor):
                self.memberships[actor] = Membership.objects.create(
                    center=self.other_center if actor is Actor.FOREIGN else self.center,
                    user=self.users[actor],
                    role=role,
                )
                if role == Role.STUDENT:
                    CohortStudent.objects.create(cohort=self.cohort, membership=self.memberships[actor])
        self.owner = self.users[Actor.OWNER]
        self.membership = self.memberships[Actor.OWNER]
        self.advisor = self.memberships[Actor.ADVISOR]
        self.colleague = self.memberships[Actor.COLLEAGUE]
        self.other_student = Membership.objects.create(
            center=self.other_center, user=UserFactory(given_name="Bo", email=f"bo@{domain}"), role=Role.STUDENT
        )
        self.caseload = Caseload.objects.create(staff=self.memberships[Actor.ADVISOR], student=self.membership)
        Caseload.objects.create(staff=self.memberships[Actor.MENTOR], student=self.membership)
        self.cover = Cover.objects.create(
            staff=self.colleague,
            absent=self.advisor,
            purpose="On leave",
            starts_at=self.now + timedelta(days=1),
            ends_at=self.now + timedelta(days=5),
        )
        self.manual_flag = ManualFlag.objects.create(
            membership=self.membership, reason="meet", raised_by=self.users[Actor.ADVISOR]
        )
        FlagAnswer.objects.create(membership=self.membership, rule="thanks_late", amount=1, text="I called her.")
        Standout.objects.create(membership=self.membership, center=self.center, rank=0, since=self.now)
        self.staff_note = Note.objects.create(
            center=self.center,
            student=self.membership,
            student_name=self.owner.name,
            author=self.advisor,
            author_name=self.advisor.user.name,
            author_role=Role.ADVISOR,
            kind="shared",
            body="Came to the workshop.",
        )
        if level != Level.NOTHING:
            SharingGrant.objects.create(owner=self.owner, center=self.center, level=level, text_version=TEXT_VERSION)
        self.token = secrets.token_urlsafe(32)
        self.invitation = Invitation.objects.create(
            center=self.center,
            email=f"Owner@{domain}",
            role=Role.STUDENT,
            invited_by=self.memberships[Actor.DIRECTOR],
            token_hash=hashlib.sha256(self.token.encode()).hexdigest(),
            expires_at=self.now + timedelta(days=14),
            sent_at=self.now - timedelta(days=1),
        )
        self.roster_import = RosterImport.objects.create(
            center=self.center, uploaded_by=self.users[Actor.DIRECTOR], filename="roster.csv", status="check"
        )
        self.roster_entry = RosterEntry.objects.create(
            center=self.center, external_id="0001", email="a@b.example", email_key="a@b.example", given_name="Ana"
        )
        self.sign_on_domain = prove(self.center, domain)
        campus = sign_on_by_saml(self.center)
        SocialAccount.objects.create(user=self.owner, provider=str(self.center.pk), uid=f"{campus.issuer} owner")
        self._fill_owner()

    def _fill_owner(self) -> None:
        own: dict[str, Any] = {"owner": self.owner}
        now = self.now
        self.user_session = UserSession.objects.create(user=self.owner, ip="192.0.2.1", session_key=str(self.owner.pk))
        self.employer = Employer.objects.create(name="Corvane Health", name_key="corvane health", **own)
        self.second_employer = Employer.objects.create(name="Tidewell", name_key="tidewell", wished_at=now, **own)
        self.employer_alias = EmployerAlias.objects.create(employer=self.employer, name="CVN", name_key="cvn", **own)
        merged = Employer.objects.create(name="Corvane Inc", name_key="corvane", **own)
        self.employer_merge = merge_employers(actor=self.owner, kept=self.employer, dropped=merged, now=now)
        self.tag = Tag.objects.create(name="UX", **own)
        self.contact = Contact.objects.create(
            given_name="Priya",
            family_name="Raman",
            sort_key="raman priya",
            search_text="priya raman corvane health",
            email="priya@corvane.example",
            phone="+1 555 0100",
            employer=self.employer,
            title="Senior UX researcher",
            stage="talked",
            **own,
        )
        self.contact.tags.add(self.tag)
        self.introduced = Contact.objects.create(
            given_name="Marcus", family_name="Oyelaran", sort_key="oyelaran marcus", introducer=self.contact, **own
        )
        PrivateNote.objects.create(contact=self.contact, body="Only I read this.", **own)
        self.touch = Touch.objects.create(contact=self.contact, kind="note", body="A note", occurred_at=now, **own)
        self.referral = Referral.objects.create(
            introducer=self.contact, contact=self.introduced, offered_at=now - timedelta(days=1), **own
        )
        self.import_job = ImportJob.objects.create(filename="Connections.csv", format="linkedin", total=1, **own)
        self.import_row = ImportRow.objects.create(
            job=self.import_job, line=2, values={"given_name": "Ines"}, action="add", finding="new", **own
        )
        self.bulk_change = BulkChange.objects.create(
            action="archive", people=[str(self.contact.pk)], before=[None], **own
        )
        self.own_field = OwnField.objects.create(name="Met at", **own)
        self.saved_view = SavedView.objects.create(name="Family first", query="circle=family", **own)
        self.goal = Goal.objects.create(title="UX research in healthcare?", **own)
        WeeklyTarget.objects.create(asks=4, talks=2, **own)
        self.follow_up = FollowUp.objects.create(
            contact=self.contact,
            kind="action",
            title="Read the guide",
            due_at=now,
            since=now,
            planned_at=now,
            rule="moment",
            **own,
        )
        self.reminder = Reminder.objects.create(
            follow_up=self.follow_up, send_at=now + timedelta(hours=9), due_at=now + timedelta(hours=9), **own
        )
        done = links.action_url(links.MailAction("done", self.follow_up.pk, self.reminder.pk), now)
        stop = links.stop_url(links.StopLink(self.owner.pk, (self.follow_up.kind,)))
        start = links.restart_path(links.RestartLink(self.owner.pk, {self.follow_up.kind: "each"}), now)
        tokens = (url.rstrip("/").rsplit("/", 1)[1] for url in (done, stop, start))
        self.mail_token, self.stop_token, self.start_token = tokens
        self.exchange = begin_exchange(actor=self.owner, contact=self.introduced, now=now)
        self.outreach = Outreach.objects.create(contact=self.introduced, **own)  # after it, for it ends what is open
        self.message = Message.objects.create(
            outreach=self.outreach, step=1, channel=Channel.EMAIL, subject="A question", body="Hello", **own
        )
        Referral.objects.create(introducer=self.introduced, contact=self.contact, offered_at=now, **own)
        self.offer = SlotOffer.objects.create(
            outreach=self.outreach,
            starts=[datetime(2090, 10, 20, 15, tzinfo=UTC)],
            contact_timezone="Europe/Dublin",
            has_link=True,
            **own,
        )
        self.slot_token = slotlinks.slot_path(self.offer.pk, now).rstrip("/").rsplit("/", 1)[1]
        self.template = Template.objects.create(name="Mine", body="Hello {{ first_name }}", **own)
        self.deleted_template = Template.objects.create(name="Old", body="Hello", deleted_at=now, **own)
        offered: dict[str, Any] = {"center": self.center, "body": "Hello {first_name}"}
        self.center_template = CenterTemplate.objects.create(name="Ours", **offered)
        self.withdrawn_template = CenterTemplate.objects.create(name="Older", deleted_at=now, **offered)
        DraftVersion.objects.create(message=self.message, number=1, channel=Channel.EMAIL, body="Hey", **own)
        self.letter = Outreach.objects.create(contact=self.contact, **own)
        Message.objects.create(outreach=self.letter, step=1, channel=Channel.LETTER, body="Dear Priya,", **own)
        self.interview = Interview.objects.create(
            contact=self.contact,
            starts_at=now + timedelta(hours=2),
            contact_timezone="Europe/Dublin",
            **own,
        )
        self.held = Interview.objects.create(
            contact=self.contact,
            state="held",
            starts_at=now - timedelta(days=1),
            ended_at=now - timedelta(hours=23),
            contact_timezone="Europe/Dublin",
            **own,
        )
        feed = CalendarFeed.objects.create(owner=self.owner)
        self.feed_token = feed_url(feed.pk).rsplit("/", 1)[1].removesuffix(".ics")
        CheckItem.objects.create(interview=self.interview, text="Book a desk", **own)
        self.question = PlannedQuestion.objects.create(
            interview=self.interview, position=1, text="What surprised you?", **own
        )
        self.own_question = OwnQuestion.objects.create(text="What do you read?", **own)
        self.research_note = ResearchNote.objects.create(
            interview=self.interview, part="employer", kind="unknown", text="how they decide", **own
        )
        self.research_source = ResearchSource.objects.create(
            interview=self.interview, title="Their website", read_on=now.date(), **own
        )
        self.live_note = LiveNote.objects.create(interview=self.interview, client_id=uuid4(), body="A line", **own)
        self.takeaway = Takeaway.objects.create(interview=self.held, text="Shadow a clinic", **own)
        self.criterion = Criterion.objects.create(text="Close to patients", goal=self.goal, **own)
        self.rating = CriterionRating.objects.create(interview=self.held, criterion=self.criterion, score=4, **own)
        self.answer = ObjectiveAnswer.objects.create(interview=self.held, met="yes", **own)
        self.reflection = Reflection.objects.create(interview=self.held, better="Ask earlier", **own)
        self.thank_you = ThankYou.objects.create(interview=self.held, body="Thank you", **own)

        alike = Contact.objects.create(given_name="Pri", family_name="Raman", sort_key="raman pri", **own)
        self.apart = PeopleApart.objects.create(
            one=min(self.contact, alike, key=lambda c: c.pk), other=max(self.contact, alike, key=lambda c: c.pk), **own
        )
        dropped = Contact.objects.create(given_name="P", family_name="Raman", sort_key="raman p", **own)
        self.person_merge = merge_people(
            actor=self.owner, kept=self.contact, dropped=dropped, choices=[], picks={}, keeps_rest=False, now=now
        )

        self.records_request = RecordsRequest.objects.create(
            center=self.center, student=self.owner, due_at=now + timedelta(days=45)
        )
        copy = DataCopy.objects.create(
            status="ready", file="copies/none.zip", ready_at=now, expires_at=now + timedelta(days=1), **own
        )
        self.copy_token = copy_path(copy.pk).rstrip("/").rsplit("/", 1)[1]

    def id_for(self, argument: str) -> str:
        """What fills a URL argument or a {placeholder} of that name."""
        if argument == "token":
            return self.token
        if argument == "today":
            return str(self.now.date())
        if argument.endswith("_token"):
            return str(getattr(self, argument))
        return str(getattr(self, IDS.get(argument, argument.removesuffix("_id"))).pk)


def fingerprint() -> dict[str, str]:
    """A digest of every row of every table of ours, by table: equal before and after means that nothing changed."""
    digest = "md5(coalesce(string_agg(r::text, '|' ORDER BY r::text), ''))"
    return dict(_from_every_table(digest))


def all_rows() -> set[tuple[str, str]]:
    """Every row of every table of ours, as (table, text)."""
    return set(_from_every_table("r::text"))


def _from_every_table(what: str) -> list[tuple[str, str]]:
    tables = sorted(
        model._meta.db_table
        for label in OUR_APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{t}', {what} FROM {t} r" for t in tables))
        return cursor.fetchall()
