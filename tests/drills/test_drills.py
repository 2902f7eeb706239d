"""Each fault of the catalogue against its bar; with fewer reminders than the table of docs/reliability.md."""

import pytest

from tests.drills.catalogue import DRILLS
from tests.drills.stage import standing

pytestmark = [pytest.mark.drill, pytest.mark.worker, pytest.mark.xdist_group("drills")]


COUNT = 600


@pytest.fixture(scope="module")
def stage(new_folder):
    with standing(new_folder(), COUNT) as stage:
        yield stage


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.name)
def test_nothing_is_lost_and_nothing_comes_twice_beyond_the_bar(drill, stage):
    if drill.needs_small_disk and not stage.is_small:
        pytest.skip("only root can make a disk that is small enough to fill")

    outcome = drill.run(stage)

    assert outcome.keeps(drill.twins), outcome
