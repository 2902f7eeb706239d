"""`manage.py up`: the whole product from one command, until Ctrl-C.

Services, then migrations, static files and the demo, then web, worker, beat and the mail catcher, watched and
restarted. Reads PORT, SMTP_PORT, MAIL_UI_PORT, HOST, DATABASE_URL, REDIS_URL, EMAIL_URL, ACQUAINT_VAR,
ACQUAINT_DEMO and LOG_LEVEL.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.embedded import Service, ServiceError, missing_services
from config.paths import BASE_DIR, var_dir
from config.ports import PortTaken, choose_port
from config.supervisor import Child, Supervisor

PYTHON = sys.executable


@dataclass(frozen=True)
class Ports:
    web: int
    smtp: int | None  # None: EMAIL_URL sends the mail elsewhere
    mail_ui: int | None


def main() -> int:
    """Returns the exit code: 0 after Ctrl-C, 1 with one line of reason when something does not stand."""
    began = time.perf_counter()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # nohup keeps us alive; but a shell that starts us in the background ignores SIGINT too, and that one we obey.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: stop.set())
    try:
        with only_one(var_dir()), contextlib.ExitStack() as stack:
            ports = choose_ports()
            services = missing_services(var_dir())
            for variable, service in services.items():
                stack.enter_context(service)
                os.environ[variable] = service.url
            check_given_services(set(services))
            env = child_environment(ports)
            preparation = Preparation(env, services.get("DATABASE_URL"))
            stack.callback(preparation.stop)
            preparation.start()
            supervisor = Supervisor(
                list(services.values()),
                children(ports, env),
                is_ready=lambda: preparation.is_done() and answers(f"http://127.0.0.1:{ports.web}/health/live/"),
                stop=stop,
            )
            supervisor.run(when_ready=lambda: announce(ports, env, time.perf_counter() - began))
    except (PortTaken, ServiceError) as error:
        print(f"\nacquaint: {error}", file=sys.stderr, flush=True)
        return 1
    print("acquaint: stopped. Your data is kept in", var_dir(), flush=True)
    return 0


@contextlib.contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Refuse to run twice on the same data; the lock is gone with its holder, kill -9 included."""
    var.mkdir(parents=True, exist_ok=True)
    with open(var / "up.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceError(f"It runs already, on the data in {var}. Stop that one, or set ACQUAINT_VAR.") from None
        yield


def choose_ports() -> Ports:
    host = bind_host()
    web = choose_port("PORT", 8000, host=host)
    if os.environ.get("EMAIL_URL") or os.environ.get("EMAIL_BACKEND"):
        return Ports(web, None, None)
    smtp = choose_port("SMTP_PORT", 1025, avoid=frozenset({web}))
    return Ports(web, smtp, choose_port("MAIL_UI_PORT", 8025, avoid=frozenset({web, smtp})))


def bind_host() -> str:
    return os.environ.get("HOST") or "127.0.0.1"


def check_given_services(embedded: set[str]) -> None:
    """Say in one line when a database or broker named by the environment does not answer."""
    if "DATABASE_URL" not in embedded:
        import psycopg  # noqa: PLC0415 -- a quarter of a second that most starts can do without

        try:
            psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5).close()
        except psycopg.Error as error:
            raise ServiceError(f"DATABASE_URL does not answer: {str(error).strip().splitlines()[0]}") from error
    if "REDIS_URL" not in embedded:
        import redis  # noqa: PLC0415 -- as above

        try:
            redis.Redis.from_url(os.environ["REDIS_URL"], socket_connect_timeout=5, socket_timeout=5).ping()
        except (redis.RedisError, ValueError) as error:
            raise ServiceError(f"REDIS_URL does not answer: {error}") from error


def child_environment(ports: Ports) -> dict[str, str]:
    env = {**os.environ, "PORT": str(ports.web), "PYTHONUNBUFFERED": "1"}
    env.setdefault("SITE_URL", f"http://127.0.0.1:{ports.web}")
    env.setdefault("LOG_LEVEL", "WARNING")
    if ports.smtp:
        env["SMTP_PORT"] = str(ports.smtp)
    return env


