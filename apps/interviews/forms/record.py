"""The debrief."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.forms import CleanCharField
from apps.contacts.models import Referral
from apps.core import clock
from apps.core.forms import MonthsField, NearDateField
from apps.goals.models import Criterion, Goal
from apps.goals.selectors import goals_of
from apps.interviews.forms.planning import day_input
from apps.interviews.models import ObjectiveAnswer, Part, PlannedQuestion, Reaction, Takeaway, TakeawayKind
from apps.interviews.services import About

FACTS = [(kind.value, kind.label) for kind in TakeawayKind if kind not in (TakeawayKind.PERSON, TakeawayKind.ACTION)]
RHYTHMS = [
    ("", "No fixed rhythm"),
    ("30", "Every month"),
    ("90", "Every 3 months"),
    ("180", "Twice a year"),
    ("360", "Once a year"),
]
IN_A_WEEK = timedelta(days=7)


class TakeawayForm(forms.Form):
    """One fact of the talk. It is private unless the owner shares it."""

    text = forms.CharField(
        label="What you took along", max_length=1000, error_messages={"required": "Write a word or two first."}
    )
    kind = forms.ChoiceField(label="Kind", choices=FACTS, required=False)
    reaction = forms.ChoiceField(
        label="How it struck you", choices=[("", "How did it strike you?"), *Reaction.choices], required=False
    )
    is_shareable = forms.BooleanField(label="My career center may read this", required=False)

    def clean_kind(self) -> str:
        """An insight unless said otherwise."""
        return self.cleaned_data["kind"] or TakeawayKind.INSIGHT


class AboutForm(forms.Form):
    """What a fact is about: evidence for a decision later."""

    goal = forms.ModelChoiceField(label="Question of yours", queryset=Goal.objects.none(), required=False)
    question = forms.ModelChoiceField(label="Asked as", queryset=PlannedQuestion.objects.none(), required=False)
    criterion = forms.ModelChoiceField(label="Criterion", queryset=Criterion.objects.none(), required=False)
    employer = CleanCharField(label="Employer", max_length=200, required=False)

    def __init__(self, *args: Any, takeaway: Takeaway, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "goal": takeaway.goal_id,
            "question": takeaway.question_id,
            "criterion": takeaway.criterion_id,
            "employer": takeaway.employer.name if takeaway.employer else "",
        }
        super().__init__(*args, **kwargs)
        owner = takeaway.interview.owner
        choices: dict[str, Any] = {
            "goal": goals_of(owner),
            "question": takeaway.interview.questions.all(),
            "criterion": Criterion.objects.visible_to(owner).filter(Q(retired_at=None) | Q(pk=takeaway.criterion_id)),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
            self.fields[name].empty_label = "–"  # type: ignore[attr-defined]
        self.fields["question"].label_from_instance = lambda question: question.text  # type: ignore[attr-defined]

    @property
    def about(self) -> About:
        """What was chosen."""
        return About(**self.cleaned_data)


class PersonForm(forms.Form):
    """Someone who was named."""

    name = CleanCharField(
        label="Name", max_length=400, error_messages={"required": "Who was it? A first name will do."}
    )
    title = CleanCharField(label="Role", max_length=200, required=False)
    employer = CleanCharField(label="Employer", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        required=False,
        error_messages={"invalid": "An address looks like ines@lumen.example."},
    )
    who = forms.CharField(max_length=40, required=False)  # "new", or the id of somebody on the list
    words = CleanCharField(label="What they said about them", max_length=300, required=False)

    @property
    def names(self) -> dict[str, str]:
        """First name and the rest."""
        given, _, family = self.cleaned_data["name"].strip().partition(" ")
        return {"given_name": given[:200], "family_name": family.strip()[:200]}


class ReferralForm(forms.Form):
    """Where a referral stands."""

    state = forms.ChoiceField(choices=Referral.State.choices)
    reason = CleanCharField(label="Why", max_length=200, required=False)


class AnswerForm(forms.Form):
    """Whether one thing that was wanted was reached."""

    text = forms.CharField(max_length=300, required=False)
    met = forms.ChoiceField(choices=[("", "–"), *ObjectiveAnswer.Met.choices], required=False)


class RatingForm(forms.Form):
    """How well the job would fit, 1 to 5; nothing takes a rating back."""

    score = forms.TypedChoiceField(
        choices=[("", "–"), *((str(n), str(n)) for n in range(1, 6))], coerce=int, empty_value=None, required=False
    )


class BetterForm(forms.Form):
    """What to do better next time."""

    text = forms.CharField(max_length=500, required=False)


class NothingForm(forms.Form):
    """A part of the debrief that has nothing to write down."""

    part = forms.ChoiceField(choices=Part.choices)
    nothing = forms.BooleanField(required=False)


class ActionForm(forms.Form):
    """A promise, due on a day."""

    text = forms.CharField(label="What", max_length=200, error_messages={"required": "Write down what was promised."})
    owed_by_them = forms.ChoiceField(label="Who does it", choices=[("", "I do"), ("1", "They do")], required=False)
    due_on = NearDateField(label="By", required=False, widget=day_input())
    remind = forms.BooleanField(label="Remind me by e-mail", required=False)

    def __init__(self, *args: Any, owner: User, now: datetime, **kwargs: Any) -> None:
        self.owner, self.now = owner, now
        today = clock.local_day(now, owner.zone)
        kwargs["initial"] = {"due_on": today + IN_A_WEEK, "remind": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_owed_by_them(self) -> bool:
        """Whose promise it is."""
        return bool(self.cleaned_data["owed_by_them"] == "1")

    def clean_due_on(self) -> Any:
        """A day that has not passed; in a week when none was chosen."""
        today = clock.local_day(self.now, self.owner.zone)
        day = self.cleaned_data["due_on"] or today + IN_A_WEEK
        if day < today:
            raise forms.ValidationError("That day has passed. Today or later, please.")
        return day


class RhythmForm(forms.Form):
    """How often one may write, and in which months not."""

    days = forms.TypedChoiceField(
        label="How often may you write?", choices=RHYTHMS, required=False, coerce=int, empty_value=None
    )

    off_months = MonthsField(label="Quiet in")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.initial.get("days")
        if current and str(current) not in dict(RHYTHMS):
            self.fields["days"].choices = [*RHYTHMS, (str(current), f"Every {current} days")]  # type: ignore[attr-defined]
