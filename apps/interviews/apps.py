from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "apps.interviews"

    def ready(self) -> None:
        """Gives a confirmation and a promise their own meaning of "done"."""
        from apps.followups.models import FollowUp  # noqa: PLC0415 -- models are loaded only now
        from apps.followups.services import register_handler  # noqa: PLC0415 -- the same
        from apps.interviews.services import confirming, telling  # noqa: PLC0415 -- the same

        register_handler(
            FollowUp.Kind.CONFIRMATION, finish=confirming.finish_confirmation, undo=confirming.undo_confirmation
        )
        register_handler(FollowUp.Kind.ACTION, finish=telling.finish_action, undo=telling.undo_action)
