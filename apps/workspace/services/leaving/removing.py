"""Removing what a closed account holds: batch by batch, each its own transaction, so that any worker can go on.

What there is to do is read from the rows that are left. The last transaction takes the account itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pgtrigger
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F, ForeignKey, Model, Q

from apps.accounts.models import User
from apps.centers.models import Disclosure, SharingGrant
from apps.workspace.emails import compose_account_closed
from apps.workspace.holdings import addresses_of, held_models, rows_about
from apps.workspace.models import AccountDeletion, DataCopy
from apps.workspace.services.copies import forget_file

log = logging.getLogger(__name__)
BATCH = 1000
LEASE = timedelta(minutes=5)
TOMBSTONES = "closed"
#: The log of a center is closed to everybody, and opens for this one change: whom a line is about is forgotten.
_LOG = ("centers.Disclosure:keep_disclosures", "centers.SharingGrant:keep_grants")


def remove_closed(*, clock: Callable[[], datetime], budget: timedelta, batch: int = BATCH) -> int:
    """Works on closed accounts until none is left or the time is spent; how many are gone."""
    end, gone = clock() + budget, 0
    while clock() < end and (deletion := _claim(clock())) is not None:
        gone += _work_on(deletion, clock, end, batch)
    return gone


def _claim(now: datetime) -> AccountDeletion | None:
    with transaction.atomic():
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        waiting = AccountDeletion.objects.select_for_update(skip_locked=True).filter(free, finished_at=None)
        deletion = waiting.order_by("created_at").first()
        if deletion is not None:
            deletion.attempts += 1
            deletion.claimed_until = now + LEASE
            deletion.save(update_fields=["attempts", "claimed_until", "updated_at"])
        return deletion


def _work_on(deletion: AccountDeletion, clock: Callable[[], datetime], end: datetime, batch: int) -> bool:
    """Until the account is gone (True), or the time is; two workers at once delete the same rows, which is harmless."""
    mine = AccountDeletion.objects.filter(pk=deletion.pk)
    user = User.objects.filter(pk=deletion.account_id, is_active=False).first()
    if user is not None:
        _say_goodbye(deletion, user, clock())
        for copy in DataCopy.objects.filter(owner=user):
            forget_file(copy.file)
        for count in _batches(user, batch):
            now = clock()
            mine.update(removed=F("removed") + count, claimed_until=now + LEASE, updated_at=now)
            if now >= end:
                mine.update(claimed_until=None)
                return False
        _remove_account(user)
    _bury(deletion.account_id)
    mine.update(finished_at=clock(), claimed_until=None)
    return True


def _say_goodbye(deletion: AccountDeletion, user: User, now: datetime) -> None:
    """The last mail, tried once: the rows go whether a mail server answers or not."""
    if not AccountDeletion.objects.filter(pk=deletion.pk, told_at=None).update(told_at=now):
        return
    try:
        compose_account_closed(user).send()
    except OSError as error:
        log.warning("The last mail of account %s was not taken: %s", user.pk, type(error).__name__)


def _batches(user: User, batch: int) -> Iterator[int]:
    """Deletes everything but the account and what stays, those first that others do not point at; rows a time."""
    addresses = addresses_of(user)
    held = dict(held_models())
    for model in children_first(list(held)):
        if model is User or held[model].stays:
            continue
        rows = rows_about(model, held[model], user, addresses)
        while ids := list(rows.values_list("pk", flat=True)[:batch]):
            with transaction.atomic():
                count, _ = model._base_manager.filter(pk__in=ids).delete()
            yield count


def children_first(models: list[type[Model]]) -> list[type[Model]]:
    """`models` in an order in which each comes before those that it points at; a circle is cut somewhere."""
    pointing: dict[type[Model], list[type[Model]]] = {model: [] for model in models}
    for model in models:
        for key in model._meta.concrete_fields:
            if isinstance(key, ForeignKey) and key.related_model in pointing and key.related_model is not model:
                pointing[key.related_model].append(model)
    ordered: dict[type[Model], None] = {}
    seen: set[type[Model]] = set()

    def visit(model: type[Model]) -> None:
        if model not in seen:
            seen.add(model)
            for child in pointing[model]:
                visit(child)
            ordered[model] = None

    for model in models:
        visit(model)
    return list(ordered)


def _remove_account(user: User) -> None:
    """The log forgets whom it is about, or who looked; then the account goes, with whatever still points at it."""
    with transaction.atomic(), pgtrigger.ignore(*_LOG):
        Disclosure.objects.filter(owner=user).update(owner=None)
        Disclosure.objects.filter(actor=user).update(actor=None)
        SharingGrant.objects.filter(owner=user).update(owner=None)
        User.objects.filter(pk=user.pk).delete()


def _bury(account_id: UUID) -> None:
    """A name in the private storage, which no backup of the database takes back."""
    name = f"{TOMBSTONES}/{account_id.hex}"
    if not storages["private"].exists(name):
        storages["private"].save(name, ContentFile(b""))


def delete_again(*, now: datetime) -> int:
    """After a backup was restored: closes the accounts anew that were deleted since it was made; how many.

    Nobody is written to again. The next sweep removes their rows.
    """
    try:
        _, names = storages["private"].listdir(TOMBSTONES)
    except FileNotFoundError:
        return 0
    back = list(User.objects.filter(pk__in=[UUID(hex=name) for name in names]).values_list("pk", flat=True))
    for account_id in back:
        with transaction.atomic():
            User.objects.filter(pk=account_id).update(is_active=False, updated_at=now)
            AccountDeletion.objects.update_or_create(
                account_id=account_id,
                defaults={"told_at": now, "finished_at": None, "claimed_until": None},
                create_defaults={"told_at": now, "created_at": now},
            )
    return len(back)
