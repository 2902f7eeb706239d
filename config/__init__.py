"""The project's wiring: settings, URLs, Celery, the embedded services and the two commands. No rules live here."""
