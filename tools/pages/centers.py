"""Paths of the pages of the demo's center, for its staff and its students."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access import Rule
from apps.centers.models import Center, Cohort, Membership, RosterEntry, RosterImport, SignOn, SignOnDomain
from apps.centers.services import create_cohort
from apps.centers.services import roster as roster_services
from tools.pages.story import EMAILS

_TOKEN = "b1946ac92492d2347c6235b4d2611184"


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


def sign_on(url_name: str) -> Callable[[], str]:
    """A page of campus sign-on, set up and on; the demo's director becomes an admin too."""

    def path() -> str:
        where, now = Center.objects.get(), timezone.now()
        director = User.objects.get(email=EMAILS["director"])
        Membership.objects.get_or_create(center=where, user=director, role="admin", ended_at=None)
        SignOnDomain.objects.get_or_create(
            center=where, name="aldermere.example", token=_TOKEN, proved_at=where.created_at
        )
        SignOnDomain.objects.get_or_create(center=where, name="alum.aldermere.example", token=_TOKEN)
        given = {"kind": "saml", "issuer": "https://idp.aldermere.example/saml", "tested_at": now, "enabled_at": now}
        given |= {"sso_url": "https://idp.aldermere.example/sso", "certificates": ["one"]}
        SignOn.objects.get_or_create(center=where, defaults=given)
        return reverse(url_name, args=[where.pk] if url_name in ("centers:sign_on", "centers:campus_start") else [])

    return path


def cohort_rule() -> str:
    """A cohort by rule, made when first asked for."""
    where, now = _roster().center, timezone.now()
    found = Cohort.objects.filter(center=where, by_rule=True).first()
    if found is None:
        director = User.objects.get(email=EMAILS["director"])
        rule = Rule(programs=["Human-computer interaction", "Service design"], statuses=["active"])
        found = create_cohort(actor=director, center=where, name="Designers, active", rule=rule, now=now)
    return reverse("centers:cohort_manage", args=[found.pk])


def cohort_card() -> str:
    """A fixed cohort."""
    return reverse("centers:cohort_manage", args=[Cohort.objects.get(by_rule=False).pk])


def cohort() -> str:
    return reverse("advising:cohort", args=[Cohort.objects.get(by_rule=False).pk])


def student(name: str, url_name: str = "advising:student") -> Callable[[], str]:
    """A page of the desk about one student."""
    return lambda: reverse(url_name, args=[Membership.objects.get(role="student", user__family_name=name).pk])


def member(name: str) -> Callable[[], str]:
    """The director's page about one member."""
    return lambda: reverse("centers:member", args=[Membership.objects.get(role="student", user__family_name=name).pk])


def preview() -> str:
    """What would be shown at "full"."""
    return reverse("advising:sharing_preview", args=[Center.objects.get().pk, "full"])
