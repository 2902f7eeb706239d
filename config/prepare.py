"""`python -m config.prepare`: bring the database, the static files and the demo up to date, before the servers start.

A process of its own, so that the supervisor stays small. Leaves the demo's sign-ins in `var/demo-sign-ins`, one a
line, tab-separated, for `config.up` to print.
"""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands

from config.paths import BASE_DIR


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    load_demo_once()
    note_sign_ins()


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
    """The demo story, into a database without any account: it never meets real people's data."""
    if settings.IS_PRODUCTION or os.environ.get("ACQUAINT_DEMO") == "0":
        return
    if "load_demo" in get_commands() and not get_user_model().objects.exists():
        call_command("load_demo", verbosity=0)


def note_sign_ins() -> None:
    """Write down how to sign in, while the demo's people are there."""
    path = settings.VAR_DIR / "demo-sign-ins"
    rows: list[tuple[str, str, str]] = []
    if find_spec("apps.workspace.demo"):
        rows = getattr(import_module("apps.workspace.demo"), "SIGN_INS", [])
    if rows and get_user_model().objects.filter(email=rows[0][1]).exists():
        path.write_text("".join("\t".join(row) + "\n" for row in rows))
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