class Preparation:
    """`config.prepare`, beside the web server that starts meanwhile; skipped when nothing changed since the last time.

    That is known of an embedded database only: another one may have been changed by others.
    """

    def __init__(self, env: dict[str, str], database: Service | None) -> None:
        self.env = env
        self.database = database
        self.stamp = var_dir() / "prepared"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Return once pages can be served. Raises ServiceError when they cannot."""
        if self.database and self.stamp.exists() and self.stamp.read_text() == prepared_fingerprint(self.database):
            return
        self.process = subprocess.Popen(
            [PYTHON, "-m", "config.prepare"], env=self.env, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True
        )
        if self.process.stdout and not self.process.stdout.readline():
            self.process.wait()
            self.is_done()

    def is_done(self) -> bool:
        """Whether the demo is told too. Raises ServiceError when it failed."""
        if self.process is None:
            return True
        if self.process.poll() is None:
            return False
        if self.process.returncode:
            raise ServiceError("The database could not be prepared; see the message above.")
        self.stop()
        if self.database:
            self.stamp.write_text(prepared_fingerprint(self.database))
        return True

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.communicate()
            self.process = None


def prepared_fingerprint(database: Service) -> str:
    """What `config.prepare` works from: the code, its files, and the database that it was done to."""
    digest = hashlib.sha256()
    sources = [*BASE_DIR.glob("apps/**/*.py"), *BASE_DIR.glob("static/**/*"), *BASE_DIR.glob("config/**/*.*")]
    for path in [*sorted(sources), *database.birth_marks()]:
        if "__pycache__" in path.parts:
            continue
        about = path.stat()
        digest.update(f"{path} {about.st_mtime_ns} {about.st_size}\n".encode())
    return digest.hexdigest()


def children(ports: Ports, env: dict[str, str]) -> list[Child]:
    level = env["LOG_LEVEL"].lower()
    celery = [
        PYTHON,
        "-W",
        "ignore:You're running the worker with superuser",
        "-m",
        "celery",
        "--quiet",
        "-A",
        "config",
    ]
    web = [
        PYTHON,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--worker-class",
        "gthread",
        "--workers",
        env.get("WEB_WORKERS", "1"),
    ]
    web += ["--threads", "8", "--bind", f"{bind_host()}:{ports.web}", "--no-control-socket", "--log-level", level]
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    started = [
        Child("web", web, {**env, "DB_POOL": env.get("DB_POOL", "8")}),
        Child("worker", [*worker, "--loglevel", level], env),
        Child("beat", [*celery, "beat", "--pidfile=", "--loglevel", level], env),
    ]
    if ports.smtp and ports.mail_ui:
        folder = str(var_dir() / "mail")
        mail = [PYTHON, "-m", "config.mailbox", folder, str(ports.smtp), str(ports.mail_ui), bind_host()]
        started.insert(1, Child("mail", mail, env))
    return started


def announce(ports: Ports, env: dict[str, str], took: float) -> None:
    """Say where everything is."""
    lines = ["", f"  Acquaint is ready ({took:.1f} s)", "", f"  Open        {env['SITE_URL']}/"]
    if ports.mail_ui:
        lines.append(f"  Read mail   http://127.0.0.1:{ports.mail_ui}/   (SMTP on port {ports.smtp})")
    lines += [*demo_lines(), "", "  Ctrl-C stops everything.", ""]
    print("\n".join(lines), flush=True)


def demo_lines() -> list[str]:
    """The demo's sign-ins, when the demo is loaded (see `config.prepare`)."""
    path = var_dir() / "demo-sign-ins"
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text().splitlines() if line]
    return ["", "  Sign in as", *(f"    {label:<40} {email:<26} {password}" for label, email, password in rows)]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 -- our own address
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
