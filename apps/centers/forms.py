"""Forms of a center. Choices offer, and accept, only rows of that center (ISO-7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.centers.models import Center, Cohort, Level, Membership, Role
from apps.centers.selectors import advising_staff
from apps.centers.selectors.cohorts import fixed_cohorts
from apps.core.forms import NearDateField

AT_ONCE = 30
LONGEST_CLOSURE = timedelta(days=366)
ROLE_HELP = {
    Role.STUDENT: "decides alone what the center sees",
    Role.ADVISOR: "looks after the students assigned to them",
    Role.PEER_MENTOR: "looks after the students assigned to them, and never sees names",
    Role.DIRECTOR: "runs the center and sees every student who shares",
    Role.ADMIN: "manages members and cohorts, and sees no student’s work",
    Role.ANALYST: "sees no single student",
}


class OpenCenterForm(forms.Form):
    """The name of a new center."""

    name = forms.CharField(label="What is it called?", max_length=200, help_text="Like “Aldermere University”.")


class CenterForm(forms.ModelForm[Center]):
    """What a director decides about the center."""

    class Meta:
        model = Center
        fields = ("name", "open_caseload")
        labels = {"name": "Name", "open_caseload": "Every advisor looks after every student"}
        help_texts = {
            "open_caseload": "For small offices. Each advisor then sees what any student shares. Students are told."
        }


class ClosedDaysForm(forms.Form):
    """Days in a row on which a center is closed."""

    first_day = NearDateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last_day = NearDateField(
        label="Last day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leave it empty for a single day.",
    )
    label = forms.CharField(
        label="What for",
        max_length=100,
        required=False,
        help_text="Like “Winter break”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """The days are in order and at most a year. An empty last day is the first."""
        data = super().clean() or {}
        first: date | None = data.get("first_day")
        if first and "last_day" in data:
            last: date = data["last_day"] or first
            if last < first:
                self.add_error("last_day", "The last day is before the first.")
            elif last - first > LONGEST_CLOSURE:
                self.add_error("last_day", "That’s more than a year. Choose an earlier day.")
            data["last_day"] = last
        return data


class MembershipChoice(forms.ModelChoiceField[Membership]):
    """A member, shown by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Name, role."""
        return f"{obj.user.name}, {obj.get_role_display().lower()}"


class MembershipChoices(forms.ModelMultipleChoiceField[Membership]):
    """Members, shown by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Name, role."""
        return f"{obj.user.name}, {obj.get_role_display().lower()}"


class InviteForm(forms.Form):
    """Whom to invite, to what. `roles` are those that the inviter may give."""

    emails = forms.CharField(
        label="E-mail addresses",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=f"One to a line, up to {AT_ONCE} at once.",
    )
    role = forms.ChoiceField(label="As")
    cohort = forms.ModelChoiceField(Cohort.objects.none(), label="Cohort", required=False, empty_label="None")
    advisor = MembershipChoice(
        Membership.objects.none(), label="Looked after by", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, center: Center, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, f"{role.label}: {ROLE_HELP[role]}") for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["cohort"].queryset = fixed_cohorts(center)  # type: ignore[attr-defined]
        self.fields["advisor"].queryset = advising_staff(center)  # type: ignore[attr-defined]

    def clean_emails(self) -> list[str]:
        """The addresses, each once, in the order given."""
        found: dict[str, str] = {}
        for word in self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split():
            try:
                validate_email(word)
            except ValidationError as error:
                raise ValidationError(f"“{word[:80]}” is not an e-mail address.") from error
            found.setdefault(word.lower(), word)
        if len(found) > AT_ONCE:
            raise ValidationError(f"That’s {len(found)} addresses. Send at most {AT_ONCE} at once.")
        return list(found.values())


class CardForm(forms.Form):
    """A student's roster card."""

    program = forms.CharField(label="Program", max_length=200, required=False)
    cohorts = forms.ModelMultipleChoiceField(
        Cohort.objects.none(),
        label="Cohorts",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "aq-options--long"}),
    )

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohorts = fixed_cohorts(center)
        self.fields["cohorts"].queryset = cohorts  # type: ignore[attr-defined]
        if not cohorts:
            del self.fields["cohorts"]

    def clean(self) -> dict[str, Any]:
        """Where there are no cohorts, a student is in none."""
        return {"cohorts": []} | (super().clean() or {})


class CaseloadForm(forms.Form):
    """Who looks after a student."""

    staff = MembershipChoices(
        Membership.objects.none(), label="Looked after by", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, student: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = advising_staff(student.center).exclude(user=student.user_id)
        self.fields["staff"].queryset = staff  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """What a member of staff becomes."""

    role = forms.ChoiceField(
        label="Role", choices=[(r.value, f"{r.label}: {ROLE_HELP[r]}") for r in ROLE_HELP if r != Role.STUDENT]
    )


class LevelForm(forms.Form):
    """A sharing level, and the version of the text that was read before raising it."""

    level = forms.ChoiceField(choices=Level.choices)
    text_version = forms.CharField(required=False)
