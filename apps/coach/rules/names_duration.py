"""Says how long the talk would be: 15 to 30 minutes. Commutes, podcasts and working weeks are no length of a talk."""

from __future__ import annotations

from apps.coach.lengths import Length, find_lengths
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import pattern

#: Right before a length: it belongs to something else, or lies behind us.
_ELSEWHERE_BEFORE = pattern(
    r"(?:\b(?:spent|waited|watched|took|lasted|ran|drove|walked|listened(?: to)?|worked?|waiting|live|lives|sat|read"
    r"|within|after|before|every|each|past|last|whole|a (?:\w+ )?commute of|took me|taking|thank you for"
    r"|thanks for|thank you for (?:the|taking|giving me|sharing)|taking|gave me|giving me|given me"
    r"|(?!(?:interested|needed|wanted|asked|hoped|wondered|delighted|honou?red|obliged|pleased|thrilled|excited"
    r"|indebted)\b)"
    r"[a-z]{3,}ed(?: \w+){0,3} for|speaking with me for|(?:spoke|talked|met|chatted|been|working"
    r"|waiting)(?: \w+){0,2} for"
    r"|(?:commute|drive|ride|walk|flight|shift|class|lecture|film) (?:is|was|takes|took|lasts|lasted))"
    r"(?: (?:the|about|over|almost|nearly|exactly|those|these|only|just|me))*"
    r"|\b(?:your|that|this|the|whose|my|his|her)(?: (?:whole|entire|first|last|great|excellent|recent"
    r"|full))?) (?:an? )?$|\bat (?:an? )?$|\b(?:be|get|arrive|back|home)\b[a-z' ]{0,30} in (?:about )?$"
)
#: Right after a length: what it is the length of.
_ELSEWHERE_AFTER = pattern(
    r"^[- ]?(?:(?:long|short) )?(?:from (?:your (?!(?:\w+ )?(?:time|day|schedule|calendar|evening|week))|the|here|my"
    r"|campus|home)|away|ago|later|late|early|earlier"
    r"|walk(?!(?: with| together| around)?[^.!?]*\?)|drive|ride|commute|train|bus|flight"
    r"|class|course|race|show|program|workout|lesson|exam|test|game|match|podcast|video(?! (?:call|chat|meeting"
    r"|conference))|episode|talk you|talk with you|ted|keynote|lecture"
    r"|presentation|webinar|documentary|film|shift|pieces|a (?:day|week|month)"
    r"|per (?:day|week)|every|each|of (?:reading|your (?:talk|podcast|video|lecture))|notice|sessions? (?:you|at)"
    r"|workshop|segment|after (?:your|the)|by (?:car|train|bus|bike|foot)|on (?:foot|the train)|piece|delivery|run)"
)
_MANY_HOURS = 180  # nobody asks for more than three hours of a stranger's time


def read(draft: Draft) -> Reading:
    """The lengths asked for, in minutes, in order and each once."""
    found = [
        (sentence, length)
        for sentence in draft.body.sentences
        for length in find_lengths(sentence.low)
        if _is_of_the_talk(sentence.low, length)
    ]
    if not found:
        return NOTHING
    minutes = tuple(dict.fromkeys(n for _, length in found for n in length.minutes))
    spans = (draft.body.span(sentence.start + length.start, sentence.start + length.end) for sentence, length in found)
    return seen(tuple(spans), minutes)


def _is_of_the_talk(low: str, length: Length) -> bool:
    if max(length.minutes) > _MANY_HOURS:
        return False
    before, after = low[: length.start], low[length.end :]
    return not (_ELSEWHERE_BEFORE.search(before[-60:]) or _ELSEWHERE_AFTER.match(after))


def judge(reading: Reading, case: Case) -> Advice:
    low, high = case.rules.minutes
    minutes = tuple(int(n) for n in reading.values)
    if not minutes:
        return advise("Say how long", f"“{min(max(20, low), high)} minutes” makes the favor small and clear.")
    if case.rules.fits(minutes):
        said = f"{minutes[0]} to {minutes[-1]}" if len(minutes) == 2 and minutes[0] < minutes[1] else _listed(minutes)
        return praise(f"Asks for {said} minutes", spans=reading.spans)
    if max(minutes) > high:
        why = f"That is a lot for someone new. {low} to {high} minutes are easy to give, and often grow by themselves."
        return advise("Ask for less", why, reading.spans)
    why = f"{low} to {high} minutes are small enough to say yes to, and long enough to learn from."
    return advise(f"Ask for {low} to {high} minutes", why, reading.spans)


def _listed(minutes: tuple[int, ...]) -> str:
    return " or ".join(str(n) for n in minutes)


RULE = Rule(
    id="names-duration",
    looks_for="How long the talk would be: 15 to 30 minutes.",
    why="A small, clear favor is easy to grant.",
    source="Northeastern University: a 20 to 30 minute meeting",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
