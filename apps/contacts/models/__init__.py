"""People, employers and what passed between them and the owner."""

from apps.contacts.models.brainstorm import Brainstorm
from apps.contacts.models.bulk import BulkChange
from apps.contacts.models.contact import (
    Circle,
    Contact,
    ContactQuerySet,
    ContactRole,
    PrivateNote,
    Stage,
    Tag,
)
from apps.contacts.models.duplicates import PeopleApart, PersonMerge
from apps.contacts.models.employer import Employer, EmployerAlias, EmployerMerge, EmployerQuerySet, EmployersApart
from apps.contacts.models.imports import ImportJob, ImportPart, ImportRow
from apps.contacts.models.own import ErasedCount, OwnField
from apps.contacts.models.referral import Referral
from apps.contacts.models.saved import SavedView
from apps.contacts.models.touch import Touch

__all__ = [
    "Brainstorm",
    "BulkChange",
    "Circle",
    "Contact",
    "ContactQuerySet",
    "ContactRole",
    "Employer",
    "EmployerAlias",
    "EmployerMerge",
    "EmployerQuerySet",
    "EmployersApart",
    "ErasedCount",
    "ImportJob",
    "ImportPart",
    "ImportRow",
    "OwnField",
    "PeopleApart",
    "PersonMerge",
    "PrivateNote",
    "Referral",
    "SavedView",
    "Stage",
    "Tag",
    "Touch",
]
