from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"

    def ready(self) -> None:
        """Listens for sign-ins and second factors. Django and allauth tell of them in no other way."""
        # Models can be imported only once all apps are loaded.
        from allauth.mfa import signals  # noqa: PLC0415 -- see above
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 -- see above

        from apps.accounts import sessions  # noqa: PLC0415 -- see above

        user_logged_in.connect(sessions.watch_new_session)
        for changed in (signals.authenticator_added, signals.authenticator_removed, signals.authenticator_reset):
            changed.connect(sessions.end_others)
