"""One count of some months of a center, or of the students whom one advisor looks after, written down for good."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.advising.models import ReportPopulation, ReportRun
from apps.advising.reports.counting import TOTAL, Population, table_of
from apps.advising.reports.facts import facts_of, flagged_of
from apps.advising.reports.figures import NOTHING_YET, SHARING, Cell, Facts
from apps.advising.reports.people import People, people_of
from apps.advising.reports.steady import Published, steady_rows
from apps.centers.models import Center

Table = dict[str, dict[str, Cell]]


@dataclass(frozen=True, slots=True)
class Of:
    """Whose figures: of a center, or of those of its students whom `reader` looks after."""

    center: Center
    reader: User | None

    @property
    def runs(self) -> QuerySet[ReportRun]:
        """Their months."""
        return ReportRun.objects.filter(center=self.center, reader=self.reader)

    def one_count_at_a_time(self) -> None:
        """Until the transaction ends: two counts beside each other would not know whom the other one shows (RPT-2)."""
        with connection.cursor() as cursor:
            name = f"report {self.center.pk} {self.reader.pk if self.reader else ''}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def count_months(of: Of, months: Sequence[date], *, now: datetime, keep_empty: bool) -> dict[date, ReportRun]:
    """Counts `months`, the earliest first, of whoever shares at this moment (CON-2). Asks for the lock of `of`.

    A month that shows nothing has told nobody anything: it is kept only where `keep_empty` says so, and counted anew.
    """
    people = people_of(of.center, of.reader)
    facts = facts_of(sorted(people.sharing), months[0], months[-1])
    flagged = flagged_of(people, now)
    digests = {student: _digest(of.center, student) for student in people.joined}
    ledger = _Ledger(of)
    runs = {}
    for month in months:
        everybody, sharing = people.rows(month)
        population = Population(
            everybody=steady_rows(_named(everybody, digests), ledger.everybody, TOTAL),
            counted=steady_rows(_named(sharing, digests), ledger.counted, TOTAL),
        )
        table = table_of(population, {digests[s]: fact for s, fact in _with(flagged, facts.get(month, {})).items()})
        ledger.keep(table, population, now)
        runs[month] = ReportRun(
            center=of.center, reader=of.reader, month=month, rows=_rows(people, table), created_at=now
        )
    ReportRun.objects.bulk_create(
        [run for run in runs.values() if keep_empty or run.tells_something],
        update_conflicts=True,
        unique_fields=["center", "month", "reader"],
        update_fields=["rows", "is_waiting", "created_at", "updated_at"],
    )
    return runs


def _with(flagged: set[UUID], facts: dict[UUID, Facts]) -> dict[UUID, Facts]:
    idle = replace(NOTHING_YET, flagged=1)
    return facts | {student: replace(facts[student], flagged=1) if student in facts else idle for student in flagged}


class _Ledger:
    """Who was in a report of this center, or of this reader's caseload, before."""

    def __init__(self, of: Of) -> None:
        self._of = of
        self.counted, self.everybody = Published(), Published()
        kept = ReportPopulation.objects.filter(center=of.center, reader=of.reader).order_by("updated_at", "pk")
        for kind, row, members in kept.values_list("of", "row", "members"):
            (self.counted if kind == ReportPopulation.Of.COUNTED else self.everybody).add(row, frozenset(members))

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

    def _row(self, kind: str, row: str, members: Collection[Any], now: datetime) -> ReportPopulation:
        center, reader = self._of.center, self._of.reader
        return ReportPopulation(center=center, reader=reader, of=kind, row=row, members=sorted(members), created_at=now)


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
