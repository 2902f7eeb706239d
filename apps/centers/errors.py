"""What can go wrong in a center, in words fit for whoever did it."""

from __future__ import annotations


class CenterError(Exception):
    """Refused, and why; the message is shown."""


class LastDirector(CenterError):
    """A center is never left without a director."""

    def __init__(self) -> None:
        super().__init__("A center needs a director. Make someone else director first.")


class OwnRole(CenterError):
    """Nobody changes what they are themselves."""

    def __init__(self) -> None:
        super().__init__("You can’t change your own role. Ask another director.")


class AboveOwnRole(CenterError):
    """Nobody gives, changes or ends a role above their own."""

    def __init__(self) -> None:
        super().__init__("Only a director can do that.")


class AlreadyMember(CenterError):
    """The address belongs to an active member with that role."""

    def __init__(self, email: str, role: str) -> None:
        super().__init__(f"{email} is already here as {role.lower()}.")


class TooManyInvitations(CenterError):
    """The limit of an hour or of one address."""

    def __init__(self, text: str = "That’s a lot of invitations. Wait an hour, then send the rest.") -> None:
        super().__init__(text)


class InvitationUnusable(CenterError):
    """The one message for every invitation that cannot be used, whatever the reason (INV-1)."""

    def __init__(self) -> None:
        super().__init__(
            "This invitation can’t be used. It may have run out, been used or been taken back, "
            "or it was sent to another address than the one you signed in with."
        )
