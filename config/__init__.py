"""The project's wiring: settings, URLs, Celery, the embedded services and the two commands. No rules live here."""

import os
import zoneinfo

if not os.environ.get("PYTHONTZPATH"):
    # Python prefers the machine's zone data, however old; the pinned package is newer (docs/deployment.md).
    zoneinfo.reset_tzpath(to=())
