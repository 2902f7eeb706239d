"""One batch of planned rows becomes people. The caller's transaction, and at most 25 queries whatever the rows.

Rows added as planned take the short way (`adding`); here is the long one, for rows that the owner decided about and
for people who are updated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Case, Count, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from apps.contacts import names
from apps.contacts.employernames import EmployerKeys
from apps.contacts.imports.news import job_change
from apps.contacts.models import Contact, Employer, ImportJob, ImportRow, PrivateNote, Touch
from apps.contacts.selectors.employernames import keys_meant
from apps.contacts.services.imports.adding import PLAIN_FIELDS, add_plain_rows, own_values_of, tag_called
from apps.contacts.services.people import search_text
from apps.core import clock
from apps.core.tables.bulk import by_index, copy_in, update_in

Action, Outcome, Finding = ImportRow.Action, ImportRow.Outcome, ImportRow.Finding
CHANGED_FIELDS = ("email", "phone", "profile_url", "profile_key", "location", "title", "employer", "search_text")


def apply_batch(job: ImportJob, size: int, now: datetime) -> int:
    """Adds, updates or keeps the next rows, as planned; notes what was done, and how far the job is. How many rows.

    What changed since the plan was made counts: someone who joined the list in between is kept, not doubled; someone
    who was deleted is added again.
    """
    ahead = _look_ahead(job, size)
    if not ahead["count"]:
        return 0
    after, until = job.cursor, ahead["until"]
    by_index()
    rows = job.rows.filter(line__gt=after, line__lte=until)
    if ahead["skipped"]:
        _leave_out(rows)
    if ahead["plain"]:
        add_plain_rows(job, after, until, now)
    if ahead["count"] > ahead["skipped"] + ahead["plain"]:
        looked_at = Q(action=Action.UPDATE) | Q(action=Action.ADD, chosen=True) | Q(action=Action.ADD, sort_key="")
        apply_rows(job, list(rows.filter(looked_at).order_by("line")), now)
    job.cursor = job.applied = until
    return ahead["count"]


def _look_ahead(job: ImportJob, size: int) -> dict[str, int]:
    """How many rows come next, up to which line, and of which kinds they are."""
    plain = Q(action=Action.ADD, chosen=False) & ~Q(sort_key="")
    return (
        job.rows.filter(line__gt=job.cursor)
        .order_by("line")[:size]
        .aggregate(
            count=Count("line"),
            until=Max("line"),
            skipped=Count("line", filter=Q(action=Action.SKIP)),
            plain=Count("line", filter=plain),
        )
    )


def _leave_out(rows: QuerySet[ImportRow]) -> None:
    """Those left out because they are on the list already are kept; the second row about a person is not."""
    skipped = rows.filter(action=Action.SKIP)
    kept = Q(match__isnull=False) & ~Q(finding=Finding.TWICE)
    skipped.update(
        outcome=Case(When(kept, then=Value(Outcome.KEPT.value)), default=Value(Outcome.LEFT_OUT.value)),
        contact=Case(When(kept, then=F("match")), default=None),
    )


def apply_rows(job: ImportJob, rows: list[ImportRow], now: datetime) -> None:
    """Adds or updates rows that need a closer look, and writes on each what was done."""
    adds = [r for r in rows if r.action == Action.ADD or r.match_id is None]
    updates = [r for r in rows if r.action == Action.UPDATE and r.match_id is not None]
    employers = employers_called(job.owner_id, [r.values.get("employer", "") for r in rows])
    _add(job, adds, employers, now)
    _update(job, updates, employers, now)
    update_in(rows, ("outcome", "contact", "changes"))


def new_contact(job: ImportJob, values: dict[str, str], employer: Employer | None) -> Contact:
    """The person that a row adds: what undo compares with, to see whether they were changed since."""
    contact = Contact(
        owner_id=job.owner_id,
        circle=job.circle,
        employer=employer,
        source=f"{job.tag or job.get_format_display()}"[:100],
        own_values=own_values_of(values),
        **{name: values.get(name, "") for name in PLAIN_FIELDS},
    )
    _fill_keys(contact, _tags_of(job, values))
    return contact


def _fill_keys(contact: Contact, tags: Iterable[str]) -> None:
    contact.sort_key = names.fold(f"{contact.family_name} {contact.given_name}")[:400]
    contact.profile_key = names.profile_key(contact.profile_url)
    contact.search_text = search_text(contact, tags)


def employers_called(owner_id: UUID, wanted: Iterable[str], meant: EmployerKeys | None = None) -> dict[str, Employer]:
    """Name as it is written → the owner's employer, made where missing."""
    wanted = list(dict.fromkeys(name for name in wanted if name))
    if not wanted:
        return {}
    meant = meant or keys_meant(owner_id, wanted)
    by_key: dict[str, str] = {}
    for name in wanted:
        by_key.setdefault(meant.of(name), name)
    known = Employer.objects.filter(owner_id=owner_id, name_key__in=by_key)
    found = {e.name_key: e for e in known}
    missing = [Employer(owner_id=owner_id, name=n, name_key=k) for k, n in by_key.items() if k not in found]
    if missing:
        Employer.objects.bulk_create(missing, ignore_conflicts=True)  # another request may make one at this moment
        found |= {e.name_key: e for e in known.filter(name_key__in=[e.name_key for e in missing])}
    return {name: found[meant.of(name)] for name in wanted}


