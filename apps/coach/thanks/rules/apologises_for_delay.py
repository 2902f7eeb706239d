"""Excuses itself for coming late. Sorry for anything else is another matter."""

from __future__ import annotations

from apps.coach.rule import Severity
from apps.coach.text import Span, pattern
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule

LONGEST = 90  # characters of an excuse that nobody minds
_SORRY = r"(?:sorry|apolog\w+|forgive|forgiveness|excuse|pardon|regret|embarrass\w*|ashamed|guilty|my bad|mea culpa)"
_LATE = (
    r"(?:delay\w*|late(?:ness)?|belated\w*|earlier|sooner|so long|too long|long time|slow|tardy|tardiness|overdue"
    r"|silence|before now|until now|taken me|took me|lateness|(?:not|never) (?:having )?(?:yet )?(?:written|writing"
    r"|thanked|thanking|replied|replying|responded|gotten back|been in touch)|haven't (?:\w+ )?(?:written|thanked"
    r"|replied|responded|been in touch)|have not (?:\w+ )?(?:written|thanked|replied|responded)|didn't (?:write|thank"
    r"|reply|respond|get back|send)|(?:days|weeks|months) (?:late|ago|to)|wait(?:ed|ing)?|passed|went by|gone by)"
)
_DELAY = pattern(
    rf"\b{_SORRY}\b[^.!?]{{0,80}}\b{_LATE}\b|\b{_LATE}\b[^.!?]{{0,80}}\b{_SORRY}\b"
    r"|\b(?:should(?:'ve| have)|meant to|had meant to|ought to have|wanted to|been meaning to) (?:\w+ )?(?:written?"
    r"|write|thank(?:ed)?|sent?|send|sen[dt] this|said thank|get back|got back)(?: \w+){0,3} (?:sooner|earlier|before"
    r"|days ago|weeks ago|last week|long ago|right away|at once|yesterday|ages ago|already|for (?:days|weeks"
    r"|a while))"
    r"|\b(?:belated|overdue|tardy) (?:thanks?|thank[- ]you|note|letter|reply|response|message)|\b(?:thanks?"
    r"|thank[- ]you|note|letter|message|reply|email|e-mail|this) (?:\w+ ){0,2}?(?:is|comes|are"
    r"|was) (?:\w+ ){0,3}?(?:late|overdue|belated|delayed)|\bbetter late than never|\blong overdue|\bit(?:'s| has"
    r"|s) (?:been|taken me) (?:\w+ ){0,3}(?:days|weeks|a week|too long|so long|a while|longer|a month"
    r"|months)[^.!?]{0,40}\b(?:to (?:write|thank|reply|send)|thank|sorry|embarrassed)"
)
#: Late for something else.
_OTHER = pattern(
    r"\b(?:late|tardy|delayed?|delay|wait(?:ing)?) (?:to|for|in joining|arriving|at|joining|getting to) (?:the|our"
    r"|your|my|this|a) (?:call|talk|meeting|interview|appointment|chat|conversation|office|lunch|coffee|zoom|train"
    r"|bus)|(?:being|was|running|arriv\w+|came|arrived|joined|ran|start\w*) (?:\w+ )?(?:late|over)\b(?! (?:in"
    r"|with) (?:writing|thanking|sending|replying|this|my (?:thanks|note|reply)))|(?:train|bus|flight|traffic)"
    r"|sorry (?:to (?:hear|learn|see|bother|trouble)|that (?:we|you|your|the)|about (?:the|your)"
    r"|for (?:taking (?:so much|up|your|too)|talking|keeping you))|(?:apologi[sz]e"
    r"|sorry) (?:\w+ ){0,4}?(?:so many questions|my (?:english|accent|questions|connection|nerves|voice))"
)


def read(reading: Reading) -> tuple[Span, ...]:
    found = []
    for sentence in reading.text.sentences:
        if _DELAY.search(sentence.low) and not _OTHER.search(sentence.low):
            found.append(sentence.span())
    return tuple(found)


def is_long(spans: tuple[Span, ...]) -> bool:
    """True when the excuse takes more than one sentence, or a long one."""
    return len(spans) > 1 or spans[0].end - spans[0].start > LONGEST


RULE = Rule(
    id="apologises_for_delay",
    looks_for="An excuse for coming late.",
    why="A long excuse takes the place of the thanks.",
    source="Acquaint",
    severity=Severity.LOW,
    read=read,
    message="One short “sorry” for the delay is plenty. They will be glad to hear from you.",
    is_advised=is_long,
)
