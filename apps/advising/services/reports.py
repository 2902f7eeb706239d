"""Counting the months of a center, and the file with a row for each student."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.advising.access import ReportDesk
from apps.advising.models import ReportPopulation, ReportRun
from apps.advising.reports.counting import TOTAL, Population, table_of
from apps.advising.reports.facts import facts_of, flagged_of
from apps.advising.reports.figures import NOTHING_YET, SHARING, Cell, Facts
from apps.advising.reports.people import People, people_of
from apps.advising.reports.rows import StudentRow, exportable_students, rows_of
from apps.advising.reports.steady import Published, steady_rows
from apps.centers.access import Right, decide
from apps.centers.models import Center, Level
from apps.centers.services import record_exports

Table = dict[str, dict[str, Cell]]


@transaction.atomic
def read_report(*, actor: User, desk: ReportDesk, months: Sequence[date], now: datetime) -> dict[date, ReportRun]:
    """The counts of `months`: each is counted when it is first asked for and, once it tells something, never again.

    No student reads of it in their log, for nothing here is about fewer than ten (RPT-1, RPT-2).
    """
    runs = _runs(desk, months)
    if len(runs) < len(months):
        Center.objects.select_for_update(no_key=True).get(pk=desk.center.pk)  # one count at a time
        runs = _runs(desk, months)
        missing = sorted(month for month in months if month not in runs)
        runs |= _count(desk, missing, now) if missing else {}
    return runs


def _runs(desk: ReportDesk, months: Sequence[date]) -> dict[date, ReportRun]:
    found = ReportRun.objects.filter(center=desk.center, reader=desk.reader, month__in=months)
    return {run.month: run for run in found}


def _count(desk: ReportDesk, months: Sequence[date], now: datetime) -> dict[date, ReportRun]:
    people = people_of(desk.center, desk.reader)
    facts = facts_of(sorted(people.sharing), months[0], months[-1])
    flagged = flagged_of(people, now)
    digests = {student: _digest(desk.center, student) for student in people.joined}
    ledger = _Ledger(desk)
    runs = {}
    for month in months:
        everybody, sharing = people.rows(month)
        population = Population(
            everybody=steady_rows(_named(everybody, digests), ledger.everybody, TOTAL),
            counted=steady_rows(_named(sharing, digests), ledger.counted, TOTAL),
        )
        table = table_of(population, {digests[s]: fact for s, fact in _with(flagged, facts.get(month, {})).items()})
        ledger.keep(table, population, now)
        run = ReportRun(center=desk.center, reader=desk.reader, month=month, rows=_rows(people, table), created_at=now)
        if any(table.values()):  # what shows nothing has told nobody anything: it is counted anew when there are enough
            run.save(force_insert=True)
        runs[month] = run
    return runs


def _with(flagged: set[UUID], facts: dict[UUID, Facts]) -> dict[UUID, Facts]:
    return facts | {student: replace(facts.get(student, NOTHING_YET), flagged=1) for student in flagged}


class _Ledger:
    """Who was in a report of this center, or of this reader's caseload, before."""

    def __init__(self, desk: ReportDesk) -> None:
        self._desk = desk
        self.counted, self.everybody = Published(), Published()
        kept = ReportPopulation.objects.filter(center=desk.center, reader=desk.reader).order_by("updated_at", "pk")
        for of, row, members in kept.values_list("of", "row", "members"):
            (self.counted if of == ReportPopulation.Of.COUNTED else self.everybody).add(row, frozenset(members))

    def keep(self, table: Table, population: Population, now: datetime) -> None:
        """Remembers those of whom `table` shows something."""
        of = ReportPopulation.Of
        new: list[ReportPopulation] = []
        for row, cells in table.items():
            shown = (
                (self.counted, of.COUNTED, population.counted, cells.keys() - {SHARING.key}),
                (self.everybody, of.EVERYBODY, population.everybody, cells.keys() & {SHARING.key}),
            )
            for ledger, kind, rows, figures in shown:
                if figures and ledger.add(row, frozenset(rows[row])):
                    new.append(self._row(kind, row, rows[row], now))
        ReportPopulation.objects.bulk_create(new)

    def _row(self, of: str, row: str, members: Collection[Any], now: datetime) -> ReportPopulation:
        center, reader = self._desk.center, self._desk.reader
        return ReportPopulation(center=center, reader=reader, of=of, row=row, members=sorted(members), created_at=now)


def _digest(center: Center, student: UUID) -> int:
    """A number that stands for a student in this center's reports, and for nobody once the account is gone."""
    return int.from_bytes(blake2b(center.pk.bytes + student.bytes, digest_size=8).digest(), signed=True)


def _named(rows: dict[str, set[UUID]], digests: dict[UUID, int]) -> dict[str, set[int]]:
    return {row: {digests[student] for student in students} for row, students in rows.items()}


def _rows(people: People, table: Table) -> list[dict[str, object]]:
    return [
        {"row": row, "name": name, "cells": {key: cell.stored for key, cell in table.get(row, {}).items()}}
        for row, name in people.labels
    ]


@transaction.atomic
def export_rows(*, actor: User, desk: ReportDesk, purpose: str, now: datetime) -> list[StudentRow]:
    """A row for each student whose progress `actor` may take along, decided and logged as the file is made (LOG-1).

    PermissionDenied where the role does not include it, or nobody said what for.
    """
    if not decide(Right.EXPORT_ROWS, [desk.scope], level=Level.PROGRESS, purpose=purpose):
        raise PermissionDenied
    students = exportable_students(actor, desk)
    allowed = [s for s in students if decide(Right.EXPORT_ROWS, [s.scope], level=s.level, purpose=purpose)]
    rows = rows_of(allowed)
    record_exports(actor=actor, taken=[(row.student, row.counts.listed) for row in rows], purpose=purpose, now=now)
    return rows
