"""Every page of the product, as the demo story shows it: walked by `tools/screens.py` and by the axe test.

A page is opened as somebody of the demo. Its path is looked up when it is asked for, because rows of the demo have
new ids each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.models import Center, Cohort, Membership, RosterEntry, RosterImport
from apps.centers.services import roster as roster_services
from apps.contacts.brainstorm import read_lines
from apps.contacts.models import Circle, Contact, Employer
from apps.contacts.selectors.duplicates import duplicates_page
from apps.contacts.services import create_contact, update_contact
from apps.contacts.services.brainstorm import add_lines, begin_brainstorm
from apps.contacts.services.merging import keep_apart
from apps.followups import links
from apps.followups.models import FollowUp
from apps.goals.models import Goal
from apps.interviews.models import Interview
from apps.interviews.selectors import open_exchange_with
from apps.interviews.selectors.feed import feed_of
from apps.interviews.services import begin_exchange, renew_feed, send_exchange
from apps.outreach import slotlinks, slots
from apps.outreach.models import Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import offer_times, start_outreach, switch_channel
from apps.workspace.demo import SIGN_INS

EMAILS = {entry.key: entry.email for entry in SIGN_INS}


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: its file name, how to find its path, and who opens it ("" for nobody)."""

    name: str
    path: Callable[[], str]
    who: str = "student"


def _lena() -> User:
    return User.objects.get(email=EMAILS["student"])


def at(url_name: str) -> Callable[[], str]:
    """A page without an id."""
    return lambda: reverse(url_name)


def person(url_name: str, name: str) -> Callable[[], str]:
    """A page about one of Lena's people."""

    def path() -> str:
        given, _, family = name.partition(" ")
        contact = Contact.objects.visible_to(_lena()).get(given_name=given, family_name=family)
        return reverse(url_name, args=[contact.pk])

    return path


def employer(url_name: str, name: str) -> Callable[[], str]:
    """A page about one of Lena's employers."""
    return lambda: reverse(url_name, args=[Employer.objects.visible_to(_lena()).get(name=name).pk])


def talk(url_name: str, name: str) -> Callable[[], str]:
    """A page about one of Lena's talks."""

    def path() -> str:
        interview = Interview.objects.visible_to(_lena()).get(contact__family_name=name.split()[-1])
        return reverse(url_name, args=[interview.pk])

    return path


def tab(path: Callable[[], str], query: str) -> Callable[[], str]:
    """Another view of the same page."""
    return lambda: f"{path()}?{query}"


def ask(name: str) -> Callable[[], str]:
    """The composer of one approach; begun if there is none."""

    def path() -> str:
        contact = Contact.objects.visible_to(_lena()).get(family_name=name.split()[-1])
        found = Outreach.objects.visible_to(_lena()).filter(contact=contact).first()
        outreach = found or start_outreach(actor=_lena(), contact=contact, now=timezone.now())
        return reverse("outreach:edit", args=[outreach.pk])

    return path


def ask_by(channel: str, name: str, url_name: str = "outreach:edit", phone: str = "") -> Callable[[], str]:
    """A page about one approach that goes another way."""

    def path() -> str:
        lena, now = _lena(), timezone.now()
        contact = Contact.objects.visible_to(lena).get(family_name=name.split()[-1])
        if phone:
            update_contact(actor=lena, contact=contact, now=now, phone=phone)
        outreach = start_outreach(actor=lena, contact=contact, now=now)
        message = draft_of(outreach)
        if message is not None:
            switch_channel(actor=lena, message=message, channel=channel, now=now)
        return reverse(url_name, args=[outreach.pk])

    return path


def exchange(url_name: str, name: str, *, sent: bool = False) -> Callable[[], str]:
    """A page of an exchange by e-mail with one of Lena's people; begun if there is none."""

    def path() -> str:
        lena, now = _lena(), timezone.now()
        contact = Contact.objects.visible_to(lena).get(family_name=name.split()[-1])
        interview = open_exchange_with(contact) or begin_exchange(actor=lena, contact=contact, now=now)
        if sent:
            send_exchange(actor=lena, interview=interview, now=now)
        return reverse(url_name, args=[interview.pk])

    return path


def calendar() -> str:
    """The settings of Lena's calendar feed, with an address."""
    if feed_of(_lena()) is None:
        renew_feed(actor=_lena(), now=timezone.now())
    return reverse("interviews:calendar")


def times(url_name: str, name: str) -> Callable[[], str]:
    """The page on which times are proposed to one of Lena's people."""

    def path() -> str:
        return reverse(url_name, args=[Outreach.objects.visible_to(_lena()).get(contact__family_name=name).pk])

    return path


