"""The words of each kind of follow-up, the same on Today, on a person's page and in the mail."""

from __future__ import annotations

from dataclasses import dataclass

from apps.followups.models import FollowUp


@dataclass(frozen=True, slots=True)
class Words:
    """`primary` opens the work, `done` says it is done already, `said` confirms it; {name} is the first name."""

    icon: str
    primary: str
    done: str
    said: str

    def for_(self, name: str) -> Words:
        """With the person's first name put in."""
        return Words(self.icon, self.primary.format(name=name), self.done, self.said.format(name=name))


_K = FollowUp.Kind
_WORDS: dict[str, Words] = {
    _K.THANK_YOU: Words("mail", "Finish and send", "Already sent", "Marked as thanked."),
    _K.PREPARATION: Words("coffee", "Continue", "I’m prepared", "Marked as prepared."),
    _K.CONFIRMATION: Words("calendar-check", "Confirm with {name}", "Already confirmed", "Marked as confirmed."),
    _K.REPLY: Words("message-reply", "Plan the talk", "Already answered", "Marked as answered."),
    _K.NUDGE: Words("hourglass", "Open draft", "No need to nudge", "No nudge this time."),
    _K.REFERRAL: Words("route", "Write to {name}", "Already written", "Done. {name} is no longer waiting."),
    _K.ACTION: Words("check", "Open", "Done", "Done, as you said."),
    _K.REPORT_BACK: Words("message", "Tell {name}", "Already told", "Done. {name} knows how it went."),
    _K.CHECK_IN: Words("heart-handshake", "Write to {name}", "Already in touch", "Checked in with {name}."),
}


def words_of(follow_up: FollowUp) -> Words:
    """The words of this step; needs `contact`."""
    return _WORDS[follow_up.kind].for_(follow_up.contact.given_name)
