"""The lists that the owner keeps under a name."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.contacts.models import SavedView


def saved_views(user: User) -> QuerySet[SavedView]:
    """The user's own, by name."""
    return SavedView.objects.filter(owner=user).order_by(Lower("name"))
