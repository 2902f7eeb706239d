from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "apps.outreach"

    def ready(self) -> None:
        """Ends asks where others learn of the end, and moves their rest with the calendar."""
        from apps.contacts.services import News, register_answer  # noqa: PLC0415 -- models are loaded only now
        from apps.followups.services import register_replanner  # noqa: PLC0415 -- the same
        from apps.outreach import services  # noqa: PLC0415 -- the same

        register_answer(News.BOOKED, services.stop_waiting_for_a_talk)
        register_answer(News.UNWANTED, services.stop_writing)
        register_answer(News.WELCOME, services.write_again)
        register_replanner(services.replan_rests)
