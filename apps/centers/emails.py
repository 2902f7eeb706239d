"""Mails of a center."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from apps.accounts.models import User
from apps.centers.models import Invitation, Role
from apps.core.mail import build_mail


def compose_invitation(invitation: Invitation, token: str, inviter: User) -> EmailMultiAlternatives:
    """The one place where a token is written down: the link in the mail."""
    context = {
        "center": invitation.center.name,
        "inviter": inviter.name,
        "is_student": invitation.role == Role.STUDENT,
        "role": Role(invitation.role).phrase,
        "email": invitation.email,
        "url": settings.SITE_URL + reverse("centers:accept_invitation", args=[token]),
    }
    return build_mail(
        subject_template="centers/email/invitation.subject.txt",
        template="centers/email/invitation",
        context=context,
        to=[invitation.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
