"""What people type about employers, made into what the services take."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.forms.listing import ListAddress, OneProblem
from apps.contacts.forms.people import NOTE_LENGTH, CleanCharField, ProfileField
from apps.contacts.models import Employer
from apps.contacts.selectors.employerlist import POSTINGS, SORTS, VIEWS, EmployerCursor, EmployerQuery
from apps.contacts.selectors.employernames import employer_called
from apps.contacts.services.employers.wishing import Wish

MOST_LINES = 100
_RATED = re.compile(r"^(.*\S)\s*,\s*([0-3])$")


def read_employer_query(params: QueryDict) -> tuple[EmployerQuery, list[str]]:
    """The list that an address asks for, and the names of its parameters that make no sense, which are left out."""
    asked = ListAddress(params)
    sort, reverse = asked.order(SORTS, "rank")
    query = EmployerQuery(
        view=asked.one_of(VIEWS, "view") or "all",
        q=names.clean(params.get("q", ""))[:200],
        industry=names.clean(params.get("industry", ""))[:100],
        sector=asked.one_of([s for s in Employer.Sector.values if s], "sector"),
        posting=asked.one_of(POSTINGS, "posting"),
        sort=sort,
        reverse=reverse,
        cursor=asked.place(lambda text, backwards: EmployerCursor.decode(text, backwards=backwards)),
    )
    return query, asked.odd


class WishesForm(OneProblem):
    """Employers, one a line, each with how much one would like to work there if one says so: "Corvane Health, 3"."""

    lines = CleanCharField(
        widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000, error_messages={"required": "Type a name first."}
    )

    def clean_lines(self) -> list[Wish]:
        """What the lines say. At most a hundred, none longer than a name."""
        lines = [
            line for line in (" ".join(part.split()) for part in str(self.cleaned_data["lines"]).split("\n")) if line
        ]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"That’s {len(lines)} lines. Up to {MOST_LINES} at once, please.")
        wishes = []
        for line in lines:
            rated = _RATED.match(line)
            name, motivation = (rated[1], int(rated[2])) if rated else (line, None)
            if len(name) > 200:
                raise forms.ValidationError(f"A name has at most 200 characters. This one is longer: “{name[:40]}…”")
            wishes.append(Wish(name, motivation))
        return wishes


class MotivationForm(OneProblem):
    """How much the owner would like to work there."""

    motivation = forms.IntegerField(
        min_value=0,
        max_value=3,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Choose 0, 1, 2 or 3."),
    )


class AdvocacyForm(forms.Form):
    """Whether somebody there would speak for the owner."""

    said = forms.ChoiceField(
        label="Would someone there speak for you?",
        choices=[("", "As my people tell"), ("yes", "Yes"), ("no", "No")],
        required=False,
    )

    @property
    def value(self) -> bool | None:
        """True, False, or None for what people tell."""
        return {"yes": True, "no": False}.get(self.cleaned_data["said"])

    @staticmethod
    def initial_of(employer: Employer) -> dict[str, str]:
        """What the form shows."""
        said = employer.advocate_said
        return {"said": "" if said is None else "yes" if said else "no"}


class PostingForm(forms.Form):
    """Whether a job is posted, where, and when the owner looked."""

    posting = forms.ChoiceField(label="Is a job posted?", choices=Employer.Posting.choices, required=False)
    posting_url = ProfileField(label="Link to it", max_length=500, required=False)
    posting_on = forms.DateField(
        label="Seen on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Type a day, such as 2026-10-20."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["posting_on"].widget.attrs["max"] = today.isoformat()

    def clean_posting_on(self) -> date | None:
        """A day that has been."""
        day: date | None = self.cleaned_data["posting_on"]
        if day is not None and not date(2000, 1, 1) <= day <= self.today:
            raise forms.ValidationError("Choose today or a day before.")
        return day

    def clean(self) -> dict[str, Any]:
        """Whoever answers looked today, unless they say another day."""
        data = super().clean() or self.cleaned_data
        if data.get("posting") and not data.get("posting_on") and "posting_on" not in self.errors:
            data["posting_on"] = self.today
        return data


class EmployerForm(forms.Form):
    """What is known about an employer."""

    name = CleanCharField(label="Name", max_length=200)
    website = ProfileField(label="Website", max_length=300, required=False)
    industry = CleanCharField(label="Industry", max_length=100, required=False)
    sector = forms.ChoiceField(label="Sector", choices=[("", "Not known"), *Employer.Sector.choices], required=False)
    size = forms.ChoiceField(label="Size", choices=[("", "Not known"), *Employer.Size.choices], required=False)

    @staticmethod
    def initial_of(employer: Employer) -> dict[str, str]:
        """What the form shows."""
        return {name: getattr(employer, name) for name in ("name", "website", "industry", "sector", "size")}


class EmployerNotesForm(forms.Form):
    """The owner's own words about an employer."""

    notes = CleanCharField(
        label="Notes", max_length=NOTE_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class AliasForm(OneProblem):
    """Another name of an employer."""

    name = CleanCharField(
        label="Another name",
        max_length=200,
        error_messages={"required": "Type the other name.", "max_length": "A name has at most 200 characters."},
    )


class SameEmployerForm(OneProblem):
    """Which employer is the same as this one: its id, or its name as one types it."""

    other = forms.UUIDField(required=False)
    name = CleanCharField(label="Same employer as…", max_length=200, required=False)
    keep = forms.UUIDField(required=False)

    def __init__(self, *args: Any, owner: User, employer: Employer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.employer = owner, employer

    def clean(self) -> dict[str, Any]:
        """`same`: another employer of the owner; `keep`: one of the two ids."""
        data = super().clean() or self.cleaned_data
        same = self._same(data.get("other"), data.get("name", ""))
        if same is None:
            raise forms.ValidationError("You have no employer of that name. Pick one from the list.")
        if same.pk == self.employer.pk:
            raise forms.ValidationError("That’s this employer already.")
        keep = data.get("keep") or self.employer.pk
        return {**data, "same": same, "keep": keep if keep == same.pk else self.employer.pk}

    def _same(self, other: UUID | None, name: str) -> Employer | None:
        if other:
            return Employer.objects.visible_to(self.owner).filter(pk=other).first()
        return employer_called(self.owner, name) if name else None


class PairForm(forms.Form):
    """Two employers."""

    one = forms.UUIDField()
    other = forms.UUIDField()
