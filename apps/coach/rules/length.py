"""Is as long as its rule set allows."""

from __future__ import annotations

from apps.coach.rule import Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen


def read(draft: Draft) -> Reading:
    """The values are words and characters; whether that is too long depends on the rule set."""
    return seen((), (draft.body.word_count, draft.body.characters))


def judge(reading: Reading, case: Case) -> Advice:
    words, characters = (int(n) for n in reading.values)
    rules = case.rules
    if rules.most_characters:
        most = rules.most_characters
        if characters <= most:
            return praise(f"{characters} of {most} characters")
        return advise(f"{characters - most} characters too long", f"LinkedIn cuts connection notes at {most}.")
    low, high = rules.least_words, rules.most_words
    wanted = f"{low} to {high} words read well" if low else f"At most {high} words"
    if words < low:
        return advise(f"{words} words: a little more about you?", f"{wanted}.")
    if high and words > high:
        why = f"Busy people answer what they can read in half a minute. {wanted}."
        return advise(f"{words} words: can you lose {words - high}?", why)
    return praise(f"{words} words, a comfortable length")


RULE = Rule(
    id="length",
    looks_for="Length against the rule set: words, or characters on LinkedIn.",
    why="It is read on a phone, between two meetings.",
    source="Steve Dalton: 75 words. Simon Fraser University: fewer than 100. LinkedIn: 200 or 300 characters",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
