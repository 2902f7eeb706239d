"""Forms of caseloads and cover. Choices offer, and accept, only rows of that center (ISO-7)."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.centers.forms import MembershipChoice
from apps.centers.models import Center, Membership
from apps.centers.selectors.caseloads import advising_staff
from apps.core.forms import NearDateField


def _day(label: str, **kwargs: Any) -> NearDateField:
    return NearDateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class DaysForm(forms.Form):
    """Somebody looks after a student from a day on, until a day, or both."""

    member = MembershipChoice(Membership.objects.none(), label="Who", empty_label="Choose")
    first = _day("From", required=False, help_text="Leave it empty for now.")
    last = _day("Until", required=False, help_text="The last day. Leave it empty for no end.")

    def __init__(self, *args: Any, student: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = advising_staff(student.center).exclude(user=student.user_id)
        self.fields["member"].queryset = staff  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """A whole caseload goes to somebody else from a day on."""

    giver = MembershipChoice(Membership.objects.none(), label="From", empty_label="Choose")
    taker = MembershipChoice(Membership.objects.none(), label="To", empty_label="Choose")
    first = _day("From this day on")

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = advising_staff(center)
        self.fields["giver"].queryset = staff  # type: ignore[attr-defined]
        self.fields["taker"].queryset = staff  # type: ignore[attr-defined]


class CoverForm(forms.Form):
    """An advisor stands in for a colleague, and says what for."""

    absent = MembershipChoice(Membership.objects.none(), label="For", empty_label="Choose")
    first = _day("From")
    last = _day("Until", help_text="The last day, at most 30 days.")
    purpose = forms.CharField(
        label="What for?", max_length=200, help_text="The students read this beside your name. Like “Dana is on leave”."
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["absent"].label_from_instance = lambda member: member.user.name  # type: ignore[attr-defined]
