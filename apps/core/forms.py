"""Form fields that every app needs."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

EARLIEST, LATEST = date(1940, 1, 1), date(2100, 12, 31)


class NearDateField(forms.DateField):
    """A day in somebody's working life. Days beyond it are typing errors, and some overflow in a time zone."""

    default_validators = [
        MinValueValidator(EARLIEST, "Choose a day nearer to now."),
        MaxValueValidator(LATEST, "Choose a day nearer to now."),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)


class MonthsField(forms.TypedMultipleChoiceField):
    """Months of the year, 1 to 12; pages show them as chips (`components/months.html`)."""

    def __init__(self, **kwargs: Any) -> None:
        months = [(str(number), calendar.month_abbr[number]) for number in range(1, 13)]
        super().__init__(choices=months, coerce=int, empty_value=[], required=False, **kwargs)