def slot_link(name: str) -> Callable[[], str]:
    """The page behind the link with which one of Lena's people chooses a time; the times are proposed first."""

    def path() -> str:
        outreach = Outreach.objects.visible_to(_lena()).get(contact__family_name=name)
        now = timezone.now()
        starts = slots.suggest(now, yours=_lena().zone, theirs=_lena().zone, calendar=_lena().calendar)
        offer = offer_times(
            actor=_lena(), outreach=outreach, starts=starts, contact_timezone="America/New_York", has_link=True, now=now
        )
        return slotlinks.slot_path(offer.pk, now)

    return path


def brainstorm(url_name: str, *args: str) -> Callable[[], str]:
    """A page of the wizard that starts a list; Jonah has thought of three people."""

    def path() -> str:
        jonah, now = User.objects.get(email=EMAILS["other"]), timezone.now()
        if not Contact.objects.visible_to(jonah).filter(source="Brainstorm").exists():
            begin_brainstorm(actor=jonah, minutes=3, now=now)
            text = "Aunt Ruth, runs a lab\nCousin Bela\nMara Pruitt, teacher at Elm Park School"
            add_lines(
                actor=jonah, circle=Circle.FAMILY, lines=read_lines(text, Circle.FAMILY), introducers={},
                reached=Circle.FRIEND, now=now,
            )  # fmt: skip
        return reverse(url_name, args=args)

    return path


def _goal() -> str:
    return reverse("goals:edit", args=[Goal.objects.visible_to(_lena()).earliest("created_at").pk])


def center(url_name: str) -> Callable[[], str]:
    """A page of the demo's center."""
    return lambda: reverse(url_name, args=[Center.objects.get().pk])


_ROSTER = """external_id,email,given_name,family_name,program,cohorts,status,gpa,shoe size
004711,amara.nwosu@aldermere.example,Amara,Nwosu,Human-computer interaction,,active,3.9,38
004712,tom.ellery@aldermere.example,Tom,Ellery,Service design,,active,3.1,44
004713,yuki.tanabe@aldermere.example,Yuki,Tanabe,Human-computer interaction,,active,3.5,37
"""
_ROSTER_NEXT = """external_id,email,given_name,family_name,program,cohorts,status,gpa,shoe size
004711,amara.nwosu@aldermere.example,Amara,Nwosu,Interaction design,,active,3.9,38
004712,tom.ellery@aldermere.example,Tom,Ellery,Service design,,withdrawn,3.1,44
004713,yuki.tanabe@aldermere.example,Yuki,Tanabe,Human-computer interaction,,active,3.5,37
4714,lou.marsh@aldermere.example,Lou,Marsh,Service design,,active,3.3,41
004715,,Kit,Rowan,Service design,,active,3.3,41
004716,max.adler@aldermere.example,Max,Adler,Service design,Spring intake,active,3.3,41
"""


def _roster() -> RosterImport:
    """The demo center's roster: one file applied, one to be checked; uploaded when first asked for."""
    where, now = Center.objects.get(), timezone.now()
    director = User.objects.get(email=EMAILS["director"])
    options: dict[str, Any] = {"actor": director, "center": where, "now": now}
    if not RosterEntry.objects.exists():
        first = roster_services.upload_roster(filename="students-fall.csv", chunks=[_ROSTER.encode()], **options)
        roster_services.run_pending(clock=timezone.now, budget=timedelta(seconds=20))
        first.refresh_from_db()
        roster_services.apply_roster(actor=director, job=first, now=timezone.now())
        roster_services.run_pending(clock=timezone.now, budget=timedelta(seconds=20))
        roster_services.upload_roster(
            filename="students-spring.csv", chunks=[_ROSTER_NEXT.encode()], **options | {"now": timezone.now()}
        )
        roster_services.run_pending(clock=timezone.now, budget=timedelta(seconds=20))
    return RosterImport.objects.filter(center=where).latest("created_at")


def roster(url_name: str) -> Callable[[], str]:
    """A page of the demo center's roster."""

    def path() -> str:
        return reverse(url_name, args=[_roster().center_id])

    return path


def roster_file() -> str:
    """The preview of a file."""
    return reverse("centers:roster_import", args=[_roster().pk])


def roster_card() -> str:
    """One card."""
    _roster()
    return reverse("centers:roster_entry", args=[RosterEntry.objects.get(external_id="004711").pk])


def _cohort() -> str:
    return reverse("advising:cohort", args=[Cohort.objects.get().pk])


def student(name: str) -> Callable[[], str]:
    """The desk's page about one student."""
    return lambda: reverse("advising:student", args=[Membership.objects.get(role="student", user__family_name=name).pk])


def member(name: str) -> Callable[[], str]:
    """The director's page about one member."""
    return lambda: reverse("centers:member", args=[Membership.objects.get(role="student", user__family_name=name).pk])


