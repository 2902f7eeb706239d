"""A whole installation of its own, for drills and benchmarks: real servers, real processes, thousands of rows."""

from tests.installation.processes import BEAT, WEB, WORKER, Installation
from tests.installation.seed import Seed

__all__ = ["BEAT", "WEB", "WORKER", "Installation", "Seed"]
