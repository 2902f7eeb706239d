"""Make `.venv` from the lock files and run the command again inside it.

Standard library only, and loaded by path (`runpy`), because `config/__init__.py` imports Celery, which is not
there yet on a fresh machine. Uses uv when it is on PATH, else fetches the locked uv into the new environment,
else plain pip: the hash-only lock files serve all three.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

NEEDED = (3, 11)
INCLUDES = {"run": ("run",), "dev": ("dev", "run")}  # dev.txt holds everything that run.txt holds


def ensure(root: Path, group: str) -> None:
    """Install the locked `group` into `root/.venv` unless it stands there already, and continue inside it.

    Does not return when this process was not started by the environment's own Python: the same command line
    is then executed again by it. `ACQUAINT_NO_VENV=1` (containers) leaves everything as it is.
    """
    if os.environ.get("ACQUAINT_NO_VENV") == "1":
        return
    if sys.version_info < NEEDED:
        sys.exit(f"Acquaint needs Python {NEEDED[0]}.{NEEDED[1]} or newer; this is {sys.version.split()[0]}.")
    venv = root / ".venv"
    lock = root / "config" / "locks" / f"{group}.txt"
    if not is_installed(venv, lock):
        venv.mkdir(exist_ok=True)
        with open(venv / ".acquaint-lock", "w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)  # two commands started at once install once
            if not is_installed(venv, lock):
                install(venv, lock)
    if Path(sys.prefix).resolve() != venv.resolve():
        python = venv / "bin" / "python"
        os.execv(python, [str(python), *sys.argv])


def fingerprint(lock: Path) -> str:
    """What an installation must have been made from to be still good."""
    return hashlib.sha256(lock.read_bytes() + str(sys.version_info[:2]).encode()).hexdigest()


def stamp(venv: Path, group: str) -> Path:
    return venv / f".acquaint-{group}"


def is_installed(venv: Path, lock: Path) -> bool:
    mark = stamp(venv, lock.stem)
    return (venv / "bin" / "python").exists() and mark.exists() and mark.read_text() == fingerprint(lock)


def install(venv: Path, lock: Path) -> None:
    """Create the environment if needed, install the lock, and stamp it. Exits with one line when it cannot."""
    began = time.perf_counter()
    print(f"acquaint: installing {lock.stem} packages into {venv.name} (once) ...", file=sys.stderr, flush=True)
    python = venv / "bin" / "python"
    if not python.exists():
        create(venv)
    uv = find_uv(python, lock)
    if uv:
        command = [uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(python)]
    else:
        command = [str(python), "-m", "pip", "install", "-q"]
    command += ["--require-hashes", "-r", str(lock)]
    if subprocess.run(command).returncode != 0:
        sys.exit("acquaint: the packages could not be installed; see the message above. Nothing was started.")
    for group in INCLUDES[lock.stem]:
        stamp(venv, group).write_text(fingerprint(lock.with_name(f"{group}.txt")))
    took = time.perf_counter() - began
    print(f"acquaint: installed in {took:.1f} s with {'uv' if uv else 'pip'}", file=sys.stderr, flush=True)


def create(venv: Path) -> None:
    without_pip = bool(shutil.which("uv"))
    if not without_pip and importlib.util.find_spec("ensurepip") is None:
        sys.exit("This Python cannot make a virtual environment: install the package python3-venv, or uv.")
    subprocess.run([sys.executable, "-m", "venv", *(["--without-pip"] if without_pip else []), venv], check=True)


def find_uv(python: Path, lock: Path) -> str | None:
    """uv from PATH, or the locked release of it installed into the environment; None means use pip."""
    if os.environ.get("ACQUAINT_INSTALLER") == "pip":
        return None
    if found := shutil.which("uv"):
        return found
    own = python.with_name("uv")
    if own.exists():
        return str(own)
    pin = next((line.split()[0] for line in lock.read_text().splitlines() if line.startswith("uv==")), "uv")
    quiet = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    got = subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", pin], env=quiet)
    return str(own) if got.returncode == 0 and own.exists() else None
