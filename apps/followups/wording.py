"""The words of each kind of follow-up, the same on Today, on a person's page and in the mail."""

from __future__ import annotations

from dataclasses import dataclass

from apps.followups.models import FollowUp


@dataclass(frozen=True, slots=True)
class Words:
    """`primary` opens the work, `done` says it is done already, `said` confirms it; {name} is the first name.

    `thing` says what it is without saying whom it is about, for people whose mail names nobody.
    """

    icon: str
    primary: str
    done: str
    said: str
    thing: str

    def for_(self, name: str) -> Words:
        """With the person's first name put in."""
        return Words(self.icon, self.primary.format(name=name), self.done, self.said.format(name=name), self.thing)


_K = FollowUp.Kind
_WORDS: dict[str, Words] = {
    _K.THANK_YOU: Words("mail", "Finish and send", "Already sent", "Marked as thanked.", "A thank-you"),
    _K.PREPARATION: Words("coffee", "Continue", "I’m prepared", "Marked as prepared.", "A talk to prepare"),
    _K.CONFIRMATION: Words(
        "calendar-check", "Confirm with {name}", "Already confirmed", "Marked as confirmed.", "A talk to confirm"
    ),
    _K.REPLY: Words("message-reply", "Plan the talk", "Already answered", "Marked as answered.", "A reply to answer"),
    _K.NUDGE: Words("hourglass", "Open draft", "No need to nudge", "No nudge this time.", "A message without a reply"),
    _K.REFERRAL: Words(
        "route", "Write to {name}", "Already written", "Done. {name} is no longer waiting.", "A referral to follow"
    ),
    _K.ACTION: Words("check", "Open", "Done", "Done, as you said.", "Something you said you’d do"),
    _K.REPORT_BACK: Words(
        "message", "Tell {name}", "Already told", "Done. {name} knows how it went.", "Someone to report back to"
    ),
    _K.CHECK_IN: Words(
        "heart-handshake", "Write to {name}", "Already in touch", "Checked in with {name}.", "A check-in"
    ),
}
_NAMELESS = {
    kind: Words(w.icon, w.primary.format(name="them"), w.done, "Marked as done.", w.thing) for kind, w in _WORDS.items()
}


def words_of(follow_up: FollowUp) -> Words:
    """The words of this step; needs `contact`."""
    return words_about(follow_up.kind, follow_up.contact.given_name)


def words_about(kind: str, name: str) -> Words:
    """The words of a step of this kind with somebody of this first name."""
    return _WORDS[kind].for_(name)


def nameless_words(kind: str) -> Words:
    """The words of a step of this kind that name nobody."""
    return _NAMELESS[kind]
