"""The plan of a whole file, made by a worker batch by batch, and its last step: who stands in the file twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import uuid_utils
from django.db import connection

from apps.contacts.imports import reading
from apps.contacts.imports.dates import Order, parse_date
from apps.contacts.imports.formats import FORMATS
from apps.contacts.imports.planning import Action, Candidate, Decision, PlannedRow, plan_row
from apps.contacts.imports.values import CellReader
from apps.contacts.models import ImportJob, ImportPart, ImportRow
from apps.contacts.ownvalues import PREFIX, Field
from apps.contacts.selectors.known import known_among
from apps.contacts.selectors.own import own_fields
from apps.core.tables.bulk import by_index, update_in
from apps.core.tables.lines import Record

TOO_MANY = (
    f"Only the first {reading.MAX_ROWS:,} rows were read. Split the file, and import the rest as a file of its own."
)
AT_A_TIME = 250  # rows handed over
_COPY = (
    "COPY contacts_importrow (id, created_at, updated_at, owner_id, job_id, line, values, sort_key, profile_key,"
    " employer_key, search_text, finding, action, reason, asked, chosen, fixes, match_id, update_fields, outcome)"
    " FROM STDIN"
)
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
#: A row is a second one if the profile, the address of a person (a household's has several, known by their initials),
#: the person on the list, or failing link and address the name and work have stood before. Rows that were left out for
#: themselves do not count.
_TWICE = """
WITH keyed AS (
    SELECT id, line, 'p' || profile_key AS key FROM contacts_importrow
    WHERE job_id = %(job)s AND profile_key <> '' AND finding = ANY(%(people)s)
    UNION ALL
    SELECT id, line, 'e' || lower(values ->> 'email') || left(split_part(sort_key, ' ', -1), 1) FROM contacts_importrow
    WHERE job_id = %(job)s AND values ? 'email' AND finding = ANY(%(people)s)
    UNION ALL
    SELECT id, line, 'n' || sort_key || chr(9) || employer_key || chr(9) || lower(coalesce(values ->> 'title', ''))
    FROM contacts_importrow
    WHERE job_id = %(job)s AND profile_key = '' AND NOT values ? 'email' AND finding = ANY(%(people)s)
    UNION ALL
    SELECT id, line, 'm' || match_id::text FROM contacts_importrow
    WHERE job_id = %(job)s AND match_id IS NOT NULL AND finding IN ('same_profile', 'same_email', 'unchanged')
), placed AS (
    SELECT id, line, min(line) OVER (PARTITION BY key) AS first FROM keyed
), twice AS (
    SELECT id, min(first) AS first FROM placed WHERE first < line GROUP BY id
)
UPDATE contacts_importrow r SET
    finding = 'twice', asked = true,
    action = CASE WHEN r.chosen AND r.action = 'add' THEN 'add' ELSE 'skip' END,
    reason = CASE WHEN f.sort_key = r.sort_key THEN format('Also on line %%s.', f.line)
        ELSE left(format('The same person as %%s on line %%s, going by e-mail or profile link.', left(concat_ws(' ',
            f.values ->> 'given_name', f.values ->> 'family_name'), 200), f.line), 300) END
FROM twice t JOIN contacts_importrow f ON f.job_id = %(job)s AND f.line = t.first
WHERE r.id = t.id
"""
_PEOPLE = ["new", "same_profile", "same_email", "likely", "bad_email", "unchanged"]


class Planner:
    """An open file of a job, on the way through its records. Knows where it stands; the job knows what is written."""

    def __init__(self, job: ImportJob) -> None:
        layout = reading.Layout(**job.layout)
        self._table = reading.Table(_pieces(job), layout)
        tidy = FORMATS[job.format].tidy(layout.header)
        self._reader = CellReader(layout.header, job.mapping, tidy, _own_fields(job))
        self._decisions = job.decisions
        self._records = iter(self._table)
        if job.cursor:
            self._records = _after(self._records, job.cursor)

    def next_batch(self, job: ImportJob, size: int, now: datetime) -> bool:
        """Plans and writes the next rows in the caller's transaction; False if these were the last."""
        by_index()
        if not job.cursor:
            ImportRow.objects.filter(job=job)._raw_delete("default")
        order = _order(job)
        candidates = [self._candidate(record, order) for record in islice(self._records, min(size, self._room(job)))]
        people = known_among(job.owner_id, candidates)
        if candidates:
            _write(job, (plan_row(candidate, people) for candidate in candidates), now)
        _note_dates(job, candidates)
        job.position = self._table.position
        job.processed += len(candidates)
        job.total = job.processed
        if candidates:
            job.cursor = candidates[-1].line
        return len(candidates) == size

    def _candidate(self, record: Record, order: Order | None) -> Candidate:
        decided = self._decisions.get(str(record.line)) if self._decisions else None
        fixes = decided["fixes"] if decided else {}
        read = self._reader.read(record, order, fixes)
        if not decided:
            return Candidate.of(record.line, read)
        action = None if fixes else Action(decided["action"])
        return Candidate.of(record.line, read, Decision(action, fixes))

    def _room(self, job: ImportJob) -> int:
        """How many more rows we take; what is beyond is said on the page."""
        room = reading.MAX_ROWS - job.processed
        if room <= 0 and next(self._records, None) is not None:
            job.error = TOO_MANY
        return max(room, 0)


