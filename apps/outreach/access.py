"""The doorways: an id of an approach or a template becomes an object only here."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.outreach.models import Outreach, Template


def own_outreach(user: User, outreach_id: UUID) -> Outreach:
    """An approach of the user's own, with its person; 404 for anybody else's."""
    found = Outreach.objects.visible_to(user).select_related(
        "contact__employer", "contact__introducer", "goal", "nudge"
    )
    return get_object_or_404(found, pk=outreach_id)


def own_template(user: User, template_id: UUID) -> Template:
    """A template of the user's own; 404 for anybody else's."""
    return get_object_or_404(Template.objects.filter(owner=user), pk=template_id)
