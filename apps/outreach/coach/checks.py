"""One function for each thing the coach looks at. All take the draft and the facts; those that may be silent say so."""

from __future__ import annotations

import re

from apps.contacts.names import fold
from apps.outreach import merge
from apps.outreach.coach import patterns
from apps.outreach.coach.findings import (
    FIX,
    LINKEDIN_LIMIT,
    YES,
    Draft,
    Facts,
    Finding,
    comfortable_length,
    span,
    spans,
)
from apps.outreach.models import Channel


def count_words(text: str) -> int:
    """Words as a reader counts them."""
    return len(patterns.WORD.findall(text))


def introduces(draft: Draft, facts: Facts) -> Finding:
    """Says who writes."""
    name = re.escape(facts.my_first_name) if facts.my_first_name else r"(?!)"
    match = re.search(patterns.INTRODUCES.replace("{name}", name), draft.body, re.IGNORECASE)
    if match:
        return Finding("intro", YES, "Says who you are", spans=spans(draft.body, match))
    return Finding("intro", FIX, "Say who you are", "One line: your name, and what you do or study.")


def names_link(draft: Draft, facts: Facts) -> Finding:
    """Names the referrer or what both share, early; or at least how the writer found them."""
    first = facts.first_name
    if facts.introducer:
        who = facts.introducer.split()[0]
        match = re.search(rf"\b{re.escape(who)}\b", draft.body, re.IGNORECASE)
        if re.search(rf"\b{re.escape(who)}\b", draft.subject, re.IGNORECASE) or (
            match and match.start() <= _early(draft.body)
        ):
            return Finding("link", YES, f"Says who suggested {first}", spans=spans(draft.body, match))
        if match:
            why = f"{who}’s name opens the door. Put it into the first lines or the subject."
            return Finding("link", FIX, f"Name {who} earlier", why, spans(draft.body, match))
        return Finding(
            "link", FIX, f"Say who suggested {first}", f"{facts.introducer} did: name them in the first lines."
        )
    if facts.common_ground:
        words = [w for w in patterns.WORD.findall(facts.common_ground) if len(w) >= 4]
        match = next((m for w in words if (m := re.search(rf"\b{re.escape(w)}\b", draft.body, re.IGNORECASE))), None)
        match = match or patterns.FOUND.search(draft.body)
        if match:
            return Finding("link", YES, f"Says what you share with {first}", spans=spans(draft.body, match))
        return Finding("link", FIX, f"Say what you share with {first}", f"You noted: {facts.common_ground}")
    match = patterns.FOUND.search(draft.body)
    if match:
        return Finding("link", YES, f"Says how you found {first}", spans=spans(draft.body, match))
    return Finding(
        "link", FIX, f"Say how you found {first}", "Why them, of all people: a talk, an article, their path."
    )


