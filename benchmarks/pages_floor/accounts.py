"""The account without what listens around it: allauth is no part of the floor."""

from django.apps import AppConfig


class BareAccounts(AppConfig):
    """Models only."""

    name = "apps.accounts"


class BareAllauth(AppConfig):
    """A template tag of the account imports its models; nothing of it runs."""

    name = "allauth.account"


class BareUserSessions(AppConfig):
    """The same."""

    name = "allauth.usersessions"
