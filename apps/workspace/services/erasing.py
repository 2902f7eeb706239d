"""Erasing a person: they and everything about them go, in every app; what stays are numbers.

Rows of their own go by the foreign keys. Their name in texts about others (the message that mentions who suggested it,
a step, a take-away, a draft) is replaced by "someone". What stays is `ErasedCount`: one row an owner with the figures
that would otherwise change, which `insights.funnel` and the week of Today add. Figures that a career center sees count
only people who are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.models import Contact, ErasedCount, Tag
from apps.contacts.selectors import longlists
from apps.contacts.services import erasing
from apps.core import clock
from apps.insights.selectors import Funnel, funnel
from apps.interviews.models import Interview
from apps.outreach.models import Message

SOMEONE = "someone"
#: Columns of other people that are about themselves, and keys that follow from other columns.
_KEPT: dict[type[models.Model], set[str]] = {
    Contact: {"given_name", "family_name", "sort_key", "search_text", "email", "phone", "profile_url", "profile_key"},
    Tag: {"name"},
}
#: How a row of another app leads to the person it is about.
_PATHS = ("contact", "interview__contact", "outreach__contact", "message__outreach__contact")


@dataclass(frozen=True, slots=True)
class Words:
    """What is replaced: everywhere, and in what is about people connected with the erased one."""

    everywhere: list[str]
    nearby: list[str]
    people: list[object]


def erase_person(*, actor: User, contact: Contact, now: datetime) -> bool:
    """Erases somebody for good; True if they were there. All or nothing."""
    with transaction.atomic():
        person = Contact.objects.visible_to(actor).select_for_update().filter(pk=contact.pk).first()
        if person is None:
            return False
        before, week = funnel(actor), _week_of(actor, contact, now)
        everywhere = erasing.names_of(contact)
        nearby = [part for part in (contact.given_name, contact.family_name) if len(part) > 1]
        words = Words(everywhere, [*everywhere, *nearby], list(set(erasing.connected_to(contact))))
        erasing.forget_in_imports(actor=actor, contact=contact)
        erasing.forget_in_views(actor=actor, contact=contact)
        erasing.delete_person(actor=actor, contact=contact)
        _replace_names(actor, words)
        _keep_counts(actor, before, week, now, is_current=person.archived_at is None)
    return True


@dataclass(frozen=True, slots=True)
class _Week:
    asks: int
    talks: int


def monday_of(actor: User, now: datetime) -> date:
    """The first day of the owner's week."""
    day = clock.local_day(now, actor.zone)
    return day - timedelta(days=day.weekday())


def _week_of(actor: User, contact: Contact, now: datetime) -> _Week:
    since = clock.local_moment(monday_of(actor, now), clock.MIDNIGHT, actor.zone)
    return _Week(
        Message.objects.filter(owner=actor, outreach__contact=contact, step=1, sent_at__range=(since, now)).count(),
        Interview.objects.visible_to(actor)
        .filter(contact=contact, state=Interview.State.HELD, ended_at__range=(since, now))
        .count(),
    )


def _keep_counts(actor: User, before: Funnel, week: _Week, now: datetime, *, is_current: bool) -> None:
    """Adds what the figures lack now. Somebody archived was in none of them."""
    if is_current and (total := longlists.known_total(actor)) is not None:
        longlists.keep_total(actor, total - 1)
    after = funnel(actor)
    row, _ = ErasedCount.objects.select_for_update().get_or_create(owner=actor)
    row.people += is_current
    for step in ("asked", "replied", "talked", "thanked", "referred"):
        setattr(row, step, getattr(row, step) + max(0, getattr(before, step) - getattr(after, step)))
    monday = monday_of(actor, now)
    if row.week != monday:
        row.week, row.week_asks, row.week_talks = monday, 0, 0
    asks, talks = astuple(week)
    row.week_asks += asks
    row.week_talks += talks
    row.save()


def _replace_names(actor: User, words: Words) -> None:
    for model in apps.get_models():
        fields = _texts_of(model)
        if not fields or "owner" not in {field.name for field in model._meta.fields}:
            continue
        rows = model._base_manager.filter(owner=actor)
        _replace_in(rows, fields, words.everywhere)
        if words.people and (near := _near(model, words.people)) is not None:
            _replace_in(rows.filter(near), fields, words.nearby)


def _texts_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Columns in which somebody may be named; choices, keys and addresses of others are none."""
    kept = _KEPT.get(model, set())
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not isinstance(field, models.UUIDField)
        and not field.choices
        and not field.primary_key
        and field.name not in kept
    ]


def _near(model: type[models.Model], people: list[object]) -> Q | None:
    if model is Contact:
        return Q(pk__in=people)
    names = {field.name for field in model._meta.fields}
    path = next((path for path in _PATHS if path.partition("__")[0] in names), None)
    return Q(**{f"{path}__in": people}) if path else None


def _replace_in(rows: Any, fields: list[models.Field[Any, Any]], texts: Iterable[str]) -> None:
    for text in texts:
        found = Q()
        for field in fields:
            found |= Q(**{f"{field.name}__icontains": text})
        pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
        names = [field.name for field in fields]
        for pk, *values in rows.filter(found).values_list("pk", *names):
            cleaned = {name: _without(pattern, value) for name, value in zip(names, values, strict=True)}
            changed = {n: v for (n, v), was in zip(cleaned.items(), values, strict=True) if v != was}
            if changed:
                rows.model._base_manager.filter(pk=pk).update(**changed)


def _without(pattern: re.Pattern[str], value: Any) -> Any:
    """The same text, list or mapping without the name."""
    if isinstance(value, str):
        return pattern.sub(SOMEONE, value)
    if isinstance(value, list):
        return [_without(pattern, item) for item in value]
    if isinstance(value, dict):
        return {_without(pattern, key): _without(pattern, item) for key, item in value.items()}
    return value
