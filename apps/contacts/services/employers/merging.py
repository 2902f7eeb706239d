"""Two employers become one, and two again. Nothing is lost on the way, in whichever app it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ForeignObjectRel, Model, Q

from apps.accounts.models import User
from apps.contacts.errors import MergeGone
from apps.contacts.models import Employer, EmployerAlias, EmployerMerge, EmployersApart
from apps.contacts.models.employer import MERGE_UNDO_FOR
from apps.contacts.services.bulk import refresh_search

_PEOPLE = "contacts.Contact.employer"
#: What the one that stays takes over where it says nothing itself.
_FILLED = ("industry", "sector", "size", "website")
_POSTING = ("posting", "posting_url", "posting_on")


def merge_employers(*, actor: User, kept: Employer, dropped: Employer, now: datetime) -> EmployerMerge | None:
    """People and whatever else points at `dropped` move to `kept`; its name becomes an alias. None if one is gone.

    What is too old to be undone is forgotten on the way.
    """
    with transaction.atomic():
        EmployerMerge.objects.filter(owner=actor, created_at__lt=now - MERGE_UNDO_FOR).delete()
        both = {e.pk: e for e in _locked(actor, kept.pk, dropped.pk)}
        if len(both) != 2:
            return None
        kept, dropped = both[kept.pk], both[dropped.pk]
        merge = EmployerMerge(owner=actor, kept=kept, dropped_name=dropped.name, created_at=now)
        merge.dropped = {f.name: _text(f, dropped) for f in Employer._meta.concrete_fields}
        merge.apart = [str(pk) for pk in _not_the_same_as(dropped)]
        merge.moved = {where: ids for where, model, field in _pointing() if (ids := _move(model, field, dropped, kept))}
        merge.changes = _take_over(kept, dropped)
        Employer.objects.filter(pk=dropped.pk).delete()
        alias, made = EmployerAlias.objects.get_or_create(
            owner=actor,
            name_key=dropped.name_key,
            defaults={"employer": kept, "name": dropped.name, "created_at": now},
        )
        merge.alias_id = alias.pk if made else None
        merge.save(force_insert=True)
        refresh_search(actor, [UUID(pk) for pk in merge.moved.get(_PEOPLE, [])], now)
    return merge


def undo_merge(*, actor: User, merge: EmployerMerge, now: datetime) -> Employer:
    """The employer that went is there again, with everything that it had and that was not moved since.

    Raises MergeGone when it is undone already, or after 30 days.
    """
    with transaction.atomic():
        open_ = EmployerMerge.objects.filter(
            owner=actor, pk=merge.pk, undone_at=None, created_at__gte=now - MERGE_UNDO_FOR
        )
        if not open_.update(undone_at=now):
            raise MergeGone
        kept = Employer.objects.select_for_update(of=("self",)).get(pk=merge.kept_id)
        if merge.alias_id:
            EmployerAlias.objects.filter(owner=actor, pk=merge.alias_id, employer=kept).delete()
        back = _restore(actor, merge)
        people: list[UUID] = []
        for where, model, field in _pointing():
            rows = model._default_manager.filter(pk__in=merge.moved.get(where, []), **{field: kept})
            if where == _PEOPLE:
                people = list(rows.values_list("pk", flat=True))
                rows = model._default_manager.filter(pk__in=people)
            rows.update(**{field: back})
        _give_back(kept, merge.changes)
        _keep_apart_again(actor, back, merge, now)
        refresh_search(actor, people, now)
    return back


def keep_apart(*, actor: User, one: Employer, other: Employer, now: datetime) -> None:
    """They are not the same, and nobody asks again."""
    first, second = sorted((one, other), key=lambda employer: employer.pk)
    EmployersApart.objects.get_or_create(one=first, other=second, defaults={"owner": actor, "created_at": now})


def ask_again(*, actor: User, one: Employer, other: Employer) -> bool:
    """Takes `keep_apart` back; False if nobody had said so."""
    pair = Q(one=one, other=other) | Q(one=other, other=one)
    return bool(EmployersApart.objects.filter(pair, owner=actor).delete()[0])


def _locked(actor: User, *ids: UUID) -> list[Employer]:
    return list(Employer.objects.visible_to(actor).filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)))


def _pointing() -> Iterator[tuple[str, type[Model], str]]:
    """Every column of every app that holds an employer: contacts may not know the apps above it by name."""
    for relation in Employer._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model is EmployersApart:
            continue
        model = relation.related_model
        if not isinstance(model, str):
            yield f"{model._meta.label}.{relation.field.name}", model, relation.field.name


def _move(model: type[Model], field: str, dropped: Employer, kept: Employer) -> list[str]:
    rows = model._default_manager.filter(**{field: dropped})
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    if ids:
        rows.update(**{field: kept})
    return ids


def _not_the_same_as(employer: Employer) -> list[UUID]:
    pairs = EmployersApart.objects.filter(Q(one=employer) | Q(other=employer)).values_list("one_id", "other_id")
    return [pk for pair in pairs for pk in pair if pk != employer.pk]


def _take_over(kept: Employer, dropped: Employer) -> dict[str, list[str | None]]:
    """Fills in on `kept` what only `dropped` says; {field: [before, after]}."""
    news: dict[str, Any] = {f: getattr(dropped, f) for f in _FILLED if not getattr(kept, f) and getattr(dropped, f)}
    if dropped.notes and dropped.notes != kept.notes:
        news["notes"] = "\n\n".join(part for part in (kept.notes, dropped.notes) if part)
    if kept.advocate_said is None and dropped.advocate_said is not None:
        news["advocate_said"] = dropped.advocate_said
    if not kept.posting and dropped.posting:
        news |= {f: getattr(dropped, f) for f in _POSTING}
    if dropped.wished_at:
        news["wished_at"] = min(kept.wished_at or dropped.wished_at, dropped.wished_at)
        news["motivation"] = max(kept.motivation if kept.wished_at else 0, dropped.motivation)
    changes = {}
    for field in Employer._meta.concrete_fields:
        if field.name in news and getattr(kept, field.name) != news[field.name]:
            before = _text(field, kept)
            setattr(kept, field.name, news[field.name])
            changes[field.name] = [before, _text(field, kept)]
    if changes:
        kept.save(update_fields=[*changes, "updated_at"])
    return changes


def _give_back(kept: Employer, changes: dict[str, list[str | None]]) -> None:
    """Each field that still holds what the merge wrote holds again what it held before."""
    fields = {f.name: f for f in Employer._meta.concrete_fields}
    back = {n: before for n, (before, after) in changes.items() if _text(fields[n], kept) == after}
    for name, before in back.items():
        setattr(kept, name, None if before is None else fields[name].to_python(before))
    if back:
        kept.save(update_fields=[*back, "updated_at"])


def _restore(actor: User, merge: EmployerMerge) -> Employer:
    """The row that went; or the one that has its name by now."""
    fields = {f.name: f for f in Employer._meta.concrete_fields}
    values = {
        fields[n].attname: None if text is None else fields[n].to_python(text) for n, text in merge.dropped.items()
    }
    there = Employer.objects.filter(owner=actor, name_key=values["name_key"]).first()
    if there is not None:
        return there
    back = Employer(**values)
    back.save(force_insert=True)
    Employer.objects.filter(pk=back.pk).update(updated_at=values["updated_at"])
    return back


def _keep_apart_again(actor: User, back: Employer, merge: EmployerMerge, now: datetime) -> None:
    for other in Employer.objects.visible_to(actor).filter(pk__in=merge.apart).exclude(pk=back.pk):
        keep_apart(actor=actor, one=back, other=other, now=now)


def _text(field: Any, row: Model) -> str | None:
    """A column as text, to the microsecond; None for NULL."""
    return None if field.value_from_object(row) is None else str(field.value_to_string(row))