def preview() -> str:
    """What would be shown at "full"."""
    return reverse("advising:sharing_preview", args=[Center.objects.get().pk, "full"])


def mail_link(action: str) -> Callable[[], str]:
    """The page behind a link of a mail about one of Lena's steps."""

    def path() -> str:
        step = FollowUp.objects.visible_to(_lena()).open().earliest("due_at")
        link = links.MailAction(action, step.pk, step.pk)
        return links.action_url(link, timezone.now()).removeprefix(links.absolute(""))

    return path


def twins(page: Callable[[list[Contact]], str]) -> Callable[[], str]:
    """A page about Lena's people who are there twice: written twice into her list when first asked for."""

    def path() -> str:
        lena, now = _lena(), timezone.now()
        people = Contact.objects.visible_to(lena)
        if not people.filter(given_name="Sof", family_name="Brandt").exists():
            made = [
                create_contact(actor=lena, now=now, given_name=given, family_name=family, source="LinkedIn", **more)
                for given, family, more in _TWINS
            ]
            keep_apart(actor=lena, one=made[2], other=made[3], now=now)
        pair = next(pair for pair in duplicates_page(lena).pairs if pair.other.given_name == "Sof")
        return page([pair.one, pair.other])

    return path


_TWINS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "Sof",
        "Brandt",
        {"employer": "Tidewell", "title": "Product manager", "phone": "+1 312 555 0142", "tags": ["LinkedIn"]},
    ),
    ("Dan", "Kwon", {"location": "Chicago", "profile_url": "https://www.linkedin.com/in/dan-kwon"}),
    ("Ana", "Ruiz", {"employer": "Elm Park Clinic", "title": "Nurse"}),
    ("Ana", "Ruiz", {"employer": "Fernbank Devices", "title": "Buyer"}),
)


def stop_link() -> str:
    """The page that stops the kinds of a mail."""
    kinds = tuple(kind.value for kind in (FollowUp.Kind.THANK_YOU, FollowUp.Kind.NUDGE, FollowUp.Kind.CHECK_IN))
    return links.stop_url(links.StopLink(_lena().pk, kinds)).removeprefix(links.absolute(""))


