"""What people tell us about themselves."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.accounts import places
from apps.accounts.models import User


class SignUpDetails(forms.Form):
    """The fields that our sign-up adds to allauth's: a name, and the browser's guess of the time zone."""

    given_name = forms.CharField(
        label="First name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label="Last name",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    timezone = forms.CharField(
        max_length=64, required=False, widget=forms.HiddenInput(attrs={"data-guess-timezone": True})
    )
    field_order = ("given_name", "family_name", "email", "password1", "timezone")

    def clean_timezone(self) -> str:
        """Only a guess: what is no zone is forgotten."""
        return places.current_zone_name(self.cleaned_data["timezone"])

    def clean(self) -> dict[str, Any]:
        """The country follows from the zone."""
        data = super().clean() or self.cleaned_data
        data["country"] = places.country_of(data.get("timezone", ""))
        return data

    def signup(self, request: Any, user: User) -> None:
        """allauth wants to find this; the adapter has saved everything already."""
