"""The mail that says a copy is ready. It is also how somebody learns that another asked for one."""

from __future__ import annotations

import logging
from datetime import datetime

from allauth.account.models import EmailAddress

from apps.workspace.emails import compose_copy_ready
from apps.workspace.models import DataCopy

log = logging.getLogger(__name__)


def tell_ready(*, now: datetime) -> int:
    """Sends the mails that are owed, each once; how many. One that no server takes is owed still."""
    owed = DataCopy.objects.filter(
        status=DataCopy.Status.READY, told_at=None, owner__is_active=True, owner__mail_pause=None
    ).select_related("owner", "center")
    sent = 0
    for copy in owed:
        if not EmailAddress.objects.filter(user=copy.owner, email__iexact=copy.owner.email, verified=True).exists():
            continue
        mine = DataCopy.objects.filter(pk=copy.pk)
        if not mine.filter(told_at=None).update(told_at=now):
            continue
        try:
            compose_copy_ready(copy).send()
            sent += 1
        except OSError as error:
            mine.update(told_at=None)
            log.warning("The mail about copy %s was not taken: %s", copy.pk, type(error).__name__)
    return sent
