"""What would go with an account, what would stay, and what has to be settled before."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from apps.accounts.models import User
from apps.advising.models import Note
from apps.centers.models import Disclosure, Membership, Role, SharingGrant
from apps.contacts.models import Contact, Employer
from apps.followups.models import FollowUp
from apps.goals.models import Goal
from apps.interviews.models import Interview, Takeaway, ThankYou
from apps.outreach.models import Message
from apps.workspace.holdings import HOLDINGS, Held
from apps.workspace.models import RecordsRequest

_DECIDED = "Its log rests on them. They no longer say whose they were."
_COUNTED = (
    (Contact, "person", "people"),
    (Employer, "employer", "employers"),
    (Goal, "goal", "goals"),
    (Message, "message", "messages"),
    (Interview, "talk", "talks"),
    (Takeaway, "takeaway", "takeaways"),
    (ThankYou, "thank-you", "thank-yous"),
    (FollowUp, "step", "steps"),
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """The page before the button."""

    goes: list[str]  # "64 people"
    stays: list[tuple[str, str]]  # what, and why
    reasons: list[str]  # why it can't be done now


def leaving(user: User) -> Leaving:
    """What the person has to know before they close their account."""
    goes = []
    for model, one, many in _COUNTED:
        if count := model._base_manager.filter(owner=user).count():
            goes.append(f"{count:,} {one if count == 1 else many}")
    return Leaving(goes, _stays(user), reasons_to_stay(user))


def _stays(user: User) -> list[tuple[str, str]]:
    found = []
    seen = Disclosure.objects.filter(owner=user).values("center__name").annotate(lines=Count("pk")).order_by()
    for row in sorted(seen, key=lambda row: row["center__name"]):
        lines = f"{row['lines']:,} {'line' if row['lines'] == 1 else 'lines'} of its log of who looked"
        found.append((f"{row['center__name']}: {lines}", _why("centers.Disclosure")))
    decided = SharingGrant.objects.filter(owner=user).values("center__name").annotate(rows=Count("pk")).order_by()
    for grants in sorted(decided, key=lambda grants: grants["center__name"]):
        decisions = f"{grants['rows']:,} sharing {'decision' if grants['rows'] == 1 else 'decisions'}"
        found.append((f"{grants['center__name']}: {decisions}", _DECIDED))
    written = Note.objects.filter(student__user=user).values("center__name").annotate(notes=Count("pk")).order_by()
    for told in sorted(written, key=lambda told: told["center__name"]):
        notes = f"{told['notes']:,} {'note' if told['notes'] == 1 else 'notes'} that its staff wrote about you"
        found.append((f"{told['center__name']}: {notes}", _why("advising.Note")))
    listed = Membership.objects.filter(user=user, roster_entry__isnull=False).select_related("center")
    for membership in listed.order_by("center__name"):
        found.append((f"{membership.center.name}: its roster", _why("centers.RosterEntry")))
    if Disclosure.objects.filter(actor=user).exists():
        found.append(
            ("Your name where you looked at a student’s page", "Students can see who did, also after you have left.")
        )
    return found


def _why(label: str) -> str:
    entry = HOLDINGS[label]
    return entry.stays if isinstance(entry, Held) else ""


def reasons_to_stay(user: User) -> list[str]:
    """What the person has to settle before their account can go."""
    others = Membership.objects.filter(center=OuterRef("center"), role=Role.DIRECTOR, ended_at=None).exclude(user=user)
    alone = Membership.objects.filter(~Exists(others), user=user, role=Role.DIRECTOR, ended_at=None)
    reasons = [
        f"You are the only director of {name}. Make somebody else a director first."
        for name in alone.order_by("center__name").values_list("center__name", flat=True)
    ]
    asked = RecordsRequest.objects.filter(student=user, answered_at=None, withdrawn_at=None)
    reasons += [
        f"{name} is preparing its records for you. Wait for them, or take your request back."
        for name in asked.order_by("center__name").values_list("center__name", flat=True)
    ]
    return reasons
