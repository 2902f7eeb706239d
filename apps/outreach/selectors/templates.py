"""Which wordings somebody can choose from: their own, and those of the centers that they are a student of now."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.centers.access import Right, active_memberships, may
from apps.centers.models import Center, Role
from apps.contacts.models import Contact
from apps.outreach import builtin, wording
from apps.outreach.models import CenterTemplate, Template


def own_templates(owner: User, channel: str = "") -> QuerySet[Template]:
    """The owner's own wordings by name, of one channel or all."""
    found = Template.objects.filter(owner=owner, deleted_at=None).order_by("name", "id")
    return found.filter(channel=channel) if channel else found


def templates_of_centers(student: User, channel: str = "") -> QuerySet[CenterTemplate]:
    """What the centers offer of which `student` is one now, by center and name."""
    centers = active_memberships(student).filter(role=Role.STUDENT).values("center")
    found = CenterTemplate.objects.filter(center__in=centers, deleted_at=None).select_related("center")
    found = found.order_by("center__name", "name", "id")
    return found.filter(channel=channel) if channel else found


def templates_of(center: Center) -> QuerySet[CenterTemplate]:
    """What one center offers, by name; for its staff."""
    return CenterTemplate.objects.filter(center=center, deleted_at=None).order_by("name", "id")


def centers_to_publish_for(user: User) -> list[Center]:
    """The centers whose templates `user` keeps."""
    staff = active_memberships(user).exclude(role=Role.STUDENT).select_related("center").order_by("center__name")
    found = {membership.center_id: membership.center for membership in staff}
    return [center for pk, center in found.items() if may(user, Right.MANAGE_TEMPLATES, pk)]


def chosen_text(key: str, *, owner: User, channel: str, values: dict[str, str]) -> wording.Text | None:
    """The template that the chooser names, filled in; None for one that does not exist or is not theirs to use."""
    if key in builtin.BY_KEY:
        return wording.text_from_builtin(builtin.BY_KEY[key], channel, values)
    prefix, _, rest = key.partition(":")
    try:
        template_id = UUID(rest)
    except ValueError:
        return None
    if prefix == "own":
        own = own_templates(owner).filter(pk=template_id).first()
        return wording.text_from_own(own, values) if own else None
    center = templates_of_centers(owner).filter(pk=template_id).first() if prefix == "center" else None
    return wording.text_from_center(center, values) if center else None


def is_name_taken(name: str, *, owner: User | None = None, center: Center | None = None, but: UUID | None) -> bool:
    """True when another template of the same owner, or of the same center, has that name."""
    found: QuerySet[Template] | QuerySet[CenterTemplate]
    found = templates_of(center) if center else Template.objects.filter(owner=owner, deleted_at=None)
    found = found.filter(name=name)
    return (found.exclude(pk=but) if but else found).exists()


def sample_person(user: User) -> Contact | None:
    """Someone for the preview of a template: the newest person, introduced ones first."""
    people = Contact.objects.visible_to(user).current().select_related("employer", "introducer")
    return people.order_by("introducer_id", "-created_at").first()
