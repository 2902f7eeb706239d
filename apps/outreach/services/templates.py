"""The wordings of an owner, and of a career center."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.centers.models import Center
from apps.outreach.models import CenterTemplate, Template

#: How long a deleted one can be brought back.
UNDO_FOR = timedelta(days=1)
_WORDS = ("name", "channel", "subject", "body", "forward")


def create_template(
    *, actor: User, now: datetime, name: str, channel: str, body: str, subject: str = "", forward: str = ""
) -> Template:
    """A new own template; names are unique for each owner."""
    return Template.objects.create(owner=actor, created_at=now, **_fields(name, channel, subject, body, forward))


def update_template(
    *,
    actor: User,
    template: Template,
    now: datetime,
    name: str,
    channel: str,
    body: str,
    subject: str = "",
    forward: str = "",
) -> Template:
    """Changes an own template; messages written from it keep their text."""
    fields = _fields(name, channel, subject, body, forward)
    Template.objects.filter(owner=actor, pk=template.pk).update(**fields, updated_at=now)
    for field, value in fields.items():
        setattr(template, field, value)
    return template


def duplicate_template(*, actor: User, template: Template, now: datetime) -> Template:
    """A copy under a name of its own, to be changed."""
    taken = set(Template.objects.filter(owner=actor, deleted_at=None).values_list("name", flat=True))
    words = {field: getattr(template, field) for field in _WORDS} | {"name": free_name(template.name, taken)}
    return create_template(actor=actor, now=now, **words)


def delete_template(*, actor: User, template: Template, now: datetime) -> bool:
    """Deletes an own template; True if this call did it. It can be brought back for a day."""
    Template.objects.filter(owner=actor, deleted_at__lt=now - UNDO_FOR).delete()
    return bool(Template.objects.filter(owner=actor, pk=template.pk, deleted_at=None).update(deleted_at=now))


def restore_template(*, actor: User, template: Template, now: datetime) -> bool:
    """Brings a deleted one back; under another name if its own is taken meanwhile. True if this call did it."""
    taken = set(Template.objects.filter(owner=actor, deleted_at=None).values_list("name", flat=True))
    name = free_name(template.name, taken) if template.name in taken else template.name
    deleted = Template.objects.filter(owner=actor, pk=template.pk).exclude(deleted_at=None)
    return bool(deleted.update(deleted_at=None, name=name, updated_at=now))


def publish_template(
    *,
    actor: User,
    center: Center,
    now: datetime,
    name: str,
    channel: str,
    body: str,
    subject: str = "",
    forward: str = "",
) -> CenterTemplate | None:
    """A new template for the students of a center; None if another member of staff has just used its name."""
    fields = _fields(name, channel, subject, body, forward)
    try:
        with transaction.atomic():
            return CenterTemplate.objects.create(center=center, published_by=actor, created_at=now, **fields)
    except IntegrityError:
        return None


def change_published(*, actor: User, template: CenterTemplate, now: datetime, **words: Any) -> bool:
    """Changes it for all students; what they have written from it stays. False if the name is used meanwhile."""
    fields = _fields(**{"subject": "", "forward": ""} | words)
    try:
        with transaction.atomic():
            CenterTemplate.objects.filter(pk=template.pk).update(**fields, published_by=actor, updated_at=now)
    except IntegrityError:
        return False
    return True


def withdraw_template(*, actor: User, template: CenterTemplate, now: datetime) -> bool:
    """Takes it out of the students' choosers; True if this call did it. It can be brought back for a day."""
    CenterTemplate.objects.filter(center=template.center_id, deleted_at__lt=now - UNDO_FOR).delete()
    return bool(CenterTemplate.objects.filter(pk=template.pk, deleted_at=None).update(deleted_at=now))


def republish_template(*, actor: User, template: CenterTemplate, now: datetime) -> bool:
    """Brings a withdrawn one back; under another name if its own is taken. True if this call did it."""
    shown = CenterTemplate.objects.filter(center=template.center_id, deleted_at=None)
    taken = set(shown.values_list("name", flat=True))
    name = free_name(template.name, taken) if template.name in taken else template.name
    withdrawn = CenterTemplate.objects.filter(pk=template.pk).exclude(deleted_at=None)
    return bool(withdrawn.update(deleted_at=None, name=name, updated_at=now))


def free_name(name: str, taken: set[str]) -> str:
    """`name` with the first number that makes it one of its own."""
    number = 2
    while (candidate := f"{name[:90]} ({number})") in taken:
        number += 1
    return candidate


def _fields(name: str, channel: str, subject: str, body: str, forward: str) -> dict[str, str]:
    texts = {"body": body.replace("\r\n", "\n"), "forward": forward.replace("\r\n", "\n")}
    return {"name": name, "channel": channel, "subject": subject, **texts}
