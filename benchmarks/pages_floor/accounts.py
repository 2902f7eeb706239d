"""The account without what listens around it: allauth is no part of the floor."""

from django.apps import AppConfig


class BareAccounts(AppConfig):
    """Models only."""

    name = "apps.accounts"
