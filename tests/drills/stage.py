"""Where a drill happens: the installation with its cast, 2,000 due reminders, and what came of them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.drills.smtp import MailServer
from tests.installation import BEAT, WORKER, Installation, Seed

COUNT = 2_000  # of the table; the tests take fewer
QUIET = 1.5  # seconds without a mail or a change, on an idle machine: whoever lives has settled what it had claimed
SPACE = "1g"
MANY_STEPS = range(8_001, 10_001)  # steps of 500 more people with four each
CONNECTIONS = 40


@dataclass(frozen=True)
class Outcome:
    """What became of the mails of one drill."""

    lost: int
    twins: int  # the same mail again, with the same Message-ID
    doubled: int  # a second mail, with another one: never allowed
    words: str = ""

    def keeps(self, allowed: int) -> bool:
        """Whether it stands up to the bar."""
        return self.lost == 0 and self.doubled == 0 and self.twins <= allowed


class Stage:
    """One at a time; `stand` and `begin` are how a drill starts, `outcome` is how it ends."""

    def __init__(self, installation: Installation, seed: Seed, mail: MailServer, count: int, *, is_small: bool) -> None:
        self.installation, self.seed, self.mail, self.count = installation, seed, mail, count
        self.is_small = is_small  # the disk can be filled
        self.clock = installation.home / "clock"

    def stand(self, *, workers: int = 2, beats: int = 1, stepped: bool = False, connections: int = 1) -> None:
        """Exactly so many run, nothing is due, the mail server is well, and the clock is right.

        One connection to the mail server, for on a busy machine every server looks slow.
        """
        cast = {f"worker-{n}": (*WORKER, "-n", f"worker-{n}@drill") for n in range(1, workers + 1)}
        cast |= {f"beat-{n}": BEAT for n in range(1, beats + 1)}
        self.clock.write_text("0")
        self.installation.postgres.ensure()
        self.installation.valkey.ensure()
        if stepped:
            clockwork = (sys.executable, "-m", "tests.installation.clockwork", str(self.clock))
            cast = {name: (*clockwork, *command[2:]) for name, command in cast.items()}
        here, env = self.installation.processes, {"EMAIL_CONNECTIONS": str(connections)}
        kept = [name for name in cast if name in here and self.installation.commands[name] == (cast[name], env)]
        others = [name for name in here if name not in {"web", *kept}]
        self.installation.kill(*others)
        self.seed.clear_reminders()
        self.mail.stop()
        self.mail.handler.reset()
        self.mail.start()
        for name, command in cast.items():
            if name not in here:
                self.installation.start(name, *command, **env)
        if "web" not in here:
            self.installation.start_web()
        self.installation.tend()

    def begin(self) -> None:
        """All are due at once, and a quarter of them is out."""
        self.begin_all()
        taken, quarter = self.mail.handler.taken, self.count // 4
        self.installation.wait_until(lambda: len(taken) >= quarter, f"{quarter} mails", 120)
        assert len(taken) < self.count, "the fault came too late"

    def begin_all(self) -> None:
        """All are due at once."""
        self.seed.reminders(1, self.count, "now() - interval '1 second'")

    def restart(self, *names: str) -> None:
        """Starts processes again that were killed."""
        for name in names:
            command, env = self.installation.commands[name]
            self.installation.start(name, *command, **env)

    def stand_up_again(self, names: list[str]) -> None:
        """Servers and processes, as the next `manage.py up` would."""
        self.installation.postgres.ensure()
        self.installation.valkey.ensure()
        self.restart(*names)

    def wait_until_sweeping(self) -> None:
        """Until a worker has swept once."""
        beat = "SELECT count(*) FROM followups_sweepbeat"
        self.installation.wait_until(lambda: self.installation.sql(beat) == [(1,)], "a sweep")

    def finish(self, seconds: float = 180) -> None:
        """Until every reminder is settled. Waiting times are let pass: leases of the dead, retries, server away."""
        end, seen, since = time.monotonic() + seconds, None, time.monotonic()
        while (statuses := self.statuses()).keys() & {"pending", "sending"}:
            self.installation.tend()
            now = statuses, sum(self.mail.handler.taken.values())
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > QUIET * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)):
                self.let_time_pass()
                since = time.monotonic()
            assert time.monotonic() < end, f"{statuses} after {seconds} s\n{self.installation.log_tail()}"
            time.sleep(0.1)

    def let_time_pass(self) -> None:
        """For whoever waits; by any clock of ours."""
        past = "now() - interval '2 hours'"
        self.installation.sql(f"UPDATE followups_reminder SET claimed_until = {past} WHERE status = 'sending'")
        self.installation.sql(f"UPDATE followups_reminder SET due_at = {past} WHERE status = 'pending'")

    def statuses(self) -> dict[str, int]:
        return dict(self.installation.sql("SELECT status, count(*) FROM followups_reminder GROUP BY 1"))

    def outcome(self, *, words: str = "", people: int | None = None, refused: int = 0) -> Outcome:
        """Counts when everything is settled. `refused` people were turned away for good and are no loss."""
        self.finish()
        handler = self.mail.handler
        distinct = len(set(handler.recipients))
        assert self.statuses().get("failed", 0) + self.statuses().get("skipped", 0) >= refused
        return Outcome((people or self.count) - refused - distinct, handler.twins, len(handler.taken) - distinct, words)

    def step_clock(self, seconds: float) -> None:
        """Of every process that was started `stepped`."""
        self.clock.write_text(str(seconds))
        time.sleep(0.2)

    def page(self) -> tuple[int, str]:
        """The list of people, as somebody who is signed in."""
        return self.installation.get("/people/", self.seed.cookie)

    def page_says(self, status: int, words: str = "", seconds: float = 20) -> float:
        """Seconds until the page answers so; fails when it never does."""
        began = time.monotonic()
        while True:
            answer, text = self.page()
            if answer == status and words in text:
                return time.monotonic() - began
            assert time.monotonic() - began < seconds, f"the page says {answer}: {text[:400]}"
            time.sleep(0.1)

    @property
    def log_position(self) -> int:
        """Where the log ends now, for `said_since`."""
        return self.installation.log.stat().st_size

    def said_since(self, position: int) -> str:
        """What the processes have said from there on."""
        with self.installation.log.open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")


@contextlib.contextmanager
def standing(home: Path, count: int = COUNT) -> Iterator[Stage]:
    """The stage in an empty folder; as root on a small disk of its own, which a drill can fill."""
    mail = MailServer()
    mail.start()
    small = _mount(home)
    installation = Installation(home, mail.port, EMAIL_TIMEOUT="2")
    try:
        installation.open()
        # Processes are killed here, not the machine: the kernel keeps what was written, flushed or not.
        installation.sql("ALTER SYSTEM SET fsync = off")
        installation.sql("SELECT pg_reload_conf()")
        seed = Seed(installation)
        seed.people(COUNT)
        seed.people(len(MANY_STEPS) // 4, first=COUNT + 1, steps=4)
        yield Stage(installation, seed, mail, count, is_small=small)
    finally:
        installation.close()
        mail.stop()
        if small:
            subprocess.run(["umount", "-l", home], check=False)


def _mount(home: Path) -> bool:
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return False
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SPACE},mode=0755", "tmpfs", str(home)]
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0
