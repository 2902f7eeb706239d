from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "apps.centers"

    def ready(self) -> None:
        """Tells the shell who is staff, and of which center somebody is; and whose sessions are short."""
        # Models can be imported only once all apps are loaded.
        from apps.accounts import sessions  # noqa: PLC0415 -- see above
        from apps.centers import access, navigation  # noqa: PLC0415 -- see above
        from apps.core import shell  # noqa: PLC0415 -- see above

        shell.register_audience(navigation.audience)
        shell.register_affiliation(navigation.affiliation)
        sessions.register_desk(access.is_staff_anywhere)
