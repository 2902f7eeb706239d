"""An interview: one conversation with one contact."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from apps.accounts.models import User, validate_zone
from apps.contacts.models import Contact
from apps.core.models import OwnedModel, choices_constraint
from apps.followups.models import FollowUp
from apps.goals.models import Goal


class InterviewQuerySet(models.QuerySet["Interview"]):
    """The one definition of which interviews a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own interviews."""
        return self.filter(owner=user)

    def coming(self) -> Self:
        """Planned or confirmed and not yet held."""
        return self.filter(state__in=[Interview.State.PLANNED, Interview.State.CONFIRMED])

    def spoken(self) -> Self:
        """Talks that take place at an hour; without exchanges by e-mail."""
        return self.exclude(mode=Interview.Mode.EMAIL)


class Interview(OwnedModel):
    """A talk. What is to be done before and after it are follow-ups that it keeps the keys of.

    An exchange by e-mail (T2) is one as well, so that its record and its thank-you are the same: `starts_at` is when
    the questions were sent, or when it was begun while they are not, and `ended_at` when the answer arrived.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        CONFIRMED = "confirmed", "Confirmed"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"
        MISSED = "missed", "Missed"

    class Mode(models.TextChoices):
        VIDEO = "video", "Video"
        PHONE = "phone", "Phone"
        IN_PERSON = "in_person", "In person"
        EMAIL = "email", "By e-mail"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="interviews")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    mode = models.CharField(max_length=9, choices=Mode, default=Mode.VIDEO)
    place = models.CharField("place, link or number", max_length=500, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=25)  # agreed length
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # how long the way there takes
    contact_timezone = models.CharField(max_length=64, validators=[validate_zone])
    started_at = models.DateTimeField(null=True, blank=True)  # live mode opened
    ended_at = models.DateTimeField(null=True, blank=True)  # the thank-you clock starts here
    cancelled_at = models.DateTimeField(null=True, blank=True)
    objective = models.CharField("what you want to walk away with", max_length=300, blank=True)
    ics_sequence = models.PositiveSmallIntegerField(default=0)  # RFC 5545: +1 on each change
    invited_sequence = models.PositiveSmallIntegerField(null=True, blank=True)  # the last that the person was sent
    preparation = models.ForeignKey(FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmation = models.ForeignKey(FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    thank_you_due = models.ForeignKey(FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    report_back = models.ForeignKey(  # telling whoever introduced the two how it went
        FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    debriefed_at = models.DateTimeField(null=True, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint(
                "state", ["planned", "confirmed", "held", "cancelled", "missed"], "interview_state_valid"
            ),
            choices_constraint("mode", ["video", "phone", "in_person", "email"], "interview_mode_valid"),
            models.CheckConstraint(condition=models.Q(minutes__gte=5, minutes__lte=240), name="interview_minutes_sane"),
            models.CheckConstraint(
                condition=models.Q(travel_minutes=None) | models.Q(travel_minutes__gte=1, travel_minutes__lte=1440),
                name="interview_travel_sane",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="held") | models.Q(ended_at__isnull=False),
                name="interview_held_has_end",
            ),
        ]
        indexes = [models.Index(fields=["owner", "starts_at"], name="interview_by_time")]

    @property
    def planned_end(self) -> datetime:
        """When the agreed time is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Planned or confirmed, as `coming` says."""
        return self.state in (Interview.State.PLANNED, Interview.State.CONFIRMED)

    @property
    def is_exchange(self) -> bool:
        """Questions and answers by e-mail: no hour, no place, no live mode."""
        return self.mode == Interview.Mode.EMAIL
