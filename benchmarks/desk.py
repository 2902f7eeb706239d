"""`python -m benchmarks.desk`: what the desk of a career center costs, beside its floors, into docs/performance.md.

    .venv/bin/python -m benchmarks.desk [--rounds N] [--only WORDS] [--keep FOLDER] [--dry]

As `benchmarks.pages`, on a center of 1,000 students and one of 10,000, each with 200 cohorts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psycopg

from benchmarks import desk_seed
from benchmarks.desk_seed import COHORTS, FULL, NOTHING, PROGRESS, Size, id_of
from benchmarks.pages import DOCUMENT, HEADS, Bench, carry_out, parsed
from benchmarks.pages_asked import Goal, Page, Request
from benchmarks.pages_site import Site, standing
from config.paths import BASE_DIR
from tests.installation.processes import stop_politely
from tools.markers import table, write_between

LIST, STUDENT = Goal("L", 3.0, 12, 1.2), Goal("D", 5.0, 12, 1.1)


class Facts:
    """What addresses need to know of one center."""

    def __init__(self, size: Size, url: str) -> None:
        self.size, self.url = size, url


def _same(
    path: str, *, htmx: bool = False, fields: dict[str, str] | None = None
) -> Callable[[Facts], Iterator[Request]]:
    """The same address again and again."""

    def asked(_facts: Facts) -> Iterator[Request]:
        while True:
            yield Request(path, fields, htmx=htmx)

    return asked


def _cohort(number: int) -> str:
    return f"/desk/cohorts/{id_of('centers_cohort', number)}/"


def _student(number: int) -> str:
    return f"/desk/students/{id_of('centers_membership', number)}/"


def _both(name: str, goal: Goal, path: str, *, htmx: bool = False) -> Iterator[Page]:
    for viewer in ("director", "advisor"):
        yield Page(f"{name}, {viewer}", goal, _same(path, htmx=htmx), viewer)


TRIAGE, STUDENTS = "/desk/triage/", "/desk/students/"
PAGES = (
    *_both("Cohorts", LIST, "/desk/"),
    *_both("A cohort of 50", LIST, _cohort(1)),
    *_both("A cohort of a tenth of the center", LIST, _cohort(COHORTS)),
    *_both("May need you", LIST, TRIAGE),
    Page("the next page, director", LIST, _same(f"{TRIAGE}?page=2"), "director"),
    Page("as a fragment, director", LIST, _same(TRIAGE, htmx=True), "director"),
    *_both("Students", LIST, STUDENTS),
    Page("who share nothing, director", LIST, _same(f"{STUDENTS}?level=nothing"), "director"),
    Page("A student who shares names too, advisor", STUDENT, _same(_student(FULL)), "advisor"),
    Page("with what for, director", STUDENT, _same(_student(FULL), fields={"purpose": "Our talk"}), "director"),
    Page("A student who shares progress, director", STUDENT, _same(_student(PROGRESS)), "director"),
    Page("A student who shares nothing, advisor", STUDENT, _same(_student(NOTHING)), "advisor"),
)


def work_out(site: Site, size: Size) -> None:
    """The worker's round over everybody, for the triage list to be as it is; kept rows have had theirs."""
    with psycopg.connect(site.database(size.name), autocommit=True) as connection:
        if connection.execute("SELECT FROM advising_standout LIMIT 1").fetchone() is not None:
            return
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "benchmarks.desk_seed", "work_out"],
                   env=site.env(size.name) | {"DB_POOL": "0"}, cwd=BASE_DIR, check=True)  # fmt: skip
    with psycopg.connect(site.database(size.name), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    print(f"{size.rows:,} students looked at in {time.monotonic() - began:.1f} s", flush=True)


def main() -> None:
    """Prints each row as it is known, and writes the table."""
    chosen = parsed("desk", "What the desk of a career center costs.").parse_args()
    stop_politely()
    sizes = [Size("small", 1_000), Size("large", 10_000)]
    pages = [page for page in PAGES if chosen.only.casefold() in page.name.casefold()]
    with standing(sizes, chosen.keep, desk_seed) as site:
        for size in sizes:
            work_out(site, size)
        rows, told = carry_out(Bench(site, sizes, Facts), pages, chosen)
    about = (
        f"`make bench` (`python -m benchmarks.desk`). A center of {sizes[0].rows:,} students and one of"
        f" {sizes[1].rows:,}, {COHORTS} cohorts and 20 advisors in each; a quarter of the students share nothing, and"
        " the others have up to twenty people on their lists. The director sees everybody, the advisor has"
        f" {desk_seed.CASELOAD} students. Everything is written into the log of who looked, as always. Floors as"
        f" above: {told}"
    )
    print(about)
    if not chosen.dry and not chosen.only:
        write_between(DOCUMENT, "desk", f"## The desk of a career center\n\n{about}\n\n{table(HEADS, rows)}")


if __name__ == "__main__":
    main()
