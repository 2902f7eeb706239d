"""Bringing reminders to the inbox. The rows are the queue; the beat only says "sweep" (docs/reliability.md).

    PENDING ──claim──► SENDING ──► SENT
       │ ▲                │  ├───► SKIPPED   no longer wanted when looked at again, or held while mail is paused
       │ └──later, moved──┘  └───► FAILED    refused for good, or five attempts; shown to the owner
       └──► CANCELLED     the follow-up was completed, dropped or moved

One mail tells one owner everything that is due to them, so a batch is a batch of owners: nobody's import delays
anybody else's mail, and after a day of sleep everyone gets one mail. The promise is *at least once*. A crash between
the server's "250" and the settling UPDATE repeats one mail, with the same Message-ID. Everything else is decided by
conditional UPDATEs, so two sweeps, two beats or any number of workers do each other no harm, and no transaction is
open while SMTP talks.

`claims` takes and settles rows, `gathering` reads what a mail needs, `judging` asks again whether it is wanted,
`lines` holds the connections, `sweeping` is the loop.
"""

from apps.followups.services.delivery.claims import LEASE, claim_batch
from apps.followups.services.delivery.sweeping import BEAT, BUDGET, MAX_ATTEMPTS, Tally, sweep

__all__ = ["BEAT", "BUDGET", "LEASE", "MAX_ATTEMPTS", "Tally", "claim_batch", "sweep"]
