"""Forms of the roster."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.centers.models import Center, Cohort


class RosterUploadForm(forms.Form):
    """A file, and whether it names everybody in a cohort."""

    file = forms.FileField(
        label="CSV file",
        help_text="Up to 5 MB and 20,000 rows. You see every row before anything changes.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )
    full_cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        label="It names everybody in",
        required=False,
        empty_label="No, it adds and updates only",
        help_text="Then whoever is in that cohort and not in the file is deactivated. Nothing is deleted.",
    )
    threshold = forms.IntegerField(
        label="Stop if more than this many percent would go", min_value=1, max_value=100, initial=10
    )

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_cohort"].queryset = Cohort.objects.filter(center=center).order_by("name")  # type: ignore[attr-defined]


class RosterAnswersForm(forms.Form):
    """What a file does only when somebody says so above its preview."""

    create_cohorts = forms.BooleanField(required=False)
    bring_back = forms.BooleanField(required=False)


class RosterInviteForm(forms.Form):
    """Who gets an invitation."""

    cohort = forms.ModelChoiceField(
        Cohort.objects.none(), label="Whom", required=False, empty_label="Everybody who has not joined"
    )

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = Cohort.objects.filter(center=center).order_by("name")  # type: ignore[attr-defined]


class ExternalIdForm(forms.Form):
    """Another id for one person."""

    external_id = forms.CharField(
        label="ID", max_length=100, help_text="The number that your records know them by. It is never reused."
    )


class AddressAnswerForm(forms.Form):
    """The address that the student was shown, and whether it is theirs."""

    address = forms.CharField(max_length=254)
    is_mine = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes")
