"""From an uploaded file to a job with planned rows, and planning again when the columns change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePath

from django.db import connection, transaction
from uuid_utils.compat import uuid7

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.imports import reading
from apps.contacts.imports.columns import FIELDS
from apps.contacts.imports.dates import Order
from apps.contacts.imports.errors import ImportUnderWay
from apps.contacts.imports.formats import FORMATS, recognise
from apps.contacts.imports.planning import Action, Decision, Plan, PlannedRow, make_plan
from apps.contacts.models import Circle, ImportFile, ImportJob, ImportRow
from apps.contacts.selectors.known import known_people

_COPY = (
    "COPY contacts_importrow (id, created_at, updated_at, owner_id, job_id, line, values, finding, action, reason,"
    " asked, chosen, fixes, match_id, update_fields, outcome) FROM STDIN"
)


def upload_people(*, actor: User, filename: str, data: bytes, now: datetime) -> ImportJob:
    """A job, ready to be checked, with a plan for every record of the file.

    Raises reading.UnreadableFile, with a sentence for the person, and leaves nothing behind.
    """
    text, encoding = reading.decode(data)
    table = reading.parse(text, encoding)
    kind = recognise(table.header)
    label = FORMATS[kind].LABEL
    job = ImportJob(
        owner=actor,
        created_at=now,
        filename=names.clean(PurePath(filename).name)[-255:] or "people.csv",
        format=kind,
        columns=_columns(table),
        mapping=FORMATS[kind].mapping(table.header),
        encoding=encoding,
        circle=Circle.COLD,
        tag=f"{label}, {now.astimezone(actor.zone):%b %Y}",
        total=len(table.records),
    )
    plan = make_plan(table, job.mapping, known_people(actor), order=None, decisions={})
    job.odd_date, job.odd_dates = plan.odd_date[:40], plan.odd_dates
    with transaction.atomic():
        _forget_unstarted(actor)
        job.save()
        ImportFile.objects.create(owner=actor, job=job, text=text, created_at=now)
        _write_rows(job, plan.rows, now)
    return job


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
    with transaction.atomic():
        job = _locked(actor, job)
        known = {column["name"] for column in job.columns}
        wanted = job.mapping | {c: f for c, f in mapping.items() if c in known and (f in FIELDS or not f)}
        plan_again = wanted != job.mapping or date_order != job.date_order
        job.mapping, job.date_order, job.circle, job.tag = wanted, date_order, circle, names.clean(tag)[:50]
        if plan_again:
            plan = _plan(job)
            job.odd_date, job.odd_dates = plan.odd_date[:40], plan.odd_dates
            job.rows.all().delete()
            _write_rows(job, plan.rows, now)
        job.save()
    return job


def _forget_unstarted(actor: User) -> None:
    """Of the files that nobody started to import, only the last two stay: trying ten exports must not fill a table."""
    waiting = ImportJob.objects.visible_to(actor).filter(status=ImportJob.Status.CHECK).order_by("-created_at", "-id")
    old = list(waiting.values_list("pk", flat=True)[1:])
    if old:
        ImportJob.objects.filter(pk__in=old, status=ImportJob.Status.CHECK).delete()


def _locked(actor: User, job: ImportJob) -> ImportJob:
    found = (
        ImportJob.objects.visible_to(actor).select_for_update().filter(pk=job.pk, status=ImportJob.Status.CHECK).first()
    )
    if found is None:
        raise ImportUnderWay
    return found


def _plan(job: ImportJob) -> Plan:
    file = ImportFile.objects.get(job=job)
    decided = job.rows.filter(chosen=True).values_list("line", "action", "fixes")
    decisions = {
        line: Decision(None if fixes else Action(action), fixes or {}) for line, action, fixes in decided.iterator()
    }
    order = Order(job.date_order) if job.date_order else None
    table = reading.parse(file.text, job.encoding)
    return make_plan(table, job.mapping, known_people(job.owner), order=order, decisions=decisions)


def _columns(table: reading.Table) -> list[dict[str, object]]:
    """Name, first example and number of filled cells of each column."""
    found = []
    for index, name in enumerate(table.header):
        cells = [cell for record in table.records if (cell := record.cells[index].strip())]
        sample = names.clean(cells[0])[:40] if cells else ""
        found.append({"name": name, "sample": sample, "filled": len(cells)})
    return found


def _write_rows(job: ImportJob, rows: Iterable[PlannedRow], now: datetime) -> None:
    """COPY, because a file has tens of thousands of rows and a person waits for the page."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            decision = row.decision
            copy.write_row((
                uuid7(), now, now, job.owner_id, job.pk, row.line, json.dumps(row.values), row.finding, row.action,
                row.reason, row.asked, decision is not None, json.dumps(decision.fixes) if decision else None,
                row.match, json.dumps(row.update_fields), ImportRow.Outcome.OPEN.value,
            ))  # fmt: skip
