"""Making two people one, and two again. The part of the apps above is `workspace.services.merging`."""

from apps.contacts.services.merging.apart import keep_apart, let_together
from apps.contacts.services.merging.frozen import Snapshot, difference, put_back
from apps.contacts.services.merging.joining import Joined, forget_old_merges, join_people, lock_both, remember_merge
from apps.contacts.services.merging.parting import claim_undo, part_people

__all__ = [
    "Joined",
    "Snapshot",
    "claim_undo",
    "difference",
    "forget_old_merges",
    "join_people",
    "keep_apart",
    "let_together",
    "lock_both",
    "part_people",
    "put_back",
    "remember_merge",
]
