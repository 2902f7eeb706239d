"""Mail about one's data. It names nobody but its reader."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from apps.accounts.models import User
from apps.core.dates import Reader
from apps.core.mail import build_mail
from apps.workspace.models import DataCopy


def compose_copy_ready(copy: DataCopy) -> EmailMultiAlternatives:
    """That a copy can be fetched, and until when. The link leads to a page that asks who is there."""
    context = {
        "user": copy.owner,
        "center": copy.center.name if copy.center else "",
        "until": Reader.of(copy.owner).full(copy.expires_at) if copy.expires_at else "",
        "url": f"{settings.SITE_URL}{reverse('workspace:data')}",
    }
    return _mail("copy_ready", copy.owner, context)


def compose_account_closed(user: User) -> EmailMultiAlternatives:
    """That the account is closed and everything goes: the last mail."""
    return _mail("account_closed", user, {"user": user})


def _mail(name: str, user: User, context: dict[str, object]) -> EmailMultiAlternatives:
    return build_mail(
        subject_template=f"workspace/email/{name}.subject.txt",
        template=f"workspace/email/{name}",
        context=context,
        to=[user.email],
    )