def _early(body: str) -> int:
    """The first half, or the first 300 characters of a long message."""
    return max(min(300, len(body)), len(body) // 2)


def states_interest(draft: Draft, facts: Facts) -> Finding:
    """Says what the writer wants to learn."""
    match = patterns.INTEREST.search(draft.body)
    if match:
        return Finding("why", YES, "States what you want to learn", spans=spans(draft.body, match))
    return Finding(
        "why", FIX, "State what you want to learn", "People help with a question more gladly than with a wish."
    )


def asks_for_talk(draft: Draft, facts: Facts) -> Finding:
    """Asks for a talk, as a question."""
    asked = [m for m in patterns.SENTENCE.finditer(draft.body) if patterns.MEETING.search(m[0])]
    question = next((m for m in asked if m[0].rstrip().endswith("?")), None)
    if question:
        return Finding("ask", YES, "Asks for a talk, as a question", spans=spans(draft.body, question))
    if asked:
        why = "“Would you have 20 minutes for a call?” is easier to answer than a wish."
        return Finding("ask", FIX, "Ask it as a question", why, spans(draft.body, asked[-1]))
    return Finding(
        "ask", FIX, "Ask for a talk", "Nobody can say yes to what isn’t asked: a call, a coffee, a short talk."
    )


def asks_who_else(draft: Draft, facts: Facts) -> Finding:
    """After a no: asks for a name."""
    questions = [m for m in patterns.SENTENCE.finditer(draft.body) if m[0].rstrip().endswith("?")]
    question = next((m for m in questions if patterns.WHO_ELSE.search(m[0])), None)
    if question:
        return Finding("else", YES, "Asks who else", spans=spans(draft.body, question))
    return Finding("else", FIX, "Ask who else", "Most people gladly name someone when they can’t help themselves.")


def names_length(draft: Draft, facts: Facts) -> Finding:
    """Says how long: 15 to 30 minutes."""
    match = patterns.MINUTES.search(draft.body)
    if match:
        numbers = [int(n) for n in match.groups() if n]
        if all(15 <= n <= 30 for n in numbers):
            return Finding(
                "minutes", YES, f"Asks for {' to '.join(map(str, numbers))} minutes", spans=spans(draft.body, match)
            )
        why = "15 to 30 minutes is small enough to say yes to, and long enough to learn from."
        return Finding("minutes", FIX, "Ask for 15 to 30 minutes", why, spans(draft.body, match))
    if half := patterns.HALF.search(draft.body):
        return Finding("minutes", YES, "Says how long it takes", spans=spans(draft.body, half))
    if long := patterns.LONG.search(draft.body):
        return Finding(
            "minutes",
            FIX,
            "Ask for less",
            "An hour is a lot for someone new. 15 to 30 minutes.",
            spans(draft.body, long),
        )
    return Finding("minutes", FIX, "Say how long", "“20 minutes” makes the favor small and clear.")


def asks_no_job(draft: Draft, facts: Facts) -> Finding:
    """Doesn’t ask for a job; saying so in so many words is fine."""
    asks = [m for m in patterns.JOB.finditer(draft.body) if not patterns.NEGATED.search(draft.body[: m.start()])]
    if not asks:
        return Finding("nojob", YES, "Doesn’t ask for a job")
    why = "Ask for insight: a job question ends most conversations before they begin."
    return Finding("nojob", FIX, "Leave the job out", why, spans(draft.body, *asks))


def keeps_resume(draft: Draft, facts: Facts) -> Finding | None:
    """No résumé that nobody asked for. Silent when all is well."""
    matches = list(patterns.RESUME.finditer(draft.body))
    if not matches:
        return None
    why = "An unasked résumé turns a talk into an application. Bring it along if they ask."
    return Finding("resume", FIX, "Keep the résumé back", why, spans(draft.body, *matches))


def offers_way_out(draft: Draft, facts: Facts) -> Finding:
    """Makes it easy to say no, or to name somebody else."""
    match = patterns.WAY_OUT.search(draft.body)
    if match:
        return Finding("out", YES, "Offers a way out", spans=spans(draft.body, match))
    why = "“If this is a busy time, is there a colleague you’d suggest?” A no can still bring a name."
    return Finding("out", FIX, "Offer a way out", why)


def closes_kindly(draft: Draft, facts: Facts) -> Finding:
    """Thanks or greets at the end."""
    tail = max(0, len(draft.body.rstrip()) - 160)
    matches = [m for m in patterns.CLOSE.finditer(draft.body) if m.start() >= tail]
    if matches:
        return Finding("close", YES, "Closes with thanks", spans=spans(draft.body, matches[-1]))
    return Finding("close", FIX, "Close with thanks", "A last line of thanks, and your name.")


def fits_length(draft: Draft, facts: Facts) -> Finding:
    """Is as long as its channel and its purpose allow."""
    if draft.channel == Channel.LINKEDIN:
        length = len(draft.body)
        if length <= LINKEDIN_LIMIT:
            return Finding("length", YES, f"{length} of {LINKEDIN_LIMIT} characters")
        over = length - LINKEDIN_LIMIT
        return Finding(
            "length", FIX, f"{over} characters too long", f"LinkedIn cuts connection notes at {LINKEDIN_LIMIT}."
        )
    low, high = comfortable_length(draft)
    words = count_words(draft.body)
    if words < low:
        return Finding("length", FIX, f"{words} words: a little more about you?", f"{low} to {high} words read well.")
    if words > high:
        why = f"Busy people answer what they can read in half a minute: {low} to {high} words."
        return Finding("length", FIX, f"{words} words: can you lose {words - high}?", why)
    return Finding("length", YES, f"{words} words, a comfortable length")


def fills_gaps(draft: Draft, facts: Facts) -> Finding:
    """No `[placeholder]` is left."""
    gaps = tuple(span(draft.body, *at) for at in merge.placeholders(draft.body))
    count = len(gaps) + len(merge.placeholders(draft.subject))
    if not count:
        return Finding("slot", YES, "No placeholders left")
    what = f"{count} placeholder{'s' if count > 1 else ''} to fill in"
    return Finding("slot", FIX, what, "One honest detail is worth more than praise.", gaps)


def greets_by_name(draft: Draft, facts: Facts) -> Finding | None:
    """The greeting names the right person. Silent when it does, or when there is no greeting."""
    match = patterns.GREETING.match(draft.body)
    if not match or merge.placeholders(match[1]):
        return None
    greeted = fold(patterns.TITLES.sub("", match[1].strip()))
    right = {
        fold(n) for n in (facts.first_name, facts.family_name, f"{facts.first_name} {facts.family_name}") if n.strip()
    }
    if (
        greeted in right
        or set(greeted.split()) & {w for n in right for w in n.split()}
        or greeted in {"there", "all", "again"}
    ):
        return None
    why = f"The greeting says {match[1].strip()}; this message is for {facts.first_name}."
    return Finding("name", FIX, "Check the name", why, (span(draft.body, *match.span(1)),))


def names_right_employer(draft: Draft, facts: Facts) -> Finding | None:
    """Doesn’t name another employer of the list, left over from an earlier message. Silent when all is well."""
    known, mine = fold(facts.employer), fold(f"{facts.common_ground} {facts.my_introduction}")
    if known and known in fold(draft.body):
        return None
    for other in facts.other_employers:
        if len(other) < 3 or fold(other) == known or fold(other) in mine:
            continue
        if match := re.search(rf"(?<!\w){re.escape(other)}(?!\w)", draft.body):
            why = f"{facts.first_name} is at {facts.employer}." if facts.employer else f"Is it {facts.first_name}’s?"
            return Finding("employer", FIX, f"Check the employer: {other}", why, spans(draft.body, match))
    return None
