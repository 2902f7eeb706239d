"""What can go wrong with a talk, in words fit for the owner."""

from __future__ import annotations


class TalkNotOpen(Exception):
    """The talk is held, cancelled or missed already."""

    def __init__(self) -> None:
        super().__init__("This talk isn’t open any more. Reload the page to see how it stands.")


class EndNotPossible(Exception):
    """A talk cannot end in the future, or before it began."""


class LetterEmpty(Exception):
    """A thank-you needs words before it can be marked as sent."""

    def __init__(self) -> None:
        super().__init__("The letter is empty.")


class QuestionKnown(Exception):
    """The bank has this question already."""

    def __init__(self) -> None:
        super().__init__("Your bank has this question already.")


class ExchangeNotOpen(Exception):
    """The letter is sent already, or the exchange has ended."""

    def __init__(self) -> None:
        super().__init__("This letter was sent meanwhile, or the exchange has ended. Reload the page.")
