"""What contacts keeps about a person outside of their own row: imports, kept lists, and the names they went by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, ImportJob, ImportPart, ImportRow, PersonMerge, SavedView

_UNSTARTED = (ImportJob.Status.PLANNING, ImportJob.Status.CHECK)
_ADDRESS = re.compile(r"[^\s\"<>]+@[^\s\"<>]+\.\w+")


def names_of(contact: Contact) -> list[str]:
    """Every text that means this person and nobody else: full names, addresses, numbers, links; addresses first.

    A person who was merged into this one counts too. What somebody else on the list has as well is theirs and stays.
    """
    found = {contact.email, contact.phone, contact.profile_url, contact.profile_key}
    called = [(contact.given_name, contact.family_name)]
    for merge in PersonMerge.objects.filter(kept=contact):
        given, _, family = merge.dropped_name.partition(" ")
        called.append((given, family))
        found |= set(_ADDRESS.findall(str(merge.record)))
    for given, family in called:
        if given and family:
            found |= {f"{given} {family}", f"{family} {given}", f"{family}, {given}"}
    others = Contact.objects.filter(owner=contact.owner_id).exclude(pk=contact.pk)
    shared = Q(email__iexact=contact.email) if contact.email else Q(pk=None)
    if contact.phone:
        shared |= Q(phone=contact.phone)
    taken = {value.casefold() for row in others.filter(shared).values_list("email", "phone") for value in row}
    meant = [text for text in found if len(text) > 4 and text.casefold() not in taken]
    return sorted(meant, key=lambda text: ("@" not in text, -len(text)))  # a name may be the beginning of an address


def forget_in_imports(*, actor: User, contact: Contact) -> None:
    """Empties the rows of imports that hold the person; one that was not started yet is thrown away as a whole."""
    jobs = ImportJob.objects.visible_to(actor)
    rows = _rows_of(actor, contact)
    touched = set(rows.values_list("job_id", flat=True))
    jobs.filter(status__in=_UNSTARTED).filter(Q(pk__in=touched) | Q(status=ImportJob.Status.PLANNING)).delete()
    ImportPart.objects.filter(job__in=jobs.exclude(status__in=_UNSTARTED)).delete()
    lines: dict[UUID, list[str]] = {}
    for job_id, line in rows.values_list("job_id", "line"):
        lines.setdefault(job_id, []).append(str(line))
    rows.update(
        values={}, sort_key="", profile_key="", employer_key="", search_text="", reason="", fixes=None, changes=None,
        update_fields=[], match=None, contact=None,
    )  # fmt: skip
    for job in jobs.filter(pk__in=list(lines)):
        job.decisions = {line: said for line, said in job.decisions.items() if line not in lines[job.pk]}
        job.columns = [{**column, "sample": ""} for column in job.columns]
        job.save(update_fields=["decisions", "columns", "updated_at"])


def _rows_of(actor: User, contact: Contact) -> QuerySet[ImportRow]:
    same = Q(pk=contact.pk) | Q(contact=contact) | Q(match=contact) | Q(sort_key=contact.sort_key)
    if contact.profile_key:
        same |= Q(profile_key=contact.profile_key)
    if contact.email:
        same |= Q(values__email__iexact=contact.email)
    return ImportRow.objects.filter(same, job__owner=actor)


def forget_in_views(*, actor: User, contact: Contact) -> None:
    """Deletes kept lists that are about the person: whom they introduced, or a search for their name."""
    words = {names.fold(part) for part in (contact.given_name, contact.family_name, contact.email) if len(part) > 2}
    for view in SavedView.objects.filter(owner=actor):
        asked = parse_qs(view.query)
        searched = set(names.fold(" ".join(asked.get("q", []))).split())
        called = set(names.fold(view.name).split())
        if str(contact.pk) in asked.get("via", []) or any(set(w.split()) & (searched | called) for w in words):
            view.delete()


def delete_person(*, actor: User, contact: Contact) -> None:
    """Deletes the row, and with it everything of every app that belongs to it."""
    Contact.objects.visible_to(actor).filter(pk=contact.pk).delete()


def connected_to(contact: Contact) -> Iterator[object]:
    """Ids of those whom the person named or introduced, and of those who did so with them."""
    yield from Contact.objects.filter(introducer=contact).values_list("pk", flat=True)
    yield from contact.referrals_given.values_list("contact_id", flat=True)
    yield from contact.referrals.values_list("introducer_id", flat=True)
    if contact.introducer_id:
        yield contact.introducer_id