def _own_fields(job: ImportJob) -> list[Field]:
    """The owner's, if a column holds one."""
    return own_fields(job.owner) if any(name.startswith(PREFIX) for name in job.mapping.values()) else []


def _pieces(job: ImportJob) -> Iterator[bytes]:
    """The upload, one piece in memory at a time."""
    number = 0
    parts = ImportPart.objects.filter(job=job)
    while (data := parts.filter(number=number).values_list("data", flat=True).first()) is not None:
        yield bytes(data)
        number += 1


def _after(records: Iterator[Record], line: int) -> Iterator[Record]:
    """Reading on after a crash: what is planned already is passed over."""
    return (record for record in records if record.line > line)


def _order(job: ImportJob) -> Order | None:
    return Order(job.date_order) if job.date_order else None


def _note_dates(job: ImportJob, candidates: Iterable[Candidate]) -> None:
    """Which orders the dates betray, and how many could be read in two ways."""
    orders = set(job.date_orders)
    for candidate in candidates:
        if candidate.read.order:
            orders.add(candidate.read.order.value)
        if candidate.read.odd_date:
            job.odd_date = job.odd_date or candidate.read.odd_date
            job.odd_dates += 1
    job.date_orders = sorted(orders)


def finish_plan(job: ImportJob) -> None:
    """What can only be said when every row is there: the order of dates, and who stands in the file twice."""
    if job.odd_dates and len(job.date_orders) == 1:
        _settle_dates(job, Order(job.date_orders[0]))
        job.odd_date, job.odd_dates = "", 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(_TWICE, {"job": job.pk, "people": _PEOPLE})


def _settle_dates(job: ImportJob, order: Order) -> None:
    """Another date of the file has said which number is the month."""
    rows = job.rows.filter(values__has_key="odd_date").only("id", "values").order_by("line")
    last = 0
    while batch := list(rows.filter(line__gt=last).only("id", "values", "line")[:2000]):
        last = batch[-1].line
        for row in batch:
            row.values["met_on"] = str(parse_date(row.values.pop("odd_date"), order))
        update_in(batch, ("values",))


def _write(job: ImportJob, rows: Iterator[PlannedRow], now: datetime) -> None:
    """COPY, its text made here: the fastest way there is, for files have hundreds of thousands of rows.

    PostgreSQL stores what it has got while the next rows are planned.
    """
    moment = now.isoformat()
    shared = f"\t{moment}\t{moment}\t{job.owner_id}\t{job.pk}\t"  # every row says this behind its id
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        while text := "".join([_line(row, shared) for row in islice(rows, AT_A_TIME)]):
            copy.write(text)


def _line(row: PlannedRow, shared: str) -> str:
    keys = row.keys
    # JSON and keys hold no line ends and no tabs, so only backslashes need a second one.
    said = f"{_as_json(row.values)}\t{keys.name}\t{keys.profile}\t{keys.employer}\t{keys.search}".replace("\\", "\\\\")
    noted = _noted(row) if row.reason or row.asked or row.decision or row.match else _NOTHING_NOTED
    return f"{uuid_utils.uuid7()}{shared}{row.line}\t{said}\t{row.finding}\t{row.action}\t{noted}\n"


_NOTHING_NOTED = "\tf\tf\t\\N\t\\N\t[]\t"


def _noted(row: PlannedRow) -> str:
    """Of the few rows of which there is more to say: reason, asked, chosen, fixes, match, update_fields, outcome."""
    reason, asked = row.reason.translate(_ESCAPES), "t" if row.asked else "f"
    chosen, fixes, match, fields = "f", "\\N", "\\N", "[]"
    if row.decision:
        chosen, fixes = "t", json.dumps(dict(row.decision.fixes)).replace("\\", "\\\\")
    if row.match:
        match, fields = str(row.match), json.dumps(row.update_fields)
    return f"{reason}\t{asked}\t{chosen}\t{fixes}\t{match}\t{fields}\t"


def _as_json(values: dict[str, str]) -> str:
    """A row of plain letters, as most are, is put together here: in half the time."""
    text = "".join(values.values())
    if values and text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return '{"' + '","'.join([f'{name}":"{value}' for name, value in values.items()]) + '"}'
    return json.dumps(values)


def decisions_of(job: ImportJob) -> dict[str, Any]:
    """What the owner decided about rows, for the next plan; added to what earlier plans had kept."""
    decided = job.rows.filter(chosen=True).values_list("line", "action", "fixes")
    kept: dict[str, Any] = job.decisions
    return kept | {str(line): {"action": action, "fixes": fixes or {}} for line, action, fixes in decided}
