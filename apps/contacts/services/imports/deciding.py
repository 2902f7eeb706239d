"""What the owner decides about single rows before the import starts."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.contacts.imports.errors import ImportUnderWay, InvalidFix
from apps.contacts.imports.planning import CHOICES, Action, Candidate, Finding, plan_row
from apps.contacts.imports.values import Read, is_email, settle
from apps.contacts.models import ImportJob, ImportRow
from apps.contacts.selectors.known import known_among

FIXED_FIELD = {Finding.NO_NAME: "full_name", Finding.BAD_EMAIL: "email"}


def choose_action(*, actor: User, row: ImportRow, action: str, now: datetime) -> ImportRow:
    """Adds, updates or leaves out one row. Raises InvalidFix for a choice that this row does not have."""
    if action not in CHOICES[Finding(row.finding)]:
        raise InvalidFix("That can’t be done with this row.")
    _change(actor, row, now, action=Action(action), chosen=True)
    return row


def fix_row(*, actor: User, row: ImportRow, text: str, now: datetime) -> ImportRow:
    """Takes the name or the e-mail address that the file lacks, and judges the row anew.

    Raises InvalidFix when the text is no name or no address; empty text takes the fix back only for an address.
    """
    field = FIXED_FIELD.get(Finding(row.finding)) or next(iter(row.fixes or {}), None)
    if field is None:
        raise InvalidFix("There is nothing to fill in for this row.")
    text = text.strip()
    if field == "email" and not is_email(text):
        raise InvalidFix("Type a whole address, such as ana@example.com.")
    if not text:
        raise InvalidFix("Type at least a first name.")
    read = Read({name: value for name, value in row.values.items() if not _replaced(field, name)} | {field: text})
    settle(read, order=None)
    candidate = Candidate.of(row.line, read)
    planned = plan_row(candidate, known_among(actor.pk, [candidate]))
    _change(
        actor,
        row,
        now,
        values=planned.values,
        sort_key=planned.keys.name,
        profile_key=planned.keys.profile,
        employer_key=planned.keys.employer,
        search_text=planned.keys.search,
        finding=planned.finding,
        action=planned.action,
        reason=planned.reason,
        match_id=planned.match,
        update_fields=planned.update_fields,
        fixes={field: text},
        chosen=True,
    )
    return row


def _replaced(field: str, name: str) -> bool:
    return name == field or (field == "full_name" and name in ("given_name", "family_name"))


def _change(actor: User, row: ImportRow, now: datetime, **fields: object) -> None:
    changed = ImportRow.objects.filter(pk=row.pk, owner=actor, job__status=ImportJob.Status.CHECK).update(
        updated_at=now, **fields
    )
    if not changed:
        raise ImportUnderWay
    for name, value in fields.items():
        setattr(row, name, value)
