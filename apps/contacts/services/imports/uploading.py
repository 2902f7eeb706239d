"""From an uploaded file to a job whose rows are planned, and planning again when the columns change.

A request only stores the file and plans its first rows, so that there is something to look at; a worker plans the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import PurePath

from django.db import connection, transaction

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.imports import reading
from apps.contacts.imports.columns import FIELDS, with_own_fields
from apps.contacts.imports.errors import ImportUnderWay, UnreadableFile
from apps.contacts.imports.formats import FORMATS, recognise
from apps.contacts.imports.sniffing import Sniffer
from apps.contacts.models import Circle, ImportJob
from apps.contacts.selectors.own import own_fields
from apps.contacts.services.imports.claims import Claim, work_on
from apps.contacts.services.imports.planning import decisions_of
from apps.contacts.services.imports.starting import TASK
from apps.core.tables.lines import Record
from apps.core.wake import wake_after_commit

PART = 1024 * 1024
FIRST_ROWS = 250
AT_ONCE = timedelta(0)  # one batch, then the worker
_COPY = "COPY contacts_importpart (job_id, number, data, created_at) FROM STDIN WITH (FORMAT BINARY)"
Status = ImportJob.Status


def upload_people(*, actor: User, filename: str, chunks: Iterable[bytes], now: datetime) -> ImportJob:
    """A job with the plan for the first rows of the file; a small file is planned to its end.

    Raises UnreadableFile, with a sentence for the person, and leaves nothing behind.
    """
    job = ImportJob(
        owner=actor,
        created_at=now,
        filename=names.clean(PurePath(filename).name)[-255:] or "people.csv",
        format=ImportJob.Format.CSV,
        status=Status.PLANNING,
        circle=Circle.COLD,
    )
    with transaction.atomic():
        _forget_unstarted(actor)
        job.save()
        sniffer = _store(job, chunks, now)
        _lay_out(job, sniffer)
        job.tag = f"{FORMATS[job.format].LABEL}, {now.astimezone(actor.zone):%b %Y}"
        claim = _claim(job, now)
        job.save()
    _plan_first_rows(claim, now)
    job.refresh_from_db()
    return job


def _store(job: ImportJob, chunks: Iterable[bytes], now: datetime) -> Sniffer:
    """Keeps the upload piece by piece, looking at each as it passes."""
    sniffer = Sniffer()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(["uuid", "int4", "bytea", "timestamptz"])
        for number, part in enumerate(_parts(chunks)):
            sniffer.look(part)
            if sniffer.size > reading.MAX_BYTES:
                raise UnreadableFile("This file is larger than 250 MB. Split it, and import the parts one by one.")
            copy.write_row((job.pk, number, part, now))
    return sniffer


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of PART."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    if held:
        yield bytes(held)


def _lay_out(job: ImportJob, sniffer: Sniffer) -> None:
    """What kind of file it is, what its columns hold, and what they probably mean."""
    encoding = sniffer.encoding()
    layout = reading.first_look(sniffer.head, encoding, whole=sniffer.size <= len(sniffer.head))
    job.layout = layout.as_dict()
    job.format = recognise(layout.header)
    job.columns = _columns(layout.header, reading.samples(sniffer.head, layout))
    job.mapping = with_own_fields(FORMATS[job.format].mapping(layout.header), own_fields(job.owner))
    job.encoding = encoding.label
    job.size = sniffer.size


def change_plan(
    *,
    actor: User,
    job: ImportJob,
    mapping: Mapping[str, str],
    date_order: str,
    circle: str,
    tag: str,
    now: datetime,
) -> ImportJob:
    """Takes other columns, another order of dates, another circle or tag; what was decided about a row stays decided.

    Raises ImportUnderWay once the import has been started or thrown away.
    """
    claim = None
    with transaction.atomic():
        job = _locked(actor, job)
        known = {column["name"] for column in job.columns}
        meanings = {"", *FIELDS, *(field.column for field in own_fields(actor))}
        wanted = job.mapping | {c: f for c, f in mapping.items() if c in known and f in meanings}
        if wanted != job.mapping or date_order != job.date_order:
            job.decisions = decisions_of(job)
            claim = _claim(job, now)
        job.mapping, job.date_order, job.circle, job.tag = wanted, date_order, circle, names.clean(tag)[:50]
        job.save()
    if claim:
        _plan_first_rows(claim, now)
        job.refresh_from_db()
    return job


def _claim(job: ImportJob, now: datetime) -> Claim:
    """Makes the plan start anew, by this request; another worker that was at it has lost."""
    job.status = Status.PLANNING
    job.attempts += 1
    job.failures = 0
    job.cursor = job.processed = job.position = job.odd_dates = 0
    job.odd_date, job.date_orders = "", []
    job.claimed_until = now + timedelta(seconds=10)
    return Claim(job.pk, job.attempts)


def _plan_first_rows(claim: Claim, now: datetime) -> None:
    work_on(claim, lambda: now, now + AT_ONCE, FIRST_ROWS)
    if ImportJob.objects.filter(pk=claim.job_id, status=Status.PLANNING).exists():
        with transaction.atomic():
            wake_after_commit(TASK)


def _forget_unstarted(actor: User) -> None:
    """Of the files that nobody started to import, only the last two stay: trying ten exports must not fill a table."""
    waiting = (
        ImportJob.objects.visible_to(actor)
        .filter(status__in=(Status.PLANNING, Status.CHECK))
        .order_by("-created_at", "-id")
    )
    old = list(waiting.values_list("pk", flat=True)[1:])
    if old:
        ImportJob.objects.filter(pk__in=old, status__in=(Status.PLANNING, Status.CHECK)).delete()


def _locked(actor: User, job: ImportJob) -> ImportJob:
    open_ = ImportJob.objects.visible_to(actor).filter(pk=job.pk, status__in=(Status.PLANNING, Status.CHECK))
    found = open_.select_for_update().first()
    if found is None:
        raise ImportUnderWay
    return found


def _columns(header: list[str], records: list[Record]) -> list[dict[str, object]]:
    """Name, first example and number of filled cells (of the first rows) of each column."""
    found = []
    for index, name in enumerate(header):
        cells = [cell for record in records if (cell := record.cells[index].strip())]
        sample = names.clean(cells[0])[:40] if cells else ""
        found.append({"name": name, "sample": " ".join(sample.split()), "filled": len(cells)})
    return found
