"""Keeping a list of people under a name."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts.errors import TakenName, TooManyViews
from apps.contacts.models import SavedView
from apps.contacts.models.saved import MOST_VIEWS


def save_view(*, actor: User, name: str, query: str, now: datetime) -> SavedView:
    """Keeps `query` as `name`. Raises TakenName and TooManyViews."""
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).only("pk").get(pk=actor.pk)  # two at once do not pass the limit
        if SavedView.objects.filter(owner=actor).count() >= MOST_VIEWS:
            raise TooManyViews(MOST_VIEWS)
        return _saved(SavedView(owner=actor, name=name, query=query, created_at=now))


def rename_view(*, actor: User, view: SavedView, name: str) -> SavedView:
    """Another name for the same list. Raises TakenName."""
    view.name = name
    return _saved(view)


def delete_view(*, actor: User, view: SavedView) -> bool:
    """Forgets the name; the people stay. False if it was gone already."""
    return bool(SavedView.objects.filter(owner=actor, pk=view.pk).delete()[0])


def _saved(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise TakenName(view.name) from error
    return view
