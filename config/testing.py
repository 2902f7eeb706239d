"""The pytest plugin of `-p config.testing`, and `manage.py test`.

Opens a PostgreSQL and a Valkey of the tests' own (throw-away speed: fsync is off) before Django reads its settings.
Each xdist worker has its own test database, made by pytest-django, and its own numbered Redis database.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys

import pytest

from config.embedded import ServiceError, missing_services
from config.paths import BASE_DIR, var_dir

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_stack = contextlib.ExitStack()
atexit.register(_stack.close)  # also when pytest itself cannot start


def prepare() -> None:
    """Set the environment that `config.settings` reads; must run before Django is set up."""
    sys.dont_write_bytecode = False  # else pytest compiles its plugins anew at each start: three seconds
    os.environ["ACQUAINT_ENV"] = "test"
    os.environ["DB_POOL"] = "0"  # the test database is dropped at the end: no pool may hold it
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop in this thread
    os.environ["ACQUAINT_VAR"] = os.environ.get("ACQUAINT_VAR") or str(var_dir())
    os.environ["TEST_DATABASE"] = f"test_{migrations_fingerprint()}"
    (var_dir() / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a missing folder
    try:
        for variable, service in missing_services(var_dir() / "test", unsafe=True).items():
            _stack.enter_context(service)
            os.environ[variable] = service.url
    except ServiceError as error:
        pytest.exit(f"acquaint: {error}", returncode=3)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    number = int(worker.removeprefix("gw")) + 1 if worker else 0
    redis_url = os.environ["REDIS_URL"]
    if redis_url.startswith("unix://"):
        base = redis_url.split("?", maxsplit=1)[0]
        os.environ["REDIS_URL"] = f"{base}?db={number * 2}"
        os.environ["CACHE_URL"] = f"{base}?db={number * 2 + 1}"  # cleared between tests; the broker is not


def migrations_fingerprint() -> str:
    """Names the test database, so that --reuse-db never meets tables of other migrations than today's."""
    digest = hashlib.sha256()
    for path in sorted([*BASE_DIR.glob("apps/*/migrations/*.py"), BASE_DIR / "config" / "locks" / "dev.txt"]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]


def find_chromium() -> str | None:
    """The browser of the machine, if it has one."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install Chromium where that is possible without asking; say plainly when the browser tests will be skipped."""
    if find_chromium():
        return
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print("acquaint: installing Chromium for the browser tests (once) ...", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ([apt, "update", "-qq"], [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL)
    if not find_chromium():
        print(f"\n{'!' * 100}\nNo Chromium on this machine: the BROWSER TESTS WILL BE SKIPPED.")
        print(f"Install the package `chromium` (or Google Chrome) and run again.\n{'!' * 100}\n", flush=True)


def run(arguments: list[str]) -> int:
    """`manage.py test`: pytest with `arguments`; without any, the whole suite on up to four cores."""
    install_chromium()
    cores = min(os.cpu_count() or 1, 4)
    whole = ["-n", str(cores), "--dist", "loadgroup"] if cores > 1 else []
    done = subprocess.run([sys.executable, "-m", "pytest", *(arguments or whole)], cwd=BASE_DIR, check=False)
    return done.returncode


if "pytest" in sys.modules and "PYTEST_VERSION" in os.environ:
    prepare()
