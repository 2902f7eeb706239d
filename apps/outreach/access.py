"""The doorways: an id of an approach or a template becomes an object only here."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.centers.access import Right, center_for
from apps.contacts.models import Contact, Referral
from apps.outreach.models import CenterTemplate, Outreach, SlotOffer, Template
from apps.outreach.slotlinks import InvalidLink


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


def own_referral(user: User, introducer: Contact, person_id: str) -> Referral:
    """Whom `introducer` named to the user; 404 for anybody else."""
    found = Referral.objects.filter(owner=user, introducer=introducer).select_related("contact", "introducer")
    try:
        return get_object_or_404(found, contact=UUID(person_id))
    except ValueError as error:
        raise Http404 from error


def own_offer(user: User, offer_id: UUID) -> SlotOffer:
    """Times that the user proposed, with the person; 404 for anybody else's."""
    found = SlotOffer.objects.filter(owner=user).select_related("outreach__contact", "outreach__goal")
    return get_object_or_404(found, pk=offer_id)


def linked_offer(offer_id: UUID) -> SlotOffer:
    """What a valid link points at; InvalidLink if it is gone, was made without a link, or the account is closed."""
    found = SlotOffer.objects.filter(pk=offer_id, has_link=True, owner__is_active=True)
    offer = found.select_related("owner", "outreach__contact", "outreach__goal").first()
    if offer is None:
        raise InvalidLink
    return offer
