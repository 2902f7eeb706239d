from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "apps.centers"

    def ready(self) -> None:
        """Tells the shell who is staff, and of which center somebody is."""
        # Models can be imported only once all apps are loaded.
        from apps.centers import navigation  # noqa: PLC0415 -- see above
        from apps.core import shell  # noqa: PLC0415 -- see above

        shell.register_audience(navigation.audience)
        shell.register_affiliation(navigation.affiliation)
