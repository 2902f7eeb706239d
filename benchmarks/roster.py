"""How long a roster takes: `python -m benchmarks.roster [ROWS …]`, 20,000 by default.

A file of new students, the same file again, the same students in another program, and the way back of that; each as
the worker does it, by the task itself (`run_pending_rosters`, with its budget and its batches). A quarter of the
students are members, 5 cohorts are named in the file and 20 are by rule, so that memberships and cohorts move too.

The floor is taken in the same run: csv.DictReader and one COPY of the same rows into a table with two indexes. Ratios
are of processor time (this process and its PostgreSQL backend, which take turns), because that hardly depends on what
else the machine does. What must hold is checked: every row applied, the same file again writes no row of any table but
its own preview, and an undo brings back every column of every row. The table goes to docs/performance.md.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks import filework
from benchmarks.filework import Step, measured

HEAD = "external_id,email,given_name,family_name,program,year_level,grad_term,cohorts,status\r\n"
MEMBERS = 4  # one in so many has joined
#: What a roster file may change; beside them it writes only the file itself, its plan and its report.
TABLES = (
    "accounts_user",
    "centers_caseload",
    "centers_cohort",
    "centers_cohortstudent",
    "centers_invitation",
    "centers_membership",
    "centers_rosterentry",
    "centers_sharinggrant",
)
NUMBERED = {"centers_cohortstudent": " - 'id'"}  # a place that was taken and given back has another number
OWN = {"centers_rosterimport", "centers_rosterpart", "centers_rosterrow"}


def roster(count: int, program: str) -> Iterator[bytes]:
    """A file of `count` students in pieces."""
    yield HEAD.encode()
    for first in range(0, count, 1000):
        yield "".join(
            f"{n:07},s{n}@aldermere.example,Given{n},Family{n},{program} {n % 20},{n % 4 + 1},"
            f"{2027 + n % 3}-05,Section {n % 5},active\r\n"
            for n in range(first, min(first + 1000, count))
        ).encode()


def floor(count: int) -> float:
    """Seconds of processors that csv.DictReader and COPY take for the file."""
    rows = csv.DictReader(io.StringIO(b"".join(roster(count, "Law")).decode(), newline=""))
    columns = list(rows.fieldnames or [])
    return filework.floor(
        ([row[name] for name in columns] for row in rows), columns, "external_id", "email", unique=True
    )[1]


def writes() -> dict[str, int]:
    """Rows inserted, updated and deleted so far, table by table of the whole database, as PostgreSQL counts them."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables")
        return dict(cursor.fetchall())


def everything() -> dict[str, str]:
    """A digest of every row of every table with all its columns, but for when and under which number it was written."""
    from django.db import connection  # noqa: PLC0415

    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            row = f"to_jsonb(r) - 'updated_at'{NUMBERED.get(table, '')}"
            cursor.execute(
                f"SELECT count(*), md5(string_agg(md5(({row})::text), '' ORDER BY ({row})::text)) FROM {table} r"
            )
            found[table] = str(cursor.fetchone())
    return found


