"""What the import pages send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from apps.contacts.imports import reading
from apps.contacts.imports.columns import FIELDS
from apps.contacts.models import Circle, ImportJob
from apps.contacts.ownvalues import Field

LEAVE_OUT = "Don’t import"


class UploadForm(forms.Form):
    """One file. What it is, its content says, not its name."""

    file = forms.FileField(
        label="Your file",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.vcf,text/csv,text/tab-separated-values,text/vcard"}),
        help_text="LinkedIn’s Connections.csv, CSV or vCard from Google, Outlook or a phone, or your own table.",
        error_messages={
            "required": "Choose a file first.",
            "empty": "This file is empty. Choose the one that holds your people.",
        },
    )

    def clean_file(self) -> UploadedFile[Any]:
        """The size is judged before a byte is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > reading.MAX_BYTES:
            raise forms.ValidationError("This file is larger than 250 MB. Split it, and import the parts one by one.")
        return file


class PlanForm(forms.Form):
    """The columns and what holds for the whole file. Columns are numbered, for their names may be anything."""

    circle = forms.ChoiceField(label="How you know them", choices=Circle.choices)
    tag = forms.CharField(label="Tag", max_length=50, required=False)
    date_order = forms.ChoiceField(choices=ImportJob.DateOrder.choices, required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, job: ImportJob, own: Sequence[Field] = (), **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"circle": job.circle, "tag": job.tag, "date_order": job.date_order})
        super().__init__(*args, **kwargs)
        self.job = job
        choices = [*FIELDS.items(), *((field.column, field.name) for field in own), ("", LEAVE_OUT)]
        for number, column in enumerate(job.columns):
            name = column["name"]
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=f"{name} becomes", choices=choices, required=False, initial=job.mapping.get(name, "")
            )

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Each column that holds something, with its control, for the page."""
        return [column for column in self._all_columns if column["filled"] or self.job.mapping.get(column["name"])]

    @property
    def blank_columns(self) -> list[dict[str, Any]]:
        """The columns in which the first rows have nothing: Outlook writes ninety."""
        return [c for c in self._all_columns if not (c["filled"] or self.job.mapping.get(c["name"]))]

    @property
    def _all_columns(self) -> list[dict[str, Any]]:
        return [column | {"field": self[f"column-{n}"]} for n, column in enumerate(self.job.columns)]

    @property
    def mapping(self) -> dict[str, str]:
        """Column name → field, as chosen."""
        return {c["name"]: self.cleaned_data[f"column-{n}"] for n, c in enumerate(self.job.columns)}
