"""What production insists on, and what every page is sent with."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from config.paths import BASE_DIR
from config.secret_key import development_secret_key


def load(code: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """The settings in a process of their own."""
    base = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "ACQUAINT_VAR"}}
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings; {code}"],
        env={**base, **env},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_does_not_start_without_a_secret():
    done = load(ACQUAINT_ENV="production")

    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_debug_cannot_be_switched_on_in_production():
    done = load("print(settings.DEBUG)", ACQUAINT_ENV="production", SECRET_KEY="x", DEBUG="1")

    assert done.stdout == "False\n"


def test_unknown_environment_is_refused():
    assert "ACQUAINT_ENV must be" in load(ACQUAINT_ENV="prod").stderr


def test_socket_broker_is_spelled_for_celery():
    done = load("print(settings.CELERY_BROKER_URL)", REDIS_URL="unix:///tmp/v.sock?db=2")

    assert done.stdout == "redis+socket:///tmp/v.sock?virtual_host=2\n"


def test_database_pool_is_for_the_web_only():
    code = "print('pool' in settings.DATABASES['default']['OPTIONS'])"

    assert load(code).stdout == "False\n"
    assert load(code, DB_POOL="8").stdout == "True\n"


def test_development_secret_is_made_once_and_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("ACQUAINT_VAR", str(tmp_path / "new"))

    first = development_secret_key()

    assert len(first) >= 50
    assert development_secret_key() == first
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600


@pytest.mark.django_db
def test_pages_allow_nothing_inline_and_nobody_to_frame_them(client: Client):
    headers = client.get("/accounts/login/").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_production_must_be_told_where_mail_goes():
    code = (
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('check', verbosity=0); print('fine')"
    )
    base = {"ACQUAINT_ENV": "production", "SECRET_KEY": "x", "DJANGO_SETTINGS_MODULE": "config.settings"}

    assert "acquaint.E001" in load(code, **base).stderr
    assert "acquaint.E001" in load(code, **base, EMAIL_URL="", EMAIL_BACKEND="").stderr
    assert load(code, **base, EMAIL_URL="smtp://relay.example:25").stdout.endswith("fine\n")
    assert load(code, **base, EMAIL_BACKEND="anymail.backends.postmark.EmailBackend").stdout.endswith("fine\n")


def test_empty_mail_variables_mean_unset():
    """Compose hands on an empty text for what is not in .env."""
    done = load("print(settings.EMAIL_PORT, settings.ANYMAIL)", EMAIL_URL="", EMAIL_BACKEND="", ANYMAIL="")

    assert done.stdout == "1025 {}\n"
