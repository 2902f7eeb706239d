"""`python -m benchmarks.pages`: what the pages cost, beside their floors, into docs/performance.md.

    .venv/bin/python -m benchmarks.pages [--scale 0.1] [--rounds N] [--only WORDS] [--keep FOLDER] [--dry]

Own PostgreSQL, own Valkey, three gunicorns: the floor, the small list and the large one. Rounds of the three take
turns, so that whatever else the machine does hits all of them; the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.pages_asked import PAGES, Facts, Page, Request, floor_requests
from benchmarks.pages_client import Client
from benchmarks.pages_seed import BLOCK, Size
from benchmarks.pages_site import Server, Site, Sized, standing
from config.paths import BASE_DIR
from tests.installation.processes import stop_politely
from tools.markers import table, write_between

DOCUMENT = BASE_DIR / "docs" / "performance.md"
HEADS = (
    "Page", "SQL", "÷ floor, small", "large", "Goal", "Growth", "Goal", "ms, small", "large",
    "Requests/s ÷ floor’s, 8 clients", "",
)  # fmt: skip
CLIENTS = 8
SHARE = 0.4  # of the floor's throughput
STEADY = 0.02  # how far the median of the rounds may still be off
MOST_ROUNDS = 3  # times those that were asked for, while the ratios do not stand


@dataclass
class Rounds:
    """What one server took for one page: seconds a request, a number for each round."""

    web: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)

    @property
    def both(self) -> list[float]:
        """Web and database."""
        return [web + database for web, database in zip(self.web, self.database, strict=True)]

    @property
    def ms(self) -> float:
        """Milliseconds that one client waits."""
        return statistics.median(self.clock) * 1000


def ratio(over: list[float], under: list[float]) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))


def is_steady(over: list[float], under: list[float]) -> bool:
    """Whether the median would hardly change any more: half the quartiles' distance, by the root of the rounds."""
    ratios = [a / b for a, b in zip(over, under, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return (high - low) / 2 / len(ratios) ** 0.5 < STEADY * middle


class Bench:
    """The servers, and one client of each."""

    def __init__(self, site: Site, sizes: Sequence[Sized], facts: Callable[[Any, str], Any] = Facts) -> None:
        self.site = site
        self.floor = site.start("floor", "benchmarks.pages_floor.wsgi", sizes[0].name, "floor",
                                DJANGO_SETTINGS_MODULE="benchmarks.pages_floor.settings")  # fmt: skip
        self.small, self.large = (
            site.start(size.name, "config.wsgi", size.name, "floor", cache=n) for n, size in enumerate(sizes, start=1)
        )
        self.facts = {size.name: facts(size, site.database(size.name)) for size in sizes}
        self.clients: dict[int, Client] = {}

    def client(self, page: Page, server: Server) -> Client:
        """A connection of whoever looks at the page, or reads the floor."""
        return server.client("" if server is self.floor else self.site.cookies[page.viewer])

    def requests(self, page: Page, server: Server) -> Iterator[Request]:
        """The page's own, or the floor's."""
        facts = self.facts[server.database]
        return floor_requests(page.goal.floor, facts.size) if server is self.floor else page.asked(facts)

    def round(self, server: Server, requests: Iterator[Request], times: int, rounds: Rounds) -> None:
        """So many requests of one client."""
        client, taken = self.clients[server.port], []
        database = 0.0 if server is self.floor else self.site.backends_cpu(server.database)
        web = server.cpu()
        for request in itertools.islice(requests, times):
            began = time.perf_counter()
            request.send(client)
            taken.append(time.perf_counter() - began)
        rounds.web.append((server.cpu() - web) / times)
        if server is not self.floor:
            rounds.database.append((self.site.backends_cpu(server.database) - database) / times)
        rounds.clock.append(statistics.median(taken))

    def measure(self, page: Page, least: int, times: int) -> tuple[Rounds, Rounds, Rounds]:
        """Floor, small and large, in turns, until the ratios stand."""
        servers = (self.floor, self.small, self.large)
        found = (Rounds(), Rounds(), Rounds())
        self.clients = {server.port: self.client(page, server) for server in servers}
        requests = [self.requests(page, server) for server in servers]
        for server, asked in zip(servers, requests, strict=True):
            self.round(server, asked, 5, Rounds())
        floor, small, large = found
        while len(floor.web) < least or (
            len(floor.web) < least * MOST_ROUNDS
            and not (is_steady(small.web, floor.web) and is_steady(large.both, small.both))
        ):
            for server, asked, rounds in zip(servers, requests, found, strict=True):
                self.round(server, asked, times, rounds)
        for client in self.clients.values():
            client.socket.close()
        return found

    def share(self, page: Page, seconds: float) -> float:
        """Requests a second of eight clients, as a share of the floor's."""
        rates = {}
        for server in (self.floor, self.small, self.floor, self.small):
            rates.setdefault(server.port, []).append(self.rate(page, server, seconds / 2))
        return statistics.mean(rates[self.small.port]) / statistics.mean(rates[self.floor.port])

    def rate(self, page: Page, server: Server, seconds: float) -> float:
        """What eight clients get in a second."""
        requests = self.requests(page, server)
        lock, done = threading.Lock(), [0] * CLIENTS
        end = time.monotonic() + seconds

        def work(number: int, client: Client) -> None:
            while time.monotonic() < end:
                with lock:
                    request = next(requests)
                request.send(client)
                done[number] += 1

        clients = [self.client(page, server) for _ in range(CLIENTS)]
        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(clients)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
        for client in clients:
            client.socket.close()
        return sum(done) / took

    def statements(self, pages: list[Page]) -> list[tuple[int, int]]:
        """SQL statements of each page, small and large."""
        counts = []
        for server in (self.small, self.large):
            asked = []
            for page in pages:
                requests = self.requests(page, server)
                warm, request = next(requests).as_json(), next(requests).as_json()
                asked.append({"cookie": self.site.cookies[page.viewer], "warm": [warm], "request": request})
            counts.append(self.site.count_statements(server.database, asked))
        return list(zip(*counts, strict=True))


def row_of(page: Page, sql: tuple[int, int], found: tuple[Rounds, Rounds, Rounds], share: float | None) -> list[str]:
    """A line of the table, with what was missed."""
    floor, small, large = found
    goal, times, at_large = page.goal, ratio(small.web, floor.web), ratio(large.web, floor.web)
    growth = ratio(large.both, small.both)
    missed = [
        name
        for name, is_missed in (
            ("cost", max(times, at_large) > goal.times),
            ("SQL", max(sql) > goal.sql),
            ("growth", growth > goal.growth),
            ("throughput", share is not None and share < SHARE),
        )
        if is_missed
    ]
    return [
        page.name,
        f"{sql[0]} (≤ {goal.sql})" if sql[0] == sql[1] else f"{sql[0]}, large {sql[1]} (≤ {goal.sql})",
        f"{times:.2f} {goal.floor}",
        f"{at_large:.2f} {goal.floor}",
        f"≤ {goal.times:g}",
        f"{growth:.2f}",
        f"≤ {goal.growth:g}",
        f"{small.ms:.1f}",
        f"{large.ms:.1f}",
        "not taken" if share is None else f"{share:.2f}",
        f"**missed**: {', '.join(missed)}" if missed else "met",
    ]


def carry_out(bench: Bench, pages: list[Page], chosen: argparse.Namespace) -> tuple[list[list[str]], str]:
    """Each row as it is known, and what is to be said of the floors and the machine."""
    began, loads, rows = time.time(), [os.getloadavg()[0]], []
    floors: dict[str, list[Rounds]] = {}
    for page, sql in zip(pages, bench.statements(pages), strict=True):
        found = bench.measure(page, chosen.rounds, chosen.requests)
        floors.setdefault(page.goal.floor, []).append(found[0])
        rows.append(row_of(page, sql, found, bench.share(page, chosen.seconds) if chosen.seconds else None))
        print(" | ".join(rows[-1]), flush=True)
        loads.append(os.getloadavg()[0])
    told = "; ".join(
        f"{name} {statistics.median(r for rounds in found for r in rounds.web) * 1000:.2f} ms of processor,"
        f" {statistics.median(rounds.ms for rounds in found):.2f} ms of the clock"
        for name, found in floors.items()
    )
    about = (
        f"{told}. ÷ floor: processor time of the web workers, for want of a counter of instructions."
        " Growth: processor time of web workers and PostgreSQL together, large ÷ small. Python"
        f" {platform.python_version()}, {os.cpu_count()} cores, load {statistics.median(loads):.1f} meanwhile (our own"
        f" processes are about 1 of it), {(time.time() - began) / 60:.0f} minutes."
    )
    return rows, about


def parsed(name: str, told: str) -> argparse.ArgumentParser:
    """The options of a benchmark of pages."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=told)
    parser.add_argument("--rounds", type=int, default=7, help="at least so many; more until the ratios stand")
    parser.add_argument("--requests", type=int, default=30, help="in a round")
    parser.add_argument("--seconds", type=float, default=2.0, help="of eight clients, for each page and its floor")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    parser.add_argument("--keep", type=Path, help="a folder in which the rows stay for the next run")
    parser.add_argument("--dry", action="store_true", help="print only, write nothing")
    return parser


def main() -> None:
    """Prints each row as it is known, and writes the table."""
    parser = parsed("pages", "What the pages cost.")
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 for a tenth of the rows")
    chosen = parser.parse_args()
    stop_politely()
    large = max(BLOCK * 2, round(100_000 * chosen.scale / BLOCK) * BLOCK)
    sizes = [Size("small", large, BLOCK), Size("large", large * 10, large)]
    pages = [page for page in PAGES if chosen.only.casefold() in page.name.casefold()]
    with standing(sizes, chosen.keep) as site:
        rows, told = carry_out(Bench(site, sizes), pages, chosen)
    about = (
        f"`make bench` (`python -m benchmarks.pages`). Small: {sizes[0].mine:,} people of {sizes[0].rows:,};"
        f" large: {sizes[1].mine:,} of {sizes[1].rows:,}. Floors on the same gunicorn (2 workers, connections stay"
        " open) with Django’s default middleware, session and sign-in: **L** 50 rows of one indexed query in a"
        f" template of 5 columns, **D** one row shown, **P** a form, one INSERT, a redirect: {told}"
    )
    print(about)
    if not chosen.dry and not chosen.only:
        write_between(DOCUMENT, "pages", f"## Pages\n\n{about}\n\n{table(HEADS, rows)}")


if __name__ == "__main__":
    main()
