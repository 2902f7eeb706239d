"""What a center does with its roster."""

from apps.centers.services.roster.cards import answer_address, change_external_id
from apps.centers.services.roster.claims import Claim, claim_import, run_batch, run_pending
from apps.centers.services.roster.inviting import (
    ask_invitations,
    send_waiting,
    stop_invitations,
    to_invite,
    waiting_for_invitation,
)
from apps.centers.services.roster.starting import (
    apply_roster,
    can_be_undone,
    change_roster_plan,
    discard_roster,
    forget_roster_uploads,
    has_work,
    undo_roster,
    upload_roster,
)

__all__ = [
    "Claim",
    "answer_address",
    "apply_roster",
    "ask_invitations",
    "can_be_undone",
    "change_external_id",
    "change_roster_plan",
    "claim_import",
    "discard_roster",
    "forget_roster_uploads",
    "has_work",
    "run_batch",
    "run_pending",
    "send_waiting",
    "stop_invitations",
    "to_invite",
    "undo_roster",
    "upload_roster",
    "waiting_for_invitation",
]
