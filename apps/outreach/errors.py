"""What can go wrong with an approach, in words fit for the owner."""

from __future__ import annotations


class DoNotContact(Exception):
    """The owner marked this person “don’t write”."""

    def __init__(self, first_name: str) -> None:
        super().__init__(f"You chose not to write to {first_name}. You can change that on their page, under Edit.")


class AlreadySent(Exception):
    """The text was marked as sent before, in another tab or by another click; it no longer changes."""

    def __init__(self) -> None:
        super().__init__("This message was already marked as sent, so its text stays as it is.")


class TimeTaken(Exception):
    """Somebody wants a time that has passed, that was never proposed, or that something else stands at by now."""

    def __init__(self) -> None:
        super().__init__("This time is taken by now.")