def _add(job: ImportJob, rows: list[ImportRow], employers: dict[str, Employer], now: datetime) -> None:
    if not rows:
        return
    profiles, emails = _taken(job, rows)
    contacts: list[Contact] = []
    added: list[ImportRow] = []
    for row in rows:
        contact = new_contact(job, row.values, employers.get(row.values.get("employer", "")))
        twin = profiles.get(contact.profile_key) or emails.get((contact.email.lower(), contact.sort_key))
        if twin and not _on_purpose(row):
            row.outcome, row.contact_id = Outcome.KEPT, twin
            continue
        if contact.profile_key and contact.profile_key in profiles:  # wanted beside the other: the link stays theirs
            contact.profile_url = contact.profile_key = ""
        contact.created_at = now
        profiles |= {contact.profile_key: contact.pk} if contact.profile_key else {}
        contacts.append(contact)
        added.append(row)
        row.outcome, row.contact_id = Outcome.ADDED, contact.pk
    copy_in(contacts)
    _write_beside(job, added, now)


def _on_purpose(row: ImportRow) -> bool:
    """The owner asked for a second person of the same address."""
    return row.chosen and row.finding in (Finding.SAME_EMAIL, Finding.LIKELY, Finding.TWICE)


def _taken(job: ImportJob, rows: list[ImportRow]) -> tuple[dict[str, UUID], dict[tuple[str, str], UUID]]:
    """Who has these profile links by now, and who of which name these addresses."""
    people = Contact.objects.filter(owner_id=job.owner_id)
    keys = {key for r in rows if (key := names.profile_key(r.values.get("profile_url", "")))}
    profiles = dict(people.filter(profile_key__in=keys).values_list("profile_key", "id")) if keys else {}
    addresses = {r.values["email"].lower() for r in rows if r.values.get("email")}
    lower = people.exclude(email="").annotate(address=Lower("email")).filter(address__in=addresses)
    found = lower.values_list("address", "sort_key", "id") if addresses else ()
    return profiles, {(address, name): pk for address, name, pk in found}


def _write_beside(job: ImportJob, rows: list[ImportRow], now: datetime) -> None:
    """Tag, timeline and private note of the people that were added.

    `created_at` of all of it is that of the person, by which undo tells it from what came later.
    """
    ids = [(row, row.contact_id) for row in rows if row.contact_id]
    touches = [
        Touch(
            owner_id=job.owner_id,
            contact_id=contact,
            kind=Touch.Kind.ADDED,
            summary=f"Imported from {job.filename}"[:300],
            occurred_at=now,
            created_at=now,
        )
        for _, contact in ids
    ]
    met = "Connected on LinkedIn" if job.format == ImportJob.Format.LINKEDIN else "First met"
    touches += [
        Touch(
            owner_id=job.owner_id,
            contact_id=contact,
            kind=Touch.Kind.NOTE,
            summary=met,
            occurred_at=min(now, clock.local_moment(date.fromisoformat(day), time(12), job.owner.zone)),
            created_at=now,
        )
        for row, contact in ids
        if (day := row.values.get("met_on"))
    ]
    copy_in(touches)
    notes = [
        PrivateNote(owner_id=job.owner_id, contact_id=contact, body=body, created_at=now)
        for row, contact in ids
        if (body := row.values.get("note"))
    ]
    copy_in(notes)
    words = {row.pk: _tags_of(job, row.values) for row, _ in ids}
    tags = {w.casefold(): tag_called(job, w) for w in dict.fromkeys(w for each in words.values() for w in each)}
    link = Contact.tags.through
    copy_in(
        [
            link(contact_id=contact, tag_id=pk)
            for row, contact in ids
            for pk in dict.fromkeys(tags[w.casefold()].pk for w in words[row.pk])
        ]
    )


def _tags_of(job: ImportJob, values: dict[str, str]) -> list[str]:
    """The tag of the whole import, and those that the file gives to this person."""
    return [tag for tag in (job.tag, *values.get("tags", "").split("\n")) if tag]


def _update(job: ImportJob, rows: list[ImportRow], employers: dict[str, Employer], now: datetime) -> None:
    if not rows:
        return
    people = (
        Contact.objects.filter(owner_id=job.owner_id)
        .select_for_update(of=("self",))
        .select_related("employer")
        .prefetch_related("tags")
        .in_bulk([row.match_id for row in rows])
    )
    changed: dict[UUID, Contact] = {}
    touches: list[Touch] = []
    for row in rows:
        contact = people[row.match_id] if row.match_id else None
        if contact is None:  # cannot be: the foreign key would be null
            continue
        row.contact_id = contact.pk
        row.changes = _change(contact, row, employers)
        row.outcome = Outcome.UPDATED if row.changes else Outcome.KEPT
        if row.changes:
            changed[contact.pk] = contact
        if news := job_change(row.changes):
            touch = Touch(
                owner_id=job.owner_id, contact=contact, kind=Touch.Kind.NOTE, summary=news[:300], body="",
                occurred_at=now, created_at=now,
            )  # fmt: skip
            row.changes["touch"] = ["", str(touch.pk)]
            touches.append(touch)
    for contact in changed.values():
        _fill_keys(contact, [tag.name for tag in contact.tags.all()])
        contact.updated_at = now
    update_in(list(changed.values()), (*CHANGED_FIELDS, "updated_at"))
    copy_in(touches)


def _change(contact: Contact, row: ImportRow, employers: dict[str, Employer]) -> dict[str, list[str]]:
    """Sets what the plan allows and returns {field: [before, after]}. Blanks are filled only while they are blank."""
    changes: dict[str, list[str]] = {}
    for field in row.update_fields:
        after = row.values.get(field, "")
        if field == "employer":
            before = contact.employer.name if contact.employer else ""
            employer = employers.get(after)
            if employer is not None and employer.pk != contact.employer_id:
                contact.employer = employer
                changes[field] = [before, employer.name]
            continue
        before = getattr(contact, field)
        if before != after and (field == "title" or not before):
            setattr(contact, field, after)
            changes[field] = [before, after]
    return changes
