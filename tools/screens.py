"""`make screens`: a picture of every page, 1440 and 390 px wide, light and dark, into docs/screens/.

    .venv/bin/python -m tools.screens [NAME ...]     # only pages whose name contains one of these

And of the sample mails (`tools/mails.py`). Starts the product's own servers with a database of its own, loads the demo
at the story's hour and drives Chromium.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from config.embedded import missing_services
from config.paths import BASE_DIR
from config.ports import choose_port

OUT = BASE_DIR / "docs" / "screens"
SIZES = {"": (1440, 900), "-mobile": (390, 844)}
MAIL_WIDTHS = {"": 640, "-mobile": 360}


@contextlib.contextmanager
def own_servers() -> Iterator[None]:
    """A fresh database and broker in a temporary folder, so that pictures never show somebody's data."""
    with tempfile.TemporaryDirectory(prefix="acquaint-screens-") as folder, contextlib.ExitStack() as stack:
        os.environ.update({"ACQUAINT_VAR": folder, "DB_POOL": "0", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("REDIS_URL", None)
        for variable, service in missing_services(Path(folder), unsafe=True).items():
            stack.enter_context(service)
            os.environ[variable] = service.url
        yield


def prepare(now: datetime) -> None:
    """Tables, files and the demo story."""
    import django  # noqa: PLC0415 -- only after the servers' addresses are known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

    from apps.workspace import demo  # noqa: PLC0415 -- needs django.setup()
    from apps.workspace.demo.sign_ins import make_user  # noqa: PLC0415 -- needs django.setup()

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    demo.load(now)
    make_user(now, "Lena", "Marchetti", "new@aldermere.example")


@contextlib.contextmanager
def web() -> Iterator[str]:
    """The web server of `manage.py up`; yields its address."""
    port = choose_port("SCREENS_PORT", 8700)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "-k", "gthread", "--threads", "4"]
    options = ["-b", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "warning"]
    server = subprocess.Popen([*command, *options], cwd=BASE_DIR)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def session_cookie(email: str) -> str:
    """A signed-in session, without the sign-in form."""
    from allauth.account.internal.flows import login  # noqa: PLC0415 -- needs django.setup()
    from django.conf import settings  # noqa: PLC0415 -- needs django.setup()
    from django.test import Client  # noqa: PLC0415 -- needs django.setup()

    from apps.accounts.models import User  # noqa: PLC0415 -- needs django.setup()

    client = Client()
    user = User.objects.get(email=email)
    client.force_login(user)
    session = client.session  # pages that ask who one is are shown as after the answer
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def take(url: str, wanted: list[str]) -> int:
    """Walks the pages; how many pictures were taken. Says which pages did not answer 200."""
    from django.conf import settings  # noqa: PLC0415 -- needs django.setup()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- a test dependency

    from config.testing import find_chromium  # noqa: PLC0415 -- imports pytest
    from tests.fixtures.browser import FLAGS  # noqa: PLC0415 -- imports pytest
    from tools.pages import EMAILS, SCREENS  # noqa: PLC0415 -- needs django.setup()

    emails = {**EMAILS, "empty": "new@aldermere.example"}
    cookies: dict[str, str] = {}
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for screen in SCREENS:
            if wanted and not any(part in screen.name for part in wanted):
                continue
            if screen.who and screen.who not in cookies:
                cookies[screen.who] = session_cookie(emails[screen.who])
            for suffix, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-US",
                        timezone_id="America/Chicago", reduced_motion="reduce",
                    )  # fmt: skip
                    if screen.who:
                        context.add_cookies(
                            [{"name": settings.SESSION_COOKIE_NAME, "value": cookies[screen.who], "url": url}]
                        )
                    count += _shoot(context, url + screen.path(), f"{screen.name}{suffix}", scheme)
                    context.close()
        browser.close()
    return count


def take_mails(wanted: list[str]) -> int:
    """The sample mails, as wide as a mail program shows them; how many pictures were taken."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- a test dependency

    from config.testing import find_chromium  # noqa: PLC0415 -- imports pytest
    from tests.fixtures.browser import FLAGS  # noqa: PLC0415 -- imports pytest
    from tools.mails import MAILS, MORNING  # noqa: PLC0415 -- needs django.setup()

    chosen = {name: html for name, html in MAILS.items() if not wanted or any(part in name for part in wanted)}
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, html in chosen.items():
            for suffix, width in MAIL_WIDTHS.items():
                for scheme in ("light", "dark"):
                    page = browser.new_page(viewport={"width": width, "height": 400}, color_scheme=scheme)
                    page.set_content(html(MORNING))
                    end = "-dark" if scheme == "dark" else ""
                    page.screenshot(path=OUT / f"{name}{suffix}{end}.png", full_page=True)
                    page.close()
        browser.close()
    return len(chosen) * len(MAIL_WIDTHS) * 2


def _shoot(context: Any, address: str, name: str, scheme: str) -> int:
    page = context.new_page()
    response = page.goto(address)
    if response is None or response.status != 200:
        print(f"{name}: {response.status if response else 'nothing'} at {address}")
        return 0
    page.wait_for_load_state("networkidle")
    if page.url.split("?")[0] != address.split("?")[0]:
        print(f"{name}: moved to {page.url}")
    page.evaluate("document.fonts.ready")
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUT / f"{name}{'-dark' if scheme == 'dark' else ''}.png", full_page=False)
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    with own_servers():
        from django.utils import timezone  # noqa: PLC0415 -- settings need the servers' addresses

        prepare(timezone.now())
        with web() as url:
            count = take(url, arguments.names) + take_mails(arguments.names)
            print(f"{count} pictures in {OUT.relative_to(BASE_DIR)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
