"""The demo story's people, and the paths of its simple pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.followups import links
from apps.followups.models import FollowUp
from apps.goals.models import Goal
from apps.workspace.demo import SIGN_INS

EMAILS = {entry.key: entry.email for entry in SIGN_INS}


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: its file name, how to find its path, and who opens it ("" for nobody)."""

    name: str
    path: Callable[[], str]
    who: str = "student"


def job_seeker() -> User:
    """Lena, whose story the demo tells."""
    return User.objects.get(email=EMAILS["student"])


def at(url_name: str) -> Callable[[], str]:
    """A page without an id."""
    return lambda: reverse(url_name)


def tab(path: Callable[[], str], query: str) -> Callable[[], str]:
    """Another view of the same page."""
    return lambda: f"{path()}?{query}"


def goal() -> str:
    return reverse("goals:edit", args=[Goal.objects.visible_to(job_seeker()).earliest("created_at").pk])


def mail_link(action: str) -> Callable[[], str]:
    """The page behind a link of a mail about one of Lena's steps."""

    def path() -> str:
        step = FollowUp.objects.visible_to(job_seeker()).open().earliest("due_at")
        link = links.MailAction(action, step.pk, step.pk)
        return links.action_url(link, timezone.now()).removeprefix(links.absolute(""))

    return path


def stop_link() -> str:
    """The page that stops the kinds of a mail."""
    kinds = tuple(kind.value for kind in (FollowUp.Kind.THANK_YOU, FollowUp.Kind.NUDGE, FollowUp.Kind.CHECK_IN))
    return links.stop_url(links.StopLink(job_seeker().pk, kinds)).removeprefix(links.absolute(""))
