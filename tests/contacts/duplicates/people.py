"""Pairs of people with a past, and a look at every row that an owner has."""

from typing import Any

from django.apps import apps
from django.db import models

from apps.contacts.duplicates.fields import choices_of, picks_of
from apps.contacts.models import Contact, PersonMerge
from apps.workspace.services.merging import merge_people
from tests.factories.accounts import NOW

APPS = ("contacts", "goals", "followups", "outreach", "interviews")


def everything(owner) -> dict[str, Any]:
    """Every row of every table that belongs to `owner`, but for what only says when it was written."""
    found = {}
    for label in APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model is PersonMerge:
                continue
            columns = [c.attname for c in model._meta.concrete_fields if c.attname != "updated_at"]
            if model._meta.auto_created:  # a link of a many-to-many column has a number of its own
                columns.remove("id")
                rows = model._base_manager.filter(contact__owner=owner)
            elif any(isinstance(c, models.ForeignKey) and c.name == "owner" for c in model._meta.concrete_fields):
                rows = model._base_manager.filter(owner=owner)
            else:
                continue
            found[model._meta.label] = sorted(
                repr([_plain(name, value) for name, value in zip(columns, row, strict=True)])
                for row in rows.values_list(*columns)
            )
    return found


def _plain(name, value):
    """Which order the words of tags have in the searched text means nothing."""
    return sorted(value.split()) if name == "search_text" else value


def merged(kept, dropped, *, now=NOW, keeps_rest=True, **said):
    """The two made one, with the fuller values unless something else is said."""
    one, other = (Contact.objects.select_related("employer", "introducer").get(pk=p.pk) for p in (kept, dropped))
    choices = choices_of(one, other)
    merge = merge_people(
        actor=one.owner,
        kept=one,
        dropped=other,
        choices=choices,
        picks=picks_of(choices, said),
        keeps_rest=keeps_rest,
        now=now,
    )
    kept.refresh_from_db()
    return merge
