"""Forms of cohorts. Choices offer, and accept, only what is of that center (ISO-7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from apps.centers.access import Rule
from apps.centers.models import Center, Cohort, Membership, Role, RosterEntry
from apps.centers.selectors.cohorts import fixed_cohorts, words_of

GONE = ("inactive", "withdrawn")  # they leave the center, so no rule finds them
QUESTIONS = ("programs", "years", "grad_from", "grad_to", "statuses")


def _month(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        validators=[RegexValidator(r"\A\d{4}-(0[1-9]|1[0-2])\Z", "Write a year and a month, like 2027-05.")],
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2027-05", "autocomplete": "off"}),
    )


class CohortForm(forms.Form):
    """A name, and what a rule asks. Whether a cohort is fixed or by rule stays as it was made."""

    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    by_rule = forms.BooleanField(required=False, widget=forms.HiddenInput)
    programs = forms.MultipleChoiceField(
        label="Program is one of",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "aq-options--long"}),
    )
    years = forms.MultipleChoiceField(
        label="Year is one of", required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "aq-options--long"})
    )
    grad_from = _month("Graduates in this month or later")
    grad_to = _month("Graduates in this month or earlier")
    statuses = forms.MultipleChoiceField(
        label="Status is one of",
        choices=[choice for choice in RosterEntry.Status.choices if choice[0] not in GONE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="As the roster says. A student who is on no roster counts as active.",
    )

    def __init__(self, *args: Any, center: Center, cohort: Cohort | None = None, by_rule: bool, **kwargs: Any) -> None:
        rule = Rule.of(cohort) if cohort else Rule()
        initial = {name: getattr(rule, name) for name in QUESTIONS} if by_rule else {}
        initial |= {"by_rule": by_rule} | ({"name": cohort.name} if cohort else {})
        super().__init__(*args, **kwargs | {"initial": initial})
        if not by_rule:
            for name in (*QUESTIONS, "by_rule"):
                del self.fields[name]
            return
        words = words_of(center)
        self._offer("programs", words.programs, rule.programs)
        self._offer("years", words.years, rule.years)

    def _offer(self, name: str, there: list[str], chosen: Sequence[str]) -> None:
        """What occurs here, and what the rule has already."""
        words = [*there, *(word for word in chosen if word not in there)]
        if words:
            self.fields[name].choices = [(word, word) for word in words]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def questions(self) -> list[forms.BoundField]:
        """The fields of the rule, in order."""
        return [self[name] for name in QUESTIONS if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """A rule asks something, and its months are in order."""
        data = super().clean() or {}
        if "by_rule" in self.fields:
            if data.get("grad_from") and data.get("grad_to") and data["grad_from"] > data["grad_to"]:
                self.add_error("grad_to", "That is before the other month.")
            if not set(QUESTIONS) & set(self.errors) and not self._asked(data).asks:
                self.add_error(None, "Choose at least one thing that the rule asks for.")
        return data

    def rule(self) -> Rule | None:
        """What was filled in, as far as it is right; None for a fixed cohort."""
        return self._asked(self.cleaned_data) if "by_rule" in self.fields else None

    def initial_rule(self) -> Rule | None:
        """The rule as it stands before anything is filled in; None for a fixed cohort."""
        return self._asked(dict(self.initial)) if "by_rule" in self.fields else None

    def _asked(self, data: dict[str, Any]) -> Rule:
        found = {name: data[name] for name in QUESTIONS if data.get(name)}
        return Rule(**found)


class PlacesForm(forms.Form):
    """Students of a center, and a fixed cohort of it that they come into or out of. One wrong id refuses all."""

    member = forms.ModelMultipleChoiceField(Membership.objects.none())
    cohort = forms.ModelChoiceField(Cohort.objects.none())
    do = forms.ChoiceField(choices=[("in", "in"), ("out", "out")])

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        students = Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None)
        self.fields["member"].queryset = students  # type: ignore[attr-defined]
        self.fields["cohort"].queryset = fixed_cohorts(center)  # type: ignore[attr-defined]
