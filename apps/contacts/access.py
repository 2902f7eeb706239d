"""The doorways: an id of a person becomes an object only here."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.contacts.models import (
    BulkChange,
    Contact,
    Employer,
    EmployerAlias,
    EmployerMerge,
    ImportJob,
    ImportRow,
    OwnField,
    PeopleApart,
    PersonMerge,
    SavedView,
    Touch,
)


def visible_contact(user: User, contact_id: UUID) -> Contact:
    """A person that `user` may see, archived ones included; 404 for anybody else's and for no one's."""
    people = Contact.objects.visible_to(user).select_related("employer", "introducer")
    return get_object_or_404(people, pk=contact_id)


def shown_contact(user: User, contact_id: UUID) -> Contact:
    """`visible_contact` alone: employer and introducer are read if they are asked for."""
    return get_object_or_404(Contact.objects.visible_to(user), pk=contact_id)


def editable_contact(user: User, contact_id: UUID) -> Contact:
    """A person that `user` may change. Only the owner sees a person here, so seeing is enough."""
    return visible_contact(user, contact_id)


def loggable_contact(user: User, contact_id: UUID) -> Contact:
    """`editable_contact` alone, for what is written down beside the person: a touch, a note."""
    return shown_contact(user, contact_id)


def visible_import(user: User, job_id: UUID) -> ImportJob:
    """An import of the user's own; 404 for anybody else's."""
    return get_object_or_404(ImportJob.objects.visible_to(user), pk=job_id)


def visible_import_row(user: User, job_id: UUID, row_id: UUID) -> ImportRow:
    """One row of an import of the user's own; 404 for anybody else's, and for a row of another file."""
    rows = ImportRow.objects.select_related("job").filter(owner=user, job__owner=user)
    return get_object_or_404(rows, pk=row_id, job_id=job_id)


def editable_touch(user: User, touch_id: UUID) -> Touch:
    """An entry of the user's own history, with its person; 404 for anybody else's."""
    return get_object_or_404(Touch.objects.filter(owner=user).select_related("contact"), pk=touch_id)


def own_bulk_change(user: User, change_id: UUID) -> BulkChange:
    """A change to many people by the user; 404 for anybody else's."""
    return get_object_or_404(BulkChange.objects.filter(owner=user), pk=change_id)


def own_saved_view(user: User, view_id: UUID) -> SavedView:
    """A list that the user keeps under a name; 404 for anybody else's."""
    return get_object_or_404(SavedView.objects.filter(owner=user), pk=view_id)


def own_field(user: User, field_id: UUID, *, even_deleted: bool = False) -> OwnField:
    """A field of the user's own making; 404 for anybody else's, and for a deleted one unless it may come back."""
    fields = OwnField.objects.filter(owner=user)
    return get_object_or_404(fields if even_deleted else fields.filter(deleted_at=None), pk=field_id)


def own_employer(user: User, employer_id: UUID) -> Employer:
    """An employer of the user's own; 404 for anybody else's. Staff have no path to it."""
    return get_object_or_404(Employer.objects.visible_to(user), pk=employer_id)


def own_alias(user: User, alias_id: UUID) -> EmployerAlias:
    """Another name that the user gave one of their employers; 404 for anybody else's."""
    return get_object_or_404(EmployerAlias.objects.filter(owner=user).select_related("employer"), pk=alias_id)


def own_employer_merge(user: User, merge_id: UUID) -> EmployerMerge:
    """Two employers that the user made one; 404 for anybody else's."""
    return get_object_or_404(EmployerMerge.objects.filter(owner=user).select_related("kept"), pk=merge_id)


def own_apart(user: User, apart_id: UUID) -> PeopleApart:
    """A decision of the user's own that two people are not the same; 404 for anybody else's."""
    rows = PeopleApart.objects.select_related("one", "other")
    return get_object_or_404(rows.filter(owner=user), pk=apart_id)


def own_merge(user: User, merge_id: UUID) -> PersonMerge:
    """A merge of the user's own people, also one that was taken back; 404 for anybody else's."""
    return get_object_or_404(PersonMerge.objects.filter(owner=user).select_related("kept"), pk=merge_id)
