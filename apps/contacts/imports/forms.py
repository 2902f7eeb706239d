"""What the import pages send."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from apps.contacts.imports import reading
from apps.contacts.imports.columns import FIELDS
from apps.contacts.models import Circle, ImportJob

LEAVE_OUT = "Don’t import"


class UploadForm(forms.Form):
    """One file, of a size that we read."""

    file = forms.FileField(
        label="Your file",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/tab-separated-values"}),
        help_text="A CSV file of up to 5 MB: LinkedIn’s Connections.csv, Google, Outlook, or a table of your own.",
        error_messages={
            "required": "Choose a file first.",
            "empty": "This file is empty. Choose the one that holds your people.",
        },
    )

    def clean_file(self) -> UploadedFile[Any]:
        """The size is judged before a byte is read; what the file is, by its content."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > reading.MAX_BYTES:
            raise forms.ValidationError(
                "This file is larger than 5 MB. Split it, and import the parts one after the other."
            )
        if PurePath(file.name or "").suffix.lower() in {".xlsx", ".xls", ".ods", ".zip", ".pdf", ".vcf", ".html"}:
            try:
                reading.decode(file.read())
            except reading.UnreadableFile as error:
                raise forms.ValidationError(str(error)) from error
            raise forms.ValidationError("Choose a CSV file.")
        return file


class PlanForm(forms.Form):
    """The columns and what holds for the whole file. Columns are numbered, for their names may be anything."""

    circle = forms.ChoiceField(label="How you know them", choices=Circle.choices)
    tag = forms.CharField(label="Tag", max_length=50, required=False)
    date_order = forms.ChoiceField(choices=ImportJob.DateOrder.choices, required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, job: ImportJob, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"circle": job.circle, "tag": job.tag, "date_order": job.date_order})
        super().__init__(*args, **kwargs)
        self.job = job
        choices = [*FIELDS.items(), ("", LEAVE_OUT)]
        for number, column in enumerate(job.columns):
            name = column["name"]
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=f"{name} becomes", choices=choices, required=False, initial=job.mapping.get(name, "")
            )

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Each column of the file with its control, for the page."""
        return [column | {"field": self[f"column-{n}"]} for n, column in enumerate(self.job.columns)]

    @property
    def mapping(self) -> dict[str, str]:
        """Column name → field, as chosen."""
        return {c["name"]: self.cleaned_data[f"column-{n}"] for n, c in enumerate(self.job.columns)}
