"""The queue of copies: ask, claim, make, settle, forget. Running it twice, or killing it anywhere, is harmless."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from apps.accounts.models import User
from apps.centers.models import Center
from apps.core.wake import wake_after_commit
from apps.workspace.models import DataCopy
from apps.workspace.services.copies.archive import Part, everything_about, readme
from apps.workspace.services.copies.center import records_about

LEASE = timedelta(minutes=6)  # more than a task may take; a new one begins from nothing
MAX_ATTEMPTS = 3
RECORDS_KEPT = timedelta(days=14)  # nobody waits for a center's answer beside the page
TASK = "apps.workspace.tasks.run_data_rights"
Status = DataCopy.Status


class ClaimLost(Exception):
    """Somebody else makes this copy now, or the account was closed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to make a copy as long as `fence` is still its number of attempts."""

    copy_id: UUID
    fence: int
    file: str


def ask_for_copy(*, actor: User, center: Center | None = None, now: datetime) -> DataCopy | None:
    """A copy of everything about `actor`, or of what `center` holds; None if one is being made already."""
    try:
        with transaction.atomic():
            copy = DataCopy.objects.create(owner=actor, center=center, created_at=now)
            wake_after_commit(TASK)
    except IntegrityError:
        return None
    return copy


def make_waiting(*, clock: Callable[[], datetime], budget: timedelta) -> int:
    """Makes copies until none waits or the time is spent; how many were made."""
    end, made = clock() + budget, 0
    while clock() < end and (claim := _claim(clock())) is not None:
        try:
            _make(claim, clock)
            made += 1
        except ClaimLost:
            forget_file(claim.file)
    return made


def _claim(now: datetime) -> Claim | None:
    """The oldest copy that waits, or whose worker is gone; one that failed too often is given up."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    with transaction.atomic():
        waiting = DataCopy.objects.select_for_update(skip_locked=True).filter(
            free, status__in=(Status.QUEUED, Status.RUNNING)
        )
        copy = waiting.order_by("created_at").first()
        if copy is None:
            return None
        forget_file(copy.file)
        if copy.attempts >= MAX_ATTEMPTS:
            DataCopy.objects.filter(pk=copy.pk).update(status=Status.FAILED, file="", updated_at=now)
            return None
        claim = Claim(copy.pk, copy.attempts + 1, f"copies/{copy.pk.hex}-{copy.attempts + 1}.zip")
        DataCopy.objects.filter(pk=copy.pk).update(
            status=Status.RUNNING, attempts=claim.fence, file=claim.file, done=0, claimed_until=now + LEASE,
            updated_at=now,
        )  # fmt: skip
        return claim


def _make(claim: Claim, clock: Callable[[], datetime]) -> None:
    copy = DataCopy.objects.select_related("owner", "center").get(pk=claim.copy_id)
    if copy.center is None:
        title, parts = "Everything that Acquaint holds about you", everything_about(copy.owner)
    else:
        title = f"What {copy.center.name} holds about you"
        parts = records_about(copy.owner, copy.center)
    _settle(claim, clock(), total=len(parts))
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            lines = list(_write(archive, parts, claim, clock))
            archive.writestr("README.txt", readme(copy.owner, title, lines, clock()))
        size = file.tell()
        file.seek(0)
        storages["private"].save(claim.file, File(file))
    now = clock()
    kept = timedelta(hours=settings.DATA_COPY_HOURS) if copy.center is None else RECORDS_KEPT
    _settle(
        claim, now, status=Status.READY, size=size, ready_at=now, expires_at=now + kept, claimed_until=None
    )  # fmt: skip


def _write(archive: zipfile.ZipFile, parts: list[Part], claim: Claim, clock: Callable[[], datetime]) -> Iterator[str]:
    """Writes all parts; gives what the README says of each."""
    for part in parts:
        for name, pieces in part.files():
            with archive.open(name, "w") as target:
                for piece in pieces:
                    target.write(piece.encode())
        now = clock()
        _settle(claim, now, done=F("done") + 1, claimed_until=now + LEASE)
        yield part.title


def _settle(claim: Claim, now: datetime, **changes: object) -> None:
    """Writes to the row while it is ours; ClaimLost otherwise, and when the account was closed meanwhile."""
    mine = DataCopy.objects.filter(pk=claim.copy_id, attempts=claim.fence, status=Status.RUNNING, owner__is_active=True)
    if not mine.update(updated_at=now, **changes):
        raise ClaimLost


def forget_copies(*, now: datetime) -> int:
    """Deletes the files whose time is over; how many."""
    over = DataCopy.objects.filter(status=Status.READY, expires_at__lte=now)
    for copy in over:
        forget_file(copy.file)
        DataCopy.objects.filter(pk=copy.pk, status=Status.READY).update(status=Status.GONE, file="", updated_at=now)
    return len(over)


def forget_file(name: str) -> None:
    """Deletes a file of the private storage; nothing happens if it is not there."""
    if name:
        storages["private"].delete(name)


def open_copy(copy: DataCopy) -> IO[bytes] | None:
    """The archive, to be read; None if its file is gone."""
    try:
        return storages["private"].open(copy.file, "rb")
    except FileNotFoundError:
        return None
