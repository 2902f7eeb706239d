"""What people tell us about themselves."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.accounts import places
from apps.accounts.models import User
from apps.core.dates import Reader

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HALF_HOURS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 30)]


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
        max_length=64, required=False, widget=forms.HiddenInput(attrs={"data-timezone-guess": True})
    )
    field_order = ("given_name", "family_name", "email", "password1", "timezone")

    def clean_timezone(self) -> str:
        """Only a guess: what is no zone is forgotten."""
        return places.current_zone_name(self.cleaned_data["timezone"])

    def clean(self) -> dict[str, Any]:
        """The country follows from the zone."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["country"] = places.country_of(data.get("timezone", ""))
        return data

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth wants to find this; the adapter has saved everything already."""


class Days(forms.SelectMultiple):
    """Seven round check boxes, Monday first."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """As the design has it: a letter each, the whole name for those who listen."""
        chosen = {str(v) for v in value or ()}
        base = flatatt({k: v for k, v in (attrs or {}).items() if k not in ("id", "class", "required")})
        boxes = format_html_join(
            "",
            '<label><input type="checkbox" name="{}" value="{}" id="id_{}_{}"{}{}><span aria-hidden="true">{}</span>'
            '<span class="visually-hidden">{}</span></label>',
            (
                (name, n, name, n, SafeString(" checked") if str(n) in chosen else "", base, day[0], day)
                for n, day in enumerate(WEEKDAYS)
            ),
        )
        return format_html('<div class="aq-days" id="id_{}">{}</div>', name, boxes)


class TimeSelect(forms.TypedChoiceField):
    """A time of day in half hours, in the words of the reader's clock; an odd one that is set already stays."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=time.fromisoformat, empty_value=None, **kwargs)

    def offer(self, reader: Reader, current: time | None) -> None:
        """Fills the list for one reader."""
        times = sorted({*HALF_HOURS, current.replace(second=0, microsecond=0)} if current else HALF_HOURS)
        self.choices = [(f"{t:%H:%M}", clock_words(t, reader)) for t in times]

    def prepare_value(self, value: Any) -> Any:
        """A time as its option spells it."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


def clock_words(at: time, reader: Reader) -> str:
    """4:30 PM or 16:30."""
    if reader.time_format == "24":
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"


class PlaceFields(forms.Form):
    """Zone, country and region: what both the first page and the settings ask."""

    timezone = forms.ChoiceField(label="Time zone")
    country = forms.ChoiceField(
        label="Country", required=False, help_text="For its public holidays, which are no business days."
    )
    region = forms.ChoiceField(label="Region", required=False)

    user: User

    def offer_places(self, guess: str = "") -> None:
        """Fills the lists; the regions are those of the country that stands in the form."""
        zones = places.zone_choices()
        mine = {str(v) for v in (self.user.timezone, guess, self.data.get("timezone", "")) if v}
        missing = [z for z in sorted(mine) if places.current_zone_name(z) and not _offers(zones, z)]
        if missing:  # an alias that the browser reported
            zones = [("Yours", [(z, places.city_of(z)) for z in missing]), *zones]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", "None"), *places.countries()]  # type: ignore[attr-defined]
        country = self.data.get("country", "") if self.is_bound else self.initial.get("country", "")
        offered = places.regions(country) if country in dict(places.countries()) else ()
        self.fields["region"].choices = [("", "The whole country"), *offered]  # type: ignore[attr-defined]
        self.has_regions = bool(offered)
        if isinstance(self.data, QueryDict) and self.data.get("region", "") not in dict(offered):
            data = self.data.copy()  # left over from the country that was chosen before
            data["region"] = ""
            self.data = data


def _offers(groups: list[tuple[str, list[tuple[str, str]]]], zone: str) -> bool:
    return any(zone == name for _, zones in groups for name, _ in zones)


class ProfileForm(PlaceFields):
    """Tab "You"."""

    given_name = forms.CharField(
        label="First name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label="Last name", max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    introduction = forms.CharField(
        label="Who you are, in one line",
        max_length=200,
        required=False,
        help_text="Used in your messages, as in “a physical therapist now studying design”.",
    )
    working_days = forms.TypedMultipleChoiceField(
        label="Working days",
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        widget=Days,
        error_messages={"required": "Choose at least one day."},
    )
    time_format = forms.ChoiceField(label="Time", choices=User.TimeFormat.choices)
    date_format = forms.ChoiceField(label="Date", choices=User.DateFormat.choices)
    theme = forms.ChoiceField(label="Look", choices=User.Theme.choices)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        fields = ("given_name", "family_name", "introduction", "timezone", "country", "region", "working_days")
        kwargs["initial"] = {n: getattr(user, n) for n in (*fields, "time_format", "date_format", "theme")}
        super().__init__(*args, **kwargs)
        self.offer_places()


class TimesForm(forms.Form):
    """When reminders come, when they do not, and whether they name anybody."""

    reminder_hour = TimeSelect(label="Reminder time")
    digest_weekday = forms.TypedChoiceField(
        label="Day of the weekly mail",
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        error_messages={"invalid_choice": "Choose a day of the week.", "required": "Choose a day of the week."},
    )
    quiet_from = TimeSelect(label="Quiet from")
    quiet_until = TimeSelect(label="Quiet until")
    discreet_mails = forms.BooleanField(
        label="Mails that name nobody", required=False, widget=forms.CheckboxInput(attrs={"role": "switch"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        hours = ("reminder_hour", "quiet_from", "quiet_until")
        kwargs["initial"] = {n: getattr(user, n) for n in (*hours, "digest_weekday", "discreet_mails")}
        super().__init__(*args, **kwargs)
        for name in hours:
            field = self.fields[name]
            assert isinstance(field, TimeSelect)  # noqa: S101 -- for the type checker
            field.offer(Reader.of(user), getattr(user, name))
            field.error_messages |= {"invalid_choice": "Choose a time from the list.", "required": "Choose a time."}


class TimezoneForm(PlaceFields):
    """The first page after signing up: one glance, one click."""

    reminder_hour = TimeSelect(
        label="When should reminders arrive?",
        help_text="On the day something is due. Which ones, you choose in Settings.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        country = user.country or places.country_of(user.timezone)
        initial = {"timezone": user.timezone, "country": country, "region": user.region}
        kwargs["initial"] = {**initial, "reminder_hour": user.reminder_hour}
        super().__init__(*args, **kwargs)
        self.offer_places()
        field = self.fields["reminder_hour"]
        assert isinstance(field, TimeSelect)  # noqa: S101 -- for the type checker
        field.offer(Reader.of(user), user.reminder_hour)
