"""What people type, made into what the services take."""

from apps.contacts.forms.listing import BulkForm, ExportForm, SavedViewForm, ViewNameForm, read_people_query
from apps.contacts.forms.own import OwnFieldForm
from apps.contacts.forms.parts import PartForm
from apps.contacts.forms.people import (
    NOTE_LENGTH,
    CleanCharField,
    CleanEmailField,
    ContactForm,
    PersonField,
    ProfileField,
    QuickAddForm,
    TagsField,
)

__all__ = [
    "NOTE_LENGTH",
    "BulkForm",
    "CleanCharField",
    "CleanEmailField",
    "ContactForm",
    "ExportForm",
    "OwnFieldForm",
    "PartForm",
    "PersonField",
    "ProfileField",
    "QuickAddForm",
    "SavedViewForm",
    "TagsField",
    "ViewNameForm",
    "read_people_query",
]
