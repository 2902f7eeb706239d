"""The owner's own wordings."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.outreach.models import Template


def create_template(*, actor: User, now: datetime, name: str, channel: str, body: str, subject: str = "") -> Template:
    """A new own template; names are unique for each owner."""
    return Template.objects.create(
        owner=actor, name=name, channel=channel, subject=subject, body=body.replace("\r\n", "\n"), created_at=now
    )


def update_template(
    *, actor: User, template: Template, now: datetime, name: str, channel: str, body: str, subject: str = ""
) -> Template:
    """Changes an own template; messages written from it keep their text."""
    template.name, template.channel, template.subject = name, channel, subject
    template.body = body.replace("\r\n", "\n")
    Template.objects.filter(owner=actor, pk=template.pk).update(
        name=name, channel=channel, subject=subject, body=template.body, updated_at=now
    )
    return template


def delete_template(*, actor: User, template: Template, now: datetime) -> bool:
    """Deletes an own template; True if this call did it."""
    del now
    deleted, _ = Template.objects.filter(owner=actor, pk=template.pk).delete()
    return bool(deleted)