SCREENS: tuple[Screen, ...] = (
    Screen("00-sign-in", at("account_login"), ""),
    Screen("00-sign-up", at("account_signup"), ""),
    Screen("00-password-reset", at("account_reset_password"), ""),
    Screen("01-today", at("workspace:today")),
    Screen("01-today-empty", at("workspace:today"), "empty"),
    Screen("02-people", at("contacts:list")),
    Screen("02-people-empty", at("contacts:list"), "empty"),
    Screen("02-person-add", at("contacts:add")),
    Screen("02-brainstorm", at("contacts:brainstorm")),
    Screen("02-brainstorm-circle", brainstorm("contacts:brainstorm_circle", "family"), "other"),
    Screen("02-brainstorm-done", brainstorm("contacts:brainstorm_done"), "other"),
    Screen("02-brainstorm-work", brainstorm("contacts:brainstorm_work"), "other"),
    Screen("02-capture", at("contacts:capture")),
    Screen("02-capture-tools", at("contacts:capture_tools")),
    Screen("02-capture-done", person("contacts:capture_done", "Daniel Kwon")),
    Screen("02-employers", at("workspace:employers")),
    Screen("02-employers-empty", at("workspace:employers"), "empty"),
    Screen("02-employer", employer("workspace:employer", "Corvane Health")),
    Screen("03-person", person("workspace:person", "Daniel Kwon")),
    Screen("03-person-erase", person("workspace:erase", "Daniel Kwon")),
    Screen("02-own-fields", at("contacts:own_fields")),
    Screen("01-search", lambda: f"{reverse('workspace:search')}?q=health"),
    Screen("03-person-edit", person("contacts:edit", "Daniel Kwon")),
    Screen("03-plan-step", person("followups:create", "Rosa Delgado")),
    Screen("04-import", at("contacts:import_upload")),
    Screen("05-outreach", ask("Ines Carvalho")),
    Screen("05-outreach-introduction", ask_by("intro", "Grace Nakamura")),
    Screen("05-outreach-phone", ask_by("phone", "Hana Novotna", phone="+1 (312) 555-0142")),
    Screen("05-outreach-linkedin", ask_by("linkedin", "Dylan Cho")),
    Screen("05-outreach-letter", ask_by("letter", "Greta Holm")),
    Screen("05-letter", ask_by("letter", "Greta Holm", "outreach:letter")),
    Screen("05-versions", ask_by("linkedin", "Laura Benoit", "outreach:versions")),
    Screen("05-center-templates", center("outreach:center_templates"), "advisor"),
    Screen("05-outreach-waiting", ask("Sofia Brandt")),
    Screen("05-choose-time", slot_link("Brandt"), ""),
    Screen("05-times", times("outreach:offer_slots", "Brandt")),
    Screen("05-asks", at("outreach:board")),
    Screen("05-reply-rates", at("outreach:rates")),
    Screen("05-templates", at("outreach:templates")),
    Screen("05-template-new", at("outreach:template_create")),
    Screen("06-conversations", at("interviews:list")),
    Screen("06-plan-talk", person("interviews:plan", "Leila Farahani")),
    Screen("06-prepare", talk("interviews:prepare", "Marcus Oyelaran")),
    Screen("06-questions", talk("interviews:talk_bank", "Marcus Oyelaran")),
    Screen("06-ready-plans", tab(talk("interviews:talk_bank", "Marcus Oyelaran"), "view=plans")),
    Screen("06-earlier-talks", tab(talk("interviews:talk_bank", "Marcus Oyelaran"), "view=earlier")),
    Screen("06-question-bank", at("interviews:bank")),
    Screen("06-research", talk("interviews:research", "Marcus Oyelaran")),
    Screen("06-brief", talk("interviews:brief", "Marcus Oyelaran")),
    Screen("06-rehearse", talk("interviews:rehearse", "Marcus Oyelaran")),
    Screen("06-change-talk", talk("interviews:edit", "Marcus Oyelaran")),
    Screen("06-confirm", talk("interviews:confirm", "Marcus Oyelaran")),
    Screen("06-exchange", exchange("interviews:exchange", "Dylan Cho")),
    Screen("06-exchange-waiting", exchange("interviews:exchange", "Laura Benoit", sent=True)),
    Screen("06-exchange-answers", exchange("interviews:exchange_answers", "Laura Benoit", sent=True)),
    Screen("07-on-this-device", at("workspace:on_this_device")),
    Screen("07-live", talk("interviews:live", "Marcus Oyelaran")),
    Screen("08-debrief", talk("interviews:debrief", "Priya Raman")),
    Screen("08-debrief-done", talk("interviews:debrief", "Daniel Kwon")),
    Screen("08-thank-you", talk("interviews:thank_you", "Priya Raman")),
    Screen("09-network", at("insights:network")),
    Screen("09-network-empty", at("insights:network"), "empty"),
    Screen("10-goals", at("goals:list")),
    Screen("10-goal-new", at("goals:create")),
    Screen("10-goal", _goal),
    Screen("10-weekly-target", at("goals:target")),
    Screen("11-staff-cohorts", at("advising:cohorts"), "advisor"),
    Screen("11-staff-cohort", _cohort, "advisor"),
    Screen("11-staff-students", at("advising:students"), "advisor"),
    Screen("12-staff-student", student("Pruitt"), "advisor"),
    Screen("12-staff-student-full", student("Marchetti"), "advisor"),
    Screen("12-staff-student-names", student("Marchetti"), "director"),
    Screen("12-center", center("centers:center"), "director"),
    Screen("12-center-closed-days", center("centers:closed_days"), "director"),
    Screen("12-center-records", center("workspace:records"), "director"),
    Screen("12-center-open", at("centers:open")),
    Screen("12-roster", roster("centers:roster"), "director"),
    Screen("12-roster-upload", roster("centers:roster_upload"), "director"),
    Screen("12-roster-check", roster_file, "director"),
    Screen("12-roster-invite", roster("centers:roster_invite"), "director"),
    Screen("12-roster-card", roster_card, "director"),
    Screen("12-center-member", member("Pruitt"), "director"),
    Screen("12-center-invite", center("centers:invite"), "director"),
    Screen("13-mail-done", mail_link("done"), ""),
    Screen("13-mail-snooze", mail_link("snooze"), ""),
    Screen("13-mail-stop", stop_link, ""),
    Screen("14-settings", at("accounts:settings")),
    Screen("14-settings-reminders", at("workspace:reminders")),
    Screen("14-data", at("workspace:data")),
    Screen("14-data-delete", at("workspace:data_delete")),
    Screen("14-data-closed", at("workspace:data_closed"), ""),
    Screen("14-calendar", calendar),
    Screen("14-sharing", center("centers:center_sharing")),
    Screen("14-sharing-preview", preview, "other"),
    Screen("14-who-looked", at("centers:disclosures")),
    Screen("14-email-addresses", at("account_email")),
    Screen("14-password", at("account_change_password")),
    Screen("14-second-factor", at("mfa_index")),
    Screen("14-sessions", at("usersessions_list")),
    # Last, for they write more people into Lena's list.
    Screen("02-duplicates", twins(lambda pair: reverse("contacts:duplicates"))),
    Screen("03-merge", twins(lambda pair: reverse("workspace:merge", args=[person.pk for person in pair]))),
    Screen("03-merge-with", twins(lambda pair: reverse("workspace:merge_with", args=[pair[0].pk]))),
)
