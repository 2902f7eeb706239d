"""Mail about the account itself; allauth writes its own through our templates."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from apps.accounts.models import User
from apps.core.dates import Reader
from apps.core.mail import build_mail


def compose_test_mail(user: User, now: datetime) -> EmailMultiAlternatives:
    """A mail that says only that mail arrives."""
    context = {"user": user, "moment": Reader.of(user).full(now)}
    return build_mail(
        subject_template="accounts/email/test.subject.txt",
        template="accounts/email/test",
        context=context,
        to=[user.email],
    )
