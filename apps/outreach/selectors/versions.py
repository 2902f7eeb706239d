"""The versions of a draft."""

from __future__ import annotations

from django.db.models import QuerySet

from apps.outreach.models import DraftVersion, Message


def versions_of(message: Message) -> QuerySet[DraftVersion]:
    """What a draft has said, the newest first."""
    return DraftVersion.objects.filter(message=message).order_by("-number")
