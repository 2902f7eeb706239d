"""kill -9 in the middle of a hundred due reminders: nothing lost, at most one mail repeated per killed worker."""

import pytest

from tests.drills.processes import BEAT, WORKER, Installation
from tests.drills.smtp import MailServer

pytestmark = [pytest.mark.drill, pytest.mark.worker, pytest.mark.xdist_group("drills")]

COUNT = 100


@pytest.fixture(scope="module")
def server():
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def installation(server, new_folder):
    installation = Installation(new_folder(), server.port)
    try:
        installation.open()
        yield installation
    finally:
        installation.close()


@pytest.fixture(autouse=True)
def slow_mail(server, installation):
    """So slow that a kill falls into the middle; and nothing of the drill before."""
    server.handler.__init__()
    server.handler.delay = 0.02
    installation.seed(COUNT)
    yield
    for name in list(installation.processes):
        installation.kill(name)


def test_kill_everything_in_the_middle_loses_nothing(installation, server):
    installation.start("worker", *WORKER)
    installation.start("beat", *BEAT)
    server.handler.wait_for(30)

    installation.kill_all()
    assert len(server.handler.taken) < COUNT
    installation.ensure_servers()
    installation.start("worker", *WORKER)
    installation.start("beat", *BEAT)
    installation.let_leases_lapse()
    installation.wait_until_all_sent(COUNT)

    assert len(server.handler.taken) == COUNT
    assert len(set(server.handler.recipients)) == COUNT
    assert server.handler.twins <= 1  # one worker was killed; the twin has the same Message-ID


def test_kill_one_of_two_workers_under_two_beats_loses_nothing(installation, server):
    installation.start("doomed", *WORKER, "-n", "doomed@drill")
    installation.start("beat", *BEAT, "-s", str(installation.home / "beat-1"))
    server.handler.wait_for(10)
    installation.start("other", *WORKER, "-n", "other@drill")
    installation.start("other beat", *BEAT, "-s", str(installation.home / "beat-2"))

    installation.kill("doomed")
    installation.let_leases_lapse()
    installation.wait_until_all_sent(COUNT)

    assert len(server.handler.taken) == COUNT
    assert server.handler.twins <= 1


def test_an_empty_broker_loses_nothing(installation, server):
    installation.start("worker", *WORKER)
    installation.start("beat", *BEAT)
    server.handler.wait_for(10)

    installation.wipe_broker()
    installation.wait_until_all_sent(COUNT)

    assert len(server.handler.taken) == COUNT
    assert server.handler.twins == 0
