from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "apps.workspace"

    def ready(self) -> None:
        """Gives the navigation its numbers, the thank-you its meaning of "done", and a chosen time its talk."""
        from apps.core import shell  # noqa: PLC0415 -- models are loaded only now
        from apps.followups.models import FollowUp  # noqa: PLC0415 -- the same
        from apps.followups.services import register_handler  # noqa: PLC0415 -- the same
        from apps.outreach.services import register_calendar  # noqa: PLC0415 -- the same
        from apps.workspace.selectors.badges import navigation_badges  # noqa: PLC0415 -- the same
        from apps.workspace.services.booking import book_chosen_time, planned_talks  # noqa: PLC0415 -- the same
        from apps.workspace.services.steps import finish_thank_you, undo_thank_you  # noqa: PLC0415 -- the same

        shell.register_badges(navigation_badges)
        register_handler(FollowUp.Kind.THANK_YOU, finish=finish_thank_you, undo=undo_thank_you)
        register_calendar(book=book_chosen_time, busy=planned_talks)
