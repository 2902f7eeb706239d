"""The user: who signs in, where they live in time, and how pages look to them."""

from __future__ import annotations

from datetime import time
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from apps.core import clock
from apps.core.models import BaseModel, choices_constraint


def validate_zone(name: str) -> None:
    """Refuses a name that is not an IANA zone."""
    try:
        clock.zone(name)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def monday_to_friday() -> list[int]:
    """The default working days, Monday = 0."""
    return [0, 1, 2, 3, 4]


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """A new active user. ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        """An operator, who may open the Django admin."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        """Case does not matter in an address that someone types to sign in."""
        return self.get(email__iexact=username)


class User(BaseModel, AbstractBaseUser, PermissionsMixin):
    """A person with an account: job seeker, career-center staff, or both."""

    class Theme(models.TextChoices):
        SYSTEM = "system", "Follow the system"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    class TimeFormat(models.TextChoices):
        H12 = "12", "4:30 PM"
        H24 = "24", "16:30"

    class DateFormat(models.TextChoices):
        MDY = "mdy", "October 20, 2026"
        DMY = "dmy", "20 October 2026"
        YMD = "ymd", "2026-10-20"

    email = models.EmailField("e-mail")
    given_name = models.CharField("first name", max_length=100)
    family_name = models.CharField("last name", max_length=100, blank=True)
    introduction = models.CharField(
        "who you are, in one line",
        max_length=200,
        blank=True,
        help_text="Used in your messages, as in “a physical therapist now studying design”.",
    )
    timezone = models.CharField("time zone", max_length=64, default="UTC", validators=[validate_zone])
    timezone_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=8, blank=True)
    working_days = ArrayField(models.SmallIntegerField(), default=monday_to_friday)
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(7, 30))
    reminder_hour = models.TimeField("reminder time", default=time(9))
    digest_weekday = models.SmallIntegerField("day of the weekly mail", default=0)  # Monday
    discreet_mails = models.BooleanField("mails that name nobody", default=False)
    replan_from = models.DateTimeField(null=True, blank=True, editable=False)  # a calendar changed: plan anew
    time_format = models.CharField(max_length=2, choices=TimeFormat, default=TimeFormat.H12)
    date_format = models.CharField(max_length=3, choices=DateFormat, default=DateFormat.MDY)
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("operator", default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(digest_weekday__gte=0, digest_weekday__lte=6), name="user_digest_weekday_valid"
            ),
            choices_constraint("theme", ["system", "light", "dark"], "user_theme_valid"),
            choices_constraint("time_format", ["12", "24"], "user_time_format_valid"),
            choices_constraint("date_format", ["mdy", "dmy", "ymd"], "user_date_format_valid"),
        ]
        indexes = [
            models.Index(fields=["replan_from"], condition=models.Q(replan_from__isnull=False), name="user_to_replan"),
            models.Index(fields=["given_name", "family_name"], name="user_by_name"),  # lists of students begin here
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def name(self) -> str:
        """First and last name, or the address when no name is known."""
        return f"{self.given_name} {self.family_name}".strip() or self.email

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this person's days begin."""
        return clock.zone_or_utc(self.timezone)

    @property
    def calendar(self) -> clock.BusinessCalendar:
        """Which days count as business days for this person."""
        return clock.BusinessCalendar(self.country, self.region, frozenset(self.working_days or monday_to_friday()))


class MailPause(BaseModel):
    """Mail to this address came back, so that nothing is sent there until the person says so.

    It holds for the address and not for the account: with another address it means nothing any more.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_pause")
    address = models.EmailField()
    words = models.CharField(max_length=300)  # what the mail server said

    def __str__(self) -> str:
        return f"{self.address}: {self.words}"

    @property
    def is_in_force(self) -> bool:
        """Whether the account still uses the address."""
        return self.address.lower() == self.user.email.lower()
