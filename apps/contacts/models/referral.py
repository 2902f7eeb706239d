"""A referral: a name given by a contact, followed until met or dropped."""

from __future__ import annotations

from django.db import models

from apps.contacts.models.contact import Contact
from apps.core.models import OwnedModel, choices_constraint


class Referral(OwnedModel):
    """`introducer` named `contact`. Never left untouched: open until met or dropped (R2)."""

    class State(models.TextChoices):
        OFFERED = "offered", "Named"
        INTRODUCED = "introduced", "Introduced"
        CONTACTED = "contacted", "Written to"
        MET = "met", "Talked"
        DROPPED = "dropped", "Let go"

    introducer = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="referrals_given")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="referrals")
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    words = models.CharField(max_length=300, blank=True)  # what was said about them
    offered_at = models.DateTimeField()
    state_before = models.CharField(max_length=10, choices=State, blank=True)  # where it stood when it was let go
    dropped_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            choices_constraint(
                "state", ["offered", "introduced", "contacted", "met", "dropped"], "referral_state_valid"
            ),
            choices_constraint(
                "state_before", ["", "offered", "introduced", "contacted", "met", "dropped"], "referral_before_valid"
            ),
            models.CheckConstraint(
                condition=~models.Q(introducer=models.F("contact")), name="referral_of_someone_else"
            ),
            models.UniqueConstraint(fields=["introducer", "contact"], name="referral_unique"),
        ]
