"""The doorways: an id of an approach or a template becomes an object only here."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.centers.access import Right, center_for
from apps.outreach.models import CenterTemplate, Outreach, Template


def own_outreach(user: User, outreach_id: UUID) -> Outreach:
    """An approach of the user's own, with its person; 404 for anybody else's."""
    found = Outreach.objects.visible_to(user).select_related(
        "contact__employer", "contact__introducer", "goal", "nudge"
    )
    return get_object_or_404(found, pk=outreach_id)


def own_template(user: User, template_id: UUID, *, deleted: bool = False) -> Template:
    """A template of the user's own, or one that was just deleted; 404 for anybody else's."""
    return get_object_or_404(Template.objects.filter(owner=user, deleted_at__isnull=not deleted), pk=template_id)


def kept_center_template(user: User, template_id: UUID, *, deleted: bool = False) -> CenterTemplate:
    """A template that the user keeps for the students of a center; 403 for its other staff, 404 for everybody else."""
    found = CenterTemplate.objects.filter(deleted_at__isnull=not deleted).select_related("center")
    template = get_object_or_404(found, pk=template_id)
    center_for(user, template.center_id, Right.MANAGE_TEMPLATES)
    return template
