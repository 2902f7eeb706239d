"""How long a center keeps things."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from apps.workspace.selectors.retention import Kind, usual_months

MONTHS = (6, 12, 24, 36, 48, 60, 84, 120)


def words_of(months: int) -> str:
    """A time in words; 0 is for ever."""
    return f"{months} months" if months else "for ever"


class RetentionForm(forms.Form):
    """A time for each kind; empty where the installation's holds."""

    def __init__(self, given: Mapping[str, str] | None, *, times: Mapping[Kind, int | None]) -> None:
        super().__init__(given, initial={kind.value: times[kind] or "" for kind in Kind})
        for kind in Kind:
            usual = ("", f"As everywhere here: {words_of(usual_months(kind))}")
            own = sorted({*MONTHS, times[kind] or MONTHS[0]})
            choices = [usual, *((str(months), words_of(months)) for months in own)]
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=choices, required=False)

    @property
    def times(self) -> dict[Kind, int | None]:
        """What was chosen; only of a valid form."""
        return {kind: int(self.cleaned_data[kind.value]) if self.cleaned_data[kind.value] else None for kind in Kind}
