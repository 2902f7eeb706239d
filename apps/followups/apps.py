from importlib import import_module

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "apps.followups"

    def ready(self) -> None:
        """Listens to what the mail provider reports."""
        import_module("apps.followups.bounces")
