"""Which rows are about a person: the one registry that the full copy and the deletion of an account both follow.

A model that extends `OwnedModel` is held by itself, with every field. Any other concrete model has a line in
`HOLDINGS`: how its rows lead to the person, or why they are nobody's. tests/workspace/test_data_rights_registry.py
fails for a model without one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from apps.accounts.models import User
from apps.core.models import OwnedModel


class Unregistered(LookupError):
    """A model that neither is owned nor has a line in `HOLDINGS`."""


@dataclass(frozen=True, slots=True)
class Held:
    """Rows about a person: `paths` lead from a row to them, `addresses` are fields that hold their e-mail address.

    `withheld` names fields that no copy gives out, with the reason. `stays` says why rows outlive the account, which
    they then no longer point at; empty for what goes with it. `on_request` are rows that the full copy leaves out,
    because the person gets them from their center, by a request for its records.
    """

    paths: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    withheld: Mapping[str, str] = field(default_factory=dict)
    stays: str = ""
    on_request: Q = field(default_factory=lambda: Q(pk__in=[]))


@dataclass(frozen=True, slots=True)
class NotHeld:
    """Rows that are nobody's, or somebody else's: the reason."""

    reason: str


_OPENS = "it opens the account"
_CENTER = "the center's own, and about nobody"
_FRAMEWORK = "the framework's list of its own parts"
_ROSTER = (
    "Its own list of its students, with your name and address as its files have them. It belongs to the center, and no "
    "longer leads to an account."
)
_NOTES = (
    "What its staff wrote down about you. Those are the records of the center: it keeps them with your name as it was, "
    "and they no longer lead to an account."
)
_LOG = (
    "When and as what somebody of the center opened a page, and which decision it rested on. The center has to be able "
    "to account for that. The line no longer says whose page it was."
)

HOLDINGS: Mapping[str, Held | NotHeld] = {
    "accounts.User": Held(("pk",), withheld={"password": _OPENS}),
    "accounts.MailPause": Held(("user",)),
    "accounts.User_groups": Held(("user",)),
    "accounts.User_user_permissions": Held(("user",)),
    "account.EmailAddress": Held(("user",)),
    "account.EmailConfirmation": Held(("email_address__user",), withheld={"key": _OPENS}),
    "mfa.Authenticator": Held(("user",), withheld={"data": _OPENS}),
    "usersessions.UserSession": Held(("user",), withheld={"session_key": _OPENS, "data": _OPENS}),
    "socialaccount.SocialAccount": Held(("user",)),
    "socialaccount.SocialToken": Held(("account__user",), withheld={"token": _OPENS, "token_secret": _OPENS}),
    "admin.LogEntry": Held(("user",)),
    "centers.Membership": Held(("user",)),
    "centers.CohortStudent": Held(("membership__user",)),
    "centers.Caseload": Held(("student__user", "staff__user")),
    "centers.Cover": Held(("staff__user", "absent__user")),
    "centers.Invitation": Held(addresses=("email",), withheld={"token_hash": _OPENS}),
    "centers.SharingGrant": Held(("owner",), stays=_LOG),
    "centers.Disclosure": Held(("owner",), stays=_LOG),
    "centers.RosterEntry": Held(("membership__user",), stays=_ROSTER),
    "centers.RosterRow": Held(("entry__membership__user",), stays=_ROSTER),
    "advising.FlagAnswer": Held(("membership__user",)),
    "advising.ManualFlag": Held(("membership__user",)),
    "advising.Standout": Held(("membership__user",)),
    "advising.Note": Held(("student__user",), stays=_NOTES, on_request=Q(kind="team")),
    "contacts.ImportPart": Held(("job__owner",)),
    "interviews.CalendarFeed": Held(("owner",), withheld={"id": "it is the secret in the address of the feed"}),
    "workspace.RecordsRequest": Held(("student",)),
    "workspace.AccountDeletion": NotHeld("a random number that tells a restored backup what must go again"),
    "advising.ReportRun": Held(("reader",)),
    "advising.ReportPopulation": Held(("reader",), withheld={"members": "numbers that stand for other people"}),
    "centers.Center": NotHeld(_CENTER),
    "centers.Cohort": NotHeld(_CENTER),
    "centers.ClosedDay": NotHeld(_CENTER),
    "centers.SignOn": NotHeld(_CENTER),
    "centers.SignOnDomain": NotHeld(_CENTER),
    "workspace.RetentionTime": NotHeld("how long a center keeps things, and which of its staff chose that"),
    "socialaccount.SocialApp": NotHeld("not used: each center keeps its own"),
    "centers.RosterImport": NotHeld("a file of the center about many; each line of it is held on its own"),
    "centers.RosterPart": NotHeld("a file of the center about many, which goes after a week"),
    "outreach.CenterTemplate": NotHeld("what a center offers to its students; it stays when its author leaves"),
    "followups.SweepBeat": NotHeld("when a worker last looked"),
    "auth.Group": NotHeld(_FRAMEWORK),
    "auth.Permission": NotHeld(_FRAMEWORK),
    "auth.Group_permissions": NotHeld(_FRAMEWORK),
    "contenttypes.ContentType": NotHeld(_FRAMEWORK),
    "sessions.Session": NotHeld("sealed; who is signed in where stands with the sessions of the account"),
}


def all_models() -> list[type[Model]]:
    """Every table of the product, those between two others included, in a steady order."""
    found = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return sorted(found, key=lambda model: model._meta.label)


def holding_of(model: type[Model]) -> Held | NotHeld:
    """What `model` holds of a person; Unregistered if nobody has said so."""
    if entry := HOLDINGS.get(model._meta.label):
        return entry
    if issubclass(model, OwnedModel):
        return Held(("owner",))
    between = model._meta.auto_created
    if isinstance(between, type) and issubclass(between, OwnedModel):
        return Held((f"{between._meta.model_name}__owner",))
    raise Unregistered(f"{model._meta.label} needs a line in apps/workspace/holdings.py")


def held_models() -> list[tuple[type[Model], Held]]:
    """Every model that holds something of people."""
    pairs = ((model, holding_of(model)) for model in all_models())
    return [(model, entry) for model, entry in pairs if isinstance(entry, Held)]


def rows_about(model: type[Model], held: Held, user: User, addresses: Sequence[str]) -> QuerySet[Any]:
    """The rows of `model` about `user`, who can be reached at `addresses`."""
    mine = Q(pk__in=[])
    for path in held.paths:
        mine |= Q(**{path: user.pk})
    for name in held.addresses:
        for address in addresses:
            mine |= Q(**{f"{name}__iexact": address})
    rows = model._base_manager.filter(mine)
    return rows.distinct() if len(held.paths) > 1 else rows


def addresses_of(user: User) -> list[str]:
    """The addresses that an account has shown to be its own: what was sent to another one is not for its eyes."""
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True).order_by("pk"))


def given_fields(model: type[Model], withheld: Mapping[str, str]) -> list[Field[Any, Any]]:
    """The fields that a copy gives out: all, less what is withheld by name."""
    return [f for f in model._meta.concrete_fields if f.name not in withheld]