def join(center: Any) -> None:
    """Every fourth student of the roster becomes a member, as if they had accepted."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from apps.accounts.models import User  # noqa: PLC0415
    from apps.centers.models import CohortStudent, Membership, RosterEntry  # noqa: PLC0415

    entries = list(RosterEntry.objects.filter(center=center).order_by("external_id")[::MEMBERS])
    password = make_password(None)
    users = [User(email=entry.email, given_name=entry.given_name, password=password) for entry in entries]
    User.objects.bulk_create(users, batch_size=1000)
    members = [
        Membership(center=center, user=user, role="student", program=entry.program)
        for user, entry in zip(users, entries, strict=True)
    ]
    Membership.objects.bulk_create(members, batch_size=1000)
    for entry, member in zip(entries, members, strict=True):
        entry.membership = member
    RosterEntry.objects.bulk_update(entries, ["membership"], batch_size=1000)
    CohortStudent.objects.bulk_create(
        CohortStudent(cohort_id=pk, membership=entry.membership) for entry in entries for pk in entry.cohort_ids
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def carry_out(count: int) -> tuple[list[Step], float]:
    """Every part of the way of a file of `count` rows, and the processor seconds of the floor."""
    from django.utils import timezone  # noqa: PLC0415

    from apps.centers import tasks  # noqa: PLC0415
    from apps.centers.access import Rule  # noqa: PLC0415
    from apps.centers.models import Membership, RosterEntry, RosterImport, RosterRow  # noqa: PLC0415
    from apps.centers.services import create_cohort, open_center  # noqa: PLC0415
    from apps.centers.services import roster as services  # noqa: PLC0415
    from tests.factories.accounts import UserFactory  # noqa: PLC0415

    director = UserFactory()
    center = open_center(actor=director, name=f"Center of {count}", now=timezone.now())
    for number in range(5):
        create_cohort(actor=director, center=center, name=f"Section {number}", now=timezone.now())
    for number in range(20):
        rule = Rule(programs=[f"Law {number}", f"Design {number}"], years=["1", "2"], grad_from="2027-05")
        create_cohort(actor=director, center=center, name=f"Rule {number}", now=timezone.now(), rule=rule)

    def work() -> None:
        while RosterImport.objects.filter(center=center, status__in=("reading", "applying", "undoing")).exists():
            tasks.run_pending_rosters.apply(throw=True)

    def take(program: str) -> RosterImport:
        data = list(roster(count, program))
        return services.upload_roster(actor=director, center=center, filename="r.csv", chunks=data, now=timezone.now())

    def plan(program: str) -> RosterImport:
        job = take(program)
        work()
        job.refresh_from_db()
        assert job.status == "check", (job.status, job.error)
        return job

    def apply(job: RosterImport) -> None:
        assert services.apply_roster(actor=director, job=job, now=timezone.now())
        work()
        job.refresh_from_db()
        assert job.status == "done", (job.status, job.error)
        assert RosterRow.objects.filter(roster_import=job, outcome="applied").count() == count

    def undo(job: RosterImport, undone: int) -> None:
        assert services.undo_roster(actor=director, job=job, now=timezone.now())
        work()
        job.refresh_from_db()
        assert RosterRow.objects.filter(roster_import=job, outcome="undone").count() == undone

    jobs: list[RosterImport] = []
    steps: list[Step] = []
    before = floor(count)
    steps.append(measured("Preview of new students", lambda: jobs.append(plan("Law"))))
    steps.append(measured("Apply", lambda: apply(jobs[0])))
    join(center)
    as_it_was, written = everything(), writes()
    steps.append(measured("The same file again", lambda: jobs.append(plan("Law"))))
    assert not services.has_work(jobs[1])
    assert not services.apply_roster(actor=director, job=jobs[1], now=timezone.now())
    work()
    more = {table for table, count in writes().items() if count != written.get(table, 0)}
    assert more, "PostgreSQL counted no writes at all"
    assert more <= OWN, f"the same file again wrote into {more - OWN}"
    assert everything() == as_it_was
    steps.append(measured("Preview of changes in every row", lambda: jobs.append(plan("Design"))))
    steps.append(measured("Apply the changes", lambda: apply(jobs[2])))
    assert everything() != as_it_was
    assert Membership.objects.filter(center=center, program__startswith="Design").count() == -(-count // MEMBERS)
    steps.append(measured("Undo the changes", lambda: undo(jobs[2], count)))
    now = everything()
    assert now == as_it_was, f"the undo did not restore {[table for table in TABLES if now[table] != as_it_was[table]]}"
    joined = Membership.objects.filter(center=center, role="student").count()
    steps.append(measured("Undo the new students who have not joined", lambda: undo(jobs[0], count - joined)))
    assert RosterEntry.objects.filter(center=center).count() == joined
    after = floor(count)
    return steps, (before + after) / 2


def measure(sizes: list[int]) -> list[str]:
    """The table, line by line."""
    lines = [
        "| Rows | Part | Seconds | Processor, s | Rows/s of it | Floor ÷ it, processor time | Statements "
        "| Memory above idle, MB |",
        "|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for count in sizes:
        steps, worked = carry_out(count)
        lines += [
            f"| {count:,} | {s.name} | {s.seconds:.1f} | {s.worked:.1f} | {count / s.worked:,.0f} "
            f"| {worked / s.worked:.3f} | {s.statements:,} | {s.memory:,.0f} |"
            for s in steps
        ]
    return lines


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:] if text.isdigit()] or [20_000]
    with filework.running("roster"):
        table = measure(sizes)
    about = (
        "`python -m benchmarks.roster`: a file through the worker's task, a quarter of its students members, 5 "
        "cohorts in the file and 20 by rule. The floor is csv.DictReader and one COPY of the same rows. The same "
        "file again writes no row of any table but its own preview, as PostgreSQL counts writes, and the undo brings "
        f"back every column of every row of the {len(TABLES)} tables that a roster may change; both are checked in the "
        f"run. The load of the machine at the end was {os.getloadavg()[0]:.0f}."
    )
    filework.write_section("roster", ["## Rosters", "", about, "", *table])
    print("\n".join(table))


if __name__ == "__main__":
    main()
