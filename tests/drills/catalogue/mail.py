"""A mail server that misbehaves."""

from __future__ import annotations

import time

from tests.drills.catalogue.drill import Drill
from tests.drills.stage import CONNECTIONS, Outcome, Stage

SOME = 10  # every tenth address


def refuses(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.mail.stop()
    time.sleep(3)
    stage.mail.start()
    outcome = stage.outcome()
    counted = "SELECT count(*) FROM followups_reminder WHERE attempts > 1"
    assert stage.installation.sql(counted)[0][0] <= 2 * CONNECTIONS, "only what was under way counts as tried"
    return outcome


def stalls(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.mail.handler.stall.set()
    time.sleep(5)  # longer than EMAIL_TIMEOUT here
    stage.mail.handler.stall.clear()
    return stage.outcome(words="each attempt ended after EMAIL_TIMEOUT")


def asks_for_later(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.mail.handler.answer_rcpt = lambda to: "451 4.3.0 later" if _is_some(to) else "250 OK"
    stage.begin()
    stage.installation.wait_until(lambda: _retrying(stage) >= stage.count // SOME, "retries", 300)
    stage.mail.handler.answer_rcpt = lambda to: "250 OK"
    return stage.outcome(words=f"{stage.count // SOME} came later")


def refuses_for_good(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.mail.handler.answer_rcpt = lambda to: "550 5.7.1 not from you" if _is_some(to) else "250 OK"
    stage.begin()
    outcome = stage.outcome(
        refused=stage.count // SOME, words=f"{stage.count // SOME} failed and are shown to their owners"
    )
    assert stage.statuses() == {"sent": stage.count - stage.count // SOME, "failed": stage.count // SOME}
    return outcome


def drops_behind_data(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.mail.handler.drop_after_data = 3
    return stage.outcome()


def _is_some(address: str) -> bool:
    return int(address.removeprefix("person").partition("@")[0]) % SOME == 0


def _retrying(stage: Stage) -> int:
    asked = "SELECT count(*) FROM followups_reminder WHERE status = 'pending' AND last_error LIKE '%451%'"
    return int(stage.installation.sql(asked)[0][0])


DRILLS = [
    Drill("mail server refuses connections for 3 s", refuses),
    Drill("mail server stalls for 5 s", stalls),
    Drill("mail server answers 4xx to every tenth", asks_for_later),
    Drill("mail server answers 5xx to every tenth", refuses_for_good, bar="0 lost, 0 twins, refusals shown"),
    Drill(
        "mail server hangs up behind DATA, three times", drops_behind_data, twins=3, bar="0 lost, ≤ 1 twin each time"
    ),
]
