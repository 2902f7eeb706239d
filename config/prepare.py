"""`python -m config.prepare`: bring the database, the static files and the demo up to date, before the servers start.

A process of its own, so that the supervisor stays small. Prints one line once pages can be served, and goes on with
the demo. Leaves its sign-ins in `var/demo-sign-ins`, one a line, tab-separated, for `config.up` to print.
"""

from __future__ import annotations

import hashlib
import os
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.paths import BASE_DIR


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    print("prepared", flush=True)
    load_demo_once()


def collect_static() -> None:
    """Collect, hash and compress, unless nothing changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    digest = hashlib.sha256((BASE_DIR / "config" / "locks" / "run.txt").read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name} {about.st_mtime_ns} {about.st_size}\n".encode())
    return digest.hexdigest()


def load_demo_once() -> None:
    """The demo story, into a database without any account: it never meets real people's data.

    How to sign in to it is written down for `config.up` for as long as its people are there.
    """
    from apps.workspace import demo  # noqa: PLC0415 -- needs Django set up

    is_wanted = not settings.IS_PRODUCTION and os.environ.get("ACQUAINT_DEMO") != "0"
    if is_wanted and not get_user_model().objects.exists():
        call_command("load_demo", verbosity=0, stdout=StringIO())
    path = settings.VAR_DIR / "demo-sign-ins"
    path.unlink(missing_ok=True)
    if is_wanted and demo.loaded():
        path.write_text("".join(f"{entry.label}\t{entry.email}\t{entry.password}\n" for entry in demo.SIGN_INS))


if __name__ == "__main__":
    main()
