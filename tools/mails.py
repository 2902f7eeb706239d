"""Sample mails for `make screens`: one of each form, about the people of the demo story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.emails import compose_mail
from apps.followups.models import FollowUp, Mode
from apps.followups.parcels import OtherStep, Parcel, Told

_K = FollowUp.Kind
#: Tuesday of the design's story, 9:00 AM in Chicago: the pictures stay the same.
MORNING = datetime(2026, 10, 20, 14, tzinfo=UTC)
Sample = Callable[[datetime], str]


def _lena(**fields: object) -> User:
    return User(email="lena@aldermere.example", given_name="Lena", timezone="America/Chicago", **fields)


def _told(now: datetime, kind: str, name: str, title: str, reason: str, **times: timedelta) -> Told:
    given, _, family = name.partition(" ")
    person = Contact(given_name=given, family_name=family)
    at = {field: now + away for field, away in times.items()}
    return Told(uuid4(), now, FollowUp(contact=person, kind=kind, title=title, reason=reason, due_at=now, **at))


def _steps(now: datetime, *, late: timedelta) -> list[Told]:
    return [
        _told(
            now, _K.THANK_YOU, "Priya Raman", "Thank Priya Raman",
            "Within 24 hours of the talk, while they remember you.", late_at=late,
        ),
        _told(
            now, _K.PREPARATION, "Marcus Oyelaran", "Prepare for Marcus Oyelaran",
            "You talk tomorrow. 7 of 10 questions are ready.", late_at=timedelta(hours=25),
        ),
        _told(
            now, _K.NUDGE, "Sofia Brandt", "No reply yet from Sofia Brandt",
            "No reply yet to your message of October 15. The next one is drafted.",
        ),
        _told(now, _K.REFERRAL, "Ines Carvalho", "Write to Ines Carvalho", "Priya named them yesterday."),
        _told(
            now, _K.CHECK_IN, "Daniel Kwon", "Check in with Daniel Kwon",
            "You said you’d tell him how the health-data course went.", latest_at=timedelta(days=10),
        ),
    ]  # fmt: skip


def _html(parcel: Parcel, now: datetime) -> str:
    return str(compose_mail(parcel, now=now).alternatives[0][0])


def _waiting(told: list[Told]) -> list[OtherStep]:
    steps = [one.follow_up for one in told]
    return [OtherStep(uuid4(), step.kind, step.title, step.reason) for step in steps]


def single(now: datetime) -> str:
    """One thing that cannot wait, and three that can."""
    first, *rest = _steps(now, late=timedelta(hours=7))
    return _html(Parcel(uuid4(), _lena(), [first], others=_waiting(rest[:3])), now)


def several(now: datetime) -> str:
    """Five steps that came due together, on a full Today."""
    return _html(Parcel(uuid4(), _lena(), _steps(now, late=timedelta(hours=7)), more=14), now)


def weekly(now: datetime) -> str:
    """The mail of the week."""
    return _html(Parcel(uuid4(), _lena(), _steps(now, late=timedelta(days=2))[1:], Mode.WEEKLY), now)


def discreet(now: datetime) -> str:
    """The same as a mail that names nobody."""
    told = _steps(now, late=timedelta(hours=7))
    return _html(Parcel(uuid4(), _lena(discreet_mails=True), told[:3], others=_waiting(told[3:])), now)


def late(now: datetime) -> str:
    """A thank-you whose day has passed."""
    return _html(Parcel(uuid4(), _lena(), _steps(now, late=timedelta(hours=-5))[:1]), now)


MAILS: dict[str, Sample] = {
    "13-email-reminder": single,
    "13-email-several": several,
    "13-email-weekly": weekly,
    "13-email-discreet": discreet,
    "13-email-late": late,
}
