"""Forms of the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from apps.advising.flags.kinds import RaisedFor, Rule
from apps.advising.selectors import Choices, Filters
from apps.advising.selectors.triage import RAISED, TriageFilters
from apps.centers.models import Level


def page_number(given: str) -> int:
    """The page that an address asks for; what makes no sense is the first."""
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) < 6 else 1


class PurposeForm(forms.Form):
    """What a director wants to know; the student reads it in their log."""

    purpose = forms.CharField(
        label="What do you need it for?",
        max_length=200,
        help_text="The student reads this beside your name.",
    )


class CohortField(forms.UUIDField):
    """One of the cohorts that a form was given; a choice of hundreds is not made ready to be drawn."""

    known: frozenset[str] = frozenset()

    def clean(self, value: Any) -> UUID | None:
        """ValidationError for a cohort that is none of them."""
        found: UUID | None = super().clean(value)
        if found is not None and str(found) not in self.known:
            raise forms.ValidationError("That is none of the cohorts.")
        return found


class FilterForm(forms.Form):
    """Search and filters of the list of students. An unknown choice is no filter."""

    q = forms.CharField(required=False, max_length=100, label="Search")
    cohort = CohortField(required=False, label="Cohort")
    level = forms.ChoiceField(required=False, label="Shares")
    center = forms.TypedChoiceField(required=False, label="Center", coerce=UUID, empty_value=None)
    mine = forms.BooleanField(required=False, label="Mine only")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohorts = choices.cohorts
        self.fields["cohort"].known = frozenset(pk for pk, _ in choices.cohorts)  # type: ignore[attr-defined]
        self._choices("center", "Any center", choices.centers if len(choices.centers) > 1 else [])
        levels = [(Level.FULL, "Names too"), (Level.PROGRESS, "Progress"), (Level.NOTHING, "Nothing")]
        self._choices("level", "Any sharing", [(v.value, label) for v, label in levels] if choices.sees_levels else [])

    def _choices(self, name: str, everything: str, rows: list[tuple[str, str]]) -> None:
        if rows:
            self.fields[name].choices = [("", everything), *rows]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def filters(self) -> Filters:
        """What to narrow the list to."""
        self.full_clean()
        data = self.cleaned_data
        return Filters(
            search=data.get("q", "").strip(),
            center=data.get("center"),
            cohort=data.get("cohort"),
            level=data.get("level", ""),
            mine=data.get("mine", False),
        )

    def selects(self, filters: Filters) -> list[tuple[str, str, list[tuple[str, str]], str]]:
        """Name, label, choices and what is chosen, of what there is to choose from."""
        found = []
        if self.cohorts:
            found.append(("cohort", "Cohort", [("", "Any cohort"), *self.cohorts], str(filters.cohort or "")))
        for name, chosen in (("level", filters.level), ("center", str(filters.center or ""))):
            if name in self.fields:
                field = self.fields[name]
                found.append((name, str(field.label), list(field.choices), chosen))  # type: ignore[attr-defined]
        return found


class TriageForm(forms.Form):
    """What the triage list is narrowed to. An unknown choice is no filter."""

    RULES = (("", "Whatever stands out"), *Rule.choices, (RAISED, "Raised by staff"))

    rule = forms.ChoiceField(required=False, label="What stands out", choices=RULES)
    cohort = CohortField(required=False, label="Cohort")
    mine = forms.BooleanField(required=False, label="On my list")

    def __init__(self, *args: Any, cohorts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].known = frozenset(pk for pk, _ in cohorts)  # type: ignore[attr-defined]

    def filters(self) -> TriageFilters:
        """What to narrow the list to."""
        self.full_clean()
        data = self.cleaned_data
        return TriageFilters(data.get("cohort"), data.get("rule", ""), data.get("mine", False))


class RaiseForm(forms.Form):
    """A flag about a student. Reasons are a list, so that nothing about their health or life is written down here."""

    reason = forms.ChoiceField(label="Why", choices=RaisedFor)
    due_on = forms.DateField(
        label="By when (if it matters)", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class AnswerForm(forms.Form):
    """What staff read beside a rule that a student says is all right."""

    text = forms.CharField(label="If you like, say why", required=False, max_length=200)
