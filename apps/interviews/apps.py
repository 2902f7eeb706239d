from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from apps.core import shell

if TYPE_CHECKING:
    from apps.accounts.models import User


def _badges(user: User) -> dict[str, int]:
    """How many talks are planned, beside "Conversations"."""
    from apps.interviews import selectors  # noqa: PLC0415 -- models are not ready while apps load

    return {"conversations": selectors.coming_count(user)}


class InterviewsConfig(AppConfig):
    name = "apps.interviews"

    def ready(self) -> None:
        """Gives the navigation its number."""
        shell.register_badges(_badges)
