"""What goes with a talk to the place and into the calendar: what to think of, and the feed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from apps.core.models import BaseModel, OwnedModel
from apps.interviews.models.interview import Interview


class CheckItem(OwnedModel):
    """One line of the list for the day: one of ours that was ticked (`key`), or the owner's own (`text`)."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="check_items")
    key = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "key"], condition=~models.Q(key=""), name="check_item_once"),
            models.CheckConstraint(
                condition=(models.Q(key="") & ~models.Q(text="")) | (~models.Q(key="") & models.Q(text="")),
                name="check_item_ours_or_own",
            ),
        ]


class CalendarFeed(BaseModel):
    """The address at which a calendar program reads the owner's talks. Its id is the secret: a new one is a new row."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)
    hides_names = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)  # when a program asked for it last, to the hour
