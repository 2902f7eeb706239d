"""Forms of goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from apps.accounts.models import User
from apps.goals.models import Criterion, Goal, WeeklyTarget

if TYPE_CHECKING:  # generic for the type checker only
    GoalModelForm = forms.ModelForm[Goal]
    WeeklyTargetModelForm = forms.ModelForm[WeeklyTarget]
else:
    GoalModelForm = WeeklyTargetModelForm = forms.ModelForm


class GoalForm(GoalModelForm):
    """What the owner wants to find out."""

    class Meta:
        model = Goal
        fields = ("title", "purpose", "target_date")
        help_texts = {
            "title": "A question you can ask people about: “UX research in healthcare?”",
            "target_date": "A day that helps you finish. Nothing happens if it passes.",
        }
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "purpose": forms.RadioSelect,
            "target_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"title": "What do you want to find out?", "target_date": "Decide by"}
        error_messages = {"title": {"required": "Write the question you want to answer."}}


class CriterionForm(forms.Form):
    """What matters to the owner, how much, and for which question."""

    text = forms.CharField(
        label="What matters to you", max_length=120, error_messages={"required": "Write what matters: “Steady hours”."}
    )
    weight = forms.ChoiceField(label="How much", choices=Criterion.Weight.choices, required=False)
    goal = forms.ModelChoiceField(label="For", queryset=Goal.objects.none(), required=False, empty_label="Everything")

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = Goal.objects.visible_to(owner).active().order_by("title")
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Words on one line."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_weight(self) -> str:
        """It matters unless said otherwise."""
        return self.cleaned_data["weight"] or Criterion.Weight.MATTERS


class WeeklyTargetForm(WeeklyTargetModelForm):
    """How much in a week."""

    class Meta:
        model = WeeklyTarget
        fields = ("asks", "talks")
        labels = {"asks": "Messages to new people", "talks": "Talks"}
        widgets = {
            "asks": forms.NumberInput(attrs={"min": 0, "max": 30, "inputmode": "numeric"}),
            "talks": forms.NumberInput(attrs={"min": 0, "max": 15, "inputmode": "numeric"}),
        }

    def clean_asks(self) -> int:
        """More than thirty is not a week but a mailing."""
        return self._at_most("asks", 30)

    def clean_talks(self) -> int:
        """Three a day is more than anybody can listen to."""
        return self._at_most("talks", 15)

    def _at_most(self, name: str, limit: int) -> int:
        value = int(self.cleaned_data[name])
        if value > limit:
            raise forms.ValidationError(f"At most {limit} a week. Fewer, better ones get further.")
        return value
